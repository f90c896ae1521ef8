//! What each kind of noise finds and what it spares: the tables under `tests/data/noise`.
//!
//! They look from outside: a text goes through a [`Cleaner`], and its lines come back with the
//! kind of noise that they were taken for. Every row is tried with a cleaner that asks no model
//! and with the default one. What either of them is known to miss is marked in the row, and has
//! to be missed: a mended miss fails until the mark is gone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::fmt::Write as _;

use descrape::{Cleaner, NoiseKind};
use descrape_lab::tables::{Case, articles, cases, kinds};

fn rules() -> Cleaner {
    Cleaner::builder().rules_only().build().unwrap()
}

/// The lines that are not blank, by their numbers from 1, each with the kind of
/// noise that it is removed as.
fn kinds_of(cleaner: &Cleaner, text: &str) -> Vec<(usize, Option<NoiseKind>)> {
    let report = cleaner.report(text);
    let mut start = 0;
    let mut kinds = Vec::new();
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if !line.trim().is_empty() {
            let removal = report.removed().iter().find(|r| r.span.start <= start && start < r.span.end);
            kinds.push((i + 1, removal.map(|removal| removal.kind)));
        }
        start += line.len();
    }
    kinds
}

/// Where the cleaner does other than to remove exactly the lines of noise, each as
/// its kind; empty if it does that.
fn complaints(cleaner: &Cleaner, text: &str, noise: &[(usize, NoiseKind)]) -> String {
    let mut complaints = String::new();
    for (number, got) in kinds_of(cleaner, text) {
        let want = noise.iter().find(|(line, _)| *line == number).map(|(_, kind)| *kind);
        if got != want {
            let name = |kind: Option<NoiseKind>| kind.map_or("text", NoiseKind::name);
            let line = text.lines().nth(number - 1).unwrap();
            let _ = write!(complaints, "\n  line {number}: {}, not {}: {line:?}", name(got), name(want));
        }
    }
    complaints
}

/// Every row does as it says, or misses as it says.
fn check(cleaner: &Cleaner, misses: impl Fn(&Case) -> bool) {
    let mut failed = String::new();
    let mut count = 0;
    for case in cases() {
        let complaints = complaints(cleaner, &case.text, &case.noise);
        let note = match (complaints.is_empty(), misses(&case)) {
            (true, false) | (false, true) => continue,
            (true, true) => "no longer missed: take the mark out of its row",
            (false, false) => &complaints,
        };
        count += 1;
        let _ = write!(failed, "\n{}: {note}", case.name);
    }
    assert!(failed.is_empty(), "{count} rows:{failed}");
}

#[test]
fn rules_do_as_the_tables_say() {
    check(&rules(), |case| case.rules_miss);
}

#[test]
fn the_default_does_as_the_tables_say() {
    check(&Cleaner::new(), |case| case.default_misses);
}

#[test]
fn articles_without_noise_stay_whole() {
    for cleaner in [rules(), Cleaner::new()] {
        for article in articles() {
            let complaints = complaints(&cleaner, &article.page(), &[]);
            assert!(complaints.is_empty(), "{}:{complaints}", article.lang);
        }
    }
}

#[test]
fn lines_are_numbered_as_an_editor_shows_them() {
    let text = "\n\nAdvertisement\n\n\nRain is expected in the north by Friday, the weather service said.\n";
    assert_eq!(kinds_of(&rules(), text), [(3, Some(NoiseKind::Advertising)), (6, None)]);
}

/// A row that asks for nothing would hold for a cleaner that does nothing, and the other way round.
#[test]
fn every_kind_has_tests_of_both_sorts() {
    let cases = cases();
    for kind in kinds() {
        let of_kind = || cases.iter().filter(|case| case.kind == kind);
        for (sort, other) in [("finds_", "spares_"), ("spares_", "finds_")] {
            let tests = of_kind().filter(|case| case.test.starts_with(sort));
            let tests: HashSet<&str> = tests.map(|case| case.test.as_str()).collect();
            assert!(tests.len() >= 3, "{kind}: {} tests {sort}...", tests.len());
            let strays = of_kind().find(|case| !case.test.starts_with(sort) && !case.test.starts_with(other));
            assert!(strays.is_none(), "{kind}: {}", strays.unwrap().test);
        }
        assert!(of_kind().any(|case| case.noise.iter().any(|(_, found)| *found == kind)), "{kind}");
    }
}

/// Names stand in the list of frozen digests.
#[test]
fn no_two_rows_are_the_same() {
    let mut seen = HashSet::new();
    for case in cases() {
        assert!(seen.insert(case.name.clone()), "{} twice", case.name);
    }
}
