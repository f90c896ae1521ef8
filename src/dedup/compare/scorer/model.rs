//! [`PairModel`]: trees that judge a pair by its features, and how they are stored.
//!
//! Time O(trees).

use super::super::features::PairFeatures;
use crate::bytes::{self, Frame, Input};
use crate::error::DecodeError;
use crate::forest::{self, DEPTH, Forest, Split, Tree, likelihood};

/// What tells pairs of texts that are one from others, by their features.
///
/// A sum of trees that each ask the same questions of every pair: whether a feature is greater than a threshold. A
/// feature that speaks for a pair never lowers its score, and one that speaks against it never raises it. It knows its
/// features by their names: a crate with others refuses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairModel {
    /// The greatest values of all levels but the last, for each feature: splits ask for levels.
    pub(super) cuts: Vec<Vec<i32>>,
    pub(super) forest: Forest,
    /// The same trees with thresholds in place of levels.
    trees: Vec<Tree<Threshold>>,
    /// The most that each tree and all behind it can add.
    most_left: Vec<i32>,
}

/// Whether a feature is greater than `most`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Threshold {
    feature: u32,
    most: i32,
}

pub(super) const FRAME: Frame = Frame { magic: *b"dpmd", version: 1, rests_on: &[] };

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

/// So many features are asked for by number.
const FEATURES: usize = PairFeatures::NAMES.len();

impl PairModel {
    /// The names of the features, in the order of [`Comparison::signs`](crate::Comparison::signs).
    pub const FEATURES: &'static [&'static str] = PairFeatures::NAMES;

    pub(crate) fn new(cuts: Vec<Vec<i32>>, forest: Forest) -> Self {
        let threshold = |split: Split| {
            let cuts = cuts.get(usize::from(split.feature));
            let most = cuts.and_then(|cuts| cuts.get(usize::from(split.above)));
            Threshold { feature: split.feature.into(), most: most.copied().unwrap_or(i32::MAX) }
        };
        let tree = |tree: &Tree| Tree { splits: tree.splits.map(threshold), leaves: tree.leaves };
        let trees = forest.trees.iter().map(tree).collect();
        let most = |tree: &Tree| tree.leaves.iter().map(|&leaf| i32::from(leaf)).max().unwrap_or(0);
        let mut most_left: Vec<i32> = forest.trees.iter().map(most).collect();
        for at in (1..most_left.len()).rev() {
            most_left[at - 1] += most_left[at];
        }
        Self { cuts, forest, trees, most_left }
    }

    /// Whether a feature may only speak for a pair or only against it; none if it may do either.
    pub fn way(feature: &str) -> Option<bool> {
        if FOR.contains(&feature) { Some(true) } else { AGAINST.contains(&feature).then_some(false) }
    }

    /// The score of a pair, 0 to 999: in thousandths, how likely it is that both texts are one. Features that are
    /// missing count as 0. Equal texts, whose score is 1000, never come here.
    pub fn score(&self, features: &[i32]) -> u16 {
        let mut row = [0; FEATURES];
        row.iter_mut().zip(features).for_each(|(own, given)| *own = *given);
        self.score_from(&row, 0)
    }

    /// The same, but 0 if it is less than `least`: which most pairs show before all trees are asked.
    pub(super) fn score_from(&self, row: &[i32; FEATURES], least: u16) -> u16 {
        let score = score_of(self.log_odds(row, least));
        if score < least { 0 } else { score }
    }

    /// In units; or something that scores less than `least`, if all trees together do.
    pub(super) fn log_odds(&self, row: &[i32; FEATURES], least: u16) -> i32 {
        const ASKED_AT_ONCE: usize = 16;
        let mut sum = self.forest.bias;
        for (trees, left) in
            self.trees.chunks(ASKED_AT_ONCE).zip(self.most_left.iter().step_by(ASKED_AT_ONCE))
        {
            if least > 0 && score_of(sum + left) < least {
                return sum + left;
            }
            for tree in trees {
                let holds = |split: Threshold| row[split.feature as usize % FEATURES] > split.most;
                sum += i32::from(tree.leaves[forest::leaf(&tree.splits, holds) % (1 << DEPTH)]);
            }
        }
        sum
    }

    /// Its bytes: little-endian, with version and checksum, and the names of its features.
    pub fn to_bytes(&self) -> Vec<u8> {
        FRAME.write(|out| {
            bytes::put_names(out, Self::FEATURES.iter().copied());
            for cuts in &self.cuts {
                out.push(cuts.len() as u8);
                out.extend(cuts.iter().flat_map(|cut| cut.to_le_bytes()));
            }
            self.forest.write(out);
        })
    }

    /// The model that was stored.
    ///
    /// # Errors
    /// [`DecodeError`] if the bytes are none of [`PairModel::to_bytes`] of this version;
    /// [`DecodeError::OtherName`] if it was learnt with other features.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = FRAME.open(bytes)?;
        input.same_names("feature", Self::FEATURES.iter().copied())?;
        let cuts = (0..FEATURES).map(|_| read_cuts(&mut input)).collect::<Result<_, _>>()?;
        let forest = Forest::read(&mut input, FEATURES)?;
        input.close()?;
        Ok(Self::new(cuts, forest))
    }
}

/// Cuts grow.
fn read_cuts(input: &mut Input<'_>) -> Result<Vec<i32>, DecodeError> {
    let at = input.at();
    let [count] = input.take()?;
    let cut = |_| Ok(i32::from_le_bytes(input.take()?));
    let cuts: Vec<i32> = (0..count).map(cut).collect::<Result<_, DecodeError>>()?;
    if cuts.is_sorted_by(|one, next| one < next) { Ok(cuts) } else { Err(DecodeError::Corrupt { at }) }
}

/// Only equal texts are surer than 999.
fn score_of(log_odds: i32) -> u16 {
    likelihood(log_odds).min(999)
}
