//! Learning: from pages whose articles are known to a [`LineModel`](crate::LineModel), from labelled pairs to a
//! [`PairModel`](crate::train::PairModel), and from pages whose titles are known to the points of headlines. One
//! booster makes all trees.
//!
//! The same examples in the same order give the same bytes, on every platform and for
//! any number of threads.
//!
//! Time O(trees x features x rows).

mod booster;
mod breaks;
mod headline;
mod lines;
mod pairs;

pub use breaks::{BreakExample, BreakTrainer};
pub use headline::HeadlineTrainer;
pub use lines::{Example, Gold, Options, Trainer};
pub use pairs::{PairExample, PairOptions, PairTrainer};
