//! Which texts are copies of each other.

mod hamming;

pub use hamming::{HammingIndex, HammingJoin, HammingMatch, HammingPair, hamming_self_join};
