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
    /// How many trees: 300.
    pub trees: usize,
    /// How many questions a tree asks: 6, which is the most.
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
    /// From which pairs and features are drawn: 9.
    pub seed: u64,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self { trees: 300, depth: 6, rate: 100, ridge: 2000, least: 1000, pairs: 600, features: 500, seed: 9 }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_the_greatest_values_of_levels() {
        assert!(cuts(&[]).is_empty());
        assert!(cuts(&[7, 7, 7]).is_empty());
        assert_eq!(cuts(&[3, 1, 2, 1]), [1, 2]);
        let many: Vec<i32> = (0..10_000).rev().collect();
        let cuts = cuts(&many);
        assert_eq!(cuts.len(), LEVELS - 1);
        assert!(cuts.windows(2).all(|pair| (200..220).contains(&(pair[1] - pair[0]))), "{cuts:?}");
    }

    /// Pairs of which the first feature says all, and a second one of no use, that has no way.
    fn trainer(count: i32) -> PairTrainer {
        let mut trainer = PairTrainer::new();
        for number in 0..count {
            let features = [number * 37 % 1000, number * 11 % 1000];
            trainer.add(PairExample { features: &features, dup: features[0] > 600, weight: 1000 });
        }
        trainer
    }

    fn options() -> PairOptions {
        PairOptions { trees: 40, features: 1000, ..PairOptions::default() }
    }

    #[test]
    fn what_tells_pairs_apart_is_learnt() {
        let model = trainer(900).train(&options());
        let wrong = (0..1000).filter(|&share| (model.score(&[share, 500]) >= 500) != (share > 600)).count();
        assert!(wrong <= 25, "{wrong}");
        assert!(model.score(&[1000]) > 900 && model.score(&[0]) < 100);
    }

    #[test]
    fn a_model_comes_back_and_any_number_of_threads_gives_the_same_bytes() {
        let bytes = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.map(|pool| pool.install(|| trainer(300).train(&options()).to_bytes())).unwrap_or_default()
        };
        let one = bytes(1);
        assert!(!one.is_empty() && one == bytes(3));
        let model = PairModel::from_bytes(&one).map(|model| model.to_bytes());
        assert_eq!(model, Ok(one.clone()));
        let other = PairOptions { seed: 2, ..options() };
        assert_ne!(trainer(300).train(&other).to_bytes(), one, "nothing is drawn");
    }

    #[test]
    fn nothing_is_learnt_from_nothing() {
        let model = PairTrainer::new().train(&PairOptions::default());
        assert_eq!(model.score(&[1000; 47]), 500);
        assert_eq!(PairModel::from_bytes(&model.to_bytes()), Ok(model));
    }

    #[test]
    fn features_with_a_way_are_features() {
        let ways = |wanted| {
            PairModel::FEATURES.iter().filter(|feature| PairModel::way(feature) == Some(wanted)).count()
        };
        assert_eq!((ways(true), ways(false)), (11, 15), "a name is misspelt");
    }
}
