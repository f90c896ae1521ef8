//! Words: how prone to noise the lines are in which a word stands.
//!
//! A table of one byte for each of 65,536 buckets of words, learnt site by site: so it
//! knows what a lexicon of phrases does not, in the languages of the pages it was learnt from.
//!
//! Time O(words).

use super::features::Feature;
use crate::text::Word;

/// How many buckets there are.
pub(crate) const BUCKETS: usize = 1 << 16;
/// Weights are so many parts of a unit of log odds.
#[cfg(feature = "train")]
pub(crate) const PARTS: i32 = 16;

/// The weight of each bucket: above 0 for words of noise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordTable(pub(crate) Vec<i8>);

pub(crate) fn bucket(word: &Word) -> u16 {
    (word.hash >> 48) as u16
}

impl WordTable {
    fn weight(&self, bucket: u16) -> i32 {
        self.0.get(usize::from(bucket)).copied().unwrap_or(0).into()
    }

    /// What the words of a line say.
    pub(crate) fn tell(&self, words: &[Word]) -> [u8; 5] {
        tell(words.iter().map(|word| self.weight(bucket(word))))
    }
}

/// The features that hold what words tell.
pub(crate) const FEATURES: [Feature; 5] =
    [Feature::WordMean, Feature::WordMost, Feature::WordLeast, Feature::WordLast, Feature::WordFirst];

/// What weights in a row say together: their mean, the most, the least, the last ones and the first ones.
pub(crate) fn tell(weights: impl Iterator<Item = i32>) -> [u8; 5] {
    let (mut sum, mut count, mut most, mut least) = (0, 0, i32::MIN, i32::MAX);
    let (mut last, mut first) = ([0; 4], 0);
    for weight in weights {
        if count < 4 {
            first += weight;
        }
        last[count as usize % 4] = weight;
        sum += weight;
        count += 1;
        most = most.max(weight);
        least = least.min(weight);
    }
    if count == 0 {
        return [0; 5];
    }
    let steps = |value: i32, part: i32| (16 + value / part).clamp(1, 31) as u8;
    [
        steps(sum / count, 2),
        steps(most, 4),
        steps(least, 4),
        steps(last.iter().sum::<i32>() / count.min(4), 3),
        steps(first / count.min(4), 3),
    ]
}
