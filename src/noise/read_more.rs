//! Read more: aids to reading that are not reading matter.
//!
//! # Looks like
//! "Read more", "Listen to this article", "No time to read?", "Get a summary",
//! "4 min read", "Font size".
//!
//! # Spares by default
//! Sentences; a lone "More" or "Listen" between paragraphs.
//!
//! # Evidence
//! Phrases; for a reading time, a number beside its phrase.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::Date;

const KIND: NoiseKind = NoiseKind::ReadMore;

pub(super) const LOOKS_AT: CueSet = Cue::ReadMore.set().with(Cue::MinRead);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cues = page.cues(i);
    let words = page.words(i);
    let shape = page.shape(i);
    if cues.set.has(Cue::MinRead) && shape.digits > 0 && words <= 9 && page.date(i) == Date::No {
        findings.claim(i, KIND, 880, Why::Phrase(Cue::MinRead.set()));
    }
    if !cues.set.has(Cue::ReadMore) {
        return;
    }
    let score = match (cues.whole.has(Cue::ReadMore), words, page.outside(i)) {
        (true, ..) if page.is_line_grouped(i) => 640,
        (true, 2.., _) => 880,
        (true, _, true) => 760,
        (true, ..) => 620,
        // A sub-heading may open with such a phrase.
        (false, _, false) if page.precedes_prose(i) => 640,
        (false, ..=14, _) if !page.prose(i) && !shape.quoted => 770,
        (false, _, true) if shape.width < 200 => 600,
        _ => 0,
    };
    if score > 0 {
        findings.claim(i, KIND, score, Why::Phrase(Cue::ReadMore.set()));
    }
}
