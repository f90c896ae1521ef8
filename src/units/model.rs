//! [`BreakModel`]: the forest that says whether a line goes on behind its break, and how it is stored.
//!
//! Time and space O(bytes).

use super::features::{self, COUNT, Line, NAMES};
use super::words::{self, BUCKETS, Borders, Word};
use crate::bytes::{self, Input};
use crate::error::DecodeError;
use crate::forest::Forest;

/// What tells the breaks inside of sentences from those between lines, learnt from texts of which the lines are known.
///
/// A part of a [`LineModel`](crate::LineModel), which stores it. Without trees it says nothing of any break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakModel {
    /// Whether a line goes on behind its break.
    pub(crate) joins: Forest,
    /// Whether something new starts with a word.
    pub(crate) splits: Forest,
    pub(crate) borders: Borders,
}

impl BreakModel {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        bytes::put_names(out, NAMES.iter().copied());
        self.joins.write(out);
        bytes::put_names(out, words::NAMES.iter().copied());
        self.splits.write(out);
        for table in [&self.borders.opens, &self.borders.ends] {
            out.extend((0..BUCKETS).map(|bucket| table.get(bucket).copied().unwrap_or(0) as u8));
        }
    }

    pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        input.same_names("feature", NAMES.iter().copied())?;
        let joins = Forest::read(input, COUNT)?;
        input.same_names("feature", words::NAMES.iter().copied())?;
        let splits = Forest::read(input, words::COUNT)?;
        let mut table =
            || Ok::<_, DecodeError>(input.take::<BUCKETS>()?.iter().map(|&weight| weight as i8).collect());
        Ok(Self { joins, splits, borders: Borders { opens: table()?, ends: table()? } })
    }

    /// The log odds that each line goes on behind its break.
    pub(super) fn joins(&self, text: &str, lines: &[Line]) -> Vec<i32> {
        // A forest without trees says nothing, and costs nothing.
        if self.joins.trees.is_empty() || lines.iter().all(|line| !line.may_go_on) {
            return vec![i32::MIN; lines.len()];
        }
        self.joins.sums(&features::columns(text, lines))
    }

    /// The log odds that something new starts with each word.
    pub(super) fn splits(&self, text: &str, words: &[Word]) -> Vec<i32> {
        if self.splits.trees.is_empty() {
            return vec![i32::MIN; words.len()];
        }
        self.splits.sums(&words::columns(text, words, &self.borders))
    }
}
