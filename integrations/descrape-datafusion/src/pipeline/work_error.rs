//! [`WorkError`]: what is wrong with a folder of stages.

use std::error::Error;
use std::fmt;

use datafusion::error::DataFusionError;

/// Why the stages in a folder are not taken up. It is the cause of the [`DataFusionError`] that a run ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WorkError {
    /// A file `_done` that is none, or that is not as it was written.
    NoList {
        /// Where it is.
        path: String,
    },
    /// Another job has worked here: with other pages, or other options.
    OtherJob {
        /// The file that says so.
        path: String,
        /// What that job does.
        found: String,
        /// What this job does.
        asked: String,
    },
    /// A part is gone.
    MissingPart {
        /// Where it was.
        part: String,
    },
    /// A part has more or fewer bytes than were written.
    PartSize {
        /// Where it is.
        part: String,
        /// How many bytes were written.
        written: u64,
        /// How many there are.
        found: u64,
    },
    /// A part has as many bytes as were written, but others.
    PartContent {
        /// Where it is.
        part: String,
    },
}

impl fmt::Display for WorkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const REMEDY: &str = "remove the folder of this step and those of later ones, and they run again";
        match self {
            Self::NoList { path } => {
                write!(f, "{path} is no list of the parts of a stage, or was changed; {REMEDY}")
            }
            Self::OtherJob { path, found, asked } => write!(
                f,
                "{path} was left by another job: {found:?}, and not {asked:?}; choose another folder to work in"
            ),
            Self::MissingPart { part } => write!(f, "part {part} is gone; {REMEDY}"),
            Self::PartSize { part, written, found } => {
                write!(f, "part {part} has {found} bytes, but {written} were written; {REMEDY}")
            }
            Self::PartContent { part } => write!(f, "part {part} is not as it was written; {REMEDY}"),
        }
    }
}

impl Error for WorkError {}

impl From<WorkError> for DataFusionError {
    fn from(error: WorkError) -> Self {
        Self::External(Box::new(error))
    }
}
