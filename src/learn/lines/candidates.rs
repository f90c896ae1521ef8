//! Candidates: what trees may ask, of a line and of those around it.

use crate::forest::Split;
use crate::label::features::{self, Feature};
use crate::label::stacked;

/// What only the forest that names the headline may ask; the last of the features.
const TOP: [Feature; 2] = [Feature::TopShare, Feature::TopTold];

/// What the first forest may ask: of a line all, of its neighbours what they look like.
pub(super) fn first() -> Vec<Split> {
    const NEAR: [Feature; 20] = [
        Feature::ImageCreditCue,
        Feature::CommentCue,
        Feature::NavCue,
        Feature::Words,
        Feature::NextShare,
        Feature::Copies,
        Feature::WordMean,
        Feature::WordMost,
        Feature::Width,
        Feature::End,
        Feature::Score,
        Feature::Kind,
        Feature::Gap,
        Feature::Dated,
        Feature::Titles,
        Feature::BodyShare,
        Feature::Indent,
        Feature::Prose,
        Feature::Heading,
        Feature::Bullet,
    ];
    let here = (0..features::COUNT - TOP.len()).map(|feature| (feature, 0));
    let around = NEAR.iter().flat_map(|&feature| [-2, -1, 1, 2].map(|offset| (feature as usize, offset)));
    here.chain(around).map(|(feature, offset)| Split { feature: feature as u8, offset, above: 0 }).collect()
}

/// What the forest may ask that names the headline.
pub(super) fn headline() -> Vec<Split> {
    let top = TOP.map(|feature| Split { feature: feature as u8, offset: 0, above: 0 });
    later().into_iter().chain(top).collect()
}

/// What any later forest may ask: the same, and what the one before it thought.
pub(super) fn later() -> Vec<Split> {
    let thoughts = (stacked::FIRST..stacked::FIRST + stacked::COUNT).map(|feature| (feature, 0));
    let odds = [-8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8].map(|offset| (stacked::FIRST, offset));
    let more =
        thoughts.chain(odds).map(|(feature, offset)| Split { feature: feature as u8, offset, above: 0 });
    first().into_iter().chain(more).collect()
}
