use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::super::tokens::Scratch;
use super::*;
use crate::dedup::Preset;
use crate::dedup::compare::Profile;

fn rows<'s>(scheme: &'s Scheme, texts: &[String]) -> Rows<'s> {
    let (mut tokens, mut scratch) = (Vec::new(), Scratch::default());
    texts.iter().for_each(|text| scheme.tokens(&Profile::of(text), &mut scratch, &mut tokens));
    Rows { scheme, tokens }
}

fn found(rows: &Rows<'_>) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    rows.candidates(|pairs| {
        assert!(pairs.windows(2).all(|two| two[0] < two[1]), "sorted and without repeats");
        found.extend(pairs.into_iter().map(unpacked));
    });
    assert!(found.iter().all(|(earlier, later)| earlier < later));
    found.sort_unstable();
    found.dedup();
    found
}

/// The texts of each key, or nothing if more of them share one than are paired with each other.
fn buckets(rows: &Rows<'_>) -> Option<Vec<Vec<u32>>> {
    let mut buckets: HashMap<u64, Vec<u32>> = HashMap::new();
    for text in 0..rows.len() as u32 {
        rows.scheme.keys(rows.row(text), |key| buckets.entry(key).or_default().push(text));
    }
    buckets.values().all(|bucket| bucket.len() <= MAX_BLOCK).then(|| buckets.into_values().collect())
}

/// All pairs that share a key and are overlaps_enough.
fn naive(rows: &Rows<'_>) -> Option<Vec<(u32, u32)>> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for bucket in buckets(rows)? {
        for (at, &one) in bucket.iter().enumerate() {
            for &other in &bucket[at + 1..] {
                if rows.scheme.overlaps_enough(rows.row(one), rows.row(other), false) {
                    pairs.push((one.min(other), one.max(other)));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    Some(pairs)
}

fn word(number: usize) -> String {
    let letters = |mut n: usize| {
        let mut word = String::new();
        for _ in 0..5 {
            word.push(char::from(b'a' + (n % 20) as u8));
            n /= 20;
        }
        word
    };
    format!("{}q", letters(number * 7919 % 3_200_000))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn candidates_are_those_of_the_definition(
        texts in prop::collection::vec(prop::collection::vec(0..24usize, 0..10), 0..40),
        documents in any::<bool>(),
    ) {
        let texts: Vec<String> =
            texts.iter().map(|words| words.iter().map(|&at| word(at) + " ").collect()).collect();
        let scheme = Scheme::of(if documents { Preset::Documents } else { Preset::Headlines });
        let rows = rows(&scheme, &texts);
        if let Some(expected) = naive(&rows) {
            prop_assert_eq!(found(&rows), expected);
        }
    }

    /// With crowds, no pair is found that the definition lacks.
    #[test]
    fn candidates_of_crowds_share_a_key_and_are_promising(
        texts in prop::collection::vec(prop::collection::vec(0..9usize, 2..6), 20..120),
        documents in any::<bool>(),
    ) {
        let texts: Vec<String> =
            texts.iter().map(|words| words.iter().map(|&at| word(at) + " ").collect()).collect();
        let scheme = Scheme::of(if documents { Preset::Documents } else { Preset::Headlines });
        let rows = rows(&scheme, &texts);
        for (one, other) in found(&rows) {
            let (one, other) = (rows.row(one), rows.row(other));
            let mut keys = HashSet::new();
            rows.scheme.keys(one, |key| keys.extend([key]));
            let mut shared = false;
            rows.scheme.keys(other, |key| shared |= keys.contains(&key));
            prop_assert!(shared && rows.scheme.overlaps_enough(one, other, false));
        }
    }
}

/// So many that share a key are no crowd, one more is.
#[test]
fn all_pairs_up_to_a_crowd() {
    // Two words in common and two of its own each.
    let texts = |count: usize| -> Vec<String> {
        (0..count)
            .map(|i| format!("{} {} {} {}", word(1), word(2), word(100 + 2 * i), word(101 + 2 * i)))
            .collect()
    };
    let scheme = Scheme::Headlines;
    let most = found(&rows(&scheme, &texts(MAX_BLOCK))).len();
    assert_eq!(most, MAX_BLOCK * (MAX_BLOCK - 1) / 2);
    // In a crowd two words in common are too few.
    assert_eq!(found(&rows(&scheme, &texts(MAX_BLOCK + 1))).len(), 0);
}

/// Of a crowd, all who share one more word are paired up to the same number; of more, only neighbours are.
#[test]
fn all_pairs_up_to_a_crowd_within_a_crowd() {
    let own = |i: usize| format!("{} {}", word(100 + 2 * i), word(101 + 2 * i));
    // Three words in common, in a crowd that shares two of them: with one number of its own, or with two.
    let texts = |count: usize| -> Vec<String> {
        let inner = (0..count).map(|i| format!("{} {} {} {}", word(1), word(2), word(3), word(100 + 2 * i)));
        let outer = (count..count + 2 * MAX_BLOCK).map(|i| format!("{} {} {}", word(1), word(2), own(i)));
        inner.chain(outer).collect()
    };
    let scheme = Scheme::Headlines;
    let pairs = |count: usize| rows(&scheme, &texts(count)).of_one_key().len();
    for count in [MAX_BLOCK - 1, MAX_BLOCK] {
        assert_eq!(pairs(count), count * (count - 1) / 2, "{count}");
    }
    let count = MAX_BLOCK + 1;
    // Each with the first, and with the next one.
    assert!((count - 1..2 * count).contains(&pairs(count)), "{}", pairs(count));
}

/// A crowd that shares two words; who shares a rarer one, too, is found.
#[test]
fn crowds_are_found_through_rarer_words() {
    let count = 4000;
    let texts: Vec<String> = (0..count)
        .map(|i| format!("{} {} {} {}", word(1), word(2), word(100 + i / 2), word(100_000 + i)))
        .collect();
    let pairs = found(&rows(&Scheme::Headlines, &texts));
    for twin in 0..count as u32 / 2 {
        assert!(pairs.binary_search(&(2 * twin, 2 * twin + 1)).is_ok(), "{twin}");
    }
    assert!(pairs.len() < count * 4, "{} pairs", pairs.len());
}

#[test]
fn crowds_stay_linear() {
    for (name, words) in [
        ("the same words", (|_, _| 1) as fn(usize, usize) -> usize),
        ("words in turn", |text, at| at + text % 3),
        ("few words", |text, at| (text * 31 + at * 17) % 12),
        ("half of them common", |text, at| if at < 4 { at } else { 100 + text * 8 + at }),
    ] {
        for scheme in [Scheme::Headlines, Scheme::of(Preset::Documents)] {
            let candidates = |count: usize| {
                let texts: Vec<String> =
                    (0..count).map(|text| (0..8).map(|at| word(words(text, at)) + " ").collect()).collect();
                found(&rows(&scheme, &texts)).len()
            };
            let (part, whole) = (candidates(500), candidates(4000));
            // Each key and each token beside it gives a text two candidates at the most, or fifteen.
            assert!(
                whole <= 4000 * 28 * 8 * 2 && whole <= part * 8 * 4 + 4000,
                "{name}, {}: {part}, then {whole}",
                scheme.name()
            );
        }
    }
}

#[test]
fn nothing_comes_of_nothing() {
    for texts in [&[][..], &[""], &["", ""], &["!", "?"], &["ferry"], &["ferry", "harbour"]] {
        let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        assert!(found(&rows(&Scheme::Headlines, &texts)).is_empty(), "{texts:?}");
    }
    let one_word = ["ferry".to_owned(), "harbour".to_owned(), "Ferry!".to_owned()];
    assert_eq!(found(&rows(&Scheme::Headlines, &one_word)), [(0, 2)]);
}
