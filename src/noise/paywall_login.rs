//! Paywalls and logins: sign in, subscribe to read.
//!
//! # Looks like
//! "Log in", "Already a subscriber?", "This article is for subscribers only".
//!
//! # Never touches
//! Paragraphs about subscriptions; single words between paragraphs.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};

const KIND: NoiseKind = NoiseKind::PaywallLogin;
const WIDEST: u32 = 320;
const CUES: CueSet = Cue::Login.set().with(Cue::Paywall);

pub(super) const LOOKS_AT: CueSet = CUES;

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cues = page.cues(i);
    if !cues.set.meets(CUES) || page.shape(i).width > WIDEST || page.shape(i).quoted {
        return;
    }
    let score = match (cues.whole.meets(CUES), page.words(i), page.outside(i)) {
        (true, _, true) => 840,
        (true, 2.., false) => 800,
        (true, _, false) => 620,
        (false, _, true) => 820,
        (false, ..) if page.prose(i) => 680,
        (false, ..) => 750,
    };
    findings.claim(i, KIND, score, Why::Phrase(CUES));
}
