//! Lines: the unit of removal.
//!
//! A line ends at `\n` and nowhere else; a lone `\r` is white space. So removing
//! a line can never fuse two terminators into a new one. A [`Line`] here is a
//! line that holds something, with the blank lines that follow it: what is
//! removed takes them along.
//!
//! Offsets inside a line are 32 bits wide. What lies beyond 4 GiB of one line counts as
//! white space at its end, and a line that could fold to more is read at its ends only.
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
    /// Where its text without white space at the ends starts, and how long it is.
    text: (usize, u32),
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
        Span::new(self.text.0, self.text.0 + self.text.1 as usize)
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
    widths: Widths,
}

/// How much of a line is read.
#[derive(Clone, Copy, Debug)]
struct Widths {
    /// The most bytes of a line that is read as a whole.
    whole: usize,
    /// The most bytes that its text may have; what lies beyond counts as white space.
    text: usize,
}

impl Widths {
    /// Of an Arabic ligature of three bytes, eighteen letters and their spaces come, and nothing grows more.
    const GROWTH: usize = 16;

    fn of(reading: Reading) -> Self {
        let text = u32::MAX as usize;
        let whole = match reading {
            Reading::Ends => PARAGRAPH,
            Reading::Whole => text / Self::GROWTH,
        };
        Self { whole, text }
    }
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
    /// As a whole, up to 256 MiB.
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
/// For so many bytes of a text, memory is asked for beforehand.
const MOST_RESERVED: usize = 1 << 26;
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
        Self::read_within(text, Widths::of(paragraphs), buffers)
    }

    fn read_within(text: &'t str, widths: Widths, buffers: Buffers) -> Self {
        let Buffers { mut lines, mut words } = buffers;
        lines.clear();
        words.clear();
        // What is reserved in vain is no memory yet, but systems give no more of it than they have.
        let likely = text.len().min(MOST_RESERVED);
        lines.reserve(likely / 48);
        let mut document = Self { text, widths, lines, words };
        document.words.words.reserve(likely / 7);
        document.words.folded.reserve(likely + 16);
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
                let from = end - line.len();
                let all = line.trim_end();
                let read = super::prefix(all, widths.text).trim_end();
                // White space may be looked at behind a line, but not what is left out of it.
                let ahead = if read.len() == all.len() { &text[from..] } else { read };
                let line = document.line(Span::new(start, end), from, read, ahead);
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

    /// The line with that unit, and with that text from `from` on, at the start of `ahead`.
    fn line(&mut self, unit: Span, from: usize, text: &str, ahead: &str) -> Line {
        let first = self.words.words.len();
        let paragraph = text.len() > self.widths.whole;
        let folded = if paragraph {
            self.words.push_ends(text, START_BYTES, END_BYTES)
        } else {
            self.words.push_start(ahead, text.len())
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
            start: unit.start,
            end: unit.end,
            text: (from, text.len() as u32),
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

    /// Whatever a text is and however narrow what is read of a line: all offsets lie on borders of characters, and what
    /// lies beyond is white space at the end of its line.
    #[track_caller]
    fn offsets_are_borders(text: &str, widths: Widths) {
        let document = Document::read_within(text, widths, Buffers::default());
        let wide = Document::new(text);
        let units = |document: &Document<'_>| document.lines.iter().map(Line::unit).collect::<Vec<_>>();
        assert_eq!(units(&document), units(&wide), "{text:?}");
        for (line, whole) in document.lines.iter().zip(&wide.lines) {
            let said = document.text_of(line);
            assert_eq!(line.span().start, whole.span().start);
            assert!(said.len() <= widths.text.max(4) && wide.text_of(whole).starts_with(said), "{text:?}");
            let words = document.words_of(line);
            for word in words.windows(1) {
                let span = document.span_of(line, word);
                assert!(text.get(span.start..span.end).is_some() && span.end <= line.span().end, "{text:?}");
                assert!(std::str::from_utf8(document.folded(line, word)).is_ok_and(|word| !word.is_empty()));
            }
            assert!(document.core_span(line).end <= line.span().end);
        }
    }

    proptest::proptest! {
        #[test]
        fn lines_wider_than_their_offsets_are_read_up_to_a_border(
            text in "([a é雨\u{1f600}&;\u{301}\u{fdfa}\u{3000} \n.]{0,12}|\\PC{0,6}){0,5}",
            limit in 4usize..40,
            whole in 0usize..40,
        ) {
            offsets_are_borders(&text, Widths { whole: whole.min(limit), text: limit });
        }
    }

    #[test]
    fn what_lies_beyond_the_width_is_white_space() {
        let widths = Widths { whole: 0, text: 7 };
        for (text, said) in [
            ("  éééé\nnext", vec!["ééé", "next"]),
            ("éé é é\n", vec!["éé é"]),
            ("1234567 9\n\n", vec!["1234567"]),
            ("abc     x", vec!["abc"]),
            ("                    abc", vec!["abc"]),
        ] {
            let document = Document::read_within(text, widths, Buffers::default());
            let lines: Vec<&str> = document.lines.iter().map(|line| document.text_of(line)).collect();
            assert_eq!(lines, said, "{text:?}");
            let bytes: usize = document.lines.iter().map(|line| line.unit().len()).sum();
            assert_eq!(bytes, text.len(), "{text:?}");
        }
    }

    /// So what is read as a whole folds to less than 4 GiB.
    #[test]
    fn no_character_folds_to_more_than_is_thought() {
        let most = ('\0'..=char::MAX).map(|c| {
            let mut words = Words::default();
            words.push(&format!("a{c}{c}a"));
            (words.folded.len() - 2).div_ceil(2 * c.len_utf8())
        });
        let most = most.max().unwrap_or(0);
        assert!((8..=Widths::GROWTH).contains(&most), "{most}");
    }
}
