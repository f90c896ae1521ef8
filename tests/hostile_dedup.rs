//! Texts as templates, feeds and adversaries send them: all the same, all nearly the same,
//! made of the same few words, of one word, or of none; and single texts of great size.
//! Finding near-duplicates neither panics (I6) nor goes quadratic (I7).
//!
//! As in `hostile.rs`, time is tested loosely: sixteen times as many may take sixty-four times
//! as long and five seconds more. Comparing all with all would take 256 times as long, and
//! a million texts for days.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use descrape::{Clusters, Dedup};

/// A build without optimisation gets fewer and smaller texts.
const SCALE: usize = if cfg!(debug_assertions) { 256 } else { 1 };
const MILLION: usize = 1 << 20;
const STEP: usize = 16;
const SLACK: u32 = 4;

/// One at a time: for the memory's sake, and for the clock's.
static TURN: Mutex<()> = Mutex::new(());

fn presets() -> [(&'static str, Dedup); 2] {
    [("headlines", Dedup::headlines()), ("documents", Dedup::documents())]
}

/// Clusters `text(0..n / 16)` and `text(0..n)`; `check` sees the clusters of all.
fn linear(name: &str, n: usize, text: impl Fn(usize) -> String, check: impl Fn(&Clusters)) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let n = n / SCALE;
    let all: Vec<String> = (0..n).map(text).collect();
    for (preset, dedup) in presets() {
        // Signatures of short texts that are nearly equal share most bands: they cost more each.
        let n = if preset == "documents" { n.min(MILLION / 16 / SCALE) } else { n };
        let texts = &all[..n];
        let timed = |texts: &[String]| {
            let start = Instant::now();
            let clusters = dedup.clusters(texts);
            (clusters, start.elapsed())
        };
        let (_, part_time) = timed(&texts[..n / STEP]);
        let (clusters, time) = timed(texts);
        println!(
            "{name}, {preset}: {n} texts in {time:?}, a part of {STEP} in {part_time:?}; {} pairs, {} clusters",
            clusters.pairs().len(),
            clusters.count()
        );
        assert!(
            time <= part_time * (STEP as u32 * SLACK) + Duration::from_secs(5),
            "{name}, {preset}: {time:?}, but {part_time:?} for a part of {STEP}"
        );
        assert_eq!(clusters.texts(), n);
        assert!(clusters.pairs().iter().all(|pair| pair.first < pair.second), "{name}, {preset}");
        check(&clusters);
    }
}

fn anything(_: &Clusters) {}

/// A word that no table knows, of five letters, as many as a candidate's words are cut to: another one for each
/// number up to three million.
fn word(number: usize) -> String {
    let mut word = String::new();
    let mut rest = number.wrapping_mul(7919) % 3_200_000;
    for _ in 0..5 {
        word.push(char::from(b"bcdfghjklmnpqrstvwxz"[rest % 20]));
        rest /= 20;
    }
    word
}

#[test]
fn equal_texts() {
    linear(
        "equal",
        MILLION,
        |_| "Ferry fire kills three off Aldersund".to_owned(),
        |clusters| assert_eq!((clusters.count(), clusters.pairs().len()), (1, clusters.texts() - 1)),
    );
    // Equal after folding only, in a thousand kinds.
    linear(
        "equal after folding",
        MILLION / 4,
        |i| {
            format!(
                "{}{} {} ferry{}",
                " ".repeat(i % 7),
                word(i % 1000),
                word(i % 1000 + 1),
                "!".repeat(i % 5)
            )
        },
        |clusters| assert!(clusters.count() <= 1000),
    );
}

#[test]
fn texts_without_words() {
    linear("empty", MILLION, |i| " ".repeat(i % 3), |clusters| assert_eq!(clusters.count(), 1));
    linear(
        "signs",
        MILLION / 4,
        |i| "!?-|*"[i % 5..].repeat(i % 50 + 1),
        |clusters| assert!(clusters.count() <= 250 && clusters.count() >= 5),
    );
    linear(
        "signs that all differ",
        MILLION / 4,
        |i| format!("{i:b}").replace('0', "-").replace('1', "|"),
        |clusters| {
            assert_eq!(clusters.count(), clusters.texts());
        },
    );
}

#[test]
fn texts_of_one_word() {
    linear(
        "one word of few",
        20_000,
        |i| word(i % 100),
        |clusters| assert_eq!(clusters.count(), 100.min(clusters.texts())),
    );
    linear("one word each", 20_000, word, |clusters| assert_eq!(clusters.count(), clusters.texts()));
    // Each cut to the same five letters, so all have one key.
    linear("one word with one start", 20_000, |i| format!("ferry{}", word(i)), anything);
    linear(
        "one number each",
        20_000,
        |i| i.to_string(),
        |clusters| assert_eq!(clusters.count(), clusters.texts()),
    );
}

#[test]
fn texts_that_share_two_words() {
    linear(
        "two words and no more",
        MILLION,
        |i| format!("{} {} {}", word(1), word(2), word(10 + i)),
        anything,
    );
    linear(
        "two words and six of their own",
        MILLION / 4,
        |i| {
            let own: Vec<String> = (0..6).map(|at| word(10 + 6 * i + at)).collect();
            format!("{} {} {}", word(1), word(2), own.join(" "))
        },
        |clusters| assert_eq!(clusters.count(), clusters.texts()),
    );
}

#[test]
fn texts_that_are_nearly_equal() {
    linear(
        "a counter",
        MILLION,
        |i| format!("Ferry {i} leaves Aldersund at six on Monday morning"),
        anything,
    );
    linear(
        "a word that differs",
        MILLION / 4,
        |i| format!("Ferry {} leaves Aldersund at six on Monday morning", word(i)),
        anything,
    );
    linear(
        "eight words of twelve",
        MILLION / 4,
        |i| (0..8).map(|at| word((i * 31 + at * (i % 11 + 1)) % 12)).collect::<Vec<_>>().join(" "),
        anything,
    );
    linear(
        "words of a large family",
        MILLION / 4,
        |i| (0..8).map(|at| word((i >> at & 1) * 8 + at)).collect::<Vec<_>>().join(" "),
        anything,
    );
    // Words that are alike but not the same: each pair is looked at letter by letter.
    linear(
        "words that start alike",
        MILLION / 16,
        |i| (0..30).map(|at| format!("harbour{}", word((i + at) % 5000))).collect::<Vec<_>>().join(" "),
        anything,
    );
}

#[test]
fn great_texts() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let size = 100_000_000 / SCALE;
    let words = |count: usize| (0..count).map(|i| word(i) + " ").collect::<String>();
    for (name, great) in [
        (
            "one sentence again and again",
            "The ferry leaves at noon, and the harbour master waves. ".repeat(size / 56),
        ),
        ("one word", "a".repeat(size)),
        ("words that differ", words(size / 8)),
        ("one number of many parts", "1,".repeat(size / 2)),
        ("initials", "U.".repeat(size / 2)),
        ("signs", "-".repeat(size)),
        ("ideographs", "渡船今晨".repeat(size / 12)),
        ("dividers", "news - ".repeat(size / 7)),
    ] {
        for (preset, dedup) in presets() {
            let start = Instant::now();
            let texts = [great.as_str(), "Beekeepers count their hives", &great[..great.len() / 3 * 3 - 3]];
            let clusters = dedup.clusters(&texts);
            let time = start.elapsed();
            println!("{name}, {preset}: twice {} MB in {time:?}", great.len() / 1_000_000);
            // A second for each ten megabytes that are read; each text may be read four times.
            assert!(
                time <= Duration::from_secs(5 + (size * 8 / 10_000_000) as u64),
                "{name}, {preset}: {time:?}"
            );
            assert_eq!(clusters.leader_of(1), Some(1), "{name}");
        }
    }
}

#[test]
fn streams() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    for (preset, dedup) in presets() {
        for (name, text) in [
            ("equal", (|_| "Ferry fire kills three off Aldersund".to_owned()) as fn(usize) -> String),
            ("a counter", |i| format!("Ferry {i} leaves Aldersund at six on Monday morning")),
            ("one word with one start", |i| format!("ferry{}", word(i))),
        ] {
            let timed = |n: usize| {
                let texts: Vec<String> = (0..n).map(text).collect();
                let start = Instant::now();
                let mut stream = dedup.index();
                for (id, text) in texts.iter().enumerate() {
                    stream.query(text);
                    stream.add(id as u64, text);
                }
                start.elapsed()
            };
            // Only where a part is larger than the crowds that a stream looks at does time grow evenly, so the part is a
            // quarter, and twice its time is allowed (a quadratic one would be four times). Without optimisation that
            // would take too long: there the texts only have to go through.
            let n = 8192 / SCALE.min(32);
            let (part_time, time) = (timed(n / 4), timed(n));
            println!("a stream of {name}, {preset}: {n} texts in {time:?}, a quarter in {part_time:?}");
            assert!(
                cfg!(debug_assertions) || time <= part_time * 8 + Duration::from_secs(5),
                "a stream of {name}, {preset}: {time:?}, but {part_time:?} for a quarter"
            );
        }
    }
}
