//! The presets of near-duplicates, as a literal.

use descrape::Dedup;

use super::arguments::Arguments;
use super::parameter::{Kind, Parameter};
use datafusion::error::Result;

pub(super) const PRESET: Parameter = Parameter::new("preset", Kind::Choice(&["documents", "headlines"]));

/// What the preset asks for.
pub(super) fn dedup(arguments: &Arguments) -> Result<Dedup> {
    Ok(match arguments.choice(PRESET)? {
        "headlines" => Dedup::headlines(),
        _ => Dedup::documents(),
    })
}
