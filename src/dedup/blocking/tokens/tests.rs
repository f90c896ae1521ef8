use std::collections::HashSet;

use super::*;
use crate::dedup::Preset;

fn tokens(scheme: &Scheme, text: &str) -> Vec<u32> {
    let mut tokens = Vec::new();
    scheme.tokens(&Profile::of(text), &mut Scratch::default(), &mut tokens);
    tokens
}

fn headline(text: &str) -> Vec<u32> {
    tokens(&Scheme::Headlines, text)
}

fn count(text: &str) -> usize {
    headline(text).iter().filter(|&&token| token != 0).count()
}

fn keys(scheme: &Scheme, tokens: &[u32]) -> Vec<u64> {
    let mut keys = Vec::new();
    scheme.keys(tokens, |key| keys.push(key));
    keys
}

const LONG: &str =
    "Skerrow Aldersund Tollhaven Brackwater Greyling Mossfell Hartwick Ostervik Quillon Pendry";

#[test]
fn a_row_has_its_width_with_zeros_behind() {
    let documents = Scheme::of(Preset::Documents);
    for text in
        ["", "!?", "ferry", "Ferry burns", "Ferry burns off Aldersund", LONG, "| - Reuters", "渡船今晨停航"]
    {
        for scheme in [&Scheme::Headlines, &documents] {
            let row = tokens(scheme, text);
            assert_eq!(row.len(), scheme.width(), "{text}");
            let taken = tokens_in(&row).len();
            assert!(row[taken..].iter().all(|&token| token == 0), "{text}: {row:?}");
            assert!(keys(scheme, &row).len() <= scheme.most_keys(), "{text}");
        }
        let row = headline(text);
        let row = tokens_in(&row);
        assert!(row.windows(2).all(|two| two[0] < two[1]), "{text}: in order, each once: {row:?}");
    }
    // What was in the list before stays there.
    let mut rows = vec![7];
    Scheme::Headlines.tokens(&Profile::of("ferry"), &mut Scratch::default(), &mut rows);
    assert_eq!((rows.len(), rows[0]), (1 + HEADLINE_TOKENS, 7));
}

#[test]
fn how_many_words_count() {
    for (text, expected) in [
        ("", 0),
        ("!?", 0),
        ("ferry", 1),
        ("ferry ferry FERRY", 1),
        ("Skerrow Aldersund", 2),
        (LONG, HEADLINE_TOKENS),
        // Words that tell little fill up to four, and no further.
        ("the and in of to for", FEW_TOKENS),
        ("Skerrow Aldersund the and", FEW_TOKENS),
        ("Skerrow Aldersund Tollhaven Brackwater the and", 4),
        ("Skerrow Aldersund Tollhaven Brackwater Greyling the and", 5),
        // A frame is no part of what is said.
        ("BREAKING: Skerrow Aldersund Tollhaven", 3),
    ] {
        assert_eq!(count(text), expected, "{text}");
    }
}

#[test]
fn forms_of_a_word_are_one_atom() {
    for (one, other, expected) in [
        // Five letters count.
        ("tollhaven", "tollhammer", true),
        ("tollhaven", "tolthaven", false),
        ("mossy", "mossyish", true),
        ("moss", "mossy", false),
        ("паромщик", "парники", false),
        ("паромщик", "паромщица", true),
        // Numbers count whole, and so do places.
        ("2025001", "2025002", false),
        ("2,025,001", "2025001", true),
        ("austria", "austrian", true),
        ("australia", "austria", false),
        ("Ferry's", "ferry", true),
        ("3", "three", true),
        ("pct", "pc", false),
    ] {
        assert_eq!(headline(one) == headline(other), expected, "{one} and {other}");
    }
}

/// Words that count as one another for the score bring texts together, too.
#[test]
fn words_that_say_the_same_are_one_atom() {
    for (one, other) in [("million", "mln"), ("government", "govt"), ("company", "corp"), ("billion", "bn")] {
        assert_eq!(headline(one), headline(other), "{one} and {other}");
    }
}

#[test]
fn order_and_case_do_not_matter_to_headlines() {
    let expected = headline("Ferry burns off Skerrow on Monday");
    for text in [
        "On Monday ferry burns off Skerrow",
        "FERRY BURNS OFF SKERROW ON MONDAY",
        "Monday: skerrow, off burns ferry on",
    ] {
        assert_eq!(headline(text), expected, "{text}");
    }
}

#[test]
fn order_matters_to_documents() {
    let documents = Scheme::of(Preset::Documents);
    let one = tokens(&documents, "Ferry burns off Skerrow on Monday");
    assert_eq!(one, tokens(&documents, "ferry BURNS off Skerrow, on Monday!"));
    assert_ne!(one, tokens(&documents, "On Monday Skerrow off burns ferry"));
    assert!(one.iter().all(|&token| token != 0));
    assert_eq!(tokens(&documents, "ferry"), tokens(&documents, "Ferry!"));
    assert!(tokens(&documents, "?").iter().all(|&token| token == 0));
}

#[test]
fn scratch_leaves_no_traces() {
    let documents = Scheme::of(Preset::Documents);
    for scheme in [&Scheme::Headlines, &documents] {
        let mut scratch = Scratch::default();
        for text in [LONG, "ferry", "", "Ferry burns", "?", LONG] {
            let mut row = Vec::new();
            scheme.tokens(&Profile::of(text), &mut scratch, &mut row);
            assert_eq!(row, tokens(scheme, text), "{text}");
        }
    }
}

#[test]
fn keys_are_pairs_of_words_or_bands() {
    let (scheme, documents) = (Scheme::Headlines, Scheme::of(Preset::Documents));
    for (row, expected) in [
        (&[0, 0, 0, 0, 0, 0, 0, 0][..], 0),
        (&[5, 0, 0, 0, 0, 0, 0, 0], 1),
        (&[5, 6, 0, 0, 0, 0, 0, 0], 1),
        (&[5, 6, 7, 0, 0, 0, 0, 0], 3),
        (&[5, 6, 7, 8, 0, 0, 0, 0], 6),
        // Of `n` tokens of which `t` are asked for, pairs of the first `n - t + 2`.
        (&[1, 2, 3, 4, 5, 0, 0, 0], 6),
        (&[1, 2, 3, 4, 5, 6, 0, 0], 10),
        (&[1, 2, 3, 4, 5, 6, 7, 0], 10),
        (&[1, 2, 3, 4, 5, 6, 7, 8], 15),
    ] {
        let mut keys = keys(&scheme, row);
        assert_eq!(keys.len(), expected, "{row:?}");
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), expected, "{row:?}: all differ");
    }
    let shares = |one: &[u32], other: &[u32]| {
        let others = keys(&scheme, other);
        keys(&scheme, one).iter().any(|key| others.contains(key))
    };
    assert!(shares(&[1, 2, 3, 0, 0, 0, 0, 0], &[2, 3, 4, 0, 0, 0, 0, 0]));
    assert!(!shares(&[1, 2, 3, 0, 0, 0, 0, 0], &[3, 4, 5, 0, 0, 0, 0, 0]));
    // One word alone meets one word alone only.
    assert!(shares(&[3, 0, 0, 0, 0, 0, 0, 0], &[3, 0, 0, 0, 0, 0, 0, 0]));
    assert!(!shares(&[3, 0, 0, 0, 0, 0, 0, 0], &[3, 4, 0, 0, 0, 0, 0, 0]));
    // The same band at another place is another key.
    let row = vec![9 << 16 | 9; DOCUMENT_TOKENS];
    let mut bands = keys(&documents, &row);
    bands.sort_unstable();
    bands.dedup();
    assert_eq!(bands.len(), BANDS);
}

fn row(from: u32, words: usize) -> Vec<u32> {
    let mut row: Vec<u32> = (from..from + words as u32).collect();
    row.resize(HEADLINE_TOKENS, 0);
    row
}

#[test]
fn promising_at_the_boundary() {
    // How many words the longer one has, how many both share at the least.
    for (longer, asked) in [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)] {
        for shorter in 1..=longer {
            for shared in 0..=shorter {
                let (one, other) = (row(1, longer), row((1 + longer - shared) as u32, shorter));
                for crowded in [false, true] {
                    // In a crowd one more, if there is one more.
                    let asked = asked + usize::from(crowded && shared < shorter);
                    let name = format!("{shared} of {shorter} and {longer}, crowded: {crowded}");
                    assert_eq!(
                        Scheme::Headlines.overlaps_enough(&one, &other, crowded),
                        shared >= asked,
                        "{name}"
                    );
                    assert_eq!(
                        Scheme::Headlines.overlaps_enough(&other, &one, crowded),
                        shared >= asked,
                        "{name}"
                    );
                }
            }
        }
    }
}

#[test]
fn documents_with_enough_equal_slots_are_promising() {
    let documents = Scheme::of(Preset::Documents);
    let slots: Vec<u16> = (1..=2 * DOCUMENT_TOKENS as u16).map(|slot| slot.wrapping_mul(0x9e37)).collect();
    let tokens = |slots: &[u16]| -> Vec<u32> {
        slots.chunks_exact(2).map(|two| u32::from(two[1]) << 16 | u32::from(two[0])).collect()
    };
    for equal in [0, 1, ROWS, MIN_EQUAL_SLOTS as usize - 1, MIN_EQUAL_SLOTS as usize, slots.len()] {
        // Every bit of what is kept counts.
        for bit in 0..u16::BITS {
            let mut other = slots.clone();
            other[equal..].iter_mut().for_each(|slot| *slot ^= 1 << bit);
            let (one, other) = (tokens(&slots), tokens(&other));
            let expected = equal >= MIN_EQUAL_SLOTS as usize;
            assert_eq!(documents.overlaps_enough(&one, &other, false), expected, "{equal}, {bit}");
            assert_eq!(documents.overlaps_enough(&other, &one, true), expected, "{equal}, {bit}");
        }
    }
}

#[test]
fn each_slot_of_a_band_counts_for_its_key() {
    let documents = Scheme::of(Preset::Documents);
    let row = tokens(&documents, LONG);
    let all = keys(&documents, &row);
    assert_eq!(all.len(), BANDS);
    for (at, bit) in (0..DOCUMENT_TOKENS).flat_map(|at| (0..u32::BITS).map(move |bit| (at, bit))) {
        let mut other = row.clone();
        other[at] ^= 1 << bit;
        let slot = 2 * at + (bit / 16) as usize;
        let changed: Vec<usize> = (0..)
            .zip(all.iter().zip(keys(&documents, &other)))
            .filter(|(_, (one, other))| *one != other)
            .map(|(band, _)| band)
            .collect();
        assert_eq!(changed, [slot / ROWS], "token {at}, bit {bit}");
    }
}

/// The few elements of a short text fill many slots each, so that slots of its own and of others are alike but for a few bits.
#[test]
fn short_documents_share_keys_only_where_their_slots_are_equal() {
    let documents = Scheme::of(Preset::Documents);
    let Scheme::Documents(hasher) = &documents else { panic!("documents") };
    let texts: Vec<(Vec<u64>, Vec<u64>)> = (0..2000)
        .map(|text| {
            let text = format!("Skerrow ferry a{text} b{text} c{text} d{text} e{text} f{text}");
            let mut elements = Vec::new();
            shingles(&Profile::of(&text), &mut elements);
            let whole = hasher.signature(&elements).bands(ROWS).collect();
            (keys(&documents, &tokens(&documents, &text)), whole)
        })
        .collect();
    let equal =
        |one: &[u64], other: &[u64]| one.iter().zip(other).filter(|(one, other)| one == other).count();
    let (mut kept, mut whole) = (0, 0);
    for (at, one) in texts.iter().enumerate() {
        let different: HashSet<u64> = one.0.iter().copied().collect();
        assert_eq!(different.len(), BANDS, "no two bands are alike");
        for other in &texts[..at] {
            kept += equal(&one.0, &other.0);
            whole += equal(&one.1, &other.1);
        }
    }
    // Two slots that are equal, and one by chance: with ten bits of a slot, these would be as many again.
    assert!(whole >= 1000 && (whole..whole + whole / 10).contains(&kept), "{kept} and {whole}");
}

#[test]
fn whoever_is_promising_shares_a_key_in_any_order() {
    let scheme = Scheme::Headlines;
    // All ways to share tokens of twelve, with all numbers of tokens.
    for one in (0u32..1 << 12).step_by(5).filter(|set| (1..=8).contains(&set.count_ones())) {
        for other in (0u32..1 << 12).step_by(37).filter(|set| (1..=8).contains(&set.count_ones())) {
            let tokens = |set: u32| {
                let mut row: Vec<u32> =
                    (0..12).filter(|bit| set >> bit & 1 == 1).map(|bit| bit + 1).collect();
                row.resize(HEADLINE_TOKENS, 0);
                row
            };
            let (one, other) = (tokens(one), tokens(other));
            if scheme.overlaps_enough(&one, &other, false) {
                let others = keys(&scheme, &other);
                assert!(keys(&scheme, &one).iter().any(|key| others.contains(key)), "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn rarest_first_orders_all_rows_alike() {
    let mut rows = [row(1 << 28, 8), row((1 << 28) + 4, 3), row(5, 2)].concat();
    let sorted = |rows: &[u32]| -> Vec<Vec<u32>> {
        let rows = rows.chunks(HEADLINE_TOKENS).map(|row| {
            let mut row = row.to_vec();
            row.sort_unstable();
            row
        });
        rows.collect()
    };
    let before = sorted(&rows);
    Scheme::Headlines.rarest_first(&mut rows);
    assert_eq!(sorted(&rows), before, "each row has the tokens that it had");
    for row in rows.chunks(HEADLINE_TOKENS) {
        let count = row.iter().filter(|token| **token != 0).count();
        assert!(row[count..].iter().all(|token| *token == 0), "zeros stay behind: {row:?}");
    }
}

#[test]
fn first_letters_end_between_letters() {
    for (form, letters, expected) in [
        ("", 5, ""),
        ("moss", 5, "moss"),
        ("mossy", 5, "mossy"),
        ("mossyish", 5, "mossy"),
        ("паромы", 5, "паром"),
        ("渡船", 1, "渡"),
        ("moss", 0, ""),
    ] {
        assert_eq!(&form[..first_letters(form.as_bytes(), letters)], expected, "{form}");
    }
}
