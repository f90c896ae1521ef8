//! Fingerprints as templates and adversaries make them (`descrape_lab::hostile::fingerprints`): equal, in one bucket, or
//! sharing most of their bits. The join finds what there is, and holds bytes for the fingerprints and for the pairs that
//! it found. That it does not go quadratic in time, `benches/hostile.rs` sees.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};

use descrape::fingerprint::{HammingIndex, hamming_self_join};
use descrape_lab::hostile::fingerprints::{self, Fingerprints, number};
use descrape_lab::memory;

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// A build without optimisation gets fewer.
const MILLION: usize = if cfg!(debug_assertions) { 1 << 15 } else { 1 << 20 };
/// So many bytes may be held for a fingerprint, and for a pair that is found.
const BYTES_EACH: usize = 100;

/// One at a time: bytes are counted for the whole process.
static TURN: Mutex<()> = Mutex::new(());

fn hold(list: &Fingerprints) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let all: Vec<u64> = (0..MILLION).map(&list.fingerprint).collect();
    let mut join = None;
    let bytes = memory::peak(|| join = Some(hamming_self_join(&all, list.radius).unwrap()));
    let join = join.unwrap();
    let (name, pairs, groups) = (&list.name, join.pairs().len(), join.groups().len());
    println!("{name}, radius {}: {pairs} pairs, {groups} groups, {bytes} bytes", list.radius);
    assert!(list.pairs.is_none_or(|expected| pairs == expected), "{name}: {pairs} pairs");
    assert!(list.groups.is_none_or(|expected| groups == expected), "{name}: {groups} groups");
    assert!(bytes <= BYTES_EACH * (MILLION + pairs), "{name}: {bytes} bytes for {pairs} pairs");
}

/// A test for each family of lists, so that a failure names it; the last one is that none was forgotten.
macro_rules! families {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            fingerprints::$name().iter().for_each(hold);
        })*

        #[test]
        fn every_family_has_a_test() {
            assert_eq!(fingerprints::FAMILIES.map(|(name, _)| name), [$(stringify!($name)),*]);
        }
    };
}

families! {
    equal_ones
    most_bits_shared
    templates
    near_but_beyond_the_radius
}

#[test]
fn an_index_of_equal_ones_and_of_shared_blocks() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let index = HammingIndex::new(&vec![7; MILLION], 3).unwrap();
    assert_eq!(index.query(7).len(), MILLION);
    assert_eq!(index.query(0b1000).len(), 0);
    assert_eq!(index.first(0b0110).map(|found| found.index), Some(0));
    let shared: Vec<u64> = (0..MILLION).map(|i| number(i) << 32).collect();
    let mut index = HammingIndex::new(&shared, 3).unwrap();
    assert_eq!(index.query(shared[9] ^ 1).len(), 1);
    for i in 0..MILLION / 4 {
        index.insert(number(i));
    }
    assert_eq!(index.first(number(5)).map(|found| found.index), Some(MILLION + 5));
}
