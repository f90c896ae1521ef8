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

#![deny(missing_docs)]

#[cfg(feature = "cluster")]
pub mod cluster;
pub mod functions;
pub mod pipeline;
pub mod trial;

use datafusion::prelude::SessionContext;

/// Registers all functions.
///
/// With Ballista they have to be known to all three sides, see [`functions::scalar`] and [`functions::aggregate`]. A remote
/// session replaces the functions of the state that it is given, so there this comes after connecting.
pub fn register_all(ctx: &SessionContext) {
    for function in functions::scalar() {
        ctx.register_udf(function.as_ref().clone());
    }
    for function in functions::aggregate() {
        ctx.register_udaf(function.as_ref().clone());
    }
}
