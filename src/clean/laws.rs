//! Laws: what no claim takes out of a page, however sure it is, unless the caller's own phrases say so.
//!
//! - A fence of code stays, and all that is in it.
//! - A table goes as a whole or stays as a whole.
//! - Of a list of which more items stay than go, all stay, but those that say plainly that they are noise. Where
//!   nearly all of a list of short items goes, the rest goes with it.
//! - A single word that buttons have says nothing in a heading or in code.
//! - A heading over what stays goes only for what it says.
//! - In a document with marks of its own (headings, fences, code) and hardly a line that says what furniture says, a
//!   line goes only for what it says.
//!
//! Time O(lines).

use std::ops::Range;

use crate::noise::{Finding, Findings, NoiseKind, PLAIN, Why};
use crate::page::Page;
use crate::text::Ending;

/// A claim of less is none that a policy follows by default.
const CLAIMED: u16 = 700;

/// Takes back the claims on a page that a law forbids. `document` says whether the text is one without furniture.
pub(super) fn hold(page: &Page<'_>, document: bool, findings: &mut Findings) {
    if document {
        release(findings, 0..page.len(), |i, found| !found.is_spoken() || page.text(i).starts_with("!["));
    }
    let (mut at, mut seen) = (0, Seen::default());
    while at < page.len() {
        let blocks = [
            fence(page, at, &mut seen, findings),
            table(page, at, &mut seen, findings),
            list(page, at, findings),
        ];
        at = blocks.into_iter().fold(at + 1, usize::max);
    }
    (0..page.len()).for_each(|i| heading(page, i, findings));
}

/// What need not be looked for again: so a page is walked through in linear time.
#[derive(Default)]
struct Seen {
    /// No fence of this mark is closed any more.
    unclosed: Vec<char>,
    /// Up to here no line belongs to a table.
    rows: usize,
}

fn claimed(findings: &Findings, i: usize) -> bool {
    findings.get(i).is_some_and(|found| found.score >= CLAIMED)
}

/// Takes back those claims on these lines of which that is true.
fn release(findings: &mut Findings, lines: Range<usize>, forbidden: impl Fn(usize, Finding) -> bool) {
    for i in lines {
        if findings.get(i).is_some_and(|found| forbidden(i, found)) {
            findings.release(i);
        }
    }
}

/// Whether a whole text is a document without furniture, by what is claimed of its lines.
pub(super) fn is_document(page: &Page<'_>, findings: &Findings) -> bool {
    // So many marks make a document, and one line of furniture in so many lines makes a page.
    const MARKS: usize = 2;
    const LINES: usize = 40;
    let claims = || (0..page.len()).filter_map(|i| findings.get(i)).filter(|found| found.score >= CLAIMED);
    let (furniture, gone) = (claims().filter(|&found| is_furniture(found)).count(), claims().count());
    let bare = furniture <= page.len() / LINES && gone * 5 <= page.len() * 2;
    bare && (0..page.len()).filter(|&i| is_marked(page.text(i))).take(MARKS).count() == MARKS
}

/// Whether a claim leans on what only sites say.
fn is_furniture(found: Finding) -> bool {
    use NoiseKind::{
        Advertising, Comments, CookieBanner, CopyrightFooter, Navigation, Newsletter, PaywallLogin, ReadMore,
        RelatedHeadlines, ShareFollow,
    };
    let kinds = [
        Advertising,
        Comments,
        CookieBanner,
        CopyrightFooter,
        Navigation,
        Newsletter,
        PaywallLogin,
        ReadMore,
        RelatedHeadlines,
        ShareFollow,
    ];
    found.is_spoken() && kinds.contains(&found.kind)
}

/// Whether a line is marked as those of documents are: a heading, a fence, code within it, a quotation, a picture, a
/// footnote.
fn is_marked(text: &str) -> bool {
    let starts = ["[^", "![", "> ", ">>>"].into_iter().any(|mark| text.starts_with(mark));
    is_heading(text)
        || starts
        || fence_mark(text).is_some()
        || text.bytes().filter(|&b| b == b'`').count() >= 2
}

/// The end of the fence that starts at a line; the line itself if none does. One that is not closed is none.
fn fence(page: &Page<'_>, start: usize, seen: &mut Seen, findings: &mut Findings) -> usize {
    let Some(mark) = fence_mark(page.text(start)).filter(|mark| !seen.unclosed.contains(mark)) else {
        return start;
    };
    let closes =
        |&i: &usize| page.text(i).trim_end_matches(mark).is_empty() && fence_mark(page.text(i)) == Some(mark);
    let Some(close) = (start + 1..page.len()).find(closes) else {
        seen.unclosed.push(mark);
        return start;
    };
    release(findings, start..close + 1, |_, _| true);
    close + 1
}

fn fence_mark(text: &str) -> Option<char> {
    ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark)).and_then(|mark| mark.chars().next())
}

/// The end of the table that starts at a line.
fn table(page: &Page<'_>, start: usize, seen: &mut Seen, findings: &mut Findings) -> usize {
    if start < seen.rows {
        return start;
    }
    let row = |i: usize| page.text(i).contains('|');
    let mut end = start;
    let mut ruled = false;
    while end < page.len() && row(end) {
        ruled |= is_rule(page.text(end));
        end += 1;
        if page.gap(end - 1) {
            break;
        }
    }
    if !ruled || end - start < 2 {
        seen.rows = end;
        return start;
    }
    if !(start..end).all(|i| claimed(findings, i) || is_rule(page.text(i))) {
        release(findings, start..end, |_, _| true);
    }
    end
}

/// The row under the head of a table: "| --- | :-: |".
fn is_rule(text: &str) -> bool {
    text.contains('|') && text.contains("--") && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

/// The end of the list that starts at a line.
fn list(page: &Page<'_>, start: usize, findings: &mut Findings) -> usize {
    const FEWEST: usize = 3;
    const ENTRY: u32 = 100;
    let Some(mark) = bullet(page.text(start)) else { return start };
    let mut end = start;
    while end < page.len() && bullet(page.text(end)) == Some(mark) {
        end += 1;
    }
    let gone = (start..end).filter(|&i| claimed(findings, i)).count();
    let all = end - start;
    if all < FEWEST {
        return end;
    }
    if gone * 2 < all {
        release(findings, start..end, |_, found| found.score < PLAIN || !found.is_spoken());
    }
    if gone < all && gone * 3 >= all * 2 {
        let entry = |i: usize| page.shape(i).width < ENTRY && page.shape(i).ending == Ending::Open;
        let opener = (start..end).find(|&i| claimed(findings, i)).unwrap_or(start);
        if let Some(found) = findings.get(opener)
            && (start..end).all(|i| claimed(findings, i) || entry(i))
        {
            for i in start..end {
                if page.headline != Some(i) && !claimed(findings, i) {
                    findings.set(i, Finding { why: Why::Block(page.lines[opener]), ..found });
                }
            }
        }
    }
    end
}

/// The sign of a list's item; 1 for a number.
fn bullet(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let behind = chars.as_str();
    match first {
        '*' | '-' | '+' | '•' | '▪' | '●' if behind.starts_with(char::is_whitespace) => Some(first),
        '0'..='9' => {
            let mark = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            (mark.starts_with(". ") || mark.starts_with(") ")).then_some('1')
        }
        _ => None,
    }
}

fn is_heading(text: &str) -> bool {
    text.starts_with('#') && text.trim_start_matches('#').starts_with(' ')
}

fn heading(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let text = page.text(i);
    let marked = is_heading(text);
    let spoken = findings.get(i).is_some_and(Finding::is_spoken);
    if page.words(i) == 1 && (marked || text.contains('`')) {
        findings.release(i);
    }
    if marked && !spoken && i + 1 < page.len() && !claimed(findings, i + 1) {
        findings.release(i);
    }
}

#[cfg(test)]
mod tests {
    use crate::Cleaner;

    const HEAD: &str = "# Mending the tide clock\n\nThe clock in the tower has run eleven minutes late since the winter of 1931, and \
                        nobody has mended it, because everybody has grown used to it.\n\n";
    const TAIL: &str = "\nWhoever wants to see it has to ask the keeper for the key, who lives in the last house on the quay and \
                        is never at home before noon.\n";

    fn stays(part: &str) -> bool {
        let page = format!("{HEAD}{part}{TAIL}");
        Cleaner::new().clean(&page) == page
    }

    #[test]
    fn fences_stay_whatever_their_lines_say() {
        assert!(stays("```\n// Print\nclose\nShare\nLog in\n```\n"));
        assert!(stays("~~~\nAdvertisement\n~~~\n"));
        // One that is not closed is none.
        assert!(!stays("```\n\nShare this article\n"));
    }

    #[test]
    fn tables_stay_or_go_as_a_whole() {
        assert!(stays(
            "| Boat | Built |\n| --- | --- |\n| Heron | 1998 |\n| Home | 2004 |\n| Share | 2011 |\n"
        ));
        assert!(!stays("Share this article\n"));
    }

    #[test]
    fn single_words_say_nothing_in_headings_and_code() {
        assert!(stays("### `close()`\n\nCloses the case of the clock, so that no water comes in.\n"));
        assert!(!stays("Advertisement\n"));
    }

    #[test]
    fn documents_keep_what_no_phrase_takes() {
        assert!(stays(
            "* [The keeper's book](https://clock.example/book.html)\n* [The tower](https://clock.example/tower)\n"
        ));
        assert!(!stays("Share this article\n"));
    }
}
