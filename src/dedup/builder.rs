//! The options of a [`Dedup`].
//!
//! Time O(1).

use std::str::FromStr;

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
pub enum KeepRule {
    /// The text that was given first.
    #[default]
    First,
    /// The text of most bytes.
    Longest,
}

impl KeepRule {
    /// The name in options and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Longest => "longest",
        }
    }
}

/// What kind of texts a [`Dedup`] is for: how it finds candidates, and how it makes clusters by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Preset {
    /// Titles and other single sentences: candidates share two to four of their most telling words.
    Headlines,
    /// Whole texts: candidates share a band of a `MinHash` signature of neighbouring words.
    Documents,
}

impl Preset {
    /// The name in options and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headlines => "headlines",
            Self::Documents => "documents",
        }
    }

    const fn linkage(self) -> Linkage {
        match self {
            Self::Headlines => Linkage::Stepwise,
            Self::Documents => Linkage::Leader,
        }
    }
}

impl FromStr for Preset {
    type Err = BuildError;

    /// # Errors
    /// [`BuildErrorKind::UnknownPreset`] if no preset has that name.
    fn from_str(name: &str) -> Result<Self, BuildError> {
        let mut presets = [Self::Headlines, Self::Documents].into_iter();
        presets
            .find(|preset| preset.name() == name)
            .ok_or_else(|| BuildError::new(BuildErrorKind::UnknownPreset { name: name.to_owned() }))
    }
}

/// Options of a [`Dedup`], taken by value.
///
/// ```
/// use descrape::{Dedup, Linkage, Preset};
/// let dedup = Dedup::builder(Preset::Headlines).min_score(700).linkage(Linkage::Leader).build()?;
/// assert_eq!(dedup.min_score(), 700);
/// assert!(Dedup::builder(Preset::Headlines).min_score(1001).build().is_err());
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct DedupBuilder {
    pub(super) preset: Preset,
    pub(super) min_score: u16,
    pub(super) linkage: Linkage,
    pub(super) keep: KeepRule,
}

impl DedupBuilder {
    const fn new(preset: Preset) -> Self {
        Self { preset, min_score: 500, linkage: preset.linkage(), keep: KeepRule::First }
    }

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
    /// [`KeepRule::First`].
    pub const fn keep(mut self, keep: KeepRule) -> Self {
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
        Ok(self.checked())
    }

    /// The same where the options are known to be in range.
    fn checked(self) -> Dedup {
        let scheme = Scheme::of(self.preset);
        Dedup { scheme, min_score: self.min_score, linkage: self.linkage, keep: self.keep }
    }
}

impl Dedup {
    /// For headlines and other single sentences, with all defaults.
    pub fn headlines() -> Dedup {
        DedupBuilder::new(Preset::Headlines).checked()
    }

    /// For whole texts, with all defaults.
    pub fn documents() -> Dedup {
        DedupBuilder::new(Preset::Documents).checked()
    }

    /// Options, starting from the defaults of a preset.
    pub const fn builder(preset: Preset) -> DedupBuilder {
        DedupBuilder::new(preset)
    }
}
