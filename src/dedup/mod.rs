//! Near-duplicates: candidates, verified pairs, clusters.
//!
//! A text becomes a [`Profile`]. Texts that are equal after folding collapse first. Of the others,
//! those that share a key of their atoms are candidates; each candidate pair is judged by
//! signs that rest on the two texts alone; pairs that are sure enough make clusters.

mod atoms;
mod builder;
mod candidates;
mod cluster;
mod counts;
mod find;
mod hamming;
mod likeness;
mod pair_scorer;
mod profile;
mod scorer;
mod signs;
mod steps;
mod stream;
mod threads;
mod verdict;
mod vocabulary;

pub use builder::{DedupBuilder, Keep};
pub use cluster::{Clusters, Linkage};
pub use counts::AtomCounts;
pub use find::Dedup;
pub use hamming::{HammingIndex, HammingJoin, HammingMatch, HammingPair, hamming_self_join};
pub use pair_scorer::PairScorer;
pub use steps::{CandidateRow, KeepKey, large_star, small_star};
pub use stream::{DedupStream, Match as StreamMatch, StreamDecoder};
pub use verdict::{Reason, Verdict};

/// The version of all that decides which texts are near-duplicates: signs, word weights, scorer
/// and candidates.
pub const DEDUP_VERSION: u32 = 2;

/// Two texts that are one, by their places in what was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Pair {
    /// The one that was given earlier.
    pub first: usize,
    /// The one that was given later.
    pub second: usize,
    /// How sure that is, from the least score that was asked for to 1000.
    pub score: u16,
}
