//! Logical units: which breaks of a text stand inside of a sentence.
//!
//! Scrapers break lines where no line ends: at inline tags ("The mayor,", "NAME", ", said on"), at the width of a
//! terminal, in quoted mail. A forest over the looks of the lines around a break ([`features`]) says whether the line
//! goes on behind it. A text with such breaks is read as if a space stood there, byte for byte: so offsets are those of
//! the text that was given.
//!
//! Time O(bytes + trees x lines).

mod features;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub))]
mod model;
pub(crate) mod words;

use std::borrow::Cow;

use crate::forest::UNIT;
#[cfg(feature = "train")]
pub(crate) use features::{COUNT, Line, NAMES, columns, lines};
#[cfg_attr(not(feature = "train"), allow(unreachable_pub))]
pub use model::BreakModel;

/// From so much on, in log odds, a line goes on behind a break.
const JOINED: i32 = UNIT;
/// And something new starts with a word.
const STARTED: i32 = UNIT / 4;
/// A line of so many bytes may be a page.
const LONG: usize = 1000;

/// A text, and where its units do not end or end within a line.
#[derive(Debug)]
pub(crate) struct Units<'t> {
    /// The text, with a break between units and nowhere else.
    pub(crate) text: Cow<'t, str>,
    /// The line feeds inside of units, in order.
    pub(crate) joins: Vec<usize>,
    /// The spaces between units, in order.
    pub(crate) splits: Vec<usize>,
}

impl<'t> Units<'t> {
    /// The units of a text.
    pub(crate) fn of(text: &'t str, model: &BreakModel) -> Self {
        let lines = features::lines(text);
        let odds = model.joins(text, &lines);
        let inside = lines.iter().zip(&odds).filter(|(line, odds)| line.may_go_on && **odds >= JOINED);
        let joins: Vec<usize> = inside.map(|(line, _)| line.end - 1).collect();
        let mut splits = Vec::new();
        for line in lines.iter().filter(|line| line.stop - line.start >= LONG) {
            let words = words::words(text, line.start, line.stop);
            let odds = model.splits(text, &words);
            let starts = words.iter().zip(&odds).skip(1).filter(|(_, odds)| **odds >= STARTED);
            splits.extend(starts.map(|(word, _)| word.start - 1));
        }
        Self { text: rewritten(text, &joins, &splits), joins, splits }
    }
}

/// The text with these line feeds, and the carriage returns before them, made spaces, and these spaces line feeds.
fn rewritten<'t>(text: &'t str, joins: &[usize], splits: &[usize]) -> Cow<'t, str> {
    if joins.is_empty() && splits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut places: Vec<(usize, char)> =
        joins.iter().map(|&at| (at, ' ')).chain(splits.iter().map(|&at| (at, '\n'))).collect();
    places.sort_unstable();
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for (at, sign) in places {
        let before = &text[from..at];
        let kept = if sign == ' ' { before.strip_suffix('\r').unwrap_or(before) } else { before };
        whole.push_str(kept);
        whole.extend(std::iter::repeat_n(' ', before.len() - kept.len()));
        whole.push(sign);
        from = at + 1;
    }
    whole.push_str(&text[from..]);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests;
