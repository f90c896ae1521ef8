//! How fast pairs of near fingerprints are found, beside sorting and brute force.
//!
//! `benches/README.md` says what each group measures. `cargo bench --bench dedup -- ratio`
//! prints the table and nothing else; with `ten-million` also, that size is in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use descrape::fingerprint::{HammingIndex, hamming_self_join};
use descrape_lab::clock::Clock;
use descrape_lab::neighbours::{PLANTED, brute_force, planted};

/// The names of the criterion groups, as arguments select them.
const GROUPS: [&str; 3] = ["join", "index", "query"];
/// How many are compared all with all, for the time of one comparison.
const BRUTE: usize = 10_000;
/// How many fingerprints are looked up in turn.
const QUERIES: usize = 10_000;

/// How many pairs there are, in vectors of the compiler's own making: the fastest loop there is.
fn count_by_brute_force(fingerprints: &[u64], radius: u32) -> usize {
    let near = |x: u64, rest: &[u64]| -> u64 {
        rest.iter().map(|y| u64::from((x ^ y).count_ones() <= radius)).sum()
    };
    (0..fingerprints.len()).map(|a| near(fingerprints[a], &fingerprints[a + 1..]) as usize).sum()
}

fn join(fingerprints: &[u64], radius: u32) -> usize {
    let join = hamming_self_join(fingerprints, radius).expect("the radius is in range");
    black_box(&join).pairs().len()
}

fn index(fingerprints: &[u64], radius: u32) -> HammingIndex {
    HammingIndex::new(fingerprints, radius).expect("the radius is in range")
}

fn queries(index: &HammingIndex) -> usize {
    let step = index.len() / QUERIES;
    index.fingerprints().iter().step_by(step).take(QUERIES).map(|&x| index.query(x).len()).sum()
}

/// Stops unless every answer that is timed below is right.
fn check() {
    for radius in [3, 4, 6, 8] {
        let all = planted(BRUTE, radius);
        let expected = brute_force(&all, radius);
        assert!(expected.len() >= BRUTE / PLANTED);
        let join = hamming_self_join(&all, radius).expect("in range");
        let pairs = join.pairs().map(|pair| (pair.first, pair.second, pair.distance));
        assert!(pairs.eq(expected.iter().copied()));
        assert_eq!(count_by_brute_force(&all, radius), expected.len());
        // Each is its own match, and each pair is found from both sides.
        assert_eq!(queries(&index(&all, radius)), all.len() + 2 * expected.len());
    }
}

/// The median, in seconds.
fn median(mut samples: Vec<Duration>) -> f64 {
    samples.sort_unstable();
    samples[samples.len() / 2].as_secs_f64()
}

/// Medians of the CPU times of things that run in turn, `rounds` times after one to warm up.
fn in_turn<const N: usize>(clock: &Clock, rounds: usize, runs: [&dyn Fn() -> usize; N]) -> [f64; N] {
    let mut samples = [const { Vec::new() }; N];
    for round in 0..=rounds {
        for (run, samples) in runs.iter().zip(&mut samples) {
            let start = clock.now();
            black_box(run());
            let taken = clock.now() - start;
            if round > 0 {
                samples.push(taken);
            }
        }
    }
    samples.map(median)
}

fn sorted(fingerprints: &[u64]) -> usize {
    let mut sorted = fingerprints.to_vec();
    sorted.sort_unstable();
    black_box(&sorted).len()
}

/// The table.
fn ratio(clock: &Clock, ten_million: bool) {
    println!("clock: {}; one thread, everything in turn, medians", clock.name());
    println!("self-join, one of {PLANTED} planted; brute force is extrapolated from {BRUTE}");
    println!(
        "  {:>10} {:>6} {:>9} {:>10} {:>9} {:>12} {:>8}",
        "n", "radius", "ms", "ns each", "x sort", "brute force", "pairs"
    );
    let few = planted(BRUTE, 3);
    let mut cases = vec![(10_000, 3, 41), (100_000, 3, 11), (1_000_000, 3, 7)];
    cases.extend([(1_000_000, 4, 5), (1_000_000, 6, 3), (1_000_000, 8, 3)]);
    if ten_million {
        cases.extend([(10_000_000, 3, 3)]);
    }
    for (n, radius, rounds) in cases {
        let all = planted(n, radius);
        let times = in_turn(
            clock,
            rounds,
            [&|| join(&all, radius), &|| sorted(&all), &|| count_by_brute_force(&few, radius)],
        );
        let [join_time, sort_time, brute_time] = times;
        let brute_time = brute_time * (n as f64 / BRUTE as f64).powi(2);
        println!(
            "  {n:>10} {radius:>6} {:>9.2} {:>10.1} {:>9.2} {:>10.0} x {:>8}",
            join_time * 1e3,
            join_time * 1e9 / n as f64,
            join_time / sort_time,
            brute_time / join_time,
            join(&all, radius)
        );
    }
    println!("\nindex of a million, and {QUERIES} queries of what is in it");
    println!("  {:>6} {:>10} {:>12} {:>12}", "radius", "build ms", "bytes each", "ns a query");
    for radius in [3, 4, 6] {
        let all = planted(1_000_000, radius);
        let built = index(&all, radius);
        let [build, query] = in_turn(clock, 3, [&|| index(&all, radius).len(), &|| queries(&built)]);
        println!(
            "  {radius:>6} {:>10.0} {:>12.1} {:>12.0}",
            build * 1e3,
            built.memory() as f64 / all.len() as f64,
            query * 1e9 / QUERIES as f64
        );
    }
    println!();
}

/// Runs `work` where whatever is parallel stays on this thread, whose clock is read.
fn on_one_thread(work: impl FnOnce() + Send) {
    #[cfg(feature = "parallel")]
    {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        pool.expect("no thread is started").install(work);
    }
    #[cfg(not(feature = "parallel"))]
    work();
}

fn groups() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1200))
        .configure_from_args();
    let mut group = criterion.benchmark_group("join");
    for (n, radius) in [(10_000, 3), (100_000, 3), (1_000_000, 3), (100_000, 4), (100_000, 6), (100_000, 8)] {
        let all = planted(n, radius);
        group.throughput(Throughput::Elements(n as u64));
        group.bench_function(BenchmarkId::new(format!("radius {radius}"), n), |bencher| {
            bencher.iter(|| join(&all, radius));
        });
    }
    group.finish();
    let all = planted(100_000, 3);
    let mut group = criterion.benchmark_group("index");
    group.throughput(Throughput::Elements(all.len() as u64));
    group.bench_function("build", |bencher| bencher.iter(|| index(&all, 3)));
    group.bench_function("insert one by one", |bencher| {
        bencher.iter(|| {
            let mut index = index(&[], 3);
            all.iter().map(|&x| index.insert(x)).max()
        });
    });
    group.finish();
    let built = index(&all, 3);
    let mut group = criterion.benchmark_group("query");
    group.throughput(Throughput::Elements(QUERIES as u64));
    group.bench_function("radius 3", |bencher| bencher.iter(|| queries(&built)));
    group.finish();
    criterion.final_summary();
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let names_group = arguments.iter().any(|a| GROUPS.iter().any(|group| a.starts_with(group)));
    // Criterion runs each bench once, as a test, unless cargo says that it benches.
    let testing = has("--test") || has("--list") || !has("--bench");
    check();
    if !testing && (has("ratio") || !names_group) {
        on_one_thread(|| ratio(&Clock::new(), has("ten-million")));
    }
    if !has("ratio") {
        groups();
    }
}
