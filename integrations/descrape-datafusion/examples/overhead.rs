//! What the engine adds to the library's own time when pages are cleaned: CPU time of the one thread that works.
//!
//! ```text
//! cargo run --example overhead
//! ```
//!
//! Both run in turn, a few pages at a time. Pages are made up. First all are cleaned without templates, then with a blob of
//! templates for the site of each page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that cannot run has to stop"
)]

use std::hint::black_box;
use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryViewArray, RecordBatch, StringViewArray};
use datafusion::datasource::MemTable;
use datafusion::physical_plan::{ExecutionPlan, collect};
use datafusion::prelude::{SessionConfig, SessionContext};
use descrape::{Cleaner, Hints, Report, TemplateLearner};
use descrape_lab::clock::Clock;
use descrape_lab::corpus::{Corpus, LANGUAGES, crawls::crawl};
use tokio::runtime::{Builder, Runtime};

/// How many rows a batch has.
const BATCHES: [usize; 3] = [8192, 16, 1];
/// How many pages there are in a turn, and how often each has its turn.
const PART: usize = 50;
const ROUNDS: usize = 5;
/// Sites with templates, and pages of each.
const SITES: u64 = 15;
const PAGES: usize = 40;

/// Pages, each with its site and the templates of it.
struct Pages {
    texts: Vec<String>,
    sites: Vec<String>,
    blobs: Vec<Vec<u8>>,
}

fn main() {
    let clock = Clock::new();
    println!("{}, {}", clock.name(), if cfg!(debug_assertions) { "dev profile" } else { "release profile" });
    plain(&clock);
    with_templates(&clock);
}

fn plain(clock: &Clock) {
    let corpora: Vec<Corpus> = LANGUAGES.iter().map(Corpus::generate).collect();
    let texts: Vec<String> =
        corpora.iter().flat_map(|corpus| corpus.texts().take(100)).map(str::to_owned).collect();
    let pages =
        Pages { sites: vec![String::new(); texts.len()], blobs: vec![Vec::new(); texts.len()], texts };
    let cleaner = Cleaner::new();
    compare(clock, "without templates", &pages, "select descrape_clean(text) from t", |part| {
        pages.texts[part].iter().map(|text| used(&cleaner.report(text))).sum()
    });
}

fn with_templates(clock: &Clock) {
    let mut pages = Pages { texts: Vec::new(), sites: Vec::new(), blobs: Vec::new() };
    let mut all = TemplateLearner::new();
    for site in 0..SITES {
        let crawl = crawl(&LANGUAGES[site as usize % LANGUAGES.len()], site, PAGES);
        let mut learner = TemplateLearner::new();
        for page in &crawl.pages {
            learner.observe(&crawl.site, &page.text());
        }
        let blob = learner.clone().finish().to_bytes();
        all.merge(&learner).unwrap();
        for page in &crawl.pages {
            pages.texts.push(page.text());
            pages.sites.push(crawl.site.clone());
            pages.blobs.push(blob.clone());
        }
    }
    let cleaner = Cleaner::builder().templates(all.finish()).build().unwrap();
    compare(clock, "with templates", &pages, "select descrape_clean(text, site, templates) from t", |part| {
        let reports = pages.texts[part.clone()].iter().zip(&pages.sites[part]);
        reports.map(|(text, site)| used(&cleaner.report_with(text, Hints::new().site(site.as_str())))).sum()
    });
}

/// What is asked of a report in both ways: its text, and what was removed.
fn used(report: &Report<'_>) -> usize {
    black_box(report.text()).len() + black_box(report.removed()).len()
}

/// Prints how long the library takes, and how many times as long the engine: the median over many turns of a few pages.
fn compare(clock: &Clock, title: &str, pages: &Pages, sql: &str, library: impl Fn(Range<usize>) -> usize) {
    let (count, runtime) = (pages.texts.len(), Builder::new_current_thread().build().unwrap());
    let parts: Vec<Range<usize>> =
        (0..count).step_by(PART).map(|start| start..count.min(start + PART)).collect();
    let engines: Vec<Vec<Engine>> = BATCHES
        .iter()
        .map(|batch| {
            parts.iter().map(|part| Engine::new(&runtime, pages, part.clone(), *batch, sql)).collect()
        })
        .collect();
    let timed = |run: &dyn Fn()| {
        let start = clock.now();
        run();
        (clock.now() - start).as_secs_f64()
    };
    let (mut bare, mut ratios) = (Vec::new(), vec![Vec::new(); BATCHES.len()]);
    for _ in 0..ROUNDS {
        for (at, part) in parts.iter().enumerate() {
            let bytes: usize = pages.texts[part.clone()].iter().map(String::len).sum();
            for (engine, ratios) in engines.iter().zip(&mut ratios) {
                // The library before the engine and behind it, so that a machine that slows down slows both.
                let library = || timed(&|| assert!(library(part.clone()) > 0));
                let (before, of_engine, behind) = (library(), timed(&|| engine[at].run(&runtime)), library());
                let of_library = (before + behind) / 2.0;
                ratios.push(of_engine / of_library);
                bare.push(of_library * 1e9 / bytes as f64);
            }
        }
    }
    println!("\n{title}: {count} pages, {} turns of {PART}", ROUNDS * parts.len());
    println!("  the library                    {:8.2} ns/B", median(&mut bare));
    for (batch, mut ratios) in BATCHES.iter().zip(ratios) {
        let middle = median(&mut ratios);
        let (low, high) = (ratios[ratios.len() / 4], ratios[ratios.len() * 3 / 4]);
        println!(
            "  the engine, {:>4} rows a batch  {middle:8.3} times the library (half of the turns {low:.3} to {high:.3})",
            batch.min(&PART)
        );
    }
}

/// Sorts, and takes the one in the middle.
fn median(samples: &mut [f64]) -> f64 {
    samples.sort_unstable_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// A planned query over some of the pages.
struct Engine {
    ctx: SessionContext,
    plan: Arc<dyn ExecutionPlan>,
}

impl Engine {
    fn new(runtime: &Runtime, pages: &Pages, part: Range<usize>, batch: usize, sql: &str) -> Self {
        let config = SessionConfig::new().with_target_partitions(1).with_batch_size(batch);
        let ctx = SessionContext::new_with_config(config);
        descrape_datafusion::register_all(&ctx);
        let columns: [(&str, ArrayRef); 3] = [
            ("text", Arc::new(StringViewArray::from_iter_values(&pages.texts[part.clone()]))),
            ("site", Arc::new(StringViewArray::from_iter_values(&pages.sites[part.clone()]))),
            ("templates", Arc::new(BinaryViewArray::from_iter_values(&pages.blobs[part]))),
        ];
        let all = RecordBatch::try_from_iter(columns).unwrap();
        let starts = (0..all.num_rows()).step_by(batch);
        let batches = starts.map(|start| all.slice(start, batch.min(all.num_rows() - start))).collect();
        ctx.register_table("t", Arc::new(MemTable::try_new(all.schema(), vec![batches]).unwrap())).unwrap();
        let plan =
            runtime.block_on(async { ctx.sql(sql).await.unwrap().create_physical_plan().await.unwrap() });
        Self { ctx, plan }
    }

    fn run(&self, runtime: &Runtime) {
        let batches = runtime.block_on(collect(Arc::clone(&self.plan), self.ctx.task_ctx()));
        drop(black_box(batches.unwrap()));
    }
}
