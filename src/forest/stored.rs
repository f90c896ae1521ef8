//! How forests are stored, and read again.
//!
//! | bytes | |
//! |---|---|
//! | 4 | the bias, where there is one sum |
//! | 4 | how many trees |
//! | 3 x 6 | of each tree the splits: feature, offset, above |
//! | 64 leaves | what each says: 2 bytes, or 1 for each class |
//!
//! Time O(bytes).

use super::{ClassForest, DEPTH, Forest, REACH, Split, Tree};
use crate::bytes::Input;
use crate::error::DecodeError;

/// No forest has more trees, and none starts farther from even odds: so no sum overflows, nor three times as much.
pub(crate) const MOST_TREES: u32 = 10_000;
pub(crate) const MOST_BIAS: u32 = 1 << 26;

impl Forest {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.bias.to_le_bytes());
        out.extend((self.trees.len() as u32).to_le_bytes());
        for tree in &self.trees {
            write_splits(out, &tree.splits);
            out.extend(tree.leaves.iter().flat_map(|leaf| leaf.to_le_bytes()));
        }
    }

    /// A forest that asks of so many features.
    pub(crate) fn read(input: &mut Input<'_>, features: usize) -> Result<Self, DecodeError> {
        let at = input.at();
        let bias = i32::from_le_bytes(input.take()?);
        if bias.unsigned_abs() > MOST_BIAS {
            return Err(DecodeError::Corrupt { at });
        }
        let tree = |input: &mut Input<'_>, splits| {
            let mut leaves = [0; 1 << DEPTH];
            for leaf in &mut leaves {
                *leaf = i16::from_le_bytes(input.take()?);
            }
            Ok(Tree { splits, leaves })
        };
        Ok(Self { bias, trees: read_trees(input, features, tree)? })
    }
}

impl ClassForest {
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.trees.len() as u32).to_le_bytes());
        for (splits, leaves) in &self.trees {
            write_splits(out, splits);
            out.extend(leaves.iter().map(|&says| says as u8));
        }
    }

    /// A forest that asks of so many features, and tells so many classes apart.
    pub(crate) fn read(input: &mut Input<'_>, features: usize, classes: usize) -> Result<Self, DecodeError> {
        let tree = |input: &mut Input<'_>, splits| {
            let leaves = input.skip(classes << DEPTH)?;
            Ok((splits, leaves.iter().map(|&says| says as i8).collect()))
        };
        Ok(Self { classes, trees: read_trees(input, features, tree)? })
    }
}

fn write_splits(out: &mut Vec<u8>, splits: &[Split; DEPTH]) {
    for split in splits {
        out.extend([split.feature, split.offset as u8, split.above]);
    }
}

fn read_trees<T>(
    input: &mut Input<'_>,
    features: usize,
    tree: impl Fn(&mut Input<'_>, [Split; DEPTH]) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    let at = input.at();
    let count = u32::from_le_bytes(input.take()?);
    if count > MOST_TREES {
        return Err(DecodeError::Corrupt { at });
    }
    let mut trees = Vec::new();
    for _ in 0..count {
        let at = input.at();
        let mut splits = [Split::default(); DEPTH];
        for split in &mut splits {
            let [feature, offset, above] = input.take()?;
            *split = Split { feature, offset: offset as i8, above };
        }
        if !splits.iter().all(|split| split.fits(features)) {
            return Err(DecodeError::Corrupt { at });
        }
        trees.push(tree(input, splits)?);
    }
    Ok(trees)
}

impl Split {
    /// Whether it can be asked of so many features.
    pub(super) fn fits(&self, features: usize) -> bool {
        usize::from(self.feature) < features && usize::from(self.offset.unsigned_abs()) <= REACH
    }
}
