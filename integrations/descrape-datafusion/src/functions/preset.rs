//! The presets of near-duplicates, as a literal.

use descrape::{Dedup, DedupBuilder};

use super::parameter::{Kind, Parameter};
use super::rows::Arguments;
use datafusion::common::DataFusionError;
use datafusion::error::Result;

const PRESETS: &[&str] = &["documents", "headlines"];
pub(super) const PRESET: Parameter = Parameter::new("preset", Kind::Choice(PRESETS));

/// What the preset asks for.
pub(super) fn dedup(arguments: &Arguments) -> Result<Dedup> {
    let builder = match arguments.choice(PRESET.name, PRESETS)? {
        "headlines" => Dedup::headlines(),
        _ => Dedup::documents(),
    };
    built(builder)
}

pub(super) fn built(builder: DedupBuilder) -> Result<Dedup> {
    builder.build().map_err(|error| DataFusionError::External(Box::new(error)))
}
