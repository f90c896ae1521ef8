//! What the phrases of one line say together.
//!
//! Time O(phrases of the line).

use std::ops::Range;

use crate::lexicon::cue::{Cue, CueSet, TopicWords};
use crate::lexicon::matcher::Hit;

/// What the phrases in a line say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// Cues of phrases that stand where they have to.
    pub(crate) set: CueSet,
    /// Cues of a phrase that is the whole line.
    pub(crate) whole: CueSet,
    /// Cues of phrases of two words or more: they say more than one word does.
    pub(crate) long: CueSet,
    /// How many words stand behind the last phrase that credits a picture and does
    /// not open the line; 0 if there is none.
    pub(crate) behind_credit: u8,
    /// How many words belong to phrases of menus, share bars and the like.
    pub(crate) chrome_words: u16,
    /// How many such phrases there are.
    pub(crate) chrome_phrases: u8,
    /// How many of these words speak of each topic.
    pub(crate) topic_words: TopicWords,
    /// How many different words of consent banners, overlapping ones counted once.
    pub(crate) cookie_terms: u8,
    /// How many different names of prayers.
    pub(crate) prayers: u8,
    /// How many words are names of prayers.
    pub(crate) prayer_words: u8,
}

/// Cues of what surrounds an article.
const CHROME: CueSet = Cue::Nav
    .set()
    .with(Cue::Share)
    .with(Cue::Follow)
    .with(Cue::Login)
    .with(Cue::Newsletter)
    .with(Cue::Comments)
    .with(Cue::Copyright)
    .with(Cue::Paywall)
    .with(Cue::CookieButton)
    .with(Cue::NavPrev)
    .with(Cue::NavNext)
    .with(Cue::ReadMore)
    .with(Cue::AdLabel)
    .with(Cue::SiteNotice)
    .with(Cue::MostRead);

/// Counts different phrases that do not overlap.
#[derive(Default)]
struct Distinct {
    seen: [u32; 4],
    count: u8,
    words: u8,
    /// The longest phrase at the current first word.
    open: Option<(u32, usize, usize)>,
}

impl Distinct {
    fn hit(&mut self, phrase: u32, first: usize, last: usize) {
        match self.open {
            Some((_, _, end)) if first >= end => {
                self.close();
                self.open = Some((phrase, first, last));
            }
            // The same first word, and longer.
            Some((_, start, end)) if first == start && last > end => self.open = Some((phrase, first, last)),
            // Inside of what is open.
            Some(_) => {}
            None => self.open = Some((phrase, first, last)),
        }
    }

    fn close(&mut self) {
        if let Some((phrase, first, last)) = self.open.take() {
            let known = usize::from(self.count).min(self.seen.len());
            self.words = self.words.saturating_add((last - first).min(255) as u8);
            if !self.seen[..known].contains(&phrase) {
                if let Some(free) = self.seen.get_mut(known) {
                    *free = phrase;
                }
                self.count = self.count.saturating_add(1);
            }
        }
    }
}

/// The cues of a line, while its phrases come in.
#[derive(Default)]
pub(super) struct Tally {
    cues: Cues,
    cookies: Distinct,
    prayers: Distinct,
    /// Behind the last word that belongs to a phrase of menus and the like.
    chrome_end: usize,
}

impl Tally {
    /// Counts a phrase of a line whose words without numbers at the edges are `core`.
    pub(super) fn add(&mut self, hit: &Hit, core: &Range<usize>) {
        let cues = &mut self.cues;
        cues.set = cues.set.union(hit.cues);
        if hit.last - hit.first > 1 {
            cues.long = cues.long.union(hit.cues);
        }
        if hit.first <= core.start && hit.last >= core.end {
            cues.whole = cues.whole.union(hit.cues);
        }
        if hit.anywhere.has(Cue::CookieTerm) {
            self.cookies.hit(hit.phrase, hit.first, hit.last);
        }
        if hit.anywhere.has(Cue::PrayerName) {
            self.prayers.hit(hit.phrase, hit.first, hit.last);
        }
        if hit.anywhere.has(Cue::ImageCredit) && hit.first > core.start {
            cues.behind_credit = core.end.saturating_sub(hit.last).min(255) as u8;
        }
        if hit.anywhere.meets(CHROME) && hit.last > self.chrome_end {
            let words = hit.last - hit.first.max(self.chrome_end);
            cues.chrome_words = cues.chrome_words.saturating_add(words.min(usize::from(u16::MAX)) as u16);
            cues.chrome_phrases = cues.chrome_phrases.saturating_add(1);
            if let Some(topic) = hit.topic {
                cues.topic_words.add(topic, words);
            }
            self.chrome_end = hit.last;
        }
    }

    pub(super) fn finish(mut self) -> Cues {
        self.cookies.close();
        self.prayers.close();
        let mut cues = self.cues;
        cues.cookie_terms = self.cookies.count;
        cues.prayers = self.prayers.count;
        cues.prayer_words = self.prayers.words;
        cues
    }
}
