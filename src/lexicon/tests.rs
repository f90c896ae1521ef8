use std::collections::BTreeSet;

use super::languages::LANGUAGES;
use super::*;
use crate::text::fold;

type Row<'a> = (&'a str, &'a str, &'a str);

fn rows(file: &str) -> Vec<Row<'_>> {
    file.lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                [cue, mode, phrase] => (cue, mode, phrase),
                _ => panic!("three fields: {line:?}"),
            }
        })
        .collect()
}

#[test]
fn every_row_names_a_cue_and_a_mode() {
    for (code, file) in LANGUAGES {
        for (cue, mode, phrase) in rows(file) {
            assert!(Cue::from_name(cue).is_some(), "{code}: {cue}");
            assert!(PhrasePlace::from_name(mode).is_some(), "{code}: {mode}");
            let words = phrase.split(' ').count();
            assert!(words <= MAX_WORDS, "{code}: {phrase}");
        }
    }
}

#[test]
fn languages_are_sorted_and_found_by_code() {
    assert!(LANGUAGES.is_sorted());
    for lang in Lang::all() {
        assert_eq!(lang.code().parse::<Lang>().ok(), Some(lang));
    }
}

#[test]
fn english_has_every_cue() {
    let english =
        LANGUAGES.iter().find(|(code, _)| *code == "en").map(|(_, file)| rows(file)).unwrap_or_default();
    for (_, name) in Cue::ALL {
        assert!(english.iter().any(|(cue, _, _)| *cue == name), "{name}");
    }
}

#[test]
fn cues_are_in_the_order_of_their_numbers() {
    for (number, (cue, name)) in Cue::ALL.iter().enumerate() {
        assert_eq!(*cue as usize, number, "{name}");
        assert_eq!(Cue::from_name(name), Some(*cue));
    }
}

fn cues_of(text: &str) -> Cues {
    let document = Document::new(text);
    Lexicon::all().cues(&document, &document.lines[0], &mut Vec::new())
}

#[test]
fn phrases_stand_where_their_mode_says() {
    for (text, cue, found, whole) in [
        ("Advertisement", Cue::AdLabel, true, true),
        ("— ADVERTISEMENT —", Cue::AdLabel, true, true),
        ("Their advertisement", Cue::AdLabel, false, false),
        ("22 Comments", Cue::Comments, true, true),
        ("関連記事", Cue::RelatedHeading, true, true),
        ("【関連記事】", Cue::RelatedHeading, true, true),
        ("All rights reserved.", Cue::Copyright, true, true),
        ("x y All rights reserved z", Cue::Copyright, true, false),
    ] {
        let cues = cues_of(text);
        assert_eq!(cues.set.has(cue), found, "{text}");
        assert_eq!(cues.whole.has(cue), whole, "{text}");
    }
}

#[test]
fn overlapping_terms_count_once() {
    assert_eq!(cues_of("The use of cookies").cookie_terms, 1);
    assert_eq!(cues_of("cookies, cookies and cookies").cookie_terms, 1);
    assert_eq!(cues_of("cookies and tracking technologies").cookie_terms, 2);
    assert_eq!(cues_of("Fajr 5:00 Dhuhr 12:10 Asr 15:30 Fajr").prayers, 3);
}

/// Looks for every phrase at every word, without a table.
fn naive(phrases: &[(String, PhrasePlace)], text: &str) -> BTreeSet<(String, usize)> {
    let document = Document::new(text);
    let Some(line) = document.lines.first() else { return BTreeSet::new() };
    let words = document.words_of(line);
    let mut found = BTreeSet::new();
    for first in 0..words.len() {
        for last in first + 1..=words.len() {
            let folded = String::from_utf8_lossy(document.folded(line, &words[first..last])).into_owned();
            for (phrase, mode) in phrases {
                let fits = match mode {
                    PhrasePlace::Whole => first == 0 && last == words.len(),
                    PhrasePlace::Starts => first == 0,
                    PhrasePlace::Ends => last == words.len(),
                    PhrasePlace::Within => true,
                };
                if fits && *phrase == folded {
                    found.insert((folded.clone(), first));
                }
            }
        }
    }
    found
}

/// What the table finds: each phrase with its first word.
fn scanned(phrases: &[(String, PhrasePlace)], text: &str) -> BTreeSet<(String, usize)> {
    let mut matcher = Matcher::with_capacity(1);
    for (phrase, mode) in phrases {
        matcher.add_folded(phrase, *mode, Cue::Share.set());
    }
    let document = Document::new(text);
    let mut found = BTreeSet::new();
    if let Some(line) = document.lines.first() {
        matcher.scan(&document, line, |hit| {
            if hit.cues.has(Cue::Share) {
                let words = &document.words_of(line)[hit.first..hit.last];
                let folded = String::from_utf8_lossy(document.folded(line, words)).into_owned();
                assert!(found.insert((folded, hit.first)), "each phrase once");
            }
        });
    }
    found
}

fn folded(phrases: Vec<(String, usize)>) -> Vec<(String, PhrasePlace)> {
    let folded = phrases.into_iter().map(|(phrase, mode)| (fold(&phrase), PhrasePlace::ALL[mode].0));
    folded.filter(|(phrase, _)| !phrase.is_empty()).collect()
}

/// Of phrases that stand in a line from one word on, the one added last comes first.
#[test]
fn phrases_come_by_their_first_words_and_the_last_added_first() {
    let mut matcher = Matcher::with_capacity(1);
    for phrase in ["b", "a b c", "a b", "a b c d", "a"] {
        matcher.add(phrase, PhrasePlace::Within, Cue::Share.set());
    }
    let document = Document::new("a b c d");
    let mut found = Vec::new();
    matcher.scan(&document, &document.lines[0], |hit| found.push((hit.first, hit.last)));
    assert_eq!(found, [(0, 1), (0, 4), (0, 2), (0, 3), (1, 2)]);
}

proptest::proptest! {
    #[test]
    fn the_table_finds_what_a_search_finds(
        phrases in proptest::collection::vec(("[abか国 ]{1,6}", 0usize..4), 1..12),
        text in "[abか国. ]{0,24}",
    ) {
        let phrases = folded(phrases);
        proptest::prop_assert_eq!(scanned(&phrases, &text), naive(&phrases, &text));
    }

    /// Many phrases that start alike, of many lengths.
    #[test]
    fn the_table_finds_phrases_that_start_alike(
        phrases in proptest::collection::vec(("(a b |かか)([ab] |か|か か){0,12}", 0usize..4), 1..40),
        text in "(a b |かか)([ab] |か|か か){0,16}",
    ) {
        let phrases = folded(phrases);
        proptest::prop_assert_eq!(scanned(&phrases, &text), naive(&phrases, &text));
    }
}
