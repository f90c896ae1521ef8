//! The whole way from texts to clusters.
//!
//! Time O(bytes + keys log keys + candidates), space O(texts + candidates).

use std::hint::black_box;

use super::DuplicatePair;
use super::blocking::candidates::{Rows, unpacked};
use super::blocking::tokens::{Scheme, Scratch};
use super::builder::KeepRule;
use super::cluster::{Clusters, Link, Linkage};
use super::compare::{Comparison, Profile, TokenAlignment};
use super::index::DedupIndex;
use crate::{hash, threads};

/// Finds near-duplicates among texts.
///
/// [`Dedup::headlines`] is for titles and other single sentences, [`Dedup::documents`] for whole
/// texts. Both judge a pair in the same way; they differ in how they find candidates and
/// in how they make clusters.
///
/// A text without letters and digits is one only with texts of the same signs, white space
/// aside: all empty texts are one.
///
/// ```
/// use descrape::Dedup;
/// let texts = [
///     "Ferry fire kills three off Aldersund",
///     "Town council moves river festival to September",
///     "Three killed in ferry fire off Aldersund",
///     "Ferry fire kills 13 off Aldersund",
/// ];
/// let clusters = Dedup::headlines().clusters(&texts);
/// assert_eq!(clusters.groups(), [vec![0, 2], vec![1], vec![3]]);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Dedup {
    pub(super) scheme: Scheme,
    pub(super) min_score: u16,
    pub(super) linkage: Linkage,
    pub(super) keep: KeepRule,
}

impl Dedup {
    /// The least score of a pair that counts as verified.
    pub const fn min_score(&self) -> u16 {
        self.min_score
    }

    /// How sure it is that two texts are one, and why. The order of the texts does not matter,
    /// nor do other texts, nor which preset this is.
    ///
    /// # Complexity
    /// O(bytes + words log words).
    pub fn compare(&self, a: &str, b: &str) -> Comparison {
        Comparison::of(&Profile::of(a), &Profile::of(b), &mut TokenAlignment::default())
    }

    /// All verified pairs among the candidates, by their texts ascending. Of texts that are equal after
    /// folding each is paired with the first one only, and only that one with others.
    ///
    /// # Complexity
    /// Time O(bytes + keys log keys + candidates), where a text has at most 15 keys (42 in documents) and at most
    /// 32 candidates a key, or in a crowd 32 for each of its tokens; space O(texts + candidates).
    ///
    /// ```
    /// use descrape::Dedup;
    /// let dedup = Dedup::headlines();
    /// let pairs = dedup.pairs(&["Snow closes three mountain roads", "Three mountain roads closed by snow"]);
    /// assert_eq!((pairs[0].first, pairs[0].second), (0, 1));
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn pairs<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<DuplicatePair> {
        self.clusters(texts).pairs
    }

    /// Which texts are one.
    ///
    /// With the feature `parallel` the work is done in rayon's current thread pool. The result
    /// does not depend on it.
    ///
    /// # Complexity
    /// As of [`Dedup::pairs`].
    pub fn clusters<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Clusters {
        match self.keep {
            KeepRule::First => self.clusters_by(texts, |_| ()),
            KeepRule::Longest => {
                self.clusters_by(texts, |text| std::cmp::Reverse(texts[text].as_ref().len()))
            }
        }
    }

    /// The same, where of a cluster the text with the least key is kept, such as its date; of
    /// texts with the same key the one that was given first.
    ///
    /// ```
    /// use descrape::Dedup;
    /// let (texts, dates) = (["Snow fell!", "Snow fell"], [20250308, 20250306]);
    /// let clusters = Dedup::headlines().clusters_by(&texts, |text| dates[text]);
    /// assert_eq!(clusters.keep().collect::<Vec<_>>(), [1]);
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn clusters_by<T: AsRef<str> + Sync, K: Ord>(
        &self,
        texts: &[T],
        key: impl Fn(usize) -> K,
    ) -> Clusters {
        // Places are 32 bits wide; texts past them stay alone.
        let count = texts.len().min(u32::MAX as usize);
        let mut order: Vec<u32> = (0..count as u32).collect();
        order.sort_by_cached_key(|&text| (key(text as usize), text));
        let mut read = self.read(texts, &order);
        let copies = read.collapse(texts, &mut order, self.scheme.width());
        let links = self.verify(texts, &order, read.tokens);
        let assignment = self.linkage.assign(order.len(), &links, self.min_score);

        let mut leaders: Vec<u32> = (0..texts.len()).map(|text| text as u32).collect();
        let mut because: Vec<(u32, u16)> = leaders.iter().map(|&text| (text, 1000)).collect();
        let text_of = |place: u32| order[place as usize];
        for (place, &text) in order.iter().enumerate() {
            let text = text as usize;
            leaders[text] = text_of(assignment.leader[place]);
            let (with, score) = assignment.because[place];
            because[text] = (text_of(with), score);
        }
        let pair = |one: u32, other: u32, score: u16| DuplicatePair {
            first: one.min(other) as usize,
            second: one.max(other) as usize,
            score,
        };
        let mut pairs: Vec<DuplicatePair> =
            links.iter().map(|link| pair(text_of(link.earlier), text_of(link.later), link.score)).collect();
        for (copy, first) in copies {
            leaders[copy as usize] = leaders[first as usize];
            because[copy as usize] = (first, 1000);
            pairs.push(pair(copy, first, 1000));
        }
        pairs.sort_unstable();
        Clusters { leaders, because, pairs }
    }

    /// An empty index, which tells of texts that come one by one which earlier one they repeat.
    pub fn index(&self) -> DedupIndex {
        DedupIndex::new(self.clone())
    }

    /// The key of each text and its tokens, in `order`.
    fn read<T: AsRef<str> + Sync>(&self, texts: &[T], order: &[u32]) -> Read {
        let parts = threads::mapped(order.chunks(self.scheme.part()).collect(), |part: &[u32]| {
            let (mut profile, mut scratch) = (Profile::default(), Scratch::default());
            let mut read = Read::default();
            for &text in part {
                profile.read_tokens(texts[text as usize].as_ref());
                read.keys.push(profile.key());
                self.scheme.tokens(&profile, &mut scratch, &mut read.tokens);
            }
            read
        });
        let mut all = Read::default();
        all.keys.reserve_exact(order.len());
        all.tokens.reserve_exact(order.len() * self.scheme.width());
        for part in parts {
            all.keys.extend(part.keys);
            all.tokens.extend(part.tokens);
        }
        all
    }

    /// The verified pairs among distinct texts, sorted, by their places in `order`.
    fn verify<T: AsRef<str> + Sync>(&self, texts: &[T], order: &[u32], mut tokens: Vec<u32>) -> Vec<Link> {
        let mut links = Vec::new();
        self.scheme.rarest_first(&mut tokens);
        Rows { scheme: &self.scheme, tokens }.candidates(|candidates| {
            let parts = threads::mapped(candidates.chunks(self.scheme.part()).collect(), |part: &[u64]| {
                let mut scorer = self.pair_scorer();
                let text = |place: u32| texts[order[place as usize] as usize].as_ref();
                let mut links = Vec::new();
                for (at, (earlier, later)) in part.iter().map(|&pair| unpacked(pair)).enumerate() {
                    if at % TEXTS_AHEAD == 0 {
                        // The processor waits for many texts at once, and not for each in turn.
                        let next = part[at..].iter().take(TEXTS_AHEAD).map(|&pair| unpacked(pair).1);
                        let first = next.map(|place| text(place).as_bytes().first().copied().unwrap_or(0));
                        black_box(first.fold(0, |sum, byte| sum ^ byte));
                    }
                    if let Some(score) = scorer.score(text(earlier), text(later)) {
                        links.push(Link { earlier, later, score });
                    }
                }
                links
            });
            links.extend(parts.into_iter().flatten());
        });
        links.sort_unstable();
        links.dedup();
        links
    }
}

/// So many texts are read ahead.
const TEXTS_AHEAD: usize = 32;

/// What was read of texts, in the order of the keep rule.
#[derive(Debug, Default)]
struct Read {
    keys: Vec<u64>,
    tokens: Vec<u32>,
}

impl Read {
    /// Takes the texts out of `order` that are equal to an earlier one, and returns them, each with that
    /// one.
    fn collapse<T: AsRef<str>>(
        &mut self,
        texts: &[T],
        order: &mut Vec<u32>,
        width: usize,
    ) -> Vec<(u32, u32)> {
        let mut first = hash::map();
        first.reserve(order.len());
        let mut copies = Vec::new();
        let mut place = 0;
        let (keys, tokens) = (&self.keys, &mut self.tokens);
        let mut kept = 0;
        order.retain(|&text| {
            let known = *first.entry(keys[place]).or_insert(text);
            // Equal keys of texts that differ are next to impossible, but cost no one a text.
            let copy = known != text && equal(texts[known as usize].as_ref(), texts[text as usize].as_ref());
            if copy {
                copies.push((text, known));
            } else {
                tokens.copy_within(place * width..(place + 1) * width, kept * width);
                kept += 1;
            }
            place += 1;
            !copy
        });
        tokens.truncate(kept * width);
        copies
    }
}

/// Whether two texts are the same after folding.
fn equal(one: &str, other: &str) -> bool {
    one == other || Profile::of(one).equals(&Profile::of(other))
}
