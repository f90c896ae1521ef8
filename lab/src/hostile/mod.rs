//! Input that nobody would write and that comes all the same, of any size: what work on it costs may grow with its
//! size and no faster (I7). `tests/hostile*.rs` count bytes and steps, `benches/hostile.rs` CPU time.

pub mod fingerprints;
pub mod pages;
pub mod texts;

/// How much smaller the input is that sets the measure.
pub const STEP: usize = 16;

/// Input of a kind, by its name.
pub type Family<T> = (&'static str, fn() -> Vec<T>);
