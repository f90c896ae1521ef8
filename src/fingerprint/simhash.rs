//! `SimHash`: texts that share most of their features differ in few bits.
//!
//! Time O(features), space O(1).

use std::fmt;

use super::majority::{majority, weighted_majority};
use crate::hash;

/// A `SimHash` of 64 bits, in eight bytes.
///
/// Two sets of features that are alike have fingerprints that differ in few bits: the
/// share of bits that differ estimates the angle between the sets, as vectors of counts,
/// divided by a half turn. It suits texts of a hundred words and more, of which copies
/// are wanted that differ in a few of them.
///
/// Source: Charikar 2002, "Similarity estimation techniques from rounding algorithms";
/// Manku, Jain, Das Sarma 2007, "Detecting near-duplicates for web crawling".
///
/// ```
/// use descrape::fingerprint::{ShingleUnit, Shingler, SimHash64};
/// let mut shingler = Shingler::new(ShingleUnit::words(1)?);
/// let one = SimHash64::of(shingler.shingles("Snow fell in the hills on Monday"));
/// let two = SimHash64::of(shingler.shingles("Snow fell in the hills on Tuesday"));
/// let other = SimHash64::of(shingler.shingles("The council closed an old bridge over the river"));
/// assert!(one.distance(two) < one.distance(other));
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct SimHash64(u64);

impl SimHash64 {
    /// The fingerprint of features that are hashes, such as [shingles](crate::fingerprint::shingles).
    ///
    /// Each bit is the one that more than half of the features have, and 0 in a tie. A
    /// feature counts as often as it comes; the order does not matter. Without features
    /// all bits are 0.
    ///
    /// # Complexity
    /// Time O(features), well under a nanosecond for each of many; no allocation.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash64;
    /// assert_eq!(SimHash64::of(&[0b1100, 0b1010, 0b1000]).bits(), 0b1000);
    /// assert_eq!(SimHash64::of(&[]).bits(), 0);
    /// ```
    pub fn of(features: &[u64]) -> Self {
        Self(majority(features))
    }

    /// The fingerprint of features with weights: one of weight `w` counts like `w` equal ones.
    ///
    /// # Complexity
    /// Time O(features); no allocation.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash64;
    /// assert_eq!(SimHash64::weighted(&[(0b01, 3), (0b10, 2)]).bits(), 0b01);
    /// ```
    pub fn weighted(features: &[(u64, u8)]) -> Self {
        Self(weighted_majority(features))
    }

    /// How many bits differ, 0 to 64.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash64;
    /// assert_eq!(SimHash64::from_bits(0b1100).distance(SimHash64::from_bits(0b1010)), 2);
    /// ```
    pub const fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// The fingerprint with these bits.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its bits.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Its bits as bytes, the lowest first. They do not say what they are: to store
    /// fingerprints with their version and parameters, see [`SimHashes`](crate::fingerprint::SimHashes).
    pub const fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    /// The fingerprint with these bytes, the lowest first.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash64;
    /// let simhash = SimHash64::of(&[3, 5, 9]);
    /// assert_eq!(SimHash64::from_bytes(simhash.to_bytes()), simhash);
    /// ```
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// Keys of `count` bands, into which the bits are cut as evenly as can be: 1 to 64,
    /// and the nearest of them for any other count.
    ///
    /// Fingerprints that differ in fewer bits than there are bands share a key, since
    /// some band is the same in both. The number of the band is part of the key, so that
    /// all keys can go into one table. Keys of fingerprints of 64 and of 128 bits have
    /// nothing to do with each other.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash64;
    /// let (one, two) = (SimHash64::from_bits(0xabcd_0000_1234_5678), SimHash64::from_bits(0xabcc_0100_1234_4678));
    /// assert_eq!(one.distance(two), 3);
    /// assert_eq!(one.bands(4).zip(two.bands(4)).filter(|(a, b)| a == b).count(), 1);
    /// ```
    pub fn bands(self, count: usize) -> impl ExactSizeIterator<Item = u64> + Clone {
        bands(u128::from(self.0), u64::BITS, count)
    }
}

/// A `SimHash` of 128 bits, in sixteen bytes.
///
/// The lower half is the [`SimHash64`] of the features. The upper half is that of a second
/// hash of each of them. It tells texts apart about as well as two fingerprints of 64 bits
/// under independent hashes, at twice the price.
///
/// ```
/// use descrape::fingerprint::{SimHash128, SimHash64};
/// let features = [1, 2, 3, 4, 5];
/// assert_eq!(SimHash128::of(&features).bits() as u64, SimHash64::of(&features).bits());
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct SimHash128(u128);

/// By which the second hash of a feature is made.
const UPPER: u64 = 128;
/// How many features are hashed again at a time: the votes of the upper half need all
/// of them side by side, up to a size that fits on the stack.
const BATCH: usize = 64;

impl SimHash128 {
    /// The fingerprint of features that are hashes: see [`SimHash64::of`].
    ///
    /// # Complexity
    /// Time O(features). Space O(features) for more than 64 of them, else none.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash128;
    /// assert_eq!(SimHash128::of(&[]).bits(), 0);
    /// ```
    pub fn of(features: &[u64]) -> Self {
        let upper = |feature: &u64| hash::mix(*feature, UPPER);
        let high = if features.len() <= BATCH {
            let mut batch = [0; BATCH];
            for (slot, feature) in batch.iter_mut().zip(features) {
                *slot = upper(feature);
            }
            majority(&batch[..features.len()])
        } else {
            majority(&features.iter().map(upper).collect::<Vec<_>>())
        };
        Self(u128::from(high) << 64 | u128::from(majority(features)))
    }

    /// How many bits differ, 0 to 128.
    pub const fn distance(self, other: Self) -> u32 {
        (self.0 ^ other.0).count_ones()
    }

    /// The fingerprint with these bits.
    pub const fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// Its bits.
    pub const fn bits(self) -> u128 {
        self.0
    }

    /// Its bits as bytes, the lowest first.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_le_bytes()
    }

    /// The fingerprint with these bytes, the lowest first.
    ///
    /// ```
    /// use descrape::fingerprint::SimHash128;
    /// let simhash = SimHash128::of(&[3, 5, 9]);
    /// assert_eq!(SimHash128::from_bytes(simhash.to_bytes()), simhash);
    /// ```
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_le_bytes(bytes))
    }

    /// Keys of `count` bands, 1 to 128: see [`SimHash64::bands`].
    pub fn bands(self, count: usize) -> impl ExactSizeIterator<Item = u64> + Clone {
        bands(self.0, u128::BITS, count)
    }
}

/// Keys of the bands of the lowest `width` of `bits`.
fn bands(bits: u128, width: u32, count: usize) -> impl ExactSizeIterator<Item = u64> + Clone {
    let count = count.clamp(1, width as usize) as u32;
    let start = move |band: u32| band * width / count;
    (0..count).map(move |band| {
        let len = start(band + 1) - start(band);
        let value = bits >> start(band) & u128::MAX >> (u128::BITS - len);
        // The number of the band, of how many, and of how many bits.
        let place = u64::from(width) << 16 | u64::from(count) << 8 | u64::from(band);
        hash::mix(hash::mix(value as u64, place) ^ (value >> 64) as u64, place)
    })
}

macro_rules! formats {
    ($name:ident, $digits:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:#0", $digits, "x})"), self.0)
            }
        }

        impl fmt::LowerHex for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::LowerHex::fmt(&self.0, f)
            }
        }
    };
}
formats!(SimHash64, 18);
formats!(SimHash128, 34);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn they_are_small() {
        assert_eq!((size_of::<SimHash64>(), size_of::<SimHash128>()), (8, 16));
        assert_eq!(format!("{:?}", SimHash64::from_bits(0xab)), "SimHash64(0x00000000000000ab)");
        assert_eq!(format!("{:x}", SimHash64::from_bits(0xab)), "ab");
    }

    #[test]
    fn the_upper_half_is_the_simhash_of_other_hashes() {
        for len in [1usize, 2, 17, 63, 64, 65, 500, 2000] {
            let features: Vec<u64> = (0..len as u64).map(|at| hash::mix(at, 1)).collect();
            let others: Vec<u64> = features.iter().map(|&feature| hash::mix(feature, UPPER)).collect();
            let both = SimHash128::of(&features).bits();
            assert_eq!((both >> 64) as u64, SimHash64::of(&others).bits(), "{len}");
            assert_eq!(both as u64, SimHash64::of(&features).bits(), "{len}");
        }
    }

    #[test]
    fn counts_of_bands_have_limits() {
        let simhash = SimHash64::from_bits(0x0123_4567_89ab_cdef);
        for (asked, given) in [(0, 1), (1, 1), (3, 3), (64, 64), (65, 64), (usize::MAX, 64)] {
            let keys: HashSet<u64> = simhash.bands(asked).collect();
            assert_eq!((simhash.bands(asked).len(), keys.len()), (given, given), "{asked}");
        }
        assert_eq!(SimHash128::from_bits(1).bands(1000).len(), 128);
    }

    proptest! {
        #[test]
        fn fewer_changes_than_bands_leave_a_band(bits in any::<u128>(), at in prop::collection::vec(0..128u32, 1..9)) {
            let changed = at.iter().fold(bits, |bits, &at| bits ^ 1 << at);
            let (one, two) = (SimHash128::from_bits(bits), SimHash128::from_bits(changed));
            let count = one.distance(two) as usize + 1;
            prop_assert!(one.bands(count).zip(two.bands(count)).any(|(a, b)| a == b));
            let (one, two) = (SimHash64::from_bits(bits as u64), SimHash64::from_bits(changed as u64));
            let count = one.distance(two) as usize + 1;
            prop_assert!(one.bands(count).zip(two.bands(count)).any(|(a, b)| a == b));
        }

        #[test]
        fn every_bit_is_in_one_band(bits in any::<u128>(), at in 0..128u32, count in 1..=128usize) {
            let (one, two) = (SimHash128::from_bits(bits), SimHash128::from_bits(bits ^ 1 << at));
            prop_assert_eq!(one.bands(count).zip(two.bands(count)).filter(|(a, b)| a != b).count(), 1);
        }
    }
}
