//! The presets of near-duplicates, as a literal.

use descrape::Dedup;

use super::parameter::{Kind, Parameter};
use super::refused;
use super::rows::Arguments;
use datafusion::error::Result;

const PRESETS: &[&str] = &["documents", "headlines"];
pub(super) const PRESET: Parameter = Parameter::new("preset", Kind::Choice(PRESETS));

/// What the preset asks for.
pub(super) fn dedup(function: &str, arguments: &Arguments) -> Result<Dedup> {
    let builder = match arguments.choice(PRESET.name, PRESETS)? {
        "headlines" => Dedup::headlines(),
        _ => Dedup::documents(),
    };
    builder.build().map_err(refused(function))
}
