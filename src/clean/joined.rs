//! [`Joined`]: the kept text with whole sentences.
//!
//! Time and space O(bytes).

use crate::span::Span;
use crate::text::{closes_bracket, closes_quote, is_colon, is_comma, is_ideograph, is_stop};

use super::report::Report;

/// A kept text in which the breaks inside of sentences are spaces, and where each part of it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    text: String,
    /// Where a part starts, and where it starts in the source.
    parts: Vec<(usize, usize)>,
}

impl Joined {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let source = report.source();
        let mut joined = Self::default();
        let mut joins = report.joins.iter().copied().peekable();
        // A break behind which what is kept is still to come.
        let mut open = None;
        for kept in report.kept() {
            let mut from = kept.start;
            while let Some(at) = joins.next_if(|&at| at < kept.end) {
                if at < kept.start {
                    continue;
                }
                joined.go_on(source, &mut open, Span::new(from, from + source[from..at].trim_end().len()));
                open = Some(at);
                from = kept.end - source[at..kept.end].trim_start().len();
            }
            joined.go_on(source, &mut open, Span::new(from, kept.end));
        }
        joined
    }

    /// Adds a part, behind a space if it goes on behind an open break and needs one.
    fn go_on(&mut self, source: &str, open: &mut Option<usize>, part: Span) {
        if part.is_empty() {
            return;
        }
        if let Some(at) = open.take()
            && self.needs_space(part.of(source))
        {
            self.parts.push((self.text.len(), at));
            self.text.push(' ');
        }
        self.parts.push((self.text.len(), part.start));
        self.text.push_str(part.of(source));
    }

    /// Whether a space belongs between what is there and `next`.
    fn needs_space(&self, next: &str) -> bool {
        let (Some(before), Some(behind)) = (self.text.chars().next_back(), next.chars().next()) else {
            return false;
        };
        let opens = matches!(before, '(' | '[' | '“' | '„' | '«' | '「' | '『' | '（' | '¿' | '¡');
        let closes = is_comma(behind)
            || is_colon(behind)
            || is_stop(behind)
            || matches!(behind, '”' | '’' | '»' | '」' | '』')
            || closes_bracket(behind) && !matches!(behind, '*' | '_')
            || closes_quote(behind) && next[behind.len_utf8()..].starts_with("s ");
        !(before.is_whitespace()
            || behind.is_whitespace()
            || opens
            || closes
            || is_unspaced(before) && is_unspaced(behind))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The span of the source that a span of the text came from, with what lies between its parts; offsets beyond the
    /// text count as its end.
    ///
    /// # Complexity
    /// O(log parts).
    pub fn source_span(&self, span: Span) -> Span {
        let place = |offset: usize| {
            let at = self.parts.partition_point(|&(start, _)| start <= offset);
            self.parts
                .get(at.saturating_sub(1))
                .map_or(0, |&(start, from)| from + offset.saturating_sub(start))
        };
        let start = span.start.min(self.text.len());
        let end = span.end.clamp(start, self.text.len());
        // The end belongs to the part of the last byte.
        Span::new(place(start), if end > start { place(end - 1) + 1 } else { place(start) })
    }
}

/// A letter of a script without spaces, or a sign of the same width.
fn is_unspaced(c: char) -> bool {
    is_ideograph(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Removal;
    use crate::clean::{Evidence, Scope};
    use crate::noise::NoiseKind;

    /// What is left of a source without these parts, with these line feeds inside of units.
    fn joined(source: &str, removed: &[&str], joins: &[usize]) -> Joined {
        let removal = |part: &&str| {
            let start = source.find(part).unwrap();
            Removal {
                span: Span::new(start, start + part.len()),
                scope: Scope::Line,
                kind: NoiseKind::Advertising,
                score: 900,
                evidence: Evidence::Shape,
            }
        };
        let mut report = crate::Cleaner::new().report("").of_source(source);
        report.removed = removed.iter().map(removal).collect();
        report.joins = joins.to_vec();
        Joined::of(&report)
    }

    fn feeds(source: &str) -> Vec<usize> {
        source.match_indices('\n').map(|(at, _)| at).filter(|&at| at + 1 < source.len()).collect()
    }

    #[test]
    fn a_space_stands_where_a_word_ends() {
        for (source, expected) in [
            ("The master\nsaid\nso.\n", "The master said so.\n"),
            ("Anna\n, the master\n(\nof the quay\n).\n", "Anna, the master (of the quay).\n"),
            ("“\nYes\n”\n, she said\n", "“Yes”, she said\n"),
            ("wrapped  \r\n   and indented\r\n", "wrapped and indented\r\n"),
            ("杉ノ原村の\n小さな映画館\n、再開\n", "杉ノ原村の小さな映画館、再開\n"),
            ("映画館\nCinema\n", "映画館 Cinema\n"),
        ] {
            assert_eq!(joined(source, &[], &feeds(source)).text(), expected, "{source:?}");
        }
    }

    #[test]
    fn other_breaks_and_what_went_are_as_they_were() {
        let source = "Home\none\ntwo\nthree\n";
        assert_eq!(joined(source, &["Home\n"], &[4, 8]).text(), "one two\nthree\n");
        assert_eq!(joined(source, &["two\n"], &[8]).text(), "Home\none three\n");
        assert_eq!(joined(source, &[], &[]).text(), source);
        assert_eq!(joined("", &[], &[]).into_text(), "");
    }

    #[test]
    fn spans_come_back() {
        let source = "Home\none   \n  two\nthree\n";
        let joined = joined(source, &["Home\n"], &[11]);
        assert_eq!(joined.text(), "one two\nthree\n");
        for said in ["one", "two", "three", "wo\nth"] {
            let start = joined.text().find(said).unwrap();
            let span = joined.source_span(Span::new(start, start + said.len()));
            assert_eq!(span.of(source), said);
        }
        assert_eq!(joined.source_span(Span::new(0, 7)).of(source), "one   \n  two");
        assert_eq!(joined.source_span(Span::new(99, 100)).len(), 0);
    }
}
