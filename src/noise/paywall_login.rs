//! Paywalls and logins: sign in, subscribe to read.
//!
//! # Looks like
//! "Log in", "Already a subscriber?", "This article is for subscribers only".
//!
//! # Spares by default
//! Paragraphs about subscriptions; single words between paragraphs.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet, Topic};

const KIND: NoiseKind = NoiseKind::PaywallLogin;
const WIDEST_PLEA: u32 = 320;
const CUES: CueSet = Cue::Login.set().with(Cue::Paywall);

pub(super) const LOOKS_AT: CueSet = CUES;

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cues = page.cues(i);
    if page.shape(i).width > WIDEST_PLEA || page.shape(i).quoted {
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
    // "Log in to leave a comment" asks for the comment.
    let comments = cues.topic_words.get(Topic::Comments) > 0 && page.words(i) > 4;
    let kind = if comments { NoiseKind::Comments } else { KIND };
    findings.claim(i, kind, score, Why::Phrase(CUES));
}
