//! Newsletters: pleas, forms and thanks.
//!
//! # Looks like
//! "Newsletter", "Sign up for our newsletter", "Enter your email address".
//!
//! # Spares by default
//! Paragraphs that mention a newsletter; the single word between paragraphs.
//!
//! # Evidence
//! Phrases.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};
use crate::text::Ending;

const KIND: NoiseKind = NoiseKind::Newsletter;
/// A plea is a sentence or two.
const WIDEST_PLEA: u32 = 320;

pub(super) const LOOKS_AT: CueSet = Cue::Newsletter.set();

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::Newsletter;
    let cues = page.cues(i);
    if page.shape(i).width > WIDEST_PLEA || page.shape(i).quoted {
        return;
    }
    let whole = cues.whole.has(cue);
    let score = match (whole, page.words(i), page.outside(i)) {
        (true, 2.., _) => 880,
        (true, _, true) => 800,
        (true, ..) => 640,
        // A sentence of the article may end so.
        (false, _, true) if page.shape(i).ending == Ending::Ellipsis => 680,
        (false, _, true) => 840,
        (false, ..) if page.prose(i) => 680,
        (false, ..) => 780,
    };
    findings.claim(i, KIND, score, Why::Phrase(cue.set()));
}
