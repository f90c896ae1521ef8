//! What the tests, the benches and the fuzz targets of `descrape` share, and what
//! the program `descrape-lab` is made of. Nothing here is published.

pub mod clock;
pub mod corpus;
#[cfg(feature = "program")]
pub mod floors;
pub mod golden;
pub mod hostile;
pub mod invariants;
#[cfg(feature = "program")]
pub mod kit;
pub mod memory;
pub mod neighbours;
#[cfg(feature = "program")]
pub mod pairs;
pub mod plain;
#[cfg(feature = "program")]
pub mod retrain;
pub mod tables;
pub mod turns;
#[cfg(feature = "program")]
pub mod unseen;
