//! The fuzzer's dictionary holds phrases of the lexicon, and no old ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// What the dictionary holds besides phrases: signs between lines and words.
const GLUE: usize = 8;

#[test]
fn entries_are_phrases_of_the_lexicon() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut phrases = HashSet::new();
    for entry in fs::read_dir(root.join("src/lexicon/phrases")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let rows = fs::read_to_string(path).unwrap();
            phrases.extend(rows.lines().filter_map(|row| row.split('\t').nth(2)).map(str::to_owned));
        }
    }
    let dictionary = fs::read_to_string(root.join("fuzz/dictionaries/clean.dict")).unwrap();
    assert!(dictionary.len() <= 64 * 1024);
    let entries: Vec<String> =
        dictionary.lines().filter(|row| !row.starts_with('#')).map(unescaped).collect();
    assert!(entries.len() > 200, "{} entries", entries.len());
    let (entries, glue) = entries.split_at(entries.len() - GLUE);
    assert!(glue.iter().all(|entry| !phrases.contains(entry)), "{glue:?}");
    let old: Vec<&String> = entries.iter().filter(|entry| !phrases.contains(*entry)).collect();
    assert!(old.is_empty(), "no longer in the lexicon, run fuzz/dictionaries/make.sh: {old:?}");
}

/// An entry between its quotes, with `\xAB`, `\"` and `\\` decoded.
fn unescaped(row: &str) -> String {
    let inner =
        row.strip_prefix('"').and_then(|row| row.strip_suffix('"')).unwrap_or_else(|| panic!("{row}"));
    let mut bytes = Vec::new();
    let mut rest = inner.as_bytes();
    while let [first, tail @ ..] = rest {
        (bytes, rest) = match (first, tail) {
            (b'\\', [b'x', high, low, tail @ ..]) => {
                let digits = [*high, *low];
                let hex = std::str::from_utf8(&digits).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                (bytes, tail)
            }
            (b'\\', [escaped, tail @ ..]) => {
                bytes.push(*escaped);
                (bytes, tail)
            }
            _ => {
                bytes.push(*first);
                (bytes, tail)
            }
        };
    }
    String::from_utf8(bytes).unwrap()
}
