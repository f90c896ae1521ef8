//! [`Policy`]: from what a line is to what is done with it.
//!
//! Time O(1) a line.

use crate::error::{BuildError, BuildErrorKind};
use crate::noise::{CERTAIN, NoiseKind};

/// Which findings are removed: how sure they have to be, and which kinds stay.
///
/// The three presets are ordered: what `gentle` removes, `balanced` removes, and
/// what `balanced` removes, `strict` removes.
///
/// ```
/// use descrape::{Cleaner, NoiseKind, Policy};
/// let cleaner = Cleaner::builder()
///     .policy(Policy::balanced().spare(NoiseKind::TagsTopics))
///     .build()?;
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "Written", from = "Written"))]
pub struct Policy {
    min_score: u16,
    /// Bit `k` is set if kind number `k` stays in the text.
    spared: u32,
}

impl Policy {
    /// Only what is all but certain; bylines and dates stay.
    pub const fn gentle() -> Self {
        Self { min_score: 860, spared: 0 }.spare(NoiseKind::TimestampByline)
    }

    /// What is more likely noise than not, by a wide margin: the default.
    pub const fn balanced() -> Self {
        Self { min_score: 700, spared: 0 }
    }

    /// What is likely noise, at the price of a short line of the text now and then.
    pub const fn strict() -> Self {
        Self { min_score: 380, spared: 0 }
    }

    /// Leaves lines of this kind in the text.
    ///
    /// ### Default
    /// [`NoiseKind::TimestampByline`] stays under [`Policy::gentle`]; no kind stays under the others.
    #[must_use]
    pub const fn spare(mut self, kind: NoiseKind) -> Self {
        self.spared |= 1 << kind as u32;
        self
    }

    /// Removes only what has at least this score, inclusive, of 0 to 1000.
    ///
    /// ### Default
    /// 860 for [`Policy::gentle`], 700 for [`Policy::balanced`], 380 for [`Policy::strict`].
    #[must_use]
    pub const fn min_score(mut self, score: u16) -> Self {
        self.min_score = score;
        self
    }

    /// Whether a finding of this kind and score may be removed. A policy milder than
    /// the default also spares every line that the default leaves.
    pub const fn removes(self, kind: NoiseKind, score: u16) -> bool {
        score >= self.min_score && self.spared >> kind as u32 & 1 == 0
    }

    /// Whether it asks for a greater score than `other`.
    pub(super) fn is_milder_than(self, other: Policy) -> bool {
        self.min_score > other.min_score
    }

    /// The same with the score of `other`.
    pub(super) fn with_score_of(self, other: Policy) -> Self {
        Self { min_score: other.min_score, ..self }
    }

    pub(super) fn check(self) -> Result<Self, BuildError> {
        if self.min_score <= CERTAIN {
            return Ok(self);
        }
        Err(BuildError::new(BuildErrorKind::OutOfRange {
            option: "policy.min_score",
            got: u64::from(self.min_score),
            min: 0,
            max: u64::from(CERTAIN),
        }))
    }
}

/// A policy as it is stored: with kinds by name, since their numbers may change.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Written {
    min_score: u16,
    spare: Vec<NoiseKind>,
}

#[cfg(feature = "serde")]
impl From<Policy> for Written {
    fn from(policy: Policy) -> Self {
        let spared = |kind: &NoiseKind| !policy.removes(*kind, u16::MAX);
        Self { min_score: policy.min_score, spare: NoiseKind::ALL.iter().copied().filter(spared).collect() }
    }
}

#[cfg(feature = "serde")]
impl From<Written> for Policy {
    fn from(written: Written) -> Self {
        let policy = Policy { min_score: written.min_score, spared: 0 };
        written.spare.into_iter().fold(policy, Policy::spare)
    }
}

impl Default for Policy {
    /// [`Policy::balanced`].
    fn default() -> Self {
        Self::balanced()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_the_documentation() {
        let threshold =
            |policy: Policy| (0..=CERTAIN).find(|&score| policy.removes(NoiseKind::Advertising, score));
        assert_eq!(threshold(Policy::gentle()), Some(860));
        assert_eq!(threshold(Policy::balanced()), Some(700));
        assert_eq!(threshold(Policy::strict()), Some(380));
        assert_eq!(Policy::default(), Policy::balanced());
        assert!(!Policy::gentle().removes(NoiseKind::TimestampByline, 1000));
        assert!(Policy::balanced().removes(NoiseKind::TimestampByline, 1000));
    }

    #[test]
    fn spare_is_for_one_kind() {
        let policy = Policy::strict().spare(NoiseKind::Comments);
        for &kind in NoiseKind::ALL {
            assert_eq!(policy.removes(kind, 1000), kind != NoiseKind::Comments);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn policies_are_stored_by_name() {
        let policy = Policy::gentle().spare(NoiseKind::Comments).min_score(870);
        let written = serde_json::to_string(&policy).unwrap_or_default();
        assert_eq!(written, r#"{"min_score":870,"spare":["comments","timestamp_byline"]}"#);
        assert_eq!(serde_json::from_str(&written).ok(), Some(policy));
    }

    #[test]
    fn scores_over_1000_are_refused() {
        assert!(Policy::balanced().min_score(1000).check().is_ok());
        assert!(Policy::balanced().min_score(1001).check().is_err());
    }
}
