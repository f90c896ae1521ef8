//! One text seen as units: folded words in lines that tile it.

mod fold;
mod line;
mod shape;
mod word;

pub use fold::FOLD_VERSION;
pub use word::fold;

pub(crate) use line::{Document, Line};
pub(crate) use shape::{Ending, Shape, after_bullet};
pub(crate) use word::{Word, Words};
