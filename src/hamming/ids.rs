//! From fingerprints back to their indices.
//!
//! The join carries bare fingerprints. Which index a fingerprint has is asked only
//! of those in a pair or in a group, usually few: a filter of some bits each
//! passes over the rest. Time O(n + found log found), space at most 8 bytes a
//! fingerprint besides the result.

use super::search::Found;
use crate::threads;

/// How many bits the filter has for each fingerprint that is wanted, at the least.
const FILTER_BITS: usize = 12;
/// A stretch shorter than this is not worth a thread.
const LEAST_PART: usize = 1 << 15;

/// What a join found, by index.
#[derive(Debug, Default)]
pub(super) struct ByIndex {
    /// The first index of both fingerprints, the smaller one in the upper half; in order.
    pub(super) pairs: Vec<u64>,
    /// The indices of each group, group after group, by their first index.
    pub(super) members: Vec<usize>,
    /// Where each group ends.
    pub(super) ends: Vec<usize>,
}

/// Fingerprints in order, with a directory of their topmost bits.
pub(super) struct Sorted<'a> {
    values: &'a [u64],
    starts: Vec<u32>,
    shift: u32,
}

impl<'a> Sorted<'a> {
    /// `values` are in ascending order; a directory entry stands for about two of them.
    pub(super) fn new(values: &'a [u64]) -> Self {
        let bits = (values.len() / 2).checked_ilog2().unwrap_or(0).max(1);
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for value in values {
            starts[(value >> shift) as usize + 1] += 1;
        }
        let mut at = 0;
        for start in &mut starts {
            at += *start;
            *start = at;
        }
        Self { values, starts, shift }
    }

    /// The place of `value`, if it is there.
    #[inline]
    pub(super) fn find(&self, value: u64) -> Option<usize> {
        let top = (value >> self.shift) as usize;
        let (start, end) = (self.starts[top] as usize, self.starts[top + 1] as usize);
        let near = &self.values[start..end];
        let place = if near.len() < 8 {
            near.iter().position(|&other| other == value)?
        } else {
            near.binary_search(&value).ok()?
        };
        Some(start + place)
    }
}

/// Most of what is not wanted, told by one bit.
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    fn new(wanted: &[u64]) -> Self {
        let log = (wanted.len() * FILTER_BITS).next_power_of_two().ilog2().max(6);
        let mut filter = Self { bits: vec![0; 1 << (log - 6)], shift: 64 - log };
        for &value in wanted {
            let bit = filter.bit(value);
            filter.bits[bit >> 6] |= 1 << (bit & 63);
        }
        filter
    }

    #[inline]
    fn bit(&self, value: u64) -> usize {
        ((value ^ value >> 32).wrapping_mul(0xd1b5_4a32_d192_ed03) >> self.shift) as usize
    }

    #[inline]
    fn may_have(&self, value: u64) -> bool {
        let bit = self.bit(value);
        self.bits[bit >> 6] >> (bit & 63) & 1 != 0
    }
}

/// The indices of all in `found` and of all that are `repeated`, which is in order.
/// `distinct` holds every fingerprint once, in order.
pub(super) fn by_index(
    fingerprints: &[u64],
    distinct: Vec<u64>,
    repeated: Vec<u64>,
    mut found: Vec<Vec<Found>>,
) -> ByIndex {
    let wanted = wanted(distinct, repeated, &found);
    let sorted = Sorted::new(&wanted);
    let (firsts, again) = places(fingerprints, &sorted, &wanted);

    let first = |value| sorted.find(value).map_or(0, |place| u64::from(firsts[place]));
    let count = found.iter().map(Vec::len).sum();
    let mut pairs = Vec::with_capacity(count);
    for found in &mut found {
        pairs.extend(found.iter().map(|&(x, y)| {
            let (x, y) = (first(x), first(y));
            x.min(y) << 32 | x.max(y)
        }));
        *found = Vec::new();
    }
    threads::sort(&mut pairs);
    let (members, ends) = groups(&firsts, &again);
    ByIndex { pairs, members, ends }
}

/// The fingerprints whose index is asked for, in order, and perhaps others.
fn wanted(distinct: Vec<u64>, repeated: Vec<u64>, found: &[Vec<Found>]) -> Vec<u64> {
    let count = repeated.len() + 2 * found.iter().map(Vec::len).sum::<usize>();
    if count >= distinct.len() {
        return distinct;
    }
    drop(distinct);
    let mut wanted = repeated;
    wanted.reserve_exact(count - wanted.len());
    wanted.extend(found.iter().flatten().flat_map(|&(x, y)| [x, y]));
    threads::sort(&mut wanted);
    wanted.dedup();
    wanted
}

/// The first index of each of `wanted`, and further ones as place and index, in order.
fn places(fingerprints: &[u64], sorted: &Sorted<'_>, wanted: &[u64]) -> (Vec<u32>, Vec<u64>) {
    let mut firsts = vec![u32::MAX; wanted.len()];
    let mut again = Vec::new();
    if wanted.is_empty() {
        return (firsts, again);
    }
    let filter = Filter::new(wanted);
    let part = fingerprints.len().div_ceil(threads::parts(fingerprints.len(), LEAST_PART)).max(1);
    let parts = fingerprints.chunks(part).zip((0..).step_by(part)).collect();
    let hits = threads::mapped(parts, |(part, start): (&[u64], usize)| {
        let mut hits = Vec::new();
        for (&value, index) in part.iter().zip(start as u64..) {
            if filter.may_have(value)
                && let Some(place) = sorted.find(value)
            {
                hits.push((place as u64) << 32 | index);
            }
        }
        hits
    });
    for hit in hits.into_iter().flatten() {
        let first = &mut firsts[(hit >> 32) as usize];
        if *first == u32::MAX {
            *first = hit as u32;
        } else {
            again.push(hit);
        }
    }
    threads::sort(&mut again);
    (firsts, again)
}

/// The groups of equal fingerprints, by their first index.
fn groups(firsts: &[u32], again: &[u64]) -> (Vec<usize>, Vec<usize>) {
    let mut runs: Vec<&[u64]> = again.chunk_by(|a, b| a >> 32 == b >> 32).collect();
    let first = |run: &[u64]| firsts[(run[0] >> 32) as usize];
    runs.sort_unstable_by_key(|run| first(run));
    let mut members = Vec::with_capacity(again.len() + runs.len());
    let mut ends = Vec::with_capacity(runs.len());
    for run in runs {
        members.push(first(run) as usize);
        members.extend(run.iter().map(|hit| *hit as u32 as usize));
        ends.push(members.len());
    }
    (members, ends)
}
