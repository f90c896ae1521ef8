//! In which company lines stand, over all pages of a site.
//!
//! Lines of a template come in blocks: their neighbours are the same on every page. A sentence that an author
//! likes, or a sub-heading, stands among lines that no other page has.
//!
//! Time and space O(lines of all pages).

use super::signature::PageSignature;
use crate::hash;

type Map<V> = hash::Map<u64, V>;

/// How far from a line its own article may start.
const REACH_LINES: usize = 4;

/// What is counted of a key: articles, that is pages that are no copies of each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// On which a line with the key stands.
    pub(super) articles: u32,
    /// On which one of its neighbours is one that it has on a third of its articles.
    pub(super) known_neighbour: u32,
    /// On which it stands beside prose that no other page has.
    pub(super) beside: u32,
    /// On which it stands in no familiar company, a little over such prose.
    pub(super) alone: u32,
    /// How wide it is, whether it ends like a sentence, and whether it is prose.
    pub(super) width: u8,
    pub(super) sentence: bool,
    pub(super) prose: bool,
    /// Of a key with slots: lines of more than one key have it.
    pub(super) varied: bool,
    /// Of a key with slots: the key of one of its lines.
    exact: u64,
    /// The article that was counted last, plus one, and what was counted of it.
    last: usize,
    seen: u8,
}

const FAMILIAR: u8 = 1;
const BESIDE: u8 = 2;
const STRAY: u8 = 4;

impl Counts {
    /// Counts an article once, whatever it has several of.
    fn count(&mut self, article: usize, seen: u8) {
        if self.last != article + 1 {
            (self.last, self.seen) = (article + 1, 0);
            self.articles += 1;
        }
        let new = seen & !self.seen;
        self.seen |= seen;
        self.known_neighbour += u32::from(new & FAMILIAR > 0);
        self.beside += u32::from(new & BESIDE > 0);
        self.alone += u32::from(new & STRAY > 0);
    }
}

/// The counts of all keys: those without slots, and those with.
pub(super) struct Context {
    pub(super) exact: Map<Counts>,
    pub(super) slotted: Map<Counts>,
}

/// How many articles something stands on.
struct Tally(Map<(usize, u32)>);

impl Tally {
    fn add(&mut self, key: u64, article: usize) {
        let (last, count) = self.0.entry(key).or_default();
        if *last != article + 1 {
            *last = article + 1;
            *count += 1;
        }
    }

    fn get(&self, key: u64) -> u32 {
        self.0.get(&key).map_or(0, |&(_, count)| count)
    }
}

fn pair(first: &PageSignature, second: &PageSignature) -> u64 {
    hash::mix(hash::extend(first.class(), second.class()), 3)
}

/// Counts over `pages`, each with the number of its article. Pages of one article come one after another.
pub(super) fn count(pages: &[(usize, &[PageSignature])]) -> Context {
    let (mut pairs, mut classes) = (Tally(hash::map()), Tally(hash::map()));
    for &(article, lines) in pages {
        for line in lines {
            classes.add(line.class(), article);
        }
        for two in lines.windows(2) {
            pairs.add(pair(&two[0], &two[1]), article);
        }
    }
    let mut company = Context { exact: hash::map(), slotted: hash::map() };
    for &(article, lines) in pages {
        let own = |line: &PageSignature| line.keys.prose && classes.get(line.class()) == 1;
        // One of three variants, say, but not one of a dozen neighbours that come round again.
        let known_neighbour = |two: &[PageSignature], line: &PageSignature| {
            let together = pairs.get(pair(&two[0], &two[1]));
            together > 1 && together * 3 >= classes.get(line.class())
        };
        for (i, line) in lines.iter().enumerate() {
            let before = i > 0 && known_neighbour(&lines[i - 1..=i], line);
            let after = i + 1 < lines.len() && known_neighbour(&lines[i..=i + 1], line);
            let near =
                |from: usize, reach: usize| lines[from..lines.len().min(i + 1 + reach)].iter().any(own);
            let bit = |set: bool, bit: u8| if set { bit } else { 0 };
            let seen = bit(before || after, FAMILIAR)
                | bit(near(i.saturating_sub(1), 1), BESIDE)
                | bit(!before && !after && near(i + 1, REACH_LINES), STRAY);
            let Some(key) = line.keys.exact else { continue };
            let add = |counts: &mut Counts| {
                counts.count(article, seen);
                counts.width = counts.width.max(line.keys.width);
                counts.sentence |= line.keys.sentence;
                counts.prose |= line.keys.prose;
            };
            add(company.exact.entry(key).or_default());
            if let Some(slotted) = line.keys.slotted {
                let counts = company.slotted.entry(slotted).or_default();
                counts.varied |= counts.articles > 0 && counts.exact != key;
                counts.exact = key;
                add(counts);
            }
        }
    }
    company
}
