//! How fast texts are cleaned, beside rivals, by language and by size.
//!
//! `benches/README.md` says what each group measures. The table that comes first
//! is printed unless a group is named; `cargo bench --bench clean -- ratio` prints
//! nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

mod ratio;
mod rivals;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use descrape::{Cleaner, Hints, Lang};

use descrape_lab::clock::Clock;
use descrape_lab::corpus::{Corpus, LANGUAGES, real_pages};

/// How many phrases the automaton looks for.
const PHRASES: usize = 500;
/// The names of the criterion groups, as arguments select them.
const GROUPS: [&str; 6] = ["stages", "whole", "batch", "new", "rivals", "doubling"];

/// The least and the greatest size of `doubling`, as powers of two, in bytes.
const SIZES: (u32, u32) = (14, 23);

fn sizes() -> impl Iterator<Item = usize> {
    (SIZES.0..=SIZES.1).map(|bits| 1 << bits)
}

fn main() {
    let (clock, start) = (Clock::new(), Instant::now());
    let cpu = clock.now();
    let cleaner = Cleaner::new();
    let first = (clock.now() - cpu, start.elapsed());

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let names_group = arguments.iter().any(|a| GROUPS.iter().any(|group| a.starts_with(group)));
    // Criterion runs each bench once, as a test, unless cargo says that it benches.
    let testing = has("--test") || has("--list") || !has("--bench");
    let corpora: Vec<Corpus> = LANGUAGES.iter().map(Corpus::generate).collect();
    let long = long_text(&corpora[0]);
    check(&cleaner, &corpora);
    if !testing && (has("ratio") || !names_group) {
        println!("first Cleaner::new() of the process: {:.1?} CPU, {:.1?} wall", first.0, first.1);
        ratio::print(&clock, &cleaner, &corpora, &real_pages(), &long);
    }
    if !has("ratio") {
        groups(&cleaner, &corpora, &long);
    }
}

/// How many lines `report` takes out: reports are made and dropped one by one.
fn removed_lines(cleaner: &Cleaner, text: &str) -> usize {
    black_box(cleaner.report(text)).removed().len()
}

/// The pages of `corpus` one after the other, as long as the largest size.
fn long_text(corpus: &Corpus) -> String {
    let long: String = corpus.texts().collect();
    assert!(long.len() >= 1 << SIZES.1, "the largest size would repeat pages");
    prefix(&long, 1 << SIZES.1).to_owned()
}

/// Pieces of `long` of about `size` bytes, all different, and of `total` bytes at
/// the most together, or one piece.
fn chunks(long: &str, size: usize, total: usize) -> Vec<&str> {
    let mut rest = long;
    let mut chunks = Vec::new();
    while rest.len() > size / 2 && (chunks.is_empty() || (chunks.len() + 1) * size <= total) {
        let (chunk, after) = rest.split_at(prefix(rest, size).len());
        chunks.push(chunk);
        rest = after;
    }
    chunks
}

/// The longest start of `text` with at most `bytes` bytes.
fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Stops unless every answer that is timed below is right, and the made-up pages
/// look as they should.
fn check(cleaner: &Cleaner, corpora: &[Corpus]) {
    for corpus in corpora {
        let mut headlines = 0;
        for page in &corpus.pages {
            let report = cleaner.report(&page.text);
            assert!(!report.removed().is_empty(), "{}: nothing removed of\n{}", corpus.name, page.text);
            let text = report.text();
            assert!(
                !text.trim().is_empty() && text.len() < page.text.len(),
                "{}: {}",
                corpus.name,
                page.text
            );
            headlines += usize::from(text.lines().any(|line| line == page.headline));
        }
        // A few headlines that are drawn at random are no headlines to a careful eye.
        assert!(
            headlines * 100 >= corpus.pages.len() * 95,
            "{}: the headline stays on {headlines} of {} pages",
            corpus.name,
            corpus.pages.len()
        );
        let first = &corpus.pages[0];
        assert!(descrape::fold(&first.text).contains(&descrape::fold(&first.headline)), "{}", corpus.name);
        assert_eq!(cleaner.clean(&first.text), cleaner.report(&first.text).text());
    }

    let english = &corpora[0];
    let shape = english.shape();
    assert!(shape.pages >= 300 && (12_000..=14_000).contains(&(shape.bytes / shape.pages)), "{shape}");
    assert!((25.0..=30.5).contains(&shape.blank_percent), "{shape}");
    assert!((13..=17).contains(&shape.median) && (54.0..=66.0).contains(&shape.mean), "{shape}");

    let phrases = rivals::phrases(PHRASES);
    assert_eq!(phrases.len(), PHRASES);
    let automaton = rivals::automaton(&phrases);
    assert!(english.texts().all(|text| automaton.find_iter(text).count() > 0));
    for text in english.texts() {
        let (kept, features) = (rivals::c4_lines(text), rivals::features(text));
        assert!(!kept.is_empty() && kept.len() < text.lines().count());
        assert_eq!(features.lines, text.lines().count());
        assert_eq!(features.chars, text.lines().map(|line| line.chars().count()).sum::<usize>());
        assert!(
            features.words > 0 && features.upper < features.letters && features.digits > 0,
            "{features:?}"
        );
    }

    let texts: Vec<&str> = english.texts().collect();
    let one_by_one: Vec<_> = texts.iter().map(|text| cleaner.report(text)).collect();
    assert!(cleaner.report_all(&texts) == one_by_one, "a batch is not its texts one by one");
}

fn groups(cleaner: &Cleaner, corpora: &[Corpus], long: &str) {
    let mut criterion = Criterion::default()
        .sample_size(12)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1200))
        .configure_from_args();
    stages(&mut criterion, cleaner, corpora);
    whole(&mut criterion, cleaner, corpora);
    batch(&mut criterion, cleaner, &corpora[0]);
    new(&mut criterion);
    rivals_alone(&mut criterion, cleaner, &corpora[0]);
    doubling(&mut criterion, cleaner, long);
    criterion.final_summary();
}

/// What a caller can ask for short of a report, and beyond it.
fn stages(criterion: &mut Criterion, cleaner: &Cleaner, corpora: &[Corpus]) {
    let mut group = criterion.benchmark_group("stages");
    for corpus in corpora {
        group.throughput(Throughput::Bytes(corpus.bytes() as u64));
        group.bench_function(BenchmarkId::new("fold", &corpus.name), |bencher| {
            bencher.iter(|| corpus.texts().map(|text| descrape::fold(text).len()).sum::<usize>());
        });
        let hints = Hints::new().lang(corpus.code);
        group.bench_function(BenchmarkId::new("hinted", &corpus.name), |bencher| {
            bencher.iter(|| {
                let report = |text| black_box(cleaner.report_with(text, hints)).removed().len();
                corpus.texts().map(report).sum::<usize>()
            });
        });
        group.bench_function(BenchmarkId::new("clean", &corpus.name), |bencher| {
            bencher.iter(|| corpus.texts().map(|text| cleaner.clean(text).len()).sum::<usize>());
        });
    }
    group.finish();
}

/// The main figure: reports of all pages of a language, on one thread.
fn whole(criterion: &mut Criterion, cleaner: &Cleaner, corpora: &[Corpus]) {
    let mut group = criterion.benchmark_group("whole");
    for corpus in corpora {
        group.throughput(Throughput::Bytes(corpus.bytes() as u64));
        group.bench_function(&corpus.name, |bencher| {
            bencher.iter(|| corpus.texts().map(|text| removed_lines(cleaner, text)).sum::<usize>());
        });
    }
    group.finish();
}

/// A batch on rayon's pool against a loop; both hold all reports at once.
fn batch(criterion: &mut Criterion, cleaner: &Cleaner, corpus: &Corpus) {
    let texts: Vec<&str> = corpus.texts().collect();
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Bytes(corpus.bytes() as u64));
    group.bench_function("loop", |bencher| {
        bencher.iter(|| texts.iter().map(|text| cleaner.report(text)).collect::<Vec<_>>().len());
    });
    group.bench_function("report_all", |bencher| bencher.iter(|| cleaner.report_all(&texts).len()));
    group.finish();
}

/// What a cleaner costs before its first text.
fn new(criterion: &mut Criterion) {
    let all: Vec<Lang> = Lang::all().collect();
    let english = [all.iter().copied().find(|lang| lang.code() == "en").expect("the lexicon has English")];
    let build = |languages: &[Lang]| Cleaner::builder().languages(languages).build().expect("all defaults");
    let mut group = criterion.benchmark_group("new");
    group.bench_function("tables of all languages", |bencher| bencher.iter(|| build(&all)));
    group.bench_function("tables of one language", |bencher| bencher.iter(|| build(&english)));
    group.bench_function("warm", |bencher| bencher.iter(Cleaner::new));
    group.finish();
}

/// Others over the same pages as `whole/english`.
fn rivals_alone(criterion: &mut Criterion, cleaner: &Cleaner, corpus: &Corpus) {
    let automaton = rivals::automaton(&rivals::phrases(PHRASES));
    let mut group = criterion.benchmark_group("rivals");
    group.throughput(Throughput::Bytes(corpus.bytes() as u64));
    group.bench_function("report", |bencher| {
        bencher.iter(|| corpus.texts().map(|text| removed_lines(cleaner, text)).sum::<usize>());
    });
    group.bench_function("aho-corasick DFA", |bencher| {
        bencher.iter(|| corpus.texts().map(|text| automaton.find_iter(text).count()).sum::<usize>());
    });
    group.bench_function("C4 line rules", |bencher| {
        bencher.iter(|| corpus.texts().map(|text| black_box(rivals::c4_lines(text)).len()).sum::<usize>());
    });
    group.bench_function("chars() features", |bencher| {
        bencher.iter(|| corpus.texts().map(|text| black_box(rivals::features(text)).words).sum::<usize>());
    });
    group.finish();
}

/// Texts of twice the size, and again: a megabyte of them, or one.
fn doubling(criterion: &mut Criterion, cleaner: &Cleaner, long: &str) {
    let mut group = criterion.benchmark_group("doubling");
    for (size, texts) in sizes().map(|size| (size, chunks(long, size, 1 << 20))) {
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| texts.iter().map(|text| removed_lines(cleaner, text)).sum::<usize>());
        });
    }
    group.finish();
}
