//! Credits: which lines say when the article was written and by whom.
//!
//! Time O(words) of a line.

use super::date::Date;
use super::line_marks::DATED;
use super::view::Page;
use crate::lexicon::{Cue, CueSet};
use crate::text::Ending;

/// How many lines behind the headline the date and the byline may stand.
const REACH_LINES: usize = 8;

/// What a line says of the article's making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credit {
    Date,
    Byline,
}

/// What a line has to look like to be a credit.
pub(crate) const CREDITED_BY: CueSet = DATED.with(Cue::Byline);

/// Between the headline and the first lines of the body.
pub(crate) fn near_headline(page: &Page<'_>, i: usize) -> bool {
    match (page.headline, page.body) {
        (Some(headline), Some((start, _))) => {
            let behind = i > headline && i <= headline + REACH_LINES && i <= start + 2;
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
    if !page.triggers(i).meets(CREDITED_BY) || page.prose(i) && page.shape(i).width > 110 {
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
