//! Removes scraper noise from plain text, in 82 languages, and finds near-duplicates, and says why.
//!
//! A scraper leaves more than the article: menus, cookie banners, tables of prayer
//! times, "MORE ON THEME" lists, share bars, the headline twice. Tools that remove
//! them need the page's HTML. This crate works on what most people still have: the
//! text.
//!
//! # Clean one text
//!
//! ```
//! let scraped = "\
//! Home
//! Politics
//! Sport
//! Advertisement
//!
//! River festival moves to September
//!
//! The river festival in Aldersund moves to September, the town council decided
//! on Monday, since the summer has become too dry for the boats.
//!
//! Share this article
//! ";
//! let cleaned = descrape::clean(scraped);
//! assert!(cleaned.starts_with("River festival moves to September\n"));
//! assert!(cleaned.ends_with("too dry for the boats.\n\n"));
//! ```
//!
//! # See what went, and why
//!
//! ```
//! use descrape::{Cleaner, Evidence, NoiseKind};
//!
//! let scraped = "The bridge was closed on Friday, and nobody knows for how long.\n\
//!                MORE ON THEME\n\
//!                Bridge inspectors find cracks in two pillars\n\
//!                Ferry company adds boats for commuters\n\
//!                © 2025 The Aldersund Courier. All rights reserved.\n";
//! let report = Cleaner::new().report(scraped);
//! let kinds: Vec<_> = report.removed().iter().map(|removal| removal.kind.name()).collect();
//! assert_eq!(kinds, ["related_headlines", "related_headlines", "related_headlines", "copyright_footer"]);
//!
//! // Every removal is a span of the text that was given, with its reason.
//! let heading = report.removed()[0];
//! assert_eq!(heading.span.of(scraped), "MORE ON THEME\n");
//! assert!(matches!(heading.evidence, Evidence::Phrase { .. }));
//!
//! // What was a list of other articles can be kept as data.
//! let headlines: Vec<_> = report.related_headlines().iter().map(|span| span.of(scraped)).collect();
//! assert_eq!(headlines[0], "Bridge inspectors find cracks in two pillars");
//!
//! // Nothing is lost: what was removed and what stays tile the text.
//! let bytes: usize = report.kept().chain(report.removed().iter().map(|r| r.span)).map(|span| span.len()).sum();
//! assert_eq!(bytes, scraped.len());
//! ```
//!
//! # Choose what goes
//!
//! ```
//! use descrape::{Cleaner, NoiseKind, PhrasePlace, Policy};
//!
//! let cleaner = Cleaner::builder()
//!     .policy(Policy::gentle().spare(NoiseKind::RelatedHeadlines))
//!     .phrase(NoiseKind::Newsletter, PhrasePlace::Starts, "The Courier in your letter box")
//!     .build()?;
//! let texts = ["The Courier in your letter box: every morning at six!\nSnow fell.\n", "Snow fell.\n"];
//! let reports = cleaner.report_all(&texts);
//! assert_eq!(reports[0].text(), reports[1].text());
//! # Ok::<(), descrape::BuildError>(())
//! ```
//!
//! # From a page to its stories
//!
//! A list of other articles often has a story twice, under two headlines. What the
//! cleaner reports goes straight into [`Dedup`]:
//!
//! ```
//! use descrape::{Cleaner, Dedup};
//!
//! let scraped = "The bridge was closed on Friday, and nobody knows for how long.\n\
//!                MORE ON THEME\n\
//!                Bridge inspectors find cracks in two pillars\n\
//!                Ferry company adds boats for commuters\n\
//!                **Inspectors discover cracks in two of the bridge's pillars**\n";
//! let report = Cleaner::new().report(scraped);
//! let headlines: Vec<&str> = report.related_headlines().iter().map(|span| span.of(scraped)).collect();
//! let clusters = Dedup::headlines().clusters(&headlines);
//! assert_eq!(clusters.groups(), [vec![0, 2], vec![1]]);
//! assert_eq!(clusters.keep().map(|kept| headlines[kept]).collect::<Vec<_>>(), headlines[..2]);
//! # Ok::<(), descrape::BuildError>(())
//! ```
//!
//! # Drop near-duplicates
//!
//! ```
//! use descrape::{Dedup, PairReason};
//!
//! let dedup = Dedup::documents();
//! let stories = [
//!     "The council agreed on Tuesday to rebuild the wooden pier, which fell in the storms of January. Nobody was hurt.",
//!     "(Updated) The council agreed on Tuesday to rebuild the pier, which fell in the storms of January. Nobody was hurt.",
//!     "The council agreed on Monday to sell the coal quay, which nobody has used for years. The price is not known.",
//! ];
//! let clusters = dedup.clusters(&stories);
//! assert_eq!(clusters.keep().collect::<Vec<_>>(), [0, 2]);
//!
//! // Every text that goes has a verified pair with the one that stays, and every verdict has reasons.
//! assert_eq!(clusters.because(1).map(|pair| pair.first), Some(0));
//! let verdict = dedup.compare("Storm kills 3 in Aldersund", "Storm kills 13 in Aldersund");
//! assert!(verdict.score() < dedup.min_score());
//! assert!(verdict.reasons().any(|reason| matches!(reason, PairReason::NumbersDiffer { .. })));
//! # Ok::<(), descrape::BuildError>(())
//! ```
//!
//! # The map
//!
//! Most callers need [`clean()`], or [`Cleaner`] and its [`Report`]. [`Policy`] and
//! [`CleanerBuilder`] choose what goes; [`LineModel`] is what has been learnt of it; [`NoiseKind`] names what noise there is and
//! [`Evidence`] why it was taken for that and [`Scope`] whether a line or a sentence went; [`Hints`] tell what the caller knows of a
//! page. [`fold`] gives the form in which this crate compares texts.
//!
//! [`TemplateLearner`] learns what stands on page after page of a site, and [`Templates`] is what it has found;
//! [`template::line_keys`] are what it counts, and [`template::site_name`] is what it calls a site.
//!
//! [`Dedup`] finds texts that are one: [`Dedup::headlines`] and [`Dedup::documents`] are its
//! two presets, [`Clusters`] what it finds, [`Comparison`] what it says of a pair, and [`DedupIndex`] is
//! for texts that come one by one. Below it lie the pieces, for other engines:
//! [`fingerprint`] makes shingles and fingerprints of them, and
//! [`fingerprint::hamming_self_join`] and [`fingerprint::HammingIndex`] find all fingerprints within a radius, exactly. What [`Dedup::clusters`] does
//! on one machine can be done as separate [`steps`] by whatever groups and joins rows.
//!
//! # What is promised
//!
//! - *I1* Kept and removed spans are in order, disjoint, and tile the text.
//! - *I2* What goes is whole lines, or a part of a line between two borders ([`Scope`]), never inside a word: nothing is
//!   moved or rewritten.
//! - *I3* Cleaning a cleaned text changes nothing, wherever [`Report::settled`] is true.
//! - *I4* Where nothing was removed, the text is borrowed.
//! - *I5* The same text gives the same result on every platform, for any number of
//!   threads and any set of features, within one [`CLEAN_VERSION`].
//! - *I6* No text is an error, and none panics.
//! - *I7* Time and memory are linear in the bytes of the text.
//! - *I8* The result of a batch for a text is the result for that text alone, and what is said of a pair
//!   of texts does not depend on other texts.
//! - *I9* Fingerprints are fixed for one [`fingerprint::FINGERPRINT_VERSION`], verdicts for one [`DEDUP_VERSION`].
//! - *I10* Under [`Linkage::Leader`] every text that is dropped has a verified pair with the one that is kept.
//! - *I11* Joins of fingerprints find every pair within the radius, the radius included.
//! - *I12* The answers of a [`DedupIndex`] follow from its texts and their order, however it came by them.
//! - *I13* Stored bytes, whatever they are, give a value or an error.
//!
//! Only options and stored bytes can be wrong: see [`BuildError`], [`DecodeError`] and [`MismatchError`].
//!
//! # Features
//!
//! - `parallel` (default): [`Cleaner::report_all`], [`Dedup::clusters`], [`DedupIndex::query_all`] and
//!   [`fingerprint::hamming_self_join`] use rayon's current thread pool.
//! - `serde`: `Serialize` for reports; `Serialize` and `Deserialize` for policies, kinds,
//!   languages, modes, spans, evidence and options of near-duplicates.
//!
//! - `train`: the module `train`, which learns a [`LineModel`] from pages whose articles are known.
//!
//! No feature changes a result.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod bytes;
mod clean;
mod dedup;
mod error;
pub mod fingerprint;
mod forest;
mod hamming;
mod hash;
mod inline;
mod label;
#[cfg(feature = "train")]
mod learn;
mod lexicon;
mod noise;
mod page;
mod span;
pub mod template;
mod text;
mod threads;
mod units;

use std::borrow::Cow;

pub use clean::{
    CLEAN_VERSION, Cleaner, CleanerBuilder, Evidence, Format, Hints, Joined, Policy, Removal, Report, Scope,
};
pub use dedup::{
    Clusters, Comparison, DEDUP_VERSION, Dedup, DedupBuilder, DedupIndex, DuplicatePair, IndexMatch,
    KeepRule, Linkage, PairReason, Preset, steps,
};
pub use error::{BuildError, BuildErrorKind, DecodeError, MismatchError};
pub use label::{Clue, Clues, LineModel};
pub use lexicon::{Lang, PhrasePlace};
pub use noise::{NoiseFamily, NoiseKind};
pub use span::Span;
pub use template::{TemplateLearner, Templates};
pub use text::fold;

/// Learns a [`LineModel`] of one's own from pages whose articles are known (feature `train`).
#[cfg(feature = "train")]
#[cfg_attr(docsrs, doc(cfg(feature = "train")))]
pub mod train {
    pub use crate::dedup::PairModel;
    pub use crate::learn::{
        BreakExample, BreakTrainer, Example, Gold, HeadlineTrainer, Options, PairExample, PairOptions,
        PairTrainer, Trainer,
    };
    pub use crate::units::BreakModel;
}

/// `text` without its noise, by the default policy: borrowed if there was none.
///
/// The same as `Cleaner::new().clean(text)`.
///
/// # Complexity
/// Time and space O(bytes). The first call builds the lexicon's tables, in milliseconds.
///
/// ```
/// assert_eq!(descrape::clean("Advertisement\nSnow fell in the hills.\n"), "Snow fell in the hills.\n");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    Cleaner::new().clean(text)
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
