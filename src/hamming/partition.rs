//! Putting fingerprints in order of a few of their bits.
//!
//! Time O(n), space O(1) besides the target for each part and bucket. One pass
//! counts and one moves; with more threads each has a stretch of the source, and
//! its own stretch of every bucket.

use std::mem;

use crate::threads;

/// The most bits that one pass looks at: the open ends of so many buckets stay in the cache.
pub(super) const DIGIT: u32 = 10;
/// A stretch shorter than this is not worth a thread.
const LEAST_PART: usize = 1 << 16;
/// About how many fingerprints are left to the comparing sort.
const SORTED_AT_ONCE: usize = 128;

/// Some bits of a fingerprint that follow one another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digit {
    shift: u32,
    mask: u64,
}

impl Digit {
    /// The `bits` bits below bit `end`, 1 to 64; there may be none.
    pub(super) const fn below(end: u32, bits: u32) -> Self {
        Self { shift: if bits == 0 { 0 } else { end - bits }, mask: (1 << bits) - 1 }
    }

    #[inline]
    pub(super) const fn of(self, fingerprint: u64) -> usize {
        (fingerprint >> self.shift & self.mask) as usize
    }

    /// The bits that it looks at.
    pub(super) const fn bits(self) -> u64 {
        self.mask << self.shift
    }

    pub(super) const fn buckets(self) -> usize {
        self.mask as usize + 1
    }
}

/// Copies `from` into `to`, which is as long, by ascending digit; inside a bucket
/// the order stays. Returns where each bucket ends.
pub(super) fn partition(from: &[u64], digit: Digit, to: &mut [u64]) -> Vec<usize> {
    let part = from.len().div_ceil(threads::parts(from.len(), LEAST_PART)).max(1);
    let counts = threads::mapped(from.chunks(part).collect(), |part: &[u64]| {
        let mut counts = vec![0_usize; digit.buckets()];
        for &fingerprint in part {
            counts[digit.of(fingerprint)] += 1;
        }
        counts
    });
    let mut ends = Vec::with_capacity(digit.buckets());
    let mut slots: Vec<Vec<_>> = counts.iter().map(|_| Vec::with_capacity(digit.buckets())).collect();
    let (mut end, mut rest) = (0, to);
    for bucket in 0..digit.buckets() {
        for (counts, slots) in counts.iter().zip(&mut slots) {
            let (own, after) = mem::take(&mut rest).split_at_mut(counts[bucket]);
            slots.push(own.iter_mut());
            rest = after;
            end += counts[bucket];
        }
        ends.push(end);
    }
    let work = from.chunks(part).zip(slots).collect();
    threads::mapped(work, |(part, mut slots): (&[u64], Vec<std::slice::IterMut<'_, u64>>)| {
        for &fingerprint in part {
            if let Some(slot) = slots[digit.of(fingerprint)].next() {
                *slot = fingerprint;
            }
        }
    });
    ends
}

/// `all` cut where the buckets end.
pub(super) fn buckets<'a>(all: &'a mut [u64], ends: &[usize]) -> Vec<&'a mut [u64]> {
    let (mut start, mut rest) = (0, all);
    let mut buckets = Vec::with_capacity(ends.len());
    for &end in ends {
        let (bucket, after) = rest.split_at_mut(end - start);
        buckets.push(bucket);
        (start, rest) = (end, after);
    }
    buckets
}

/// The fingerprints in ascending order.
pub(super) fn sorted(fingerprints: &[u64]) -> Vec<u64> {
    let mut sorted = vec![0; fingerprints.len()];
    let bits = (fingerprints.len() / SORTED_AT_ONCE).checked_ilog2().unwrap_or(0).min(DIGIT);
    let ends = partition(fingerprints, Digit::below(64, bits), &mut sorted);
    threads::mapped(buckets(&mut sorted, &ends), <[u64]>::sort_unstable);
    sorted
}
