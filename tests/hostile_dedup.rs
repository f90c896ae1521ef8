//! Lists of texts as templates, feeds and adversaries send them (`descrape_lab::hostile::texts`), and single texts of
//! great size. Finding near-duplicates neither panics (I6) nor goes quadratic (I7): the pairs that are looked at are
//! counted, and the bytes that are asked for. Time is the business of `benches/hostile.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};

use descrape::Dedup;
use descrape::steps::{CandidateRow, TokenCounts};
use descrape_lab::hostile::STEP;
use descrape_lab::hostile::texts::{self, MILLION, Texts, word};
use descrape_lab::memory;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// A build without optimisation gets fewer and smaller texts.
const SCALE: usize = if cfg!(debug_assertions) { 256 } else { 1 };
/// So many candidates a text may have under one of its keys, on the average. Of a crowd it is paired within smaller
/// blocks, one for each atom: eighteen are the most that these lists come to. All with all would be 127 for the shortest
/// of the lists that are one crowd.
const EACH: usize = 64;
/// So many bytes may be held for a candidate: few texts have fewer of them each.
const BYTES_OF_A_PAIR: usize = 64;
/// So many bytes may be held for one that is read.
const BYTES_OF_A_BYTE: usize = 64;

/// One at a time: for the memory's sake, and because bytes are counted for the whole process.
static TURN: Mutex<()> = Mutex::new(());

fn presets() -> [(&'static str, Dedup); 2] {
    [("headlines", Dedup::headlines()), ("documents", Dedup::documents())]
}

/// How many keys all texts have, and how many pairs of them are worth a look, with those that repeat: the steps that
/// `CandidateRow` describes, up to the pairs.
fn looked_at(dedup: &Dedup, texts: &[String]) -> (usize, usize) {
    let mut rows: Vec<CandidateRow> = texts.iter().map(|text| dedup.row(text)).collect();
    rows.sort_unstable();
    rows.dedup_by_key(|row| row.equal);
    let mut counts = TokenCounts::new(rows.len());
    rows.iter().for_each(|row| counts.add(row));
    rows.iter_mut().for_each(|row| counts.rarest_first(row));
    let keys = |(place, row)| dedup.keys(row).into_iter().map(move |key| (key, place));
    let mut keys: Vec<(u64, usize)> = rows.iter().enumerate().flat_map(keys).collect();
    keys.sort_unstable();
    let pairs = |group: &[(u64, usize)]| {
        let rows: Vec<CandidateRow> = group.iter().map(|&(_, place)| rows[place].clone()).collect();
        dedup.candidates(&rows).len()
    };
    (keys.len(), keys.chunk_by(|one, other| one.0 == other.0).map(pairs).sum())
}

/// Clusters a part of a list and all of it. Sixteen times as many texts may hold that many times the bytes and as much
/// again, and no list has more candidates than its number of texts allows.
fn hold(list: &Texts) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let n = list.count / SCALE;
    let all: Vec<String> = (0..n).map(&list.text).collect();
    for (preset, dedup) in presets() {
        let name = format!("{}, {preset}", list.name);
        // Signatures of short texts that are nearly equal share most bands: they cost more each.
        let n = if preset == "documents" { n.min(MILLION / 16 / SCALE) } else { n };
        let texts = &all[..n];
        // What is made once and for all does not count.
        dedup.clusters(&["Ferry fire", "Fire on a ferry"]);
        let part_bytes = memory::peak(|| dedup.clusters(&texts[..n / STEP]));
        let mut clusters = None;
        let bytes = memory::peak(|| clusters = Some(dedup.clusters(texts)));
        let clusters = clusters.unwrap();
        let (keys, candidates) = looked_at(&dedup, texts);
        println!(
            "{name}: {n} texts, {keys} keys, {candidates} candidates, {} pairs, {} clusters; {bytes} bytes, {part_bytes} for a part",
            clusters.pairs().len(),
            clusters.count()
        );
        assert!(candidates <= EACH * keys, "{name}: {candidates} candidates of {n} texts with {keys} keys");
        let most = 2 * STEP * part_bytes + BYTES_OF_A_PAIR * candidates;
        assert!(bytes <= most, "{name}: {bytes} bytes, but {part_bytes} for a part of {STEP}");
        assert_eq!(clusters.texts(), n);
        assert!(clusters.pairs().iter().all(|pair| pair.first < pair.second), "{name}");
        (list.check)(&clusters);
    }
}

/// A test for each family of lists, so that a failure names it; the last one is that none was forgotten.
macro_rules! families {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            texts::$name().iter().for_each(hold);
        })*

        #[test]
        fn every_family_has_a_test() {
            assert_eq!(texts::FAMILIES.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

families! {
    equal_texts
    texts_without_words
    texts_of_one_word
    texts_that_share_two_words
    texts_that_are_nearly_equal
}

#[test]
fn great_texts() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let size = 100_000_000 / SCALE;
    let words = |count: usize| (0..count).map(|i| word(i) + " ").collect::<String>();
    for (name, great) in [
        (
            "one sentence again and again",
            "The ferry leaves at noon, and the harbour master waves. ".repeat(size / 56),
        ),
        ("one word", "a".repeat(size)),
        ("words that differ", words(size / 8)),
        ("one number of many parts", "1,".repeat(size / 2)),
        ("initials", "U.".repeat(size / 2)),
        ("signs", "-".repeat(size)),
        ("ideographs", "渡船今晨".repeat(size / 12)),
        ("dividers", "news - ".repeat(size / 7)),
    ] {
        for (preset, dedup) in presets() {
            let near = &great[..great.len() / 3 * 3 - 3];
            let texts = [great.as_str(), "Beekeepers count their hives", near];
            let mut clusters = None;
            let bytes = memory::peak(|| clusters = Some(dedup.clusters(&texts)));
            let (clusters, read) = (clusters.unwrap(), great.len() + near.len());
            println!("{name}, {preset}: {bytes} bytes for {read}");
            // A profile of a text holds its words, of which there may be one for every other byte.
            assert!(bytes <= BYTES_OF_A_BYTE * read, "{name}, {preset}: {bytes} bytes for {read}");
            assert_eq!(clusters.leader_of(1), Some(1), "{name}");
        }
    }
}

/// An index holds what its texts and their keys take, whatever they share.
#[test]
fn indexes() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let n = 8192 / SCALE.min(32);
    for (preset, dedup) in presets() {
        for (name, text) in texts::growing() {
            let filled = |n: usize| {
                let mut index = dedup.index();
                for (id, text) in (0..n).map(text).enumerate() {
                    index.query(&text);
                    index.add(id as u64, &text);
                }
                index
            };
            let (part, all) = (filled(n / 4), filled(n));
            println!("an index of {name}, {preset}: {} bytes, {} for a quarter", all.memory(), part.memory());
            assert_eq!((part.len(), all.len()), (n / 4, n));
            // What grows by doubling may just have grown.
            assert!(all.memory() <= 8 * part.memory(), "an index of {name}, {preset}");
            assert!(
                all.query(&text(0)).is_some_and(|found| found.score == 1000),
                "an index of {name}, {preset}"
            );
        }
    }
}
