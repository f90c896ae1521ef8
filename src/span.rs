//! [`Span`], a half-open byte range into the caller's text.
//!
//! Time O(1), and O(spans) for gaps.

use std::ops::Range;

/// A half-open range of bytes, `start..end`, into the text that was given.
///
/// Spans never refer to a changed copy: they always index the caller's own
/// text, and always lie on character boundaries of it.
///
/// ```
/// let span = descrape::Span::new(0, 4);
/// assert_eq!(span.of("text and more"), "text");
/// assert_eq!(std::ops::Range::from(span), 0..4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// The first byte of the range.
    pub start: usize,
    /// The byte after the last one. A span that ends before it starts counts as empty.
    pub end: usize,
}

impl Span {
    /// The span `start..end`. An `end` before `start` gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The part of `text` that it covers, or `""` where `text` does not hold it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// The gaps that `taken`, which is in order and disjoint, leaves in `0..len`.
pub(crate) fn gaps(len: usize, taken: impl Iterator<Item = Span>) -> impl Iterator<Item = Span> {
    let mut at = 0;
    taken.chain(std::iter::once(Span::new(len, len))).filter_map(move |span| {
        let gap = Span::new(at, span.start);
        at = span.end;
        (!gap.is_empty()).then_some(gap)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "the table lists spans")]
    fn gaps_and_taken_tile() {
        for (len, taken, expected) in [
            (0, vec![], vec![]),
            (5, vec![], vec![0..5]),
            (5, vec![0..5], vec![]),
            (9, vec![0..2, 2..3, 6..9], vec![3..6]),
            (9, vec![4..5], vec![0..4, 5..9]),
        ] {
            let spans = taken.into_iter().map(Span::from);
            let found: Vec<_> = gaps(len, spans).map(Range::from).collect();
            assert_eq!(found, expected, "{len}");
        }
    }

    #[test]
    fn a_span_outside_the_text_is_empty_text() {
        assert_eq!(Span::new(3, 9).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
