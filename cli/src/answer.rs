//! What is said of a page that was cleaned, in JSON.

use std::borrow::Cow;

use descrape::{Format, Removal, Report, Span};
use serde::Serialize;
use serde_json::Value;

/// One answer. Other programs read it: fields may be added, and none changes.
#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    id: &'a Value,
    text: Cow<'a, str>,
    removed: Vec<Removed>,
    headline: Option<Offsets>,
    byline: Option<Offsets>,
    dateline: Option<Offsets>,
    related_headlines: Vec<Offsets>,
    settled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    looks_like: Option<&'static str>,
}

#[derive(Serialize)]
struct Removed {
    start: usize,
    end: usize,
    kind: &'static str,
    score: u16,
}

/// Start and end, in bytes of the given text.
type Offsets = (usize, usize);

impl<'a> Answer<'a> {
    /// `join`: the text with the breaks inside of sentences made spaces.
    pub(crate) fn new(id: &'a Value, report: &'a Report<'_>, join: bool) -> Self {
        Self {
            id,
            text: text(report, join),
            removed: report.removed().iter().map(removed).collect(),
            headline: report.headline().map(offsets),
            byline: report.byline().map(offsets),
            dateline: report.dateline().map(offsets),
            related_headlines: report.related_headlines().iter().copied().map(offsets).collect(),
            settled: report.settled(),
            looks_like: report.looks_like().map(Format::name),
        }
    }
}

/// What is kept; if it is to be joined, with whole sentences.
pub(crate) fn text<'t>(report: &Report<'t>, join: bool) -> Cow<'t, str> {
    if join { report.joined().into_text().into() } else { report.text() }
}

fn removed(removal: &Removal) -> Removed {
    let (start, end) = offsets(removal.span);
    Removed { start, end, kind: removal.kind.name(), score: removal.score }
}

fn offsets(span: Span) -> Offsets {
    (span.start, span.end)
}
