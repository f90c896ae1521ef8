//! Other noise: what the site says about itself.
//!
//! # Looks like
//! "Please enable JavaScript", "Report an error", "Article content".
//!
//! # Spares by default
//! Paragraphs that such a phrase only occurs in.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};

const WIDEST_MESSAGE: u32 = 250;

pub(super) const LOOKS_AT: CueSet = Cue::SiteNotice.set();

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::SiteNotice;
    let cues = page.cues(i);
    if page.shape(i).width > WIDEST_MESSAGE || page.shape(i).quoted {
        return;
    }
    let score = match (cues.whole.has(cue), page.words(i), page.outside(i)) {
        (true, 2.., _) => 860,
        (true, _, true) => 780,
        (true, ..) => 600,
        (false, _, true) => 800,
        (false, ..) if page.prose(i) => 680,
        (false, ..) => 740,
    };
    findings.claim(i, NoiseKind::OtherNoise, score, Why::Phrase(cue.set()));
}
