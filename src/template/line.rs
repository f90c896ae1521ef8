//! What is known of a line by itself: its keys and its looks.
//!
//! Time O(words).

use crate::hash;
use crate::lexicon::{Cue, CueSet, Lexicon};
use crate::span::Span;
use crate::text::{Buffers, Document, Ending, Line, Reading};

/// A line of more words has no slots: in it, a number is a part of what it says.
const SLOTTED_WORDS: usize = 24;
/// What stands in the place of numbers and dates.
const SLOT: u64 = 0x51_07;
/// What a key with slots starts from, so that it equals no other key.
const SLOTTED: u64 = hash::mix(hash::EMPTY, 1);
/// The key of lines that hold nothing but numbers and dates.
pub(super) const BLANK: u64 = hash::mix(hash::EMPTY, 2);

/// From this width on a line that reads like one is prose.
const PROSE: u32 = 60;

/// What the lines of a page are known by, see [`line_keys`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineKey {
    /// The line, without white space at its ends.
    pub span: Span,
    /// Identity of the folded line; `None` if it holds nothing but numbers and dates.
    pub exact: Option<u64>,
    /// Identity of the line with slots where it has numbers, months and days of the week; `None` if it has none of them.
    pub slotted: Option<u64>,
}

/// The lines of a page that hold words, by what [`TemplateLearner`](crate::TemplateLearner) counts: lines with a key in common
/// are one line to it.
///
/// For engines that count lines of sites on their own. Keys belong to one [`TEMPLATE_VERSION`](crate::template::TEMPLATE_VERSION).
///
/// # Complexity
/// Time O(bytes).
///
/// ```
/// let keys = descrape::template::line_keys("Share this page\n\nRead 12 comments\n2025\n");
/// assert_eq!(keys.len(), 3);
/// assert_eq!(keys[0].exact, descrape::template::line_keys("* SHARE this page!")[0].exact);
/// assert_eq!(keys[1].slotted, descrape::template::line_keys("Read 7 comments")[0].slotted);
/// assert_eq!((keys[2].exact, keys[2].slotted), (None, None));
/// ```
pub fn line_keys(text: &str) -> Vec<LineKey> {
    let document = Document::read(text, Reading::Ends, Buffers::default());
    let key = |(at, Keys { exact, slotted, .. }): (usize, Keys)| LineKey {
        span: document.lines[at].span(),
        exact,
        slotted,
    };
    lines(&document).map(key).collect()
}

/// What a line says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Identity of the folded line; `None` if it holds nothing but numbers and dates.
    pub(super) exact: Option<u64>,
    /// Identity of the line with slots where it has numbers, months and days of the week; `None` if it has none.
    pub(super) slotted: Option<u64>,
    /// Columns, up to 255; in scripts without spaces, which say more in less room, twice as many.
    pub(super) width: u8,
    /// It ends like a sentence.
    pub(super) sentence: bool,
    /// It reads like a paragraph or a part of one.
    pub(super) prose: bool,
}

/// The lines of `document` that hold words, each with its place among all lines and its keys.
pub(crate) fn lines<'d>(document: &'d Document<'_>) -> impl Iterator<Item = (usize, Keys)> + 'd {
    let lexicon = Lexicon::all();
    let all = document.lines.iter().enumerate();
    all.filter_map(move |(at, line)| Some((at, keys(lexicon, document, line)?)))
}

fn keys(lexicon: &Lexicon, document: &Document<'_>, line: &Line) -> Option<Keys> {
    if document.words_of(line).is_empty() {
        return None;
    }
    // However a cleaner reads paragraphs.
    let paragraph = document.is_paragraph(line);
    let exact = if paragraph { hash::bytes(document.text_of(line).as_bytes()) } else { line.key };
    let shape = &line.shape;
    let (slotted, blank) = match shape.digits > 0 && !paragraph {
        true => slots(lexicon, document, line),
        false => (None, false),
    };
    // Pairs of ideographs are words.
    let width = shape.width << u32::from(document.words_of(line).len() as u32 * 3 > shape.width);
    let clauses = shape.stops > 0 || shape.commas >= 2 || shape.ending == Ending::Stop;
    Some(Keys {
        exact: (!blank).then_some(exact),
        slotted,
        width: u8::try_from(width).unwrap_or(u8::MAX),
        sentence: matches!(shape.ending, Ending::Stop | Ending::Ellipsis),
        prose: width >= PROSE && clauses,
    })
}

/// The key of a line with digits, and whether there is nothing in it but slots.
fn slots(lexicon: &Lexicon, document: &Document<'_>, line: &Line) -> (Option<u64>, bool) {
    const NAMES: CueSet = Cue::Month.set().with(Cue::Weekday);
    let words = document.words_of(line);
    if words.len() > SLOTTED_WORDS {
        return (None, false);
    }
    let mut filled = 0u32;
    for (at, word) in words.iter().enumerate() {
        let digits = document.folded(line, std::slice::from_ref(word)).iter().any(u8::is_ascii_digit);
        filled |= u32::from(digits) << at;
    }
    lexicon.each(document, line, NAMES, |first, last, _| {
        (first..last.min(words.len())).for_each(|at| filled |= 1 << at);
    });
    let (mut key, mut open, mut blank) = (SLOTTED, false, true);
    for (at, word) in words.iter().enumerate() {
        let slot = filled >> at & 1 == 1;
        if !slot {
            key = hash::extend(key, word.hash);
            blank = false;
        } else if !open {
            key = hash::extend(key, SLOT);
        }
        open = slot;
    }
    // A slot shows only where there was one: "may" and "march" are words of other lines, too.
    ((!blank).then_some(key), blank)
}
