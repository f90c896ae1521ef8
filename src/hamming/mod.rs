//! Pairs of fingerprints that differ in few bits.
//!
//! Everything is exact: no pair within the radius is missed, and none beyond it
//! is reported. `join.rs` compares a set with itself, `index.rs` answers queries,
//! `plan.rs` says why both may look at so few pairs.
//!
//! Time O(n log n + compared) for a join, where what is compared depends on how fingerprints crowd; space O(n).

mod ids;
mod index;
mod join;
mod partition;
mod plan;
mod prefilter;
mod search;

pub use index::{HammingIndex, HammingMatch};
pub use join::{HammingJoin, HammingPair, hamming_self_join};

use crate::error::{BuildError, BuildErrorKind};

/// The greatest radius: beyond it blocks are so short that all is compared with all.
const MAX_RADIUS: u32 = 8;

fn checked_radius(radius: u32) -> Result<u32, BuildError> {
    within("radius", u64::from(radius), u64::from(MAX_RADIUS))?;
    Ok(radius)
}

/// Fingerprints are numbered in 32 bits, to save half of the memory.
fn checked_len(len: usize) -> Result<(), BuildError> {
    within("fingerprints", len as u64, u64::from(u32::MAX))
}

fn within(option: &'static str, got: u64, max: u64) -> Result<(), BuildError> {
    if got <= max {
        return Ok(());
    }
    Err(BuildError::new(BuildErrorKind::OutOfRange { option, got, min: 0, max }))
}
