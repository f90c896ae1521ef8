//! Fingerprints as templates and adversaries make them: equal, in one bucket, or sharing most of their bits.

use super::Family;

/// A list of any length.
pub struct Fingerprints {
    pub name: String,
    pub radius: u32,
    /// The fingerprint of a place.
    pub fingerprint: Box<dyn Fn(usize) -> u64>,
    /// How many pairs of different ones there are, if that is known for any number past a few thousand.
    pub pairs: Option<usize>,
    /// How many groups of equal ones.
    pub groups: Option<usize>,
}

const UNKNOWN: [Option<usize>; 2] = [None; 2];

#[derive(Default)]
struct Lists(Vec<Fingerprints>);

impl Lists {
    fn add(
        &mut self,
        name: &str,
        radius: u32,
        fingerprint: impl Fn(usize) -> u64 + 'static,
        [pairs, groups]: [Option<usize>; 2],
    ) {
        let (name, fingerprint) = (name.to_owned(), Box::new(fingerprint));
        self.0.push(Fingerprints { name, radius, fingerprint, pairs, groups });
    }
}

/// One function after the other, as they stand below.
pub const FAMILIES: [Family<Fingerprints>; 4] = [
    ("equal_ones", equal_ones),
    ("most_bits_shared", most_bits_shared),
    ("templates", templates),
    ("near_but_beyond_the_radius", near_but_beyond_the_radius),
];

/// The i-th number of a fixed sequence that looks random.
pub fn number(i: usize) -> u64 {
    let x = (i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

pub fn equal_ones() -> Vec<Fingerprints> {
    let mut lists = Lists::default();
    for radius in [0, 3, 8] {
        lists.add("equal", radius, |_| 42, [Some(0), Some(1)]);
    }
    // A million times two that differ in one bit.
    lists.add("two in turn", 3, |i| i as u64 % 2, [Some(1), Some(2)]);
    lists.add("a thousand in turn", 3, |i| number(i % 1000), [Some(0), Some(1000)]);
    lists.0
}

pub fn most_bits_shared() -> Vec<Fingerprints> {
    let mut lists = Lists::default();
    for radius in [1, 3] {
        for shared in [16, 32] {
            lists.add(&format!("low {shared} bits shared"), radius, move |i| number(i) << shared, UNKNOWN);
            lists.add(&format!("high {shared} bits shared"), radius, move |i| number(i) >> shared, UNKNOWN);
        }
    }
    // No more than 65,536 different ones: each has sixteen neighbours.
    lists.add("low 48 bits shared", 1, |i| number(i) << 48, UNKNOWN);
    lists.add("high 48 bits shared", 1, |i| number(i) >> 48, UNKNOWN);
    lists.add("low 16 bits shared", 4, |i| number(i) << 16, UNKNOWN);
    lists.0
}

pub fn templates() -> Vec<Fingerprints> {
    let mut lists = Lists::default();
    // A hundred texts of which a few bits change.
    let template = |i: usize, mask: u64| number(i % 100) & !mask | number(i) & mask;
    lists.add("32 bits of a template", 3, move |i| template(i, 0xffff_ffff << 16), UNKNOWN);
    lists.add("every other bit of a template", 3, move |i| template(i, 0x5555_5555_5555_5555), UNKNOWN);
    lists.0
}

/// Words of an extended Hamming code: all differ in at least four bits, many in no more.
/// They share three blocks of sixteen bits, so every table of such blocks puts many together.
pub fn near_but_beyond_the_radius() -> Vec<Fingerprints> {
    let mut lists = Lists::default();
    let code = |data: u64| {
        let bits = data & 0x7ff;
        let check = |mask: u64| u64::from((bits & mask).count_ones() % 2);
        let word = bits | check(0x55b) << 11 | check(0x66d) << 12 | check(0x78e) << 13 | check(0x7f0) << 14;
        word | u64::from(word.count_ones() % 2) << 15
    };
    let repeated = move |i: usize| number(i >> 11) & !0xffff | code(i as u64);
    lists.add("code words", 3, repeated, [Some(0), None]);
    // Two code words in one fingerprint, and all else equal.
    lists.add("two code words", 3, move |i| code(i as u64) << 32 | code((i >> 11) as u64), [Some(0), None]);
    lists.0
}
