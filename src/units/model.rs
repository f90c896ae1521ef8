//! [`BreakModel`]: the forest that says whether a line goes on behind its break, and how it is stored.
//!
//! Time and space O(bytes).

use super::features::{self, COUNT, Line, NAMES};
use crate::bytes::{self, Input};
use crate::error::DecodeError;
use crate::forest::Forest;

/// What tells the breaks inside of sentences from those between lines, learnt from texts of which the lines are known.
///
/// A part of a [`LineModel`](crate::LineModel), which stores it. Without trees it says nothing of any break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakModel {
    pub(crate) forest: Forest,
}

impl BreakModel {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        bytes::put_names(out, NAMES.iter().copied());
        self.forest.write(out);
    }

    pub(crate) fn read(input: &mut Input<'_>) -> Result<Self, DecodeError> {
        input.same_names("feature", NAMES.iter().copied())?;
        Ok(Self { forest: Forest::read(input, COUNT)? })
    }

    /// The log odds that each line goes on behind its break.
    pub(super) fn odds(&self, text: &str, lines: &[Line]) -> Vec<i32> {
        // A forest without trees says nothing, and costs nothing.
        if self.forest.trees.is_empty() || lines.iter().all(|line| !line.may_go_on) {
            return vec![i32::MIN; lines.len()];
        }
        self.forest.sums(&features::columns(text, lines))
    }
}
