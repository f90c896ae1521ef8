//! Shape: what a line looks like, whatever it says.
//!
//! Counts over the raw characters of the first [`SEEN_BYTES`] bytes of a line.
//! Time O(bytes), one pass.

use super::punctuation::{
    closes_bracket, closes_quote, is_colon, is_comma, is_dash, is_divider, is_ellipsis, is_stop,
    is_wide_divider, is_wide_stop, opens_quote,
};

/// How much of a line is counted: what comes later changes nothing about its looks.
const SEEN_BYTES: usize = 320;

/// How a line ends, behind quotes, brackets and marks of emphasis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A letter, a digit or any other sign.
    #[default]
    Open,
    /// The end of a sentence.
    Stop,
    Colon,
    /// A comma, a semicolon or a dash: the line goes on.
    Comma,
    /// "…", "..." or "[…]": a text that was cut.
    Ellipsis,
}

/// The counts and signs of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Columns: a character is one, an East Asian wide one is two. Estimated for long lines.
    pub(crate) width: u32,
    /// Ends of sentences, within the line or at its end.
    pub(crate) stops: u16,
    /// Commas and semicolons.
    pub(crate) commas: u16,
    /// Digits of any script.
    pub(crate) digits: u16,
    /// ASCII capitals.
    pub(crate) capitals: u16,
    /// ASCII small letters.
    pub(crate) smalls: u16,
    /// Signs that divide a line into parts: `|` `›` `»` `>` `/` `·` `•` `→`.
    pub(crate) dividers: u16,
    pub(crate) ending: Ending,
    /// Starts with a bullet, a number with a dot, or a dash.
    pub(crate) bullet: bool,
    /// Starts with a quotation mark.
    pub(crate) quoted: bool,
    /// Holds "©", "(c)" or "ⓒ".
    pub(crate) copyright: bool,
    /// Holds "@".
    pub(crate) at: bool,
}

/// What an ASCII byte adds to the counts, each in eight bits of its own.
const SMALL: u64 = 1;
const CAPITAL: u64 = 1 << 8;
const DIGIT: u64 = 1 << 16;
const COMMA: u64 = 1 << 24;
const DIVIDER: u64 = 1 << 32;
const AT: u64 = 1 << 40;
/// Bytes that need a look at what follows.
const STOP: u64 = 1 << 62;
const BRACKET: u64 = 1 << 63;

const COUNTS: [u64; 128] = {
    let mut table = [0; 128];
    let mut b = 0;
    while b < 128 {
        table[b as usize] = match b {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b',' | b';' => COMMA,
            b'|' | b'>' | b'/' => DIVIDER,
            b'@' => AT,
            b'.' | b'!' | b'?' => STOP,
            b'(' => BRACKET,
            _ => 0,
        };
        b += 1;
    }
    table
};

impl Shape {
    /// The shape of a line's text, without white space at its ends.
    pub(crate) fn of(text: &str) -> Self {
        let seen = super::prefix(text, SEEN_BYTES);
        let mut shape = Self {
            ending: ending(text),
            bullet: after_bullet(text).len() < text.len(),
            quoted: text.starts_with(|c| opens_quote(c) || closes_quote(c)),
            ..Self::default()
        };
        let bytes = seen.as_bytes();
        let mut guillemets = 0;
        let mut at = 0;
        while at < bytes.len() {
            // Counts of eight bits overflow after 255 bytes.
            let end = (at + 255).min(bytes.len());
            let mut counts: u64 = 0;
            while at < end {
                let byte = bytes[at];
                if byte >= 0x80 {
                    let Some(c) = seen[at..].chars().next() else { break };
                    guillemets += i32::from(c == '»') - i32::from(c == '«');
                    shape.wide(c);
                    at += c.len_utf8();
                    continue;
                }
                let count = COUNTS[usize::from(byte)];
                at += 1;
                shape.width += 1;
                if count >= STOP {
                    shape.look(count, &bytes[at..]);
                } else {
                    counts += count;
                }
            }
            shape.add(counts);
        }
        // The rest of a long line is as wide as what was seen of it.
        let rest = (text.len() - seen.len()) as u64;
        let width = rest * u64::from(shape.width) / (seen.len() as u64).max(1);
        shape.width = u32::try_from(width).unwrap_or(u32::MAX).saturating_add(shape.width);
        // "»" divides only where no "«" opens a quotation.
        shape.dividers += u16::try_from(guillemets).unwrap_or(0);
        shape
    }

    fn add(&mut self, counts: u64) {
        let count = |unit: u64| ((counts / unit) & 0xff) as u16;
        self.smalls += count(SMALL);
        self.capitals += count(CAPITAL);
        self.digits += count(DIGIT);
        self.commas += count(COMMA);
        self.dividers += count(DIVIDER);
        self.at |= count(AT) > 0;
    }

    /// A stop or a bracket, with the bytes after it.
    fn look(&mut self, sign: u64, after: &[u8]) {
        if sign == STOP {
            // Inside a number, an address or an abbreviation it ends nothing.
            let ends = matches!(after.first(), None | Some(b' ' | b'"' | b'\'' | b')' | 0x80..));
            self.stops += u16::from(ends);
        } else {
            // In a list, "(c)" follows "(b)".
            self.copyright |= matches!(after, [b'c' | b'C', b')', b' ', b'0'..=b'9', ..] | [b'C', b')', ..]);
        }
    }

    fn wide(&mut self, c: char) {
        self.width += 1;
        match c {
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}' => {
                self.width += 1;
                match c {
                    _ if is_wide_stop(c) => self.stops += 1,
                    _ if is_comma(c) => self.commas += 1,
                    _ if is_wide_divider(c) => self.dividers += 1,
                    '０'..='９' => self.digits += 1,
                    '＠' => self.at = true,
                    _ => {}
                }
            }
            // A comma of Burmese stands where others have a full stop.
            '၊' => self.stops += 1,
            _ if is_stop(c) || is_ellipsis(c) => self.stops += 1,
            _ if is_comma(c) => self.commas += 1,
            _ if is_divider(c) => self.dividers += 1,
            '©' | 'ⓒ' | '℗' => self.copyright = true,
            _ => self.digits += u16::from(super::fold::digit(c).is_some()),
        }
    }

    /// Whether it is mostly capitals, of which it has at least three.
    pub(crate) fn shouts(&self) -> bool {
        self.capitals >= 3 && self.smalls == 0
    }
}

fn is_close(c: char) -> bool {
    opens_quote(c) || closes_quote(c) || closes_bracket(c) || c.is_whitespace()
}

fn ending(text: &str) -> Ending {
    let body = text.trim_end_matches(is_close);
    let Some(last) = body.chars().next_back() else {
        return Ending::Open;
    };
    match last {
        _ if is_ellipsis(last) || body.ends_with("..") => Ending::Ellipsis,
        _ if is_stop(last) => Ending::Stop,
        _ if is_colon(last) => Ending::Colon,
        _ if is_comma(last) || is_dash(last) => Ending::Comma,
        _ => Ending::Open,
    }
}

/// `text` without a bullet, dash, emphasis or number with a dot at its start.
pub(crate) fn after_bullet(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| {
        matches!(
            c,
            '•' | '*'
                | '·'
                | '▪'
                | '■'
                | '●'
                | '○'
                | '◦'
                | '‣'
                | '►'
                | '▸'
                | '▶'
                | '→'
                | '›'
                | '»'
                | '➤'
                | '➔'
                | '✓'
                | '✔'
                | '+'
                | '#'
                | '-'
                | '–'
                | '—'
                | '|'
                | '>'
                | '・'
                | '◇'
                | '◆'
                | '\u{fe0f}'
        ) || c.is_whitespace()
    });
    // inscriptis marks the third level of a list by "o ".
    let rest = rest.strip_prefix("o ").map_or(rest, str::trim_start);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let mark = &rest[digits..];
        for separator in [". ", ") "] {
            if let Some(numbered) = mark.strip_prefix(separator) {
                return numbered.trim_start();
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        for (input, expected) in [
            ("He left.", Ending::Stop),
            ("He said: “I left.”", Ending::Stop),
            ("Really?!", Ending::Stop),
            ("彼は去った。」", Ending::Stop),
            ("ہے۔", Ending::Stop),
            ("Home", Ending::Open),
            ("Tags:", Ending::Colon),
            ("one,", Ending::Comma),
            ("and then…", Ending::Ellipsis),
            ("and then [...]", Ending::Ellipsis),
            ("“”", Ending::Open),
            ("", Ending::Open),
        ] {
            assert_eq!(ending(input), expected, "{input}");
        }
    }

    #[test]
    fn bullets() {
        for (input, expected) in [
            ("  • Fajr", "Fajr"),
            ("* + o Home", "Home"),
            ("1. One", "One"),
            ("12) Twelve", "Twelve"),
            ("123. Many", "123. Many"),
            ("3.5 percent", "3.5 percent"),
            ("– Ja, sa han.", "Ja, sa han."),
            ("plain", "plain"),
            ("•", ""),
        ] {
            assert_eq!(after_bullet(input), expected, "{input}");
        }
    }

    #[test]
    fn counts() {
        let shape = Shape::of("Fig. 3.5, see a.com/x | OK! 日本。");
        assert_eq!((shape.stops, shape.commas, shape.digits), (3, 1, 2));
        assert_eq!((shape.dividers, shape.capitals), (2, 3));
        assert_eq!(shape.width, 34);
        assert!(Shape::of("© 2024").copyright);
        assert!(Shape::of("SHARE").shouts() && !Shape::of("Share").shouts());
    }

    /// More of a sign than eight bits count, none of which spill into the count of another.
    #[test]
    fn counts_of_one_sign_go_beyond_eight_bits() {
        let signs = |shape: Shape| [shape.smalls, shape.capitals, shape.digits, shape.commas, shape.dividers];
        for count in [255, 256, 257, 300, SEEN_BYTES] {
            for (at, sign) in ["a", "A", "0", ",", "|"].into_iter().enumerate() {
                let mut expected = [0; 5];
                expected[at] = count as u16;
                let shape = Shape::of(&sign.repeat(count));
                assert_eq!((signs(shape), shape.at), (expected, false), "{count} x {sign}");
            }
            let shape = Shape::of(&"@".repeat(count));
            assert_eq!((signs(shape), shape.at), ([0; 5], true), "{count} x @");
        }
    }

    #[test]
    fn a_long_line_is_looked_at_in_part() {
        let long = "é".repeat(5000);
        assert_eq!(Shape::of(&long).width, 5000);
        let late = format!("{}. © 2024", "é".repeat(500));
        assert_eq!((Shape::of(&late).stops, Shape::of(&late).copyright), (0, false));
    }
}
