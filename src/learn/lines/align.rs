//! Alignment: which lines of a page its article consists of.
//!
//! The words of the article and of the page are matched in order: the longest chain of
//! runs of four words that stand in both (a longest increasing subsequence: Fredman 1975).
//! So a short line counts as the article's only where its neighbours do. Long lines
//! out of order are looked for on their own.
//!
//! Time O(words x log words).

use crate::hash;
use crate::text::{Buffers, Document, Reading};

/// How many words make a run.
const RUN: usize = 4;
/// A run that stands more often in the article is not followed.
const MOST: usize = 6;

struct Runs {
    /// The line of each word.
    lines: Vec<u32>,
    /// The run that starts at each word, but the last ones.
    runs: Vec<u64>,
}

impl Runs {
    fn of(document: &Document<'_>) -> Self {
        let mut words = Vec::new();
        let mut lines = Vec::new();
        for (i, line) in document.lines.iter().enumerate() {
            for word in document.words_of(line) {
                words.push(word.hash);
                lines.push(i as u32);
            }
        }
        let run = |words: &[u64]| words.iter().fold(hash::EMPTY, |key, &word| hash::extend(key, word));
        Self { lines, runs: words.windows(RUN.min(words.len().max(1))).map(run).collect() }
    }

    /// Where each run starts: its first places, as many as are followed.
    fn places(&self) -> hash::Map<u64, Vec<u32>> {
        let mut places: hash::Map<u64, Vec<u32>> = hash::map();
        for (at, &run) in self.runs.iter().enumerate() {
            let places = places.entry(run).or_default();
            if places.len() < MOST {
                places.push(at as u32);
            }
        }
        places
    }
}

/// For each line of `text`, which share of its words is of `article`, in per mille; none for a
/// line without words.
pub(super) fn shares(text: &str, article: &str) -> Vec<Option<u16>> {
    let page = Document::read(text, Reading::Whole, Buffers::default());
    let gold = Document::read(article, Reading::Whole, Buffers::default());
    let (mine, told) = (Runs::of(&page), Runs::of(&gold));
    let places = told.places();
    let chain = longest_chain(&mine.runs, &places);
    let mut matched = vec![false; mine.lines.len()];
    let mut used = vec![false; told.runs.len()];
    let cover = |matched: &mut [bool], at: usize| {
        let end = (at + RUN).min(matched.len());
        matched[at..end].fill(true);
    };
    for &(at, place) in &chain {
        cover(&mut matched, at as usize);
        used[place as usize] = true;
    }
    // Paragraphs that the article has elsewhere.
    let mut start = 0;
    while start < mine.lines.len() {
        let line = mine.lines[start];
        let length = mine.lines[start..].iter().take_while(|&&other| other == line).count();
        let runs = start..(start + length).saturating_sub(RUN - 1).min(mine.runs.len());
        let free = |at: &usize| {
            places
                .get(&mine.runs[*at])
                .is_some_and(|places| places.iter().any(|&place| !used[place as usize]))
        };
        if length >= 8 && !matched[start..start + length].iter().any(|&m| m) {
            let found: Vec<usize> = runs.clone().filter(free).collect();
            if found.len() * 5 >= runs.len() * 4 {
                for at in found {
                    cover(&mut matched, at);
                    for &place in places.get(&mine.runs[at]).into_iter().flatten() {
                        used[place as usize] = true;
                    }
                }
            }
        }
        start += length;
    }
    let mut counts = vec![(0usize, 0usize); page.lines.len()];
    for (line, matched) in mine.lines.iter().zip(matched) {
        counts[*line as usize].0 += usize::from(matched);
        counts[*line as usize].1 += 1;
    }
    counts.into_iter().map(|(of, all)| (all > 0).then(|| (of * 1000 / all.max(1)) as u16)).collect()
}

/// For each word of `text` its line, and its place among the words of `whole` and its line there, where it is found.
pub(in crate::learn) fn matched(text: &str, whole: &str) -> Vec<(u32, Option<(usize, u32)>)> {
    let page = Document::read(text, Reading::Whole, Buffers::default());
    let told = Document::read(whole, Reading::Whole, Buffers::default());
    let (mine, told) = (Runs::of(&page), Runs::of(&told));
    let places = told.places();
    let mut words: Vec<(u32, Option<(usize, u32)>)> = mine.lines.iter().map(|&line| (line, None)).collect();
    for (at, place) in longest_chain(&mine.runs, &places) {
        for i in 0..RUN {
            let (at, place) = (at as usize + i, place as usize + i);
            if let (Some((_, word)), Some(&line)) = (words.get_mut(at), told.lines.get(place)) {
                *word = Some((place, line));
            }
        }
    }
    words
}

/// The longest chain of places that grow in both texts.
fn longest_chain(runs: &[u64], places: &hash::Map<u64, Vec<u32>>) -> Vec<(u32, u32)> {
    // Each match with the one before it; the last match of each length.
    let mut matches: Vec<(u32, u32, usize)> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        for &place in places.get(run).into_iter().flatten().rev() {
            let length = ends.partition_point(|&end| matches[end].1 < place);
            let before = if length == 0 { usize::MAX } else { ends[length - 1] };
            matches.push((at as u32, place, before));
            let this = matches.len() - 1;
            if length == ends.len() { ends.push(this) } else { ends[length] = this }
        }
    }
    let mut chain = Vec::new();
    let mut next = ends.last().copied().unwrap_or(usize::MAX);
    while let Some(&(at, place, before)) = matches.get(next) {
        chain.push((at, place));
        next = before;
    }
    chain.reverse();
    chain
}
