//! Boosting: one tree after another, each fitted to what the ones before it leave.
//!
//! Newton steps on the logistic loss (Friedman 2001), over histograms of small integers.
//! Gradients are integers and so are their sums, so that the order of adding, and
//! with it the number of threads, cannot change a tree.
//!
//! Time O(trees x depth x columns x rows).

use rayon::prelude::*;

use crate::hash;
use crate::label::columns::LEVELS;
use crate::label::forest::{DEPTH, Forest, KINDS, KindForest, Split, Tree, UNIT, per_mille};

/// The lines of all documents, one after another, with room between them.
#[derive(Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Vec<u8>>,
}

impl Table {
    fn view(&self, split: Split) -> (&[u8], isize) {
        (&self.columns[usize::from(split.feature)], isize::from(split.offset))
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
    let share = (noise as f64 + 1.0) / (all as f64 + 2.0);
    // The log odds, found by halving: no function of the platform's is asked.
    let (mut low, mut high) = (-7 * UNIT, 7 * UNIT);
    while high - low > 64 {
        let middle = (low + high) / 2;
        if f64::from(per_mille(middle)) / 1000.0 < share { low = middle } else { high = middle }
    }
    let mut forest = Forest { bias: low, trees: Vec::new() };
    let mut sums = vec![forest.bias; rows.len()];
    for number in 0..settings.trees {
        let tree = grow(table, rows, &sums, candidates, settings, number as u64);
        sums.par_iter_mut().zip(rows.par_iter()).for_each(|(sum, row)| *sum += value(table, &tree, row.at));
        forest.trees.push(tree);
    }
    forest
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
    let mut leaf = 0;
    for (bit, split) in splits.iter().enumerate() {
        let (column, offset) = table.view(*split);
        leaf |= usize::from(column[(at as usize).wrapping_add_signed(offset)] > split.above) << bit;
    }
    leaf
}

/// A row as the growing of a tree sees it.
#[derive(Clone, Copy)]
struct Pull {
    at: u32,
    leaf: u32,
    gradient: i32,
    weight: i32,
}

fn grow(
    table: &Table,
    rows: &[Row],
    sums: &[i32],
    candidates: &[Split],
    settings: &Settings,
    number: u64,
) -> Tree {
    let seed = hash::extend(hash::EMPTY, settings.seed ^ number << 20);
    let drawn = |item: u64, one_of: u64| hash::extend(seed, item) >> 16 & 0xffff_ffff < (1 << 32) / one_of;
    let mut pulls: Vec<Pull> = (0..rows.len())
        .into_par_iter()
        .filter(|&i| drawn(i as u64, settings.one_row_of))
        .map(|i| {
            let (row, likely) = (rows[i], i64::from(per_mille(sums[i])));
            let weight = i64::from(row.weight);
            let target = if row.noise { 1000 } else { 0 };
            let gradient = weight * (likely - target);
            let second = weight * (likely * (1000 - likely)) / 1000;
            Pull { at: row.at, leaf: 0, gradient: gradient as i32, weight: second.max(1) as i32 }
        })
        .collect();
    let chosen: Vec<Split> = candidates
        .iter()
        .enumerate()
        .filter(|(i, _)| drawn(1 << 40 | *i as u64, settings.one_column_of))
        .map(|(_, split)| *split)
        .collect();
    let mut splits = [Split::default(); DEPTH];
    for (level, best_split) in splits.iter_mut().enumerate() {
        let best = chosen
            .par_iter()
            .map(|split| best_threshold(table, *split, &pulls, 1 << level, settings.calm))
            .enumerate()
            .reduce(
                || (usize::MAX, (f64::MIN, 0)),
                |a, b| if b.1.0 > a.1.0 || b.1.0 == a.1.0 && b.0 < a.0 { b } else { a },
            );
        let Some(split) = chosen.get(best.0) else { break };
        let split = Split { above: best.1.1, ..*split };
        *best_split = split;
        let (column, offset) = table.view(split);
        pulls.par_iter_mut().for_each(|pull| {
            let above = column[(pull.at as usize).wrapping_add_signed(offset)] > split.above;
            pull.leaf |= u32::from(above) << level;
        });
    }
    let mut totals = [(0i64, 0i64); 1 << DEPTH];
    for pull in &pulls {
        let total = &mut totals[pull.leaf as usize];
        total.0 += i64::from(pull.gradient);
        total.1 += i64::from(pull.weight);
    }
    let leaves = totals.map(|(gradient, weight)| {
        let step = -(gradient as f64) / (weight as f64 + settings.calm);
        let step = step * f64::from(settings.rate) / 1000.0 * f64::from(UNIT);
        step.clamp(-4.0 * f64::from(UNIT), 4.0 * f64::from(UNIT)) as i16
    });
    Tree { splits, leaves }
}

/// The best gain of a column, and above which value.
fn best_threshold(table: &Table, split: Split, pulls: &[Pull], leaves: usize, calm: f64) -> (f64, u8) {
    let mut sums = vec![[0i64; 2]; leaves * LEVELS];
    let (column, offset) = table.view(split);
    for pull in pulls {
        let value = column[(pull.at as usize).wrapping_add_signed(offset)];
        let sum = &mut sums[pull.leaf as usize * LEVELS + usize::from(value)];
        sum[0] += i64::from(pull.gradient);
        sum[1] += i64::from(pull.weight);
    }
    let gain = |sum: [i64; 2]| sum[0] as f64 * sum[0] as f64 / (sum[1] as f64 + calm);
    let mut gains = [0f64; LEVELS];
    for sums in sums.chunks_exact(LEVELS) {
        let all = sums.iter().fold([0, 0], |all, sum| [all[0] + sum[0], all[1] + sum[1]]);
        let mut low = [0, 0];
        for (gains, sum) in gains.iter_mut().zip(&sums[..LEVELS - 1]) {
            low = [low[0] + sum[0], low[1] + sum[1]];
            *gains += gain(low) + gain([all[0] - low[0], all[1] - low[1]]);
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

/// The log odds of each kind for a row, in 64ths.
type Sums = [i32; KINDS];

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
    let mut sums: Vec<Sums> = vec![[-128; KINDS]; rows.len()];
    for number in 0..settings.trees {
        let seed = hash::extend(hash::EMPTY, settings.seed ^ (number as u64) << 20);
        let drawn =
            |item: u64, one_of: u64| hash::extend(seed, item) >> 16 & 0xffff_ffff < (1 << 32) / one_of;
        let chosen: Vec<Split> = candidates
            .iter()
            .enumerate()
            .filter(|(i, _)| drawn(1 << 40 | *i as u64, settings.one_column_of))
            .map(|(_, split)| *split)
            .collect();
        let pulls: Vec<(u32, [[i32; 2]; KINDS])> = rows
            .par_iter()
            .zip(&sums)
            .map(|(row, sums)| {
                let pull = |kind: usize| {
                    let likely = i64::from(per_mille(sums[kind] * (UNIT / 64)));
                    let target = if usize::from(row.kind) == kind { 1000 } else { 0 };
                    let weight = i64::from(row.weight);
                    [
                        (weight * (likely - target)) as i32,
                        (weight * likely * (1000 - likely) / 1000).max(1) as i32,
                    ]
                };
                (row.at, std::array::from_fn(pull))
            })
            .collect();
        let mut leaves = vec![0u8; rows.len()];
        let mut splits = [Split::default(); DEPTH];
        for (level, best_split) in splits.iter_mut().enumerate() {
            let gains = chosen
                .par_iter()
                .map(|split| kind_threshold(table, *split, &pulls, &leaves, 1 << level, settings.calm));
            let best = gains.enumerate().reduce(
                || (usize::MAX, (f64::MIN, 0)),
                |a, b| if b.1.0 > a.1.0 || b.1.0 == a.1.0 && b.0 < a.0 { b } else { a },
            );
            let Some(split) = chosen.get(best.0) else { break };
            let split = Split { above: best.1.1, ..*split };
            *best_split = split;
            let (column, offset) = table.view(split);
            for (leaf, (at, _)) in leaves.iter_mut().zip(&pulls) {
                let above = column[(*at as usize).wrapping_add_signed(offset)] > split.above;
                *leaf |= u8::from(above) << level;
            }
        }
        let mut totals = vec![[[0i64; 2]; KINDS]; 1 << DEPTH];
        for (leaf, (_, pulls)) in leaves.iter().zip(&pulls) {
            for (total, pull) in totals[usize::from(*leaf)].iter_mut().zip(pulls) {
                total[0] += i64::from(pull[0]);
                total[1] += i64::from(pull[1]);
            }
        }
        let mut tree = Tree { splits, leaves: [[0i8; KINDS]; 1 << DEPTH] };
        for (leaf, totals) in tree.leaves.iter_mut().zip(&totals) {
            for (says, total) in leaf.iter_mut().zip(totals) {
                let step = -(total[0] as f64) / (total[1] as f64 + settings.calm);
                *says = (step * f64::from(settings.rate) / 1000.0 * 64.0).clamp(-127.0, 127.0) as i8;
            }
        }
        sums.par_iter_mut().zip(rows).for_each(|(sums, row)| {
            let leaf = tree.leaves[leaf(table, &tree.splits, row.at)];
            sums.iter_mut().zip(leaf).for_each(|(sum, says)| *sum += i32::from(says));
        });
        forest.trees.push(tree);
    }
    forest
}

fn kind_threshold(
    table: &Table,
    split: Split,
    pulls: &[(u32, [[i32; 2]; KINDS])],
    leaves: &[u8],
    count: usize,
    calm: f64,
) -> (f64, u8) {
    let mut sums = vec![[[0i64; 2]; KINDS]; count * LEVELS];
    let (column, offset) = table.view(split);
    for ((at, pulls), leaf) in pulls.iter().zip(leaves) {
        let value = column[(*at as usize).wrapping_add_signed(offset)];
        let sum = &mut sums[usize::from(*leaf) * LEVELS + usize::from(value)];
        for (sum, pull) in sum.iter_mut().zip(pulls) {
            sum[0] += i64::from(pull[0]);
            sum[1] += i64::from(pull[1]);
        }
    }
    let gain = |sum: [i64; 2]| sum[0] as f64 * sum[0] as f64 / (sum[1] as f64 + calm);
    let mut gains = [0f64; LEVELS];
    for sums in sums.chunks_exact(LEVELS) {
        for kind in 0..KINDS {
            let all = sums.iter().fold([0, 0], |all, sum| [all[0] + sum[kind][0], all[1] + sum[kind][1]]);
            let mut low = [0, 0];
            for (gains, sum) in gains.iter_mut().zip(&sums[..LEVELS - 1]) {
                low = [low[0] + sum[kind][0], low[1] + sum[kind][1]];
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
