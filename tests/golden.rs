//! Pages that were labelled by hand, line by line: one for each shape of noise,
//! and many that have none.
//!
//! A case is a folder of `tests/golden` with `input.txt`, `expected.txt` (the
//! cleaned text) and `labels.tsv` (number of a line, and its kind of noise or
//! `body`; blank lines have no label). The labels are the judge: nothing
//! rewrites them. Where the cleaner is known to be wrong, `KNOWN_MISSES.tsv`
//! says so, and has to be right about it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod invariants;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use descrape::{Cleaner, Hints, NoiseKind, Policy, Report};

const BODY: &str = "body";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A labelled page.
struct Case {
    name: String,
    input: String,
    expected: String,
    /// What each line that is not blank is, by its number from 1.
    labels: BTreeMap<usize, String>,
}

fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder("tests/golden")).unwrap().map(|e| e.unwrap().path()).collect();
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
fn found(report: &Report<'_>) -> BTreeMap<usize, String> {
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
fn cleaned(input: &str, kinds: &BTreeMap<usize, String>) -> String {
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
fn known_misses() -> BTreeMap<(String, usize), (String, String)> {
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

#[test]
fn pages_are_cleaned_as_labelled() {
    let cleaner = Cleaner::new();
    let mut known = known_misses();
    let mut diff = String::new();
    for case in cases() {
        let report = cleaner.report(&case.input);
        let found = found(&report);
        let lines: Vec<&str> = case.input.lines().collect();
        for (&number, wanted) in &case.labels {
            let got = &found[&number];
            let listed = known.remove(&(case.name.clone(), number));
            let verdict = match listed {
                None if wanted == got => continue,
                Some((listed_wanted, listed_got)) if listed_wanted == *wanted && listed_got == *got => {
                    continue;
                }
                None => "a new miss",
                Some(_) if wanted == got => "fixed: take it out of KNOWN_MISSES.tsv",
                Some(_) => "KNOWN_MISSES.tsv says otherwise",
            };
            let line = lines[number - 1];
            let _ = writeln!(diff, "{}\t{number}\t{wanted}\t{got}\t<- {verdict}: {line:.80}", case.name);
        }
        // The text follows from the lines; this is to see that it does.
        let text = report.text();
        if text != cleaned(&case.input, &found) {
            let _ = writeln!(diff, "{}: the text is not the lines that were kept:\n{text}", case.name);
        }
        if found == case.labels && text != case.expected {
            let _ = writeln!(diff, "{}: the text is not expected.txt:\n{text}", case.name);
        }
    }
    for (case, line) in known.keys() {
        let _ = writeln!(diff, "{case}\t{line}\t<- KNOWN_MISSES.tsv names a line that has no label");
    }
    assert!(diff.is_empty(), "case, line, wanted, got:\n{diff}");
}

/// The three files of a case say the same.
#[test]
fn labels_and_expected_texts_agree() {
    let cases = cases();
    assert!(cases.len() >= 20);
    for case in &cases {
        for kind in case.labels.values().filter(|kind| *kind != BODY) {
            assert!(kind.parse::<NoiseKind>().is_ok(), "{}: {kind}", case.name);
        }
        let labelled: Vec<usize> = case.labels.keys().copied().collect();
        let said = |(number, line): (usize, &str)| (!line.trim().is_empty()).then_some(number + 1);
        let lines: Vec<usize> = case.input.lines().enumerate().filter_map(said).collect();
        assert_eq!(labelled, lines, "{}: lines with a label, lines that say something", case.name);
        assert_eq!(
            cleaned(&case.input, &case.labels),
            case.expected,
            "{}: labels against expected.txt",
            case.name
        );
    }
}

/// Pages without noise stay as they are, under the default and the gentle policy,
/// but for those known to be cleaned wrongly.
#[test]
fn pages_without_noise_are_borrowed() {
    let known = known_misses();
    for case in cases().iter().filter(|case| case.labels.values().all(|kind| kind == BODY)) {
        if known.keys().any(|(name, _)| *name == case.name) {
            continue;
        }
        for policy in [Policy::gentle(), Policy::balanced()] {
            let cleaner = Cleaner::builder().policy(policy).build().unwrap();
            let report = cleaner.report(&case.input);
            let removed: Vec<_> =
                report.removed().iter().map(|r| (r.kind.name(), r.span.of(&case.input))).collect();
            assert!(removed.is_empty(), "{}: {removed:?}", case.name);
        }
    }
}

#[test]
fn pages_keep_the_invariants() {
    for case in cases() {
        let title = case.expected.lines().next();
        for (policy, cleaner) in invariants::presets() {
            invariants::check_all(policy, &cleaner, &case.input, Hints::default());
            invariants::check_all(policy, &cleaner, &case.input, Hints::new().title(title));
            assert!(cleaner.report(&case.input).settled(), "{}", case.name);
        }
    }
}

/// The pages that the examples show: there is something to see on each but one.
#[test]
fn sample_pages_settle() {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder("examples/pages")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = read(&path);
        let report = Cleaner::new().report(&text);
        assert!(report.settled(), "{name}");
        assert_eq!(
            report.removed().is_empty(),
            name == "clean-article.txt",
            "{name}: {:?}",
            report.removed()
        );
        names.push(name);
    }
    assert!(names.len() >= 5 && names.iter().any(|name| name == "clean-article.txt"), "{names:?}");
}
