//! Fingerprints the plain way: the definitions, and the usual other algorithms.

/// A branch for each bit of each feature, as in the `simhash` crate.
pub fn simhash(features: &[u64]) -> u64 {
    let mut counts = [0i32; 64];
    for &feature in features {
        for (bit, count) in counts.iter_mut().enumerate() {
            if feature >> bit & 1 == 1 {
                *count = count.saturating_add(1);
            } else {
                *count = count.saturating_sub(1);
            }
        }
    }
    majority(&counts)
}

pub fn weighted_simhash(features: &[(u64, u8)]) -> u64 {
    let mut counts = [0i32; 64];
    for &(feature, weight) in features {
        for (bit, count) in counts.iter_mut().enumerate() {
            if feature >> bit & 1 == 1 {
                *count = count.saturating_add(i32::from(weight));
            } else {
                *count = count.saturating_sub(i32::from(weight));
            }
        }
    }
    majority(&counts)
}

fn majority(counts: &[i32; 64]) -> u64 {
    counts.iter().enumerate().fold(0, |bits, (bit, &count)| bits | u64::from(count > 0) << bit)
}

/// Weights from 1 to 7.
pub fn weighted(features: &[u64]) -> Vec<(u64, u8)> {
    features.iter().map(|&feature| (feature, (feature % 7) as u8 + 1)).collect()
}

/// The textbook's `MinHash`: another hash function for each slot.
pub struct Classic(Vec<(u32, u32)>);

impl Classic {
    pub fn new(slots: usize) -> Self {
        let constant = |at: u32| (at * 2 + 1).wrapping_mul(0x9e37_79b1) ^ at.wrapping_mul(0x85eb_ca77) << 1;
        Self((0..slots as u32).map(|slot| (constant(slot) | 1, constant(slot + 4096))).collect())
    }

    pub fn signature(&self, set: &[u64]) -> Vec<u32> {
        let least = |&(factor, summand): &(u32, u32)| {
            let hash = |element: &u64| (*element as u32).wrapping_mul(factor).wrapping_add(summand);
            set.iter().map(hash).min().unwrap_or(u32::MAX)
        };
        self.0.iter().map(least).collect()
    }
}

/// One permutation hashing (Li, Owen, Zhang 2012), in which an empty slot takes the value
/// of another one that is drawn at random (Shrivastava 2017).
pub fn one_permutation(set: &[u64], slots: usize) -> Vec<u32> {
    let mut least = vec![u32::MAX; slots];
    for &element in set {
        let slot = ((element >> 32) as usize * slots) >> 32;
        least[slot] = least[slot].min(element as u32);
    }
    let filled = least.clone();
    for (at, slot) in least.iter_mut().enumerate().filter(|(at, _)| filled[*at] == u32::MAX) {
        let mut state = at as u64;
        while *slot == u32::MAX && !set.is_empty() {
            state = (state + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *slot = filled[((state >> 32) as usize * slots) >> 32];
        }
    }
    least
}

pub fn equal(one: &[u32], two: &[u32]) -> usize {
    one.iter().zip(two).filter(|(a, b)| a == b).count()
}
