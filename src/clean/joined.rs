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
        for kept in report.kept() {
            let mut from = kept.start;
            while let Some(at) = joins.next_if(|&at| at < kept.end) {
                if at < kept.start {
                    continue;
                }
                joined.push(source, Span::new(from, from + source[from..at].trim_end().len()));
                let rest = &source[at..kept.end];
                let next = rest.trim_start();
                if joined.needs_space(next) {
                    joined.parts.push((joined.text.len(), at));
                    joined.text.push(' ');
                }
                from = at + rest.len() - next.len();
            }
            joined.push(source, Span::new(from, kept.end));
        }
        joined
    }

    fn push(&mut self, source: &str, span: Span) {
        if !span.of(source).is_empty() {
            self.parts.push((self.text.len(), span.start));
            self.text.push_str(span.of(source));
        }
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
        !(before.is_whitespace() || opens || closes || is_unspaced(before) && is_unspaced(behind))
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
