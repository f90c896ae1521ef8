//! A text as evidence: its words with what they mean, in order and sorted, and
//! the hashes of its character trigrams.
//!
//! Time O(bytes + words log words), space O(words); trigrams are kept up to
//! [`GRAMS`], those of the least hashes.

use super::vocabulary::{MOST_WEIGHT, Vocabulary, class, vocabulary};
use crate::hash;
use crate::text::{self, Word, Words};

/// The most trigrams that are kept: those of the least hashes, which are a fair
/// sample (Broder 1997, bottom-k).
pub(in crate::dedup) const GRAMS: usize = 256;

/// Longer texts are compared by their first so many bytes.
pub(in crate::dedup) const MOST_BYTES: usize = 1 << 28;

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::dedup) struct Token {
    /// The hash of what the word stands for.
    pub(in crate::dedup) hash: u64,
    pub(in crate::dedup) weight: u8,
    pub(in crate::dedup) class: u16,
    /// What it is used for, see [`related`](super::vocabulary::related).
    pub(in crate::dedup) related: u64,
    /// Its folded form.
    pub(in crate::dedup) folded: (u32, u32),
    /// Where it stands in the text.
    source: (u32, u32),
}

impl Token {
    pub(in crate::dedup) fn is(&self, class: u16) -> bool {
        self.class & class != 0
    }
}

/// How a text uses capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::dedup) enum Style {
    /// No letters that have case, or only small ones, or only capitals.
    #[default]
    None,
    /// Names have capitals, other words do not.
    Sentence,
    /// Nearly all words have capitals.
    Title,
}

#[derive(Debug, Default)]
pub(in crate::dedup) struct Profile {
    words: Words,
    /// In order; those of frames come with [`class::FRAME`].
    pub(in crate::dedup) tokens: Vec<Token>,
    /// The hashes of all tokens with their place, sorted.
    pub(in crate::dedup) sorted: Vec<(u64, u32)>,
    /// Sorted hashes of character trigrams.
    pub(in crate::dedup) grams: Vec<u32>,
    /// All trigrams of at most this hash are there.
    pub(in crate::dedup) upto: u32,
    pub(in crate::dedup) style: Style,
    /// The text ends with dots, so its end is missing.
    pub(in crate::dedup) cut: bool,
    /// Of a text without words: the hash of what is not white space.
    marks: u64,
}

impl Profile {
    pub(in crate::dedup) fn of(text: &str) -> Self {
        let mut this = Self::default();
        this.read(text);
        this
    }

    /// Makes this the profile of `text`, reusing memory.
    pub(in crate::dedup) fn read(&mut self, text: &str) {
        self.read_tokens(text);
        self.complete();
    }

    /// Adds to what [`Profile::read_tokens`] read what only comparing needs.
    pub(in crate::dedup) fn complete(&mut self) {
        self.sorted.clear();
        self.sorted.extend(self.tokens.iter().zip(0..).map(|(token, at)| (token.hash, at)));
        self.sorted.sort_unstable();
        self.trigrams();
    }

    /// The same, but without what only comparing needs.
    pub(in crate::dedup) fn read_tokens(&mut self, text: &str) {
        let text = text::prefix(text, MOST_BYTES);
        self.words.clear();
        self.tokens.clear();
        self.words.push(text);
        self.style = style(text, &self.words.words);
        let end = text.trim_end();
        self.cut = end.ends_with('…') || end.ends_with("..");
        self.marks = 0;
        if self.words.words.is_empty() {
            self.marks = text
                .chars()
                .filter(|c| !c.is_whitespace())
                .fold(0, |marks, c| hash::extend(marks, u64::from(c)));
        }
        self.tokenise(text, vocabulary());
        self.frame(text);
    }

    /// A hash of all that [`Profile::equals`] compares.
    pub(in crate::dedup) fn key(&self) -> u64 {
        hash::bytes(&self.words.folded) ^ self.marks
    }

    /// Whether both texts are the same after folding; those without words, whether they have
    /// the same signs.
    pub(in crate::dedup) fn equals(&self, other: &Self) -> bool {
        self.words.folded == other.words.folded && self.marks == other.marks
    }

    pub(in crate::dedup) fn folded(&self, token: &Token) -> &[u8] {
        &self.words.folded[token.folded.0 as usize..token.folded.1 as usize]
    }

    fn tokenise(&mut self, text: &str, vocabulary: &Vocabulary) {
        let words = &self.words.words;
        let folded = &self.words.folded;
        let bytes = text.as_bytes();
        let poses = confusable(folded, words);
        let mut at = 0;
        while at < words.len() {
            let word = words[at];
            let form = &folded[word.folded_start as usize..word.folded_end as usize];
            let mut hash = word.hash;
            let mut class = 0;
            let mut last = at;
            let mut beside = None;
            if form.iter().all(u8::is_ascii_digit) {
                class |= class::NUMBER;
                (hash, last) = number(bytes, folded, words, at);
            } else if form.len() == 1 {
                last = initials(bytes, words, at);
                if last > at {
                    let joined: Vec<u8> =
                        words[at..=last].iter().map(|word| folded[word.folded_start as usize]).collect();
                    hash = hash::bytes(&joined);
                }
            } else if form.iter().any(u8::is_ascii_digit) {
                class |= class::NUMBER;
                let unconfused = if form.is_ascii() { None } else { unconfused(form, text::as_latin) };
                let form = unconfused.as_deref().unwrap_or(form);
                if let Some((digits, unit)) = amount(form) {
                    // The unit follows as a word of its own.
                    hash = hash::bytes(&form[..digits]);
                    beside = Some((hash::bytes(unit.as_bytes()), word.folded_start + digits as u32));
                } else if unconfused.is_some() {
                    hash = hash::bytes(form);
                }
            } else if let Some(unconfused) = poses.and_then(|letter| unconfused(form, letter)) {
                hash = hash::bytes(stripped(&unconfused, &bytes[word.start as usize..word.end as usize]));
            } else {
                let rest = stripped(form, &bytes[word.start as usize..word.end as usize]);
                if rest.len() < form.len() {
                    hash = hash::bytes(rest);
                }
            }
            let meaning = vocabulary.meaning(hash);
            let weight = meaning.map_or(MOST_WEIGHT, |meaning| meaning.weight);
            if let Some(meaning) = meaning {
                class |= meaning.class;
                hash = meaning.stands_for;
            }
            if self.style == Style::Sentence && at > 0 && is_capital(text, word) {
                class |= class::CAPITAL;
            }
            let token = Token {
                hash,
                weight,
                class,
                related: meaning.map_or(0, |meaning| meaning.related),
                folded: (word.folded_start, words[last].folded_end),
                source: (word.start, words[last].end),
            };
            self.tokens.push(token);
            if let Some((hash, start)) = beside {
                let weight = vocabulary.meaning(hash).map_or(MOST_WEIGHT, |meaning| meaning.weight);
                let folded = (start, token.folded.1);
                self.tokens.push(Token { hash, weight, class: 0, related: 0, folded, ..token });
            }
            at = last + 1;
        }
    }

    /// Marks the tokens of frames: what agencies and sites set before and behind a text.
    fn frame(&mut self, text: &str) {
        const MOST: usize = 60;
        if self.tokens.len() > MOST {
            return;
        }
        const DIVIDERS: [u8; 8] = [b'|', b'-', b':', b'(', b'[', 0xe2, 0xc2, 0xef];
        if !text.bytes().any(|byte| DIVIDERS.contains(&byte)) {
            return;
        }
        let count = self.tokens.len();
        let places: Vec<(u32, u32)> = self.tokens.iter().map(|token| token.source).collect();
        let gap = |at: usize| {
            let start = if at == 0 { 0 } else { places[at - 1].1 as usize };
            let end = places.get(at).map_or(text.len(), |place| place.0 as usize);
            text.get(start..end.max(start)).unwrap_or("")
        };
        // Before: "UPDATE 2-", "BREAKING:", "Breaking News |", "(LEAD)", "[Updated]".
        let mut end = 0;
        while end < count.min(3)
            && (self.tokens[end].is(class::BEFORE) || (end > 0 && self.tokens[end].is(class::NUMBER)))
        {
            end += 1;
        }
        if end > 0 && count >= end + 2 && gap(end).contains([':', '-', '–', '—', '|', ')', ']']) {
            self.tokens[..end].iter_mut().for_each(|token| token.class |= class::FRAME);
        }
        // Behind, from the last part on: "- BBC News", "| Reuters", "(VIDEO)", ":: World".
        let mut end = count;
        for _ in 0..3 {
            let Some(start) = (1..end).rev().find(|&at| divides(gap(at))) else { break };
            let part = &self.tokens[start..end];
            let all_behind = part.iter().all(|token| token.is(class::BEHIND));
            let a_site = part.iter().any(|token| token.is(class::SITE | class::BEHIND));
            let strong = gap(start).contains(['|', '•', '»']) || gap(start).contains("::");
            let short = part.len() <= 6 && start >= 3 && part.len() * 2 <= start + 1;
            if !(all_behind || short && (a_site || strong)) || start < 2 {
                break;
            }
            self.tokens[start..end].iter_mut().for_each(|token| token.class |= class::FRAME);
            end = start;
        }
        for token in self.tokens.iter_mut().filter(|token| token.is(class::FRAME)) {
            token.weight = token.weight.div_ceil(8);
        }
    }

    fn trigrams(&mut self) {
        // So that about three times as many as are kept have to be sorted, if all differ.
        let share = ((GRAMS as u64 * 3) << 32) / self.words.folded.len().max(1) as u64;
        let mut limit = u32::try_from(share).unwrap_or(u32::MAX);
        self.trigrams_upto(limit);
        // A text that repeats itself has fewer.
        while self.grams.len() < GRAMS && limit < u32::MAX {
            limit = limit.saturating_mul(16);
            self.trigrams_upto(limit);
        }
        self.upto = limit;
        if self.grams.len() > GRAMS {
            self.grams.truncate(GRAMS);
            self.upto = self.grams[GRAMS - 1];
        }
    }

    fn trigrams_upto(&mut self, limit: u32) {
        const MULTIPLIER: u64 = 0xd6e8_feb8_6659_fd93;
        // What repeats is dropped before it takes much memory.
        const MOST: usize = 1 << 16;
        let folded = &self.words.folded;
        let grams = &mut self.grams;
        grams.clear();
        let mut window = u64::from(b' ');
        let mut push = |code: u32| {
            window = (window << 21 | u64::from(code)) & 0x7fff_ffff_ffff_ffff;
            let gram = (window.wrapping_mul(MULTIPLIER) >> 32) as u32;
            if gram <= limit {
                if grams.len() == MOST {
                    distinct(grams);
                    grams.truncate(MOST / 2);
                }
                grams.push(gram);
            }
        };
        match std::str::from_utf8(folded) {
            Ok(folded) if !folded.is_ascii() => folded.chars().for_each(|c| push(c as u32)),
            _ => folded.iter().for_each(|&byte| push(u32::from(byte))),
        }
        push(u32::from(b' '));
        distinct(grams);
    }
}

fn distinct(grams: &mut Vec<u32>) {
    grams.sort_unstable();
    grams.dedup();
}

/// A number that goes on behind points or commas: its hash, and its last word. Points
/// and commas do not count, since languages differ in what they mean, and scrapers lose them.
fn number(bytes: &[u8], folded: &[u8], words: &[Word], at: usize) -> (u64, usize) {
    let form = |word: &Word| &folded[word.folded_start as usize..word.folded_end as usize];
    let mut last = at;
    let mut digits = Vec::new();
    while let Some(next) = words.get(last + 1) {
        let gap = bytes.get(words[last].end as usize..next.start as usize).unwrap_or(b"");
        let joined = [b".", b",", "．".as_bytes(), "，".as_bytes(), "٫".as_bytes(), "٬".as_bytes()]
            .contains(&gap)
            && form(next).iter().all(u8::is_ascii_digit);
        if !joined {
            break;
        }
        if digits.is_empty() {
            digits.extend_from_slice(form(&words[at]));
        }
        digits.extend_from_slice(form(next));
        last += 1;
    }
    let digits = if digits.is_empty() { form(&words[at]) } else { &digits };
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count().min(digits.len() - 1);
    (hash::bytes(&digits[zeros..]), last)
}

/// A number and the letters for millions and the like behind it, as in "356m": how many digits
/// there are, and the word for the unit.
fn amount(form: &[u8]) -> Option<(usize, &'static str)> {
    let digits = form.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let unit = match form.get(digits..)? {
        b"k" => "thousand",
        b"m" | b"mn" | b"mln" => "million",
        b"b" | b"bn" | b"bln" => "billion",
        b"tn" | b"trn" => "trillion",
        _ => return None,
    };
    (digits > 0).then_some((digits, unit))
}

/// The last word of a run of single letters with points between them, as in "U.S.".
fn initials(bytes: &[u8], words: &[Word], at: usize) -> usize {
    let mut last = at;
    while let Some(next) = words.get(last + 1) {
        let gap = bytes.get(words[last].end as usize..next.start as usize).unwrap_or(b"");
        let single = next.folded_end - next.folded_start == 1;
        if !(single && (gap == b"." || gap == "．".as_bytes())) {
            break;
        }
        last += 1;
    }
    last
}

/// The folded form without what an apostrophe hangs on a word, and without the Arabic article.
fn stripped<'w>(form: &'w [u8], source: &[u8]) -> &'w [u8] {
    const ARTICLE: &[u8] = "ال".as_bytes();
    // Nothing was dropped in folding, so there is no apostrophe.
    if source.len() == form.len() && form[0] < 0x80 {
        return form;
    }
    if let Some(rest) = form.strip_prefix(ARTICLE)
        && rest.len() >= 6
    {
        return rest;
    }
    let marks: [&[u8]; 3] = [b"'", "’".as_bytes(), "‘".as_bytes()];
    for mark in marks {
        if source.len() < form.len() + mark.len() {
            continue;
        }
        if source.len() > mark.len() + 1 && matches!(source.last(), Some(b's' | b'S')) {
            let before = source.len() - 1 - mark.len();
            if &source[before..before + mark.len()] == mark && form.len() > 2 {
                return &form[..form.len() - 1];
            }
        }
        for letters in 1..=2 {
            if source.len() > letters + mark.len() + 2 && &source[letters..letters + mark.len()] == mark {
                return &form[letters..];
            }
        }
    }
    form
}

/// What gives a letter of another script the letter that it poses as, in a text mostly in
/// Latin letters or mostly in Cyrillic ones that has both.
fn confusable(folded: &[u8], words: &[Word]) -> Option<fn(char) -> Option<char>> {
    const MOST: usize = 200;
    let (mut latin, mut cyrillic) = (0, 0);
    for word in words.iter().take(MOST) {
        match folded.get(word.folded_start as usize) {
            Some(b'a'..=b'z') => latin += 1,
            Some(0xcd..=0xd3) => cyrillic += 1,
            _ => {}
        }
    }
    match (latin, cyrillic) {
        (0, _) | (_, 0) => None,
        _ if latin > cyrillic => Some(text::as_latin),
        _ => Some(text::as_cyrillic),
    }
}

/// `form` with the letters that the others pose as, if all of them pose.
fn unconfused(form: &[u8], letter: fn(char) -> Option<char>) -> Option<Vec<u8>> {
    let form = std::str::from_utf8(form).ok()?;
    let unconfused: Option<String> =
        form.chars().map(|c| if c.is_ascii_digit() { Some(c) } else { letter(c) }).collect();
    unconfused.map(String::into_bytes)
}

fn is_capital(text: &str, word: Word) -> bool {
    text.get(word.start as usize..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

fn style(text: &str, words: &[Word]) -> Style {
    const MOST: usize = 200;
    let (mut small, mut capital, mut shouted) = (0, 0, 0);
    for word in words.iter().skip(1).take(MOST) {
        let source = text.get(word.start as usize..word.end as usize).unwrap_or("");
        match source.as_bytes() {
            [b'a'..=b'z', ..] => small += 1,
            [b'A'..=b'Z', rest @ ..] => {
                capital += 1;
                shouted += usize::from(!rest.is_empty() && !rest.iter().any(u8::is_ascii_lowercase));
            }
            _ => {
                let mut chars = source.chars();
                match chars.next() {
                    Some(c) if c.is_lowercase() => small += 1,
                    Some(c) if c.is_uppercase() => {
                        capital += 1;
                        let rest = chars.as_str();
                        shouted += usize::from(!rest.is_empty() && !rest.chars().any(char::is_lowercase));
                    }
                    _ => {}
                }
            }
        }
    }
    if capital == 0 || (small == 0 && shouted * 2 > capital) {
        Style::None
    } else if small * 3 >= capital * 2 {
        Style::Sentence
    } else {
        Style::Title
    }
}

/// Whether what stands between two words sets the second one apart.
fn divides(gap: &str) -> bool {
    gap.contains(['|', '•', '»', '(', '['])
        || gap.contains("::")
        || [" - ", " – ", " — ", " -- "].iter().any(|dash| gap.contains(dash))
}

#[cfg(test)]
mod tests;
