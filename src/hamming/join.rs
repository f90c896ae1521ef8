//! [`hamming_self_join`]: all pairs of a set within a radius.
//!
//! Equal fingerprints are collapsed first. For each block that may be the first
//! equal one, the distinct ones are put in order of that block, and every bucket is
//! searched by itself (`search.rs`): no pair is found twice, so nothing has to be
//! remembered. Time O(n log n + tables x n) for fingerprints that spread, at worst
//! O(n^2); space 16 bytes a fingerprint: one array in order, one by buckets.
//! Source: Manku, Jain and Das Sarma 2007, section 4 (batch queries).

use super::ids::{ByIndex, by_index};
use super::partition::{DIGIT, Digit, buckets, partition, sorted};
use super::plan::Plan;
use super::search::{Found, Search};
use super::{checked_len, checked_radius};
use crate::error::BuildError;
use crate::threads;

/// Outer buckets are not made smaller than this on average.
const LEAST_BUCKET: usize = 256;
/// A bucket up to this size may be copied, whatever the average.
const COPIED: usize = 1 << 14;

/// Two fingerprints within the radius.
///
/// ```
/// let join = descrape::fingerprint::hamming_self_join(&[0b1100, 0b1111, 0b1101], 1)?;
/// let pairs: Vec<_> = join.pairs().map(|pair| (pair.first, pair.second, pair.distance)).collect();
/// assert_eq!(pairs, [(0, 2, 1), (1, 2, 1)]);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct HammingPair {
    /// The index of the one that was given earlier.
    pub first: usize,
    /// The index of the one that was given later.
    pub second: usize,
    /// In how many bits they differ, 0 to the radius.
    pub distance: u32,
}

impl HammingPair {
    /// A pair, such as a slower way would find it.
    pub const fn new(first: usize, second: usize, distance: u32) -> Self {
        Self { first, second, distance }
    }
}

/// All pairs within a radius, in a form that stays small where fingerprints repeat.
///
/// A fingerprint that occurs a thousand times makes half a million pairs with itself
/// and a thousand with every neighbour. So the join keeps [`groups`](Self::groups) of
/// equal fingerprints and [`pairs`](Self::pairs) of different ones, each of which
/// stands for the first index where it occurs. [`links`](Self::links) are enough to
/// cluster; [`all_pairs`](Self::all_pairs) spells everything out.
///
/// Everything comes in a fixed order, whatever the number of threads.
///
/// ```
/// let fingerprints = [7, 0, 7, 6, 7];
/// let join = descrape::fingerprint::hamming_self_join(&fingerprints, 1)?;
/// assert_eq!(join.groups().collect::<Vec<_>>(), [[0, 2, 4]]);
/// assert_eq!(join.pairs().map(|pair| (pair.first, pair.second)).collect::<Vec<_>>(), [(0, 3)]);
/// assert_eq!(join.links().map(|pair| (pair.first, pair.second)).collect::<Vec<_>>(), [(0, 2), (0, 4), (0, 3)]);
/// assert_eq!(join.all_pairs().count(), 3 + 3);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Debug)]
pub struct HammingJoin<'f> {
    fingerprints: &'f [u64],
    radius: u32,
    found: ByIndex,
}

/// All pairs of `fingerprints` that differ in at most `radius` bits, 0 to 8.
///
/// It is exact. With the feature `parallel` the work is done in rayon's current
/// thread pool; the result is the same either way.
///
/// # Errors
/// [`OutOfRange`](crate::BuildErrorKind::OutOfRange) if the radius is above 8, or if there
/// are more than `u32::MAX` fingerprints.
///
/// # Complexity
/// Space 16 bytes a fingerprint besides the result, and some buffers for each
/// thread. Time about as much as a few sorts for a radius up to 3, which grows to some hundreds
/// of passes for a radius of 8. Fingerprints that share many bits are split by
/// others, so that templates do no harm; at worst, where hardly any bits but those vary,
/// it is O(n^2) comparisons.
///
/// Source: Manku, Jain and Das Sarma 2007, "Detecting near-duplicates for web crawling".
///
/// ```
/// let join = descrape::fingerprint::hamming_self_join(&[0, 0b111, u64::MAX, 0b1111], 3)?;
/// let pairs: Vec<_> = join.pairs().map(|pair| (pair.first, pair.second, pair.distance)).collect();
/// assert_eq!(pairs, [(0, 1, 3), (1, 3, 1)]);
/// assert!(descrape::fingerprint::hamming_self_join(&[], 9).is_err());
/// # Ok::<(), descrape::BuildError>(())
/// ```
pub fn hamming_self_join(fingerprints: &[u64], radius: u32) -> Result<HammingJoin<'_>, BuildError> {
    let radius = checked_radius(radius)?;
    checked_len(fingerprints.len())?;
    let mut distinct = sorted(fingerprints);
    let repeated = take_repeated(&mut distinct);
    let found = match radius {
        0 => Vec::new(),
        1 => search::<1>(&distinct),
        2 => search::<2>(&distinct),
        3 => search::<3>(&distinct),
        4 => search::<4>(&distinct),
        5 => search::<5>(&distinct),
        6 => search::<6>(&distinct),
        7 => search::<7>(&distinct),
        _ => search::<8>(&distinct),
    };
    Ok(HammingJoin { fingerprints, radius, found: by_index(fingerprints, distinct, repeated, found) })
}

/// Leaves every number once, and returns those that were there more often.
fn take_repeated(sorted: &mut Vec<u64>) -> Vec<u64> {
    let mut repeated: Vec<u64> = sorted.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    if !repeated.is_empty() {
        repeated.dedup();
        sorted.dedup();
    }
    repeated
}

/// The pairs of `distinct`, which is in order, within the radius `K`.
fn search<const K: usize>(distinct: &[u64]) -> Vec<Vec<Found>> {
    let plan = Plan::for_join(K as u32, distinct.len());
    let mut found = Vec::new();
    let mut work = vec![0; distinct.len()];
    for table in plan.tables() {
        let width = table.block.count_ones();
        let bits = (distinct.len() / LEAST_BUCKET).checked_ilog2().unwrap_or(0).min(DIGIT).min(width);
        let digit = Digit::below(64 - table.block.leading_zeros(), bits);
        let ends = partition(distinct, digit, &mut work);
        let huge = (distinct.len() >> bits).saturating_mul(4).max(COPIED);
        let searches = threads::folded(
            buckets(&mut work, &ends),
            || Search::<K>::new(huge, digit.bits()),
            |search, bucket| search.bucket(bucket, &table),
        );
        found.extend(searches.into_iter().map(Search::into_found));
    }
    found
}

impl<'f> HammingJoin<'f> {
    /// The greatest distance of a pair.
    pub fn radius(&self) -> u32 {
        self.radius
    }

    /// Pairs of different fingerprints, each of which stands for its first index.
    /// In ascending order of `a`, then `b`; distances are 1 to the radius.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = HammingPair> + '_ {
        self.found.pairs.iter().map(|&pair| self.pair((pair >> 32) as usize, pair as u32 as usize))
    }

    /// The indices of fingerprints that occur more than once: ascending in each
    /// group, and the groups by their first index.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &[usize]> + '_ {
        let mut start = 0;
        self.found.ends.iter().map(move |&end| {
            let group = &self.found.members[start..end];
            start = end;
            group
        })
    }

    /// As few pairs as connect all that is within the radius: in every group the first
    /// index with each of the others, then all of [`pairs`](Self::pairs).
    ///
    /// Their number is linear in that of the fingerprints and of the pairs.
    pub fn links(&self) -> impl Iterator<Item = HammingPair> + '_ {
        let within = self.groups().flat_map(|group| {
            group[1..].iter().map(|&other| HammingPair { first: group[0], second: other, distance: 0 })
        });
        within.chain(self.pairs())
    }

    /// Every pair of indices within the radius: first those in groups, then those of
    /// different fingerprints. They can be quadratically many, so they are made on the way.
    pub fn all_pairs(&self) -> impl Iterator<Item = HammingPair> + '_ {
        let within = self.groups().flat_map(|group| {
            let behind = |(at, &first): (usize, &usize)| {
                group[at + 1..].iter().map(move |&second| HammingPair { first, second, distance: 0 })
            };
            group.iter().enumerate().flat_map(behind)
        });
        let firsts: Vec<(usize, &[usize])> = self.groups().map(|group| (group[0], group)).collect();
        let between = self.pairs().flat_map(move |pair| {
            let (all_a, all_b) = (equal_to(&firsts, pair.first), equal_to(&firsts, pair.second));
            let (a_len, b_len) = (all_a.map_or(1, <[usize]>::len), all_b.map_or(1, <[usize]>::len));
            (0..a_len).flat_map(move |i| {
                (0..b_len).map(move |j| {
                    let (a, b) =
                        (all_a.map_or(pair.first, |all| all[i]), all_b.map_or(pair.second, |all| all[j]));
                    HammingPair { first: a.min(b), second: a.max(b), distance: pair.distance }
                })
            })
        });
        within.chain(between)
    }

    fn pair(&self, a: usize, b: usize) -> HammingPair {
        HammingPair {
            first: a,
            second: b,
            distance: (self.fingerprints[a] ^ self.fingerprints[b]).count_ones(),
        }
    }
}

/// The group that starts with `first`, if there is one.
fn equal_to<'a>(groups: &[(usize, &'a [usize])], first: usize) -> Option<&'a [usize]> {
    let at = groups.binary_search_by_key(&first, |(first, _)| *first).ok()?;
    Some(groups[at].1)
}
