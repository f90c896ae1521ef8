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
use crate::noise::date::{self, Date};
use crate::noise::marks::DATED;
use crate::text::Ending;

const KIND: NoiseKind = NoiseKind::TimestampByline;
/// How many lines behind the headline the date and the byline may stand.
const REACH: usize = 8;

/// What a line says of the article's making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credit {
    Date,
    Byline,
}

pub(super) const LOOKS_AT: CueSet = DATED.with(Cue::Byline);

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
    let listed = |j: usize| page.teases(j) && page.place(j) == Place::Tail;
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
        Credit::Date if page.cues(i).set.meets(date::PARTS) => Why::Phrase(date::PARTS),
        Credit::Date => Why::Shape,
    };
    findings.claim(i, KIND, score, why);
}

/// Between the headline and the first lines of the body.
pub(crate) fn near_headline(page: &Page<'_>, i: usize) -> bool {
    match (page.headline, page.body) {
        (Some(headline), Some((start, _))) => {
            let behind = i > headline && i <= headline + REACH && i <= start + 2;
            behind && !(i > start && dates_follow(page, i)) || i + 2 >= headline && i < headline
        }
        (None, Some((start, _))) => i < start,
        _ => false,
    }
}

/// Behind the first paragraph, a date with others to follow heads an entry of a chronicle.
fn dates_follow(page: &Page<'_>, i: usize) -> bool {
    (i + 2..(i + 10).min(page.len())).any(|other| page.date(other) != Date::No)
}

/// Whether line `i` is a date or a byline, and how sure that is outside the body.
pub(crate) fn credit(page: &Page<'_>, i: usize) -> Option<(Credit, u16)> {
    if !page.speaks(i).meets(LOOKS_AT) || page.prose(i) && page.shape(i).width > 110 {
        return None;
    }
    let cues = page.cues(i);
    let words = page.words(i);
    match page.date(i) {
        Date::Whole => return Some((Credit::Date, 780)),
        Date::Within if cues.set.has(Cue::DateLabel) && words <= 20 => return Some((Credit::Date, 760)),
        Date::Within if cues.set.has(Cue::Byline) && words <= 16 => return Some((Credit::Byline, 760)),
        // "Jane Doe | 3 May 2024", but no row of a calendar.
        Date::Within if calendar(page, i) => return None,
        Date::Within if words <= 12 && page.shape(i).ending != Ending::Stop => {
            return Some((Credit::Date, 640));
        }
        _ => {}
    }
    byline(page, i).then_some((Credit::Byline, 740))
}

/// Whether neighbouring lines hold a date and more, too: a list of events.
fn calendar(page: &Page<'_>, i: usize) -> bool {
    let near = i.saturating_sub(2)..(i + 3).min(page.len());
    near.filter(|&other| page.date(other) == Date::Within).count() >= 3
}

/// "By" and the names that follow: a few words that start with capitals, in
/// scripts that have them.
fn byline(page: &Page<'_>, i: usize) -> bool {
    let cues = page.cues(i);
    let shape = page.shape(i);
    if !cues.set.has(Cue::Byline) || page.words(i) > 12 || page.words(i) < 2 || shape.quoted {
        return false;
    }
    let text = page.text(i);
    let names = text.split_whitespace().skip(1);
    let mut capital = 0;
    for name in names {
        let mut letters = name.chars().filter(|c| c.is_alphabetic());
        let Some(first) = letters.next() else { continue };
        if first.is_uppercase() {
            capital += 1;
        } else if first.is_lowercase() && name.chars().count() > 3 && !name.contains('@') {
            return false;
        } else if !first.is_lowercase() {
            capital += 1;
        }
    }
    (1..=9).contains(&capital) && (shape.width <= 90)
}
