//! The matcher: which phrases stand in a line.
//!
//! A phrase is found by the hashes of its first two words (or of its only one):
//! a bitmap over them lets nearly every word of a text pass with two loads, an
//! open-addressed table behind it leads to the few phrases that start so, and
//! each of these is compared with the folded line, so that no hash decides.
//!
//! Time O(words of the line), and for each hit O(phrases that start alike).
//! Built once, in O(bytes of the lexicon).

use crate::hash;
use crate::lexicon::cue::{Cue, CueSet, Topic};
use crate::lexicon::keys::{Keys, set};
use crate::text::{Document, Line, Words, is_ideograph, prefix};

/// The most words that a phrase may have.
pub(crate) const MAX_WORDS: usize = 24;

/// Where in a line a phrase has to stand.
///
/// A line is seen as its folded words: bullets, punctuation, letter case, and
/// numbers at its edges do not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PhrasePlace {
    /// The line is the phrase and nothing else.
    Whole,
    /// The line starts with the phrase.
    Starts,
    /// The line ends with the phrase.
    Ends,
    /// The phrase stands anywhere in the line.
    Within,
}

impl PhrasePlace {
    pub(super) const ALL: [(PhrasePlace, &'static str); 4] = [
        (PhrasePlace::Whole, "whole"),
        (PhrasePlace::Starts, "starts"),
        (PhrasePlace::Ends, "ends"),
        (PhrasePlace::Within, "within"),
    ];

    pub(super) fn from_name(name: &str) -> Option<PhrasePlace> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(mode, _)| *mode)
    }
}

/// A phrase: small, since many are looked at and few are found.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// Where its folded text stands in the arena.
    start: u32,
    end: u32,
    /// The next phrase that starts alike, plus one, or 0.
    next: u32,
    /// Which of the senses it has.
    sense: u32,
}

/// What a phrase says: the same for very many of them.
#[derive(Clone, Copy, Debug)]
struct Sense {
    /// In each mode.
    cues: [CueSet; 4],
    /// In whatever place.
    anywhere: CueSet,
    /// What it speaks of.
    topic: Option<Topic>,
}

/// How phrases start, and the last one added that starts so.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the key.
    tag: u32,
    /// Index of the phrase plus one, or 0 where the slot is free.
    head: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Matcher {
    arena: Vec<u8>,
    phrases: Vec<Phrase>,
    senses: Vec<Sense>,
    /// The sense that was asked for last, which the next phrase often has, too.
    last: ([CueSet; 4], u32),
    /// The number of each sense.
    numbers: hash::Map<[CueSet; 4], u32>,
    slots: Vec<Slot>,
    /// How many slots are taken; never more than half.
    used: usize,
    keys: Keys,
    /// How what may be noise inside of a paragraph starts.
    starts: Keys,
    /// The most words of a phrase that has to end a line.
    longest_end: usize,
}

/// Cues that only count beside a number.
const DATES: CueSet =
    Cue::Month.set().with(Cue::Weekday).with(Cue::TimeAgo).with(Cue::DateLabel).with(Cue::MinRead);

/// Cues that may make noise of a sentence, whatever stands around it.
const SENTENCES: CueSet = Cue::AdLabel
    .set()
    .with(Cue::Copyright)
    .with(Cue::ConsentVerb)
    .with(Cue::CookieTerm)
    .with(Cue::Newsletter)
    .with(Cue::Share)
    .with(Cue::Follow)
    .with(Cue::ReadMore)
    .with(Cue::RelatedInline)
    .with(Cue::RelatedHeading)
    .with(Cue::MostRead);

/// A phrase found in a line: which one, and its words `first..last` of the line's.
pub(super) struct Hit {
    pub(super) phrase: u32,
    pub(super) first: usize,
    pub(super) last: usize,
    /// What it says in this place.
    pub(super) cues: CueSet,
    /// What it says in whatever place.
    pub(super) anywhere: CueSet,
    /// What it speaks of.
    pub(super) topic: Option<Topic>,
}

/// A line with more words and with signs of sentences is read as a sentence.
const SENTENCE: usize = 16;

/// The first two words of a folded phrase, or its only one.
fn first_words(phrase: &str) -> (&str, Option<&str>) {
    let (run, rest) = match phrase.bytes().position(|b| b == b' ') {
        Some(space) => (&phrase[..space], Some(&phrase[space + 1..])),
        None => (phrase, None),
    };
    // No ideograph takes less than three bytes.
    if phrase.as_bytes().first().is_none_or(|&first| first < 0xe0) || !run.starts_with(is_ideograph) {
        return (run, rest.map(|rest| first_words(rest).0));
    }
    // Ideographs go in overlapping pairs.
    let mut ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
    match (ends.next(), ends.next(), ends.next()) {
        (Some(first), Some(second), Some(third)) => (&run[..second], Some(&run[first..third])),
        _ => (run, rest.map(|rest| first_words(rest).0)),
    }
}

/// The first `words` words of `text`, of ordinary length; of a script without spaces, some characters.
fn start(text: &str, words: usize) -> &str {
    const WORD: usize = 20;
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = prefix(text, WORD * words);
    let mut spaces = start.bytes().enumerate().filter(|&(_, b)| b == b' ');
    &start[..spaces.nth(words - 1).map_or(start.len(), |(at, _)| at)]
}

/// The key of phrases that start with these two words.
#[inline]
fn pair(first: u64, second: u64) -> u64 {
    hash::extend(first, second)
}

impl Matcher {
    /// Room for about `phrases` phrases.
    pub(super) fn with_capacity(phrases: usize) -> Self {
        Self {
            arena: Vec::with_capacity(phrases * 24),
            phrases: Vec::with_capacity(phrases),
            slots: vec![Slot::default(); (phrases * 2).next_power_of_two().max(64)],
            used: 0,
            senses: Vec::new(),
            last: ([CueSet::NONE; 4], 0),
            numbers: hash::map(),
            keys: Keys::new(),
            starts: Keys::new(),
            longest_end: 0,
        }
    }

    /// Adds a phrase of any form, and returns how many words it has. Adds nothing
    /// if that is none or more than [`MAX_WORDS`].
    pub(super) fn add(&mut self, phrase: &str, mode: PhrasePlace, cues: CueSet) -> usize {
        let mut scratch = Words::default();
        scratch.push(phrase);
        if (1..=MAX_WORDS).contains(&scratch.words.len()) {
            self.add_folded(std::str::from_utf8(&scratch.folded).unwrap_or(""), mode, cues);
        }
        scratch.words.len()
    }

    /// Adds a phrase that is folded already.
    pub(super) fn add_folded(&mut self, phrase: &str, mode: PhrasePlace, cues: CueSet) {
        let (first, second) = first_words(phrase);
        let first = hash::bytes(first.as_bytes());
        let key = second.map_or(first, |second| pair(first, hash::bytes(second.as_bytes())));
        if cues.meets(SENTENCES) {
            self.starts.add(set::SENTENCES, key);
        }
        if cues.has(Cue::AdLabel) {
            self.starts.add(set::LABEL_WORDS, first);
            self.starts.add(set::LABELS, key);
        }
        let set = match mode {
            PhrasePlace::Within if cues.meets(DATES) => set::DATES,
            PhrasePlace::Within => set::INNER,
            _ => set::EDGES,
        };
        self.keys.add(set, key);
        if mode == PhrasePlace::Ends {
            let spaces = phrase.bytes().filter(|&b| b == b' ').count();
            // A script without spaces has no more words than characters.
            let pairs = phrase.chars().filter(|&c| is_ideograph(c)).count();
            self.longest_end = self.longest_end.max(spaces + 1 + pairs);
        }
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let slot = self.slot_for(key);
        let Slot { head, .. } = self.slots[slot];
        let mut index = head;
        while index != 0 {
            let known = self.phrases[index as usize - 1];
            if &self.arena[known.start as usize..known.end as usize] == phrase.as_bytes() {
                let mut said = self.senses[known.sense as usize].cues;
                if said[mode as usize].contains(cues) {
                    return;
                }
                said[mode as usize] = said[mode as usize].union(cues);
                self.phrases[index as usize - 1].sense = self.sense(said);
                return;
            }
            index = known.next;
        }
        let mut said = [CueSet::NONE; 4];
        said[mode as usize] = cues;
        let sense = self.sense(said);
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(phrase.as_bytes());
        self.phrases.push(Phrase { start, end: self.arena.len() as u32, next: head, sense });
        self.used += usize::from(head == 0);
        self.slots[slot] = Slot { tag: (key >> 32) as u32, head: self.phrases.len() as u32 };
    }

    /// The number of the sense that says these cues.
    fn sense(&mut self, cues: [CueSet; 4]) -> u32 {
        if self.last.0 == cues && !self.senses.is_empty() {
            return self.last.1;
        }
        let next = self.senses.len() as u32;
        let number = *self.numbers.entry(cues).or_insert_with(|| {
            let anywhere = cues.into_iter().fold(CueSet::NONE, CueSet::union);
            self.senses.push(Sense { cues, anywhere, topic: Topic::of(anywhere) });
            next
        });
        self.last = (cues, number);
        number
    }

    /// The slot of `key`, or the free one where it belongs.
    #[inline]
    fn slot_for(&self, key: u64) -> usize {
        self.slot_of((key >> 32) as u32)
    }

    #[inline]
    fn slot_of(&self, tag: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = tag as usize & mask;
        while self.slots[at].head != 0 && self.slots[at].tag != tag {
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot.head != 0 {
                let at = self.slot_of(slot.tag);
                self.slots[at] = slot;
            }
        }
    }

    /// Whether a phrase that makes noise of a sentence may start with the first or the second word of `text`.
    pub(super) fn may_open(&self, text: &str, scratch: &mut Words) -> bool {
        scratch.clear();
        scratch.push(start(text, 3));
        let known = |key| self.starts.has(set::SENTENCES, key);
        let words = &scratch.words[..scratch.words.len().min(3)];
        words.iter().take(2).any(|word| known(word.hash))
            || words.windows(2).any(|two| known(pair(two[0].hash, two[1].hash)))
    }

    /// Whether the label of an advertisement may start with the first word of `text`.
    pub(super) fn may_label(&self, text: &str, scratch: &mut Words) -> bool {
        let mut read = |words| {
            scratch.clear();
            scratch.push(start(text, words));
            (scratch.words.first().map(|word| word.hash), scratch.words.get(1).map(|word| word.hash))
        };
        let (Some(first), _) = read(1) else { return false };
        let known = |key| self.starts.has(set::LABELS, key);
        self.starts.has(set::LABEL_WORDS, first)
            && (known(first) || read(2).1.is_some_and(|second| known(pair(first, second))))
    }

    /// Calls `visit` for every phrase in `line`, by first word.
    #[inline]
    pub(super) fn scan(&self, document: &Document<'_>, line: &Line, mut visit: impl FnMut(Hit)) {
        let words = document.words_of(line);
        let core = document.core_range(line);
        // In a sentence only what may stand inside a line is of interest, but for its edges.
        let sentence = words.len() > SENTENCE && line.shape.stops + line.shape.commas > 0;
        let edge = core.end.saturating_sub(self.longest_end);
        let anywhere = if line.shape.digits > 0 { set::INNER | set::DATES } else { set::INNER };
        for first in 0..words.len() {
            let inside = sentence && first > 0 && first != core.start && first < edge;
            let sets = if inside { anywhere } else { anywhere | set::EDGES };
            let single = words[first].hash;
            if self.keys.has(sets, single) {
                self.compare(single, document, line, first, &mut visit);
            }
            if let Some(second) = words.get(first + 1) {
                let key = pair(single, second.hash);
                if self.keys.has(sets, key) {
                    self.compare(key, document, line, first, &mut visit);
                }
            }
        }
    }

    /// Compares the phrases that start with `key` with the line from word `first` on.
    fn compare(
        &self,
        key: u64,
        document: &Document<'_>,
        line: &Line,
        first: usize,
        visit: &mut impl FnMut(Hit),
    ) {
        let words = document.words_of(line);
        let core = document.core_range(line);
        let rest = document.folded(line, &words[first..]);
        let mut index = self.slots[self.slot_for(key)].head;
        while index != 0 {
            let phrase = &self.phrases[index as usize - 1];
            let here = index;
            index = phrase.next;
            let text = &self.arena[phrase.start as usize..phrase.end as usize];
            if !rest.starts_with(text) {
                continue;
            }
            // Behind an ideograph there need not be a space, but here a word has to end.
            let end = words[first].folded_start + text.len() as u32;
            let more = words[first..].iter().take_while(|word| word.folded_end < end).count();
            if words.get(first + more).is_none_or(|word| word.folded_end != end) {
                continue;
            }
            let last = first + more + 1;
            let starts = first == 0 || first == core.start;
            let ends = last == words.len() || last == core.end;
            let Sense { cues: [whole, at_start, at_end, within], anywhere, topic } =
                self.senses[phrase.sense as usize];
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
            visit(Hit { phrase: here, first, last, cues, anywhere, topic });
        }
    }
}
