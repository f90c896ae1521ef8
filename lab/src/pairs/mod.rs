//! Pairs of texts that are labelled.

mod more;
mod random;
mod rows;
mod stories;
