//! What the engine adds to the library's own time when pages are cleaned: CPU time of the one thread that works.
//!
//! ```text
//! cargo run --example overhead
//! ```
//!
//! Everything runs in turn, round after round; the table shows medians. Pages are made up. The first half of the table is
//! without templates, the second one with a blob of templates for the site of each page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement that cannot run has to stop"
)]

#[allow(unexpected_cfgs, dead_code)]
#[path = "../../../benches/ratio/clock.rs"]
mod clock;
#[allow(dead_code)]
#[path = "../../../benches/corpus/mod.rs"]
mod corpus;
#[allow(dead_code)]
#[path = "../../../benches/ratio/turns.rs"]
mod turns;

use std::hint::black_box;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryViewArray, RecordBatch, StringViewArray};
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use descrape::{Cleaner, Hints, Report, TemplateLearner};
use tokio::runtime::{Builder, Runtime};

use clock::Clock;
use corpus::{Corpus, LANGUAGES, crawls::crawl};
use turns::{Contender, interleaved};

/// How many rows a batch has.
const BATCHES: [usize; 3] = [8192, 1024, 64];
/// Sites with templates, and pages of each.
const SITES: u64 = 30;
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
        corpora.iter().flat_map(|corpus| corpus.texts().take(300)).map(str::to_owned).collect();
    let pages =
        Pages { sites: vec![String::new(); texts.len()], blobs: vec![Vec::new(); texts.len()], texts };
    let cleaner = Cleaner::new();
    compare(clock, "without templates", &pages, "select descrape_clean(text) from t", || {
        pages.texts.iter().map(|text| used(&cleaner.report(text))).sum()
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
        all.merge(learner).unwrap();
        for page in &crawl.pages {
            pages.texts.push(page.text());
            pages.sites.push(crawl.site.clone());
            pages.blobs.push(blob.clone());
        }
    }
    let cleaner = Cleaner::builder().templates(all.finish()).build().unwrap();
    compare(clock, "with templates", &pages, "select descrape_clean(text, site, templates) from t", || {
        let hints = |site| Hints { site: Some(site), ..Hints::default() };
        let reports = pages.texts.iter().zip(&pages.sites);
        reports.map(|(text, site)| used(&cleaner.report_with(text, hints(site)))).sum()
    });
}

/// What is asked of a report in both ways: its text, and what was removed.
fn used(report: &Report<'_>) -> usize {
    black_box(report.text()).len() + black_box(report.removed()).len()
}

/// Prints how long the library takes for the pages, and how long the engine.
fn compare(clock: &Clock, title: &str, pages: &Pages, sql: &str, library: impl Fn() -> usize) {
    let runtime = Builder::new_current_thread().build().unwrap();
    let bytes = pages.texts.iter().map(String::len).sum();
    let mut contenders = vec![Contender::new("the library", bytes, library)];
    for batch in BATCHES {
        let ctx = context(pages, batch);
        let name = format!("the engine, batches of {batch}");
        let runtime = &runtime;
        contenders.push(Contender::new(&name, bytes, move || run(runtime, &ctx, sql)));
    }
    let times = interleaved(clock, &contenders);
    println!("\n{title}: {} pages, {:.1} MB", pages.texts.len(), bytes as f64 / 1e6);
    println!("  {:<32} {:>8} {:>8} {:>13}   times the library", "", "GB/s", "ns/B", "ns/B min-max");
    for (contender, time) in contenders.iter().zip(&times) {
        println!("  {:<32} {}   {:.3}", contender.name, time.cells(), time.median / times[0].median);
    }
}

fn context(pages: &Pages, batch: usize) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(1).with_batch_size(batch);
    let ctx = SessionContext::new_with_config(config);
    descrape_datafusion::register_all(&ctx);
    let columns: [(&str, ArrayRef); 3] = [
        ("text", Arc::new(StringViewArray::from_iter_values(&pages.texts))),
        ("site", Arc::new(StringViewArray::from_iter_values(&pages.sites))),
        ("templates", Arc::new(BinaryViewArray::from_iter_values(&pages.blobs))),
    ];
    let all = RecordBatch::try_from_iter(columns).unwrap();
    let starts = (0..all.num_rows()).step_by(batch);
    let batches = starts.map(|start| all.slice(start, batch.min(all.num_rows() - start))).collect();
    ctx.register_table("t", Arc::new(MemTable::try_new(all.schema(), vec![batches]).unwrap())).unwrap();
    ctx
}

fn run(runtime: &Runtime, ctx: &SessionContext, sql: &str) -> usize {
    let batches = runtime.block_on(async { ctx.sql(sql).await.unwrap().collect().await.unwrap() });
    black_box(batches).len()
}
