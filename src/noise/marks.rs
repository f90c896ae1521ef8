//! Marks: what each line says by itself, computed once for a text.

use crate::lexicon::{Cues, Lexicon};
use crate::noise::date::{self, Date};
use crate::text::Document;

/// What one line says by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    pub(crate) cues: Cues,
    pub(crate) date: Date,
}

/// The marks of all lines of `document`.
pub(crate) fn marks(lexicon: &Lexicon, document: &Document<'_>) -> Vec<Mark> {
    let mark = |line| {
        let cues = lexicon.cues(document, line);
        Mark { cues, date: date::find(lexicon, document, line, &cues) }
    };
    document.lines.iter().map(mark).collect()
}
