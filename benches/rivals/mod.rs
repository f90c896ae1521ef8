//! What other programs do to a page, or the least that they would have to do.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The crate's own English phrases, so that both look for the same thing.
const LEXICON: &str = include_str!("../../src/lexicon/phrases/en.txt");

/// The first `count` phrases of at least two words, in the order of the file.
pub(crate) fn phrases(count: usize) -> Vec<&'static str> {
    let mut phrases: Vec<&str> = Vec::new();
    for phrase in LEXICON.lines().filter_map(|line| line.split('\t').nth(2)) {
        if phrases.len() < count && phrase.split(' ').count() >= 2 && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases
}

/// An automaton for the phrases, of the kind that scans fastest.
pub(crate) fn automaton(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(phrases)
        .expect("a few hundred phrases fit")
}

/// The line rules of the C4 corpus (Raffel et al. 2020), as the paper describes
/// them: lines stay that end like a sentence and have five words or more, unless
/// they speak of JavaScript, cookies or a site's policies.
pub(crate) fn c4_lines(text: &str) -> Vec<&str> {
    const SPOKEN_OF: [&str; 6] =
        ["javascript", "terms of use", "privacy policy", "cookie policy", "uses cookies", "use cookies"];
    let mut kept = Vec::new();
    let mut lower = String::new();
    for line in text.lines() {
        let line = line.trim();
        if !line.ends_with(['.', '!', '?', '"', '”']) || line.split_whitespace().count() < 5 {
            continue;
        }
        lower.clear();
        lower.push_str(line);
        lower.make_ascii_lowercase();
        if !SPOKEN_OF.iter().any(|phrase| lower.contains(phrase)) {
            kept.push(line);
        }
    }
    kept
}

/// What a classifier of lines would want to know, counted the plain way.
#[derive(Debug, Default)]
pub(crate) struct Features {
    pub(crate) lines: usize,
    pub(crate) chars: usize,
    pub(crate) letters: usize,
    pub(crate) digits: usize,
    pub(crate) upper: usize,
    pub(crate) words: usize,
}

/// The features of every line, summed up so that none can be left out.
pub(crate) fn features(text: &str) -> Features {
    let mut features = Features::default();
    for line in text.lines() {
        features.lines += 1;
        for c in line.chars() {
            features.chars += 1;
            if c.is_alphanumeric() {
                features.letters += 1;
                features.digits += usize::from(c.is_numeric());
                features.upper += usize::from(c.is_uppercase());
            }
        }
        features.words += line.split_whitespace().count();
    }
    features
}
