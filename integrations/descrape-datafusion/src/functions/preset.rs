//! The presets of near-duplicates, as a literal.

use descrape::Dedup;

use super::arguments::Arguments;
use super::parameter::{Kind, Parameter};
use super::refused;
use datafusion::error::Result;

pub(super) const PRESET: Parameter = Parameter::new("preset", Kind::Choice(&["documents", "headlines"]));

/// What the preset asks for.
pub(super) fn dedup(function: &str, arguments: &Arguments) -> Result<Dedup> {
    let builder = match arguments.choice(PRESET)? {
        "headlines" => Dedup::headlines(),
        _ => Dedup::documents(),
    };
    builder.build().map_err(refused(function))
}
