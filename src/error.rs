//! [`BuildError`]: the only way the crate says no. Text is never an error.

use std::fmt;

/// An option that cannot be used as given.
///
/// It names what was given, and the limit where there is one. Text never causes
/// it: only a wrong configuration does.
///
/// ```
/// use descrape::{BuildErrorKind, Cleaner, Policy};
/// let error = Cleaner::builder()
///     .policy(Policy::balanced().min_score(2000))
///     .build()
///     .unwrap_err();
/// assert_eq!(error.to_string(), "policy.min_score is 2000, but must be 0 to 1000");
/// assert!(matches!(error.kind(), BuildErrorKind::OutOfRange { .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    kind: BuildErrorKind,
}

/// What was wrong with an option.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildErrorKind {
    /// A number outside of its range, both ends inclusive.
    OutOfRange {
        /// The option's name.
        option: &'static str,
        /// The value that was given.
        got: u64,
        /// The least value accepted.
        min: u64,
        /// The greatest value accepted.
        max: u64,
    },
    /// A phrase that holds no letter and no digit, so that nothing could match it.
    EmptyPhrase {
        /// The phrase as it was given.
        phrase: String,
    },
    /// A phrase longer than a line that is searched for phrases.
    LongPhrase {
        /// How many words it has.
        words: usize,
        /// How many it may have.
        max: usize,
    },
    /// More phrases of one's own than the tables take.
    TooManyPhrases {
        /// How many were given.
        got: usize,
        /// How many are accepted.
        max: usize,
    },
    /// A language that the lexicon does not have.
    UnknownLanguage {
        /// The code as it was given.
        code: String,
    },
    /// A name that is no [`NoiseKind`](crate::NoiseKind).
    UnknownKind {
        /// The name as it was given.
        name: String,
    },
}

impl BuildError {
    pub(crate) const fn new(kind: BuildErrorKind) -> Self {
        Self { kind }
    }

    /// What was wrong, with the numbers or names concerned.
    pub const fn kind(&self) -> &BuildErrorKind {
        &self.kind
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            BuildErrorKind::OutOfRange { option, got, min, max } => {
                write!(f, "{option} is {got}, but must be {min} to {max}")
            }
            BuildErrorKind::EmptyPhrase { phrase } => {
                write!(f, "phrase {phrase:?} holds no letter and no digit")
            }
            BuildErrorKind::LongPhrase { words, max } => {
                write!(f, "phrase has {words} words, but at most {max} are matched")
            }
            BuildErrorKind::TooManyPhrases { got, max } => {
                write!(f, "phrases: {got} were given, but at most {max} are accepted")
            }
            BuildErrorKind::UnknownLanguage { code } => {
                write!(f, "languages: {code:?} is not a language of the lexicon")
            }
            BuildErrorKind::UnknownKind { name } => {
                write!(f, "{name:?} is not the name of a kind of noise")
            }
        }
    }
}

impl std::error::Error for BuildError {}
