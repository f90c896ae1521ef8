//! Share and follow: buttons for networks, print, save and mail.
//!
//! # Looks like
//! "Share this article", "Follow us on ...", a line or a run of lines of
//! networks' names.
//!
//! # Spares by default
//! A single network's name between paragraphs, where it can be a sub-heading;
//! sentences about networks.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};

const KIND: NoiseKind = NoiseKind::ShareFollow;
const CUES: CueSet = Cue::Share.set().with(Cue::Follow);

pub(super) const LOOKS_AT: CueSet = CUES;

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let score = score(page, i);
    if score > 0 {
        findings.claim(i, KIND, score, Why::Phrase(CUES));
    }
}

/// Whether line `i` is nothing but share buttons.
fn button(page: &Page<'_>, i: usize) -> bool {
    page.cues(i).whole.meets(CUES)
}

fn score(page: &Page<'_>, i: usize) -> u16 {
    let cues = page.cues(i);
    let words = page.words(i);
    if cues.whole.meets(CUES) {
        if page.is_line_grouped(i) {
            return 640;
        }
        let beside = i > 0 && button(page, i - 1) || i + 1 < page.len() && button(page, i + 1);
        return match (words, beside, page.outside(i)) {
            (2.., _, true) => 920,
            (2.., ..) => 860,
            (_, true, _) => 900,
            (_, _, true) => 820,
            _ => 640,
        };
    }
    // "Facebook Twitter WhatsApp": every word belongs to a button.
    if words >= 2 && usize::from(cues.chrome_words) + usize::from(words > 4) >= words {
        return 880;
    }
    if !page.prose(i) && page.shape(i).width <= 120 && !page.shape(i).quoted {
        return if page.outside(i) { 840 } else { 760 };
    }
    if cues.set.has(Cue::Follow) && page.outside(i) && page.shape(i).width <= 250 {
        return 740;
    }
    0
}
