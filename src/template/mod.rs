//! Site templates: what stands on page after page of a site is noise in any language.
//!
//! A [`TemplateLearner`] keeps a small sketch of each of a sample of a site's pages. What a line is worth is
//! decided at the end, over the whole sample: copies of one article are collapsed first, then the pages are
//! counted on which each line stands, and in which company. The result is [`Templates`]: keys of
//! lines, which a cleaner looks up line by line.
//!
//! Time O(bytes) to learn, space O(sites x sample).

mod context;
mod copies;
mod decide;
mod learner;
mod line;
mod signature;
mod site;
mod stored;
mod templates;

pub use learner::TemplateLearner;
pub(crate) use line::lines;
pub use line::{LineKey, line_keys};
pub use site::site_name;
pub(crate) use templates::{Site, Template};
pub use templates::{TemplateLine, Templates};

/// The version of all that decides which lines are templates, and of the form in which they are stored.
///
/// It covers [`FOLD_VERSION`](crate::fingerprint::FOLD_VERSION) and the names of months and days in the lexicon.
pub const TEMPLATE_VERSION: u32 = 2;

#[cfg(test)]
mod tests;
