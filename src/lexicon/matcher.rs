//! The matcher: which phrases stand in a line.
//!
//! A phrase is found by the hashes of its first two words (or of its only one):
//! a bitmap over them lets nearly every word of a text pass with two loads, and an
//! open-addressed table behind it tells of how many words phrases are that start so.
//! For each of these lengths, another table has the phrase of just these words, if
//! there is one. It is compared with the folded line, so that no hash decides.
//!
//! Time O(words of the line), of which one that starts phrases costs a look-up for each
//! length of these, however many they are. Built once, in O(bytes of the lexicon).

use crate::hash;
use crate::lexicon::cue::{Cue, CueSet, Topic};
use crate::lexicon::keys::{Keys, set};
use crate::lexicon::table::Table;
use crate::text::{Document, Line, Word, Words, is_ideograph, prefix};

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

#[derive(Clone, Debug)]
pub(super) struct Matcher {
    arena: Vec<u8>,
    phrases: Vec<Phrase>,
    senses: Vec<Sense>,
    /// The sense that was asked for last, which the next phrase often has, too.
    last: ([CueSet; 4], u32),
    /// The number of each sense.
    numbers: hash::Map<[CueSet; 4], u32>,
    /// By the first two words of phrases: a bit for each number of words that they have.
    lengths: Table,
    /// By all words of a phrase: its index, plus one.
    whole: Table,
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

/// The words of a folded phrase, each with whether it shares a character with the one before it.
fn words_of(phrase: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = phrase;
    let mut shares = false;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        // No ideograph takes less than three bytes.
        if first.len_utf8() > 2 && is_ideograph(first) {
            // Ideographs go in overlapping pairs.
            let mut ends =
                rest.char_indices().map(|(at, c)| (at + c.len_utf8(), c)).take_while(|&(_, c)| c != ' ');
            if let (Some((one, _)), Some((two, _)), Some(_)) = (ends.next(), ends.next(), ends.next()) {
                let word = (&rest[..two], std::mem::replace(&mut shares, true));
                rest = &rest[one..];
                return Some(word);
            }
        }
        let (word, behind) = match rest.bytes().position(|b| b == b' ') {
            Some(space) => (&rest[..space], &rest[space + 1..]),
            None => (rest, ""),
        };
        rest = behind;
        Some((word, std::mem::take(&mut shares)))
    })
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

/// The key of some words and one more, which may share a character with the last of them.
#[inline]
fn longer(key: u64, word: u64, shares: bool) -> u64 {
    hash::extend(key, word ^ u64::from(shares))
}

/// Whether a word shares a character with the one before it.
#[inline]
fn share(before: &Word, word: &Word) -> bool {
    word.folded_start < before.folded_end
}

impl Matcher {
    /// Room for about `phrases` phrases.
    pub(super) fn with_capacity(phrases: usize) -> Self {
        Self {
            arena: Vec::with_capacity(phrases * 24),
            phrases: Vec::with_capacity(phrases),
            lengths: Table::with_capacity(phrases),
            whole: Table::with_capacity(phrases),
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
        let (mut first, mut key, mut whole, mut count) = (0, 0, 0, 0);
        for (word, shares) in words_of(phrase) {
            let hash = hash::bytes(word.as_bytes());
            match count {
                0 => (first, key, whole) = (hash, hash, hash),
                1 => (key, whole) = (pair(first, hash), longer(first, hash, shares)),
                _ => whole = longer(whole, hash, shares),
            }
            count += 1;
        }
        if !(1..=MAX_WORDS).contains(&count) {
            return;
        }
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
            self.longest_end = self.longest_end.max(count);
        }
        if let Some(index) = self.find(whole, phrase.as_bytes()) {
            let known = &self.phrases[index as usize - 1];
            let mut said = self.senses[known.sense as usize].cues;
            if !said[mode as usize].contains(cues) {
                said[mode as usize] = said[mode as usize].union(cues);
                self.phrases[index as usize - 1].sense = self.sense(said);
            }
            return;
        }
        let mut said = [CueSet::NONE; 4];
        said[mode as usize] = cues;
        let sense = self.sense(said);
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(phrase.as_bytes());
        self.phrases.push(Phrase { start, end: self.arena.len() as u32, sense });
        self.whole.insert(whole, self.phrases.len() as u32);
        *self.lengths.entry(key) |= 1 << (count - 1);
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

    /// The index of a phrase plus one, by the key of all its words and its folded text.
    #[inline]
    fn find(&self, whole: u64, text: &[u8]) -> Option<u32> {
        self.whole.get(whole).find(|&index| {
            let phrase = &self.phrases[index as usize - 1];
            &self.arena[phrase.start as usize..phrase.end as usize] == text
        })
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

    /// Visits the phrases that start with `key` and stand in the line from word `first` on, the last one added first.
    fn compare(
        &self,
        key: u64,
        document: &Document<'_>,
        line: &Line,
        first: usize,
        visit: &mut impl FnMut(Hit),
    ) {
        let words = &document.words_of(line)[first..];
        // Of each length there is one at the most.
        let mut found = [(0, 0u32); MAX_WORDS];
        let mut count = 0;
        let mut lengths = self.lengths.get(key).next().unwrap_or(0);
        let (mut whole, mut read) = (words[0].hash, 1);
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize + 1;
            lengths &= lengths - 1;
            let Some(said) = words.get(..length) else { break };
            for two in said[read - 1..].windows(2) {
                whole = longer(whole, two[1].hash, share(&two[0], &two[1]));
            }
            read = length;
            if let Some(index) = self.find(whole, document.folded(line, said)) {
                found[count] = (index, length as u32);
                count += 1;
            }
        }
        let found = &mut found[..count];
        found.sort_unstable_by_key(|&(index, _)| std::cmp::Reverse(index));
        for &mut (phrase, length) in found {
            visit(self.hit(document, line, phrase, first, first + length as usize));
        }
    }

    /// What a phrase says as the words `first..last` of a line.
    fn hit(&self, document: &Document<'_>, line: &Line, phrase: u32, first: usize, last: usize) -> Hit {
        let core = document.core_range(line);
        let starts = first == 0 || first == core.start;
        let ends = last == document.words_of(line).len() || last == core.end;
        let Sense { cues: [whole, at_start, at_end, within], anywhere, topic } =
            self.senses[self.phrases[phrase as usize - 1].sense as usize];
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
        Hit { phrase, first, last, cues, anywhere, topic }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same_words(phrase: &str) {
        let mut words = Words::default();
        words.push(phrase);
        let folded = String::from_utf8_lossy(&words.folded);
        let expected = words.words.iter().enumerate().map(|(at, word)| {
            let shares = at > 0 && share(&words.words[at - 1], word);
            (&folded[word.folded_start as usize..word.folded_end as usize], shares)
        });
        assert_eq!(words_of(&folded).collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{phrase:?}");
    }

    #[test]
    fn words_of_a_folded_phrase_are_its_words() {
        for phrase in [
            "",
            "a",
            "Read also",
            "関連記事",
            "関 連記",
            "NHK関連 記事を読む",
            "คุกกี้ 5 ข้อ",
            "\u{3042}\u{3099}a",
        ] {
            same_words(phrase);
        }
    }

    proptest::proptest! {
        #[test]
        fn words_of_any_folded_phrase_are_its_words(
            mixed in "[a ’か国ค\u{e31}\u{3099}\u{301}ｶ1]{0,12}", any in proptest::prelude::any::<String>(),
        ) {
            same_words(&mixed);
            same_words(&any);
        }
    }

    /// Phrases that start alike and are of one length are as far apart as others.
    #[test]
    fn phrases_that_start_alike_crowd_no_table() {
        const SAME: usize = 40_000;
        let mut matcher = Matcher::with_capacity(1);
        let phrase = |n: usize| format!("our own story number {n} from the quay");
        (0..SAME).for_each(|n| {
            matcher.add(&phrase(n), PhrasePlace::Within, CueSet::own(0));
            matcher.add(
                &format!("{} {}", "か国".repeat(1 + n % 9), "国か ".repeat(n % 3)),
                PhrasePlace::Within,
                CueSet::own(0),
            );
        });
        let runs = (matcher.lengths.longest_run(), matcher.whole.longest_run());
        assert!(runs.0 < 64 && runs.1 < 64, "{runs:?}");
        for n in [0, 1, SAME / 2, SAME - 1] {
            let text = format!("Read {} today", phrase(n));
            let document = Document::new(&text);
            let mut hits = Vec::new();
            matcher.scan(&document, &document.lines[0], |hit| hits.push((hit.first, hit.last)));
            assert_eq!(hits, [(1, 9)], "{text}");
        }
    }
}
