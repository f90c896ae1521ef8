//! One file for each command: its options, and what it does.

pub(crate) mod floors;
pub(crate) mod invariants;
