//! [`Clue`]: what speaks for noise in a line, in words that a person understands.
//!
//! Time O(clues) a line.

use std::fmt;

use super::features::Feature;
use crate::forest::Columns;

macro_rules! clues {
    ($($(#[$doc:meta])* $name:ident $says:literal,)*) => {
        /// One thing that is true of a line and speaks for its being noise.
        ///
        /// The model weighs many more than these, and together; a line with several of
        /// them can still be text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        #[non_exhaustive]
        pub enum Clue {
            $($(#[$doc])* $name,)*
        }

        impl Clue {
            /// Every clue.
            pub const ALL: &'static [Clue] = &[$(Clue::$name,)*];
        }

        impl fmt::Display for Clue {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Clue::$name => $says,)*
                })
            }
        }
    };
}

clues! {
    /// It holds a phrase of menus, banners, credits and the like.
    Phrase "holds a phrase of what surrounds articles",
    /// It is a date, or holds one.
    Dated "is dated",
    /// It stands on the page more than once.
    Repeated "stands on the page more than once",
    /// It is no sentence.
    NoSentence "is no sentence",
    /// Lines like it stand in a row.
    Row "stands in a row of lines like it",
    /// Noise was found around it.
    AmongNoise "noise was found around it",
    /// It stands before the article.
    Before "stands before the article",
    /// It stands behind the article.
    Behind "stands behind the article",
    /// It shares few words with the article.
    Elsewhere "shares few words with the article",
    /// None of these: its looks, its place and its neighbours together.
    Together "its looks, its place and its neighbours together",
}

/// The clues of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Clues(u16);

impl Clues {
    /// Each of them, the plainest first.
    ///
    /// ```
    /// use descrape::{Cleaner, Evidence};
    /// # let text = "";
    /// for removal in Cleaner::new().report(text).removed() {
    ///     if let Evidence::Model { clues } = removal.evidence {
    ///         clues.iter().for_each(|clue| println!("{clue}"));
    ///     }
    /// }
    /// ```
    pub fn iter(self) -> impl Iterator<Item = Clue> {
        Clue::ALL.iter().copied().filter(move |&clue| self.0 >> clue as u16 & 1 != 0)
    }

    /// As bits, and from them.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    pub(crate) fn of_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// What is true of a line with these features.
    pub(super) fn of(columns: &Columns, line: usize) -> Self {
        let value = |feature: Feature| columns.at(feature as usize, 0, line);
        let cues = [
            Feature::Heading,
            Feature::RelatedInlineCue,
            Feature::CommentCue,
            Feature::ShareCue,
            Feature::FollowCue,
            Feature::NewsCue,
            Feature::LoginCue,
            Feature::NavCue,
            Feature::ReadCue,
            Feature::PagerCue,
            Feature::RightsCue,
            Feature::AdCue,
            Feature::CookieCue,
            Feature::SiteCue,
            Feature::BylineCue,
            Feature::DateLabelCue,
            Feature::ImageCreditCue,
            Feature::TagsCue,
        ];
        let place = value(Feature::Place);
        let content = value(Feature::Content);
        let mut clues = 0;
        for (clue, shown) in [
            (Clue::Phrase, cues.into_iter().any(|cue| value(cue) > 1)),
            (Clue::Dated, value(Feature::Dated) > 1),
            (Clue::Repeated, value(Feature::Copies) > 1),
            (Clue::NoSentence, value(Feature::Prose) == 1 && value(Feature::Stops) == 0),
            (Clue::Row, value(Feature::TeaserRun) > 3),
            (Clue::AmongNoise, value(Feature::FoundNear) >= 2),
            (Clue::Before, place == 2),
            (Clue::Behind, place == 4),
            (Clue::Elsewhere, content >= 3 && value(Feature::BodyShare) <= 8),
        ] {
            clues |= u16::from(shown) << clue as u16;
        }
        if clues == 0 {
            clues = 1 << Clue::Together as u16;
        }
        Self(clues)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Clues {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Clues {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let clues = Vec::<Clue>::deserialize(deserializer)?;
        Ok(Self(clues.into_iter().fold(0, |all, clue| all | 1 << clue as u16)))
    }
}
