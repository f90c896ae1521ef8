//! What a JSON line holds.

use serde_json::Value;

use crate::input::not_utf8;

/// A line that is an object.
pub(crate) fn object(line: &[u8]) -> Result<Value, String> {
    let line = std::str::from_utf8(line).map_err(not_utf8)?;
    let value: Value = serde_json::from_str(line).map_err(|error| not_json(&error))?;
    if value.is_object() { Ok(value) } else { Err("not an object".to_owned()) }
}

/// What the writer of the line calls it: `null` if there is nothing.
pub(crate) fn id(value: &Value) -> &Value {
    value.get("id").unwrap_or(&Value::Null)
}

/// A field that is a string, or is missing or null.
pub(crate) fn string<'v>(value: &'v Value, name: &str) -> Result<Option<&'v str>, String> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("\"{name}\" is not a string")),
    }
}

/// The parser counts lines of its own, which are none to the reader: only the column is kept.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("not JSON: {what} at column {}", error.column())
}

/// A field that is a string.
pub(crate) fn needed<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    string(value, name)?.ok_or_else(|| format!("no \"{name}\""))
}
