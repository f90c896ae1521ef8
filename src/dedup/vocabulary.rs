//! What single words mean for telling texts apart: how much they tell, which are
//! names, numbers, negations or opposites, and which ones say the same.
//!
//! The tables are frozen: what two texts have in common never depends on other
//! texts. They belong to [`DEDUP_VERSION`](super::DEDUP_VERSION).
//!
//! Source of the weights: inverse document frequency (Sparck Jones 1972), counted
//! once over pages in many languages and rounded to levels.

use std::collections::HashMap;
use std::sync::OnceLock;

use ahash::RandomState;

use crate::hash;
use crate::text::Words;

/// What a word is, as bits.
pub(super) mod class {
    pub(crate) const NUMBER: u16 = 1;
    pub(crate) const PLACE: u16 = 1 << 1;
    pub(crate) const PERSON: u16 = 1 << 2;
    pub(crate) const ORGANISATION: u16 = 1 << 3;
    /// Any of the three.
    pub(crate) const NAME: u16 = PLACE | PERSON | ORGANISATION;
    /// Written with a capital where a common word would not be.
    pub(crate) const CAPITAL: u16 = 1 << 4;
    pub(crate) const NEGATION: u16 = 1 << 5;
    /// Has an opposite.
    pub(crate) const OPPOSED: u16 = 1 << 6;
    /// May be part of a frame before a text, behind it, or of a site's name.
    pub(crate) const BEFORE: u16 = 1 << 7;
    pub(crate) const BEHIND: u16 = 1 << 8;
    pub(crate) const SITE: u16 = 1 << 9;
    /// Stands in a frame: no part of what the text says.
    pub(crate) const FRAME: u16 = 1 << 10;
}

/// How much a word tells that is in no table.
pub(super) const MOST_WEIGHT: u8 = 20;

/// Weights by the level of `weights.txt`.
const WEIGHTS: [u8; 9] = [1, 1, 1, 1, 2, 4, 6, 9, 13];

#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) class: u16,
    pub(super) weight: u8,
    /// The hash of the word that stands for all that say the same.
    pub(super) stands_for: u64,
    /// The numbers of up to four groups of words that are used for each other, 16 bits each.
    pub(super) related: u64,
}

#[derive(Debug)]
pub(super) struct Vocabulary {
    words: HashMap<u64, Meaning, RandomState>,
    /// Sorted: each pair of opposites, the lesser hash first.
    opposites: Vec<(u64, u64)>,
}

/// The tables, built on first use.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(Vocabulary::new)
}

impl Vocabulary {
    fn new() -> Self {
        let mut this = Self { words: HashMap::with_hasher(RandomState::new()), opposites: Vec::new() };
        for row in rows(include_str!("vocabulary/weights.txt")) {
            let mut fields = row.split(' ');
            let level = fields.next().and_then(|level| level.parse::<usize>().ok()).unwrap_or(0);
            for word in fields {
                this.word(word).weight = WEIGHTS.get(level).copied().unwrap_or(MOST_WEIGHT);
            }
        }
        for row in rows(include_str!("vocabulary/synonyms.txt")) {
            let first = row.split(' ').next().unwrap_or(row);
            let stands_for = token(first);
            let is_number = first.bytes().all(|b| b.is_ascii_digit());
            for word in row.split(' ') {
                let word = this.word(word);
                word.stands_for = stands_for;
                if is_number {
                    word.class |= class::NUMBER;
                }
            }
        }
        for row in rows(include_str!("vocabulary/negations.txt")) {
            for word in row.split(' ') {
                this.word(word).class |= class::NEGATION;
            }
        }
        for row in rows(include_str!("vocabulary/names.txt")) {
            let (kind, names) = row.split_once(' ').unwrap_or((row, ""));
            let kind = match kind {
                "place" => class::PLACE,
                "person" => class::PERSON,
                _ => class::ORGANISATION,
            };
            for name in names.split(' ') {
                this.word(name).class |= kind;
            }
        }
        for row in rows(include_str!("vocabulary/frames.txt")) {
            let (place, phrase) = row.split_once(' ').unwrap_or((row, ""));
            let place = match place {
                "before" => class::BEFORE,
                "behind" => class::BEHIND,
                _ => class::SITE,
            };
            for word in phrase.split(' ') {
                this.word(word).class |= place;
            }
        }
        for (number, row) in rows(include_str!("vocabulary/related.txt")).enumerate() {
            for word in row.split(' ') {
                let related = &mut this.word(word).related;
                *related = *related << 16 | (number as u64 + 1);
            }
        }
        for row in rows(include_str!("vocabulary/opposites.txt")) {
            let (left, right) = row.split_once(" / ").unwrap_or((row, ""));
            for one in left.split(' ') {
                for other in right.split(' ').filter(|other| !other.is_empty()) {
                    this.word(one).class |= class::OPPOSED;
                    this.word(other).class |= class::OPPOSED;
                    // Synonyms are looked up before opposites.
                    let (one, other) = (this.word(one).stands_for, this.word(other).stands_for);
                    this.opposites.push((one.min(other), one.max(other)));
                }
            }
        }
        this.opposites.sort_unstable();
        this.opposites.dedup();
        this
    }

    fn word(&mut self, word: &str) -> &mut Meaning {
        let hash = token(word);
        self.words.entry(hash).or_insert(Meaning {
            class: 0,
            weight: MOST_WEIGHT,
            stands_for: hash,
            related: 0,
        })
    }

    /// What the word with this hash means, if it is in any table.
    #[inline]
    pub(super) fn meaning(&self, hash: u64) -> Option<Meaning> {
        self.words.get(&hash).copied()
    }

    /// Whether two words, each given by what it stands for, are opposites.
    pub(super) fn opposed(&self, one: u64, other: u64) -> bool {
        self.opposites.binary_search(&(one.min(other), one.max(other))).is_ok()
    }
}

/// Whether two words, each given by its groups, are used for each other.
pub(super) fn related(one: u64, other: u64) -> bool {
    let groups = |word: u64| [word & 0xffff, word >> 16 & 0xffff, word >> 32 & 0xffff, word >> 48];
    groups(one).iter().any(|group| *group != 0 && groups(other).contains(group))
}

/// Rows of a table without comments.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

/// The hash of a word as the tokeniser gives it.
fn token(word: &str) -> u64 {
    let mut words = Words::default();
    words.push(word);
    match words.words.as_slice() {
        [only] => only.hash,
        _ => hash::bytes(word.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [(&str, &str); 6] = [
        ("weights", include_str!("vocabulary/weights.txt")),
        ("synonyms", include_str!("vocabulary/synonyms.txt")),
        ("negations", include_str!("vocabulary/negations.txt")),
        ("names", include_str!("vocabulary/names.txt")),
        ("frames", include_str!("vocabulary/frames.txt")),
        ("opposites", include_str!("vocabulary/opposites.txt")),
    ];

    #[test]
    fn every_entry_is_one_word() {
        for (name, table) in TABLES {
            for word in rows(table).flat_map(|row| row.split(' ')).filter(|word| *word != "/") {
                let mut words = Words::default();
                words.push(word);
                assert_eq!(words.words.len(), 1, "{name}: {word:?}");
            }
        }
    }

    #[test]
    fn a_word_says_the_same_as_one_other_at_most() {
        let mut seen = HashMap::new();
        for row in rows(TABLES[1].1) {
            for word in row.split(' ') {
                assert_eq!(seen.insert(token(word), row), None, "{word:?} stands twice: {row:?}");
            }
        }
    }
}
