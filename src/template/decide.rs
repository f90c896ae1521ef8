//! Which lines are templates, given their counts.
//!
//! Time O(pages x lines) of a sample.

use super::context::{self, Counts};
use super::copies;
use super::signature::PageSignature;
use super::templates::Template;

/// A line that is no wider may be a label: a button, an entry of a menu.
const LABEL: u8 = 16;
/// A line that is wider may be a headline.
const HEADLINE: u8 = 30;

/// The templates among the lines of a site's pages, by key.
pub(super) fn templates(pages: &[Vec<PageSignature>]) -> Vec<(u64, Template)> {
    let leaders = copies::leaders(pages);
    let mut order: Vec<usize> = (0..pages.len()).collect();
    order.sort_by_key(|&page| leaders[page]);
    let by_article: Vec<(usize, &[PageSignature])> =
        order.iter().map(|&page| (leaders[page], pages[page].as_slice())).collect();
    let articles = leaders.iter().enumerate().filter(|&(page, &leader)| page == leader).count() as u32;
    if articles < 2 {
        return Vec::new();
    }
    let company = context::count(&by_article);
    let exact = company.exact.iter().filter_map(|(&key, counts)| Some((key, equal(counts, articles)?)));
    let slotted = company.slotted.iter().filter(|(_, counts)| counts.varied);
    let slotted = slotted.filter_map(|(&key, counts)| Some((key, varied(counts, articles)?)));
    let mut found: Vec<(u64, Template)> = exact.chain(slotted).collect();
    // Keys of both sorts hardly ever meet; the order of maps must not show even then.
    found.sort_unstable_by_key(|&(key, known)| (key, known.documents, known.score, known.inside));
    found.dedup_by_key(|&mut (key, _)| key);
    found
}

/// What is made of a line that is the same on several pages.
fn equal(counts: &Counts, articles: u32) -> Option<Template> {
    let Counts { articles: on, known_neighbour, beside, alone, width, sentence, prose, .. } = *counts;
    let share = on * 1000 / articles;
    if on < 2 {
        return None;
    }
    let in_company = known_neighbour * 10 >= on * 8;
    let in_article = beside * 2 >= on;
    // A teaser whose article is among the pages: there it is the article's own.
    let few = if in_company { alone * 2 <= on } else { alone < on && !in_article };
    if width > LABEL && alone > 0 && few {
        return None;
    }
    let enough = match (in_company, in_article) {
        // A sentence at the edge of articles may be somebody's favourite.
        (true, true) if sentence || prose => on >= 8 && share >= 600,
        // So may a headline that is teased for a while, and whose article is a page that was not seen.
        (true, _) if width > HEADLINE => on >= 3 && share >= 60 || articles <= 12,
        (true, _) => on >= 3 || articles <= 12,
        (false, true) => on >= 4 && share >= 700 && !sentence,
        (false, false) => on >= 3 && share >= 500,
    };
    let alone = if in_company { 0 } else { 60 };
    enough.then(|| template(counts, sure(on) - alone))
}

/// What is made of lines that are the same but for their numbers.
fn varied(counts: &Counts, articles: u32) -> Option<Template> {
    let Counts { articles: on, known_neighbour, beside, sentence, prose, .. } = *counts;
    let share = on * 1000 / articles;
    let in_article = beside * 2 >= on && (sentence || prose);
    let enough = on >= 3 && share >= 400 && known_neighbour * 10 >= on * 8 && !in_article;
    enough.then(|| template(counts, sure(on) - 20))
}

fn template(counts: &Counts, score: u16) -> Template {
    Template { documents: counts.articles, score, inside: counts.beside * 4 > counts.articles }
}

/// How sure a line is that stands on so many pages.
fn sure(on: u32) -> u16 {
    match on {
        0..=2 => 760,
        3 => 800,
        4 => 840,
        5..=7 => 880,
        8..=15 => 920,
        16..=63 => 950,
        _ => 970,
    }
}
