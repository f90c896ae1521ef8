//! How fast fingerprints are made, beside plain implementations, by size.
//!
//! `benches/README.md` says what is measured. The tables that come first are printed
//! unless a group is named; `cargo bench --bench fingerprint -- ratio` prints nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

use std::cell::RefCell;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use descrape::fingerprint::{MinHasher, ShingleUnit, Shingler, SimHash64, SimHash128, shingles};
use descrape::fold;
use descrape_lab::clock::Clock;
use descrape_lab::corpus::{Corpus, LANGUAGES, real_pages};
use descrape_lab::plain;
use descrape_lab::turns::{Contender, ROUNDS, Times, interleaved};

const GROUPS: [&str; 4] = ["accumulate", "sketch", "texts", "doubling"];
/// How many features are accumulated.
const COUNTS: [usize; 4] = [12, 50, 500, 5000];
/// How many features there are: more than a branch predictor learns, and few enough for a
/// cache of the second level.
const FEATURES: usize = 40_000;
const SLOTS: usize = 128;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let names_group = arguments.iter().any(|a| GROUPS.iter().any(|group| a.starts_with(group)));
    let testing = has("--test") || has("--list") || !has("--bench");
    let english = Corpus::generate(&LANGUAGES[0]);
    check(&english);
    if !testing && (has("ratio") || !names_group) {
        tables(&english);
    }
    if !has("ratio") {
        groups(&english);
    }
}

/// Hashes that have nothing to do with each other.
fn features(count: usize) -> Vec<u64> {
    let unit = ShingleUnit::words(1).expect("one is a size");
    (0..count).flat_map(|at| shingles(&format!("feature{at}"), unit)).collect()
}

/// Sets of `size` of the features, of which no two have one in common.
fn sets<T>(all: &[T], size: usize) -> impl Iterator<Item = &[T]> {
    all.chunks_exact(size)
}

/// How many features these sets have in all.
fn counted(size: usize) -> usize {
    FEATURES / size * size
}

/// Lines of six to fifteen words in 40 to 110 bytes.
fn headlines(corpus: &Corpus) -> Vec<&str> {
    let is_headline =
        |line: &&str| (40..=110).contains(&line.len()) && (6..=15).contains(&line.split_whitespace().count());
    corpus.texts().flat_map(str::lines).filter(is_headline).take(20_000).collect()
}

fn words(size: usize) -> Shingler {
    Shingler::new(ShingleUnit::words(size).expect("a size"))
}

fn hasher() -> MinHasher {
    MinHasher::new(SLOTS, 1).expect("a number of slots")
}

/// Stops unless every answer that is timed below is right.
fn check(english: &Corpus) {
    let all = features(FEATURES);
    for size in COUNTS {
        for set in sets(&all, size).step_by(7) {
            assert_eq!(SimHash64::of(set).bits(), plain::simhash(set), "{size}");
            assert_eq!(SimHash128::of(set).bits() as u64, plain::simhash(set), "{size}");
            let weighted = plain::weighted(set);
            assert_eq!(SimHash64::weighted(&weighted).bits(), plain::weighted_simhash(&weighted), "{size}");
        }
    }
    let (hasher, classic) = (hasher(), plain::Classic::new(SLOTS));
    for size in [12, 60, 600] {
        // Two sets of which a third of the union is common to both.
        let (one, two) = (&all[..size * 2 / 3], &all[size / 3..size]);
        let ours = hasher.signature(one).similarity(&hasher.signature(two)).expect("one hasher");
        let theirs = plain::equal(&classic.signature(one), &classic.signature(two)) as f64 / SLOTS as f64;
        let densified =
            plain::equal(&plain::one_permutation(one, SLOTS), &plain::one_permutation(two, SLOTS));
        let densified = densified as f64 / SLOTS as f64;
        for similarity in [ours, theirs, densified] {
            assert!((similarity - 1.0 / 3.0).abs() < 0.25, "{size}: {ours} {theirs} {densified}");
        }
    }
    let unit = ShingleUnit::words(1).expect("one is a size");
    for text in english.texts().take(50) {
        let each: Vec<u64> = fold(text).split(' ').flat_map(|word| shingles(word, unit)).collect();
        assert_eq!(words(1).shingles(text), each, "{text}");
    }
    assert!(headlines(english).len() > 5_000);
}

fn tables(english: &Corpus) {
    let clock = Clock::new();
    println!("clock: {}; {ROUNDS} rounds in turn, medians", clock.name());
    accumulation(&clock);
    sketches(&clock);
    for corpus in std::iter::once(english).chain(&real_pages()) {
        let (pages, lines): (Vec<&str>, Vec<&str>) = (corpus.texts().collect(), headlines(corpus));
        println!("\n{}: {}", corpus.name, corpus.shape());
        texts(&clock, "pages", &pages);
        texts(&clock, "headlines", &lines);
    }
    doubling(&clock, english);
}

fn table(title: &str, each: &str, contenders: &[Contender<'_>], times: &[Times], against: usize) {
    println!("\n{title}");
    println!("  {:<34} {:>9} {:>15}   {}", "", each, "min-max", contenders[against].name);
    for (contender, time) in contenders.iter().zip(times) {
        let ratio = times[against].median / time.median;
        println!("  {:<34} {:>9.3} {:>15}   {ratio:.2} x as fast", contender.name, time.median, time.range());
    }
}

/// Features that are given, into one fingerprint.
fn accumulation(clock: &Clock) {
    let all = features(FEATURES);
    for size in COUNTS {
        let weighted: Vec<(u64, u8)> = plain::weighted(&all);
        let run = |hash: fn(&[u64]) -> u64| {
            let all = &all;
            move || sets(all, size).fold(0, |sum, set| sum ^ hash(black_box(set))) as usize
        };
        let run_weighted = |hash: fn(&[(u64, u8)]) -> u64| {
            let all = &weighted;
            move || sets(all, size).fold(0, |sum, set| sum ^ hash(black_box(set))) as usize
        };
        let count = counted(size);
        let contenders = [
            Contender::new("a branch for each bit", count, run(plain::simhash)),
            Contender::new("SimHash64::of", count, run(|set| SimHash64::of(set).bits())),
            Contender::new("SimHash128::of", count, run(|set| SimHash128::of(set).bits() as u64)),
            Contender::new("a branch for each bit, weighted", count, run_weighted(plain::weighted_simhash)),
            Contender::new("SimHash64::weighted", count, run_weighted(|set| SimHash64::weighted(set).bits())),
        ];
        let times = interleaved(clock, &contenders);
        table(&format!("{size} features"), "ns each", &contenders, &times, 0);
    }
}

/// Features that are given, into one signature.
fn sketches(clock: &Clock) {
    let all = features(FEATURES);
    let (hasher, classic) = (hasher(), plain::Classic::new(SLOTS));
    let signature = RefCell::new(hasher.signature(&[]));
    for size in COUNTS {
        let count = counted(size);
        let contenders = [
            Contender::new("a hash for each slot", count, || {
                sets(&all, size).map(|set| classic.signature(set)[0] as usize).sum()
            }),
            Contender::new("one permutation, densified", count, || {
                sets(&all, size).map(|set| plain::one_permutation(set, SLOTS)[0] as usize).sum()
            }),
            Contender::new("MinHasher", count, || {
                let mut signature = signature.borrow_mut();
                let mut first = |set| {
                    hasher.signature_into(set, &mut signature);
                    signature.slots()[0] as usize
                };
                sets(&all, size).map(&mut first).sum()
            }),
        ];
        let times = interleaved(clock, &contenders);
        table(&format!("{SLOTS} slots, {size} elements"), "ns each", &contenders, &times, 0);
    }
}

/// Texts, all the way.
fn texts(clock: &Clock, what: &str, texts: &[&str]) {
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let sum = |shingler: &RefCell<Shingler>, hash: &dyn Fn(&[u64]) -> u64| {
        let mut shingler = shingler.borrow_mut();
        texts.iter().fold(0u64, |sum, text| sum ^ hash(shingler.shingles(text))) as usize
    };
    let [one, three, five] = [1, 3, 5].map(|size| RefCell::new(words(size)));
    let chars = RefCell::new(Shingler::new(ShingleUnit::chars(5).expect("a size")));
    let hasher = hasher();
    let signature = RefCell::new(hasher.signature(&[]));
    let last = |shingles: &[u64]| shingles.last().copied().unwrap_or(0);
    let simhash = |shingles: &[u64]| SimHash64::of(shingles).bits();
    let minhash = |shingles: &[u64]| {
        let mut signature = signature.borrow_mut();
        hasher.signature_into(shingles, &mut signature);
        u64::from(signature.slots()[0])
    };
    let contenders = [
        Contender::new("simhash crate, split at white space", bytes, || {
            texts.iter().fold(0, |sum, text| sum ^ simhash::simhash(text)) as usize
        }),
        Contender::new("SimHash64 of words", bytes, || sum(&one, &simhash)),
        Contender::new("SimHash64 of 3 words", bytes, || sum(&three, &simhash)),
        Contender::new("MinHash of 3 words", bytes, || sum(&three, &minhash)),
        Contender::new("fold", bytes, || texts.iter().map(|text| fold(text).len()).sum()),
        Contender::new("words", bytes, || sum(&one, &last)),
        Contender::new("shingles of 3 words", bytes, || sum(&three, &last)),
        Contender::new("shingles of 5 words", bytes, || sum(&five, &last)),
        Contender::new("shingles of 5 characters", bytes, || sum(&chars, &last)),
    ];
    let times = interleaved(clock, &contenders);
    let title = format!("{} {what} of {} bytes", texts.len(), bytes / texts.len().max(1));
    table(&title, "ns a byte", &contenders, &times, 0);
}

/// Texts of doubling sizes: the time of a byte should not grow.
fn doubling(clock: &Clock, english: &Corpus) {
    let long: String = english.texts().collect();
    let shingler = RefCell::new(words(3));
    let (hasher, shingler) = (hasher(), &shingler);
    let run = |size: usize| {
        let text = long.get(..size).unwrap_or(&long);
        let hasher = &hasher;
        let run = move || {
            let mut shingler = shingler.borrow_mut();
            let shingles = shingler.shingles(text);
            SimHash64::of(shingles).bits() as usize ^ hasher.signature(shingles).slots()[0] as usize
        };
        Contender::new(&format!("2^{} B", size.ilog2()), text.len(), run)
    };
    let contenders: Vec<Contender<'_>> = (14..=22).map(|bits| run(1 << bits)).collect();
    let times = interleaved(clock, &contenders);
    table("SimHash64 and MinHash of one text, 3 words", "ns a byte", &contenders, &times, 0);
}

fn groups(english: &Corpus) {
    let mut criterion = Criterion::default()
        .sample_size(12)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1200))
        .configure_from_args();
    let all = features(FEATURES);
    let hasher = hasher();
    let mut group = criterion.benchmark_group("accumulate");
    for size in COUNTS {
        group.throughput(Throughput::Elements(counted(size) as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| sets(&all, size).fold(0, |sum, set| sum ^ SimHash64::of(set).bits()));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("sketch");
    for size in COUNTS {
        group.throughput(Throughput::Elements(counted(size) as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| sets(&all, size).map(|set| hasher.signature(set).slots()[0]).max());
        });
    }
    group.finish();
    let (pages, lines): (Vec<&str>, Vec<&str>) = (english.texts().collect(), headlines(english));
    let mut group = criterion.benchmark_group("texts");
    for (what, texts) in [("pages", &pages), ("headlines", &lines)] {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        let (mut one, mut three) = (words(1), words(3));
        group.bench_function(BenchmarkId::new("SimHash64", what), |bencher| {
            bencher.iter(|| texts.iter().fold(0, |sum, text| sum ^ SimHash64::of(one.shingles(text)).bits()));
        });
        group.bench_function(BenchmarkId::new("MinHash", what), |bencher| {
            bencher.iter(|| texts.iter().map(|text| hasher.signature(three.shingles(text)).slots()[0]).max());
        });
    }
    group.finish();
    let long: String = pages.concat();
    let mut group = criterion.benchmark_group("doubling");
    for size in (14..=22).map(|bits| 1usize << bits) {
        let text = long.get(..size).unwrap_or(&long);
        let mut three = words(3);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| SimHash64::of(three.shingles(text)));
        });
    }
    group.finish();
    criterion.final_summary();
}
