//! Other ways to candidates among headlines, small and as they are described.

use std::collections::HashMap;

use ahash::RandomState;
use descrape::fingerprint::{MinHasher, ShingleUnit, Shingler};

/// Of a bucket with more texts than this only so many are paired.
pub(crate) const CAP: usize = 64;
/// The least Jaccard similarity of a prefix-filter join, as a fraction.
pub(crate) const LEAST: (usize, usize) = (2, 5);

/// The sets of folded words, each without repeats.
fn word_sets(texts: &[String]) -> Vec<Vec<u64>> {
    let mut shingler = Shingler::new(ShingleUnit::words(1).expect("one is a size"));
    let set = |text: &String| {
        let mut words = shingler.shingles(text).to_vec();
        words.sort_unstable();
        words.dedup();
        words
    };
    texts.iter().map(set).collect()
}

fn packed(one: u32, other: u32) -> u64 {
    u64::from(one.min(other)) << 32 | u64::from(one.max(other))
}

/// Texts that agree in a band of a `MinHash` signature of their words, as sorted pairs, the earlier text
/// above. Leskovec, Rajaraman, Ullman 2014, chapter 3.
pub(crate) fn banded(texts: &[String], bands: usize, rows: usize) -> Vec<u64> {
    let hasher = MinHasher::new(bands * rows, 1).expect("a number of slots");
    let mut signature = hasher.signature(&[]);
    let mut keys: Vec<Vec<(u64, u32)>> = (0..bands).map(|_| Vec::with_capacity(texts.len())).collect();
    for (text, words) in word_sets(texts).iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        hasher.signature_into(words, &mut signature);
        for (band, keys) in signature.bands(rows).zip(&mut keys) {
            keys.push((band, text as u32));
        }
    }
    let mut pairs = Vec::new();
    for mut keys in keys {
        keys.sort_unstable();
        for bucket in keys.chunk_by(|one, other| one.0 == other.0) {
            let bucket = &bucket[..bucket.len().min(CAP)];
            for (at, &(_, one)) in bucket.iter().enumerate() {
                pairs.extend(bucket[at + 1..].iter().map(|&(_, other)| packed(one, other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The least overlap of two sets of these sizes that are similar enough.
fn least_overlap(one: usize, other: usize) -> usize {
    let (part, whole) = LEAST;
    (part * (one + other)).div_ceil(part + whole)
}

/// All pairs of texts whose sets of words are similar enough, as sorted pairs, the earlier text above: the
/// prefix-filter join of Bayardo, Ma and Srikant 2007 with the filters by length and position of
/// Xiao, Wang, Lin and Yu 2008 (`PPJoin`). The rarest words of the batch come first.
pub(crate) fn prefix_join(texts: &[String]) -> Vec<u64> {
    let (part, whole) = LEAST;
    let mut sets = ranked(word_sets(texts));
    // By size, so that whatever is in the index is no larger than what is looked up.
    sets.sort_unstable_by_key(|(text, set)| (set.len(), *text));
    let words = sets.iter().filter_map(|(_, set)| set.last()).max().map_or(0, |&last| last as usize + 1);
    // For each word the sets with it in their prefix, and its place there.
    let mut index: Vec<Vec<(u32, u32)>> = vec![Vec::new(); words];
    // From which entry on the sets of a word are large enough.
    let mut from: Vec<u32> = vec![0; words];
    let mut shared: Vec<u32> = vec![0; sets.len()];
    const OUT: u32 = u32::MAX;
    let (mut met, mut pairs) = (Vec::new(), Vec::new());
    for (at, (text, set)) in sets.iter().enumerate().filter(|(_, (_, set))| !set.is_empty()) {
        let least = (part * set.len()).div_ceil(whole);
        for (place, &word) in set[..set.len() - least + 1].iter().enumerate() {
            let (entries, from) = (&index[word as usize], &mut from[word as usize]);
            while entries.get(*from as usize).is_some_and(|&(other, _)| sets[other as usize].1.len() < least)
            {
                *from += 1;
            }
            for &(other, other_place) in &entries[*from as usize..] {
                let count = &mut shared[other as usize];
                if *count == OUT {
                    continue;
                }
                if *count == 0 {
                    met.push(other);
                }
                let other_len = sets[other as usize].1.len();
                let left = (set.len() - place - 1).min(other_len - other_place as usize - 1);
                let enough = *count as usize + 1 + left >= least_overlap(set.len(), other_len);
                *count = if enough { *count + 1 } else { OUT };
            }
        }
        for other in met.drain(..) {
            let count = std::mem::take(&mut shared[other as usize]);
            let (other_text, other_set) = &sets[other as usize];
            if count != OUT && overlap(set, other_set) >= least_overlap(set.len(), other_set.len()) {
                pairs.push(packed(*text, *other_text));
            }
        }
        // Two sets as large as each other share a word of shorter prefixes still.
        let indexed = set.len() - (2 * part * set.len()).div_ceil(part + whole) + 1;
        for (place, &word) in set[..indexed].iter().enumerate() {
            index[word as usize].push((at as u32, place as u32));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The same by comparing all with all.
pub(crate) fn brute_force_join(texts: &[String]) -> Vec<u64> {
    let sets = ranked(word_sets(texts));
    let mut pairs = Vec::new();
    for (at, (one, set)) in sets.iter().enumerate() {
        for (other, other_set) in &sets[at + 1..] {
            if !set.is_empty() && overlap(set, other_set) >= least_overlap(set.len(), other_set.len()) {
                pairs.push(packed(*one, *other));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Each text with its words as ranks by how many texts have them, ascending.
fn ranked(sets: Vec<Vec<u64>>) -> Vec<(u32, Vec<u32>)> {
    let mut texts_with: HashMap<u64, u32, RandomState> = HashMap::with_hasher(RandomState::new());
    sets.iter().flatten().for_each(|&word| *texts_with.entry(word).or_default() += 1);
    let mut words: Vec<(u32, u64)> = texts_with.into_iter().map(|(word, count)| (count, word)).collect();
    words.sort_unstable();
    let mut ranks: HashMap<u64, u32, RandomState> = HashMap::with_hasher(RandomState::new());
    ranks.extend(words.iter().zip(0..).map(|(&(_, word), rank)| (word, rank)));
    let rank = |set: Vec<u64>| {
        let mut set: Vec<u32> = set.iter().map(|word| ranks[word]).collect();
        set.sort_unstable();
        set
    };
    (0..).zip(sets.into_iter().map(rank)).collect()
}

fn overlap(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut at_other, mut count) = (0, 0, 0);
    while at < one.len() && at_other < other.len() {
        let (word, other_word) = (one[at], other[at_other]);
        count += usize::from(word == other_word);
        at += usize::from(word <= other_word);
        at_other += usize::from(other_word <= word);
    }
    count
}
