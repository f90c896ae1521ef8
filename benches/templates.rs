//! How fast site templates are learnt and used, on crawls whose templates are known.
//!
//! `benches/README.md` says what is measured. The table comes first unless a group is named;
//! `cargo bench --bench templates -- ratio` prints nothing else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run, or whose answers are wrong, has to stop"
)]

use criterion::{Criterion, Throughput};
use descrape::{Cleaner, Hints, TemplateLearner, Templates};
use descrape_lab::clock::Clock;
use descrape_lab::corpus::LANGUAGES;
use descrape_lab::corpus::crawls::{Role, crawl};
use descrape_lab::turns::{Contender, ROUNDS, interleaved};

const GROUPS: [&str; 1] = ["templates"];
/// As many pages as a sample takes, so that every site's is full.
const PAGES: usize = 128;
const SITES: u64 = 6;

/// Pages with their sites.
struct Crawls {
    pages: Vec<(String, String)>,
    learner: TemplateLearner,
    templates: Templates,
}

impl Crawls {
    fn new() -> Self {
        let crawls = (0..SITES).map(|site| crawl(&LANGUAGES[0], 900 + site, PAGES));
        let pages: Vec<(String, String)> = crawls
            .flat_map(|crawl| {
                crawl.pages.iter().map(|page| (crawl.site.clone(), page.text())).collect::<Vec<_>>()
            })
            .collect();
        let learner = learn(&pages);
        let templates = learner.clone().finish();
        Self { pages, learner, templates }
    }

    fn bytes(&self) -> usize {
        self.pages.iter().map(|(_, text)| text.len()).sum()
    }
}

fn learn(pages: &[(String, String)]) -> TemplateLearner {
    let mut learner = TemplateLearner::new();
    for (site, text) in pages {
        learner.observe(site, text);
    }
    learner
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let names_group = arguments.iter().any(|a| GROUPS.iter().any(|group| a.starts_with(group)));
    let testing = has("--test") || has("--list") || !has("--bench");
    let crawls = Crawls::new();
    check(&crawls);
    if !testing && (has("ratio") || !names_group) {
        table(&crawls);
    }
    if !has("ratio") {
        group(&crawls);
    }
}

/// Stops unless what is timed below finds templates, and nothing else.
fn check(crawls: &Crawls) {
    let crawl = crawl(&LANGUAGES[0], 900, PAGES);
    let (mut found, mut templates) = (0, 0);
    for line in crawl.pages.iter().flat_map(|page| &page.lines) {
        let is_found = !crawls.templates.lines(&crawl.site, &line.text).is_empty();
        assert!(line.role != Role::Article || !is_found, "{}", line.text);
        found += usize::from(is_found && line.role == Role::Template);
        templates += usize::from(line.role == Role::Template);
    }
    assert!(found * 100 >= templates * 98, "{found} of {templates}");
    let bytes = crawls.learner.to_bytes();
    assert_eq!(TemplateLearner::from_bytes(&bytes).map(|read| read.finish()).as_ref(), Ok(&crawls.templates));
}

/// Everything that is timed, each over all pages.
fn contenders(crawls: &Crawls) -> Vec<Contender<'_>> {
    let bytes = crawls.bytes();
    let (stored, templates) = (crawls.learner.to_bytes(), crawls.templates.to_bytes());
    let with = Cleaner::builder().templates(crawls.templates.clone()).build().expect("no option is wrong");
    let report = |cleaner: Cleaner| {
        let removed = move |(site, text): &(String, String)| {
            cleaner.report_with(text, Hints::new().site(site.as_str())).removed().len()
        };
        move || crawls.pages.iter().map(&removed).sum()
    };
    let lines = || crawls.pages.iter().map(|(site, text)| crawls.templates.lines(site, text).len()).sum();
    vec![
        Contender::new("report without templates", bytes, report(Cleaner::new())),
        Contender::new("report with templates", bytes, report(with)),
        Contender::new("Templates::lines", bytes, lines),
        Contender::new("observe", bytes, || learn(&crawls.pages).sites()),
        Contender::new("finish, samples of 128 pages", bytes, || crawls.learner.clone().finish().len()),
        Contender::new("TemplateLearner::from_bytes", bytes, move || {
            TemplateLearner::from_bytes(&stored).expect("own bytes").sites()
        }),
        Contender::new("Templates::from_bytes", bytes, move || {
            Templates::from_bytes(&templates).expect("own bytes").sites()
        }),
    ]
}

fn table(crawls: &Crawls) {
    let clock = Clock::new();
    let (pages, bytes) = (crawls.pages.len(), crawls.bytes());
    println!("clock: {}; {ROUNDS} rounds in turn, medians", clock.name());
    println!("\n{SITES} sites of {PAGES} pages, {:.1} kB a page", bytes as f64 / 1e3 / pages as f64);
    println!("  {:<32} {:>8} {:>8} {:>13}   us a page", "", "GB/s", "ns/B", "ns/B min-max");
    let contenders = contenders(crawls);
    for (contender, time) in contenders.iter().zip(interleaved(&clock, &contenders)) {
        let page = time.median * bytes as f64 / pages as f64 / 1e3;
        println!("  {:<32} {}   {page:.1}", contender.name, time.cells());
    }
    let (learner, templates) = (crawls.learner.to_bytes().len(), crawls.templates.to_bytes().len());
    println!(
        "  a page in the learner takes {} bytes, a site's templates {} bytes",
        learner / pages,
        templates / SITES as usize
    );
}

fn group(crawls: &Crawls) {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(GROUPS[0]);
    group.throughput(Throughput::Bytes(crawls.bytes() as u64)).sample_size(10);
    for contender in contenders(crawls) {
        group.bench_function(contender.name.clone(), |bencher| bencher.iter(&contender.run));
    }
    group.finish();
    criterion.final_summary();
}
