//! Whether time and memory of an item stay the same from ten thousand items to ten million.
//!
//! `benches/README.md` says what is measured. `cargo bench --bench scaling` goes up to a million; with `ten-million`
//! also, that size is in it, but for streams; `hundred-million` is the join of so many fingerprints and nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

use std::hint::black_box;
#[cfg(feature = "parallel")]
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use descrape::fingerprint::hamming_self_join;
use descrape::{Clusters, Dedup, DedupIndex};
use descrape_lab::clock::Clock;
use descrape_lab::corpus::headlines;
use descrape_lab::memory;
use descrape_lab::neighbours::{PLANTED, planted};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// Of a stream so many texts are asked about once all are in it.
const QUERIES: usize = 10_000;
const RADIUS: u32 = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    if has("--list") {
        return;
    }
    let testing = has("--test") || !has("--bench");
    let clock = Clock::new();
    on_threads(1, || ());
    println!("clocks: wall, and {} of all threads", clock.name());
    if has("hundred-million") {
        return join(&clock, &[100_000_000]);
    }
    let mut sizes = if testing { vec![1_000, 4_000] } else { vec![10_000, 100_000, 1_000_000] };
    if has("ten-million") {
        sizes.push(10_000_000);
    }
    clusters(&clock, &sizes);
    join(&clock, &sizes);
    sizes.retain(|&n| n <= 1_000_000);
    streams(&clock, &sizes);
}

/// What one run took.
#[derive(Clone, Copy)]
struct Taken {
    wall: Duration,
    cpu: Duration,
}

/// The median run of some on so many threads: three below a million items, else one.
fn timed<R: Send>(clock: &Clock, threads: usize, items: usize, work: impl Fn() -> R + Send + Sync) -> Taken {
    let mut samples: Vec<Taken> = (0..if items < 1_000_000 { 3 } else { 1 })
        .map(|_| {
            let (wall, before) = (Instant::now(), cpu(clock));
            drop(black_box(on_threads(threads, &work)));
            Taken { wall: wall.elapsed(), cpu: cpu(clock) - before }
        })
        .collect();
    samples.sort_unstable_by_key(|taken| taken.wall);
    samples[samples.len() / 2]
}

/// Runs `work` on one thread or on two. They live as long as the process, for their clocks to be read.
#[cfg(feature = "parallel")]
fn on_threads<R: Send>(threads: usize, work: impl Fn() -> R + Send + Sync) -> R {
    static POOLS: OnceLock<[rayon::ThreadPool; 2]> = OnceLock::new();
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
    POOLS.get_or_init(|| [pool(1), pool(2)])[threads - 1].install(work)
}

#[cfg(not(feature = "parallel"))]
fn on_threads<R>(_: usize, work: impl Fn() -> R) -> R {
    work()
}

fn cpu(clock: &Clock) -> Duration {
    #[cfg(feature = "parallel")]
    return clock.process().unwrap_or_else(|| clock.now());
    #[cfg(not(feature = "parallel"))]
    clock.now()
}

fn heading(what: &str, extra: &str) {
    println!("\n{what}");
    println!(
        "  {:>10} {:>8} {:>10} {:>11} {:>11} {:>9} {:>11}  {extra}",
        "n", "threads", "wall s", "wall us", "CPU us", "x first", "bytes each"
    );
}

/// One line of a table; `first` is the CPU time of an item of the first size.
fn line(n: usize, threads: usize, taken: Taken, first: &mut Option<f64>, bytes: Option<usize>, extra: &str) {
    let each = |time: Duration| time.as_secs_f64() * 1e6 / n as f64;
    let first = *first.get_or_insert(each(taken.cpu));
    let bytes = bytes.map_or_else(String::new, |bytes| format!("{:.1}", bytes as f64 / n as f64));
    println!(
        "  {n:>10} {threads:>8} {:>10.3} {:>11.3} {:>11.3} {:>9.2} {bytes:>11}  {extra}",
        taken.wall.as_secs_f64(),
        each(taken.wall),
        each(taken.cpu),
        each(taken.cpu) / first,
    );
}

fn for_headlines() -> Dedup {
    Dedup::headlines()
}

/// `Dedup::clusters`.
fn clusters(clock: &Clock, sizes: &[usize]) {
    heading("clusters of headlines; bytes without the texts", "rewrites gathered");
    let dedup = for_headlines();
    let mut first = [None; 2];
    for &n in sizes {
        let (texts, sources): (Vec<String>, Vec<Option<u32>>) = (0..n)
            .map(|at| {
                let (text, source) = headlines::nth(at);
                (text, source.map(|source| source as u32))
            })
            .unzip();
        let mut bytes = 0;
        let mut gathered = String::new();
        for threads in [1, 2] {
            let taken = timed(clock, threads, n, || dedup.clusters(&texts));
            if threads == 1 {
                let mut answer = None;
                bytes = memory::peak(|| answer = Some(dedup.clusters(&texts)));
                gathered = answer.map_or_else(String::new, |answer| rewrites(&answer, &sources));
            }
            line(n, threads, taken, &mut first[threads - 1], Some(bytes), &gathered);
        }
    }
}

/// How many rewrites are in the cluster of what they rewrite. Stops unless nearly all are.
fn rewrites(clusters: &Clusters, sources: &[Option<u32>]) -> String {
    let planted = sources.iter().flatten().count();
    let together = |(text, source): (usize, &Option<u32>)| {
        source.is_some_and(|source| clusters.leader_of(source as usize) == clusters.leader_of(text))
    };
    let gathered = sources.iter().enumerate().filter(|&of| together(of)).count();
    assert!(gathered * 100 >= planted * 98, "{gathered} of {planted}");
    format!("{gathered}/{planted}")
}

/// `DedupIndex`: all are inserted, some asked about, and all stored and restored.
fn streams(clock: &Clock, sizes: &[usize]) {
    heading("streams of headlines, one thread; bytes with the texts, and bytes stored", "");
    let dedup = for_headlines();
    let (mut inserting, mut asking, mut restoring) = (None, None, None);
    for &n in sizes {
        let texts: Vec<String> = (0..n).map(|at| headlines::nth(at).0).collect();
        let filled = || {
            let mut stream = dedup.index();
            let known = texts.iter().zip(0..).filter(|(text, id)| stream.insert(*id, text).is_some()).count();
            (stream, known)
        };
        let taken = timed(clock, 1, n, filled);
        let (stream, known) = filled();
        let bytes = Some(stream.memory() * n / stream.len());
        line(n, 1, taken, &mut inserting, bytes, &format!("insert; {known} repeat another one"));
        let asked = &texts[n - n.min(QUERIES)..];
        let taken =
            timed(clock, 1, asked.len(), || asked.iter().filter(|text| stream.query(text).is_some()).count());
        let scaled = |time: Duration| time.mul_f64(n as f64 / asked.len() as f64);
        let taken = Taken { wall: scaled(taken.wall), cpu: scaled(taken.cpu) };
        line(n, 1, taken, &mut asking, None, &format!("query of the last {}", asked.len()));
        let stored = stream.to_bytes();
        let restored = |bytes: &[u8]| DedupIndex::from_bytes(bytes).expect("they were stored");
        let taken = timed(clock, 1, n, || restored(&stored));
        line(n, 1, taken, &mut restoring, Some(stored.len() * n / stream.len()), "from_bytes");
        let again = restored(&stored);
        assert!(asked.iter().take(1000).all(|text| again.query(text) == stream.query(text)));
    }
}

/// `hamming_self_join`: random fingerprints, of which one in twenty is a near copy.
fn join(clock: &Clock, sizes: &[usize]) {
    heading(&format!("self-join of fingerprints, radius {RADIUS}; bytes without these"), "pairs");
    let mut first = [None; 2];
    for &n in sizes {
        let all = planted(n, RADIUS);
        let found = || hamming_self_join(&all, RADIUS).expect("in range").pairs().len();
        let mut pairs = 0;
        let bytes = memory::peak(|| pairs = found());
        assert!(pairs >= n / PLANTED, "{pairs}: all that were planted, and what came about by chance");
        for threads in [1, 2] {
            if threads == 1 && n > 10_000_000 {
                continue;
            }
            let taken = timed(clock, threads, n, found);
            line(n, threads, taken, &mut first[threads - 1], Some(bytes), &pairs.to_string());
        }
    }
}
