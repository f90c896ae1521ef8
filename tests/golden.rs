//! Pages that were labelled by hand, line by line: one for each shape of noise,
//! and many that have none.
//!
//! A case is a folder of `tests/golden` with `input.txt`, `expected.txt` (the
//! cleaned text) and `labels.tsv` (number of a line, and its kind of noise or
//! `body`; blank lines have no label). The labels are the judge: nothing
//! rewrites them. Where the cleaner is known to be wrong, `KNOWN_MISSES.tsv`
//! says so, and has to be right about it.

use std::fmt::Write as _;

use descrape::{Cleaner, Hints, NoiseKind, Policy};
use descrape_lab::golden::{self, BODY};
use descrape_lab::invariants;

#[test]
fn pages_are_cleaned_as_labelled() {
    let cleaner = Cleaner::new();
    let mut known = golden::known_misses();
    let mut diff = String::new();
    for case in golden::cases() {
        let report = cleaner.report(&case.input);
        let found = golden::found(&report);
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
        if text != golden::cleaned(&case.input, &found) {
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
    let cases = golden::cases();
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
            golden::cleaned(&case.input, &case.labels),
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
    let known = golden::known_misses();
    for case in golden::cases().iter().filter(|case| case.labels.values().all(|kind| kind == BODY)) {
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
    for case in golden::cases() {
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
    for entry in std::fs::read_dir(golden::folder("examples/pages")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = golden::read(&path);
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
