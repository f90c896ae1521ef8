//! What the tests, the benches and the fuzz targets of `descrape` share, and what
//! the program `descrape-lab` is made of. Nothing here is published.

#[cfg(feature = "program")]
pub mod kit;
#[cfg(feature = "program")]
pub mod pairs;
#[cfg(feature = "program")]
pub mod retrain;
#[cfg(feature = "program")]
pub mod unseen;
