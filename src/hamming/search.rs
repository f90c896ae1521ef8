//! Finding the pairs within the radius in one bucket.
//!
//! Whatever way a bucket takes, it yields each pair that its rule allows once:
//!
//! - a small one is scanned: all pairs, by a sketch of 32 bits, sixteen at a time;
//! - one of ordinary size is put in order of further equal blocks and then scanned;
//! - a large one, as templates and adversaries make them, is split by blocks of
//!   those bits that vary in it, again and again.
//!
//! A split is made only if it leaves at most three quarters of the pairs, so that
//! all splits together cost no more than a constant times the scan that they save.
//! What stays large then has few varying bits for its size.
//!
//! Time O(bucket^2) comparisons at worst, far fewer where the fingerprints vary.

use std::mem;

use super::plan::{FULL, Rule, Table};
use super::prefilter::{LANES, any_near, sketch};

/// So many fingerprints are compared without a branch.
const FEW_FINGERPRINTS: usize = 33;
/// With room for lanes behind the last one.
const PADDED: usize = FEW_FINGERPRINTS + 32;
/// How many sketches are made at once: they stay in the nearest cache.
const TILE: usize = 1024;
/// The most bits of inner buckets.
const MOST_BITS: u32 = 11;
/// A bucket of up to so many fingerprints for each part of a split is scanned as it is.
const UNSPLIT: usize = 128;
/// A scan of up to so many fingerprints for each choice costs less than the choices.
const UNCHOSEN: usize = 40;
/// How many counters estimate what a split leaves.
const ESTIMATE_BITS: u32 = 10;

/// Two fingerprints within the radius.
pub(super) type Found = (u64, u64);

/// Numbers for the bits under a mask, taken from at most two runs of them.
#[derive(Clone, Copy, Default)]
struct Slots {
    /// Shift, mask and place of each run.
    runs: [(u32, u64, u32); 2],
    bits: u32,
}

impl Slots {
    /// Slots of at most `bits` bits, from the lowest runs of set bits of `mask`.
    fn new(mut mask: u64, bits: u32) -> Self {
        let mut slots = Self::default();
        for run in &mut slots.runs {
            if mask == 0 || slots.bits == bits {
                break;
            }
            let shift = mask.trailing_zeros();
            let width = (mask >> shift).trailing_ones().min(bits - slots.bits);
            let low = u64::MAX >> (64 - width);
            *run = (shift, low, slots.bits);
            slots.bits += width;
            mask &= !(low << shift);
        }
        slots
    }

    #[inline]
    fn of(self, x: u64) -> usize {
        let [(shift, mask, _), (next_shift, next_mask, place)] = self.runs;
        (x >> shift & mask | (x >> next_shift & next_mask) << place) as usize
    }
}

/// The pairs that one thread has found so far, and its buffers.
///
/// `K` is the radius, so that the innermost loop is unrolled.
pub(super) struct Search<const K: usize> {
    found: Vec<Found>,
    /// Buckets above this size are not copied.
    huge: usize,
    /// Bits that are the same in all of a bucket, since it was made by them.
    known: u64,
    scratch: Vec<u64>,
    /// Where the inner buckets end.
    ends: Vec<u32>,
    sketches: Box<[u32; TILE + LANES]>,
}

/// Whether one of the `N` sketches behind `row` is near that of `row`.
#[inline]
fn near_at<const K: usize, const N: usize>(sketches: &[u32; PADDED], row: usize) -> bool {
    sketches[row + 1..].first_chunk().is_some_and(|behind| any_near::<K, N>(sketches[row], behind))
}

/// A number whose upper bits depend on all bits of `x`.
#[inline]
fn mixed(x: u64) -> u64 {
    (x ^ x >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl<const K: usize> Search<K> {
    pub(super) fn new(huge: usize, known: u64) -> Self {
        Self {
            found: Vec::new(),
            huge,
            known,
            scratch: Vec::new(),
            ends: vec![0; (1 << MOST_BITS) + 1],
            sketches: Box::new([0; TILE + LANES]),
        }
    }

    pub(super) fn into_found(self) -> Vec<Found> {
        self.found
    }

    /// Finds the pairs of `table` in one bucket, and may change its order.
    pub(super) fn bucket(&mut self, bucket: &mut [u64], table: &Table) {
        if bucket.len() < 2 {
            return;
        }
        if bucket.len() <= UNCHOSEN * table.choices.len() {
            return self.scan(bucket, &table.rule);
        }
        if bucket.len() > self.huge {
            return self.split(bucket, &table.rule);
        }
        for rule in &table.choices {
            self.group(bucket, rule);
        }
    }

    /// Puts the bucket in order of its equal blocks, and scans what falls together.
    fn group(&mut self, bucket: &[u64], rule: &Rule) {
        let bits = bucket.len().div_ceil(FULL).next_power_of_two().ilog2().clamp(1, MOST_BITS);
        let slots = Slots::new(rule.same & !self.known, bits);
        let (slot, bits) = (|x| slots.of(x), slots.bits);
        let mut scratch = mem::take(&mut self.scratch);
        if scratch.len() < bucket.len() {
            scratch.resize(bucket.len(), 0);
        }
        let mut ends = mem::take(&mut self.ends);
        let starts = &mut ends[..=1 << bits];
        starts.fill(0);
        for &x in bucket {
            starts[slot(x) + 1] += 1;
        }
        let mut at = 0;
        for start in starts.iter_mut() {
            at += *start;
            *start = at;
        }
        for &x in bucket {
            let end = &mut starts[slot(x)];
            scratch[*end as usize] = x;
            *end += 1;
        }
        let mut start = 0;
        for &end in &starts[..1 << bits] {
            self.split(&mut scratch[start..end as usize], rule);
            start = end as usize;
        }
        (self.scratch, self.ends) = (scratch, ends);
    }

    /// Finds the pairs that `rule` allows, by splitting as long as that pays.
    fn split(&mut self, values: &mut [u64], rule: &Rule) {
        if values.len() <= UNSPLIT * (K + 1) {
            return self.scan(values, rule);
        }
        let varying = values.iter().fold(0, |bits, x| bits | x ^ values[0]);
        if varying & rule.same != 0 {
            return self.parts(values, rule.same, rule);
        }
        if rule.differ.iter().any(|mask| varying & mask == 0) {
            return;
        }
        let blocks = blocks_of(varying, K + 1);
        let all = (values.len() as u128).pow(2);
        let left: u128 = blocks.iter().map(|&block| pairs_left(values, block)).sum();
        // Few varying bits for so many fingerprints: most of the pairs are within the radius.
        if varying.count_ones() as usize <= K || left > all / 4 * 3 {
            return self.scan(values, rule);
        }
        for (i, &block) in blocks.iter().enumerate() {
            self.parts(values, block, &rule.and(&blocks[..i], block));
        }
    }

    /// Splits each run of fingerprints that agree under `mask`.
    fn parts(&mut self, values: &mut [u64], mask: u64, rule: &Rule) {
        values.sort_unstable_by_key(|x| x & mask);
        for part in values.chunk_by_mut(|a, b| (a ^ b) & mask == 0) {
            self.split(part, rule);
        }
    }

    /// Compares all pairs.
    #[inline]
    fn scan(&mut self, values: &[u64], rule: &Rule) {
        if values.len() <= FEW_FINGERPRINTS {
            self.scan_few(values, rule)
        } else {
            self.scan_many(values, rule)
        }
    }

    /// Most buckets have about [`FULL`] fingerprints: no branch depends on what they are
    /// until all have been compared.
    fn scan_few(&mut self, values: &[u64], rule: &Rule) {
        let (Some(last), Some(sketches)) =
            (values.len().checked_sub(1), self.sketches.first_chunk_mut::<PADDED>())
        else {
            return;
        };
        for (sketched, &x) in sketches.iter_mut().zip(values) {
            *sketched = sketch(x);
        }
        // What a row compares itself with behind the last fingerprint is left over
        // from another bucket: `hits` looks at none of it.
        let (wide, middle) = (last.saturating_sub(16), last.saturating_sub(8));
        let mut rows = 0;
        for row in 0..wide {
            rows |= u64::from(near_at::<K, 32>(sketches, row)) << row;
        }
        for row in wide..middle {
            rows |= u64::from(near_at::<K, 16>(sketches, row)) << row;
        }
        for row in middle..last {
            rows |= u64::from(near_at::<K, 8>(sketches, row)) << row;
        }
        while rows != 0 {
            let row = rows.trailing_zeros() as usize;
            self.hits(values[row], &values[row + 1..], rule);
            rows &= rows - 1;
        }
    }

    fn scan_many(&mut self, values: &[u64], rule: &Rule) {
        for (tile, from) in values.chunks(TILE).zip((0..).step_by(TILE)) {
            for (sketched, &x) in self.sketches.iter_mut().zip(tile) {
                *sketched = sketch(x);
            }
            for (row, &x) in values[..from + tile.len()].iter().enumerate() {
                let mut at = (row + 1).saturating_sub(from);
                while at < tile.len() {
                    // The last lanes may lie behind the tile: `hits` looks at none of those.
                    let Some(lanes) = self.sketches[at..].first_chunk() else { break };
                    if any_near::<K, LANES>(sketch(x), lanes) {
                        self.hits(x, &tile[at..tile.len().min(at + LANES)], rule);
                    }
                    at += LANES;
                }
            }
        }
    }

    #[cold]
    fn hits(&mut self, x: u64, others: &[u64], rule: &Rule) {
        for &y in others {
            let difference = x ^ y;
            if difference.count_ones() as usize <= K && rule.allows(difference) {
                self.found.push((x, y));
            }
        }
    }
}

/// How many ordered pairs agree under `mask`, or a little more.
fn pairs_left(values: &[u64], mask: u64) -> u128 {
    let mut counts = [0_u32; 1 << ESTIMATE_BITS];
    for x in values {
        counts[(mixed(x & mask) >> (64 - ESTIMATE_BITS)) as usize] += 1;
    }
    counts.iter().map(|&count| u128::from(count).pow(2)).sum()
}

/// The set bits of `bits` cut into `count` masks of neighbours, as even as can be.
fn blocks_of(bits: u64, count: usize) -> Vec<u64> {
    let total = bits.count_ones() as usize;
    let mut rest = bits;
    (0..count)
        .map(|i| {
            let mut block = 0;
            for _ in total * i / count..total * (i + 1) / count {
                block |= rest & rest.wrapping_neg();
                rest &= rest - 1;
            }
            block
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_varying_bits_tile_them() {
        for bits in [u64::MAX, 0xffff, 0x8000_0000_0000_0001, 0x5555_5555_5555_5555, 0b111] {
            for count in 2..=9 {
                let blocks = blocks_of(bits, count);
                assert_eq!(blocks.iter().fold(0, |all, block| all ^ block), bits);
                assert_eq!(blocks.iter().map(|block| block.count_ones()).sum::<u32>(), bits.count_ones());
                let least = bits.count_ones() / count as u32;
                assert!(blocks.iter().all(|block| (least..=least + 1).contains(&block.count_ones())));
            }
        }
    }

    /// All pairs that differ in at most `K` bits and obey the rule.
    fn naive<const K: usize>(values: &[u64], rule: &Rule) -> Vec<Found> {
        let mut pairs = Vec::new();
        for (i, &x) in values.iter().enumerate() {
            let near = |y: &&u64| (x ^ **y).count_ones() as usize <= K && rule.allows(x ^ **y);
            pairs.extend(values[..i].iter().filter(near).map(|&y| (x.min(y), x.max(y))));
        }
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn every_way_through_a_bucket_finds_the_same() {
        // Dense in 24 bits, with some bits in between that never vary, and clusters.
        let mut state = 1_u64;
        let mut values: Vec<u64> = (0..3000)
            .map(|i| {
                state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
                let bits = state >> 40;
                let base = if i % 3 == 0 { 0x00ab_cdef } else { bits };
                (base & 0xfff) | (bits & 0xff_f000) << 30 | (bits & 3) << 20
            })
            .collect();
        values.sort_unstable();
        values.dedup();
        let plain = Rule::default();
        let strict = Rule { same: 0xf0, differ: vec![0xf, 3 << 20] };
        for rule in [plain, strict] {
            let expected = naive::<3>(&values, &rule);
            assert!(expected.len() > 10, "{}", expected.len());
            let ways: [fn(&mut Search<3>, &mut [u64], &Rule); 3] = [
                |search, values, rule| search.scan(values, rule),
                |search, values, rule| search.split(values, rule),
                |search, values, rule| search.group(values, rule),
            ];
            for way in ways {
                let mut search = Search::<3>::new(0, 0);
                way(&mut search, &mut values.clone(), &rule);
                let mut found: Vec<Found> =
                    search.into_found().into_iter().map(|(x, y)| (x.min(y), x.max(y))).collect();
                found.sort_unstable();
                assert!(found == expected, "{} {}", found.len(), expected.len());
            }
        }
    }
}
