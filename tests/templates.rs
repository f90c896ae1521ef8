//! Site templates on crawls whose templates are known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "crawls are the only part that is used here")]
#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use corpus::LANGUAGES;
use corpus::crawls::{Crawl, Role, crawl};
use descrape::{Cleaner, Hints, TemplateLearner, Templates};

/// How many lines of each role were taken for noise, and how many there are.
#[derive(Default, Debug)]
struct Score {
    found: usize,
    templates: usize,
    lost: usize,
    articles: usize,
}

impl Score {
    fn add(&mut self, role: Role, removed: bool) {
        match role {
            Role::Template => {
                self.templates += 1;
                self.found += usize::from(removed);
            }
            Role::Article => {
                self.articles += 1;
                self.lost += usize::from(removed);
            }
            Role::Noise => {}
        }
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.templates as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (self.templates + self.found + self.lost) as f64
    }
}

/// Scores what `removed` says of each line of each page.
fn score(name: &str, crawls: &[Crawl], mut removed: impl FnMut(&Crawl, usize) -> Vec<bool>) -> Score {
    let mut score = Score::default();
    for crawl in crawls {
        for page in 0..crawl.pages.len() {
            let lines = &crawl.pages[page].lines;
            let removed = removed(crawl, page);
            assert_eq!(lines.len(), removed.len());
            for (line, removed) in lines.iter().zip(removed) {
                if std::env::var_os("SHOW").is_some()
                    && (line.role == Role::Template && !removed || line.role == Role::Article && removed)
                {
                    eprintln!(
                        "{name}: {} {page}: {:?} removed={removed} {:?}",
                        crawl.site, line.role, line.text
                    );
                }
                score.add(line.role, removed);
            }
        }
    }
    score
}

fn crawls(pages: usize, sites: u64) -> Vec<Crawl> {
    LANGUAGES
        .iter()
        .zip(0..)
        .flat_map(|(language, number)| {
            (0..sites).map(move |site| crawl(language, number * 100 + site, pages))
        })
        .collect()
}

fn learn(crawls: &[Crawl]) -> Templates {
    let mut learner = TemplateLearner::new();
    for crawl in crawls {
        for page in &crawl.pages {
            assert!(learner.observe(&crawl.site, &page.text()));
        }
    }
    learner.finish()
}

/// Which lines of a page start where one of `starts` is.
fn at(crawl: &Crawl, page: usize, starts: impl Iterator<Item = usize>) -> Vec<bool> {
    let starts: BTreeSet<usize> = starts.collect();
    let text = crawl.pages[page].text();
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            found.push(starts.contains(&at));
        }
        at += line.len();
    }
    found
}

/// Drops what stands on 30 % of a site's pages.
fn naive(crawl: &Crawl) -> Vec<Vec<bool>> {
    let mut count: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (page, lines) in crawl.pages.iter().enumerate() {
        for line in &lines.lines {
            count.entry(&line.text).or_default().insert(page);
        }
    }
    let common = |text: &str| count[text].len() * 10 >= crawl.pages.len() * 3 && count[text].len() > 1;
    crawl.pages.iter().map(|page| page.lines.iter().map(|line| common(&line.text)).collect()).collect()
}

#[test]
fn crawls_reach_the_bars() {
    let mut bad = false;
    for (pages, sites, f1) in [(5, 12, 0.98), (50, 3, 0.99)] {
        let crawls = crawls(pages, sites);
        let templates = learn(&crawls);
        let plain = score("plain", &crawls, |crawl, page| naive(crawl)[page].clone());
        let alone = score("templates", &crawls, |crawl, page| {
            at(
                crawl,
                page,
                templates.lines(&crawl.site, &crawl.pages[page].text()).iter().map(|line| line.span.start),
            )
        });
        let with = Cleaner::builder().templates(templates).build().unwrap();
        let clean = |cleaner: &Cleaner, crawl: &Crawl, page: usize| {
            let hints = Hints { site: Some(&crawl.site), ..Hints::default() };
            let text = crawl.pages[page].text();
            at(
                crawl,
                page,
                cleaner.report_with(&text, hints).removed().iter().map(|removal| removal.span.start),
            )
        };
        let cleaned = score("with", &crawls, |crawl, page| clean(&with, crawl, page));
        let without = score("without", &crawls, |crawl, page| clean(&Cleaner::new(), crawl, page));
        for (name, score) in [
            ("plain", &plain),
            ("templates", &alone),
            ("cleaner with", &cleaned),
            ("cleaner without", &without),
        ] {
            eprintln!("{pages} pages, {name}: F1 {:.4}, found {:.4}, {score:?}", score.f1(), score.recall());
        }
        bad |= !(plain.f1() < 0.90);
        bad |= !(alone.f1() >= f1 && alone.recall() >= 0.99 && alone.lost == 0);
        bad |= !(cleaned.f1() >= f1 && cleaned.recall() >= 0.99 && cleaned.lost == 0);
    }
    assert!(!bad);
}

#[test]
#[ignore]
fn show() {
    for (l, n) in [(3, 303), (2, 203), (4, 405)] {
        let crawls = vec![crawl(&LANGUAGES[l], n, 5)];
        eprintln!("#### {n}");
        let templates = learn(&crawls);
        for crawl in &crawls {
            for page in &crawl.pages {
                let text = page.text();
                for line in &page.lines {
                    let t = templates.lines(&crawl.site, &line.text);
                    eprintln!(
                        "{:?} {:?} {:.70} {}",
                        line.role,
                        t.first().map(|t| (t.documents, t.score)),
                        line.text,
                        line.text.len()
                    );
                }
                eprintln!("------");
            }
        }
    }
}
