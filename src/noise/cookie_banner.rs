//! Cookie banners: texts that ask for consent, and the buttons beside them.
//!
//! # Looks like
//! A line with two different terms of consent banners, or with one term and a
//! verb of consent; buttons ("Accept all") within a few lines of it; settings
//! that name cookies themselves.
//!
//! # Spares by default
//! Articles about cookies and privacy: inside the body a verb of consent and
//! two terms are needed, and where cookies are the body's subject, nothing in it
//! or beside it is a banner.
//!
//! # Evidence
//! Phrases; buttons as part of the banner's block.

use super::scores::SOLID;
use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet, names_cookies};

const KIND: NoiseKind = NoiseKind::CookieBanner;
/// How far from the text a button may stand.
const REACH_LINES: usize = 6;
/// A longer line is an article or a policy.
const WIDEST_BANNER: u32 = 900;
const TERMS: CueSet = Cue::CookieTerm.set();

pub(super) const LOOKS_AT: CueSet = TERMS.with(Cue::CookieButton);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let score = text(page, i);
    if score > 0 {
        findings.claim(i, KIND, score, Why::Phrase(TERMS));
        if score >= SOLID {
            buttons(page, findings, i);
        }
    } else if settings(page, i) {
        let score = if page.outside(i) { 800 } else { 650 };
        findings.claim(i, KIND, score, Why::Phrase(TERMS.with(Cue::CookieButton)));
    }
}

/// How sure it is that line `i` is the text of a banner.
fn text(page: &Page<'_>, i: usize) -> u16 {
    let cues = page.cues(i);
    let consent = cues.set.has(Cue::ConsentVerb);
    let terms = cues.cookie_terms;
    if terms == 0 || page.shape(i).width > WIDEST_BANNER || page.shape(i).quoted || page.words(i) < 5 {
        return 0;
    }
    // An article on cookies: its first and last paragraphs border on the body.
    let near = page.body.is_some_and(|(start, end)| i + 4 >= start && i < end + 2);
    if page.on_cookies && near && page.prose(i) {
        return 0;
    }
    // A report quotes a banner's words; a banner quotes its buttons, and asks.
    let quotes = page.text(i).contains(['"', '“', '„', '«', '「']);
    match (page.place(i), consent, terms) {
        (_, false, _) if quotes => 0,
        (Place::Body, true, 2..) => 820,
        (Place::Body, ..) => 0,
        (_, true, 2..) => 950,
        (_, true, _) => 900,
        (_, false, 3..) => 860,
        (_, false, 2) => 760,
        _ => 0,
    }
}

/// "Cookie settings": a button that names what it is for.
fn settings(page: &Page<'_>, i: usize) -> bool {
    let cues = page.cues(i);
    let button = cues.whole.has(Cue::CookieButton) && !cues.whole.has(Cue::Nav) && page.words(i) <= 8;
    button && (cues.cookie_terms > 0 || names_cookies(page.text(i)))
}

fn buttons(page: &Page<'_>, findings: &mut Findings, text: usize) {
    const BUTTONS: CueSet = Cue::CookieButton.set();
    let beside = |i: usize| {
        let cues = page.cues(i);
        let button = cues.whole.has(Cue::CookieButton) || cues.chrome_words as usize * 2 > page.words(i);
        !page.prose(i) && page.words(i) <= 8 && button && cues.set.meets(BUTTONS.with(Cue::CookieTerm))
    };
    let (from, to) = (text.saturating_sub(REACH_LINES), (text + REACH_LINES + 1).min(page.len()));
    for i in (from..text).rev().take_while(|&i| beside(i)) {
        findings.claim(i, KIND, 880, Why::Block(page.lines[text]));
    }
    for i in (text + 1..to).take_while(|&i| beside(i)) {
        findings.claim(i, KIND, 880, Why::Block(page.lines[text]));
    }
}
