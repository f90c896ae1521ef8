//! The crate's own 64-bit hash of bytes and of sequences of hashes.
//!
//! Frozen: the same bytes give the same value on every platform and in every
//! release with the same [`FOLD_VERSION`](crate::FOLD_VERSION). It is fast
//! (two multiplications for a word of up to 16 bytes) and mixes well, but it is
//! not keyed: phrases are verified against the stored text, but that two lines are equal
//! is decided by it alone.
//!
//! Source: the folded multiply of wyhash (Wang Yi), with constants of our own.
//!
//! Time O(bytes).

use std::collections::HashMap;
use std::hash::Hash;

use ahash::RandomState;

/// A map in memory. Its hashes are the same in every run, and yet no result may lean on its order.
pub(crate) type Map<K, V> = HashMap<K, V, RandomState>;

/// An empty map.
pub(crate) fn map<K: Eq + Hash, V>() -> Map<K, V> {
    HashMap::with_hasher(RandomState::with_seeds(1, 2, 3, 4))
}

const K0: u64 = 0x9e37_79b9_7f4a_7c15;
const K1: u64 = 0xd1b5_4a32_d192_ed03;
const K2: u64 = 0x8cb9_2ba7_2f3d_8dd7;

#[inline]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    (product as u64) ^ ((product >> 64) as u64)
}

/// Up to eight bytes as a little-endian number, padded with zeros: by loads that
/// overlap, since a copy of so few bytes costs more than the rest of the hash.
#[inline]
fn word(bytes: &[u8]) -> u64 {
    let four =
        |at: usize| u64::from(u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]));
    match bytes.len() {
        0 => 0,
        len @ 1..=3 => {
            let byte = |at: usize| u64::from(bytes[at]) << (at * 8);
            byte(0) | byte(len / 2) | byte(len - 1)
        }
        len => four(0) | four(len - 4) << ((len - 4) * 8),
    }
}

/// The hash of `bytes`. Time O(bytes).
#[inline]
pub(crate) fn bytes(bytes: &[u8]) -> u64 {
    match bytes.len() {
        len @ 0..=8 => short(word(bytes), 0, len),
        len @ 9..=16 => short(word(&bytes[..8]), word(&bytes[8..]), len),
        _ => long(bytes),
    }
}

/// The hash of up to 16 bytes: the first eight and the next eight, as little-endian
/// numbers padded with zeros, and how many there are. Nearly all words are this short.
#[inline]
pub(crate) fn short(first: u64, next: u64, len: usize) -> u64 {
    fold(fold(first ^ K0, next ^ K1) ^ K2, len as u64 ^ K1)
}

fn long(bytes: &[u8]) -> u64 {
    let mut state = K2;
    let mut chunks = bytes.chunks_exact(16);
    for chunk in &mut chunks {
        state = fold(word(&chunk[..8]) ^ K0 ^ state, word(&chunk[8..]) ^ K1);
    }
    let len = bytes.len();
    let (a, b) = (word(&bytes[len - 16..len - 8]), word(&bytes[len - 8..]));
    fold(fold(a ^ K0 ^ state, b ^ K1) ^ K2, len as u64 ^ K1)
}

/// Another hash of what `hash` is the hash of: for each `by` another one.
#[inline]
pub(crate) const fn mix(hash: u64, by: u64) -> u64 {
    // An even number, or none at all, would lose bits.
    fold(hash ^ K0, (by << 1) ^ K1)
}

/// The hash of the sequence so far, continued by one more element.
#[inline]
pub(crate) fn extend(state: u64, next: u64) -> u64 {
    (state.rotate_left(23) ^ next).wrapping_mul(K1)
}

/// What [`extend`] starts from.
pub(crate) const EMPTY: u64 = K2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_frozen() {
        for (input, expected) in [
            ("", 0xfbe0_ac84_4d66_a21e_u64),
            ("a", 0x4ec6_674c_1894_f1d0),
            ("home", 0x125f_cd88_b783_b9ad),
            ("headlines", 0x41dc_e768_f23f_b9eb),
            ("a line that is longer than sixteen bytes", 0x0dd0_949a_a5f7_2579),
        ] {
            assert_eq!(bytes(input.as_bytes()), expected, "{input:?}");
        }
    }

    #[test]
    fn every_byte_and_the_length_count() {
        let mut seen = std::collections::HashSet::new();
        for len in 0..80 {
            let zeros = vec![0u8; len];
            assert!(seen.insert(bytes(&zeros)), "{len} zeros");
            for at in 0..len {
                let mut changed = zeros.clone();
                changed[at] = 1;
                assert!(seen.insert(bytes(&changed)), "{at} of {len}");
            }
        }
    }

    #[test]
    fn mixes_are_frozen_and_differ() {
        assert_eq!(mix(0, 0), 15_477_614_707_873_327_427);
        assert_eq!(mix(bytes(b"home"), 7), 8_365_613_337_108_624_887);
        let values: std::collections::HashSet<u64> =
            (0..50).flat_map(|hash| (0..50).map(move |by| mix(hash, by))).collect();
        assert_eq!(values.len(), 2500);
    }

    #[test]
    fn order_counts_in_a_sequence() {
        let (a, b) = (bytes(b"a"), bytes(b"b"));
        assert_ne!(extend(extend(EMPTY, a), b), extend(extend(EMPTY, b), a));
        assert_ne!(extend(EMPTY, a), a);
    }
}
