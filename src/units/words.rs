//! What is seen of the words of a long line: whether something new starts with one of them.
//!
//! Time O(words).

use super::features::{first, last, script, steps};
use crate::forest::{Columns, LEVELS, features};
use crate::hash;
use crate::text::prefix;

features! {
    /// The number of each feature.
    enum Feature {
        /// How many characters it has (0 to 31).
        Length
        /// What it starts with (1 to 16).
        Start
        /// What it ends with (1 to 18).
        Finish
        /// Whether all its letters are capitals (1 to 2).
        Loud
        /// The script of its first letter (1 to 4).
        Writing
        /// How often it stands in the line (0 to 31, steps).
        Again
        /// How often it stands there before the same word (0 to 31).
        PairAgain
        /// How many words ago a sentence ended (0 to 31, steps).
        SinceStop
        /// In how many words the next one ends (0 to 31, steps).
        UntilStop
        /// How many of the next eight words start small (0 to 8).
        SmallNext
        /// How many of the eight before it (0 to 8).
        SmallBack
        /// How many words in a row start with a capital or a digit, this one among them (0 to 31).
        Capitals
        /// How many sentences end within the next sixty words (0 to 31).
        StopsNext
        /// Within the sixty before (0 to 31).
        StopsBack
        /// What its word is like in the mean as the first of a unit (0 to 31; 16 is even).
        Opens
        /// As the last one (0 to 31).
        Ends
    }
}

/// How many buckets words have in what is learnt of them.
pub(crate) const BUCKETS: usize = 1 << 12;

/// What is learnt of words, by their buckets: how prone they are to be the first and the last of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Borders {
    pub(crate) opens: Vec<i8>,
    pub(crate) ends: Vec<i8>,
}

/// A word: where it starts and ends in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The words of a stretch of text between spaces of ASCII.
pub(crate) fn words(text: &str, start: usize, end: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = start;
    for word in text[start..end].split([' ', '\t']) {
        if !word.is_empty() {
            words.push(Word { start: at, end: at + word.len() });
        }
        at += word.len() + 1;
    }
    words
}

/// The bucket of a word, in whatever case and with whatever signs at its ends.
pub(crate) fn bucket(word: &str) -> usize {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    let key = letters
        .chars()
        .flat_map(char::to_lowercase)
        .fold(hash::EMPTY, |key, c| hash::extend(key, u64::from(c)));
    (key >> (64 - BUCKETS.ilog2())) as usize
}

/// What is seen of all words.
pub(crate) fn columns(text: &str, words: &[Word], borders: &Borders) -> Columns {
    const NEAR: usize = 8;
    const WIDE: usize = 60;
    let mut columns = Columns::new(COUNT, words.len());
    let mut set = |feature: Feature, i: usize, value: usize| {
        columns.set(feature as usize, i, value.min(LEVELS - 1) as u8);
    };
    let said = |i: usize| prefix(&text[words[i].start..words[i].end], 96);
    let n = words.len();
    let keys: Vec<u64> = (0..n).map(|i| hash::bytes(said(i).as_bytes())).collect();
    let (mut counts, mut pairs) = (hash::map(), hash::map());
    for i in 0..n {
        *counts.entry(keys[i]).or_insert(0u32) += 1;
        if i + 1 < n {
            *pairs.entry(hash::extend(keys[i], keys[i + 1])).or_insert(0u32) += 1;
        }
    }
    let stops: Vec<bool> = (0..n).map(|i| matches!(last(said(i)), 6 | 13)).collect();
    let firsts: Vec<u8> = (0..n).map(|i| first(said(i))).collect();
    let before = |flags: &dyn Fn(usize) -> bool| {
        let mut sums = vec![0u32; n + 1];
        (0..n).for_each(|i| sums[i + 1] = sums[i] + u32::from(flags(i)));
        sums
    };
    let (stopped, small) = (before(&|i| stops[i]), before(&|i| firsts[i] == 2));
    let count = |sums: &[u32], from: usize, to: usize| (sums[to.min(n)] - sums[from.min(n)]) as usize;
    let (mut since, mut run) = (usize::MAX, 0);
    for i in 0..n {
        let word = said(i);
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let writing = script(letters.clone().next());
        let loud = letters.clone().count() > 1 && letters.all(char::is_uppercase);
        set(Feature::Length, i, word.chars().count());
        set(Feature::Start, i, firsts[i].into());
        set(Feature::Finish, i, last(word).into());
        set(Feature::Loud, i, 1 + usize::from(loud));
        set(Feature::Writing, i, writing.into());
        let many = |count: Option<&u32>| usize::from(steps(2 * count.copied().unwrap_or(0)));
        set(Feature::Again, i, many(counts.get(&keys[i])));
        let pair = (i + 1 < n).then(|| hash::extend(keys[i], keys[i + 1]));
        set(Feature::PairAgain, i, pair.and_then(|pair| pairs.get(&pair)).map_or(0, |&count| count as usize));
        set(Feature::SinceStop, i, usize::from(steps(since.min(999) as u32 * 2)));
        since = if stops[i] { 0 } else { since.saturating_add(1) };
        set(Feature::SmallNext, i, count(&small, i + 1, i + 1 + NEAR));
        set(Feature::SmallBack, i, count(&small, i.saturating_sub(NEAR), i));
        set(Feature::StopsNext, i, count(&stopped, i, i + WIDE));
        set(Feature::StopsBack, i, count(&stopped, i.saturating_sub(WIDE), i));
        run = if matches!(firsts[i], 3 | 4) { run + 1 } else { 0 };
        set(Feature::Capitals, i, run);
        let bucket = bucket(word);
        let learnt = |table: &[i8]| {
            let weight = table.get(bucket).copied().unwrap_or(0);
            (16 + i32::from(weight) / 4).clamp(0, 31) as usize
        };
        set(Feature::Opens, i, learnt(&borders.opens));
        set(Feature::Ends, i, learnt(&borders.ends));
    }
    let mut until = usize::MAX;
    for i in (0..n).rev() {
        until = if stops[i] { 0 } else { until.saturating_add(1) };
        set(Feature::UntilStop, i, usize::from(steps(until.min(999) as u32 * 2)));
    }
    columns
}
