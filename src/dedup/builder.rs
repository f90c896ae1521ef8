//! The options of a [`Dedup`].

use super::Dedup;
use super::blocking::tokens::Scheme;
use super::cluster::Linkage;
use crate::error::{BuildError, BuildErrorKind};

/// Which text of a cluster is kept: a total order, in which texts that are alike come
/// in the order in which they were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Keep {
    /// The text that was given first.
    #[default]
    First,
    /// The text of most bytes.
    Longest,
}

impl Keep {
    /// The name in options and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Longest => "longest",
        }
    }
}

/// Options of a [`Dedup`], taken by value.
#[derive(Clone, Debug)]
#[must_use]
pub struct DedupBuilder {
    pub(super) documents: bool,
    pub(super) min_score: u16,
    pub(super) linkage: Linkage,
    pub(super) keep: Keep,
}

impl DedupBuilder {
    /// The least score of a pair that counts as verified, 1 to 1000.
    ///
    /// ### Default
    /// 500.
    pub const fn min_score(mut self, at_least: u16) -> Self {
        self.min_score = at_least;
        self
    }

    /// How verified pairs make clusters.
    ///
    /// ### Default
    /// [`Linkage::Stepwise`] for headlines, [`Linkage::Leader`] for documents.
    pub const fn linkage(mut self, linkage: Linkage) -> Self {
        self.linkage = linkage;
        self
    }

    /// Which text of a cluster is kept.
    ///
    /// ### Default
    /// [`Keep::First`].
    pub const fn keep(mut self, keep: Keep) -> Self {
        self.keep = keep;
        self
    }

    /// # Errors
    /// [`BuildErrorKind::OutOfRange`] if the least score is not 1 to 1000.
    pub fn build(self) -> Result<Dedup, BuildError> {
        if !(1..=1000).contains(&self.min_score) {
            let got = u64::from(self.min_score);
            return Err(BuildError::new(BuildErrorKind::OutOfRange {
                option: "dedup.min_score",
                got,
                min: 1,
                max: 1000,
            }));
        }
        let scheme = if self.documents { Scheme::documents()? } else { Scheme::Headlines };
        Ok(Dedup { scheme, min_score: self.min_score, linkage: self.linkage, keep: self.keep })
    }
}
