//! Fingerprints as templates and adversaries make them: equal, in one bucket, or
//! sharing most of their bits. Neither the join nor the index goes quadratic.
//!
//! As in `hostile.rs`, time is tested loosely: sixteen times as many may take sixty-four
//! times as long and five seconds more. The pairs themselves grow with the square where
//! few bits vary; comparing a million all with all would take minutes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use descrape::fingerprint::{HammingIndex, hamming_self_join};

/// A build without optimisation gets fewer.
const MILLION: usize = if cfg!(debug_assertions) { 1 << 15 } else { 1 << 20 };
const STEP: usize = 16;
const SLACK: u32 = 4;

/// One at a time, for the clock's sake.
static TURN: Mutex<()> = Mutex::new(());

/// The i-th number of a fixed sequence that looks random.
fn number(i: usize) -> u64 {
    let x = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

/// Joins `fingerprints(0..n / 16)` and `fingerprints(0..n)`, and returns how many pairs
/// of different fingerprints and how many groups there are.
fn linear(name: &str, radius: u32, fingerprint: impl Fn(usize) -> u64) -> (usize, usize) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let timed = |n: usize| {
        let all: Vec<u64> = (0..n).map(&fingerprint).collect();
        let start = Instant::now();
        let join = hamming_self_join(&all, radius).unwrap();
        (start.elapsed(), join.pairs().len(), join.groups().len())
    };
    let (part_time, ..) = timed(MILLION / STEP);
    let (time, pairs, groups) = timed(MILLION);
    println!(
        "{name}, radius {radius}: {time:?}, a part of {STEP} in {part_time:?}; {pairs} pairs, {groups} groups"
    );
    assert!(
        time <= part_time * (STEP as u32 * SLACK) + Duration::from_secs(5),
        "{name}, radius {radius}: {time:?}, but {part_time:?} for a part of {STEP}"
    );
    (pairs, groups)
}

#[test]
fn equal_ones() {
    for radius in [0, 3, 8] {
        assert_eq!(linear("equal", radius, |_| 42), (0, 1));
    }
    // A million times two that differ in one bit.
    assert_eq!(linear("two in turn", 3, |i| i as u64 % 2), (1, 2));
    assert_eq!(linear("a thousand in turn", 3, |i| number(i % 1000)), (0, 1000));
}

#[test]
fn most_bits_shared() {
    for radius in [1, 3] {
        for shared in [16, 32] {
            linear(&format!("low {shared} bits shared"), radius, |i| number(i) << shared);
            linear(&format!("high {shared} bits shared"), radius, |i| number(i) >> shared);
        }
    }
    // No more than 65,536 different ones: each has sixteen neighbours.
    linear("low 48 bits shared", 1, |i| number(i) << 48);
    linear("high 48 bits shared", 1, |i| number(i) >> 48);
    linear("low 16 bits shared", 4, |i| number(i) << 16);
}

#[test]
fn templates() {
    // A hundred texts of which a few bits change.
    let template = |i: usize, mask: u64| number(i % 100) & !mask | number(i) & mask;
    linear("32 bits of a template", 3, |i| template(i, 0xffff_ffff << 16));
    linear("every other bit of a template", 3, |i| template(i, 0x5555_5555_5555_5555));
}

/// Words of an extended Hamming code: all differ in at least four bits, many in no more.
/// They share three blocks of sixteen bits, so every table of such blocks puts many together.
#[test]
fn near_but_beyond_the_radius() {
    let code = |data: u64| {
        let bits = data & 0x7ff;
        let check = |mask: u64| u64::from((bits & mask).count_ones() % 2);
        let word = bits | check(0x55b) << 11 | check(0x66d) << 12 | check(0x78e) << 13 | check(0x7f0) << 14;
        word | u64::from(word.count_ones() % 2) << 15
    };
    let repeated = |i: usize| number(i >> 11) & !0xffff | code(i as u64);
    let (pairs, _) = linear("code words", 3, repeated);
    assert_eq!(pairs, 0);
    // Two code words in one fingerprint, and all else equal.
    let (pairs, _) = linear("two code words", 3, |i| code(i as u64) << 32 | code((i >> 11) as u64));
    assert_eq!(pairs, 0);
}

#[test]
fn an_index_of_equal_ones_and_of_shared_blocks() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let start = Instant::now();
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
    println!("indices: {:?}", start.elapsed());
}
