//! Which bits are set in more than half of the features.
//!
//! The counts are bit-sliced: word `j` holds bit `j` of all 64 counts. Sixteen features
//! at a time go through a tree of carry-save adders, as in the population count of
//! Harley and Seal (Warren, *Hacker's Delight*, 2nd ed., 5-1), so that a feature costs
//! about five operations on whole words. The counts are never taken apart: comparing
//! them with half of the features is one more operation on each word.
//!
//! Time O(features), without allocation.

/// How many features one tree takes in each lane.
const TREE: usize = 16;

/// Bit by bit, whether it is set in more than half of the features.
pub(super) fn majority(features: &[u64]) -> u64 {
    // As many words as the counts can need, since every one has to be set to zero first.
    match features.len() {
        0 => 0,
        1..=16 => vote::<1, 6>(features),
        17..=64 => vote::<4, 8>(features),
        65..=0x3_ffff => vote::<4, 19>(features),
        _ => vote::<4, 64>(features),
    }
}

/// The same with `L` trees side by side and counts of up to `P` bits.
fn vote<const L: usize, const P: usize>(features: &[u64]) -> u64 {
    let mut planes = [[0; L]; P];
    let (lanes, rest) = features.as_chunks::<L>();
    let (blocks, left) = lanes.as_chunks::<TREE>();
    let mut top = 4;
    for (at, block) in blocks.iter().enumerate() {
        top = 5 + (at + 1).ilog2() as usize;
        add_tree(&mut planes[..top], block);
    }
    if !left.is_empty() || !rest.is_empty() {
        // Features that are zero do not count for any bit. One by one, since a copy of so
        // few is slow if its length is not known.
        let last = &features[blocks.len() * TREE * L..];
        let mut padded = [[0; L]; TREE];
        for (at, slot) in padded.as_flattened_mut().iter_mut().enumerate() {
            *slot = last.get(at).copied().unwrap_or(0);
        }
        top = 5 + (blocks.len() + 1).ilog2() as usize;
        add_tree(&mut planes[..top], &padded);
    }
    // Four lanes count to four times as many: two bits more.
    let top = (top + 2).min(P);
    more_than(&merged(&planes, top)[..top], features.len() / 2)
}

/// Adds sixteen features to the counts of each lane.
#[inline]
fn add_tree<const L: usize>(planes: &mut [[u64; L]], features: &[[u64; L]; TREE]) {
    let [ones, twos, fours, eights, above @ ..] = planes else { return };
    let mut add = |at: usize| add(ones, &features[at], &features[at + 1]);
    let mut pairs = [[0; L]; 8];
    for (at, pair) in pairs.iter_mut().enumerate() {
        *pair = add(2 * at);
    }
    let mut quads = [[0; L]; 4];
    for (at, quad) in quads.iter_mut().enumerate() {
        *quad = self::add(twos, &pairs[2 * at], &pairs[2 * at + 1]);
    }
    let mut octets = [[0; L]; 2];
    for (at, octet) in octets.iter_mut().enumerate() {
        *octet = self::add(fours, &quads[2 * at], &quads[2 * at + 1]);
    }
    let mut carry = self::add(eights, &octets[0], &octets[1]);
    for plane in above {
        for (bits, carry) in plane.iter_mut().zip(&mut carry) {
            (*bits, *carry) = (*bits ^ *carry, *bits & *carry);
        }
    }
}

/// A full adder for every bit: `sum` plus two more leaves the sum and returns the carry.
#[inline(always)]
fn add<const L: usize>(sum: &mut [u64; L], a: &[u64; L], b: &[u64; L]) -> [u64; L] {
    let mut carry = [0; L];
    for lane in 0..L {
        let half = sum[lane] ^ a[lane];
        carry[lane] = (sum[lane] & a[lane]) | (half & b[lane]);
        sum[lane] = half ^ b[lane];
    }
    carry
}

/// The sum of the lanes' counts, of which the first `top` words can be other than zero.
#[inline]
fn merged<const L: usize, const P: usize>(planes: &[[u64; L]; P], top: usize) -> [u64; P] {
    let mut sum = [0; P];
    let mut carries = [0; L];
    for (sum, plane) in sum.iter_mut().zip(planes).take(top) {
        // All lanes ripple side by side.
        for (bits, carry) in plane.iter().zip(&mut carries) {
            let half = *sum ^ bits;
            let over = (*sum & bits) | (half & *carry);
            *sum = half ^ *carry;
            *carry = over;
        }
    }
    sum
}

/// Bit by bit, whether the count is greater than `half`.
#[inline]
fn more_than(counts: &[u64], half: usize) -> u64 {
    // From the lowest place up, the higher place decides where it differs.
    counts.iter().enumerate().fold(
        0,
        |greater, (place, &bits)| {
            if half >> place & 1 == 0 { greater | bits } else { greater & bits }
        },
    )
}

/// For each byte, its bits in eight bytes.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= ((byte >> bit & 1) as u64) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// Bit by bit, whether the features with it weigh more than half of all.
pub(super) fn weighted_majority(features: &[(u64, u8)]) -> u64 {
    let mut counts = Weights::default();
    let mut total = 0u128;
    for &(feature, weight) in features {
        counts.add(feature, weight);
        total += u128::from(weight);
    }
    counts.flush();
    counts.sums.iter().rev().fold(0, |bits, &sum| bits << 1 | u64::from(u128::from(sum) * 2 > total))
}

/// Sums of weights for each bit: in bytes as long as they fit, then in words.
struct Weights {
    bytes: [u64; 8],
    /// What a byte can still take.
    room: u8,
    sums: [u64; 64],
}

impl Default for Weights {
    fn default() -> Self {
        Self { bytes: [0; 8], room: u8::MAX, sums: [0; 64] }
    }
}

impl Weights {
    #[inline]
    fn add(&mut self, feature: u64, weight: u8) {
        if weight > self.room {
            self.flush();
        }
        self.room -= weight;
        for (bytes, byte) in self.bytes.iter_mut().zip(feature.to_le_bytes()) {
            // No byte overflows into the next one, since all have room.
            *bytes += SPREAD[usize::from(byte)] * u64::from(weight);
        }
    }

    fn flush(&mut self) {
        let (eights, _) = self.sums.as_chunks_mut::<8>();
        for (sums, bytes) in eights.iter_mut().zip(&mut self.bytes) {
            for (sum, byte) in sums.iter_mut().zip(std::mem::take(bytes).to_le_bytes()) {
                *sum += u64::from(byte);
            }
        }
        self.room = u8::MAX;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(features: impl Iterator<Item = (u64, u8)>) -> u64 {
        let mut counts = [0i64; 64];
        for (feature, weight) in features {
            for (bit, count) in counts.iter_mut().enumerate() {
                *count += if feature >> bit & 1 == 1 { i64::from(weight) } else { -i64::from(weight) };
            }
        }
        (0..64).filter(|&bit| counts[bit] > 0).map(|bit| 1 << bit).sum()
    }

    /// Words in which each bit is set with a chance of its own, so that counts differ.
    fn features(len: usize, seed: u64) -> Vec<u64> {
        (0..len as u64)
            .map(|at| {
                let word = |salt: u64| crate::hash::mix(at, seed.wrapping_add(salt));
                match at % 3 {
                    0 => word(0),
                    1 => word(0) & word(1),
                    _ => word(2) | 0xff,
                }
            })
            .collect()
    }

    #[test]
    fn every_size_up_to_a_thousand_and_around_each_limit() {
        let limits = [1usize << 12, 1 << 16, (1 << 18) - 1, 1 << 18, (1 << 18) + 77];
        for len in (0..1030).chain(limits.into_iter().flat_map(|len| len - 1..len + 2)) {
            let features = features(len, len as u64);
            assert_eq!(majority(&features), naive(features.iter().map(|&f| (f, 1))), "{len}");
        }
    }

    #[test]
    fn extremes() {
        for len in [1usize, 2, 15, 16, 17, 63, 64, 65, 127, 128, 1000, 70_000] {
            assert_eq!(majority(&vec![u64::MAX; len]), u64::MAX, "{len} times all bits");
            assert_eq!(majority(&vec![0; len]), 0, "{len} times none");
            let half: Vec<u64> =
                (0..len as u64 * 2).map(|at| if at % 2 == 0 { u64::MAX } else { 0 }).collect();
            assert_eq!(majority(&half), 0, "a tie of {len}");
        }
    }

    proptest! {
        #[test]
        fn equals_the_naive_count(features in prop::collection::vec(any::<u64>(), 0..200)) {
            prop_assert_eq!(majority(&features), naive(features.iter().map(|&f| (f, 1))));
        }

        #[test]
        fn equals_the_naive_weights(features in prop::collection::vec(any::<(u64, u8)>(), 0..200)) {
            prop_assert_eq!(weighted_majority(&features), naive(features.iter().copied()));
        }

        #[test]
        fn small_weights_are_repeats(features in prop::collection::vec((any::<u64>(), 0..4u8), 0..200)) {
            let repeated: Vec<u64> =
                features.iter().flat_map(|&(f, w)| std::iter::repeat_n(f, usize::from(w))).collect();
            prop_assert_eq!(weighted_majority(&features), majority(&repeated));
        }
    }
}
