//! Copies of one article among a site's pages.
//!
//! An article that is printed on two pages repeats its lines, and is no template. Two pages are copies if of the
//! prose of one of them, leaving out what stands on most pages, half stands on the other one as well, word
//! by word or nearly so: each line of prose has a `SimHash`, and those within a radius of each other are joined.
//!
//! Time O(lines log lines + pages^2).

use std::collections::HashMap;

use ahash::RandomState;

use super::signature::Sketch;
use crate::hamming::hamming_self_join;

/// How many bits the `SimHash`es of two lines differ in at the most that are one: a word or two of a paragraph.
const RADIUS: u32 = 6;
/// With less prose of its own, in columns, a page has no article to go by.
const LEAST: u64 = 120;
/// So many pages may well be copies of one.
const FEW: usize = 4;

/// A line of prose.
#[derive(Clone, Copy)]
struct Prose {
    page: usize,
    width: u64,
    simhash: u64,
}

/// For each page the first one that it is a copy of, or itself.
pub(super) fn leaders(pages: &[Vec<Sketch>]) -> Vec<usize> {
    let all = prose(pages);
    let common = common(&all, pages.len());
    let own: Vec<Prose> =
        all.iter().zip(&common).filter(|&(_, &common)| !common).map(|(&line, _)| line).collect();
    let mass = mass(&own, pages.len());
    let total = self::mass(&all, pages.len());
    // Of a few pages, all may have the same article, and each of them something of its own.
    let little = |own: u64, all: u64| own < LEAST || pages.len() <= FEW && own * 4 < all;
    let bare: Vec<bool> = mass.iter().zip(&total).map(|(&own, &all)| little(own, all)).collect();
    // Pages without a text of their own are compared with each other only, and as a whole.
    let whole: Vec<Prose> = all.into_iter().filter(|line| bare[line.page]).collect();
    let own: Vec<Prose> = own.into_iter().filter(|line| !bare[line.page]).collect();
    let mut leaders: Vec<usize> = (0..pages.len()).collect();
    for lines in [own, whole] {
        join(&lines, &mut leaders);
    }
    leaders
}

/// The lines of prose of all pages, one of those that are equal on a page.
fn prose(pages: &[Vec<Sketch>]) -> Vec<Prose> {
    let mut all = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let start = all.len();
        let prose = lines.iter().filter(|line| line.keys.prose);
        all.extend(prose.map(|line| Prose { page, width: line.keys.width.into(), simhash: line.simhash }));
        all[start..].sort_unstable_by_key(|line| (line.simhash, std::cmp::Reverse(line.width)));
        let mut last = None;
        let mut kept = start;
        for at in start..all.len() {
            if last.replace(all[at].simhash) != Some(all[at].simhash) {
                all[kept] = all[at];
                kept += 1;
            }
        }
        all.truncate(kept);
    }
    all
}

/// Whether each line stands on more than four fifths of the pages. Of two pages nothing is common.
fn common(lines: &[Prose], pages: usize) -> Vec<bool> {
    let mut count: HashMap<u64, usize, _> = HashMap::with_hasher(seeds());
    for line in lines {
        *count.entry(line.simhash).or_default() += 1;
    }
    lines.iter().map(|line| pages > 2 && count[&line.simhash] * 5 > pages * 4).collect()
}

fn seeds() -> RandomState {
    RandomState::with_seeds(1, 2, 3, 4)
}

fn mass(lines: &[Prose], pages: usize) -> Vec<u64> {
    let mut mass = vec![0; pages];
    for line in lines {
        mass[line.page] += line.width;
    }
    mass
}

/// Gives each page the earliest leader that it is a copy of by `lines`.
fn join(lines: &[Prose], leaders: &mut [usize]) {
    let mass = mass(lines, leaders.len());
    let simhashes: Vec<u64> = lines.iter().map(|line| line.simhash).collect();
    let Ok(join) = hamming_self_join(&simhashes, RADIUS) else { return };
    // A line counts once for a page, however many lines of that page it is near.
    let mut near: Vec<(usize, usize, usize)> = Vec::new();
    for pair in join.all_pairs() {
        for (line, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
            let (page, other) = (lines[line].page, lines[other].page);
            if page != other {
                near.push((page, other, line));
            }
        }
    }
    near.sort_unstable();
    near.dedup();
    let mut shared: HashMap<(usize, usize), u64, _> = HashMap::with_hasher(seeds());
    for (page, other, line) in near {
        *shared.entry((page, other)).or_default() += lines[line].width;
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (&(page, other), &shared) in &shared {
        let lesser = mass[page] <= mass[other];
        if lesser && shared * 2 >= mass[page] {
            pairs.push((page.max(other), page.min(other)));
        }
    }
    pairs.sort_unstable();
    for (later, earlier) in pairs {
        if leaders[later] == later && leaders[earlier] == earlier {
            leaders[later] = earlier;
        }
    }
}
