//! Parts of lines: what becomes of a line of which a part goes.
//!
//! Time O(removals x log parts), and O(bytes) to read the text again.

use crate::units::{BreakModel, Units};

use super::report::{Removal, Report, Scope};

/// Gives parts of lines their scope. The last part of a line takes the line's end along only if the whole line goes:
/// else what is left of it would run into the next line. Returns whether such an end was kept.
pub(super) fn keep_line_ends(text: &str, splits: &[usize], removed: &mut [Removal]) -> bool {
    if splits.is_empty() {
        return false;
    }
    let parts = |at: usize| at > 0 && splits.binary_search(&(at - 1)).is_ok();
    // Where what goes without a gap starts, and where it ends.
    let (mut from, mut to) = (0, 0);
    // The start of the line, and how far it was looked for.
    let (mut line, mut seen, mut kept) = (0, 0, false);
    for removal in removed {
        let (start, end) = (removal.span.start, removal.span.end);
        if start != to {
            from = start;
        }
        to = end;
        let opens = parts(start);
        if opens || parts(end) {
            removal.scope = Scope::Sentence;
        }
        line = text[seen..start].rfind('\n').map_or(line, |at| seen + at + 1);
        seen = start;
        let said = text[start..end].trim_end();
        if opens && from > line && text[start + said.len()..end].contains('\n') {
            removal.span.end = start + said.len();
            kept = true;
        }
    }
    kept
}

/// Whether the text that is left is read in the units that were left of the text.
pub(super) fn read_alike(report: &Report<'_>, units: &Units<'_>, model: &BreakModel) -> bool {
    if report.removed.is_empty() {
        return true;
    }
    let left = report.text();
    let again = Units::of(&left, model);
    let mut at = 0;
    report.kept().all(|kept| {
        let (here, there) = (kept.of(&units.text), again.text.get(at..at + kept.len()));
        at += kept.len();
        there == Some(here)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Evidence;
    use crate::noise::NoiseKind;
    use crate::span::Span;

    /// What is removed of a text if these parts of it go, and whether a line's end was kept.
    fn removed<'t>(text: &'t str, splits: &[usize], parts: &[&str]) -> (Vec<(&'t str, Scope)>, bool) {
        let removal = |part: &&str| {
            let start = text.find(part).unwrap();
            Removal {
                span: Span::new(start, start + part.len()),
                scope: Scope::Line,
                kind: NoiseKind::Navigation,
                score: 900,
                evidence: Evidence::Shape,
            }
        };
        let mut removed: Vec<Removal> = parts.iter().map(removal).collect();
        let kept = keep_line_ends(text, splits, &mut removed);
        (removed.iter().map(|removal| (removal.span.of(text), removal.scope)).collect(), kept)
    }

    #[test]
    fn a_line_keeps_its_end_unless_all_of_it_goes() {
        use Scope::{Line, Sentence};
        // "Home", "Snow fell." and "Log in" are parts of the first line.
        let text = "Home Snow fell. Log in\n\nRain.\n";
        let splits = [4, 15];
        for (parts, expected) in [
            (&["Home "][..], (vec![("Home ", Sentence)], false)),
            (&["Log in\n\n"], (vec![("Log in", Sentence)], true)),
            (&["Snow fell. ", "Log in\n\n"], (vec![("Snow fell. ", Sentence), ("Log in", Sentence)], true)),
            (
                &["Home ", "Snow fell. ", "Log in\n\n"],
                (vec![("Home ", Sentence), ("Snow fell. ", Sentence), ("Log in\n\n", Sentence)], false),
            ),
            (&["Log in\n\n", "Rain.\n"], (vec![("Log in", Sentence), ("Rain.\n", Line)], true)),
            (&["Rain.\n"], (vec![("Rain.\n", Line)], false)),
        ] {
            assert_eq!(removed(text, &splits, parts), expected, "{parts:?}");
        }
        assert_eq!(removed(text, &[], &["Rain.\n"]), (vec![("Rain.\n", Line)], false));
    }
}
