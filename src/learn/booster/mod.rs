//! Boosting: one tree after another, each fitted to what the ones before it leave.
//!
//! Newton steps on the logistic loss (Friedman 2001), over histograms of small integers.
//! Gradients are integers and so are their sums, so that the order of adding, and
//! with it the number of threads, cannot change a tree.
//!
//! Lines, kinds, headlines and pairs all come from here.
//!
//! Time O(trees x depth x columns x rows).

mod grow;

use rayon::prelude::*;

use crate::forest::{self, ClassForest, DEPTH, Forest, LEVELS, Split, Tree, UNIT, per_mille};
use crate::hash;
use grow::{Pulls, Slope, grow};

/// What is known of all rows, one column a feature: lines of all documents, one after another, with room between
/// them, or pairs.
#[derive(Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Vec<u8>>,
    /// The way of each column; those behind have none.
    pub(super) ways: Vec<Way>,
}

/// In which way a column may move a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Either,
    /// It never lowers the sum when it grows.
    For,
    /// It never raises it.
    Against,
}

impl Table {
    /// The value that a split asks for, by the place of the line.
    fn asked(&self, split: Split) -> impl Fn(u32) -> u8 {
        let (column, offset) = (&self.columns[usize::from(split.feature)], isize::from(split.offset));
        move |at| column[(at as usize).wrapping_add_signed(offset)]
    }

    fn way(&self, split: Split) -> Way {
        self.ways.get(usize::from(split.feature)).copied().unwrap_or(Way::Either)
    }
}

/// A row to learn from: a line or a pair.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Its place in the table.
    pub(super) at: u32,
    /// Whether its sum is to be above 0.
    pub(super) wanted: bool,
    pub(super) weight: u32,
}

/// How trees are grown.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) trees: usize,
    /// How much of a step is taken, in per mille.
    pub(super) rate: u32,
    /// How many splits a tree has, at most [`DEPTH`].
    pub(super) depth: usize,
    /// Which share of the rows and of the columns is drawn for a tree.
    pub(super) rows: Share,
    pub(super) columns: Share,
    /// What is added to the weight of a leaf, so that a light one says little.
    pub(super) ridge: f64,
    /// The least weight of either side of a split.
    pub(super) least: f64,
    pub(super) seed: u64,
}

/// So many of so many.
pub(super) type Share = (u64, u64);

/// The forest that tells the rows that are wanted from the others, in columns of so many values.
pub(super) fn fit<const VALUES: usize>(
    table: &Table,
    rows: &[Row],
    candidates: &[Split],
    settings: &Settings,
) -> Forest {
    if rows.is_empty() {
        return Forest::default();
    }
    let (mut wanted, mut all) = (0u64, 0u64);
    for row in rows {
        wanted += u64::from(row.wanted) * u64::from(row.weight);
        all += u64::from(row.weight);
    }
    let bias = log_odds((wanted as f64 + 1.0) / (all as f64 + 2.0));
    let mut forest = Forest { bias, trees: Vec::new() };
    let mut sums = vec![bias; rows.len()];
    for number in 0..settings.trees {
        let lot = Lot::of(settings, number);
        let (places, pulls): (Vec<u32>, Vec<Pulls<1>>) = (0..rows.len())
            .into_par_iter()
            .filter(|&i| lot.falls_on(i as u64, settings.rows))
            .map(|i| (rows[i].at, [pull(rows[i].weight, sums[i], rows[i].wanted)]))
            .unzip();
        let columns = lot.columns(candidates, settings);
        let most = 4.0 * f64::from(UNIT);
        let leaf = |[step]: &[f64; 1]| (settings.part(*step) * f64::from(UNIT)).clamp(-most, most) as i16;
        let grown = grow::<1, VALUES>(table, &places, &pulls, &columns, settings);
        let mut tree = Tree { splits: full(&grown.splits), leaves: [0; 1 << DEPTH] };
        tree.leaves.iter_mut().zip(&grown.steps).for_each(|(own, steps)| *own = leaf(steps));
        sums.par_iter_mut().zip(rows.par_iter()).for_each(|(sum, row)| *sum += value(table, &tree, row.at));
        forest.trees.push(tree);
    }
    forest
}

impl Settings {
    /// How much of a step is taken.
    fn part(&self, step: f64) -> f64 {
        step * f64::from(self.rate) / 1000.0
    }
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

fn leaf(table: &Table, splits: &[Split; DEPTH], at: u32) -> usize {
    forest::leaf(splits, |split| table.asked(split)(at) > split.above)
}

/// What is drawn for one tree.
struct Lot {
    seed: u64,
}

impl Lot {
    fn of(settings: &Settings, number: usize) -> Self {
        Self { seed: hash::extend(hash::EMPTY, settings.seed ^ (number as u64) << 20) }
    }

    fn falls_on(&self, item: u64, (part, whole): Share) -> bool {
        hash::extend(self.seed, item) >> 16 & 0xffff_ffff < (part << 32) / whole
    }

    fn columns(&self, candidates: &[Split], settings: &Settings) -> Vec<Split> {
        let drawn = |i: usize| self.falls_on(1 << 40 | i as u64, settings.columns);
        (0..candidates.len()).filter(|&i| drawn(i)).map(|i| candidates[i]).collect()
    }
}

fn pull(weight: u32, odds: i32, wanted: bool) -> Slope<i32> {
    let (weight, likely) = (i64::from(weight), i64::from(per_mille(odds)));
    let target = if wanted { 1000 } else { 0 };
    [(weight * (likely - target)) as i32, (weight * likely * (1000 - likely) / 1000).max(1) as i32]
}

/// The splits of a tree of full depth. Where there is nothing to ask any more, the rest of them are never true.
fn full(grown: &[Split]) -> [Split; DEPTH] {
    let mut splits = [Split::NEVER; DEPTH];
    splits.iter_mut().zip(grown).for_each(|(split, grown)| *split = *grown);
    splits
}

/// A line whose class is known: a kind of noise by its number.
#[derive(Clone, Copy)]
pub(super) struct ClassRow {
    pub(super) at: u32,
    pub(super) class: u8,
    pub(super) weight: u32,
}

/// What counts as one unit of log odds where there is a sum for each class.
const CLASS_UNIT: i32 = 64;

/// The forest that tells `K` classes apart: for each a logistic model, with trees in common.
pub(super) fn fit_classes<const K: usize>(
    table: &Table,
    rows: &[ClassRow],
    candidates: &[Split],
    settings: &Settings,
) -> ClassForest {
    let mut forest = ClassForest { classes: K, trees: Vec::new() };
    if rows.is_empty() {
        return forest;
    }
    // The log odds of each class, for each row.
    let mut sums = vec![[-2 * CLASS_UNIT; K]; rows.len()];
    for number in 0..settings.trees {
        let slope = |row: &ClassRow, odds: i32, class: usize| {
            pull(row.weight, odds * (UNIT / CLASS_UNIT), usize::from(row.class) == class)
        };
        let pulls = |(row, sums): (&ClassRow, &[i32; K])| -> (u32, Pulls<K>) {
            (row.at, std::array::from_fn(|class| slope(row, sums[class], class)))
        };
        let (places, pulls): (Vec<u32>, Vec<_>) = rows.par_iter().zip(&sums).map(pulls).unzip();
        let columns = Lot::of(settings, number).columns(candidates, settings);
        let grown = grow::<K, LEVELS>(table, &places, &pulls, &columns, settings);
        let splits = full(&grown.splits);
        let says = |step: f64| (settings.part(step) * f64::from(CLASS_UNIT)).clamp(-127.0, 127.0) as i8;
        let steps: Vec<[i8; K]> = grown.steps.iter().map(|steps| steps.map(says)).collect();
        sums.par_iter_mut().zip(rows).for_each(|(sums, row)| {
            let says = steps[leaf(table, &splits, row.at)];
            sums.iter_mut().zip(says).for_each(|(sum, says)| *sum += i32::from(says));
        });
        let mut leaves = steps.concat();
        leaves.resize(K << DEPTH, 0);
        forest.trees.push((splits, leaves.into()));
    }
    forest
}

#[cfg(test)]
mod tests;
