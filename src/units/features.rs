//! What is seen of a break: the looks of the lines around it, as small integers.
//!
//! Time O(bytes), one pass over the text and one over its lines.

use crate::forest::{Columns, LEVELS, features};
use crate::text::{
    Ending, Shape, closes_bracket, closes_quote, is_colon, is_comma, is_dash, is_ellipsis, is_ideograph,
    is_stop, opens_quote,
};

features! {
    /// The number of each feature.
    pub(crate) enum Feature {
        /// How wide the line is (0 to 31, steps).
        Width
        /// What it starts with: a small letter, a capital, a digit, a sign (1 to 16).
        First
        /// What it ends with (1 to 18).
        Last
        /// How it ends behind quotes and brackets (1 to 5).
        End
        /// How many ends of sentences it has (0 to 31).
        Stops
        /// How many commas (0 to 31).
        Commas
        /// The share of digits (0 to 31).
        Digits
        /// The share of words that start with a capital (0 to 16).
        Titles
        /// How many words (0 to 31).
        Words
        /// How wide its first word is (0 to 31).
        FirstWord
        /// How wide its last word is (0 to 31).
        LastWord
        /// How far it is indented (0 to 31).
        Indent
        /// Whether a blank line follows (1 to 2).
        Gap
        /// Whether the next line's first word would have fitted into the widest line of the block: 16 is just (1 to 31).
        FitsBlock
        /// The same of the width at which most of the text's lines end; 0 without one (0 to 31).
        FitsText
        /// The width of the widest line of the block (0 to 31, steps).
        BlockWidth
        /// How many lines the block has (1 to 31, steps).
        Block
        /// Its place among these (1 to 31, steps).
        BlockPlace
        /// Brackets that are open at its end: closed ones too many, none, open ones (1 to 3).
        Open
        /// Whether a link is in it, or the start of one whose target is cut (1 to 3).
        Link
        /// The script of its first letter (1 to 4).
        Script
        /// The share of the text's lines that start with a small letter or a comma (0 to 31).
        TextSmall
        /// The share of the text's lines that a blank one follows (0 to 31).
        TextGaps
        /// The width at which most of the text's lines end (0 to 31, steps; 0 without one).
        TextWidth
        /// The mean width of the text's lines (0 to 31, steps).
        TextMean
    }
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Where its text starts and ends, without white space.
    pub(crate) start: usize,
    pub(crate) stop: usize,
    /// Behind its line feed, or the end of the text.
    pub(crate) end: usize,
    indent: u32,
    pub(crate) gap: bool,
    /// Whether another line follows at once, and neither is part of a fence, of a table or starts an item.
    pub(crate) may_go_on: bool,
}

/// The lines of a text that are not blank.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(text.len() / 48);
    let (mut at, mut fenced) = (0, false);
    while at < text.len() {
        let length = text.as_bytes()[at..].iter().position(|&b| b == b'\n');
        let end = length.map_or(text.len(), |length| at + length + 1);
        let raw = &text[at..end];
        let said = raw.trim_start();
        if said.is_empty() {
            if let Some(last) = lines.last_mut() {
                (last.gap, last.may_go_on) = (true, false);
            }
        } else {
            let start = end - said.len();
            let said = said.trim_end();
            let fence = said.starts_with("```") || said.starts_with("~~~");
            let opens = fence || fenced || starts_anew(said);
            if let Some(last) = lines.last_mut()
                && (opens || said == &text[last.start..last.stop])
            {
                last.may_go_on = false;
            }
            let closed = fence || fenced || said.starts_with('|');
            fenced ^= fence;
            lines.push(Line {
                start,
                stop: start + said.len(),
                end,
                indent: raw.len().saturating_sub(raw.trim_start_matches([' ', '\t']).len()) as u32,
                gap: false,
                may_go_on: !closed && length.is_some(),
            });
        }
        at = end;
    }
    if let Some(last) = lines.last_mut() {
        last.may_go_on = false;
    }
    lines
}

/// Whether a line starts a heading, a table or an item of a list, whatever stands before it.
fn starts_anew(said: &str) -> bool {
    let bytes = said.as_bytes();
    match bytes[0] {
        b'|' | b'#' => true,
        b'*' | b'-' | b'+' => bytes.get(1).is_some_and(|next| next.is_ascii_whitespace()),
        0xe2 => {
            said.starts_with('•') || said.starts_with('‣') || said.starts_with('▪') || said.starts_with('●')
        }
        _ => false,
    }
}

/// What is seen of all lines.
pub(crate) fn columns(text: &str, lines: &[Line]) -> Columns {
    let mut sheet = Sheet { columns: Columns::new(COUNT, lines.len()) };
    let mut seen: Vec<Looks> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let looks = Looks::of(&text[line.start..line.stop], line.indent);
        sheet.looks(i, line, &looks);
        seen.push(looks);
    }
    let whole = Whole::of(lines, &seen);
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && !lines[end - 1].gap {
            end += 1;
        }
        sheet.block(&seen, start, end, &whole);
        start = end;
    }
    sheet.columns
}

struct Sheet {
    columns: Columns,
}

/// Of a longer line only so many bytes at either end are looked at.
const SEEN: usize = 256;

struct Looks {
    shape: Shape,
    width: u32,
    first: u8,
    first_width: u32,
    last_width: u32,
    words: u32,
    titles: u32,
    last: u8,
    open: u8,
    link: u8,
    script: u8,
}

impl Looks {
    fn of(said: &str, indent: u32) -> Self {
        let shape = Shape::of(said);
        let head = crate::text::prefix(said, SEEN);
        let (mut words, mut titles, mut depth) = (0, 0, 0i32);
        let mut boundary = true;
        for c in head.chars() {
            if c.is_whitespace() {
                boundary = true;
                continue;
            }
            if boundary {
                words += 1;
                titles += u32::from(c.is_uppercase());
                boundary = false;
            }
            match c {
                '(' | '[' | '（' => depth += 1,
                ')' | ']' | '）' => depth -= 1,
                _ => {}
            }
        }
        let first_word = said.split_whitespace().next().unwrap_or("");
        let last_word = said.rsplit(char::is_whitespace).next().unwrap_or("");
        let link = match said.rfind("](") {
            None => 1,
            Some(at) if said[at..].contains(')') => 2,
            Some(_) => 3,
        };
        let letter = head.chars().find(|c| c.is_alphabetic());
        let script = script(letter);
        Self {
            width: shape.width + indent,
            first: first(said),
            first_width: wide(first_word),
            last_width: wide(last_word),
            words,
            titles,
            last: last(said),
            open: 2 + u8::from(depth > 0) - u8::from(depth < 0),
            link,
            script,
            shape,
        }
    }
}

/// The script of a letter: none, one without spaces, with case, any other.
pub(super) fn script(letter: Option<char>) -> u8 {
    match letter {
        None => 1,
        Some(c) if is_ideograph(c) => 2,
        Some(c) if c.is_lowercase() || c.is_uppercase() => 3,
        Some(_) => 4,
    }
}

/// How many columns a word takes, about.
fn wide(word: &str) -> u32 {
    crate::text::prefix(word, SEEN).chars().map(|c| 1 + u32::from(is_ideograph(c))).sum()
}

pub(super) fn first(said: &str) -> u8 {
    let mut chars = said.chars();
    let Some(c) = chars.next() else { return 1 };
    match c {
        _ if c.is_lowercase() => 2,
        _ if c.is_uppercase() => 3,
        _ if c.is_numeric() => 4,
        _ if c.is_alphabetic() => 5,
        '-' | '*' | '+' | '•' | '·' | '–' | '—' => 6,
        '(' | '[' | '（' => 7,
        ')' | ']' | '）' => 8,
        '#' => 9,
        '>' => 10,
        '|' => 11,
        _ if is_comma(c) => 12,
        '.' | '!' | '?' => 13,
        _ if is_stop(c) => 13,
        _ if is_colon(c) => 14,
        _ if opens_quote(c) || closes_quote(c) => 15,
        _ => 16,
    }
}

pub(super) fn last(said: &str) -> u8 {
    let mut chars = said.chars().rev();
    let Some(c) = chars.next() else { return 1 };
    let before = chars.next();
    match c {
        _ if c.is_lowercase() => 2,
        _ if c.is_uppercase() => 3,
        _ if c.is_numeric() => 4,
        _ if c.is_alphabetic() => 5,
        _ if is_stop(c) => 6,
        _ if is_ellipsis(c) => 7,
        _ if is_comma(c) => 8,
        _ if is_colon(c) => 9,
        _ if is_dash(c) => 10,
        '(' | '[' | '（' => 11,
        '“' | '„' | '«' | '「' | '『' => 12,
        _ if (closes_quote(c) || closes_bracket(c)) && before.is_some_and(is_stop) => 13,
        _ if closes_quote(c) => 14,
        _ if closes_bracket(c) => 15,
        '|' | '/' | '>' => 16,
        '%' | '$' | '€' | '°' => 17,
        _ => 18,
    }
}

/// The steps of a width: by 2 up to 20, by 5 up to 90, then coarser.
pub(super) fn steps(width: u32) -> u8 {
    (match width {
        0..20 => width / 2,
        20..90 => 10 + (width - 20) / 5,
        90..130 => 24 + (width - 90) / 14,
        130..200 => 27,
        200..400 => 28,
        400..800 => 29,
        _ => 30,
    }) as u8
}

fn share(part: u32, whole: u32, most: u32) -> u8 {
    (part * most / whole.max(1)).min(most) as u8
}

/// What is seen of the text as a whole.
struct Whole {
    small: u8,
    gaps: u8,
    /// The width at which most lines end, if there is one.
    edge: Option<u32>,
    mean: u8,
}

impl Whole {
    /// Wider lines are no lines of a terminal.
    const WIDEST: usize = 160;
    /// An edge is at least so wide, and so many lines come near it.
    const NARROWEST: usize = 24;
    const FEWEST: i32 = 3;
    const NEAR: usize = 8;

    fn of(lines: &[Line], seen: &[Looks]) -> Self {
        let all = lines.len() as u32;
        let small = seen.iter().filter(|looks| matches!(looks.first, 2 | 12 | 13)).count() as u32;
        let gaps = lines.iter().filter(|line| line.gap).count() as u32;
        let width: u64 = seen.iter().map(|looks| u64::from(looks.width.min(2000))).sum();
        let mut counts = [0i32; Self::WIDEST + 1];
        for looks in seen {
            if let Some(count) = counts.get_mut(looks.width as usize) {
                *count += 1;
            }
        }
        // Many lines end before it, and few behind it.
        let sum = |from: usize, to: usize| counts[from..to.min(counts.len())].iter().sum::<i32>();
        let cliff =
            |edge: usize| sum(edge + 1 - Self::NEAR, edge + 1) - 2 * sum(edge + 1, edge + 1 + Self::NEAR);
        let edge = (Self::NARROWEST..Self::WIDEST - Self::NEAR).max_by_key(|&edge| (cliff(edge), edge));
        let edge = edge.filter(|&edge| cliff(edge) >= Self::FEWEST).map(|edge| edge as u32);
        Self {
            small: share(small, all, 31),
            gaps: share(gaps, all, 31),
            edge,
            mean: steps((width / u64::from(all.max(1))) as u32),
        }
    }
}

impl Sheet {
    fn set(&mut self, feature: Feature, line: usize, value: u8) {
        self.columns.set(feature as usize, line, value.min(LEVELS as u8 - 1));
    }

    fn looks(&mut self, i: usize, line: &Line, looks: &Looks) {
        let shape = &looks.shape;
        let end = match shape.ending {
            Ending::Open => 1,
            Ending::Comma => 2,
            Ending::Colon => 3,
            Ending::Ellipsis => 4,
            Ending::Stop => 5,
        };
        let few = |count: u32| count.min(31) as u8;
        for (feature, value) in [
            (Feature::Width, steps(looks.width)),
            (Feature::First, looks.first),
            (Feature::Last, looks.last),
            (Feature::End, end),
            (Feature::Stops, few(shape.stops.into())),
            (Feature::Commas, few(shape.commas.into())),
            (Feature::Digits, share(shape.digits.into(), shape.width.min(320), 31)),
            (Feature::Titles, share(looks.titles, looks.words, 16)),
            (Feature::Words, few(looks.words)),
            (Feature::FirstWord, few(looks.first_width)),
            (Feature::LastWord, few(looks.last_width)),
            (Feature::Indent, few(line.indent)),
            (Feature::Gap, 1 + u8::from(line.gap)),
            (Feature::Open, looks.open),
            (Feature::Link, looks.link),
            (Feature::Script, looks.script),
        ] {
            self.set(feature, i, value);
        }
    }

    /// What is seen of the lines between two blank ones.
    fn block(&mut self, seen: &[Looks], start: usize, end: usize, whole: &Whole) {
        let widest = seen[start..end].iter().map(|looks| looks.width).max().unwrap_or(0);
        let count = steps((2 * (end - start)).min(2000) as u32);
        for i in start..end {
            // Where it would end with the next line's first word.
            let next = seen.get(i + 1).map_or(0, |next| next.first_width);
            let space = u32::from(seen[i].script != 2);
            let filled = i64::from(seen[i].width + space + next);
            let fits = |edge: u32| {
                (16 + (filled - i64::from(edge) + if filled > i64::from(edge) { 1 } else { -1 }) / 2)
                    .clamp(1, 31) as u8
            };
            self.set(Feature::FitsBlock, i, fits(widest));
            self.set(Feature::FitsText, i, whole.edge.map_or(0, fits));
            self.set(Feature::BlockWidth, i, steps(widest));
            self.set(Feature::Block, i, 1 + count);
            self.set(Feature::BlockPlace, i, 1 + steps((2 * (i - start)).min(2000) as u32));
            self.set(Feature::TextSmall, i, whole.small);
            self.set(Feature::TextGaps, i, whole.gaps);
            self.set(Feature::TextWidth, i, whole.edge.map_or(0, steps));
            self.set(Feature::TextMean, i, whole.mean);
        }
    }
}
