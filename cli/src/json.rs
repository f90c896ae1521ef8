//! What a JSON line holds.

use anyhow::{Context, anyhow, bail, ensure};
use serde::Serialize;
use serde_json::Value;

use crate::input::utf8;

/// A line that is an object.
pub(crate) fn object(line: &[u8]) -> anyhow::Result<Value> {
    let value: Value = serde_json::from_str(utf8(line)?).map_err(|error| not_json(&error))?;
    ensure!(value.is_object(), "not an object");
    Ok(value)
}

/// What the writer of the line calls it: `null` if there is nothing.
pub(crate) fn id(value: &Value) -> &Value {
    value.get("id").unwrap_or(&Value::Null)
}

/// A field that is a string, or is missing or null.
pub(crate) fn string<'v>(value: &'v Value, name: &str) -> anyhow::Result<Option<&'v str>> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => bail!("\"{name}\" is not a string"),
    }
}

/// A field that is a string.
pub(crate) fn needed<'v>(value: &'v Value, name: &str) -> anyhow::Result<&'v str> {
    string(value, name)?.with_context(|| format!("no \"{name}\""))
}

/// The line to write.
pub(crate) fn line(answer: &impl Serialize) -> anyhow::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(answer)?;
    line.push(b'\n');
    Ok(line)
}

/// The parser counts lines of its own, which are none to the reader: only the column is kept.
fn not_json(error: &serde_json::Error) -> anyhow::Error {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    anyhow!("not JSON: {what} at column {}", error.column())
}
