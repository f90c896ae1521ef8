//! The only ways the crate says no: [`BuildError`] to options, [`DecodeError`] to
//! stored bytes, [`MismatchError`] to fingerprints that cannot be compared. Text is
//! never an error.

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
    /// A name that is no [`Preset`](crate::Preset).
    UnknownPreset {
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
            BuildErrorKind::UnknownPreset { name } => {
                write!(f, "{name:?} is not the name of a preset: headlines and documents are")
            }
        }
    }
}

impl std::error::Error for BuildError {}

/// Bytes that this crate did not store, or not in this version.
///
/// ```
/// use descrape::DecodeError;
/// use descrape::fingerprint::SimHashes;
/// let mut bytes = SimHashes::new(None).to_bytes();
/// bytes.pop();
/// assert_eq!(SimHashes::from_bytes(&bytes), Err(DecodeError::Truncated { at: bytes.len() }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The bytes end where more were expected.
    Truncated {
        /// How many bytes there are.
        at: usize,
    },
    /// They were written in another version of their form.
    UnknownVersion {
        /// The version that they name.
        got: u32,
        /// The newest version that is understood.
        newest: u32,
    },
    /// They are understood, but what they rest on has another version here, so that answers could differ.
    OtherVersion {
        /// The constant that differs, such as `DEDUP_VERSION`.
        of: &'static str,
        /// Its value when the bytes were written.
        got: u32,
        /// Its value in this crate.
        known: u32,
    },
    /// They name what they were made of, and here it is something else, or stands elsewhere.
    OtherName {
        /// Of what the name is, such as `feature`.
        of: &'static str,
        /// The place of the first name that differs, from 0.
        at: usize,
        /// The name here; empty if there is none.
        known: &'static str,
    },
    /// They hold what was never written.
    Corrupt {
        /// How many bytes stand before the first wrong value.
        at: usize,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { at } => write!(f, "the data ends after {at} bytes, where more must follow"),
            Self::UnknownVersion { got, newest } => {
                write!(f, "the data has version {got}, but only version {newest} is understood")
            }
            Self::OtherVersion { of, got, known } => {
                write!(f, "the data was written with {of} {got}, but here it is {known}")
            }
            Self::OtherName { of, at, known: "" } => {
                write!(f, "the data names a {of} at place {at} that is not known here")
            }
            Self::OtherName { of, at, known } => {
                write!(f, "the data has another {of} at place {at}, where here it is {known}")
            }
            Self::Corrupt { at } => write!(f, "the data is wrong at byte {at}"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Fingerprints, indexes or counts that were made in different ways, so that nothing follows from
/// comparing, joining or merging them.
///
/// ```
/// use descrape::fingerprint::MinHasher;
/// let small = MinHasher::new(64, 0)?.signature(&[1, 2, 3]);
/// let large = MinHasher::new(128, 0)?.signature(&[1, 2, 3]);
/// let error = small.similarity(&large).unwrap_err();
/// assert_eq!(error.parameter(), "slots");
/// assert_eq!(error.to_string(), "slots differ: 64 and 128");
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MismatchError {
    parameter: &'static str,
    left: String,
    right: String,
}

impl MismatchError {
    pub(crate) fn new(parameter: &'static str, left: &impl ToString, right: &impl ToString) -> Self {
        Self { parameter, left: left.to_string(), right: right.to_string() }
    }

    /// The name of the parameter that differs.
    pub const fn parameter(&self) -> &'static str {
        self.parameter
    }

    /// Its value on the side that was asked, as text.
    pub fn left(&self) -> &str {
        &self.left
    }

    /// Its value on the other side, as text.
    pub fn right(&self) -> &str {
        &self.right
    }
}

impl fmt::Display for MismatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} differ: {} and {}", self.parameter, self.left, self.right)
    }
}

impl std::error::Error for MismatchError {}
