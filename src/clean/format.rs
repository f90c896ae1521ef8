//! [`Format`]: texts that are no text, but a file of another kind.
//!
//! Time O(bytes) where a text starts like JSON, else O(1).

use std::fmt;

/// What a text is as a whole, if it is no text: it is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Format {
    /// A record of a web archive, WET and WAT among them: it starts with `WARC/1.`.
    Warc,
    /// A page of HTML: it starts with `<!doctype` or `<html`.
    Html,
    /// An object or a list of JSON, complete.
    Json,
}

impl Format {
    /// What a text is as a whole.
    pub(super) fn of(text: &str) -> Option<Self> {
        let said = text.trim_start_matches('\u{feff}').trim_start();
        let starts =
            |mark: &str| said.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let named = |mark: &str| {
            starts(mark) && said[mark.len()..].starts_with(|c: char| c.is_whitespace() || c == '>')
        };
        match said.as_bytes().first()? {
            b'W' if said.starts_with("WARC/1.") => Some(Self::Warc),
            b'<' if named("<!doctype") || named("<html") => Some(Self::Html),
            b'{' | b'[' if is_json(said.trim_end().as_bytes()) => Some(Self::Json),
            _ => None,
        }
    }

    /// Its name, in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warc => "warc",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What may come next in JSON (RFC 8259).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value, or the end of an empty list.
    ValueOrEnd,
    Name,
    /// A name, or the end of an empty object.
    NameOrEnd,
    Colon,
    CommaOrEnd,
}

/// Whether an object or a list is all there is.
fn is_json(bytes: &[u8]) -> bool {
    let (mut open, mut next, mut at) = (Vec::new(), Next::Value, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (byte, next) {
            (b' ' | b'\t' | b'\n' | b'\r', _) => {}
            (b'{', Next::Value | Next::ValueOrEnd) => {
                open.push(b'}');
                next = Next::NameOrEnd;
            }
            (b'[', Next::Value | Next::ValueOrEnd) => {
                open.push(b']');
                next = Next::ValueOrEnd;
            }
            (b'}', Next::NameOrEnd | Next::CommaOrEnd) | (b']', Next::ValueOrEnd | Next::CommaOrEnd) => {
                if open.pop() != Some(byte) {
                    return false;
                }
                if open.is_empty() {
                    return at == bytes.len();
                }
                next = Next::CommaOrEnd;
            }
            (b',', Next::CommaOrEnd) => {
                next = if open.last() == Some(&b'}') { Next::Name } else { Next::Value };
            }
            (b':', Next::Colon) => next = Next::Value,
            (b'"', Next::Name | Next::NameOrEnd | Next::Value | Next::ValueOrEnd) => {
                let Some(end) = string_end(&bytes[at..]) else { return false };
                at += end;
                next =
                    if matches!(next, Next::Name | Next::NameOrEnd) { Next::Colon } else { Next::CommaOrEnd };
            }
            (_, Next::Value | Next::ValueOrEnd) if !open.is_empty() => {
                let rest = &bytes[at - 1..];
                let is_end = |b: &u8| matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
                let word = &rest[..rest.iter().position(is_end).unwrap_or(rest.len())];
                let number = matches!(word, [b'-' | b'0'..=b'9', ..])
                    && word.iter().all(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
                if !(number || matches!(word, b"true" | b"false" | b"null")) {
                    return false;
                }
                at += word.len() - 1;
                next = Next::CommaOrEnd;
            }
            _ => return false,
        }
    }
    false
}

/// How far the string goes whose first quotation mark is before these bytes.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            0..0x20 => return None,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_known_by_its_start_or_as_a_whole() {
        for (text, expected) in [
            ("WARC/1.0\r\nWARC-Type: conversion\r\n\r\nHome\n", Some(Format::Warc)),
            ("\u{feff}<!DOCTYPE html>\n<html><body>Home</body></html>", Some(Format::Html)),
            ("  <html lang=\"en\">", Some(Format::Html)),
            ("<htmlish> is no tag.", None),
            ("He wrote <html> first.", None),
            (r#"{"a": [1, -2.5e3, true, null, "x\"y"], "b": {}}"#, Some(Format::Json)),
            ("[]\n", Some(Format::Json)),
            (r#"{"a": 1} and more"#, None),
            (r#"{"a": 1"#, None),
            (r#"{"a" 1}"#, None),
            (r#"[1, 2,]"#, None),
            ("[Verse 1]\nI left my coat", None),
            ("[Skip to content](#main)\n", None),
            ("{ braces } in a sentence.", None),
            ("\"a string\"", None),
            ("[\"a\nb\"]", None),
            ("", None),
            ("WARC", None),
            ("<", None),
        ] {
            assert_eq!(Format::of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(Format::of(&deep), Some(Format::Json));
        assert_eq!(Format::of(&"[".repeat(100_000)), None);
    }
}
