//! Nothing that is decided changes unnoticed: one digest for each of many reports and pairs.
//!
//! Reports are taken of the golden pages, of every row of the tables of noise in its article, of pages
//! in many shapes (`tests/data/shapes`) and of generated ones, under each policy and by rules alone;
//! pairs are those of `tests/data/pairs.tsv`. What digests are made of holds no name but those of
//! kinds, so that a new name for a type changes none.
//!
//! `tests/data/frozen.tsv` holds the digests of today. A change that is meant is written there by
//! `DESCRAPE_BLESS=1 cargo test --test frozen`, and the commit says how many changed and which way.
//! `tests/data/released.tsv` is a copy of it from the last release: `CLEAN_VERSION` and
//! `DEDUP_VERSION` differ from the versions there if and only if what they stand for does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::OnceLock;

use descrape::steps::CandidateRow;
use descrape::{
    CLEAN_VERSION, Cleaner, Clue, DEDUP_VERSION, Dedup, Evidence, Hints, Policy, Report, Scope, Span,
    TemplateLearner,
};
use descrape_lab::golden::{self, folder};
use descrape_lab::tables;

const FROZEN: &str = "tests/data/frozen.tsv";
const RELEASED: &str = "tests/data/released.tsv";

/// FNV-1a of 64 bits: written out here, so that it stays what it is.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes(text.as_bytes());
    }

    fn span(&mut self, span: Span) {
        self.number(span.start as u64);
        self.number(span.end as u64);
    }

    fn maybe_span(&mut self, span: Option<Span>) {
        self.number(u64::from(span.is_some()));
        span.into_iter().for_each(|span| self.span(span));
    }

    /// Its variants by numbers of our own.
    fn evidence(&mut self, evidence: Evidence) {
        match evidence {
            Evidence::Phrase { span } => {
                self.number(1);
                self.span(span);
            }
            Evidence::Shape => self.number(2),
            Evidence::Repeat { first } => {
                self.number(3);
                self.span(first);
            }
            Evidence::Block { opener } => {
                self.number(4);
                self.span(opener);
            }
            Evidence::Template { documents } => {
                self.number(5);
                self.number(u64::from(documents));
            }
            Evidence::Model { clues } => {
                self.number(6);
                let place = |clue| Clue::ALL.iter().position(|known| *known == clue).unwrap();
                clues.iter().for_each(|clue| self.number(place(clue) as u64));
                self.number(u64::MAX);
            }
            _ => panic!("give the new evidence a number of its own: {evidence:?}"),
        }
    }

    fn report(report: &Report<'_>) -> String {
        let mut digest = Self::new();
        digest.text(&report.text());
        digest.number(report.removed().len() as u64);
        for removal in report.removed() {
            digest.span(removal.span);
            digest.number(match removal.scope {
                Scope::Line => 1,
                Scope::Sentence => 2,
                _ => panic!("give the new scope a number of its own: {:?}", removal.scope),
            });
            digest.text(removal.kind.name());
            digest.number(u64::from(removal.score));
            digest.evidence(removal.evidence);
        }
        digest.maybe_span(report.headline());
        digest.maybe_span(report.byline());
        digest.maybe_span(report.dateline());
        report.related_headlines().iter().for_each(|span| digest.span(*span));
        digest.number(u64::from(report.settled()));
        digest.hex()
    }

    fn row(row: &CandidateRow) -> String {
        let mut digest = Self::new();
        digest.number(row.equal);
        row.tokens.iter().for_each(|token| digest.number(u64::from(*token)));
        digest.hex()
    }

    fn hex(&self) -> String {
        format!("{:016x}", self.0)
    }
}

/// What cases are called and what they were made from, and each of their digests. An input that was
/// edited is another case.
type Digests = BTreeMap<(String, String), Vec<String>>;

fn input(parts: &[&str]) -> String {
    let mut digest = Digest::new();
    parts.iter().for_each(|part| digest.text(part));
    digest.hex()
}

/// What the columns of reports are.
const CLEANERS: [&str; 4] = ["gentle", "balanced", "strict", "rules"];

fn cleaners(build: impl Fn() -> descrape::CleanerBuilder) -> [Cleaner; 4] {
    let policies = [Policy::gentle(), Policy::balanced(), Policy::strict()];
    let [gentle, balanced, strict] = policies.map(|policy| build().policy(policy).build().unwrap());
    [gentle, balanced, strict, build().rules_only().build().unwrap()]
}

fn add(digests: &mut Digests, cleaners: &[Cleaner; 4], name: String, text: &str, hints: Hints<'_>) {
    let key = (name, input(&[text, hints.site.unwrap_or(""), hints.title.unwrap_or("")]));
    let reports = cleaners.iter().map(|cleaner| Digest::report(&cleaner.report_with(text, hints))).collect();
    assert!(digests.insert(key.clone(), reports).is_none(), "{} twice", key.0);
}

/// The text files of a folder, by name, with all that is in folders below it.
fn files(name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder(name)).unwrap() {
        let file = entry.as_ref().unwrap().file_name().into_string().unwrap();
        let below = format!("{name}/{file}");
        if entry.unwrap().path().is_dir() {
            found.extend(files(&below).into_iter().map(|(inner, text)| (format!("{file}/{inner}"), text)));
        } else if file.ends_with(".txt") {
            found.push((file, golden::read(&folder(&below))));
        }
    }
    found.sort();
    found
}

/// Pages in the shapes that scrapers leave: a file each, and those with unusual ends of lines in a table.
fn shapes() -> Vec<(String, String)> {
    let odd = tables::table("shapes/odd.tsv").into_iter().map(|[name, text]| (name, text));
    files("tests/data/shapes").into_iter().chain(odd).collect()
}

fn reports() -> Digests {
    let mut digests = Digests::new();
    let plain = cleaners(Cleaner::builder);
    for case in golden::cases() {
        add(&mut digests, &plain, format!("golden/{}", case.name), &case.input, Hints::default());
    }
    for case in tables::cases() {
        add(&mut digests, &plain, format!("row/{}", case.name), &case.text, Hints::default());
    }
    for (name, text) in shapes() {
        add(&mut digests, &plain, format!("shape/{name}"), &text, Hints::default());
        // The same with what a caller may know. Labels of a host are names from four letters on.
        let site = if name.starts_with("docs-api") { "api.example" } else { "https://www.news.example/" };
        let title = text.lines().find(|line| line.len() > 20);
        let hints = Hints::new().site(site).title(title);
        add(&mut digests, &plain, format!("hinted/{name}"), &text, hints);
    }
    for (name, pages) in generated::pages() {
        for (number, text) in pages.iter().enumerate() {
            add(&mut digests, &plain, format!("generated/{name}/{number}"), text, Hints::default());
        }
    }
    for (site, pages) in generated::crawls() {
        let mut learner = TemplateLearner::new();
        pages.iter().for_each(|text| assert!(learner.observe(&site, text)));
        let templates = std::sync::Arc::new(learner.finish());
        let taught = cleaners(|| Cleaner::builder().templates(templates.clone()));
        for (number, text) in pages.iter().enumerate() {
            add(
                &mut digests,
                &taught,
                format!("crawl/{site}/{number}"),
                text,
                Hints::new().site(site.as_str()),
            );
        }
    }
    digests
}

/// Pages that a seed makes.
mod generated {
    use descrape_lab::corpus::crawls::{CrawlPage, crawl};
    use descrape_lab::corpus::{Corpus, LANGUAGES};

    /// Of each language some pages of many sites.
    pub(super) fn pages() -> Vec<(&'static str, Vec<String>)> {
        let texts = |language| Corpus::first(language, 24).texts().map(str::to_owned).collect();
        LANGUAGES.iter().map(|language| (language.code, texts(language))).collect()
    }

    /// Of each language the pages of one site.
    pub(super) fn crawls() -> Vec<(String, Vec<String>)> {
        let of_site = |(number, language)| {
            let crawl = crawl(language, number, 12);
            (crawl.site, crawl.pages.iter().map(CrawlPage::text).collect())
        };
        (0..).zip(&LANGUAGES).map(of_site).collect()
    }
}

/// What the columns of pairs are.
const OF_PAIRS: [&str; 4] = ["score", "signs", "headline rows", "document rows"];

fn pairs() -> Digests {
    let mut digests = Digests::new();
    let presets = [Dedup::headlines(), Dedup::documents()];
    for [what, a, b] in tables::table("pairs.tsv") {
        let compared = presets[0].compare(&a, &b);
        let mut signs = Digest::new();
        compared.features().for_each(|(_, sign)| signs.number(i64::from(sign) as u64));
        let [headlines, documents] =
            presets.each_ref().map(|dedup| [&a, &b].map(|text| Digest::row(&dedup.row(text))).join("+"));
        let key = (format!("pair/{what}/{}", tables::beginning(&a)), input(&[&a, &b]));
        let digest = vec![compared.score().to_string(), signs.hex(), headlines, documents];
        assert!(digests.insert(key.clone(), digest).is_none(), "{} twice", key.0);
    }
    digests
}

/// The digests of today.
fn today() -> &'static Digests {
    static TODAY: OnceLock<Digests> = OnceLock::new();
    TODAY.get_or_init(|| reports().into_iter().chain(pairs()).collect())
}

const HEAD: &str = "# Written by DESCRAPE_BLESS=1 cargo test --test frozen: see there.";
const CLEAN: &str = "# CLEAN_VERSION ";
const DEDUP: &str = "# DEDUP_VERSION ";

fn written(digests: &Digests) -> String {
    let mut text = format!("{HEAD}\n{CLEAN}{CLEAN_VERSION}\n{DEDUP}{DEDUP_VERSION}\n");
    let _ = writeln!(text, "# reports: name\tinput\t{}", CLEANERS.join("\t"));
    let _ = writeln!(text, "# pairs: name\tinput\t{}", OF_PAIRS.join("\t"));
    for ((name, input), columns) in digests {
        let _ = writeln!(text, "{name}\t{input}\t{}", columns.join("\t"));
    }
    text
}

/// The versions of a file of digests, and the digests.
fn read(file: &str) -> ([u32; 2], Digests) {
    let text = golden::read(&folder(file));
    let version = |head: &str| {
        text.lines().find_map(|line| line.strip_prefix(head)).expect("a version").parse().unwrap()
    };
    let mut digests = Digests::new();
    for row in text.lines().filter(|row| !row.starts_with('#')) {
        let mut fields = row.split('\t').map(str::to_owned);
        let key = (fields.next().unwrap(), fields.next().unwrap());
        digests.insert(key, fields.collect());
    }
    ([version(CLEAN), version(DEDUP)], digests)
}

fn is_pair(name: &str) -> bool {
    name.starts_with("pair/")
}

/// The cases that both have and that are not the same in both, each with the columns that differ.
fn changed(before: &Digests, after: &Digests) -> Vec<(String, String)> {
    let mut changed = Vec::new();
    for (key, columns) in after {
        let Some(known) = before.get(key).filter(|known| *known != columns) else { continue };
        let names = if is_pair(&key.0) { OF_PAIRS } else { CLEANERS };
        let differ = (0..names.len()).filter(|&at| known.get(at) != columns.get(at));
        changed.push((key.0.clone(), differ.map(|at| names[at]).collect::<Vec<_>>().join(", ")));
    }
    changed
}

/// How many of each sort changed, and the first ones.
fn summary(changed: &[(String, String)]) -> String {
    let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in changed {
        *sorts.entry(name.split('/').next().unwrap()).or_default() += 1;
    }
    let mut text = format!("{} cases changed {sorts:?}", changed.len());
    for (name, columns) in changed.iter().take(25) {
        let _ = write!(text, "\n  {name}: {columns}");
    }
    text
}

#[test]
fn no_decision_changes_unnoticed() {
    let today = today();
    if std::env::var_os("DESCRAPE_BLESS").is_some() {
        let before = if folder(FROZEN).exists() { read(FROZEN).1 } else { Digests::new() };
        println!("{}", summary(&changed(&before, today)));
        fs::write(folder(FROZEN), written(today)).unwrap();
        return;
    }
    let ([clean, dedup], frozen) = read(FROZEN);
    let changed = changed(&frozen, today);
    let names = |one: &Digests, other: &Digests| {
        let only = one.keys().filter(|key| !other.contains_key(*key)).map(|key| key.0.clone());
        only.collect::<Vec<_>>()
    };
    let (new, gone) = (names(today, &frozen), names(&frozen, today));
    assert!(
        changed.is_empty() && new.is_empty() && gone.is_empty(),
        "{}\n{} are new: {:.400}\n{} are gone: {:.400}\nIf that is meant: DESCRAPE_BLESS=1 cargo test --test frozen",
        summary(&changed),
        new.len(),
        new.join(", "),
        gone.len(),
        gone.join(", ")
    );
    assert_eq!((clean, dedup), (CLEAN_VERSION, DEDUP_VERSION), "{FROZEN} was written for other versions");
}

/// Between two releases a version moves once, with the first change, and does not move without one.
#[test]
fn versions_move_once_between_releases() {
    let ([clean, dedup], released) = read(RELEASED);
    let changed = changed(&released, today());
    for (name, now, before, pairs) in
        [("CLEAN_VERSION", CLEAN_VERSION, clean, false), ("DEDUP_VERSION", DEDUP_VERSION, dedup, true)]
    {
        let of_sort: Vec<_> = changed.iter().filter(|(case, _)| is_pair(case) == pairs).cloned().collect();
        let wanted = before + u32::from(!of_sort.is_empty());
        assert_eq!(
            now,
            wanted,
            "{name} of the last release is {before}; since then {}. It has to be {wanted}",
            summary(&of_sort)
        );
    }
}

/// There is enough to look at, and cleaners do not all do the same with it.
#[test]
fn cases_are_many_and_say_something() {
    let count = |sort: &str| today().keys().filter(|key| key.0.starts_with(sort)).count();
    for (sort, least) in
        [("golden/", 25), ("row/", 800), ("shape/", 60), ("generated/", 100), ("crawl/", 50), ("pair/", 300)]
    {
        assert!(count(sort) >= least, "{} of {sort}", count(sort));
    }
    for (at, name) in CLEANERS.iter().enumerate() {
        for (other, column) in CLEANERS.iter().enumerate().take(at) {
            let differ =
                today().iter().filter(|(key, columns)| !is_pair(&key.0) && columns[at] != columns[other]);
            assert!(differ.count() >= 50, "{name} and {column} hardly differ");
        }
    }
}
