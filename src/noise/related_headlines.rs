//! Related headlines: what else there is to read.
//!
//! # Looks like
//! A heading ("MORE ON THEME", "Most read") with headlines below it, which
//! alternate with dates or carry bullets, numbers or marks of emphasis; the
//! same date before and after each headline, with no heading at all; one line
//! inside the article that opens with "Read also:".
//!
//! # Spares by default
//! What follows a heading but is prose: the block ends where prose returns. A
//! short line right above that prose is taken for its sub-heading.
//!
//! # Evidence
//! Phrases for headings; the rest as part of the heading's block; alternation
//! by shape.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::Date;
use crate::text::Ending;

const KIND: NoiseKind = NoiseKind::RelatedHeadlines;
const HEADINGS: CueSet = Cue::RelatedHeading.set().with(Cue::MostRead);
/// The longest block inside the body, and outside of it: what goes on for longer
/// is no list of articles, or one that other entries give away.
const INSIDE: usize = 14;
const OUTSIDE: usize = 60;
/// So many lines in a row that are neither headlines nor dates end a block.
const SILENT: usize = 4;
/// So many headlines with dates make a list without a heading.
const ALTERNATIONS: usize = 3;

pub(super) const LOOKS_AT: CueSet = HEADINGS.with(Cue::RelatedInline);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    inline(page, findings, i);
    if heading(page, i) {
        block(page, findings, i);
    }
}

/// A line that is a heading over a list of articles.
pub(crate) fn heading(page: &Page<'_>, i: usize) -> bool {
    let entry = page.place(i) == Place::Head && page.shape(i).bullet;
    let cues = page.cues(i);
    (cues.whole.meets(HEADINGS) || opens(page, i)) && !page.prose(i) && !entry
}

/// "More from the capital": a heading that says of what.
fn opens(page: &Page<'_>, i: usize) -> bool {
    let cues = page.cues(i);
    let ending = page.shape(i).ending;
    cues.set.has(Cue::RelatedHeading) && page.words(i) <= 6 && matches!(ending, Ending::Open | Ending::Colon)
}

/// "Read also: another headline", on a line of its own.
fn inline(page: &Page<'_>, findings: &mut Findings, i: usize) {
    let cue = Cue::RelatedInline;
    let shape = page.shape(i);
    if !page.cues(i).set.has(cue) || shape.width > 260 || shape.stops > 2 || shape.quoted {
        return;
    }
    if page.cues(i).whole.has(cue) {
        if !page.cues(i).whole.has(Cue::ReadMore) {
            findings.claim(i, KIND, 840, Why::Phrase(cue.set()));
        }
        if i + 1 < page.len()
            && page.looks_like_headline(i + 1)
            && !page.gap(i)
            && !page.precedes_prose(i + 1)
        {
            findings.claim(i + 1, KIND, 760, Why::Block(page.lines[i]));
        }
        return;
    }
    let text = page.text(i);
    let sign = text
        .char_indices()
        .find(|&(_, c)| matches!(c, ':' | '：' | '|' | '»' | '>' | '–' | '—' | '►' | '→' | '-' | '…'));
    // The sign stands right behind the phrase: in the first half, or so.
    let delimited = sign.is_some_and(|(at, c)| at <= 48 && at + c.len_utf8() < text.len());
    let score = match (delimited, page.shape(i).ending) {
        (true, _) => 860,
        (false, Ending::Stop | Ending::Colon) => 640,
        // Too short for another headline: a sub-heading, perhaps.
        (false, _) if shape.width < 36 && page.precedes_prose(i) && !page.outside(i) => 640,
        (false, _) => 740,
    };
    findings.claim(i, KIND, score, Why::Phrase(cue.set()));
}

/// A heading and the lines below it that carry the list on.
fn block(page: &Page<'_>, findings: &mut Findings, heading: usize) {
    let is_heading = self::heading;
    let inside = page.place(heading) == Place::Body;
    let most = if inside { INSIDE } else { OUTSIDE };
    let mut end = heading + 1;
    let (mut teasers, mut silent) = (0, 0);
    while end < page.len() && end - heading <= most {
        if page.prose(end) && !cut(page, end) || Some(end) == page.headline || is_heading(page, end) {
            break;
        }
        if menu(page, end) && end + 1 < page.len() && menu(page, end + 1) {
            break;
        }
        if page.place(heading) == Place::Head && page.headline.is_some_and(|headline| end > headline) {
            break;
        }
        teasers += usize::from(page.looks_like_headline(end) && !page.cues(end).set.has(Cue::Byline));
        let carries = page.looks_like_headline(end)
            || page.date(end) == Date::Whole
            || page.prose(end)
            || page.shape(end).bullet;
        silent = if carries { 0 } else { silent + 1 };
        if silent > SILENT {
            end -= SILENT;
            break;
        }
        end += 1;
    }
    let ran_out = end < page.len() && end - heading > most;
    // The last short line over returning prose is its sub-heading, unless the
    // list has a style that it shares.
    let returns = end < page.len() && page.prose(end) && !page.speaks_of_noise(end);
    if returns && end > heading + 2 && !styled(page, end - 1) {
        end -= 1;
    }
    let several = page.words(heading) >= 2;
    let listed = teasers > 0 && end > heading + 1 && !ran_out;
    let score = match (inside, several, listed) {
        (_, true, true) => 900,
        (false, _, true) => 860,
        (true, false, true) => 760,
        (false, true, false) => 820,
        (true, true, false) => 760,
        _ => 620,
    };
    // What only opens like a heading may be a sub-heading of the text.
    let score = if !listed && !page.cues(heading).whole.meets(HEADINGS) { 600 } else { score };
    // "Read more" over a list is both.
    if !page.cues(heading).whole.has(Cue::ReadMore) {
        findings.claim(heading, KIND, score, Why::Phrase(HEADINGS));
    }
    if !listed {
        return;
    }
    // Far below a heading the page has moved on.
    let sure: u16 = match (inside, page.place(heading)) {
        (true, _) => 760,
        (_, Place::Tail) => 800,
        _ => 740,
    };
    for i in heading + 1..end {
        let far = (i - heading > 60) as u16 * 60;
        findings.claim(i, KIND, sure - far, Why::Block(page.lines[heading]));
    }
}

/// An entry of a menu or of a footer.
fn menu(page: &Page<'_>, i: usize) -> bool {
    const ENTRIES: CueSet = Cue::Nav.set().with(Cue::Login).with(Cue::Copyright).with(Cue::Newsletter);
    page.cues(i).whole.meets(ENTRIES) && page.words(i) <= 4
}

/// A teaser's text that was cut short.
fn cut(page: &Page<'_>, i: usize) -> bool {
    page.shape(i).ending == Ending::Ellipsis && page.shape(i).width < 320
}

/// With a bullet, a number, emphasis, or a date.
fn styled(page: &Page<'_>, i: usize) -> bool {
    page.shape(i).bullet || page.date(i) == Date::Whole || page.text(i).ends_with("**")
}

/// Headlines between dates: no heading needed, if they are several in a row.
pub(super) fn alternation(page: &Page<'_>, findings: &mut Findings) {
    let mut i = 0;
    while i < page.len() {
        let start = i;
        let mut headlines = 0;
        let mut doubled = 0;
        let mut previous_date = 0;
        let mut since_date = 0;
        while i < page.len() && since_date <= 2 {
            if page.date(i) == Date::Whole {
                doubled += usize::from(previous_date == page.line(i).key && since_date == 1);
                previous_date = page.line(i).key;
                since_date = 0;
            } else if page.prose(i) && page.shape(i).width > 160 || i == start {
                break;
            } else {
                headlines += usize::from(page.looks_like_headline(i));
                since_date += 1;
            }
            i += 1;
        }
        let dates = (start..i).filter(|&i| page.date(i) == Date::Whole).count();
        let tail = page.place(start) != Place::Body;
        if headlines >= ALTERNATIONS && dates >= ALTERNATIONS && (doubled >= ALTERNATIONS || tail) {
            let last = (start..i).rev().find(|&i| page.date(i) == Date::Whole).unwrap_or(start);
            let score = if doubled >= ALTERNATIONS { 900 } else { 740 };
            for line in start..=last {
                if Some(line) != page.headline {
                    findings.claim(line, KIND, score, Why::Shape);
                }
            }
        }
        i = i.max(start + 1);
    }
}
