//! Navigation: the ways through the site.
//!
//! # Looks like
//! "Previous article" and "Next article", each with a foreign headline below;
//! breadcrumbs; runs of short lines outside the body with entries of menus
//! among them; many entries on one line.
//!
//! # Spares by default
//! A single short line, however much it looks like a menu's entry; lists and
//! tables without entries of menus; the headline and what stands between it and
//! the body.
//!
//! # Evidence
//! Phrases for entries, shape for breadcrumbs, and the run as a block.

use super::related_headlines::heading;
use super::scores::SOLID;
use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet, Topic};
use crate::page::Date;
use crate::page::{DIVIDED, LISTED};
use crate::text::Ending;

const KIND: NoiseKind = NoiseKind::Navigation;
const NEIGHBOURS: CueSet = Cue::NavPrev.set().with(Cue::NavNext);

pub(super) const LOOKS_AT: CueSet = NEIGHBOURS.with(Cue::Breadcrumb).union(DIVIDED).union(LISTED);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    neighbours(page, findings, i);
    breadcrumb(page, findings, i);
    menu_line(page, findings, i);
}

/// The previous and the next article, with their headlines.
fn neighbours(page: &Page<'_>, findings: &mut Findings, i: usize) {
    let label = |i: usize| page.cues(i).whole.meets(NEIGHBOURS) && !page.prose(i);
    let says = |i: usize, cue: Cue| page.cues(i).set.has(cue);
    if !page.cues(i).set.meets(NEIGHBOURS) || page.prose(i) {
        return;
    }
    let near = i.saturating_sub(4)..(i + 5).min(page.len());
    let paired = says(i, Cue::NavPrev) && says(i, Cue::NavNext)
        || near.clone().any(|j| says(j, Cue::NavPrev) && j != i) && says(i, Cue::NavNext)
        || near.clone().any(|j| says(j, Cue::NavNext) && j != i) && says(i, Cue::NavPrev);
    let whole = label(i);
    let score = match (whole, paired, page.outside(i), page.words(i)) {
        (true, true, ..) => 940,
        (true, _, true, 2..) => 860,
        (true, _, true, _) => 720,
        (true, ..) => 640,
        (false, true, ..) => 820,
        (false, false, true, ..=24) => 760,
        _ => 600,
    };
    findings.claim(i, KIND, score, Why::Phrase(NEIGHBOURS));
    let next = i + 1;
    if whole && score >= SOLID && next < page.len() && page.looks_like_headline(next) && !label(next) {
        let ends = page.shape(next).ending == Ending::Stop && page.shape(next).width > 100;
        if !ends && Some(next) != page.headline && page.words(i) >= 2 {
            findings.claim(next, KIND, score - 40, Why::Block(page.lines[i]));
        }
    }
}

/// The site's name on a line of its own, where the caller knows it.
fn site_name(page: &Page<'_>, findings: &mut Findings, i: usize) {
    let key = Some(page.line(i).key);
    if page.outside(i) && page.known.site.contains(&key) {
        findings.claim(i, KIND, 800, Why::Shape);
    }
}

/// "Home > News > World", "You are here: ...".
fn breadcrumb(page: &Page<'_>, findings: &mut Findings, i: usize) {
    let cues = page.cues(i);
    let shape = page.shape(i);
    if cues.set.has(Cue::Breadcrumb) && page.words(i) <= 24 && !page.prose(i) {
        findings.claim(i, KIND, 860, Why::Phrase(Cue::Breadcrumb.set()));
    }
    if shape.dividers < 2 || page.prose(i) || shape.width > 240 || shape.ending == Ending::Stop {
        return;
    }
    let parts = usize::from(shape.dividers) + 1;
    let entries = usize::from(cues.chrome_words);
    let short = page.words(i) <= parts * 4 + 6;
    if short && shape.digits <= 2 && entries > 0 {
        // Inside the body, a slash or a bar may divide a list of names.
        let arrows = page.text(i).contains(['>', '›', '→', '▸', '►']);
        let score = match (page.outside(i), arrows) {
            (true, _) => 840,
            (false, true) => 720,
            (false, false) => 640,
        };
        findings.claim(i, KIND, score, Why::Shape);
    }
}

/// Many entries of a menu on one line.
fn menu_line(page: &Page<'_>, findings: &mut Findings, i: usize) {
    if page.triggers(i).meets(LISTED) && !page.prose(i) {
        // Inside the body it may be a heading made of such words.
        let kind = topic(page, i).unwrap_or(KIND);
        let whole = usize::from(page.cues(i).chrome_words) >= page.words(i);
        let score = match (page.outside(i), kind) {
            (true, _) => 820,
            (false, NoiseKind::ShareFollow) if whole => 760,
            _ => 640,
        };
        let whole = page.cues(i).whole.has(Cue::Nav);
        let why = if whole { Why::Phrase(Cue::Nav.set()) } else { Why::Shape };
        findings.claim(i, kind, score, why);
    }
}

/// What a line with phrases of menus in it speaks of, if that is not plain navigation.
fn topic(page: &Page<'_>, i: usize) -> Option<NoiseKind> {
    let (topic, words) = page.cues(i).topic_words.most()?;
    (words * 4 >= page.words(i)).then_some(kind_of(topic))
}

/// The kind of noise that speaks of a topic.
const fn kind_of(topic: Topic) -> NoiseKind {
    match topic {
        Topic::Share => NoiseKind::ShareFollow,
        Topic::Comments => NoiseKind::Comments,
        Topic::Login => NoiseKind::PaywallLogin,
        Topic::Cookies => NoiseKind::CookieBanner,
        Topic::Newsletter => NoiseKind::Newsletter,
        Topic::Copyright => NoiseKind::CopyrightFooter,
        Topic::Menu => NoiseKind::Navigation,
    }
}

/// What a line is that only its place in a run of noise condemns.
fn carried(page: &Page<'_>, i: usize) -> NoiseKind {
    match topic(page, i) {
        // A button for a network is one word.
        Some(NoiseKind::ShareFollow) => NoiseKind::ShareFollow,
        Some(kind) if page.words(i) >= 2 && !page.cues(i).whole.has(Cue::Nav) => kind,
        _ if page.looks_like_headline(i) && reads_like_a_headline(page, i) => NoiseKind::RelatedHeadlines,
        _ => KIND,
    }
}

/// Enough words of a sentence, and no list of entries on one line.
fn reads_like_a_headline(page: &Page<'_>, i: usize) -> bool {
    let shape = page.shape(i);
    let spaces = page.text(i).split_whitespace().count();
    // A script without spaces has them only between entries.
    let glued = shape.width > 130 || shape.dividers >= 2 || spaces >= 3 && page.words(i) > spaces * 2;
    page.words(i) >= 5 && shape.width >= 32 && !glued
}

/// Whether line `i` is at home in a menu, a share bar or a footer.
fn is_ui_text(page: &Page<'_>, findings: &Findings, i: usize) -> bool {
    let words = page.words(i);
    let entries = usize::from(page.cues(i).chrome_words);
    findings.solid(i) || page.cues(i).whole.has(Cue::Nav) || words > 0 && entries * 2 > words
}

/// Runs of short lines with entries of menus among them.
pub(super) fn runs(page: &Page<'_>, findings: &mut Findings) {
    if page.known.site.iter().any(Option::is_some) {
        (0..page.len()).for_each(|i| site_name(page, findings, i));
    }
    let mut start = 0;
    while start < page.len() {
        if page.prose(start) {
            start += 1;
            continue;
        }
        let end = (start..page.len()).find(|&i| page.prose(i)).unwrap_or(page.len());
        run(page, findings, start, end);
        start = end;
    }
}

/// So many entries make a menu of a run.
const ENTRIES: usize = 3;

fn run(page: &Page<'_>, findings: &mut Findings, start: usize, end: usize) {
    let place = page.place(start);
    let (mut from, mut to) = (start, end);
    match place {
        Place::Nowhere => return,
        Place::Head => {
            // The headline and what follows it belong to the article.
            if let Some(headline) = page.headline.filter(|&headline| headline < to) {
                to = headline.max(from);
                // What was taken for the headline may be the standfirst below it.
                let doubtful = |i: usize| {
                    page.looks_like_headline(i) && !page.shape(i).bullet && !is_ui_text(page, findings, i)
                };
                while to > from && headline - to < 2 && doubtful(to - 1) {
                    to -= 1;
                }
            } else if page.headline.is_none() && page.body.is_some_and(|(body, _)| body == end) {
                // An unknown headline may be the last lines of the run.
                let first_free =
                    (from..to).rev().take_while(|&i| !is_ui_text(page, findings, i)).last().unwrap_or(to);
                to = first_free;
            }
        }
        Place::Tail => {
            // The article's last short lines come before the first entry.
            from = (from..to).find(|&i| is_ui_text(page, findings, i) || heading(page, i)).unwrap_or(to);
        }
        Place::Body => {
            from = (from..to).find(|&i| is_ui_text(page, findings, i)).unwrap_or(to);
            to = (from..to).rev().find(|&i| is_ui_text(page, findings, i)).map_or(from, |last| last + 1);
        }
    }
    let entries: Vec<usize> = (from..to).filter(|&i| is_ui_text(page, findings, i)).collect();
    let lines = to - from;
    let enough = entries.len() >= ENTRIES && (place != Place::Body || entries.len() * 10 >= lines * 5);
    if !enough {
        return;
    }
    let score = match place {
        Place::Body => 720,
        Place::Head => 780,
        _ => 760,
    };
    // An entry explains its neighbours best; else any line that was found by itself.
    let entry = entries.iter().find(|&&i| page.cues(i).whole.has(Cue::Nav)).unwrap_or(&entries[0]);
    let opener = page.lines[*entry];
    for i in from..to {
        let why =
            if page.cues(i).whole.has(Cue::Nav) { Why::Phrase(Cue::Nav.set()) } else { Why::Block(opener) };
        // A date far from a menu's entries may be the article's.
        let lone_date = page.date(i) == Date::Whole && crate::page::near_headline(page, i);
        if Some(i) != page.headline && !lone_date {
            if entry_of_menu(page, findings, i) {
                findings.overrule(i, KIND);
            }
            findings.claim(i, carried(page, i), score, why);
        }
    }
}

/// "Newsletter" or "Advertise" between other entries of a menu is one of them.
fn entry_of_menu(page: &Page<'_>, findings: &Findings, i: usize) -> bool {
    let Some(finding) = findings.get(i) else { return false };
    let entry = |j: usize| page.cues(j).whole.has(Cue::Nav);
    let short = |j: usize| page.words(j) <= 3 && !page.prose(j) && page.shape(j).ending == Ending::Open;
    let (before, behind) = (i > 0 && entry(i - 1), i + 1 < page.len() && entry(i + 1));
    // Two neighbours like entries, and one that surely is.
    let between = i > 0 && i + 1 < page.len() && short(i - 1) && short(i + 1) && (before || behind);
    let bullet = page.shape(i).bullet;
    let words = match finding.kind {
        // A label of its own in most places.
        NoiseKind::Advertising if !bullet => 0,
        NoiseKind::Newsletter => 1,
        NoiseKind::Advertising
        | NoiseKind::Comments
        | NoiseKind::CopyrightFooter
        | NoiseKind::MediaCaptionCredit
        | NoiseKind::OtherNoise
        | NoiseKind::TimestampByline => 2,
        _ => 0,
    };
    let shape = page.shape(i);
    let plain = !shape.copyright && shape.digits == 0;
    plain && page.words(i) <= words && (between || bullet && (before || behind))
}
