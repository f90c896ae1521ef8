//! Blocking: which pairs are worth comparing.
//!
//! A text becomes a few blocking tokens ([`tokens`]); texts that share enough of them meet in a block
//! ([`candidates`]). Time O(texts log texts + candidates).

pub(in crate::dedup) mod candidates;
pub(in crate::dedup) mod tokens;
