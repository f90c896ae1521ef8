//! How likely it is that two texts are one, from the features for and against it.
//!
//! Boosted oblivious trees with integer thresholds and leaves, so that every platform comes to the same score; the
//! form and the booster are those of the lines' model. They were learnt from labelled pairs, of which none is
//! part of the crate.
//!
//! Time O(trees), a constant.

// Only who trains a model sees all of it.
#[cfg_attr(not(feature = "train"), allow(dead_code, unreachable_pub))]
mod model;

use std::sync::OnceLock;

use super::features::PairFeatures;
#[cfg_attr(not(feature = "train"), allow(unreachable_pub))]
pub use model::PairModel;

/// The score of a pair, 0 to 1000: in thousandths, how likely it is that both texts are one.
pub(in crate::dedup) fn score(signs: &PairFeatures) -> u16 {
    score_from(signs, 0)
}

/// The same, but 0 if it is less than `least`: which most pairs show before all trees are asked.
pub(in crate::dedup) fn score_from(signs: &PairFeatures, least: u16) -> u16 {
    shipped().map_or(0, |model| model.score_from(&signs.row(), least))
}

/// The model that the crate comes with. Its bytes are tested to be whole.
fn shipped() -> Option<&'static PairModel> {
    static SHIPPED: OnceLock<Option<PairModel>> = OnceLock::new();
    let read = || PairModel::from_bytes(include_bytes!("../../../../models/pairs.bin")).ok();
    SHIPPED.get_or_init(read).as_ref()
}

#[cfg(test)]
mod tests;
