//! [`HammingIndex`]: which of many fingerprints are within a radius of one.
//!
//! For each choice of equal blocks (`plan.rs`) one table holds all fingerprints in
//! order of those blocks, as two plain arrays with a directory. A query looks at
//! the fingerprints that share the blocks with it, in each table. What is inserted
//! later waits in a short tail, and then in tables of doubling sizes
//! (the logarithmic method; Bentley and Saxe 1980).
//! Source: Manku, Jain and Das Sarma 2007, section 3 (online queries).
//!
//! A query looks through a few tables: see [`HammingIndex`]. Space O(tables x fingerprints).

use super::checked_radius;
use super::plan::{Plan, Rule};
use super::prefilter::{LANES, any_near, sketch};
use crate::error::BuildError;
use crate::threads;

/// How many inserted fingerprints are compared one by one.
const TAIL_FINGERPRINTS: usize = 256;
/// The most fingerprints that tables hold together, since they number them in 32 bits.
const MOST_FINGERPRINTS: usize = u32::MAX as usize;
/// About how many fingerprints one entry of a directory stands for.
const DENSITY: usize = 4;
/// A range of more fingerprints is narrowed to those with equal blocks first.
const NARROWED: usize = 64;

/// A fingerprint within the radius of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct HammingMatch {
    /// Its index: the place in the slice that the index was made from, then the order of insertion.
    pub index: usize,
    /// In how many bits it differs from the query, 0 to the radius.
    pub distance: u32,
}

/// Finds all fingerprints within a radius of a given one, exactly.
///
/// Queries take `&self`, so that threads can share an index. To compare a set with
/// itself, [`hamming_self_join`](crate::fingerprint::hamming_self_join) is several times faster.
///
/// # Complexity
/// With the radius `k`, a query looks up `k + 1` tables, or `(k + 2)(k + 1) / 2` where there are so many
/// fingerprints that tables of one block would leave over five hundred to compare, and compares those that
/// share a table's blocks with the query: time O(tables x log n + compared + matches).
/// Space about 8 + 13 x tables bytes a fingerprint; [`memory`](Self::memory) tells.
/// Fingerprints that all share the blocks of a table are all compared.
///
/// Source: Manku, Jain and Das Sarma 2007, "Detecting near-duplicates for web crawling".
///
/// ```
/// let mut index = descrape::fingerprint::HammingIndex::new(&[0b0000, 0b0111, u64::MAX], 2)?;
/// let found: Vec<_> = index.query(0b0011).iter().map(|found| (found.index, found.distance)).collect();
/// assert_eq!(found, [(0, 2), (1, 1)]);
///
/// // Keep what is new, as texts come in.
/// assert_eq!(index.first(0xff00), None);
/// assert_eq!(index.insert(0xff00), 3);
/// assert_eq!(index.first(0xff01).map(|found| found.index), Some(3));
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct HammingIndex {
    radius: u32,
    fingerprints: Vec<u64>,
    /// Neighbouring runs of `fingerprints`; what is behind the last one is the tail.
    runs: Vec<Run>,
}

/// Some fingerprints in a row, with their tables.
#[derive(Clone, Debug)]
struct Run {
    start: usize,
    end: usize,
    tables: Vec<Table>,
}

/// Fingerprints in order of the blocks that a rule wants equal, then of their index.
#[derive(Clone, Debug)]
struct Table {
    rule: Rule,
    key: Key,
    /// Where the keys with the same upper bits start.
    directory: Vec<u32>,
    fingerprints: Vec<u64>,
    /// Their places in the run.
    places: Vec<u32>,
}

/// The bits under a mask, put together.
#[derive(Clone, Debug)]
struct Key {
    /// For each run of set bits: where it starts, and how many there are.
    fields: Vec<(u32, u32)>,
    /// How far the upper bits that the directory knows stand above the rest.
    shift: u32,
}

impl Key {
    /// A directory of at most `bits` bits; there is at least one.
    fn new(mask: u64, bits: u32) -> Self {
        let mut fields = Vec::new();
        let mut rest = mask;
        while rest != 0 {
            let shift = rest.trailing_zeros();
            let width = (rest >> shift).trailing_ones();
            fields.push((shift, width));
            rest &= !(u64::MAX >> (64 - width) << shift);
        }
        Self { fields, shift: mask.count_ones() - bits.clamp(1, mask.count_ones()) }
    }

    #[inline]
    fn of(&self, fingerprint: u64) -> u64 {
        let (mut key, mut at) = (0, 0);
        for &(shift, width) in &self.fields {
            key |= (fingerprint >> shift & u64::MAX >> (64 - width)) << at;
            at += width;
        }
        key
    }

    #[inline]
    fn slot(&self, fingerprint: u64) -> usize {
        (self.of(fingerprint) >> self.shift) as usize
    }

    fn slots(&self) -> usize {
        let bits = self.fields.iter().map(|(_, width)| width).sum::<u32>() - self.shift;
        1 << bits
    }
}

impl Table {
    fn new(fingerprints: &[u64], rule: Rule) -> Self {
        let bits = (fingerprints.len() / DENSITY).checked_ilog2().unwrap_or(0);
        let key = Key::new(rule.same, bits);
        let mut directory = vec![0_u32; key.slots() + 1];
        for &fingerprint in fingerprints {
            directory[key.slot(fingerprint) + 1] += 1;
        }
        let mut at = 0;
        for start in &mut directory {
            at += *start;
            *start = at;
        }
        let mut ends = directory.clone();
        let mut entries = vec![(0, 0); fingerprints.len()];
        for (&fingerprint, place) in fingerprints.iter().zip(0_u32..) {
            let end = &mut ends[key.slot(fingerprint)];
            entries[*end as usize] = (fingerprint, place);
            *end += 1;
        }
        for (&start, &end) in directory.iter().zip(&ends) {
            entries[start as usize..end as usize]
                .sort_unstable_by_key(|&(fingerprint, place)| (key.of(fingerprint), place));
        }
        let (fingerprints, places) = entries.into_iter().unzip();
        Self { rule, key, directory, fingerprints, places }
    }

    /// Calls `found` with the place and the distance of each match within `K` that
    /// belongs to this table.
    #[inline]
    fn search<const K: usize>(&self, query: u64, found: &mut impl FnMut(u32, u32)) {
        let slot = self.key.slot(query);
        let (mut start, mut end) = (self.directory[slot] as usize, self.directory[slot + 1] as usize);
        if self.key.shift > 0 && end - start > NARROWED {
            let key = self.key.of(query);
            let near = &self.fingerprints[start..end];
            end = start + near.partition_point(|&fingerprint| self.key.of(fingerprint) <= key);
            start += near.partition_point(|&fingerprint| self.key.of(fingerprint) < key);
        }
        for from in (start..end).step_by(LANES) {
            // The last lanes may lie behind the range, which costs less than to spare them.
            let far = |full: &[u64; LANES]| !any_near::<K, LANES>(sketch(query), &full.map(sketch));
            if self.fingerprints[from..].first_chunk().is_some_and(far) {
                continue;
            }
            for place in from..end.min(from + LANES) {
                let difference = self.fingerprints[place] ^ query;
                if difference.count_ones() as usize <= K && self.rule.allows(difference) {
                    found(self.places[place], difference.count_ones());
                }
            }
        }
    }

    fn bytes(&self) -> usize {
        self.fingerprints.capacity() * size_of::<u64>()
            + (self.places.capacity() + self.directory.capacity()) * size_of::<u32>()
    }
}

impl Run {
    fn new(fingerprints: &[u64], start: usize, radius: u32) -> Self {
        let plan = Plan::for_queries(radius, fingerprints.len());
        let rules: Vec<Rule> = plan.tables().into_iter().flat_map(|table| table.choices).collect();
        let tables = threads::mapped(rules, |rule| Table::new(fingerprints, rule));
        Self { start, end: start + fingerprints.len(), tables }
    }
}

impl HammingIndex {
    /// An index of `fingerprints` for queries within `radius` bits, 0 to 8, both inclusive.
    ///
    /// With the feature `parallel` tables are built in rayon's current thread pool.
    ///
    /// # Errors
    /// [`OutOfRange`](crate::BuildErrorKind::OutOfRange) if the radius is above 8.
    ///
    /// # Complexity
    /// Time O(tables x n log n) at worst, and O(tables x n) for fingerprints that spread.
    pub fn new(fingerprints: &[u64], radius: u32) -> Result<HammingIndex, BuildError> {
        let radius = checked_radius(radius)?;
        let starts = (0..).step_by(MOST_FINGERPRINTS);
        let runs = fingerprints
            .chunks(MOST_FINGERPRINTS)
            .zip(starts)
            .map(|(part, start)| Run::new(part, start, radius));
        Ok(HammingIndex { radius, runs: runs.collect(), fingerprints: fingerprints.to_vec() })
    }

    /// The matches of `fingerprint`, in ascending order of their index. Equal ones count.
    pub fn query(&self, fingerprint: u64) -> Vec<HammingMatch> {
        let mut matches = Vec::new();
        self.search(fingerprint, |index, distance| matches.push(HammingMatch { index, distance }));
        matches.sort_unstable();
        matches
    }

    /// The match with the least index, if there is one.
    pub fn first(&self, fingerprint: u64) -> Option<HammingMatch> {
        let mut first: Option<HammingMatch> = None;
        self.search(fingerprint, |index, distance| {
            if first.is_none_or(|first| index < first.index) {
                first = Some(HammingMatch { index, distance });
            }
        });
        first
    }

    fn search(&self, fingerprint: u64, mut found: impl FnMut(usize, u32)) {
        match self.radius {
            0 => self.search_runs::<0>(fingerprint, &mut found),
            1 => self.search_runs::<1>(fingerprint, &mut found),
            2 => self.search_runs::<2>(fingerprint, &mut found),
            3 => self.search_runs::<3>(fingerprint, &mut found),
            4 => self.search_runs::<4>(fingerprint, &mut found),
            5 => self.search_runs::<5>(fingerprint, &mut found),
            6 => self.search_runs::<6>(fingerprint, &mut found),
            7 => self.search_runs::<7>(fingerprint, &mut found),
            _ => self.search_runs::<8>(fingerprint, &mut found),
        }
        let tail = self.tail_start();
        for (other, index) in self.fingerprints[tail..].iter().zip(tail..) {
            let distance = (other ^ fingerprint).count_ones();
            if distance <= self.radius {
                found(index, distance);
            }
        }
    }

    fn search_runs<const K: usize>(&self, fingerprint: u64, found: &mut impl FnMut(usize, u32)) {
        for run in &self.runs {
            for table in &run.tables {
                table.search::<K>(fingerprint, &mut |place, distance| {
                    found(run.start + place as usize, distance)
                });
            }
        }
    }

    /// Adds a fingerprint, and returns its index, which is the number of those before it.
    ///
    /// # Complexity
    /// Each fingerprint moves into larger tables O(log n) times. So inserting `n` takes
    /// O(tables x n log n) in all, while a single insertion may take as long as building.
    /// A query then looks up each of O(log n) sets of tables.
    pub fn insert(&mut self, fingerprint: u64) -> usize {
        let index = self.fingerprints.len();
        self.fingerprints.push(fingerprint);
        if self.fingerprints.len() - self.tail_start() >= TAIL_FINGERPRINTS {
            self.merge_tail();
        }
        index
    }

    /// Makes tables of the tail, and of all runs before it that are not larger.
    fn merge_tail(&mut self) {
        let end = self.fingerprints.len();
        let mut start = self.tail_start();
        while let Some(run) =
            self.runs.pop_if(|run| run.end - run.start <= end - start && end - run.start <= MOST_FINGERPRINTS)
        {
            start = run.start;
        }
        self.runs.push(Run::new(&self.fingerprints[start..end], start, self.radius));
    }

    fn tail_start(&self) -> usize {
        self.runs.last().map_or(0, |run| run.end)
    }

    /// All fingerprints, by index.
    pub fn fingerprints(&self) -> &[u64] {
        &self.fingerprints
    }

    /// How many fingerprints there are.
    pub fn len(&self) -> usize {
        self.fingerprints.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.fingerprints.is_empty()
    }

    /// The greatest distance of a match, inclusive.
    pub fn radius(&self) -> u32 {
        self.radius
    }

    /// How much memory the fingerprints and the tables take, in bytes.
    pub fn memory(&self) -> usize {
        let tables = self.runs.iter().flat_map(|run| &run.tables);
        self.fingerprints.capacity() * size_of::<u64>() + tables.map(Table::bytes).sum::<usize>()
    }
}
