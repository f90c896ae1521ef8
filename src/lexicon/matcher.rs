//! The matcher: which phrases stand in a line, by the hashes of its words.
//!
//! Phrases are sequences of word hashes. A bitmap over first words lets nearly
//! every word of a text pass with one load; behind it, an open-addressed table
//! holds every prefix of every phrase, so that a walk stops at the first word
//! that no phrase continues with. A hit is verified against the phrase's folded
//! text, since hashes are not keyed.
//!
//! Time O(words of the line x longest phrase), in practice one load a word.
//! Built once, in O(bytes of the lexicon).

use crate::hash;
use crate::lexicon::cue::{Cue, CueSet};
use crate::text::{Document, Line, Words};

/// The most words that a phrase may have.
pub(crate) const MAX_WORDS: usize = 24;

/// Where in a line a phrase has to stand.
///
/// A line is seen as its folded words: bullets, punctuation, letter case, and
/// numbers at its edges do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Match {
    /// The line is the phrase and nothing else.
    Whole,
    /// The line starts with the phrase.
    Starts,
    /// The line ends with the phrase.
    Ends,
    /// The phrase stands anywhere in the line.
    Within,
}

impl Match {
    pub(super) const ALL: [(Match, &'static str); 4] = [
        (Match::Whole, "whole"),
        (Match::Starts, "starts"),
        (Match::Ends, "ends"),
        (Match::Within, "within"),
    ];

    pub(super) fn from_name(name: &str) -> Option<Match> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(mode, _)| *mode)
    }
}

/// A phrase, with the cues that it gives in each mode.
#[derive(Clone, Debug)]
struct Phrase {
    /// Where its folded text stands in the arena.
    start: u32,
    end: u32,
    words: u8,
    cues: [CueSet; 4],
}

/// A prefix of phrases: its hash, the phrase that ends here, and whether any goes on.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    /// Index of the phrase plus one, or 0.
    phrase: u32,
    longer: bool,
}

const BITMAP_BITS: u32 = 18;

#[derive(Clone, Debug)]
pub(super) struct Matcher {
    arena: Vec<u8>,
    phrases: Vec<Phrase>,
    slots: Vec<Slot>,
    /// How many slots are taken; never more than half.
    used: usize,
    bitmap: Vec<u64>,
}

/// A phrase found in a line: which one, and its words `first..last` of the line's.
pub(super) struct Hit {
    pub(super) phrase: u32,
    pub(super) first: usize,
    pub(super) last: usize,
    /// What it says in this place.
    pub(super) cues: CueSet,
    /// What it says in whatever place.
    pub(super) anywhere: CueSet,
}

impl Matcher {
    /// Room for about `phrases` phrases.
    pub(super) fn with_capacity(phrases: usize) -> Self {
        Self {
            arena: Vec::with_capacity(phrases * 16),
            phrases: Vec::with_capacity(phrases),
            slots: vec![Slot::default(); (phrases * 4).next_power_of_two().max(64)],
            used: 0,
            bitmap: vec![0; 1 << (BITMAP_BITS - 6)],
        }
    }

    /// Adds `phrase`; `scratch` is only a buffer. Returns how many words it has,
    /// and adds nothing if that is none or more than [`MAX_WORDS`].
    pub(super) fn add(&mut self, phrase: &str, mode: Match, cues: CueSet, scratch: &mut Words) -> usize {
        scratch.folded.clear();
        scratch.words.clear();
        scratch.push(phrase);
        let words = &scratch.words;
        let count = words.len();
        if count == 0 || count > MAX_WORDS {
            return count;
        }
        if (self.used + count) * 2 > self.slots.len() {
            self.grow();
        }
        let first = words[0].hash >> (64 - BITMAP_BITS);
        self.bitmap[(first >> 6) as usize] |= 1 << (first & 63);
        let mut key = hash::EMPTY;
        for (at, word) in words.iter().enumerate() {
            key = hash::extend(key, word.hash);
            let slot = self.slot_for(key);
            self.used += usize::from(self.slots[slot].key == 0);
            self.slots[slot].key = key;
            if at + 1 < count {
                self.slots[slot].longer = true;
                continue;
            }
            let known = self.slots[slot].phrase;
            let index = if known == 0 {
                let start = self.arena.len() as u32;
                self.arena.extend_from_slice(&scratch.folded);
                self.phrases.push(Phrase {
                    start,
                    end: self.arena.len() as u32,
                    words: count as u8,
                    cues: [CueSet::NONE; 4],
                });
                self.slots[slot].phrase = self.phrases.len() as u32;
                self.phrases.len() - 1
            } else {
                known as usize - 1
            };
            let stored = &mut self.phrases[index].cues[mode as usize];
            *stored = stored.union(cues);
        }
        count
    }

    /// The slot that holds `key`, or the free one where it belongs.
    #[inline]
    fn slot_for(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (key >> 20) as usize & mask;
        while self.slots[at].key != key && self.slots[at].key != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot.key != 0 {
                let at = self.slot_for(slot.key);
                self.slots[at] = slot;
            }
        }
    }

    fn maybe_first(&self, hash: u64) -> bool {
        let bit = hash >> (64 - BITMAP_BITS);
        self.bitmap[(bit >> 6) as usize] >> (bit & 63) & 1 != 0
    }

    /// Calls `visit` for every phrase in `line`, by first word and then by length.
    #[inline]
    pub(super) fn scan(&self, document: &Document<'_>, line: &Line, mut visit: impl FnMut(Hit)) {
        let words = document.words_of(line);
        let core = document.core_range(line);
        for first in 0..words.len() {
            if !self.maybe_first(words[first].hash) {
                continue;
            }
            let mut key = hash::EMPTY;
            for last in first..words.len() {
                key = hash::extend(key, words[last].hash);
                let slot = self.slots[self.slot_for(key)];
                if slot.key != key {
                    break;
                }
                if slot.phrase != 0 {
                    let phrase = &self.phrases[slot.phrase as usize - 1];
                    let text = &self.arena[phrase.start as usize..phrase.end as usize];
                    let last = last + 1;
                    if phrase.words as usize == last - first && document.folded(line, &words[first..last]) == text {
                        let starts = first == 0 || first == core.start;
                        let ends = last == words.len() || last == core.end;
                        let [whole, at_start, at_end, within] = phrase.cues;
                        let mut cues = within;
                        if starts {
                            cues = cues.union(at_start);
                        }
                        if ends {
                            cues = cues.union(at_end);
                        }
                        if starts && ends {
                            cues = cues.union(whole);
                        }
                        let anywhere = whole.union(at_start).union(at_end).union(within);
                        visit(Hit { phrase: slot.phrase, first, last, cues, anywhere });
                    }
                }
                if !slot.longer {
                    break;
                }
            }
        }
    }
}

/// What the phrases in a line say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// Cues of phrases that stand where they have to.
    pub(crate) set: CueSet,
    /// Cues of a phrase that is the whole line.
    pub(crate) whole: CueSet,
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
    Cue::CookieButton.set().with(Cue::CookieTerm),
    Cue::Newsletter.set(),
    Cue::Copyright.set(),
    Cue::Nav.set(),
];

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
            Some((_, start, end)) if first >= end => {
                self.close();
                let _ = start;
                self.open = Some((phrase, first, last));
            }
            // The same first word, and longer; or inside of what is open.
            Some((_, start, _)) if first == start => self.open = Some((phrase, first, last)),
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
                if let Some(topic) = TOPICS.iter().position(|&topic| hit.anywhere.meets(topic)) {
                    result.topic_words[topic] = result.topic_words[topic].saturating_add(words as u8);
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
