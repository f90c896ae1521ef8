//! What holds for every text, every policy and every hint: I1 to I8 of
//! `docs/DESIGN.md`, one function each, over the public API alone. What holds for many texts
//! is in `dedup.rs`.
//!
//! The property tests, the hostile inputs and the fuzz targets share these functions,
//! so they depend on nothing but `descrape` and `std`. A function panics if the
//! invariant does not hold. I6 (no panic) is what calling any of them shows.

pub mod dedup;

use std::borrow::Cow;

use descrape::{Cleaner, Evidence, Hints, NoiseKind, Policy, Report, Scope, Span};

/// The three policies, each with its cleaner.
pub fn presets() -> [(Policy, Cleaner); 3] {
    [Policy::gentle(), Policy::balanced(), Policy::strict()].map(|policy| {
        (policy, Cleaner::builder().policy(policy).build().expect("a preset is a valid policy"))
    })
}

/// Each of the presets removes all that the one before it removes.
pub fn presets_nest(text: &str, hints: Hints<'_>) {
    let reports = presets().map(|(_, cleaner)| cleaner.report_with(text, hints));
    for pair in reports.windows(2) {
        for removal in pair[0].removed() {
            let held = pair[1].removed().iter().any(|other| inside(removal.span, other.span));
            assert!(held, "only a milder policy removes {:?}", removal.span.of(text));
        }
    }
}

/// Every invariant, for one text. `policy` is the one that `cleaner` was built with.
pub fn check_all(policy: Policy, cleaner: &Cleaner, text: &str, hints: Hints<'_>) {
    let report = cleaner.report_with(text, hints);
    assert_eq!(report.source(), text, "the source is the text");
    spans_tile_the_text(&report);
    removals_are_units(&report);
    settled_means_idempotent(cleaner, &report, hints);
    unchanged_is_borrowed(&report);
    runs_agree(cleaner, &report, hints);
    batches_agree(cleaner, text);
    scores_reach_the_policy(policy, &report);
    evidence_lies_in_the_text(&report);
    named_lines_are_lines(&report);
    headline_stays(&report);
    related_headlines_were_removed(&report);
}

/// I1: kept and removed spans are in order, disjoint, not empty, on character
/// boundaries, and together they are the text.
pub fn spans_tile_the_text(report: &Report<'_>) {
    let text = report.source();
    let mut removed = report.removed().iter().map(|removal| removal.span).peekable();
    let mut kept = report.kept().peekable();
    let mut at = 0;
    while at < text.len() {
        let next = match (removed.peek(), kept.peek()) {
            (Some(span), _) if span.start == at => removed.next(),
            (_, Some(span)) if span.start == at => kept.next(),
            other => panic!("I1: nothing starts at byte {at}, next are {other:?}"),
        };
        let span = next.expect("it was just seen");
        assert!(valid(text, span) && !span.is_empty(), "I1: {span:?} is no part of the text");
        at = span.end;
    }
    assert_eq!(
        (at, removed.next(), kept.next()),
        (text.len(), None, None),
        "I1: the spans end with the text"
    );
}

/// Signs that end a sentence without a space behind them.
const WIDE_STOPS: [char; 4] = ['。', '！', '？', '｡'];
/// Signs that may follow one and belong to the sentence, or end it once more.
const CLOSING: &[char] = &[
    '。', '！', '？', '｡', '.', '!', '?', '…', '"', '\'', '”', '’', '»', '›', '」', '』', '》', ')', ']',
    '）', '】', '*', '_',
];

/// I2: a removal is whole lines that say something, with all blank lines after them, or a part of a line between two
/// borders: never inside of a word. So the output is the input without them.
pub fn removals_are_units(report: &Report<'_>) {
    let text = report.source();
    let units = units(text);
    for removal in report.removed() {
        let (span, said) = (removal.span, removal.span.of(text));
        assert!(!said.trim().is_empty(), "I2: {said:?} says nothing");
        if removal.scope == Scope::Line {
            let first = units.partition_point(|unit| unit.start < span.start);
            let last = units.partition_point(|unit| unit.end < span.end);
            let whole = units.get(first).map(|unit| unit.start) == Some(span.start)
                && units.get(last).map(|unit| unit.end) == Some(span.end);
            assert!(whole, "I2: {span:?} is not whole lines with their blank lines: {said:?}");
            continue;
        }
        assert!(
            ends_apart(&text[..span.start]) || said.starts_with(char::is_whitespace),
            "I2: {said:?} starts inside of a word"
        );
        let letters =
            said.ends_with(char::is_alphanumeric) && text[span.end..].starts_with(char::is_alphanumeric);
        assert!(!letters, "I2: {said:?} ends inside of a word");
    }
}

/// Whether a sentence can start behind `part`: in scripts that are written without spaces, behind what closes with
/// the one before it: "「寒い。」人はいない。"
fn ends_apart(part: &str) -> bool {
    let closed = part[part.trim_end_matches(CLOSING).len()..].contains(WIDE_STOPS);
    part.is_empty() || part.ends_with(char::is_whitespace) || closed
}

/// I3: when cleaning came to rest, cleaning the result removes nothing.
pub fn settled_means_idempotent(cleaner: &Cleaner, report: &Report<'_>, hints: Hints<'_>) {
    if !report.settled() {
        return;
    }
    let once = report.text();
    let again = cleaner.report_with(&once, hints);
    assert!(
        again.removed().is_empty(),
        "I3: a second run removed {:?}",
        again.removed().iter().map(|removal| (removal.span.of(&once), removal.kind)).collect::<Vec<_>>()
    );
    assert_eq!(again.text(), once, "I3: a second run changed the text");
    assert!(again.settled(), "I3: the second run did not come to rest");
}

/// I4: the text is borrowed if and only if nothing was removed.
pub fn unchanged_is_borrowed(report: &Report<'_>) {
    let text = report.source();
    let output = report.text();
    assert_eq!(
        matches!(output, Cow::Borrowed(_)),
        report.removed().is_empty(),
        "I4: borrowed means unchanged"
    );
    match output {
        Cow::Borrowed(same) => assert!(std::ptr::eq(same, text), "I4: borrowed from elsewhere"),
        Cow::Owned(shorter) => assert!(shorter.len() < text.len(), "I4: removing made it no shorter"),
    }
}

/// I5, as far as one process can tell: a second run and a clone give the same.
pub fn runs_agree(cleaner: &Cleaner, report: &Report<'_>, hints: Hints<'_>) {
    let text = report.source();
    assert_eq!(*report, cleaner.clone().report_with(text, hints), "I5: two runs differ");
    if hints == Hints::default() {
        assert_eq!(*report, cleaner.report(text), "I5: no hints are not the default hints");
        assert_eq!(report.text(), cleaner.clean(text), "I5: clean and report differ");
    }
}

/// I8: each report of a batch is the report of the text alone, whatever its neighbours.
pub fn batches_agree(cleaner: &Cleaner, text: &str) {
    let half = (0..=text.len() / 2).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let texts = [&text[half..], "", text];
    let reports = cleaner.report_all(&texts);
    assert_eq!(reports.len(), texts.len(), "I8: one report for each text");
    for (report, text) in reports.iter().zip(texts) {
        assert_eq!(*report, cleaner.report(text), "I8: a batch changed a report");
    }
}

/// Scores lie in 0 to 1000, and the policy removes all that was removed.
pub fn scores_reach_the_policy(policy: Policy, report: &Report<'_>) {
    for removal in report.removed() {
        assert!(removal.score <= 1000, "{removal:?} is surer than certain");
        assert!(policy.removes(removal.kind, removal.score), "{removal:?} is not what {policy:?} removes");
        assert_eq!(removal.kind.name().parse::<NoiseKind>().ok(), Some(removal.kind));
    }
}

/// Evidence points at text: a phrase into its own line, the rest at another line.
pub fn evidence_lies_in_the_text(report: &Report<'_>) {
    let text = report.source();
    for removal in report.removed() {
        match removal.evidence {
            Evidence::Phrase { span } => {
                assert!(valid(text, span) && !span.is_empty(), "{removal:?}: not in the text");
                assert!(inside(span, removal.span), "{removal:?}: the phrase stands elsewhere");
            }
            Evidence::Repeat { first } => {
                assert!(is_line(text, first), "{removal:?}: repeats what is no line");
                assert!(!inside(first, removal.span), "{removal:?}: a line repeats itself");
            }
            Evidence::Block { opener } => {
                assert!(is_line(text, opener), "{removal:?}: opened by what is no line")
            }
            _ => {}
        }
    }
}

/// Headline, byline and dateline are lines of the text, without white space at their ends.
pub fn named_lines_are_lines(report: &Report<'_>) {
    let text = report.source();
    for (name, span) in
        [("headline", report.headline()), ("byline", report.byline()), ("dateline", report.dateline())]
    {
        if let Some(span) = span {
            assert!(is_line(text, span), "{name} {span:?} is no line: {:?}", span.of(text));
        }
    }
}

/// The headline is not among the lines removed.
pub fn headline_stays(report: &Report<'_>) {
    let text = report.source();
    if let Some(headline) = report.headline() {
        let lost = report.removed().iter().find(|removal| inside(headline, removal.span));
        assert_eq!(lost, None, "the headline was removed: {:?}", headline.of(text));
    }
}

/// Related headlines are parts of lines that went for that reason, one each, in order.
pub fn related_headlines_were_removed(report: &Report<'_>) {
    let text = report.source();
    let mut lines = report.removed().iter().filter(|removal| removal.kind == NoiseKind::RelatedHeadlines);
    for &span in report.related_headlines() {
        assert!(valid(text, span) && !span.is_empty(), "related headline {span:?} is not in the text");
        let bare = span.of(text);
        assert!(bare == bare.trim() && !bare.contains("\n\n"), "related headline {bare:?} is not bare");
        assert!(
            lines.any(|line| inside(span, line.span)),
            "related headline {bare:?} was not removed as one"
        );
    }
}

/// The lines that say something, each with its terminator and the blank lines
/// after it: a second, naive reading of what the crate promises.
pub fn units(text: &str) -> Vec<Span> {
    let mut units: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if !line.chars().all(char::is_whitespace) {
            units.push(Span::new(at, end));
        } else if let Some(last) = units.last_mut() {
            last.end = end;
        }
        at = end;
    }
    units
}

fn valid(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.start..span.end).is_some()
}

fn inside(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether `span` is all of one line but the white space at its ends.
fn is_line(text: &str, span: Span) -> bool {
    let Some(line) = text.get(span.start..span.end) else { return false };
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    let blank = |line: &str| line.chars().all(char::is_whitespace);
    // A unit that a scraper broke has no blank line within it.
    let whole = !line.split('\n').any(blank);
    let closed = behind.is_empty() || behind.starts_with(char::is_whitespace) || ends_apart(line);
    !line.is_empty() && line == line.trim() && whole && ends_apart(before) && closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_start_behind_spaces_and_behind_full_stops_that_need_none() {
        for (part, apart) in [
            ("", true),
            ("It rained. ", true),
            ("雨だった。", true),
            ("「寒い。」", true),
            ("（船は出ない！？）", true),
            ("「寒い。」…", true),
            ("It rained.", false),
            ("He said: “Stay.”", false),
            ("「寒い」", false),
            ("雨だった。人", false),
            ("雨だった、", false),
        ] {
            assert_eq!(ends_apart(part), apart, "{part}");
        }
    }

    /// What goes inside of a paragraph of Japanese: behind a quotation that ends with its full stop, too.
    #[test]
    fn removals_behind_a_closing_sign_are_units() {
        let cleaner = Cleaner::new();
        for before in ["船は港に戻った。", "船長は「寒い。」", "船長は『もう出ない！』"]
        {
            let body = "雪が降り、島の船は三日のあいだ港を出なかった。".repeat(6);
            let text = format!("{body}{before}無断転載を禁じます。{body}\n");
            let report = cleaner.report(&text);
            let gone: Vec<&str> = report.removed().iter().map(|removal| removal.span.of(&text)).collect();
            assert_eq!(gone, ["無断転載を禁じます。"], "{before}");
            check_all(Policy::balanced(), &cleaner, &text, Hints::default());
        }
    }
}
