//! What is said of one pair of texts: how sure it is that both are one, and why.
//!
//! Time O(words log words) of both texts.

use std::fmt;

use super::features::{PairFeatures, TokenAlignment};
use super::profile::Profile;
use super::scorer;

/// How sure it is that two texts are one, and what speaks for and against it.
///
/// It rests on the two texts alone and is the same in either order.
///
/// ```
/// use descrape::{Dedup, PairReason};
/// let dedup = Dedup::headlines();
/// let verdict = dedup.compare("Three killed in ferry fire", "Ferry fire kills 3, police say");
/// assert!(verdict.score() > 500);
/// let verdict = dedup.compare("Three killed in ferry fire", "13 killed in ferry fire");
/// assert!(verdict.score() < 500);
/// assert!(verdict.reasons().any(|reason| reason == PairReason::NumbersDiffer { count: 1 }));
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    score: u16,
    equal: bool,
    signs: PairFeatures,
}

/// Something that speaks for or against two texts being one. Shares are in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PairReason {
    /// Both texts are the same after folding.
    Equal,
    /// Of all words, by how much they tell, both texts have this share, counting words
    /// that are alike.
    WordsShared {
        /// 1 to 1000.
        share: u16,
    },
    /// Of the words of the text that says less, the other one has this share.
    Contained {
        /// 1 to 1000.
        share: u16,
    },
    /// Of all runs of three characters, both texts have this share.
    CharactersShared {
        /// 1 to 1000.
        share: u16,
    },
    /// Each text has numbers that the other one lacks.
    NumbersDiffer {
        /// How many at least.
        count: u16,
    },
    /// Each text has names that the other one lacks.
    NamesDiffer {
        /// How many at least.
        count: u16,
    },
    /// A word of one text is the opposite of a word of the other.
    Opposites {
        /// How many such words.
        count: u16,
    },
    /// One text says "not" or the like more often.
    Negation,
    /// In the same place each text has something else.
    Swapped {
        /// How many such places.
        count: u16,
    },
}

impl PairReason {
    /// Whether it speaks for the texts being one, or else against it.
    ///
    /// ```
    /// use descrape::PairReason;
    /// assert!(PairReason::Equal.speaks_for() && !PairReason::Negation.speaks_for());
    /// ```
    pub const fn speaks_for(self) -> bool {
        use PairReason::{CharactersShared, Contained, Equal, WordsShared};
        matches!(self, Equal | WordsShared { .. } | Contained { .. } | CharactersShared { .. })
    }
}

impl fmt::Display for PairReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: u16| (share + 5) / 10;
        match *self {
            Self::Equal => write!(f, "the same after folding"),
            Self::WordsShared { share } => write!(f, "{} % of the words shared", percent(share)),
            Self::Contained { share } => write!(f, "{} % of the one contained in the other", percent(share)),
            Self::CharactersShared { share } => write!(f, "{} % of the characters shared", percent(share)),
            Self::NumbersDiffer { count } => write!(f, "numbers differ ({count})"),
            Self::NamesDiffer { count } => write!(f, "names differ ({count})"),
            Self::Opposites { count } => write!(f, "opposites ({count})"),
            Self::Negation => write!(f, "one denies"),
            Self::Swapped { count } => write!(f, "other words in the same place ({count})"),
        }
    }
}

impl Comparison {
    /// The score alone, and 0 if it is less than `least`.
    pub(in crate::dedup) fn score_from(
        a: &Profile,
        b: &Profile,
        found: &mut TokenAlignment,
        least: u16,
    ) -> u16 {
        if a.equals(b) {
            return 1000;
        }
        PairFeatures::of(a, b, found).map_or(0, |signs| scorer::score_from(&signs, least))
    }

    pub(in crate::dedup) fn of(a: &Profile, b: &Profile, found: &mut TokenAlignment) -> Self {
        if a.equals(b) {
            return Self { score: 1000, equal: true, signs: PairFeatures::default() };
        }
        match PairFeatures::of(a, b, found) {
            Some(signs) => Self { score: scorer::score(&signs), equal: false, signs },
            None => Self { score: 0, equal: false, signs: PairFeatures::default() },
        }
    }

    /// How sure it is that both texts are one, 0 to 1000.
    ///
    /// It was fitted as a probability on labelled pairs of headlines and stories; texts of other
    /// kinds can have more or fewer copies among them.
    pub const fn score(&self) -> u16 {
        self.score
    }

    /// What speaks for both texts being one, and then what speaks against it. Nothing where they
    /// share too little to be looked at.
    pub fn reasons(&self) -> impl Iterator<Item = PairReason> + '_ {
        let count = |sign: i32| u16::try_from(sign).unwrap_or(u16::MAX);
        let signs = &self.signs;
        let swapped = signs.swaps - signs.swapped_alike;
        [
            (self.equal, PairReason::Equal),
            (signs.soft_jaccard > 0, PairReason::WordsShared { share: count(signs.soft_jaccard) }),
            (signs.soft_containment > 0, PairReason::Contained { share: count(signs.soft_containment) }),
            (signs.gram_jaccard > 0, PairReason::CharactersShared { share: count(signs.gram_jaccard) }),
            (signs.least_numbers > 0, PairReason::NumbersDiffer { count: count(signs.least_numbers) }),
            (signs.least_names > 0, PairReason::NamesDiffer { count: count(signs.least_names) }),
            (signs.opposites > 0, PairReason::Opposites { count: count(signs.opposites) }),
            (signs.negations > 0, PairReason::Negation),
            (swapped > 0, PairReason::Swapped { count: count(swapped) }),
        ]
        .into_iter()
        .filter_map(|(holds, reason)| holds.then_some(reason))
    }

    /// All signs that the score was made from, by name: shares in thousandths, and counts. Empty
    /// where the texts are equal or share too little. The names belong to
    /// [`DEDUP_VERSION`](crate::DEDUP_VERSION).
    pub fn features(&self) -> impl Iterator<Item = (&'static str, i32)> + '_ {
        let looked_at = self.signs.most_words > 0;
        PairFeatures::NAMES.iter().copied().zip(self.signs.row()).filter(move |_| looked_at)
    }
}
