//! [`PairModel`]: trees that judge a pair by its features, and how they are stored.
//!
//! Time O(trees).

use super::super::features::Signs;
use crate::forest::{DEPTH, Forest, Split, Tree, likelihood};

/// What tells pairs of texts that are one from others, by their features.
///
/// A sum of oblivious trees whose splits are thresholds of features. A feature that speaks for a pair never
/// lowers its score, and one that speaks against it never raises it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairModel {
    /// The greatest values of the levels of each feature: what splits refer to.
    cuts: Vec<Vec<i32>>,
    bias: i32,
    trees: Vec<Tree<i16, Threshold>>,
    /// The most that this tree and all behind it can add.
    most_left: Vec<i32>,
}

/// Whether a feature is greater than `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Threshold {
    feature: u8,
    level: u8,
    most: i32,
}

impl PairModel {
    /// The names of the features, in their order.
    pub const FEATURES: &'static [&'static str] = Signs::NAMES;

    #[cfg(feature = "train")]
    pub(crate) fn new(cuts: Vec<Vec<i32>>, forest: Forest) -> Self {
        let threshold = |split: Split| {
            let cuts = &cuts[usize::from(split.feature)];
            let most = cuts.get(usize::from(split.above)).copied().unwrap_or(i32::MAX);
            Threshold { feature: split.feature, level: split.above, most }
        };
        let trees: Vec<_> = forest
            .trees
            .iter()
            .map(|tree| Tree { splits: tree.splits.map(threshold), leaves: tree.leaves })
            .collect();
        let mut most_left: Vec<i32> = Vec::new();
        let mut left = 0;
        for tree in trees.iter().rev() {
            left += tree.leaves.iter().map(|&leaf| i32::from(leaf)).max().unwrap_or(0);
            most_left.push(left);
        }
        most_left.reverse();
        Self { cuts, bias: forest.bias, trees, most_left }
    }

    /// The score of a pair with these features, 0 to 999: in thousandths, how likely it is that both texts are one.
    pub fn score(&self, features: &[i32]) -> u16 {
        let mut row = [0; Self::FEATURES.len()];
        row.iter_mut().zip(features).for_each(|(own, given)| *own = *given);
        likelihood(self.log_odds(&row, 0)).min(999)
    }

    fn log_odds(&self, row: &[i32; Self::FEATURES.len()], least: u16) -> i32 {
        const ASKED_AT_ONCE: usize = 16;
        let mut sum = self.bias;
        for (trees, left) in
            self.trees.chunks(ASKED_AT_ONCE).zip(self.most_left.iter().step_by(ASKED_AT_ONCE))
        {
            if least > 0 && likelihood(sum + left) < least {
                return sum + left;
            }
            for tree in trees {
                let mut leaf = 0;
                for (bit, split) in tree.splits.iter().enumerate() {
                    leaf |= usize::from(row[usize::from(split.feature)] > split.most) << bit;
                }
                sum += i32::from(tree.leaves[leaf % (1 << DEPTH)]);
            }
        }
        sum
    }
}
