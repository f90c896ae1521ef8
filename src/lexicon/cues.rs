//! What the phrases of one line say together.

use crate::lexicon::cue::{Cue, CueSet};
use crate::lexicon::matcher::Matcher;
use crate::text::{Document, Line};

/// What the phrases in a line say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// Cues of phrases that stand where they have to.
    pub(crate) set: CueSet,
    /// Cues of a phrase that is the whole line.
    pub(crate) whole: CueSet,
    /// Cues of phrases of two words or more: they say more than one word does.
    pub(crate) long: CueSet,
    /// How many words belong to phrases of menus, share bars and the like.
    pub(crate) chrome_words: u16,
    /// How many of them belong to each of [`TOPICS`].
    pub(crate) topic_words: [u8; TOPICS.len()],
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

/// What the phrases around an article speak of; a phrase of several counts for the first.
pub(crate) const TOPICS: [CueSet; 7] = [
    Cue::Share.set().with(Cue::Follow),
    Cue::Comments.set(),
    Cue::Login.set().with(Cue::Paywall),
    Cue::CookieButton.set(),
    Cue::Newsletter.set(),
    Cue::Copyright.set(),
    Cue::Nav.set(),
];

/// The first topic that meets `cues`, or the number of topics.
pub(super) fn topic(cues: CueSet) -> u8 {
    TOPICS.iter().position(|&topic| cues.meets(topic)).unwrap_or(TOPICS.len()) as u8
}

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

impl Matcher {
    /// What the phrases of `line` say.
    pub(super) fn cues(&self, document: &Document<'_>, line: &Line) -> Cues {
        let mut result = Cues::default();
        let (mut cookies, mut prayers) = (Distinct::default(), Distinct::default());
        let mut chrome_end = 0;
        let core = document.core_range(line);
        self.scan(document, line, |hit| {
            result.set = result.set.union(hit.cues);
            if hit.last - hit.first > 1 {
                result.long = result.long.union(hit.cues);
            }
            if hit.first <= core.start && hit.last >= core.end {
                result.whole = result.whole.union(hit.cues);
            }
            if hit.anywhere.has(Cue::CookieTerm) {
                cookies.hit(hit.phrase, hit.first, hit.last);
            }
            if hit.anywhere.has(Cue::PrayerName) {
                prayers.hit(hit.phrase, hit.first, hit.last);
            }
            if hit.anywhere.meets(CHROME) && hit.last > chrome_end {
                let words = hit.last - hit.first.max(chrome_end);
                result.chrome_words += words as u16;
                if let Some(spoken) = result.topic_words.get_mut(usize::from(hit.topic)) {
                    *spoken = spoken.saturating_add(words as u8);
                }
                chrome_end = hit.last;
            }
        });
        cookies.close();
        prayers.close();
        result.cookie_terms = cookies.count;
        result.prayers = prayers.count;
        result.prayer_words = prayers.words;
        result
    }
}
