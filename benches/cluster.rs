//! How fast headlines and documents are clustered, and how candidates are best found.
//!
//! `benches/README.md` says what is measured. `cargo bench --bench cluster -- ratio` prints the
//! tables and nothing else; with `million` also, a million headlines are in them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

mod candidates;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use descrape::{Clusters, Dedup, Linkage, Preset};
use descrape_lab::clock::Clock;
use descrape_lab::corpus::documents::documents;
use descrape_lab::corpus::headlines::{PLANTED, found, headlines};
use descrape_lab::memory;
use descrape_lab::turns::{Contender, ROUNDS, interleaved};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// The names of the criterion groups, as arguments select them.
const GROUPS: [&str; 3] = ["headlines", "documents", "one by one"];
/// How many texts the answers are checked on.
const CHECKED: usize = 10_000;

/// Texts, and for each whether it is a rewrite of an earlier one.
type Planted = (Vec<String>, Vec<Option<usize>>);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let names_group = arguments.iter().any(|a| GROUPS.iter().any(|group| a.starts_with(group)));
    // Criterion runs each bench once, as a test, unless cargo says that it benches.
    let testing = has("--test") || has("--list") || !has("--bench");
    check();
    if !testing && (has("ratio") || !names_group) {
        tables(has("million"));
    }
    if !has("ratio") {
        groups();
    }
}

fn for_headlines() -> Dedup {
    Dedup::headlines()
}

fn for_documents() -> Dedup {
    Dedup::documents()
}

/// How many texts are rewrites.
fn rewrites(sources: &[Option<usize>]) -> usize {
    sources.iter().flatten().count()
}

/// How many rewrites are in the cluster of what they rewrite.
fn gathered(clusters: &Clusters, sources: &[Option<usize>]) -> usize {
    found(sources, |source, text| clusters.leader_of(source) == clusters.leader_of(text))
}

/// How many verified pairs are neither a rewrite and its source nor two rewrites of one.
fn strangers(clusters: &Clusters, sources: &[Option<usize>]) -> usize {
    let root = |text: usize| sources[text].unwrap_or(text);
    clusters.pairs().iter().filter(|pair| root(pair.first) != root(pair.second)).count()
}

/// Runs `work` in a pool of one thread, which stays for the clock to read.
fn on_one_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    #[cfg(feature = "parallel")]
    {
        static ONE: std::sync::OnceLock<rayon::ThreadPool> = std::sync::OnceLock::new();
        let pool = || rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread starts");
        ONE.get_or_init(pool).install(work)
    }
    #[cfg(not(feature = "parallel"))]
    work()
}

/// Stops unless every answer that is timed below is right.
fn check() {
    for (preset, (texts, sources)) in
        [(Preset::Headlines, headlines(CHECKED)), (Preset::Documents, documents(CHECKED / 10))]
    {
        let (what, dedup) = (preset.name(), Dedup::builder(preset));
        let built = dedup.clone().build().expect("in range");
        let clusters = built.clusters(&texts);
        let (planted, gathered) = (rewrites(&sources), gathered(&clusters, &sources));
        assert!(gathered * 100 >= planted * 99, "{what}: {gathered} of {planted}");
        // The number of threads changes nothing.
        assert_eq!(on_one_thread(|| built.clusters(&texts)), clusters);
        // Each text that is dropped is verified against the one that is kept in its place.
        let built = dedup.linkage(Linkage::Leader).build().expect("in range");
        let clusters = built.clusters(&texts);
        for (text, leader) in (0..texts.len()).filter_map(|text| Some((text, clusters.leader_of(text)?))) {
            let verdict = (text != leader).then(|| built.compare(&texts[leader], &texts[text]));
            assert!(verdict.is_none_or(|verdict| verdict.score() >= built.min_score()), "{what}: {text}");
        }
        let mut stream = built.index();
        let known = texts.iter().zip(0..).filter(|(text, id)| stream.insert(*id, text).is_some()).count();
        assert!(known * 100 >= planted * 99, "{what}, one by one: {known} of {planted}");
    }
    let (texts, sources) = headlines(CHECKED / 5);
    let joined = candidates::prefix_join(&texts);
    assert_eq!(joined, candidates::brute_force_join(&texts));
    for pairs in [joined, candidates::banded(&texts, 32, 2), candidates::banded(&texts, 32, 3)] {
        assert!(among(&pairs, &sources) * 100 >= rewrites(&sources) * 95);
    }
}

/// How many rewrites are with their sources among sorted pairs.
fn among(pairs: &[u64], sources: &[Option<usize>]) -> usize {
    found(sources, |source, text| pairs.binary_search(&((source as u64) << 32 | text as u64)).is_ok())
}

fn tables(million: bool) {
    let clock = Clock::new();
    #[cfg(feature = "parallel")]
    let threads = rayon::current_num_threads();
    #[cfg(not(feature = "parallel"))]
    let threads = 1;
    println!("clock: {}, of all threads where there are more; {threads} threads", clock.name());
    println!(
        "one of {PLANTED} texts is a rewrite of another; bytes are the most held at a time, without the texts"
    );
    let mut sizes = vec![(10_000, 11), (100_000, 5)];
    sizes.extend(million.then_some((1_000_000, 3)));
    println!("\nclusters of headlines");
    heading();
    for (n, rounds) in sizes {
        clusters(&clock, &for_headlines(), rounds, headlines(n));
    }
    println!("\nclusters of documents");
    heading();
    for (n, rounds) in [(1_000, 7), (10_000, 3)] {
        clusters(&clock, &for_documents(), rounds, documents(n));
    }
    // Rayon's threads wait by now, and what follows has one.
    pairs(&clock);
    one_by_one(&clock);
    for n in [10_000, 100_000] {
        ways(&clock, n);
    }
    println!();
}

fn heading() {
    println!(
        "  {:>8} {:>6} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>16} {:>7} {:>11}",
        "n",
        "bytes",
        "wall ms",
        "min",
        "CPU ms",
        "us wall",
        "k/s wall",
        "k/s CPU",
        "rewrites",
        "others",
        "bytes each"
    );
}

/// The CPU time of all threads of the process.
fn cpu(clock: &Clock) -> Duration {
    #[cfg(feature = "parallel")]
    return clock.process().unwrap_or_else(|| clock.now());
    #[cfg(not(feature = "parallel"))]
    clock.now()
}

fn median(samples: &mut [Duration]) -> f64 {
    samples.sort_unstable();
    samples[samples.len() / 2].as_secs_f64()
}

/// One line of the table of clusters.
fn clusters(clock: &Clock, dedup: &Dedup, rounds: usize, (texts, sources): Planted) {
    let (mut wall, mut on_cpu) = (Vec::new(), Vec::new());
    let answer = dedup.clusters(&texts);
    for _ in 0..rounds {
        let (start, start_cpu) = (Instant::now(), cpu(clock));
        black_box(dedup.clusters(black_box(&texts)));
        on_cpu.push(cpu(clock) - start_cpu);
        wall.push(start.elapsed());
    }
    let held = memory::peak(|| dedup.clusters(&texts));
    let (n, wall_time, cpu_time) = (texts.len() as f64, median(&mut wall), median(&mut on_cpu));
    let rewritten = format!("{}/{}", gathered(&answer, &sources), rewrites(&sources));
    println!(
        "  {:>8} {:>6} {:>9.1} {:>9.1} {:>9.1} {:>9.2} {:>9.1} {:>9.1} {:>16} {:>7} {:>11.1}",
        texts.len(),
        texts.iter().map(String::len).sum::<usize>() / texts.len(),
        wall_time * 1e3,
        wall[0].as_secs_f64() * 1e3,
        cpu_time * 1e3,
        wall_time * 1e6 / n,
        n / wall_time / 1e3,
        n / cpu_time / 1e3,
        rewritten,
        strangers(&answer, &sources),
        held as f64 / n
    );
}

/// `Dedup::compare` of two texts.
fn pairs(clock: &Clock) {
    let dedup = for_headlines();
    let ((lines, sources), (pages, page_sources)) = (headlines(CHECKED * 4), documents(CHECKED / 5));
    let of = |texts: &[String], sources: &[Option<usize>], rewritten: bool| -> Vec<(String, String)> {
        let with = |(text, source): (usize, &Option<usize>)| {
            let other = if rewritten { (*source)? } else { text.checked_sub(1)? };
            Some((texts[other].clone(), texts[text].clone()))
        };
        sources.iter().enumerate().filter_map(with).take(2000).collect()
    };
    let given = [
        ("a headline and its rewrite", of(&lines, &sources, true)),
        ("headlines one after the other", of(&lines, &sources, false)),
        ("a document and its rewrite", of(&pages, &page_sources, true)),
        ("documents one after the other", of(&pages, &page_sources, false)),
    ];
    let contender = |(name, pairs): &'_ (&str, Vec<(String, String)>)| {
        let (pairs, dedup) = (pairs.clone(), dedup.clone());
        Contender::new(name, pairs.len(), move || {
            pairs.iter().map(|(one, other)| usize::from(dedup.compare(one, other).score())).sum()
        })
    };
    let contenders: Vec<Contender<'_>> = given.iter().map(contender).collect();
    println!("\nDedup::compare, {ROUNDS} rounds in turn");
    println!("  {:<32} {:>9} {:>20} {:>12}", "", "ns a pair", "min-max", "mean score");
    for (contender, time) in contenders.iter().zip(interleaved(clock, &contenders)) {
        let score = (contender.run)() as f64 / contender.bytes as f64;
        println!("  {:<32} {:>9.0} {:>20} {score:>12.0}", contender.name, time.median, time.range());
    }
}

fn inserted(dedup: &Dedup, texts: &[String]) -> usize {
    let mut stream = dedup.index();
    texts.iter().zip(0..).filter(|(text, id)| stream.insert(*id, text).is_some()).count()
}

/// `DedupIndex::insert`.
fn one_by_one(clock: &Clock) {
    println!("\nDedupStream::insert, one thread");
    println!(
        "  {:<10} {:>8} {:>8} {:>8} {:>10} {:>9} {:>11}",
        "", "n", "us each", "k/s", "rewrites", "known", "bytes each"
    );
    let cases = [
        ("headlines", 3, for_headlines(), headlines(10_000)),
        ("headlines", 1, for_headlines(), headlines(100_000)),
        ("documents", 3, for_documents(), documents(1_000)),
    ];
    for (what, rounds, dedup, (texts, sources)) in cases {
        let mut samples = Vec::new();
        for _ in 0..rounds {
            let start = clock.now();
            black_box(inserted(&dedup, &texts));
            samples.push(clock.now() - start);
        }
        let (each, mut known) = (median(&mut samples) / texts.len() as f64, 0);
        let held = memory::peak(|| known = inserted(&dedup, &texts));
        println!(
            "  {what:<10} {:>8} {:>8.2} {:>8.1} {:>10} {known:>9} {:>11.1}",
            texts.len(),
            each * 1e6,
            1e-3 / each,
            rewrites(&sources),
            held as f64 / texts.len() as f64
        );
    }
}

/// Ways to candidates, with which a verified pair has still to be found.
fn ways(clock: &Clock, n: usize) {
    let (texts, sources) = headlines(n);
    println!("\ncandidates among {n} headlines, one thread; {} rewrites", rewrites(&sources));
    println!(
        "  {:<40} {:>9} {:>9} {:>11} {:>10} {:>9}",
        "", "CPU ms", "us each", "pairs", "a headline", "rewrites"
    );
    let line = |name: &str, run: &dyn Fn() -> (String, usize)| {
        let (mut samples, mut answer) = (Vec::new(), (String::new(), 0));
        for _ in 0..3 {
            let start = cpu(clock);
            answer = black_box(run());
            samples.push(cpu(clock) - start);
        }
        let time = median(&mut samples);
        let each = answer.0.parse().map_or(0.0, |pairs: f64| pairs / n as f64);
        println!(
            "  {name:<40} {:>9.1} {:>9.2} {:>11} {each:>10.2} {:>9}",
            time * 1e3,
            time * 1e6 / n as f64,
            answer.0,
            answer.1
        );
    };
    let counted = |pairs: Vec<u64>| (pairs.len().to_string(), among(&pairs, &sources));
    line("MinHash of words, 32 bands of 2", &|| counted(candidates::banded(&texts, 32, 2)));
    line("MinHash of words, 32 bands of 3", &|| counted(candidates::banded(&texts, 32, 3)));
    line("prefix-filter join, Jaccard >= 2/5", &|| counted(candidates::prefix_join(&texts)));
    let dedup = for_headlines();
    line("Dedup::pairs, all of it: verified pairs", &|| {
        let pairs = pairs_of(&dedup, &texts);
        (pairs.len().to_string(), among(&pairs, &sources))
    });
}

/// The verified pairs as sorted numbers, found on the calling thread alone.
fn pairs_of(dedup: &Dedup, texts: &[String]) -> Vec<u64> {
    let pairs = on_one_thread(|| dedup.pairs(texts));
    pairs.iter().map(|pair| (pair.first as u64) << 32 | pair.second as u64).collect()
}

fn groups() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1200))
        .configure_from_args();
    let mut group = criterion.benchmark_group("headlines");
    for n in [10_000, 100_000] {
        let (dedup, (texts, _)) = (for_headlines(), headlines(n));
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(BenchmarkId::new("clusters", n), |bencher| {
            bencher.iter(|| dedup.clusters(&texts))
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("documents");
    for n in [100, 1000] {
        let (dedup, (texts, _)) = (for_documents(), documents(n));
        group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
        group.bench_function(BenchmarkId::new("clusters", n), |bencher| {
            bencher.iter(|| dedup.clusters(&texts))
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("one by one");
    let (dedup, (texts, _)) = (for_headlines(), headlines(10_000));
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("insert", |bencher| bencher.iter(|| inserted(&dedup, &texts)));
    group.finish();
    criterion.final_summary();
}
