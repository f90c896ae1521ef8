//! Reads the pages that were labelled by hand; `tests/golden.rs` says what they are.
//!
//! A case is a folder of `tests/golden` with `input.txt`, `expected.txt` (the
//! cleaned text) and `labels.tsv` (number of a line, and its kind of noise or
//! [`BODY`]; blank lines have no label).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use descrape::Report;

/// The label of what is no noise.
pub const BODY: &str = "body";

/// A folder of the repository.
pub fn folder(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(name)
}

/// The text of a file of the repository.
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A labelled page.
pub struct Case {
    pub name: String,
    pub input: String,
    pub expected: String,
    /// What each line that is not blank is, by its number from 1.
    pub labels: BTreeMap<usize, String>,
}

/// All of them, by name.
pub fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder("tests/golden"))
        .expect("it is there")
        .map(|e| e.expect("it is there").path())
        .collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    let case = |path: &PathBuf| Case {
        name: path.file_name().unwrap().to_str().unwrap().to_owned(),
        input: read(&path.join("input.txt")),
        expected: read(&path.join("expected.txt")),
        labels: labels(&read(&path.join("labels.tsv"))),
    };
    folders.iter().map(case).collect()
}

fn labels(table: &str) -> BTreeMap<usize, String> {
    let mut labels = BTreeMap::new();
    for row in table.lines() {
        let (line, kind) = row.split_once('\t').unwrap_or_else(|| panic!("no tab in {row:?}"));
        assert!(labels.insert(line.parse().unwrap(), kind.to_owned()).is_none(), "two labels: {row}");
    }
    labels
}

/// What `report` takes each line for that is not blank, by its number from 1.
pub fn found(report: &Report<'_>) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    for (number, line) in report.source().split_inclusive('\n').enumerate() {
        if !line.trim().is_empty() {
            let removal = report.removed().iter().find(|removal| removal.span.start == at);
            let kind = removal.map_or(BODY, |removal| removal.kind.name());
            found.insert(number + 1, kind.to_owned());
        }
        at += line.len();
    }
    found
}

/// `input` without the lines that are not body, and without the blank lines after those.
pub fn cleaned(input: &str, kinds: &BTreeMap<usize, String>) -> String {
    let mut keep = true;
    let mut text = String::new();
    for (number, line) in input.split_inclusive('\n').enumerate() {
        keep = kinds.get(&(number + 1)).map_or(keep, |kind| kind == BODY);
        if keep {
            text.push_str(line);
        }
    }
    text
}

/// What the cleaner is known to get wrong: case, line, wanted and got.
pub fn known_misses() -> BTreeMap<(String, usize), (String, String)> {
    let mut misses = BTreeMap::new();
    for row in read(&folder("tests/golden/KNOWN_MISSES.tsv")).lines().filter(|row| !row.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [case, line, wanted, got] = fields[..] else {
            panic!("KNOWN_MISSES.tsv: not four fields in {row:?}")
        };
        let key = (case.to_owned(), line.parse().unwrap());
        assert!(
            misses.insert(key, (wanted.to_owned(), got.to_owned())).is_none(),
            "KNOWN_MISSES.tsv: twice: {row}"
        );
    }
    misses
}
