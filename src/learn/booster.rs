//! Boosting: one tree after another, each fitted to what the ones before it leave.
//!
//! Newton steps on the logistic loss (Friedman 2001), over histograms of small integers.
//! Gradients are integers and so are their sums, so that the order of adding, and
//! with it the number of threads, cannot change a tree.
//!
//! Time O(trees x depth x columns x rows).

use rayon::prelude::*;

use crate::forest::{DEPTH, Forest, KINDS, KindForest, LEVELS, Split, Tree, UNIT, per_mille};
use crate::hash;

/// The lines of all documents, one after another, with room between them.
#[derive(Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Vec<u8>>,
}

impl Table {
    /// The value that a split asks for, by the place of the line.
    fn asked(&self, split: Split) -> impl Fn(u32) -> u8 {
        let (column, offset) = (&self.columns[usize::from(split.feature)], isize::from(split.offset));
        move |at| column[(at as usize).wrapping_add_signed(offset)]
    }
}

/// A line to learn from.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Its place in the table.
    pub(super) at: u32,
    pub(super) noise: bool,
    pub(super) weight: u32,
}

pub(super) struct Settings {
    pub(super) trees: usize,
    /// How much of a step is taken, in per mille.
    pub(super) rate: u32,
    /// Of so many rows, one is looked at for a tree.
    pub(super) one_row_of: u64,
    /// Of so many columns, one is looked at for a tree.
    pub(super) one_column_of: u64,
    /// The weight of a leaf that says nothing.
    pub(super) calm: f64,
    pub(super) seed: u64,
}

/// The forest that tells the rows' noise from their text.
pub(super) fn fit(table: &Table, rows: &[Row], candidates: &[Split], settings: &Settings) -> Forest {
    if rows.is_empty() {
        return Forest::default();
    }
    let (mut noise, mut all) = (0u64, 0u64);
    for row in rows {
        noise += u64::from(row.noise) * u64::from(row.weight);
        all += u64::from(row.weight);
    }
    let mut forest = Forest { bias: log_odds((noise as f64 + 1.0) / (all as f64 + 2.0)), trees: Vec::new() };
    let mut sums = vec![forest.bias; rows.len()];
    for number in 0..settings.trees {
        let lot = Lot::of(settings, number);
        let mut pulls: Vec<Pull<1>> = (0..rows.len())
            .into_par_iter()
            .filter(|&i| lot.falls_on(i as u64, settings.one_row_of))
            .map(|i| Pull { at: rows[i].at, leaf: 0, pulls: [pull(rows[i].weight, sums[i], rows[i].noise)] })
            .collect();
        let (splits, totals) = grow(table, &mut pulls, &lot.columns(candidates, settings), settings.calm);
        let most = 4.0 * f64::from(UNIT);
        let leaves =
            totals.map(|[total]| (step(total, settings) * f64::from(UNIT)).clamp(-most, most) as i16);
        let tree = Tree { splits, leaves };
        sums.par_iter_mut().zip(rows.par_iter()).for_each(|(sum, row)| *sum += value(table, &tree, row.at));
        forest.trees.push(tree);
    }
    forest
}

/// The log odds of a share, in units, by halving: no function of the platform's is asked.
pub(super) fn log_odds(share: f64) -> i32 {
    let (mut low, mut high) = (-7 * UNIT, 7 * UNIT);
    while high - low > 64 {
        let middle = (low + high) / 2;
        if f64::from(per_mille(middle)) / 1000.0 < share { low = middle } else { high = middle }
    }
    low
}

/// What a forest says of every place in the table.
pub(super) fn sums(table: &Table, forest: &Forest, places: std::ops::Range<usize>) -> Vec<i32> {
    let sum =
        |at: usize| forest.trees.iter().fold(forest.bias, |sum, tree| sum + value(table, tree, at as u32));
    places.into_par_iter().map(sum).collect()
}

fn value(table: &Table, tree: &Tree, at: u32) -> i32 {
    i32::from(tree.leaves[leaf(table, &tree.splits, at)])
}

fn leaf(table: &Table, splits: &[Split], at: u32) -> usize {
    let bits = splits.iter().enumerate();
    bits.fold(0, |leaf, (bit, split)| leaf | usize::from(table.asked(*split)(at) > split.above) << bit)
}

/// What is drawn for one tree.
struct Lot {
    seed: u64,
}

impl Lot {
    fn of(settings: &Settings, number: usize) -> Self {
        Self { seed: hash::extend(hash::EMPTY, settings.seed ^ (number as u64) << 20) }
    }

    fn falls_on(&self, item: u64, one_of: u64) -> bool {
        hash::extend(self.seed, item) >> 16 & 0xffff_ffff < (1 << 32) / one_of
    }

    fn columns(&self, candidates: &[Split], settings: &Settings) -> Vec<Split> {
        let drawn = |i: usize| self.falls_on(1 << 40 | i as u64, settings.one_column_of);
        (0..candidates.len()).filter(|&i| drawn(i)).map(|i| candidates[i]).collect()
    }
}

/// The first and the second derivative of the loss.
type Slope<N> = [N; 2];

/// A row as the growing of a tree sees it, with so many sums at once.
#[derive(Clone, Copy)]
struct Pull<const K: usize> {
    at: u32,
    leaf: u32,
    pulls: [Slope<i32>; K],
}

fn pull(weight: u32, odds: i32, wanted: bool) -> Slope<i32> {
    let (weight, likely) = (i64::from(weight), i64::from(per_mille(odds)));
    let target = if wanted { 1000 } else { 0 };
    [(weight * (likely - target)) as i32, (weight * likely * (1000 - likely) / 1000).max(1) as i32]
}

fn add(sum: &mut Slope<i64>, pull: Slope<i32>) {
    sum[0] += i64::from(pull[0]);
    sum[1] += i64::from(pull[1]);
}

/// How far a leaf moves, in units of log odds.
fn step(total: Slope<i64>, settings: &Settings) -> f64 {
    -(total[0] as f64) / (total[1] as f64 + settings.calm) * f64::from(settings.rate) / 1000.0
}

/// The splits of a tree, each the best of the columns, and what pulls at its leaves.
fn grow<const K: usize>(
    table: &Table,
    pulls: &mut [Pull<K>],
    columns: &[Split],
    calm: f64,
) -> ([Split; DEPTH], [[Slope<i64>; K]; 1 << DEPTH]) {
    let mut splits = [Split::default(); DEPTH];
    for (level, split) in splits.iter_mut().enumerate() {
        let best = columns
            .par_iter()
            .map(|split| best_threshold(table, *split, pulls, 1 << level, calm))
            .enumerate()
            .reduce(
                || (usize::MAX, (f64::MIN, 0)),
                |a, b| if b.1.0 > a.1.0 || b.1.0 == a.1.0 && b.0 < a.0 { b } else { a },
            );
        let Some(column) = columns.get(best.0) else { break };
        *split = Split { above: best.1.1, ..*column };
        let asked = table.asked(*split);
        pulls.par_iter_mut().for_each(|pull| pull.leaf |= u32::from(asked(pull.at) > split.above) << level);
    }
    let mut totals = [[[0; 2]; K]; 1 << DEPTH];
    for pull in pulls {
        let totals = &mut totals[pull.leaf as usize];
        totals.iter_mut().zip(pull.pulls).for_each(|(total, pull)| add(total, pull));
    }
    (splits, totals)
}

/// The best gain of a column, and above which value.
fn best_threshold<const K: usize>(
    table: &Table,
    split: Split,
    pulls: &[Pull<K>],
    leaves: usize,
    calm: f64,
) -> (f64, u8) {
    let mut sums = vec![[[0i64; 2]; K]; leaves * LEVELS];
    let asked = table.asked(split);
    for pull in pulls {
        let sums = &mut sums[pull.leaf as usize * LEVELS + usize::from(asked(pull.at))];
        sums.iter_mut().zip(pull.pulls).for_each(|(sum, pull)| add(sum, pull));
    }
    let gain = |sum: Slope<i64>| sum[0] as f64 * sum[0] as f64 / (sum[1] as f64 + calm);
    let mut gains = [0f64; LEVELS];
    for sums in sums.chunks_exact(LEVELS) {
        for k in 0..K {
            let all = sums.iter().fold([0, 0], |all, sum| [all[0] + sum[k][0], all[1] + sum[k][1]]);
            let mut low = [0, 0];
            for (gains, sum) in gains.iter_mut().zip(&sums[..LEVELS - 1]) {
                low = [low[0] + sum[k][0], low[1] + sum[k][1]];
                *gains += gain(low) + gain([all[0] - low[0], all[1] - low[1]]);
            }
        }
    }
    let mut best = (f64::MIN, 0);
    for (above, &gain) in gains[..LEVELS - 1].iter().enumerate() {
        if gain > best.0 {
            best = (gain, above as u8);
        }
    }
    best
}

/// A line whose kind is known.
#[derive(Clone, Copy)]
pub(super) struct KindRow {
    pub(super) at: u32,
    pub(super) kind: u8,
    pub(super) weight: u32,
}

/// What counts as one unit of log odds where there is a sum for each kind.
const KIND_UNIT: i32 = 64;

/// The forest that tells kinds apart: for each kind a logistic model, with trees in common.
pub(super) fn fit_kinds(
    table: &Table,
    rows: &[KindRow],
    candidates: &[Split],
    settings: &Settings,
) -> KindForest {
    let mut forest = KindForest::default();
    if rows.is_empty() {
        return forest;
    }
    // The log odds of each kind, for each row.
    let mut sums = vec![[-2 * KIND_UNIT; KINDS]; rows.len()];
    for number in 0..settings.trees {
        let slope = |row: &KindRow, odds: i32, kind: usize| {
            pull(row.weight, odds * (UNIT / KIND_UNIT), usize::from(row.kind) == kind)
        };
        let pulls = |row: &KindRow, sums: &[i32; KINDS]| Pull {
            at: row.at,
            leaf: 0,
            pulls: std::array::from_fn(|kind| slope(row, sums[kind], kind)),
        };
        let mut pulls: Vec<Pull<KINDS>> =
            rows.par_iter().zip(&sums).map(|(row, sums)| pulls(row, sums)).collect();
        let columns = Lot::of(settings, number).columns(candidates, settings);
        let (splits, totals) = grow(table, &mut pulls, &columns, settings.calm);
        let says = |total| (step(total, settings) * f64::from(KIND_UNIT)).clamp(-127.0, 127.0) as i8;
        let tree = Tree { splits, leaves: totals.map(|totals| totals.map(says)) };
        sums.par_iter_mut().zip(rows).for_each(|(sums, row)| {
            let leaf = tree.leaves[leaf(table, &tree.splits, row.at)];
            sums.iter_mut().zip(leaf).for_each(|(sum, says)| *sum += i32::from(says));
        });
        forest.trees.push(tree);
    }
    forest
}
