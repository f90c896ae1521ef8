//! A trial of the pipeline: made-up pages, and what the library alone says of them.

mod pages;
mod twin;

pub use pages::{Page, crowd, equal, pages, write};
pub use twin::{Twin, same};
