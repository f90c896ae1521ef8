//! A report in the words of a person: lines instead of bytes, reasons instead of variants.

use descrape::{Evidence, NoiseKind, Removal, Report, Scope, Span};

/// Where each line starts: people count lines, the library counts bytes.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Time and space O(bytes).
    pub(crate) fn new(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The number, from 1, of the line that holds the byte `at`. Time O(log lines).
    pub(crate) fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at)
    }

    /// `12`, or `12-14` where the blank lines after a line go with it.
    pub(crate) fn numbers(&self, span: Span) -> String {
        let first = self.number(span.start);
        match self.number(span.end.saturating_sub(1)) {
            last if last > first => format!("{first}-{last}"),
            _ => first.to_string(),
        }
    }
}

/// Why a line went.
pub(crate) fn why(report: &Report<'_>, lines: &Lines, removal: &Removal) -> String {
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

/// How much went from one text, or from several together.
#[derive(Clone, Default)]
pub(crate) struct Tally {
    pub(crate) files: usize,
    /// Lines that are not blank: the library removes no others by themselves.
    pub(crate) lines: usize,
    pub(crate) lines_removed: usize,
    /// Sentences that went from lines that stay.
    pub(crate) sentences_removed: usize,
    pub(crate) bytes: usize,
    pub(crate) bytes_removed: usize,
    /// Lines or sentences, and bytes removed, by position in [`NoiseKind::ALL`].
    by_kind: Vec<(usize, usize)>,
}

impl Tally {
    pub(crate) fn of(report: &Report<'_>) -> Self {
        let text = report.source();
        let mut by_kind = vec![(0, 0); NoiseKind::ALL.len()];
        for removal in report.removed() {
            if let Some((lines, bytes)) = by_kind.get_mut(removal.kind as usize) {
                *lines += 1;
                *bytes += removal.span.len();
            }
        }
        let sentences = report.removed().iter().filter(|removal| removal.scope == Scope::Sentence).count();
        Self {
            files: 1,
            lines: text.split('\n').filter(|line| !line.trim().is_empty()).count(),
            lines_removed: report.removed().len() - sentences,
            sentences_removed: sentences,
            bytes: text.len(),
            bytes_removed: report.removed().iter().map(|removal| removal.span.len()).sum(),
            by_kind,
        }
    }

    pub(crate) fn add(&mut self, other: &Tally) {
        self.files += other.files;
        self.lines += other.lines;
        self.lines_removed += other.lines_removed;
        self.sentences_removed += other.sentences_removed;
        self.bytes += other.bytes;
        self.bytes_removed += other.bytes_removed;
        self.by_kind.resize(NoiseKind::ALL.len(), (0, 0));
        for (mine, theirs) in self.by_kind.iter_mut().zip(&other.by_kind) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }

    /// The kinds that occur with their lines and bytes, most lines first.
    pub(crate) fn kinds(&self) -> Vec<(NoiseKind, usize, usize)> {
        let all = NoiseKind::ALL.iter().zip(&self.by_kind);
        let mut found: Vec<_> = all.map(|(&kind, &(lines, bytes))| (kind, lines, bytes)).collect();
        found.retain(|&(_, lines, _)| lines > 0);
        found.sort_by_key(|&(_, lines, _)| std::cmp::Reverse(lines));
        found
    }

    /// `3 lines kept, 9 removed; 512 bytes kept, 210 removed`.
    pub(crate) fn sentence(&self) -> String {
        let kept = self.lines.saturating_sub(self.lines_removed);
        let sentences = match self.sentences_removed {
            0 => String::new(),
            1 => ", and a sentence inside of one".to_owned(),
            several => format!(", and {several} sentences inside of some"),
        };
        format!(
            "{kept} {} kept, {} removed{sentences}; {} bytes kept, {} removed",
            if kept == 1 { "line" } else { "lines" },
            self.lines_removed,
            self.bytes.saturating_sub(self.bytes_removed),
            self.bytes_removed,
        )
    }
}

/// What was learnt about the article: the headline first, then byline, dateline and
/// related headlines.
pub(crate) fn facts(report: &Report<'_>, lines: &Lines) -> Vec<String> {
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
