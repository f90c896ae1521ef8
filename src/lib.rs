//! temporary
mod clean;
mod error;
mod hash;
mod lexicon;
mod noise;
mod span;
mod text;
pub use clean::{CLEAN_VERSION, Cleaner, CleanerBuilder, Evidence, Hints, Policy, Removal, Report};
pub use error::{BuildError, BuildErrorKind};
pub use lexicon::{Lang, Match};
pub use noise::NoiseKind;
pub use span::Span;
pub use text::{FOLD_VERSION, fold};

use std::borrow::Cow;

/// `text` without its noise.
pub fn clean(text: &str) -> Cow<'_, str> {
    Cleaner::new().clean(text)
}
