//! Copies of one article among a site's pages.
//!
//! An article that is printed on two pages repeats its lines, and is no template. Two pages are copies if of the
//! prose of one of them, leaving out what stands on most pages, half stands on the other one as well, word
//! by word or nearly so: each line of prose has a `SimHash`, and those within a radius of each other count as one.
//!
//! Two `SimHash`es within the radius agree in two of eight blocks of their bits (Manku, Jain and Das Sarma 2007), so for each
//! two blocks the lines are put in order by them, and each is compared with those behind it that agree. Lines of which very many
//! agree and differ a little ("Ticket 17: the ferry leaves at 8") would make that quadratic: each is compared with the next
//! [`WINDOW`] only, besides those that are equal to it.
//!
//! Time O(lines log lines + lines x (window + pages)), space O(lines x pages) bits.

use std::collections::HashMap;

use super::signature::PageSignature;
use crate::hash;

/// How many bits the `SimHash`es of two lines differ in at the most that are one: a word or two of a paragraph.
const RADIUS: u32 = 6;
/// Into so many blocks of eight bits a `SimHash` is cut: two more than the radius.
const BLOCKS: u32 = RADIUS + 2;
/// With so many lines behind it that agree in two blocks, a line is compared. Of a site's prose, a handful do by chance.
const WINDOW: usize = 128;
/// Of all pages together, about so many lines are compared: of a page its widest ones.
const MOST_LINES: usize = 1 << 18;
/// With less prose of its own, in columns, a page has no article to go by.
const LEAST_PROSE: u64 = 120;
/// So many pages may well be copies of one.
const FEW_PAGES: usize = 4;

/// A line of prose.
#[derive(Clone, Copy)]
struct Prose {
    page: usize,
    width: u64,
    simhash: u64,
}

/// For each page the first one that it is a copy of, or itself.
pub(super) fn leaders(pages: &[Vec<PageSignature>]) -> Vec<usize> {
    let all = prose(pages);
    let common = common(&all, pages.len());
    let own: Vec<Prose> =
        all.iter().zip(&common).filter(|&(_, &common)| !common).map(|(&line, _)| line).collect();
    let mass = mass(&own, pages.len());
    let total = self::mass(&all, pages.len());
    // Of a few pages, all may have the same article, and each of them something of its own.
    let little = |own: u64, all: u64| own < LEAST_PROSE || pages.len() <= FEW_PAGES && own * 4 < all;
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
fn prose(pages: &[Vec<PageSignature>]) -> Vec<Prose> {
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
    let mut count: HashMap<u64, usize, _> = hash::map();
    for line in lines {
        *count.entry(line.simhash).or_default() += 1;
    }
    lines.iter().map(|line| pages > 2 && count[&line.simhash] * 5 > pages * 4).collect()
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
    let pages = leaders.len();
    let lines = widest(lines, pages);
    let (mass, shared) = (mass(&lines, pages), shared(&lines, pages));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (page, other) in (0..pages).flat_map(|page| (0..pages).map(move |other| (page, other))) {
        let shared = u64::from(shared[page * pages + other]);
        if shared > 0 && mass[page] <= mass[other] && shared * 2 >= mass[page] {
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

/// The lines, or of each page with very many the widest ones.
fn widest(lines: &[Prose], pages: usize) -> Vec<Prose> {
    let most = (MOST_LINES / pages.max(1)).max(1);
    let mut kept = Vec::with_capacity(lines.len());
    // The lines of a page stand together.
    for page in lines.chunk_by(|one, other| one.page == other.page) {
        let start = kept.len();
        kept.extend_from_slice(page);
        if page.len() > most {
            kept[start..].sort_unstable_by_key(|line| (std::cmp::Reverse(line.width), line.simhash));
            kept.truncate(start + most);
        }
    }
    kept
}

/// How much prose of each page stands on each other one, in columns: a table with a row for each page. A line counts once for
/// another page, however many lines of that page it is near.
fn shared(lines: &[Prose], pages: usize) -> Vec<u32> {
    let mut simhashes: Vec<u64> = lines.iter().map(|line| line.simhash).collect();
    simhashes.sort_unstable();
    simhashes.dedup();
    let number = |line: &Prose| simhashes.partition_point(|&simhash| simhash < line.simhash);
    let numbers: Vec<usize> = lines.iter().map(number).collect();
    // On which pages each one stands, and on which one near it.
    let words = pages.div_ceil(64);
    let mut on = vec![0u64; simhashes.len() * words];
    for (line, number) in lines.iter().zip(&numbers) {
        on[number * words + line.page / 64] |= 1 << (line.page % 64);
    }
    let mut near = on.clone();
    near_pairs(&simhashes, |one, other| {
        for word in 0..words {
            near[one * words + word] |= on[other * words + word];
            near[other * words + word] |= on[one * words + word];
        }
    });
    let mut shared = vec![0u32; pages * pages];
    for (line, number) in lines.iter().zip(&numbers) {
        let row = &mut shared[line.page * pages..][..pages];
        for (word, &bits) in near[number * words..][..words].iter().enumerate() {
            let mut rest = bits;
            while rest != 0 {
                let other = word * 64 + rest.trailing_zeros() as usize;
                rest &= rest - 1;
                if other != line.page {
                    row[other] = row[other].saturating_add(line.width as u32);
                }
            }
        }
    }
    shared
}

/// Calls `visit` with the places of two different numbers within the radius, once or more often for each two, as far as the
/// window goes. `simhashes` are sorted and differ. Returns how many were compared.
fn near_pairs(simhashes: &[u64], mut visit: impl FnMut(usize, usize)) -> usize {
    let mut compared = 0;
    let mut entries: Vec<u64> = Vec::with_capacity(simhashes.len());
    let block = |simhash: u64, block: u32| simhash >> (8 * block) & 0xff;
    for (first, second) in
        (0..BLOCKS).flat_map(|first| (first + 1..BLOCKS).map(move |second| (first, second)))
    {
        entries.clear();
        entries.extend(
            (0u64..)
                .zip(simhashes)
                .map(|(place, &simhash)| block(simhash, first) << 40 | block(simhash, second) << 32 | place),
        );
        entries.sort_unstable();
        for bucket in entries.chunk_by(|one, other| one >> 32 == other >> 32) {
            for (at, &one) in bucket.iter().enumerate() {
                let one = one as u32 as usize;
                for &other in bucket[at + 1..].iter().take(WINDOW) {
                    let other = other as u32 as usize;
                    compared += 1;
                    if (simhashes[one] ^ simhashes[other]).count_ones() <= RADIUS {
                        visit(one, other);
                    }
                }
            }
        }
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random.
    fn numbers(count: usize, seed: u64) -> Vec<u64> {
        (0..count as u64).map(|n| hash::mix(n, seed)).collect()
    }

    fn pairs(simhashes: &[u64]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        near_pairs(simhashes, |one, other| pairs.push((one, other)));
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn pairs_are_those_of_comparing_all_with_all() {
        let mut simhashes = numbers(2000, 1);
        for (at, bits) in (0..600).map(|at| (at, at as u32 % 9)) {
            let flipped = (0..bits).fold(simhashes[at], |hash, bit| hash ^ 1 << (bit * 7 + at as u32 % 7));
            simhashes.push(flipped);
        }
        simhashes.sort_unstable();
        simhashes.dedup();
        let near = |&(one, other): &(usize, usize)| {
            let (one, other): (u64, u64) = (simhashes[one], simhashes[other]);
            (one ^ other).count_ones() <= RADIUS
        };
        let all =
            (0..simhashes.len()).flat_map(|one| (one + 1..simhashes.len()).map(move |other| (one, other)));
        let expected: Vec<(usize, usize)> = all.filter(near).collect();
        assert!(expected.len() > 400, "{}", expected.len());
        assert_eq!(pairs(&simhashes), expected);
    }

    /// Near-equal lines without end cost each a constant, and the nearest in order are still found.
    #[test]
    fn crowds_are_compared_with_a_window() {
        let crowd = |count: usize| {
            let mut simhashes: Vec<u64> =
                (0..count as u64).map(|n| 0xfeed << 48 | hash::mix(n, 7) >> 40).collect();
            simhashes.sort_unstable();
            simhashes.dedup();
            simhashes
        };
        let tables = (BLOCKS * (BLOCKS - 1) / 2) as usize;
        for count in [1000, 4000, 16_000] {
            let simhashes = crowd(count);
            let compared = near_pairs(&simhashes, |_, _| {});
            assert!(compared <= simhashes.len() * WINDOW * tables, "{count}: {compared}");
            assert!(compared > simhashes.len() * WINDOW, "{count}: {compared} is no crowd");
        }
    }

    #[test]
    fn of_many_lines_the_widest_count() {
        let line =
            |page: usize, n: u64, width: u64| Prose { page, width, simhash: hash::mix(n, page as u64) };
        let pages = MOST_LINES / 2;
        let lines: Vec<Prose> = (0..5).map(|n| line(0, n, n)).chain([line(1, 9, 1)]).collect();
        let kept = widest(&lines, pages);
        assert_eq!(kept.iter().map(|line| line.width).collect::<Vec<_>>(), [4, 3, 1]);
        assert_eq!(widest(&lines, 2).len(), lines.len());
    }
}
