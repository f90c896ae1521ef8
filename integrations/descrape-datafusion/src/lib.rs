//! The functions of [`descrape`] in [DataFusion](datafusion): cleaning, fingerprints and near-duplicates as SQL.
//!
//! Each function is one of the library's own, applied to the rows of a batch. So whatever an engine does between
//! them, a row has the answer that the library gives on one machine.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! use datafusion::prelude::SessionContext;
//!
//! let ctx = SessionContext::new();
//! descrape_datafusion::register_all(&ctx);
//! let sql = r"select descrape_clean(E'Advertisement\nSnow fell in the hills.\n')['text'] as text";
//! ctx.sql(sql).await?.show().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The functions
//!
//! Arguments in brackets may be left out. A *text* is `Utf8`, `LargeUtf8`, `Utf8View` or a dictionary of one of these,
//! a *blob* is `Binary`, `LargeBinary`, `BinaryView` or a dictionary of one of these. Where an argument is null, so is the
//! result, unless something else is said. Presets, policies and the like are literals, and the first one named is the default.
//!
//! | function | gives |
//! |---|---|
//! | `descrape_version()` | text: the versions of this package and of everything that results depend on |
//! | `descrape_clean(text [, site, templates] [, 'balanced' \| 'gentle' \| 'strict'])` | `struct<text, removed: list<struct<start, end, scope, kind, score, evidence>>>` |
//! | `site_template(site, text)`, aggregate | blob: the templates of the sites |
//! | `site_name(site)` | text: what templates call a site that is given as a host or an address |
//! | `line_keys(text)` | `list<struct<start, end, exact, slotted>>`: what the learner of templates counts |
//! | `simhash64(text)` | `UInt64` |
//! | `signature(text [, 'documents' \| 'headlines'])` | `struct<equal: UInt64, atoms: blob>` |
//! | `band_keys(atoms [, preset])` | `list<UInt64>` |
//! | `atom_counts(atoms, texts)`, aggregate, and `rarest_first(atoms, counts)` | blob, and atoms |
//! | `bucket_pairs(array_agg(named_struct('rank', rank, 'place', place, 'atoms', atoms)) [, preset])` | `list<struct<later_rank, later, earlier_rank, earlier>>` |
//! | `pair_score(a, b [, least])` | `UInt16`, null under the least score |
//! | `keep_rank(text [, 'longest' \| 'first'])` | `UInt64` |
//!
//! # What they mean
//!
//! - **`descrape_clean`**: `start` and `end` are bytes of the text that was given. `scope` is `line` or `sentence`, `kind` the name of a
//!   [`descrape::NoiseKind`]. `evidence` is all that the library says, as words: `phrase 0..13` (where it stands), `repeat 0..31` (of
//!   what), `block 62..76` (who opens it), `template 12` (on so many pages), `shape`, or `sequence` and the clues of the model. The templates may be
//!   those of one site or of many; where there is no site or there are no templates, the rest is as ever. Equal blobs are decoded once.
//! - **`site_template`** learns from the rows of its group, of one site or of many. Its state is a sample of pages, so any partitions give the
//!   same bytes.
//! - **`signature`** says in `equal` what equal texts share. `atoms` are what all later steps ask for, 4 bytes each, 8 of a headline and
//!   63 of a document. As a column of their own they come back from Parquet as views, which joins and partitions do not copy.
//! - **`bucket_pairs`** takes the texts of one bucket, each by its place in the order of the keep rule: `rank`, then `place`, which has any
//!   type that can be sorted. Entries with a null, and those that repeat, are passed over. Of many texts it gives a star and a chain, never all pairs.
//! - **`descrape_version`** is asked for where a query runs, so that it tells of that process.
//!
//! An error of a row names the function, the argument and the row of the batch; a wrong type or option is an error when the query is planned.

#![deny(missing_docs)]

#[cfg(feature = "cluster")]
pub mod cluster;
pub mod functions;
pub mod pipeline;
pub mod trial;

use datafusion::prelude::SessionContext;

/// Registers all functions, and turns an optimisation of DataFusion off that does them harm:
/// `enable_leaf_expression_pushdown` evaluates a function anew for each field that is taken of its result.
///
/// With Ballista they have to be known to all three sides, see [`functions::scalar`] and [`functions::aggregate`]. A remote
/// session replaces the functions of the state that it is given, so there this comes after connecting.
pub fn register_all(ctx: &SessionContext) {
    ctx.state_ref().write().config_mut().options_mut().optimizer.enable_leaf_expression_pushdown = false;
    for function in functions::scalar() {
        ctx.register_udf(function.as_ref().clone());
    }
    for function in functions::aggregate() {
        ctx.register_udaf(function.as_ref().clone());
    }
}
