//! A text without the noise inside of its paragraphs.
//!
//! Lines are judged in it, whatever of that noise the policy keeps: so a milder policy sees the
//! same page as a stricter one.
//!
//! Time O(bytes), and O(log sentences) for an offset.

use crate::inline::InlineNoise;
use crate::span::{self, Span};

use super::policy::Policy;
use super::report::{Evidence, Removal, Report, Scope};

pub(super) struct MaskedText {
    pub(super) text: String,
    source_len: usize,
    /// What is missing, in order.
    inside: Vec<InlineNoise>,
    /// Where each of them would stand in `text`.
    places: Vec<usize>,
    /// How many bytes are missing up to the end of each.
    missing: Vec<usize>,
}

impl MaskedText {
    pub(super) fn new(source: &str, inside: Vec<InlineNoise>) -> Self {
        let mut text = String::with_capacity(source.len());
        for kept in span::gaps(source.len(), inside.iter().map(|inside| inside.span)) {
            text.push_str(kept.of(source));
        }
        let (mut places, mut missing, mut sum) = (Vec::new(), Vec::new(), 0);
        for inside in &inside {
            places.push(inside.span.start - sum);
            sum += inside.span.len();
            missing.push(sum);
        }
        Self { text, source_len: source.len(), inside, places, missing }
    }

    /// The report on the masked as one on its source, with what `policy` removes of the rest.
    pub(super) fn restore<'t>(&self, source: &'t str, policy: Policy, report: Report<'_>) -> Report<'t> {
        let evidence = |evidence| match evidence {
            Evidence::Phrase { span } => Evidence::Phrase { span: self.phrase(span) },
            Evidence::Repeat { first } => Evidence::Repeat { first: self.line(source, first) },
            Evidence::Block { opener } => Evidence::Block { opener: self.line(source, opener) },
            own => own,
        };
        let whole = |removal: &Removal| Removal {
            span: self.unit(removal.span),
            evidence: evidence(removal.evidence),
            ..*removal
        };
        let mut removed: Vec<Removal> = report.removed.iter().map(whole).collect();
        let lines = removed.len();
        // How many stand in lines that stay.
        let mut within = 0;
        for inside in &self.inside {
            // A line takes along what stands in it.
            let at = removed[..lines].partition_point(|line| line.span.end <= inside.span.start);
            if removed[..lines].get(at).is_some_and(|line| line.span.start < inside.span.end) {
                continue;
            }
            within += 1;
            if policy.removes(inside.kind, inside.score) {
                removed.push(Removal {
                    span: inside.span,
                    scope: Scope::Sentence,
                    kind: inside.kind,
                    score: inside.score,
                    evidence: Evidence::Phrase { span: inside.phrase },
                });
            }
        }
        let sentences = removed.len() - lines;
        removed.sort_unstable_by_key(|removal| removal.span);
        Report {
            source,
            removed,
            related: report.related.iter().map(|&span| self.phrase(span)).collect(),
            headline: report.headline.map(|span| self.line(source, span)),
            byline: report.byline.map(|span| self.line(source, span)),
            dateline: report.dateline.map(|span| self.line(source, span)),
            // Where the policy parts them, the line may get too short to be looked into again.
            settled: report.settled && (sentences == 0 || sentences == within),
            joins: report.joins,
            looks_like: None,
        }
    }

    /// A line with the blank lines after it: what is missing at its start belongs to it, and at the end of the text
    /// also what is missing there.
    fn unit(&self, span: Span) -> Span {
        let end = if span.end == self.text.len() { self.source_len } else { self.before(span.end) };
        Span::new(self.before(span.start), end)
    }

    /// A line's text: so does what is missing at its end, behind white space perhaps.
    fn line(&self, source: &str, span: Span) -> Span {
        let start = self.before(span.start);
        let end = source[start..].bytes().position(|b| b == b'\n').map_or(source.len(), |end| start + end);
        Span::new(start, start + source[start..end].trim_end().len())
    }

    /// A phrase: what is missing at its edges does not belong to it.
    fn phrase(&self, span: Span) -> Span {
        Span::new(self.behind(span.start), self.before(span.end))
    }

    /// Where an offset of the masked is in the source, before what may be missing there.
    fn before(&self, offset: usize) -> usize {
        self.restore_behind(offset, self.places.partition_point(|&place| place < offset))
    }

    /// The same behind it.
    fn behind(&self, offset: usize) -> usize {
        self.restore_behind(offset, self.places.partition_point(|&place| place <= offset))
    }

    fn restore_behind(&self, offset: usize, gaps: usize) -> usize {
        offset + gaps.checked_sub(1).map_or(0, |last| self.missing[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::NoiseKind;

    #[test]
    fn offsets_come_back() {
        let source = "one. XX two\nYY three\nfour ZZ\n";
        let inside = |said: &str| {
            let start = source.find(said).unwrap();
            let span = Span::new(start, start + said.len());
            InlineNoise { span, kind: NoiseKind::Advertising, score: 960, phrase: span }
        };
        let masked = MaskedText::new(source, vec![inside("XX "), inside("YY "), inside(" ZZ")]);
        assert_eq!(masked.text, "one. two\nthree\nfour\n");
        let of = |said: &str| {
            let start = masked.text.find(said).unwrap();
            Span::new(start, start + said.len())
        };
        assert_eq!(masked.phrase(of("two")).of(source), "two");
        assert_eq!(masked.phrase(of("one. two")).of(source), "one. XX two");
        assert_eq!(masked.unit(of("three\n")).of(source), "YY three\n");
        assert_eq!(masked.unit(of("one. two\n")).of(source), "one. XX two\n");
        assert_eq!(masked.line(source, of("four")).of(source), "four ZZ");
        assert_eq!(masked.line(source, of("three")).of(source), "YY three");
        assert_eq!(masked.unit(of("four\n")).of(source), "four ZZ\n");
        // A last line without an end has what is missing behind it, too.
        let cut = source.trim_end();
        let masked = MaskedText::new(cut, vec![inside("XX "), inside(" ZZ")]);
        let last = Span::new(masked.text.len() - "four".len(), masked.text.len());
        assert_eq!(masked.unit(last).of(cut), "four ZZ");
    }
}
