//! Logical units: which breaks of a text stand inside of a sentence.
//!
//! Scrapers break lines where no line ends: at inline tags ("The mayor,", "NAME", ", said on"), at the width of a
//! terminal, in quoted mail. A forest over the looks of the lines around a break ([`features`]) says whether the line
//! goes on behind it. A text with such breaks is read as if a space stood there, byte for byte: so offsets are those of
//! the text that was given.
//!
//! Time O(bytes + trees x lines).

mod features;
mod model;

use std::borrow::Cow;

use crate::forest::UNIT;
pub(crate) use features::{Line, NAMES};
#[cfg(feature = "train")]
pub(crate) use features::{COUNT, columns, lines};
pub use model::BreakModel;

/// From so much on, in log odds, a line goes on behind a break.
const JOINED: i32 = UNIT / 2;

/// A text, and where a unit of it goes on behind a break.
#[derive(Debug)]
pub(crate) struct Units<'t> {
    /// The text, with these breaks made spaces.
    pub(crate) text: Cow<'t, str>,
    /// Where the line feeds are, in order.
    pub(crate) joins: Vec<usize>,
}

impl<'t> Units<'t> {
    /// The units of a text.
    pub(crate) fn of(text: &'t str, model: &BreakModel) -> Self {
        let lines = features::lines(text);
        let odds = model.odds(text, &lines);
        let inside = lines.iter().zip(&odds).filter(|(line, odds)| line.may_go_on && **odds >= JOINED);
        let joins: Vec<usize> = inside.map(|(line, _)| line.end - 1).collect();
        Self { text: joined(text, &joins), joins }
    }
}

/// The text with these line feeds, and the carriage returns before them, made spaces.
fn joined<'t>(text: &'t str, joins: &[usize]) -> Cow<'t, str> {
    if joins.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for &at in joins {
        let before = &text[from..at];
        let kept = before.strip_suffix('\r').unwrap_or(before);
        whole.push_str(kept);
        whole.extend(std::iter::repeat_n(' ', before.len() - kept.len() + 1));
        from = at + 1;
    }
    whole.push_str(&text[from..]);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests;
