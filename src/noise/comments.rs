//! Comments: headings, forms and rules around what readers write.
//!
//! # Looks like
//! "22 comments", "Leave a reply", "Your email address will not be published".
//!
//! # Spares by default
//! What readers wrote, and paragraphs about comments.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};

const KIND: NoiseKind = NoiseKind::Comments;
const WIDEST_RULE: u32 = 320;

pub(super) const LOOKS_AT: CueSet = Cue::Comments.set();

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::Comments;
    let cues = page.cues(i);
    if page.shape(i).width > WIDEST_RULE || page.shape(i).quoted {
        return;
    }
    let counted = page.shape(i).digits > 0 || page.words(i) >= 2;
    let score = match (cues.whole.has(cue), counted, page.outside(i)) {
        (true, true, _) => 880,
        (true, false, true) => 820,
        (true, false, false) => 640,
        (false, _, true) if page.prose(i) => 690,
        (false, _, true) => 840,
        (false, ..) if page.prose(i) => 680,
        (false, ..) => 760,
    };
    findings.claim(i, KIND, score, Why::Phrase(cue.set()));
}
