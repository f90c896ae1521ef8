//! Timestamps and bylines: when it was written and by whom.
//!
//! # Looks like
//! A line that is a date, near the headline or outside the body; a date behind
//! "Published"; "By" and a few names.
//!
//! # Spares by default
//! Times of day between the paragraphs of a live blog; a date or a name inside
//! the body.
//!
//! # Evidence
//! Shape for dates, phrases for labels and bylines.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::{CREDITED_BY, Credit, DATE_PARTS, Date, credit, near_headline};

const KIND: NoiseKind = NoiseKind::TimestampByline;
pub(super) const LOOKS_AT: CueSet = CREDITED_BY;

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let near = near_headline(page, i);
    let Some((credit, sure)) = credit(page, i) else { return };
    let score = match (near, page.place(i)) {
        (true, _) => sure + 100,
        (_, Place::Head) => sure,
        (_, Place::Tail) => 680,
        _ => 600,
    };
    // In a list of articles behind the body it is theirs.
    let listed = |j: usize| page.looks_like_headline(j) && page.place(j) == Place::Tail;
    if !near
        && page.date(i) == Date::Whole
        && page.place(i) == Place::Tail
        && i > 0
        && listed(i - 1)
        && i + 1 < page.len()
        && listed(i + 1)
    {
        findings.claim(i, NoiseKind::RelatedHeadlines, 740, Why::Shape);
    }
    let why = match credit {
        Credit::Byline => Why::Phrase(Cue::Byline.set()),
        Credit::Date if page.cues(i).set.meets(DATE_PARTS) => Why::Phrase(DATE_PARTS),
        Credit::Date => Why::Shape,
    };
    findings.claim(i, KIND, score, why);
}
