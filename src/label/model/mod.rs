//! [`LineModel`]: learnt weights, and how they are stored.
//!
//! Time and space O(bytes).

use std::sync::{Arc, OnceLock};

use super::features;
use super::stacked;
use super::words::{BUCKETS, WordTable};
use crate::bytes::{self, Input};
use crate::error::DecodeError;
use crate::forest::{DEPTH, Forest, KINDS, KindForest, Split, Tree};
use crate::hash;

/// What tells noise from text by looks, place and neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineModel {
    /// What single words say.
    pub(crate) words: WordTable,
    /// The first sees the page, each other one also what the one before it thought.
    pub(crate) stages: Vec<Forest>,
    /// Which line is the headline.
    pub(crate) headline: Forest,
    /// Which kind of noise a line is.
    pub(crate) kinds: KindForest,
}

const MAGIC: [u8; 4] = *b"dmod";
/// The version of the features and of the form in which models are stored.
const VERSION: u32 = 1;
/// No forest has more trees, and none starts farther from even odds: so no sum overflows, nor three times as much.
const MOST_TREES: u32 = 10_000;
const MOST_BIAS: u32 = 1 << 26;

impl LineModel {
    /// The model that the crate comes with. Its bytes are tested to be whole.
    pub(crate) fn shipped() -> Option<Arc<LineModel>> {
        static SHIPPED: OnceLock<Option<Arc<LineModel>>> = OnceLock::new();
        let read = || LineModel::from_bytes(include_bytes!("../../../models/lines.bin")).ok().map(Arc::new);
        SHIPPED.get_or_init(read).clone()
    }

    /// Its bytes: little-endian, with version and checksum.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = bytes::head(MAGIC, VERSION, &[]);
        out.extend(self.words.0.iter().map(|&weight| weight as u8));
        out.push(self.stages.len() as u8);
        for forest in self.stages.iter().chain([&self.headline]) {
            out.extend(forest.bias.to_le_bytes());
            write_trees(&mut out, &forest.trees, |leaf| leaf.to_le_bytes().to_vec());
        }
        write_trees(&mut out, &self.kinds.trees, |leaf| leaf.map(|says| says as u8).to_vec());
        bytes::sealed(out)
    }

    /// The model that was stored.
    ///
    /// # Errors
    /// [`DecodeError`] if the bytes are none of [`LineModel::to_bytes`] of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<LineModel, DecodeError> {
        let mut input = Input::new(bytes);
        input.head(MAGIC, VERSION, &[])?;
        let words = WordTable(input.take::<BUCKETS>()?.iter().map(|&weight| weight as i8).collect());
        let [count] = input.take()?;
        let seen = |stage| features::COUNT + if stage == 0 { 0 } else { stacked::COUNT };
        let stages = (0..count).map(|stage| forest(&mut input, seen(stage))).collect::<Result<_, _>>()?;
        let headline = forest(&mut input, seen(1))?;
        let kinds = KindForest {
            trees: read_trees(&mut input, seen(1), |leaf: [u8; KINDS]| leaf.map(|says| says as i8))?,
        };
        let at = input.at();
        let sum = u64::from_le_bytes(input.take()?);
        if sum != hash::bytes(&bytes[..at]) || input.left() > 0 {
            return Err(DecodeError::Corrupt { at });
        }
        Ok(LineModel { words, stages, headline, kinds })
    }
}

fn forest(input: &mut Input<'_>, features: usize) -> Result<Forest, DecodeError> {
    let at = input.at();
    let bias = i32::from_le_bytes(input.take()?);
    if bias.unsigned_abs() > MOST_BIAS {
        return Err(DecodeError::Corrupt { at });
    }
    Ok(Forest { bias, trees: read_trees(input, features, i16::from_le_bytes)? })
}

fn read_trees<L: Copy + Default, const N: usize>(
    input: &mut Input<'_>,
    features: usize,
    leaf_of: impl Fn([u8; N]) -> L,
) -> Result<Vec<Tree<L>>, DecodeError> {
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
        let mut leaves = [L::default(); 1 << DEPTH];
        for leaf in &mut leaves {
            *leaf = leaf_of(input.take()?);
        }
        let tree = Tree { splits, leaves };
        if !tree.fits(features) {
            return Err(DecodeError::Corrupt { at });
        }
        trees.push(tree);
    }
    Ok(trees)
}

fn write_trees<L: Copy>(out: &mut Vec<u8>, trees: &[Tree<L>], bytes: impl Fn(L) -> Vec<u8>) {
    out.extend((trees.len() as u32).to_le_bytes());
    for tree in trees {
        for split in tree.splits {
            out.extend([split.feature, split.offset as u8, split.above]);
        }
        out.extend(tree.leaves.iter().flat_map(|&leaf| bytes(leaf)));
    }
}

#[cfg(test)]
mod tests;
