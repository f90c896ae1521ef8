//! Prayer times: the menu of names, or the table of names and times.
//!
//! # Looks like
//! Three or more different names of prayers, each with or without a time, on
//! one line or on neighbouring lines, perhaps under a heading.
//!
//! # Spares by default
//! Sentences that speak of prayers, and single names (Sunset and Midnight are
//! plain words).
//!
//! # Evidence
//! Phrases, in a run; times between them by shape.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::Date;

const KIND: NoiseKind = NoiseKind::PrayerTimes;
/// So many different names make a run.
const NAMES: usize = 3;

pub(super) const LOOKS_AT: CueSet = Cue::PrayerName.set().with(Cue::PrayerHeading);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    if on_one_line(page, i) {
        findings.claim(i, KIND, 960, Why::Phrase(Cue::PrayerName.set()));
        heading(page, findings, i);
    } else if entry(page, i) {
        let goes_on = i > 0 && entry(page, i - 1) || i > 1 && times(page, i - 1) && entry(page, i - 2);
        if !goes_on {
            run(page, findings, i);
        }
    } else if page.cues(i).set.has(Cue::PrayerHeading) && page.words(i) <= 5 && page.outside(i) {
        findings.claim(i, KIND, 810, Why::Phrase(Cue::PrayerHeading.set()));
    }
}

/// A line that is one prayer, perhaps with its time.
fn entry(page: &Page<'_>, i: usize) -> bool {
    let cues = page.cues(i);
    cues.prayers > 0
        && !page.prose(i)
        && page.words(i) <= usize::from(cues.prayer_words) + 5
        && cues.prayers <= 2
}

/// A line with nothing but times in it.
fn times(page: &Page<'_>, i: usize) -> bool {
    page.date(i) == Date::Time || page.shape(i).digits > 0 && page.words(i) <= 3 && !page.prose(i)
}

fn on_one_line(page: &Page<'_>, i: usize) -> bool {
    let cues = page.cues(i);
    let shape = page.shape(i);
    let (names, named) = (usize::from(cues.prayers), usize::from(cues.prayer_words));
    if names < NAMES {
        return false;
    }
    // What is no name should be a time: two numbers for each name.
    let numbers = page.numbers(i);
    let other = page.words(i).saturating_sub(named);
    let table = numbers >= names * 2 - 1 && other <= numbers + 6;
    let menu = other <= 2 && shape.stops == 0;
    table || menu
}

/// Claims the run that starts at `start` if it is one.
fn run(page: &Page<'_>, findings: &mut Findings, start: usize) {
    let mut names: Vec<u64> = Vec::new();
    let mut end = start;
    let mut last = start;
    while end < page.len() && end - last <= 2 {
        if entry(page, end) {
            let key = page.document.core_key(page.line(end));
            if names.len() < NAMES && !names.contains(&key) {
                names.push(key);
            }
            last = end;
        } else if !times(page, end) {
            break;
        }
        end += 1;
    }
    // Times may follow the last name, too.
    let mut behind = last + 1;
    if behind < page.len()
        && times(page, behind)
        && page.date(behind) == Date::Time
        && page.date(start) == Date::No
    {
        behind += 1;
    }
    if names.len() >= NAMES {
        for i in start..behind {
            let why = if entry(page, i) {
                Why::Phrase(Cue::PrayerName.set())
            } else {
                Why::Block(page.lines[start])
            };
            findings.claim(i, KIND, 960, why);
        }
        heading(page, findings, start);
    }
}

/// A heading over the first line of a run.
fn heading(page: &Page<'_>, findings: &mut Findings, first: usize) {
    for i in (first.saturating_sub(3)..first).rev() {
        if page.prose(i) {
            return;
        }
        if page.cues(i).set.has(Cue::PrayerHeading) {
            for line in i..first {
                findings.claim(line, KIND, 930, Why::Phrase(Cue::PrayerHeading.set()));
            }
            return;
        }
    }
}
