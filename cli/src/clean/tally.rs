//! Counts of what went, from one text or from several together.

use descrape::{NoiseKind, Report, Scope};

/// How much went from one text, or from several together.
#[derive(Clone, Default)]
pub(super) struct Tally {
    pub(super) files: usize,
    /// Lines that are not blank: the library removes no others by themselves.
    pub(super) lines: usize,
    pub(super) lines_removed: usize,
    /// Sentences that went from lines that stay.
    pub(super) sentences_removed: usize,
    pub(super) bytes: usize,
    pub(super) bytes_removed: usize,
    /// Lines or sentences, and bytes removed, by position in [`NoiseKind::ALL`].
    by_kind: Vec<(usize, usize)>,
}

impl Tally {
    pub(super) fn of(report: &Report<'_>) -> Self {
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

    pub(super) fn add(&mut self, other: &Tally) {
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
    pub(super) fn kinds(&self) -> Vec<(NoiseKind, usize, usize)> {
        let all = NoiseKind::ALL.iter().zip(&self.by_kind);
        let mut found: Vec<_> = all.map(|(&kind, &(lines, bytes))| (kind, lines, bytes)).collect();
        found.retain(|&(_, lines, _)| lines > 0);
        found.sort_by_key(|&(_, lines, _)| std::cmp::Reverse(lines));
        found
    }

    /// `3 lines kept, 9 removed; 512 bytes kept, 210 removed`.
    pub(super) fn sentence(&self) -> String {
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
