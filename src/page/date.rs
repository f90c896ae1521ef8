//! Dates: whether a line is a date, or holds one.
//!
//! Dates are not parsed, only recognised: numbers, names of months and days of
//! all languages of the lexicon, and the short words that stand between them.
//!
//! Time O(bytes) of a short line; a long one is not searched.

use std::borrow::Cow;

use crate::lexicon::{Cue, CueSet, Cues, PhraseAt, is_clock_word};
use crate::text::{Document, Line};

/// What a line has to do with dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Date {
    /// It holds none.
    #[default]
    No,
    /// It is a time of day and nothing else.
    Time,
    /// It holds one among other words.
    Within,
    /// It is one, perhaps with a label or a time zone.
    Whole,
}

/// What names a part of a date, or labels one.
pub(crate) const PARTS: CueSet = Cue::Month.set().with(Cue::Weekday).with(Cue::TimeAgo).with(Cue::DateLabel);

impl Date {
    pub(crate) fn is_whole(self) -> bool {
        self == Date::Whole
    }
}

/// A longer line is not searched: in it, a date is only mentioned.
const LISTED_WORDS: usize = 24;
/// A line with more words than this is no date.
const MOST_WORDS: usize = 14;
/// A word of a date that is neither a number nor a name: "de", "of", "Uhr", "GMT".
const SHORT_WORD: usize = 4;

/// Looks for a date in a line, given its phrases.
pub(crate) fn find(document: &Document<'_>, line: &Line, cues: &Cues, phrases: &[PhraseAt]) -> Date {
    let shape = &line.shape;
    if shape.digits == 0 || document.words_of(line).len() > LISTED_WORDS {
        return Date::No;
    }
    let source = document.text_of(line);
    let text = &*western(source);
    // "04:27:16 GMT+0200 (Eastern European Standard Time)": the brackets only explain.
    let bracket = if source.ends_with(')') { source.find(" (").filter(|&at| at > 12) } else { None };
    let until = bracket.unwrap_or(source.len()) as u32;
    let words = document.words_of(line);
    let words = &words[..words.iter().take_while(|word| word.start < until).count()];
    let mut parts = [CueSet::NONE; MOST_WORDS];
    for phrase in phrases.iter().filter(|phrase| phrase.cues.meets(PARTS)) {
        for part in parts.iter_mut().take(phrase.last as usize).skip(phrase.first as usize) {
            *part = part.union(phrase.cues);
        }
    }
    // "March (11)" is an entry of an archive.
    let counted = text.ends_with(')')
        && text.rfind('(').is_some_and(|at| text[at + 1..text.len() - 1].bytes().all(|b| b.is_ascii_digit()));
    let numeric = numeric_date(text);
    if words.len() > MOST_WORDS {
        let named = cues.set.has(Cue::Month) && shape.digits >= 3 && shape.width < 200;
        return if numeric || named { Date::Within } else { Date::No };
    }
    let (mut numbers, mut foreign, mut named, mut ago) = (0, 0, false, false);
    let numeral = |at: usize| {
        let word = words.get(at..at + 1).unwrap_or(&[]);
        document.folded(line, word).first().is_some_and(u8::is_ascii_digit)
    };
    for (at, (word, part)) in words.iter().zip(&parts).enumerate() {
        let number = numeral(at);
        numbers += usize::from(number);
        // "3 May", "May 2024", "3 de mayo": "May" in "May be 12 left" names no month.
        let beside = numeral(at + 1) || at > 0 && numeral(at - 1) || at > 1 && numeral(at - 2);
        named |= part.has(Cue::Month) && beside;
        ago |= part.has(Cue::TimeAgo);
        let written = &source[word.start as usize..word.end as usize];
        let short = written.chars().count() <= SHORT_WORD && !is_name(written);
        foreign += usize::from(!number && !part.meets(PARTS) && !short);
    }
    let clock = clock_time(text);
    let letters = words.len() - numbers;
    if numbers == 0 {
        return Date::No;
    }
    if clock && letters <= 1 && !numeric && !named && words.len() <= 4 {
        return Date::Time;
    }
    let dated = named && !(counted && numbers == 1) || ago || numeric || east_asian(text);
    match (dated, foreign) {
        (true, 0) if letters <= 9 => Date::Whole,
        (true, _) => Date::Within,
        (false, 0) if clock && cues.set.meets(PARTS) => Date::Whole,
        (false, _) => Date::No,
    }
}

/// The text with Arabic and Persian digits written as ASCII ones.
fn western(text: &str) -> Cow<'_, str> {
    let value = |c: char| match c {
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    };
    if text.is_ascii() || !text.contains(|c| value(c).is_some()) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| value(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)).collect()
}

/// "Jane", but not "GMT" or "kl", and no word for o'clock.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() >= 2
        && letters.all(char::is_lowercase)
        && !is_clock_word(word)
}

/// "14:05", "14.05 Uhr", "7h30".
fn clock_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| {
        w[0].is_ascii_digit()
            && matches!(w[1], b':' | b'.' | b'h' | b'H')
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    })
}

/// "2025-03-11", "11.03.2025", "11/3/25": three numbers with one sign between them,
/// one of which can be a month and one a year.
fn numeric_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let first = run(bytes, &mut at);
        let sign = bytes.get(at).copied().unwrap_or(0);
        if !matches!(sign, b'.' | b'/' | b'-') || at - start > 4 {
            continue;
        }
        at += 1;
        while bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let (mut middle_at, middle_start) = (at, at);
        let middle = run(bytes, &mut middle_at);
        if middle_at == middle_start || bytes.get(middle_at) != Some(&sign) {
            continue;
        }
        let mut last_at = middle_at + 1;
        while bytes.get(last_at) == Some(&b' ') {
            last_at += 1;
        }
        let last_start = last_at;
        let last = run(bytes, &mut last_at);
        let (first_len, last_len) = (middle_start - start - 1, last_at - last_start);
        let is_year = |n: u32, len: usize| (1900..2100).contains(&n) && len == 4;
        let day_and_month =
            |a: u32, b: u32| (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12);
        let year_last =
            day_and_month(first, middle) && (is_year(last, last_len) || last_len == 2 && sign != b'-');
        let year_first =
            is_year(first, first_len.min(4)) && day_and_month(middle, last) && last_len <= 2 && last_len > 0;
        if year_last || year_first {
            return true;
        }
    }
    false
}

fn run(bytes: &[u8], at: &mut usize) -> u32 {
    let mut value: u32 = 0;
    while let Some(digit) = bytes.get(*at).filter(|b| b.is_ascii_digit()) {
        value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
        *at += 1;
    }
    value
}

/// "2024年04月24日", "2012년 11월 06일".
fn east_asian(text: &str) -> bool {
    let has = |sign: char| {
        text.match_indices(sign).any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()))
    };
    has('月') && has('日') || has('월') && has('일') || has('年') && has('月')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn lines() {
        let lexicon = Lexicon::all();
        for (input, expected) in [
            ("Tue, 11 Mar 2025 01:47:00 GMT", Date::Whole),
            ("Tue Mar 11 2025 04:27:16 GMT+0200 (Eastern European Standard Time)", Date::Whole),
            ("Friday 08 August 2025 - 14:50", Date::Whole),
            ("2024-05-01T10:20:00Z", Date::Whole),
            ("28.04.2021 - 07:18", Date::Whole),
            ("23. 12. 2024 13:31", Date::Whole),
            ("25 de mayo de 2025 16:51 h", Date::Whole),
            ("2024年04月24日23:52", Date::Whole),
            ("3 hours ago", Date::Whole),
            ("14:05", Date::Time),
            ("14.05 Uhr", Date::Time),
            ("By Jane Doe on 3 May 2024", Date::Within),
            ("Home", Date::No),
            ("Version 1.2.3", Date::No),
            ("Score 3-2-1", Date::No),
            ("12 people", Date::No),
            ("2024", Date::No),
        ] {
            let document = Document::new(input);
            let line = &document.lines[0];
            let mut phrases = Vec::new();
            let cues = lexicon.cues(&document, line, &mut phrases);
            assert_eq!(find(&document, line, &cues, &phrases), expected, "{input}");
        }
    }
}
