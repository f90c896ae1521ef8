//! Bits of eight ASCII bytes at once.
//!
//! Time O(1).

/// The bit that no ASCII byte has.
pub(super) const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
/// The bit that makes capitals small.
pub(super) const LOWER_CASE_BITS: u64 = 0x2020_2020_2020_2020;
