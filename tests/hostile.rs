//! Texts that no page is, but that a crawler will meet: huge, repetitive or made
//! of characters that are hardly there. Cleaning neither panics (I6) nor takes
//! more than linear time (I7).
//!
//! Linear time is tested loosely, because clocks of shared machines jitter:
//! sixteen times the text may take 192 times as long and a second more, since it
//! can need more rounds, which are bounded. Quadratic work would take 256 times as
//! long in each of them, and cannot hide in that.
//!
//! Whether such texts come to rest is not asked: a hundred thousand lines that are
//! all alike can lose some at their edges in every round, until the bound on rounds
//! ends it. How rare that is on real pages is a floor of `tests/quality.py`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use descrape::{Cleaner, Hints, NoiseKind, Policy, Report};
use descrape_lab::invariants;

/// A build without optimisation gets smaller texts.
const SCALE: usize = if cfg!(debug_assertions) { 16 } else { 1 };

/// One text at a time: for the memory's sake, and for the clock's.
static TURN: Mutex<()> = Mutex::new(());

/// How much smaller the text is that sets the measure, and how much longer each
/// byte of the greater one may take.
const STEP: usize = 16;
const SLACK: u32 = 12;

/// Cleans `make(n / 16)` and `make(n)`; `check` sees the report of the greater one.
fn linear(name: &str, n: usize, make: impl Fn(usize) -> String, check: impl Fn(&Report<'_>)) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let cleaner = Cleaner::builder().policy(Policy::strict()).build().unwrap();
    let n = n / SCALE;
    // The invariants take many runs, so they see little of it.
    let small = make((n / 1000).clamp(3, 300));
    for (policy, cleaner) in invariants::presets() {
        invariants::check_all(policy, &cleaner, &small, Hints::default());
    }
    let part = make(n / STEP);
    let (_, part_time) = timed(&cleaner, &part);
    let whole = make(n);
    let (report, time) = timed(&cleaner, &whole);
    println!("{name}: {} MB in {time:?}, a part of {STEP} in {part_time:?}", whole.len() / 1_000_000);
    assert!(
        time <= part_time * (STEP as u32 * SLACK) + Duration::from_secs(1),
        "{name}: {time:?} for {} bytes, but {part_time:?} for {}",
        whole.len(),
        part.len()
    );
    let kept: usize = report.kept().map(|span| span.len()).sum();
    let removed: usize = report.removed().iter().map(|removal| removal.span.len()).sum();
    assert_eq!(kept + removed, whole.len(), "{name}");
    assert_eq!(report.text().len(), kept, "{name}");
    check(&report);
}

fn timed<'t>(cleaner: &Cleaner, text: &'t str) -> (Report<'t>, Duration) {
    let start = Instant::now();
    let report = cleaner.report(text);
    (report, start.elapsed())
}

fn anything(_: &Report<'_>) {}

fn untouched(report: &Report<'_>) {
    assert!(report.removed().is_empty(), "{:?} ...", report.removed().first());
}

const MEGA: usize = 1 << 20;

#[test]
fn one_line() {
    let sentence = "The ferry leaves at noon, and the harbour master waves. ";
    linear("a line of prose", 64 * MEGA, |n| sentence.repeat(n.div_ceil(sentence.len())), untouched);
    linear("a line of one letter", 64 * MEGA, |n| "a".repeat(n), untouched);
    linear("a line of words of noise", 16 * MEGA, |n| "share cookies fajr ".repeat(n / 19), anything);
    linear(
        "a line of white space and a word",
        16 * MEGA,
        |n| format!("{}Share", "\u{a0} ".repeat(n / 3)),
        anything,
    );
    linear("a line of digits", 16 * MEGA, |n| "20250403".repeat(n / 8), untouched);
    linear("a line of labels", 16 * MEGA, |n| "Advertisement The ".repeat(n / 18), anything);
    linear(
        "a line of labels that open sentences",
        16 * MEGA,
        |n| "in the rain. Advertisement The ".repeat(n / 31),
        anything,
    );
    linear("a line of pleas", 16 * MEGA, |n| "Sign up for our newsletter. ".repeat(n / 28), anything);
    linear("a line of full stops", 16 * MEGA, |n| format!("{}a", ".".repeat(n)), untouched);
    linear(
        "a line of full stops and letters",
        16 * MEGA,
        |n| format!("{}a. ", ".".repeat(999)).repeat(n / 1002),
        anything,
    );
    linear("a line of ideographic full stops", 16 * MEGA, |n| "。".repeat(n / 3), untouched);
    linear("a line of dividers", 16 * MEGA, |n| "Home > News | ".repeat(n / 14), anything);
}

#[test]
fn nothing_but_line_ends() {
    linear("empty lines", 10_000_000, |n| "\n".repeat(n), untouched);
    linear("blank lines", 10_000_000, |n| " \r\n".repeat(n / 3), untouched);
    linear("lone carriage returns", 10_000_000, |n| "\r".repeat(n), untouched);
    linear("carriage returns between words", 10_000_000, |n| "Share\r".repeat(n / 6), anything);
    linear(
        "blank lines behind a share button",
        10_000_000,
        |n| format!("Share this article{}", "\n".repeat(n)),
        anything,
    );
}

#[test]
fn characters_that_are_hardly_there() {
    for (name, unit) in [
        ("zeros", "\0"),
        ("zeros in lines", "\0\n"),
        ("control characters", "\u{1}\u{7f}\u{9f}\u{1b}[0m\n"),
        ("marks of direction", "\u{202e}\u{2066}\u{200f}\u{61c}"),
        ("marks of direction in lines", "\u{202e}Share\u{202c}\n"),
        ("combining marks", "\u{301}\u{323}\u{345}\u{5b0}"),
        ("combining marks in lines", "\u{323}\u{301}\n"),
        ("marks on one letter", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
        ("joiners and soft hyphens", "\u{200d}\u{ad}\u{200b}\u{feff}"),
        ("the last character", "\u{10ffff}"),
        ("ligatures that fold to many letters", "\u{fdfa}"),
        ("Hangul letters", "\u{1100}\u{1161}\u{11a8}"),
    ] {
        linear(name, 8 * MEGA, |n| unit.repeat(n / unit.len()), anything);
    }
    // A letter and then marks without end: normalising has to sort them.
    linear("a tower of marks", 8 * MEGA, |n| format!("a{}", "\u{323}\u{301}".repeat(n / 4)), anything);
}

#[test]
fn entities() {
    for (name, unit) in [
        ("entities", "&amp;"),
        ("entities that are white space", "&nbsp;"),
        ("numeric entities", "&#1114111;"),
        ("entities that never end", "&#x"),
        ("ampersands", "&"),
        ("entities in lines", "&bull; Read&nbsp;more &raquo;\n"),
    ] {
        linear(name, 8 * MEGA, |n| unit.repeat(n / unit.len()), anything);
    }
}

#[test]
fn one_line_again_and_again() {
    for line in [
        "Related articles",
        "Fajr",
        "Wed, 02 Apr 2025 09:15:30 +0300",
        "Share",
        "Tags",
        "Tags: rivers",
        "Previous Article",
        READ_ALSO,
        "Home > News > World",
        COOKIES,
        "Ferry town votes to rebuild its drowned pier",
        "The council agreed to rebuild the wooden pier that collapsed in the winter storms, and eleven voted for it.",
        "By Harriet Mosswell",
        "* x",
    ] {
        linear(line, 1_000_000, |n| format!("{line}\n").repeat(n), anything);
    }
}

const READ_ALSO: &str = "Read also: Ferry stops for the winter";
const COOKIES: &str = "By continuing to browse this site you agree to our use of cookies.";

#[test]
fn rules_name_the_kind_of_one_line_again_and_again() {
    let rules = Cleaner::builder().rules_only().policy(Policy::strict()).build().unwrap();
    for (line, kind) in [(READ_ALSO, NoiseKind::RelatedHeadlines), (COOKIES, NoiseKind::CookieBanner)] {
        let text = format!("{line}\n").repeat(1_000_000 / SCALE);
        let report = rules.report(&text);
        assert!(report.removed().iter().all(|removal| removal.kind == kind), "{line}");
    }
}

#[test]
fn lines_that_are_all_different() {
    let lines = |line: fn(usize) -> String| move |n: usize| (0..n).map(line).collect::<String>();
    linear("short lines", 1_000_000, lines(|i| format!("word{i}\n")), anything);
    linear("numbers", 1_000_000, lines(|i| format!("{i}\n")), anything);
    linear(
        "headlines",
        500_000,
        lines(|i| format!("How the town of Ansley{i} lost its train{i}\n")),
        anything,
    );
    // Keys that differ, so that no set of those seen stays small.
    linear("names of prayers", 1_000_000, lines(|i| format!("Fajr at{i}x\n")), anything);
    linear(
        "names of prayers with times",
        1_000_000,
        lines(|i| format!("Fajr {}:{:02}\n", i / 60, i % 60)),
        anything,
    );
    linear("dates", 1_000_000, lines(|i| format!("{} April 2025 {i}\n", i % 30 + 1)), anything);
    linear("menu entries", 1_000_000, lines(|i| format!("News {i}x\n")), anything);
    linear("tags", 500_000, lines(|i| format!("Tags: river{i}\n")), anything);
    linear(
        "cookie texts",
        250_000,
        lines(|i| format!("We use cookies to improve your experience {i}x, you agree.\n")),
        anything,
    );
    linear("comments", 500_000, lines(|i| format!("Reply to user{i}x\n")), anything);
}

#[test]
fn lines_that_take_turns() {
    let prose = "The council agreed to rebuild the wooden pier that collapsed in the winter storms, and eleven voted for it.";
    for (name, unit) in [
        ("prose and menu", format!("{prose}\nHome\n")),
        ("prose and heading", format!("{prose}\nRelated articles\n")),
        ("prose and share", format!("{prose}\n\nShare this article\n\n")),
        ("heading and headline", "Related articles\nFerry town votes to rebuild its pier\n".to_owned()),
        (
            "headline between dates",
            "2 April 2025\nFerry town votes to rebuild its pier\n2 April 2025\n".to_owned(),
        ),
        (
            "headline, date and prose",
            format!("Ferry town votes to rebuild its pier\n2 April 2025\n{prose}\n"),
        ),
        ("menu and blank lines", "Home\n\n\n\nNews\n\n".to_owned()),
        ("prayers and times", "Fajr\n04:52\nDhuhr\n12:07\nAsr\n15:29\n".to_owned()),
        ("cookie text and buttons", "We use cookies, you agree.\nAccept all\nSettings\n".to_owned()),
        (
            "previous and next",
            "Previous Article\nFerry town votes for its pier\nNext Article\nNight buses return\n".to_owned(),
        ),
        ("tags and tags", "Tags\nrivers\nbridges\n".to_owned()),
    ] {
        linear(name, 16 * MEGA, |n| unit.repeat(n / unit.len()), anything);
    }
    // A long menu over a long list with no article at all, and one article between them.
    let around = |n: usize, middle: &str| {
        format!("{}{middle}{}", "Home\n".repeat(n), "Related articles\nFerry stops for good\n".repeat(n))
    };
    linear("menu and list", 500_000, |n| around(n, ""), anything);
    linear("menu, article and list", 500_000, |n| around(n, &format!("{prose}\n\n").repeat(4)), anything);
}

/// Each round of cleaning may free what the next one takes: the rounds are bounded.
#[test]
fn noise_inside_noise() {
    let nested = |n: usize| {
        let (open, close) = ("Related articles\nShare\n", "Fajr\nHome\n2 April 2025\n");
        format!("{}Ferry town votes to rebuild its pier\n{}", open.repeat(n), close.repeat(n))
    };
    linear("noise inside noise", 200_000, nested, anything);
}
