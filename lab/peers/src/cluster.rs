//! Clusters of headlines: `Dedup::headlines` beside gaoya's index of `MinHash` signatures.
//!
//! gaoya as its own example has it: words of the lower-case text, 42 bands of 3, Jaccard 0.5; all
//! signatures into the index, then a query for each. It makes no clusters of the answers. Its queries become
//! slower as the index grows, so its rate among fewer headlines is more than it would be among many.

use std::hint::black_box;
use std::time::{Duration, Instant};

use descrape::Dedup;
use descrape_lab::clock::Clock;
use descrape_lab::corpus::headlines::{found, headlines};
use descrape_lab::memory;
use gaoya::minhash::{MinHashIndex, MinHasher as _, MinHasher32};
use gaoya::text::whitespace_split;
use rayon::prelude::*;

const BANDS: usize = 42;
const ROWS: usize = 3;
const JACCARD: f64 = 0.5;

/// What was found for each text.
type Near = Vec<Vec<u32>>;

/// As in gaoya's example, on one thread.
fn gaoya(texts: &[String]) -> Near {
    let hasher = MinHasher32::new(BANDS * ROWS);
    let mut index = MinHashIndex::new(BANDS, ROWS, JACCARD);
    let mut signatures = Vec::with_capacity(texts.len());
    for (id, text) in (0u32..).zip(texts) {
        let signature = hasher.create_signature(whitespace_split(&text.to_lowercase()));
        index.insert(id, signature.clone());
        signatures.push(signature);
    }
    signatures.iter().map(|signature| index.query(signature).into_iter().copied().collect()).collect()
}

/// The same by its calls for many at a time, in rayon's pool.
fn gaoya_in_bulk(texts: &[String]) -> Near {
    let hasher = MinHasher32::new(BANDS * ROWS);
    let mut index = MinHashIndex::new(BANDS, ROWS, JACCARD);
    let sign = |text: &String| hasher.create_signature(whitespace_split(&text.to_lowercase()));
    let signatures: Vec<Vec<u32>> = texts.par_iter().map(sign).collect();
    index.par_bulk_insert((0..texts.len() as u32).collect(), signatures.clone());
    index.par_bulk_query(&signatures).into_iter().map(|near| near.into_iter().collect()).collect()
}

/// A method's name, and how many rewrites it finds.
type Way<'a> = (String, usize, &'a dyn Fn(&[String], &[Option<usize>]) -> usize);

/// The CPU time of all threads of the process.
fn cpu(clock: &Clock) -> Duration {
    clock.process().unwrap_or_else(|| clock.now())
}

/// The table. Gaoya's sizes are smaller, since it holds kilobytes a headline.
pub(crate) fn table(clock: &Clock, ours: &[usize], theirs: &[usize], rounds: usize) {
    let dedup = Dedup::headlines();
    let gathered = |near: &Near, sources: &[Option<usize>]| {
        found(sources, |source, text| near[text].contains(&(source as u32)))
    };
    let clusters = |texts: &[String], sources: &[Option<usize>]| {
        let clusters = dedup.clusters(texts);
        found(sources, |source, text| clusters.leader_of(source) == clusters.leader_of(text))
    };
    let one = |texts: &[String], sources: &[Option<usize>]| gathered(&gaoya(texts), sources);
    let bulk = |texts: &[String], sources: &[Option<usize>]| gathered(&gaoya_in_bulk(texts), sources);
    let mut ways: Vec<Way<'_>> = Vec::new();
    for &n in ours {
        ways.push((format!("descrape, clusters of {n}"), n, &clusters));
    }
    for &n in theirs {
        ways.push((format!("gaoya, index and queries, {n}"), n, &one));
        ways.push((format!("gaoya, in bulk, {n}"), n, &bulk));
    }
    println!("\nclusters of headlines, {} threads; {rounds} rounds in turn", rayon::current_num_threads());
    println!(
        "  {:<38} {:>9} {:>9} {:>9} {:>9} {:>11} {:>15}",
        "", "wall s", "CPU s", "k/s wall", "k/s CPU", "bytes each", "rewrites"
    );
    let mut samples: Vec<(Vec<Duration>, Vec<Duration>)> = vec![Default::default(); ways.len()];
    let mut answers = vec![0; ways.len()];
    for _ in 0..rounds {
        for (at, (_, n, run)) in ways.iter().enumerate() {
            let (texts, sources) = headlines(*n);
            let (start, start_cpu) = (Instant::now(), cpu(clock));
            answers[at] = black_box(run(&texts, &sources));
            samples[at].1.push(cpu(clock) - start_cpu);
            samples[at].0.push(start.elapsed());
        }
    }
    let median = |samples: &mut Vec<Duration>| {
        samples.sort_unstable();
        samples[samples.len() / 2].as_secs_f64()
    };
    for (at, (name, n, run)) in ways.iter().enumerate() {
        let (texts, sources) = headlines(*n);
        let held = memory::peak(|| run(&texts, &sources)) as f64 / *n as f64;
        let (wall, on_cpu) = (median(&mut samples[at].0), median(&mut samples[at].1));
        let (rate, cpu_rate) = (*n as f64 / wall / 1e3, *n as f64 / on_cpu / 1e3);
        let rewrites = format!("{}/{}", answers[at], sources.iter().flatten().count());
        println!(
            "  {name:<38} {wall:>9.2} {on_cpu:>9.2} {rate:>9.1} {cpu_rate:>9.1} {held:>11.0} {rewrites:>15}"
        );
    }
}
