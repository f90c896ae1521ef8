//! The files of phrases, as data: their form, and which phrases may stand inside a line. What the lexicon makes of them is
//! tested beside its code. Files are read when the tests run, so after a new phrase `cargo test --test lexicon` has
//! next to nothing to build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::PathBuf;

use descrape::{Lang, fold};

/// The most words of a phrase.
const MAX_WORDS: usize = 24;
/// Where in a line a phrase stands.
const PLACES: [&str; 4] = ["whole", "starts", "ends", "within"];

type Row<'a> = (&'a str, &'a str, &'a str);

fn rows(file: &str) -> Vec<Row<'_>> {
    file.lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            match fields[..] {
                [cue, place, phrase] => (cue, place, phrase),
                _ => panic!("three fields: {line:?}"),
            }
        })
        .collect()
}

fn path(code: &str) -> PathBuf {
    PathBuf::from(format!("{}/src/lexicon/phrases/{code}.txt", env!("CARGO_MANIFEST_DIR")))
}

/// The file of each language, by its code.
fn files() -> Vec<(&'static str, String)> {
    Lang::all().map(|lang| (lang.code(), fs::read_to_string(path(lang.code())).unwrap())).collect()
}

#[test]
fn every_file_is_that_of_a_language() {
    let entries = fs::read_dir(path("en").parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names.map(|name| name.trim_end_matches(".txt").to_owned()).collect();
    assert!(names.iter().eq(Lang::all().map(Lang::code)), "{names:?}");
}

/// With `DESCRAPE_BLESS` set, brings the files into their form: folded, sorted, unique.
#[test]
fn files_are_folded_sorted_and_unique() {
    let bless = std::env::var_os("DESCRAPE_BLESS").is_some();
    for (code, file) in files() {
        let canonical: BTreeSet<(&str, &str, String)> = rows(&file)
            .into_iter()
            .map(|(cue, place, phrase)| (cue, place, fold(phrase)))
            .filter(|(_, _, phrase)| !phrase.is_empty())
            .collect();
        let text: String =
            canonical.iter().map(|(cue, place, phrase)| format!("{cue}\t{place}\t{phrase}\n")).collect();
        if bless {
            fs::write(path(code), text).expect("a writable tree");
        } else {
            assert_eq!(file, text, "{code}: run the tests with DESCRAPE_BLESS=1");
        }
    }
}

/// English has every cue: a test beside the code sees to that.
#[test]
fn every_row_names_a_cue_and_a_place() {
    let files = files();
    let english = files.iter().find(|(code, _)| *code == "en").map(|(_, file)| rows(file)).unwrap();
    let cues: BTreeSet<&str> = english.iter().map(|(cue, _, _)| *cue).collect();
    for (code, file) in &files {
        for (cue, place, phrase) in rows(file) {
            assert!(cues.contains(cue), "{code}: {cue}");
            assert!(PLACES.contains(&place), "{code}: {place}");
            assert!(phrase.split(' ').count() <= MAX_WORDS, "{code}: {phrase}");
        }
    }
}

/// Cues that only count beside a number, a name or another cue.
const CONDITIONAL: [&str; 9] = [
    "month",
    "weekday",
    "time_ago",
    "date_label",
    "min_read",
    "cookie_term",
    "consent_verb",
    "byline",
    "prayer_name",
];

#[test]
fn short_phrases_are_whole_lines() {
    let files = files();
    for (code, file) in &files {
        for (cue, place, phrase) in rows(file) {
            // Two characters of a script of syllables or ideographs are a word.
            let short = phrase.chars().count() < 3 && phrase.len() < 5;
            assert!(
                place == "whole" || !short || CONDITIONAL.contains(&cue),
                "{code}: {cue} {place} {phrase}"
            );
        }
    }
}

/// What is a common word anywhere may only be a whole line: inside one it is text.
#[test]
fn common_words_are_whole_lines() {
    let common: HashMap<String, &str> = include_str!("data/common_words.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(lang, word)| (fold(word), lang))
        .collect();
    assert!(common.len() > 500);
    let (mut found, files) = (BTreeMap::new(), files());
    for (code, file) in &files {
        for (cue, place, phrase) in rows(file) {
            if place != "whole"
                && !CONDITIONAL.contains(&cue)
                && let Some(lang) = common.get(phrase)
            {
                found.insert((*code, phrase), (cue, place, lang));
            }
        }
    }
    assert!(found.is_empty(), "{found:?}");
}
