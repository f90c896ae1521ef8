//! [`RowForest`]: a forest that is asked of one row at a time, such as a pair of texts.
//!
//! Each split is a bit of the number of its tree's leaf. So for each level that a column may have, there is one byte a
//! tree with the bits that are true at that level, and the leaves of many trees are the columns' bytes, joined by
//! a bitwise or: without a branch, and for all trees of a block at once.
//!
//! Time O(trees x columns), in steps of sixteen trees.

use super::{DEPTH, Forest};

/// How many trees are asked at once.
const LANES: usize = 128;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowForest {
    bias: i32,
    blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    columns: Vec<Column>,
    leaves: Vec<[i16; 1 << DEPTH]>,
    /// The most that these trees and all behind them can add.
    most_left: i32,
}

/// What a column makes true in the trees of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    feature: u8,
    /// By the level; the last one is that of all levels above, too.
    bits: Vec<[u8; LANES]>,
}

impl RowForest {
    pub(crate) fn of(forest: &Forest, features: usize) -> Self {
        let mut blocks: Vec<Block> =
            forest.trees.chunks(LANES).map(|trees| Block::of(trees, features)).collect();
        for at in (1..blocks.len()).rev() {
            blocks[at - 1].most_left += blocks[at].most_left;
        }
        Self { bias: forest.bias, blocks }
    }

    /// The sum for a row of these levels; or once `enough` is false of the most that it can come to, that.
    #[inline]
    pub(crate) fn sum(&self, levels: &[u8], enough: impl Fn(i32) -> bool) -> i32 {
        let mut sum = self.bias;
        for block in &self.blocks {
            let most = sum + block.most_left;
            if !enough(most) {
                return most;
            }
            sum += block.sum(levels);
        }
        sum
    }
}

impl Block {
    fn of(trees: &[super::Tree], features: usize) -> Self {
        let columns = (0..features).filter_map(|feature| Column::of(trees, feature as u8)).collect();
        let most = |tree: &super::Tree| tree.leaves.iter().copied().max().map_or(0, i32::from);
        Self {
            columns,
            leaves: trees.iter().map(|tree| tree.leaves).collect(),
            most_left: trees.iter().map(most).sum(),
        }
    }

    fn sum(&self, levels: &[u8]) -> i32 {
        let mut leaves = [0u8; LANES];
        for column in &self.columns {
            let level = levels.get(usize::from(column.feature)).copied().unwrap_or(0);
            let Some(bits) = column.bits.get(usize::from(level)).or(column.bits.last()) else { continue };
            leaves.iter_mut().zip(bits).for_each(|(leaf, bits)| *leaf |= bits);
        }
        let says =
            |(leaf, leaves): (u8, &[i16; 1 << DEPTH])| i32::from(leaves[usize::from(leaf) % (1 << DEPTH)]);
        leaves.into_iter().zip(&self.leaves).map(says).sum()
    }
}

impl Column {
    /// None if no tree asks for the feature.
    fn of(trees: &[super::Tree], feature: u8) -> Option<Self> {
        let mut splits = Vec::new();
        for (tree, own) in trees.iter().enumerate() {
            let asks = own.splits.iter().enumerate().filter(|(_, split)| split.feature == feature);
            // What is above the greatest value is never true.
            splits.extend(
                asks.filter(|(_, split)| split.above < u8::MAX).map(|(bit, split)| (tree, bit, split.above)),
            );
        }
        let most = splits.iter().map(|&(_, _, above)| above).max()?;
        let row = |level: u8| {
            let mut row = [0; LANES];
            for &(tree, bit, above) in &splits {
                row[tree] |= u8::from(level > above) << bit;
            }
            row
        };
        Some(Self { feature, bits: (0..=most + 1).map(row).collect() })
    }
}
