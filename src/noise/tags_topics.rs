//! Tags and topics.
//!
//! # Looks like
//! "Tags: peace, summit", or a heading "Topics" with short lines below it.
//!
//! # Spares by default
//! Lists that no such heading opens.
//!
//! # Evidence
//! Phrases; the tags as part of the heading's block.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::lexicon::{Cue, CueSet};
use crate::text::Ending;

const KIND: NoiseKind = NoiseKind::TagsTopics;
/// The longest tag, in words, and the most of them.
const TAG_WORDS: usize = 5;
const TAGS: usize = 24;

pub(super) const LOOKS_AT: CueSet = Cue::TagsHeading.set();

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::TagsHeading;
    let cues = page.cues(i);
    if page.prose(i) {
        return;
    }
    let why = Why::Phrase(cue.set());
    if !cues.whole.has(cue) {
        let score = if page.outside(i) { 840 } else { 720 };
        if page.words(i) <= 40
            && (cues.long.has(cue) || page.has_label_prefix(i))
            && page.shape(i).ending != Ending::Stop
        {
            findings.claim(i, KIND, score, why);
        }
        return;
    }
    let block = (i + 1..page.len()).take(TAGS).take_while(|&tag| is_tag(page, tag)).count();
    // A sub-heading "Topics" with a paragraph below it is no list of tags.
    let ends_in_prose = page.precedes_prose(i + block);
    let (score, tags) = match (page.place(i), block) {
        (Place::Tail, _) => (830, 800),
        (Place::Head, 1..) => (800, 600),
        (Place::Body, 2..) if !ends_in_prose => (740, 730),
        _ => (600, 560),
    };
    findings.claim(i, KIND, score, why);
    for tag in i + 1..=i + block {
        findings.claim(tag, KIND, tags, Why::Block(page.lines[i]));
    }
}

fn is_tag(page: &Page<'_>, i: usize) -> bool {
    let shape = page.shape(i);
    let said = page.cues(i).whole;
    let plain = said.is_empty() || said.has(Cue::Nav);
    plain
        && !page.prose(i)
        && page.words(i) <= TAG_WORDS
        && shape.ending == Ending::Open
        && shape.width <= 40
        && shape.digits < 5
}
