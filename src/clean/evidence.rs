//! Evidence: what a finding says of a line, as spans of the text.
//!
//! Time O(phrases of the line).

use super::report::{Evidence, Removal, Scope};
use super::rounds::RemovedLine;
use crate::label::Clues;
use crate::lexicon::{Cue, CueSet};
use crate::noise::{Finding, NoiseKind, Why};
use crate::page::Marks;
use crate::span::Span;
use crate::text::{Document, after_bullet, opens_quote};

pub(super) fn removal(document: &Document<'_>, marks: &Marks, taken: &RemovedLine) -> Removal {
    let line = &document.lines[taken.line as usize];
    let other = |line: u32| document.lines[line as usize].span();
    let evidence = match taken.finding.why {
        Why::Shape => Evidence::Shape,
        Why::Repeat(first) => Evidence::Repeat { first: other(first) },
        Why::Block(opener) => Evidence::Block { opener: other(opener) },
        Why::Template(documents) => Evidence::Template { documents },
        Why::Learnt(bits) => Evidence::Model { clues: Clues::of_bits(bits) },
        // A phrase that is the whole line, without what surrounds its core.
        Why::Phrase(cues) if marks.lines[taken.line as usize].cues.whole.meets(cues) && line.has_core() => {
            Evidence::Phrase { span: document.core_span(line) }
        }
        Why::Phrase(cues) => match marks.longest(document, taken.line as usize, cues) {
            Some(span) => Evidence::Phrase { span },
            None => Evidence::Shape,
        },
    };
    let Finding { kind, score, .. } = taken.finding;
    Removal { span: line.unit(), scope: Scope::Line, kind, score, evidence }
}

/// The headline in a line of related headlines, if it holds one.
pub(super) fn related(document: &Document<'_>, marks: &Marks, taken: &RemovedLine) -> Option<Span> {
    const HEADINGS: CueSet = Cue::RelatedHeading.set().with(Cue::MostRead).with(Cue::RelatedInline);
    let index = taken.line as usize;
    let (line, mark) = (&document.lines[index], &marks.lines[index]);
    if taken.finding.kind != NoiseKind::RelatedHeadlines
        || mark.cues.whole.meets(HEADINGS)
        || mark.date.is_whole()
    {
        return None;
    }
    let mut span = line.span();
    if mark.cues.set.has(Cue::RelatedInline)
        && let Some(opener) = marks.longest(document, index, Cue::RelatedInline.set())
    {
        span = Span::new(opener.end, span.end);
    }
    let text = span.of(document.text);
    let bare = after_bullet(text.trim_start_matches(|c: char| !c.is_alphanumeric() && !may_open(c)));
    let start = span.end - bare.len();
    let bare =
        bare.trim_end_matches(|c: char| c == '*' || c == '_' || c == '»' || c == '>' || c.is_whitespace());
    let span = Span::new(start, start + bare.len());
    (document.words_of(line).len() >= 3 && !span.is_empty()).then_some(span)
}

fn may_open(c: char) -> bool {
    opens_quote(c) || matches!(c, '¿' | '¡' | '(')
}
