//! What single words mean for telling texts apart: how much they tell, which are
//! names, numbers, negations or opposites, and which ones say the same.
//!
//! The tables are frozen: what two texts have in common never depends on other
//! texts. They belong to [`DEDUP_VERSION`](super::DEDUP_VERSION).
//!
//! Source of the weights: inverse document frequency (Sparck Jones 1972), counted
//! once over pages in many languages and rounded to levels.
//!
//! Tables are built once, in O(bytes of their files); a word is one look-up.

use std::sync::OnceLock;

use crate::hash;
use crate::text::Words;

/// What a word is, as bits.
pub(in crate::dedup) mod class {
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
    /// Other words say the same.
    pub(crate) const SYNONYM: u16 = 1 << 11;
}

/// How much a word tells that is in no table.
pub(in crate::dedup) const MOST_WEIGHT: u8 = 20;

/// Weights by the level of `models/words.txt`.
const WEIGHTS: [u8; 9] = [1, 1, 1, 1, 2, 4, 6, 9, 13];

#[derive(Clone, Copy, Debug)]
pub(in crate::dedup) struct Meaning {
    pub(in crate::dedup) class: u16,
    pub(in crate::dedup) weight: u8,
    /// The hash of the word that stands for all that say the same.
    pub(in crate::dedup) stands_for: u64,
    /// The numbers of up to four groups of words that are used for each other, 16 bits each.
    pub(in crate::dedup) related: u64,
}

#[derive(Debug)]
pub(in crate::dedup) struct Vocabulary {
    words: hash::Map<u64, Meaning>,
    /// Sorted: each pair of opposites, the lesser hash first.
    opposites: Vec<(u64, u64)>,
}

/// The tables, built on first use.
pub(in crate::dedup) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(Vocabulary::new)
}

impl Vocabulary {
    fn new() -> Self {
        let mut this = Self { words: hash::map(), opposites: Vec::new() };
        for row in rows(include_str!("../../../../models/words.txt")) {
            let mut fields = row.split(' ');
            let level = fields.next().and_then(|level| level.parse::<usize>().ok()).unwrap_or(0);
            for word in fields {
                this.word(word).weight = WEIGHTS.get(level).copied().unwrap_or(MOST_WEIGHT);
            }
        }
        for row in rows(include_str!("synonyms.txt")) {
            let first = row.split(' ').next().unwrap_or(row);
            let stands_for = token(first);
            let is_number = first.bytes().all(|b| b.is_ascii_digit());
            for word in row.split(' ') {
                let word = this.word(word);
                word.stands_for = stands_for;
                word.class |= class::SYNONYM;
                if is_number {
                    word.class |= class::NUMBER;
                }
            }
        }
        for row in rows(include_str!("negations.txt")) {
            for word in row.split(' ') {
                this.word(word).class |= class::NEGATION;
            }
        }
        for row in rows(include_str!("names.txt")) {
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
        for row in rows(include_str!("frames.txt")) {
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
        for (number, row) in rows(include_str!("related.txt")).enumerate() {
            for word in row.split(' ') {
                let related = &mut this.word(word).related;
                *related = *related << 16 | (number as u64 + 1);
            }
        }
        for row in rows(include_str!("opposites.txt")) {
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
    pub(in crate::dedup) fn meaning(&self, hash: u64) -> Option<Meaning> {
        self.words.get(&hash).copied()
    }

    /// Whether two words, each given by what it stands for, are opposites.
    pub(in crate::dedup) fn opposed(&self, one: u64, other: u64) -> bool {
        self.opposites.binary_search(&(one.min(other), one.max(other))).is_ok()
    }
}

/// Whether two words, each given by its groups, are used for each other.
pub(in crate::dedup) fn related(one: u64, other: u64) -> bool {
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
    use std::collections::HashMap;

    const TABLES: [(&str, &str); 7] = [
        ("weights", include_str!("../../../../models/words.txt")),
        ("synonyms", include_str!("synonyms.txt")),
        ("negations", include_str!("negations.txt")),
        ("names", include_str!("names.txt")),
        ("frames", include_str!("frames.txt")),
        ("opposites", include_str!("opposites.txt")),
        ("related", include_str!("related.txt")),
    ];

    fn table(name: &str) -> &'static str {
        TABLES.iter().find(|(known, _)| *known == name).map_or("", |(_, table)| table)
    }

    /// The words of each row, without the first field where that says of which kind they are.
    fn words(name: &str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> + use<> {
        let skipped = usize::from(matches!(name, "weights" | "names" | "frames"));
        rows(table(name))
            .map(move |row| (row, row.split(' ').skip(skipped).filter(|word| *word != "/").collect()))
    }

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

    #[test]
    fn rows_have_the_fields_that_they_are_read_by() {
        for (name, kinds) in
            [("names", &["place", "person", "organisation"]), ("frames", &["before", "behind", "site"])]
        {
            for row in rows(table(name)) {
                let kind = row.split(' ').next().unwrap_or("");
                assert!(kinds.contains(&kind) && row.len() > kind.len() + 1, "{name}: {row:?}");
            }
        }
        for row in rows(table("weights")) {
            let level = row.split(' ').next().and_then(|level| level.parse::<usize>().ok());
            assert!(level.is_some_and(|level| level < WEIGHTS.len()), "weights: {row:.40}");
        }
        for row in rows(table("opposites")) {
            let sides: Vec<&str> = row.split(" / ").collect();
            assert!(sides.len() == 2 && sides.iter().all(|side| !side.is_empty()), "opposites: {row:?}");
        }
        for (name, _) in TABLES {
            for row in rows(table(name)) {
                assert!(row == row.trim() && !row.contains("  ") && !row.contains('\t'), "{name}: {row:?}");
            }
        }
    }

    #[test]
    fn no_word_stands_twice_in_a_row_and_no_row_twice() {
        for (name, _) in TABLES.into_iter().filter(|(name, _)| *name != "weights") {
            let mut known = HashMap::new();
            for (row, words) in words(name) {
                let mut hashes: Vec<u64> = words.iter().map(|word| token(word)).collect();
                let kind = row.split(' ').next().filter(|_| name == "frames" || name == "names");
                assert_eq!(known.insert((kind, hashes.clone()), row), None, "{name}: {row:?} stands twice");
                hashes.sort_unstable();
                let repeated = hashes.windows(2).find(|two| two[0] == two[1]).map(|two| two[0]);
                let repeated = words.iter().find(|word| Some(token(word)) == repeated);
                assert_eq!(repeated, None, "{name}: twice in {row:?}");
            }
        }
    }

    #[test]
    fn a_word_has_one_weight() {
        let mut seen: HashMap<u64, &str> = HashMap::new();
        let mut twice = Vec::new();
        for (row, words) in words("weights") {
            for word in words {
                if let Some(level) = seen.insert(token(word), &row[..1])
                    && level != &row[..1]
                {
                    twice.push(format!("{word} {level} {}", &row[..1]));
                }
            }
        }
        assert!(twice.is_empty(), "{} words: {twice:?}", twice.len());
    }

    #[test]
    fn a_word_belongs_to_four_groups_at_most() {
        let mut count: HashMap<u64, usize> = HashMap::new();
        for (row, words) in words("related") {
            for word in words {
                let count = count.entry(token(word)).or_default();
                *count += 1;
                // Their numbers share 64 bits.
                assert!(*count <= 4, "{word:?} in {row:?}");
            }
        }
        assert!(words("related").count() < 1 << 16);
    }

    fn stands_for(word: &str) -> u64 {
        vocabulary().meaning(token(word)).map_or(token(word), |word| word.stands_for)
    }

    #[test]
    fn no_word_is_its_own_opposite() {
        for name in ["weights", "synonyms", "opposites", "related", "names", "negations"] {
            for word in words(name).flat_map(|(_, words)| words) {
                assert!(!vocabulary().opposed(stands_for(word), stands_for(word)), "{word:?}");
            }
        }
    }

    #[test]
    fn opposites_are_found_in_either_order() {
        let vocabulary = vocabulary();
        for row in rows(table("opposites")) {
            let Some((left, right)) = row.split_once(" / ") else { continue };
            for (one, other) in
                left.split(' ').flat_map(|one| right.split(' ').map(move |other| (one, other)))
            {
                for word in [one, other] {
                    let class = vocabulary.meaning(token(word)).map_or(0, |word| word.class);
                    assert!(class & class::OPPOSED != 0, "{word:?}");
                }
                let (one, other) = (stands_for(one), stands_for(other));
                assert!(vocabulary.opposed(one, other) && vocabulary.opposed(other, one), "{row:?}");
            }
        }
        assert!(!vocabulary.opposed(stands_for("win"), stands_for("won")));
    }

    #[test]
    fn words_of_one_group_are_related() {
        let groups = |word: &str| vocabulary().meaning(token(word)).map_or(0, |word| word.related);
        for (one, other, expected) in [
            ("quake", "tremor", true),
            ("Quake", "EARTHQUAKES", true),
            ("quake", "storm", false),
            // In no group: not even with itself.
            ("skerrow", "skerrow", false),
            ("skerrow", "quake", false),
        ] {
            assert_eq!(related(groups(one), groups(other)), expected, "{one} and {other}");
            assert_eq!(related(groups(other), groups(one)), expected, "{other} and {one}");
        }
        for (one, other, expected) in
            [(0, 0, false), (1, 1, true), (1, 1 << 16, true), (1 << 48 | 7, 1 << 32 | 2, true), (1, 2, false)]
        {
            assert_eq!(related(one, other), expected, "{one:x} and {other:x}");
        }
    }
}
