//! Learning to tell pairs of texts that are one, from labelled ones.
//!
//! Time O(trees x features x pairs).

use super::booster::{self, Row, Settings, Table, Way};
use crate::dedup::PairModel;
use crate::forest::{DEPTH, Split};

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

/// How trees are grown. What stands here by default made the model that the crate comes with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairOptions {
    /// How many trees: 400.
    pub trees: usize,
    /// How many questions a tree asks: 5, and at most 6.
    pub depth: usize,
    /// How much of a step is taken for each tree, in thousandths: 100.
    pub rate: u32,
    /// What is added to the weight of a leaf, in thousandths of a pair that is even: 2000 is as much as eight pairs of
    /// weight 1000.
    pub ridge: u32,
    /// The least weight of either side of a question, in the same measure: 1000.
    pub least: u32,
    /// Of the pairs so many are looked at for a tree, in thousandths: 600.
    pub pairs: u32,
    /// Of the features so many, in thousandths: 500.
    pub features: u32,
    /// From which pairs and features are drawn: 1.
    pub seed: u64,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self { trees: 400, depth: 5, rate: 100, ridge: 2000, least: 1000, pairs: 600, features: 500, seed: 1 }
    }
}

/// So many levels of a feature are told apart.
const LEVELS: usize = 48;

fn way(feature: &str) -> Way {
    match PairModel::way(feature) {
        None => Way::Either,
        Some(true) => Way::For,
        Some(false) => Way::Against,
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
        let cuts: Vec<Vec<i32>> = self.columns.iter().map(|column| cuts(column)).collect();
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
        // Weights are in thousandths, and so are shares of a pair, twice in the second derivative.
        let weight = |thousandths: u32| f64::from(thousandths) * 1000.0;
        let settings = Settings {
            trees: options.trees,
            rate: options.rate,
            depth: options.depth.min(DEPTH),
            rows: (options.pairs.into(), 1000),
            columns: (options.features.into(), 1000),
            ridge: weight(options.ridge),
            least: weight(options.least),
            seed: options.seed,
        };
        let forest = booster::fit::<LEVELS>(&table, &rows, &candidates, &settings);
        PairModel::new(cuts, forest)
    }
}

/// The greatest values of all levels but the last, where each level has about as many pairs.
fn cuts(column: &[i32]) -> Vec<i32> {
    let mut sorted = column.to_vec();
    sorted.sort_unstable();
    let mut cuts = sorted.clone();
    cuts.dedup();
    if cuts.len() > LEVELS {
        cuts = (1..=LEVELS).map(|level| sorted[(sorted.len() - 1) * level / LEVELS]).collect();
        cuts.dedup();
    }
    cuts.pop();
    cuts
}
