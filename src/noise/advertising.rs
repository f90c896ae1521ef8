//! Advertising: labels, and pleas to switch an ad blocker off.
//!
//! # Looks like
//! A line that is a label ("Advertisement", "Anzeige", "広告"), alone or with a
//! number; "Story continues below advertisement".
//!
//! # Spares by default
//! Sentences about advertising.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};

const WIDEST_PLEA: u32 = 320;

pub(super) const LOOKS_AT: CueSet = Cue::AdLabel.set();

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::AdLabel;
    let cues = page.cues(i);
    if cues.whole.has(cue) {
        findings.claim(i, NoiseKind::Advertising, 960, Why::Phrase(cue.set()));
    } else if page.shape(i).width <= WIDEST_PLEA && !page.shape(i).quoted {
        // "Advertising slump hits ..." is a headline, "Advertisement: ..." is not.
        if !cues.long.has(cue) && !page.has_label_prefix(i) {
            return;
        }
        let score = if page.prose(i) { 690 } else { 860 };
        findings.claim(i, NoiseKind::Advertising, score, Why::Phrase(cue.set()));
    }
}
