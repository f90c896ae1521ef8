//! How well pages were cleaned: the shares of their runs of four words that are the article's.
//!
//! The measure is that of article-extraction-benchmark: bags of runs, precision and recall as
//! means over pages. The evaluation kit's own program is the judge; this is to see what one does.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use descrape::Report;

use super::cases::{Case, Known};

/// Precision and recall of many pages, before and after cleaning.
#[derive(Clone, Copy, Default)]
struct Sum {
    pages: usize,
    before: (f64, f64),
    after: (f64, f64),
}

/// Figures by source, by kind and by language.
#[derive(Default)]
pub(super) struct Figures {
    groups: BTreeMap<String, Sum>,
    /// Articles that were given as they are: how many, how many were altered, and the shares that they lost.
    whole: (usize, usize, f64),
    /// By hundreds of the score: lines removed, and those of them that are noise.
    scores: [(usize, usize); 10],
}

impl Figures {
    /// Adds a page and what was made of it.
    pub(super) fn add(&mut self, case: &Case, report: &Report<'_>) {
        let Known::Article(article) = &case.gold else { return };
        let article = words(article);
        let gold = runs(&article);
        let cleaned = &*report.text();
        if case.family() == "gold" {
            let (before, after) = (words(&case.text).len(), words(cleaned).len());
            self.whole.0 += 1;
            self.whole.1 += usize::from(before != after);
            self.whole.2 += (before - after.min(before)) as f64 / before.max(1) as f64;
            return;
        }
        self.lines(&gold, report);
        let (before, after) = (compare(&gold, &case.text), compare(&gold, cleaned));
        for group in [
            format!("{} of {}", case.family(), case.source),
            format!("{} in {}", case.family(), case.lang),
            format!("{} [{}]", case.kind, case.source),
        ] {
            let sum = self.groups.entry(group).or_default();
            sum.pages += 1;
            sum.before = (sum.before.0 + before.0, sum.before.1 + before.1);
            sum.after = (sum.after.0 + after.0, sum.after.1 + after.1);
        }
    }

    /// Counts the lines that were removed, by score: those of which the article has nothing are noise.
    fn lines(&mut self, gold: &HashMap<&[&str], i32>, report: &Report<'_>) {
        for removal in report.removed() {
            let words = words(removal.span.of(report.source()));
            let all = words.windows(4).count();
            let known = words.windows(4).filter(|run| gold.contains_key(run)).count();
            // Too short to tell, or in part.
            if all == 0 || known * 5 > all && known * 2 < all {
                continue;
            }
            let score = &mut self.scores[usize::from(removal.score / 100).min(9)];
            *score = (score.0 + 1, score.1 + usize::from(known * 2 < all));
        }
    }

    /// Prints all tables.
    pub(super) fn print(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{:42} {:>6} {:>9} {:>9} {:>8}", "", "pages", "F1 before", "F1 after", "gained")?;
        for (group, sum) in &self.groups {
            let mean = |(precision, recall): (f64, f64)| {
                let pages = sum.pages as f64;
                2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE) / pages
            };
            let (before, after) = (mean(sum.before), mean(sum.after));
            writeln!(out, "{group:42} {:6} {before:9.4} {after:9.4} {:+8.4}", sum.pages, after - before)?;
        }
        let (texts, altered, lost) = self.whole;
        if texts > 0 {
            let share = |of: f64| of / texts as f64;
            writeln!(
                out,
                "articles as they are: {texts}, altered {:.4}, words lost {:.5}",
                share(altered as f64),
                share(lost)
            )?;
        }
        writeln!(out, "\n{:>12} {:>8} {:>8}", "score", "removed", "noise")?;
        for (hundred, &(lines, noise)) in self.scores.iter().enumerate().filter(|(_, (lines, _))| *lines > 0)
        {
            writeln!(
                out,
                "{:>5} to {:>3} {lines:8} {:8.3}",
                hundred * 100,
                hundred * 100 + 99,
                noise as f64 / lines as f64
            )?;
        }
        Ok(())
    }
}

/// Words of letters and digits; scripts without spaces by character.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let alone = matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        let inside = (c.is_alphanumeric() || c == '_') && !alone;
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(&text[from..at]);
                start = None;
            }
            _ => {}
        }
        if alone {
            words.push(&text[at..at + c.len_utf8()]);
        }
    }
    words.extend(start.map(|from| &text[from..]));
    words
}

fn runs<'w, 't>(words: &'w [&'t str]) -> HashMap<&'w [&'t str], i32> {
    let mut runs = HashMap::new();
    for run in words.windows(4.min(words.len().max(1))) {
        *runs.entry(run).or_insert(0) += 1;
    }
    runs
}

/// Precision and recall of a text.
fn compare(gold: &HashMap<&[&str], i32>, text: &str) -> (f64, f64) {
    let words = words(text);
    let mine = runs(&words);
    let hits: i32 = gold.iter().map(|(run, count)| mine.get(run).copied().unwrap_or(0).min(*count)).sum();
    let share = |all: i32| f64::from(hits) / f64::from(all.max(1));
    (share(mine.values().sum()), share(gold.values().sum()))
}
