//! One file a function: what it takes, what it gives, and the call of the library.
//!
//! `parameter.rs` says what functions take (and `bucket.rs` what a bucket is), `arguments.rs` and `column.rs` read what they were given. `rows.rs` makes a function of
//! DataFusion out of one that goes through the rows of a batch, `groups.rs` an aggregate out of what is gathered over them.

mod arguments;
mod atom_counts;
mod atoms;
mod band_keys;
mod bucket;
mod bucket_pairs;
mod clean;
mod column;
mod dictionary;
mod groups;
mod keep_rank;
mod kept;
mod line_keys;
mod pair_score;
mod parameter;
mod preset;
mod rarest_first;
mod rows;
mod signature;
mod simhash64;
mod site_name;
mod site_template;
mod version;

use std::fmt::Display;
use std::sync::Arc;

use datafusion::common::exec_datafusion_err;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{AggregateUDF, ScalarUDF};

use groups::aggregate_udf;
use rows::scalar_udf;

pub use version::version;

/// All functions of rows.
pub fn scalar() -> Vec<Arc<ScalarUDF>> {
    vec![
        scalar_udf(version::Version),
        scalar_udf(clean::Clean::default()),
        scalar_udf(site_name::SiteName),
        scalar_udf(line_keys::LineKeys),
        scalar_udf(simhash64::SimHash),
        scalar_udf(signature::Signature),
        scalar_udf(rarest_first::RarestFirst::default()),
        scalar_udf(band_keys::BandKeys),
        scalar_udf(bucket_pairs::BucketPairs),
        scalar_udf(pair_score::PairScore),
        scalar_udf(keep_rank::KeepRank),
    ]
}

/// All functions of groups.
pub fn aggregate() -> Vec<Arc<AggregateUDF>> {
    vec![aggregate_udf::<site_template::SiteTemplate>(), aggregate_udf::<atom_counts::CountAtoms>()]
}

/// What the library has to say against options, or against parts that do not fit together.
fn refused<E: Display>(function: &str) -> impl Fn(E) -> DataFusionError {
    move |error| exec_datafusion_err!("{function}: {error}")
}
