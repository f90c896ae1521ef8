//! Near-duplicates: candidates, verified pairs, clusters.
//!
//! A text becomes a [`Profile`]. Texts that are equal after folding collapse first. Of the others,
//! those that share a key of their tokens are candidates; each candidate pair is judged by
//! signs that rest on the two texts alone; pairs that are sure enough make clusters.
//!
//! Time O(bytes + keys log keys + candidates), and no input makes candidates quadratic.

mod blocking;
mod builder;
mod cluster;
mod compare;
mod find;
mod index;
pub mod steps;

pub use builder::{DedupBuilder, KeepRule, Preset};
pub use cluster::{Clusters, Linkage};
#[cfg(feature = "train")]
pub use compare::PairModel;
pub use compare::{Comparison, PairReason};
pub use find::Dedup;
pub use index::{DedupIndex, IndexMatch};

/// The version of all that decides which texts are near-duplicates: signs, word weights, scorer
/// and candidates.
pub const DEDUP_VERSION: u32 = 3;

/// Two texts that are one, by their places in what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct DuplicatePair {
    /// The one that was given earlier.
    pub first: usize,
    /// The one that was given later.
    pub second: usize,
    /// How sure that is, from the least score that was asked for to 1000.
    pub score: u16,
}
