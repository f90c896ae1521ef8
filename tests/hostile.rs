//! Texts that no page is, but that a crawler will meet (`descrape_lab::hostile::pages`): huge, repetitive or
//! made of characters that are hardly there. Cleaning neither panics (I6) nor asks for more than linear memory (I7).
//! What it costs in time, `benches/hostile.rs` compares: no test looks at a clock.
//!
//! Whether such texts come to rest is not asked: a hundred thousand lines that are
//! all alike can lose some at their edges in every round, until the bound on rounds
//! ends it. `descrape-lab invariants` counts how rare that is on real pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};

use descrape::{Cleaner, Hints, NoiseKind, PhrasePlace, Policy, Report};
use descrape_lab::hostile::STEP;
use descrape_lab::hostile::pages::{self, COOKIES, Page, READ_ALSO};
use descrape_lab::{invariants, memory};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// A build without optimisation gets smaller texts.
const SCALE: usize = if cfg!(debug_assertions) { 16 } else { 1 };

/// One text at a time: for the memory's sake, and because bytes are counted for the whole process.
static TURN: Mutex<()> = Mutex::new(());

/// Cleans a part of a text and all of it: a text that is sixteen times as long may hold that many times the bytes,
/// and as much again, for what grows by doubling may just have grown.
fn hold(page: &Page) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let cleaner = Cleaner::builder().policy(Policy::strict()).build().unwrap();
    let (name, n) = (&page.name, page.size / SCALE);
    // The invariants take many runs, so they see little of it.
    let small = (page.make)((n / 1000).clamp(3, 300));
    for (policy, cleaner) in invariants::presets() {
        invariants::check_all(policy, &cleaner, &small, Hints::default());
    }
    let (part, whole) = ((page.make)(n / STEP), (page.make)(n));
    let part_bytes = memory::peak(|| drop(cleaner.report(&part)));
    let mut report = None;
    let bytes = memory::peak(|| report = Some(cleaner.report(&whole)));
    println!("{name}: {bytes} bytes for {}, {part_bytes} for {}", whole.len(), part.len());
    assert!(bytes <= 2 * STEP * part_bytes, "{name}: {bytes} bytes, but {part_bytes} for a part of {STEP}");
    let report: Report<'_> = report.unwrap();
    let kept: usize = report.kept().map(|span| span.len()).sum();
    let removed: usize = report.removed().iter().map(|removal| removal.span.len()).sum();
    assert_eq!(kept + removed, whole.len(), "{name}");
    assert_eq!(report.text().len(), kept, "{name}");
    (page.check)(&report);
}

/// A test for each family of texts, so that a failure names it; the last one is that none was forgotten.
macro_rules! families {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            pages::$name().iter().for_each(hold);
        })*

        #[test]
        fn every_family_has_a_test() {
            assert_eq!(pages::FAMILIES.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

families! {
    one_line
    nothing_but_line_ends
    characters_that_are_hardly_there
    entities
    one_line_again_and_again
    lines_that_are_all_different
    lines_that_take_turns
    noise_inside_noise
}

#[test]
fn rules_name_the_kind_of_one_line_again_and_again() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let rules = Cleaner::builder().rules_only().policy(Policy::strict()).build().unwrap();
    for (line, kind) in [(READ_ALSO, NoiseKind::RelatedHeadlines), (COOKIES, NoiseKind::CookieBanner)] {
        let text = format!("{line}\n").repeat(1_000_000 / SCALE);
        let report = rules.report(&text);
        assert!(report.removed().iter().all(|removal| removal.kind == kind), "{line}");
    }
}

/// A line of more than 4 GiB, whose offsets do not fit 32 bits and whose characters end at none of these: read in part, and as a
/// whole for the sake of a phrase.
#[test]
#[ignore = "takes some 10 GB of memory: see .ci/long"]
fn a_line_beyond_32_bits() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let text = format!("   {}\u{a0} Snow fell in the hills on Monday.\n", "é".repeat(1 << 31));
    let phrase = Cleaner::builder().phrase(NoiseKind::OtherNoise, PhrasePlace::Within, "tide tables");
    for cleaner in [Cleaner::new(), phrase.build().unwrap()] {
        let report = cleaner.report(&text);
        let removed = report.removed().iter().map(|removal| removal.span);
        assert_eq!(report.kept().chain(removed).map(|span| span.len()).sum::<usize>(), text.len());
    }
}
