//! Site templates on crawls whose templates are known. The rules were tuned on other sites of the same making.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use descrape::{Cleaner, Hints, TemplateLearner, Templates};
use descrape_lab::corpus::LANGUAGES;
use descrape_lab::corpus::crawls::{Crawl, Role, crawl};

/// How many lines were taken for templates, and how many there are. Noise that is no template is not counted.
#[derive(Default, Debug)]
struct Score {
    found: usize,
    templates: usize,
    lost: usize,
    articles: usize,
}

impl Score {
    fn recall(&self) -> f64 {
        self.found as f64 / self.templates as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (self.templates + self.found + self.lost) as f64
    }
}

/// Scores what `removed` says of each line of each page.
fn score(crawls: &[Crawl], removed: impl Fn(&Crawl, &str) -> Vec<bool>) -> Score {
    let mut score = Score::default();
    for crawl in crawls {
        for page in &crawl.pages {
            let removed = removed(crawl, &page.text());
            assert_eq!(page.lines.len(), removed.len());
            for (line, removed) in page.lines.iter().zip(removed) {
                let (of, all) = match line.role {
                    Role::Template => (&mut score.found, &mut score.templates),
                    Role::Article => (&mut score.lost, &mut score.articles),
                    Role::Noise => continue,
                };
                *of += usize::from(removed);
                *all += 1;
            }
        }
    }
    score
}

/// `sites` crawls of each language, of so many pages each.
fn crawls(pages: usize, sites: u64) -> Vec<Crawl> {
    let of =
        |(language, number)| (0..sites).map(move |site| crawl(language, 90_000 + number * 100 + site, pages));
    LANGUAGES.iter().zip(0u64..).flat_map(of).collect()
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

/// Of each line that is not blank, whether it starts where one of `starts` is.
fn lines_at(text: &str, starts: impl Iterator<Item = usize>) -> Vec<bool> {
    let starts: BTreeSet<usize> = starts.collect();
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            found.push(starts.contains(&at));
        }
        at += line.len();
    }
    assert!(starts.len() <= found.len());
    found
}

/// The lines that stand on 30 % of a site's pages, and on more than one.
fn common(crawl: &Crawl) -> BTreeSet<&str> {
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &crawl.pages {
        let lines: BTreeSet<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
        lines.into_iter().for_each(|line| *pages.entry(line).or_default() += 1);
    }
    let often = |&(_, &count): &(&&str, &usize)| count > 1 && count * 10 >= crawl.pages.len() * 3;
    pages.iter().filter(often).map(|(line, _)| *line).collect()
}

/// What plainly dropping common lines would do, what the templates say, what a cleaner does with them and without.
fn scores(crawls: &[Crawl]) -> [Score; 4] {
    let templates = learn(crawls);
    let plain = |crawl: &Crawl, text: &str| {
        let common = common(crawl);
        text.lines().filter(|line| !line.is_empty()).map(|line| common.contains(line)).collect()
    };
    let alone = |crawl: &Crawl, text: &str| {
        lines_at(text, templates.lines(&crawl.site, text).iter().map(|line| line.span.start))
    };
    let cleaned = |cleaner: &Cleaner, crawl: &Crawl, text: &str| {
        let report = cleaner.report_with(text, Hints::new().site(crawl.site.as_str()));
        lines_at(text, report.removed().iter().map(|removal| removal.span.start))
    };
    let without = Cleaner::new();
    let with = Cleaner::builder().templates(templates.clone()).build().unwrap();
    let scores = [
        score(crawls, plain),
        score(crawls, alone),
        score(crawls, |crawl, text| cleaned(&with, crawl, text)),
        score(crawls, |crawl, text| cleaned(&without, crawl, text)),
    ];
    for (name, score) in ["plain", "templates", "cleaner with them", "cleaner without"].iter().zip(&scores) {
        println!("{name}: F1 {:.4}, found {:.4}, {score:?}", score.f1(), score.recall());
    }
    scores
}

fn reach_the_bars(pages: usize, sites: u64, bar: f64) {
    let [plain, templates, with, without] = scores(&crawls(pages, sites));
    assert!(plain.f1() < 0.90, "the crawls are too easy");
    assert!(templates.f1() >= bar && templates.recall() >= 0.99, "{templates:?}");
    assert_eq!(templates.lost, 0, "of the articles");
    assert!(with.f1() >= bar && with.recall() >= 0.99, "{with:?}");
    // What the model takes out of articles by itself is no more for it.
    assert!(with.lost <= without.lost, "{} and {}", with.lost, without.lost);
}

#[test]
fn crawls_of_five_pages_reach_the_bars() {
    reach_the_bars(5, 12, 0.98);
}

#[test]
fn crawls_of_fifty_pages_reach_the_bars() {
    reach_the_bars(50, 3, 0.99);
}

/// A small generator: the same orders and shares on every machine.
fn random(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 33) as usize % below
}

/// Any order of pages, shared out among any number of learners that are merged in any order: equal bytes.
#[test]
fn merging_is_learning_from_everything_at_once() {
    let crawls: Vec<Crawl> = (0..3).map(|site| crawl(&LANGUAGES[site as usize], site, 30)).collect();
    let pages: Vec<(&str, String)> = crawls
        .iter()
        .flat_map(|crawl| crawl.pages.iter().map(|page| (crawl.site.as_str(), page.text())))
        .collect();
    for sample in [8, 29, 128] {
        let learner = || TemplateLearner::with_sample(sample).unwrap();
        let mut all = learner();
        pages.iter().for_each(|(site, text)| assert!(all.observe(site, text)));
        let (bytes, templates) = (all.to_bytes(), all.finish());
        assert!(!templates.is_empty());
        let mut state = 0x5eed;
        for parts in [1, 2, 3, 7, 90] {
            let mut order: Vec<usize> = (0..pages.len()).collect();
            for at in (1..order.len()).rev() {
                order.swap(at, random(&mut state, at + 1));
            }
            let mut learners: Vec<TemplateLearner> = (0..parts).map(|_| learner()).collect();
            for page in order {
                let (site, text) = &pages[page];
                learners[random(&mut state, parts)].observe(site, text);
            }
            // As a tree with random joints, and through bytes.
            while learners.len() > 1 {
                let at = random(&mut state, learners.len());
                let one = learners.swap_remove(at);
                let one = TemplateLearner::from_bytes(&one.to_bytes()).unwrap();
                let other = random(&mut state, learners.len());
                learners[other].merge(&one).unwrap();
            }
            let merged = learners.pop().unwrap();
            assert!(merged.to_bytes() == bytes, "{parts} parts, sample {sample}");
            assert_eq!(merged.finish().to_bytes(), templates.to_bytes());
        }
    }
}

/// The stated error of a sample: a section's block on a tenth of many pages is found, and counted as it should be.
#[test]
fn a_sample_is_enough() {
    let crawl = crawl(&LANGUAGES[0], 7, 600);
    let [_, templates, ..] = scores(std::slice::from_ref(&crawl));
    assert_eq!(templates.lost, 0);
    assert!(templates.recall() >= 0.98, "{templates:?}");
}
