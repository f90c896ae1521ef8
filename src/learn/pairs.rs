//! Learning to tell pairs of texts that are one, from labelled ones.
//!
//! Time O(trees x features x pairs).

use super::booster::{self, Row, Settings, Share, Table, Way};
use crate::dedup::PairModel;
use crate::forest::{LEVELS, Split};

/// A pair of texts of which is known whether they are one.
#[derive(Clone, Copy, Debug)]
pub struct PairExample<'a> {
    /// What [`Comparison::signs`](crate::Comparison::signs) says of it, in that order.
    pub features: &'a [i32],
    /// Whether both texts are one.
    pub dup: bool,
    /// How much it counts: 1000 for a pair like any other.
    pub weight: u32,
}

#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct PairOptions {
    pub trees: usize,
    pub depth: usize,
    pub rate: u32,
    pub ridge: f64,
    pub least: f64,
    pub rows: Share,
    pub columns: Share,
    pub seed: u64,
    pub bins: usize,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self {
            trees: 200,
            depth: 6,
            rate: 100,
            ridge: 5.0,
            least: 2.0,
            rows: (4, 5),
            columns: (3, 5),
            seed: 1,
            bins: LEVELS,
        }
    }
}

/// Features that never lower a score when they grow.
const FOR: [&str; 11] = [
    "weighted_jaccard",
    "weighted_containment",
    "soft_jaccard",
    "soft_containment",
    "jaccard",
    "gram_jaccard",
    "gram_containment",
    "order_jaccard",
    "number_share",
    "name_share",
    "plain_share",
];
/// Features that never raise it.
const AGAINST: [&str; 15] = [
    "opposites",
    "negations",
    "swapped_numbers",
    "swapped_places",
    "swapped_persons",
    "swapped_organisations",
    "swapped_capitals",
    "swapped_opposites",
    "least_numbers",
    "least_places",
    "least_persons",
    "least_organisations",
    "least_names",
    "heaviest_unshared",
    "least_unshared",
];

fn way(feature: &str) -> Way {
    if FOR.contains(&feature) {
        Way::For
    } else if AGAINST.contains(&feature) {
        Way::Against
    } else {
        Way::Either
    }
}

/// Learns a [`PairModel`] from labelled pairs.
#[derive(Debug, Default)]
pub struct PairTrainer {
    /// The features of all pairs, one column a feature.
    columns: Vec<Vec<i32>>,
    labels: Vec<(bool, u32)>,
}

impl PairTrainer {
    /// A trainer without pairs.
    pub fn new() -> Self {
        Self { columns: vec![Vec::new(); PairModel::FEATURES.len()], labels: Vec::new() }
    }

    /// Adds a pair. Features that are missing count as 0.
    pub fn add(&mut self, example: PairExample<'_>) {
        let features = example.features.iter().copied().chain(std::iter::repeat(0));
        self.columns.iter_mut().zip(features).for_each(|(column, feature)| column.push(feature));
        self.labels.push((example.dup, example.weight));
    }

    /// Learns from all pairs.
    pub fn train(&self, options: &PairOptions) -> PairModel {
        let cuts: Vec<Vec<i32>> = self.columns.iter().map(|c| cuts(c, options.bins)).collect();
        let level = |cuts: &[i32], value: i32| cuts.partition_point(|&cut| cut < value) as u8;
        let columns = self.columns.iter().zip(&cuts);
        let table = Table {
            columns: columns.map(|(column, cuts)| column.iter().map(|&v| level(cuts, v)).collect()).collect(),
            ways: PairModel::FEATURES.iter().map(|feature| way(feature)).collect(),
        };
        let row = |(at, &(wanted, weight)): (usize, &(bool, u32))| Row { at: at as u32, wanted, weight };
        let rows: Vec<Row> = self.labels.iter().enumerate().map(row).collect();
        let split = |feature: usize| Split { feature: feature as u8, offset: 0, above: 0 };
        let candidates: Vec<Split> = (0..cuts.len()).filter(|&f| !cuts[f].is_empty()).map(split).collect();
        // A pair of weight 1000 has at most 250 x 1000 of what both are measured in.
        const UNIT: f64 = 1e6;
        let settings = Settings {
            trees: options.trees,
            rate: options.rate,
            depth: options.depth,
            rows: options.rows,
            columns: options.columns,
            ridge: options.ridge * UNIT,
            least: options.least * UNIT,
            seed: options.seed,
        };
        let forest = booster::fit(&table, &rows, &candidates, &settings);
        PairModel::new(cuts, forest)
    }
}

/// The greatest values of all levels but the last: at most [`LEVELS`] of them, each of about as many pairs.
fn cuts(column: &[i32], levels: usize) -> Vec<i32> {
    let mut sorted = column.to_vec();
    sorted.sort_unstable();
    let mut cuts = sorted.clone();
    cuts.dedup();
    if cuts.len() > levels {
        cuts = (1..=levels).map(|level| sorted[(sorted.len() - 1) * level / levels]).collect();
        cuts.dedup();
    }
    cuts.pop();
    cuts
}
