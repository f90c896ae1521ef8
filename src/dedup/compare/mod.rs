//! Comparing two texts: evidence of each, features of the pair, and how sure they are one.
//!
//! Everything here rests on the two texts alone. Time O(tokens of both) for short texts.

mod comparison;
mod features;
mod profile;
mod scorer;
mod similarity;
mod vocabulary;

pub use comparison::{Comparison, PairReason};
pub(in crate::dedup) use features::TokenAlignment;
pub(in crate::dedup) use profile::{MOST_BYTES, Profile, Token};
#[cfg(feature = "train")]
pub use scorer::PairModel;
pub(in crate::dedup) use vocabulary::class;
