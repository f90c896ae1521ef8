//! Scores of many pairs, of which neighbours share texts.
//!
//! Time O(words log words) of the texts that are new in a pair.

use crate::dedup::Dedup;
use crate::dedup::compare::{Comparison, Profile, TokenAlignment};

/// Gives the scores of [`Dedup::compare`] that are at least the least score, pair after pair. Memory is kept, and a text that stood on the same side of the pair
/// before is not read again: where pairs come sorted by one of their texts, that is half of the work.
///
/// ```
/// use descrape::Dedup;
/// let mut scorer = Dedup::headlines().pair_scorer();
/// let first = "Ferry fire kills three off Aldersund";
/// assert!(scorer.score(first, "Three killed in ferry fire off Aldersund") > Some(500));
/// assert_eq!(scorer.score(first, "Beekeepers count their hives"), None);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Debug)]
pub struct PairScorer {
    min_score: u16,
    a: Side,
    b: Side,
    matching: TokenAlignment,
}

/// One side of a pair.
#[derive(Debug, Default)]
struct Side {
    text: Option<String>,
    profile: Profile,
}

impl Side {
    fn read(&mut self, text: &str) {
        if self.text.as_deref() != Some(text) {
            self.profile.read(text);
            let known = self.text.get_or_insert_default();
            known.clear();
            known.push_str(text);
        }
    }
}

impl Dedup {
    /// For the scores of many pairs.
    pub fn pair_scorer(&self) -> PairScorer {
        PairScorer {
            min_score: self.min_score,
            a: Side::default(),
            b: Side::default(),
            matching: TokenAlignment::default(),
        }
    }
}

impl PairScorer {
    /// How sure it is that two texts are one, if it is at least the least score that was asked for. 1000 is
    /// for texts that are equal after folding, and for hardly any others.
    ///
    /// The same as [`Dedup::compare`], but quicker where texts differ.
    ///
    /// # Complexity
    /// Time O(bytes + words log words), space O(bytes).
    pub fn score(&mut self, a: &str, b: &str) -> Option<u16> {
        self.a.read(a);
        self.b.read(b);
        let score =
            Comparison::score_from(&self.a.profile, &self.b.profile, &mut self.matching, self.min_score);
        (score >= self.min_score).then_some(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::Preset;

    #[test]
    fn scores_do_not_depend_on_the_pair_before() {
        let dedup = Dedup::builder(Preset::Headlines).min_score(1).build().unwrap();
        let texts = [
            "",
            "!?",
            "Ferry fire kills three off Aldersund",
            "Three killed in ferry fire off Aldersund",
            "Ferry fire kills four off Aldersund",
            "FERRY FIRE KILLS THREE OFF ALDERSUND",
            "Beekeepers count their hives",
        ];
        let mut scorer = dedup.pair_scorer();
        // Either side stays for a while, then both change.
        for turn in 0..3 {
            for one in texts {
                for other in texts {
                    let (a, b) = if turn == 1 { (other, one) } else { (one, other) };
                    let score = dedup.compare(a, b).score();
                    assert_eq!(scorer.score(a, b), Some(score).filter(|&score| score > 0), "{a:?} and {b:?}");
                    assert_eq!(dedup.pair_scorer().score(a, b), scorer.score(a, b), "a new scorer");
                }
            }
        }
    }

    #[test]
    fn the_least_score_is_the_boundary() {
        let (a, b) = ("Ferry fire kills three off Aldersund", "Three killed in ferry fire off Aldersund");
        let score = Dedup::headlines().compare(a, b).score();
        for (least, expected) in [(score, Some(score)), (score + 1, None)] {
            let dedup = Dedup::builder(Preset::Headlines).min_score(least).build().unwrap();
            assert_eq!(dedup.pair_scorer().score(a, b), expected);
        }
    }
}
