//! Lines: the unit of removal.
//!
//! A line ends at `\n` and nowhere else; a lone `\r` is white space. So removing
//! a line can never fuse two terminators into a new one. A [`Line`] here is a
//! line that holds something, with the blank lines that follow it: what is
//! removed takes them along.
//!
//! Time and space O(bytes).

use super::shape::Shape;
use super::word::{Word, Words};
use crate::hash;
use crate::span::Span;

/// One line that is not blank, and the blank lines after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// From its first byte to the first byte of the next line that is not blank.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Its text without white space at the ends, relative to `start`.
    text: (u32, u32),
    /// Its words: the first, and how many.
    words: (usize, u32),
    /// Where its folded form starts.
    folded: usize,
    /// Its words without numbers at both ends, relative to the first word.
    core: (u32, u32),
    /// Identity of the folded line.
    pub(crate) key: u64,
    /// The same as a small number: equal lines of a document have equal ones, but
    /// each line that is too long for a headline has its own.
    pub(crate) id: u32,
    /// A small number for its first [`OPENING`] words, or 0 if it has fewer.
    pub(crate) opening: u32,
    pub(crate) shape: Shape,
    /// A blank line follows.
    pub(crate) gap: bool,
}

impl Line {
    /// The line's text without white space at its ends, and as a span.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start + self.text.0 as usize, self.start + self.text.1 as usize)
    }

    /// Whether anything is left of its words without the numbers at both ends.
    pub(crate) fn has_core(&self) -> bool {
        self.core.1 > self.core.0
    }

    /// The line with its terminator and the blank lines after it.
    pub(crate) fn unit(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Everything computed once for a text.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Vec<Line>,
    words: Words,
    /// The most bytes of a line that is read as a whole.
    paragraph: usize,
}

/// A line with more words is no copy of a headline.
const MOST_WORDS: usize = 60;

/// How many words tell how a line opens.
pub(crate) const OPENING: usize = 3;

/// How paragraphs are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// At their starts and their ends.
    Ends,
    /// As a whole, up to 4 GiB.
    Whole,
}

/// Memory that one document after another is read into.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    lines: Vec<Line>,
    words: Words,
}

impl Buffers {
    /// The bytes of memory that they take.
    pub(crate) fn memory(&self) -> usize {
        let Words { folded, words } = &self.words;
        self.lines.capacity() * size_of::<Line>() + words.capacity() * size_of::<Word>() + folded.capacity()
    }
}

/// Unless asked otherwise, a longer line is a paragraph: only its start and its end are read as words.
/// What a phrase could make of it shows there, and so does what it speaks of.
// A headline fits in, and what is read of a paragraph is a sentence or two at each end.
const PARAGRAPH: usize = 256;
const START_BYTES: usize = 160;
const END_BYTES: usize = 80;

impl<'t> Document<'t> {
    /// Reads `text` as a cleaner without phrases of its own does.
    #[cfg(test)]
    pub(crate) fn new(text: &'t str) -> Self {
        Self::read(text, Reading::Ends, Buffers::default())
    }

    /// Reads `text` into `buffers`, in time and space O(bytes). [`Document::into_buffers`]
    /// gives them back.
    pub(crate) fn read(text: &'t str, paragraphs: Reading, buffers: Buffers) -> Self {
        let paragraph = match paragraphs {
            Reading::Ends => PARAGRAPH,
            Reading::Whole => u32::MAX as usize,
        };
        let Buffers { mut lines, mut words } = buffers;
        lines.clear();
        words.clear();
        lines.reserve(text.len() / 48);
        let mut document = Self { text, paragraph, lines, words };
        document.words.words.reserve(text.len() / 7);
        document.words.folded.reserve(text.len() + 16);
        let mut start = 0;
        while start < text.len() {
            let length = text.as_bytes()[start..].iter().position(|&b| b == b'\n');
            let end = length.map_or(text.len(), |length| start + length + 1);
            let raw = &text[start..end];
            // Indentation by spaces can be long.
            let spaces = raw.bytes().take_while(|&b| b == b' ').count();
            let line = raw[spaces..].trim_start();
            if line.is_empty() {
                // Blank lines at the very start belong to nobody and stay.
                if let Some(last) = document.lines.last_mut() {
                    last.end = end;
                    last.gap = true;
                }
            } else {
                let from = raw.len() - line.len();
                let trimmed = line.trim_end();
                let line = document.line(start, end, from, trimmed);
                document.lines.push(line);
            }
            start = end;
        }
        document.number();
        document
    }

    /// Whether a line is so long that it is a paragraph, in whatever way it was read.
    pub(crate) fn is_paragraph(&self, line: &Line) -> bool {
        line.span().len() > PARAGRAPH
    }

    /// The document's buffers, for the next one.
    pub(crate) fn into_buffers(self) -> Buffers {
        Buffers { lines: self.lines, words: self.words }
    }

    /// Numbers equal lines and equal openings, in the order of their first lines.
    fn number(&mut self) {
        let (mut lines, mut openings) = (hash::map(), hash::map());
        lines.reserve(self.lines.len());
        openings.reserve(self.lines.len());
        for i in 0..self.lines.len() {
            let line = self.lines[i];
            // A number of its own, unless it is a copy.
            let mut id = i as u32;
            let mut opening = 0;
            // A line of so many words is never a copy of a headline.
            if (line.words.1 as usize) <= MOST_WORDS {
                id = *lines.entry(line.key).or_insert(id);
                if let Some(words) = self.words_of(&line).get(..OPENING) {
                    let next = openings.len() as u32 + 1;
                    opening = *openings.entry(key_of(words)).or_insert(next);
                }
            }
            let line = &mut self.lines[i];
            (line.id, line.opening) = (id, opening);
        }
    }

    fn line(&mut self, start: usize, end: usize, from: usize, text: &str) -> Line {
        let first = self.words.words.len();
        let paragraph = text.len() > self.paragraph;
        let folded = if paragraph {
            self.words.push_ends(text, START_BYTES, END_BYTES)
        } else {
            self.words.push_start(&self.text[start + from..], text.len())
        };
        let words = &self.words.words[first..];
        let is_number = |word: &Word| {
            let word =
                &self.words.folded[folded + word.folded_start as usize..folded + word.folded_end as usize];
            // Most words show by their first letter that they are none.
            word[0].is_ascii_digit() && word.iter().all(u8::is_ascii_digit)
        };
        let core_start = words.iter().position(|word| !is_number(word)).unwrap_or(words.len());
        let core_end = words.iter().rposition(|word| !is_number(word)).map_or(core_start, |last| last + 1);
        // What is read in part is equal only to its like.
        let key = if paragraph { hash::bytes(text.as_bytes()) } else { key_of(words) };
        Line {
            start,
            end,
            text: (saturate(from), saturate(from + text.len())),
            words: (first, words.len() as u32),
            folded,
            core: (core_start as u32, core_end as u32),
            key,
            id: 0,
            opening: 0,
            shape: Shape::of(text),
            gap: false,
        }
    }

    /// Identity of the folded line without numbers at its ends.
    pub(crate) fn core_key(&self, line: &Line) -> u64 {
        key_of(&self.words_of(line)[self.core_range(line)])
    }

    /// Where a line's words without the numbers at both ends stand in the text.
    pub(crate) fn core_span(&self, line: &Line) -> Span {
        self.span_of(line, &self.words_of(line)[self.core_range(line)])
    }

    /// A line's text without white space at its ends.
    pub(crate) fn text_of(&self, line: &Line) -> &'t str {
        line.span().of(self.text)
    }

    /// A line's words that were read: all, or those at both ends of a paragraph.
    pub(crate) fn words_of(&self, line: &Line) -> &[Word] {
        let (first, count) = line.words;
        &self.words.words[first..first + count as usize]
    }

    /// Which of a line's words are left without the numbers at both ends.
    pub(crate) fn core_range(&self, line: &Line) -> std::ops::Range<usize> {
        line.core.0 as usize..line.core.1 as usize
    }

    /// The folded form of consecutive words of a line.
    pub(crate) fn folded(&self, line: &Line, words: &[Word]) -> &[u8] {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => {
                &self.words.folded
                    [line.folded + first.folded_start as usize..line.folded + last.folded_end as usize]
            }
            _ => &[],
        }
    }

    /// Where consecutive words of a line stand in the text.
    pub(crate) fn span_of(&self, line: &Line, words: &[Word]) -> Span {
        let base = line.span().start;
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => Span::new(base + first.start as usize, base + last.end as usize),
            _ => Span::new(base, base),
        }
    }
}

/// The identity of a sequence of words.
fn key_of(words: &[Word]) -> u64 {
    words.iter().fold(hash::EMPTY, |key, word| hash::extend(key, word.hash))
}

/// Offsets inside a line are 32 bits wide; what lies beyond 4 GiB of one line
/// counts as white space at its end.
fn saturate(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<&str> {
        let document = Document::new(text);
        document.lines.iter().map(|line| line.unit().of(text)).collect()
    }

    #[test]
    fn lines_take_the_blank_lines_after_them() {
        for (input, expected) in [
            ("", vec![]),
            ("\n \n", vec![]),
            ("a", vec!["a"]),
            ("a\nb", vec!["a\n", "b"]),
            ("\n\na\n\n \nb\n", vec!["a\n\n \n", "b\n"]),
            ("a\r\n\r\nb\rc\r\n", vec!["a\r\n\r\n", "b\rc\r\n"]),
            ("\u{a0}x\u{3000}\n", vec!["\u{a0}x\u{3000}\n"]),
        ] {
            assert_eq!(units(input), expected, "{input:?}");
        }
    }

    #[test]
    fn keys_ignore_case_marks_and_edge_numbers() {
        let document = Document::new("22 Comments\n• COMMENTS (3)\nComments\n22 11\nother");
        let keys: Vec<u64> = document.lines.iter().map(|line| document.core_key(line)).collect();
        assert_eq!(keys[0], keys[1]);
        assert_eq!(keys[1], keys[2]);
        assert_eq!(keys[3], hash::EMPTY);
        assert_ne!(keys[0], keys[4]);
        assert_ne!(document.lines[0].key, document.lines[2].key);
    }

    #[test]
    fn words_point_into_the_text() {
        let document = Document::new("x\n  “Read More” »\n");
        let line = &document.lines[1];
        assert_eq!(document.text_of(line), "“Read More” »");
        let words = document.words_of(line);
        assert_eq!(document.span_of(line, words).of(document.text), "Read More");
        assert_eq!(document.folded(line, words), b"read more");
    }

    #[test]
    fn long_lines_are_read_in_part() {
        let long = "word ".repeat(10_000);
        let document = Document::new(&long);
        assert!(document.words_of(&document.lines[0]).len() <= (START_BYTES + END_BYTES) / 5);
        let other = format!("{long}end");
        assert_ne!(document.lines[0].key, Document::new(&other).lines[0].key);
    }
}
