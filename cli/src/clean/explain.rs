//! A report in the words of a person: lines instead of bytes, reasons instead of variants.

use descrape::{Evidence, Removal, Report, Span};

/// Where each line starts: people count lines, the library counts bytes.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Time and space O(bytes).
    pub(super) fn new(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The number, from 1, of the line that holds the byte `at`. Time O(log lines).
    pub(super) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// `12`, or `12-14` where the blank lines after a line go with it.
    pub(super) fn numbers(&self, span: Span) -> String {
        let first = self.number(span.start);
        match self.number(span.end.saturating_sub(1)) {
            last if last > first => format!("{first}-{last}"),
            _ => first.to_string(),
        }
    }
}

/// Why a line went.
pub(super) fn why(report: &Report<'_>, lines: &Lines, removal: &Removal) -> String {
    match removal.evidence {
        Evidence::Phrase { span } => format!("phrase found: \"{}\"", span.of(report.source())),
        Evidence::Shape => "looks like it".to_owned(),
        Evidence::Repeat { first } => format!("repeats line {}", lines.number(first.start)),
        Evidence::Block { opener } => match lines.number(opener.start) {
            own if own == lines.number(removal.span.start) => "opens a block".to_owned(),
            other => format!("stands in the block of line {other}"),
        },
        Evidence::Model { clues } => {
            let clues: Vec<String> = clues.iter().take(3).map(|clue| clue.to_string()).collect();
            clues.join("; ")
        }
        Evidence::Template { documents } => format!("stands on {documents} pages of the site"),
        _ => "for a reason newer than this program".to_owned(),
    }
}

/// What was learnt about the article: the headline first, then byline, dateline and
/// related headlines.
pub(super) fn facts(report: &Report<'_>, lines: &Lines) -> Vec<String> {
    let line = |name: &str, span: Option<Span>| match span {
        Some(span) => format!("{name}: line {}", lines.number(span.start)),
        None => format!("{name}: none"),
    };
    let mut facts = vec![
        line("headline", report.headline()),
        line("byline", report.byline()),
        line("dateline", report.dateline()),
        format!("related headlines: {}", report.related_headlines().len()),
    ];
    if !report.settled() {
        facts.push("not at rest: cleaning again would remove more".to_owned());
    }
    facts
}
