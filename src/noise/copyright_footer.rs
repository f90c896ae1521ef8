//! Copyright and imprint: whose site it is.
//!
//! # Looks like
//! A sign of copyright with a year or a reservation of rights; "All rights
//! reserved"; "Reproduction prohibited".
//!
//! # Spares by default
//! Credits of pictures, which have a sign but no year; sentences about
//! copyright in the body.
//!
//! # Evidence
//! Phrases, or the sign by shape.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::SIGNED;

const KIND: NoiseKind = NoiseKind::CopyrightFooter;
const WIDEST_NOTICE: u32 = 900;

pub(super) const LOOKS_AT: CueSet = Cue::Copyright.set().union(SIGNED);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let shape = page.shape(i);
    let rights = page.cues(i).set.has(Cue::Copyright);
    if shape.width > WIDEST_NOTICE || shape.quoted {
        return;
    }
    // Who asks about rights does not reserve them.
    if page.text(i).trim_end().ends_with(['?', '？', '؟']) {
        return;
    }
    let year = shape.digits >= 4;
    // "Copyright reform passes" is a headline.
    let rights = rights
        && (page.cues(i).whole.has(Cue::Copyright)
            || page.cues(i).long.has(Cue::Copyright)
            || shape.copyright
            || year);
    if !rights && !shape.copyright {
        return;
    }
    let inside = matches!(page.place(i), Place::Body);
    let score = match (shape.copyright, rights, year) {
        (true, true, _) => 950,
        (true, false, true) if !page.prose(i) => 900,
        (true, false, true) if !inside => 800,
        (false, true, _) if !page.prose(i) && !inside => 860,
        // A sub-heading of an article on rights, perhaps.
        (false, true, false) if !page.prose(i) && page.precedes_prose(i) => 640,
        (false, true, _) if !page.prose(i) => 760,
        (false, true, _) if !inside => 780,
        _ => return,
    };
    let why = if rights { Why::Phrase(Cue::Copyright.set()) } else { Why::Shape };
    findings.claim(i, KIND, score, why);
}
