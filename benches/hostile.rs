//! Whether work on hostile input is linear in time (I7): CPU time of a part of it, and of sixteen times as much.
//!
//! `cargo bench --bench hostile` takes minutes and stops where the greater part takes out of all proportion longer; with
//! `pages`, `texts`, `indexes` or `fingerprints`, only those. What has to hold for any clock is in `tests/hostile*.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

use std::hint::black_box;
use std::time::Duration;

use descrape::fingerprint::hamming_self_join;
use descrape::{Cleaner, Dedup, Policy};
use descrape_lab::clock::Clock;
use descrape_lab::hostile::{STEP, fingerprints, pages, texts};

/// The names of the tables, as arguments select them.
const TABLES: [&str; 4] = ["pages", "texts", "indexes", "fingerprints"];
/// How much longer each byte of a long text may take: it can need more rounds, which are bounded. Quadratic work would
/// take sixteen times as long in each of them.
const SLACK_OF_ROUNDS: u32 = 12;
/// How much longer each item of a long list may take.
const SLACK: u32 = 4;
/// And so much more, whatever it is.
const MORE: Duration = Duration::from_secs(1);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    if has("--list") {
        return;
    }
    // Without optimisation, or where only its running is asked for, input is small and nothing is compared.
    let testing = cfg!(debug_assertions) || has("--test") || !has("--bench");
    let all = !TABLES.iter().any(|table| has(table));
    let sheet = Sheet { clock: Clock::new(), scale: if testing { 256 } else { 1 } };
    println!("clock: {}; one thread", sheet.clock.name());
    let tables: [fn(&Sheet); 4] = [of_pages, of_texts, of_indexes, of_fingerprints];
    on_one_thread(|| {
        for (name, table) in TABLES.into_iter().zip(tables).filter(|(name, _)| all || has(name)) {
            println!("\n{name}\n  {:<72} {:>9} {:>10} {:>10} {:>7}", "", "size", "part ms", "ms", "x part");
            table(&sheet);
        }
    });
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

struct Sheet {
    clock: Clock,
    /// By how much everything is smaller.
    scale: usize,
}

impl Sheet {
    fn timed<R>(&self, work: impl FnOnce() -> R) -> Duration {
        let start = self.clock.now();
        drop(black_box(work()));
        self.clock.now() - start
    }

    /// A line of the table. Stops if all takes longer than so many times its part.
    fn line(&self, name: &str, size: usize, part: Duration, whole: Duration, most: u32) {
        let ratio = whole.as_secs_f64() / part.as_secs_f64().max(1e-9);
        let [part_ms, ms] = [part, whole].map(|time| time.as_secs_f64() * 1e3);
        println!("  {name:<72.72} {size:>9} {part_ms:>10.2} {ms:>10.1} {ratio:>7.1}");
        assert!(self.scale > 1 || whole <= part * most + MORE, "{name}: {whole:?}, but {part:?} for a part");
    }
}

fn of_pages(sheet: &Sheet) {
    let cleaner = Cleaner::builder().policy(Policy::strict()).build().expect("all defaults");
    for page in pages::FAMILIES.iter().flat_map(|(_, family)| family()) {
        let n = page.size / sheet.scale;
        let (part, whole) = ((page.make)(n / STEP), (page.make)(n));
        let [part, all] = [&part, &whole].map(|text| sheet.timed(|| cleaner.report(text)));
        sheet.line(&page.name, whole.len(), part, all, STEP as u32 * SLACK_OF_ROUNDS);
    }
}

fn presets() -> [(&'static str, Dedup); 2] {
    [("headlines", Dedup::headlines()), ("documents", Dedup::documents())]
}

fn of_texts(sheet: &Sheet) {
    for list in texts::FAMILIES.iter().flat_map(|(_, family)| family()) {
        let all: Vec<String> = (0..list.count / sheet.scale).map(&list.text).collect();
        for (preset, dedup) in presets() {
            // Signatures of short texts that are nearly equal share most bands: they cost more each.
            let most = if preset == "documents" { texts::MILLION / 16 / sheet.scale } else { all.len() };
            let n = all.len().min(most);
            let [part, whole] = [n / STEP, n].map(|n| sheet.timed(|| dedup.clusters(&all[..n])));
            sheet.line(&format!("{}, {preset}", list.name), n, part, whole, STEP as u32 * SLACK);
        }
    }
}

/// Only where a part is larger than the crowds that an index looks at does time grow evenly, so the part is a quarter,
/// and twice its time is allowed: a quadratic one would be four times.
fn of_indexes(sheet: &Sheet) {
    for (preset, dedup) in presets() {
        for (name, text) in texts::growing() {
            let n = 8192 / sheet.scale.min(32);
            let texts: Vec<String> = (0..n).map(text).collect();
            let fill = |texts: &[String]| {
                let mut index = dedup.index();
                for (id, text) in texts.iter().enumerate() {
                    index.query(text);
                    index.add(id as u64, text);
                }
                index
            };
            let [part, whole] = [n / 4, n].map(|n| sheet.timed(|| fill(&texts[..n])));
            sheet.line(&format!("{name}, {preset}"), n, part, whole, 8);
        }
    }
}

/// The pairs themselves grow with the square where few bits vary; comparing a million all with all would take minutes.
fn of_fingerprints(sheet: &Sheet) {
    let n = (1 << 20) / sheet.scale;
    for list in fingerprints::FAMILIES.iter().flat_map(|(_, family)| family()) {
        let all: Vec<u64> = (0..n).map(&list.fingerprint).collect();
        let join =
            |n: usize| sheet.timed(|| hamming_self_join(&all[..n], list.radius).expect("it is in range"));
        let [part, whole] = [n / STEP, n].map(join);
        sheet.line(&format!("{}, radius {}", list.name, list.radius), n, part, whole, STEP as u32 * SLACK);
    }
}
