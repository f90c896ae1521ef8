//! Character references of HTML, as scrapers leave them: "&eacute;", "&#233;", and escaped once more, "&amp;eacute;".
//!
//! Names need their semicolon: "&copy=2" is part of an address. Time O(log names) a reference.

use std::sync::OnceLock;

/// A longer reference is none: "&NegativeVeryThinSpace;".
const LONGEST: usize = 23;
/// How often a text may have been escaped.
const MOST_ESCAPES: usize = 4;

/// The character at the start of `text` with references decoded, and its length in bytes.
#[inline]
pub(super) fn next_char(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    if c == '&'
        && let Some(found) = reference(text.as_bytes())
    {
        return Some(found);
    }
    Some((c, c.len_utf8()))
}

/// The reference at the start of `bytes`, and its length. One that gives "&" may start another.
fn reference(bytes: &[u8]) -> Option<(char, usize)> {
    let (mut c, mut end) = once(bytes)?;
    for _ in 1..MOST_ESCAPES {
        // The last byte stands for the sign that it was decoded to.
        match (c, once(&bytes[end - 1..])) {
            ('&', Some((next, len))) => (c, end) = (next, end + len - 1),
            _ => break,
        }
    }
    Some((c, end))
}

/// A reference whose first byte is not looked at.
fn once(bytes: &[u8]) -> Option<(char, usize)> {
    let end = 1 + bytes.get(1..)?.iter().take(LONGEST - 1).position(|&byte| byte == b';')?;
    let c = match bytes.get(1..end)? {
        [b'#', b'x' | b'X', hex @ ..] => number(hex, 16)?,
        [b'#', decimal @ ..] => number(decimal, 10)?,
        name => named(name)?,
    };
    Some((c, end + 1))
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0u32, |value, &digit| {
        let digit = char::from(digit).to_digit(radix)?;
        value.checked_mul(radix)?.checked_add(digit)
    })?;
    // Browsers read these as Windows-1252, and so they are meant.
    match value.checked_sub(0x80).and_then(|at| WINDOWS.get(at as usize)) {
        Some(&c) => Some(c),
        None => char::from_u32(value),
    }
}

/// What numbers from 128 on stand for; those that Windows-1252 does not have stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a name.
fn named(name: &[u8]) -> Option<char> {
    static NAMES: OnceLock<Vec<(&[u8], char)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| rows().map(|(name, c)| (name.as_bytes(), c)).collect());
    let at = names.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
    Some(names[at].1)
}

/// Names and their characters, by the bytes of the names.
fn rows() -> impl Iterator<Item = (&'static str, char)> {
    let rows = include_str!("entities.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let (name, code) = row.split_once('\t')?;
        Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn references_decode() {
        for (input, expected) in [
            ("&amp;x", Some(('&', 5))),
            ("&eacute;", Some(('é', 8))),
            ("&Eacute;", Some(('É', 8))),
            ("&amp;eacute;", Some(('é', 12))),
            ("&amp;amp;#233;", Some(('é', 14))),
            ("&amp; eacute;", Some(('&', 5))),
            ("&amp;amp;amp;amp;amp;", Some(('&', 17))),
            ("&#8217;", Some(('’', 7))),
            ("&#x2019;", Some(('’', 8))),
            ("&#146;", Some(('’', 6))),
            ("&#129;", Some(('\u{81}', 6))),
            ("&#160;", Some(('\u{a0}', 6))),
            ("&#1114111;", Some(('\u{10ffff}', 10))),
            ("&#1114112;", None),
            ("&#xd800;", None),
            ("&NegativeVeryThinSpace;", Some(('\u{200b}', 23))),
            ("&#;", None),
            ("&;", None),
            ("&", None),
            ("&eacute", None),
            ("&EACUTE;", None),
            ("&unknown;", None),
            ("& ;", None),
        ] {
            assert_eq!(reference(input.as_bytes()), expected, "{input}");
        }
    }

    #[test]
    fn names_are_sorted_and_short_and_all_of_them_read() {
        let names: Vec<(&str, char)> = rows().collect();
        assert!(names.windows(2).all(|two| two[0].0 < two[1].0));
        let written = include_str!("entities.tsv").lines().filter(|row| !row.starts_with('#')).count();
        assert_eq!(names.len(), written);
        for (name, c) in names {
            assert!(name.len() + 2 <= LONGEST, "{name}");
            assert_eq!(next_char(&format!("&{name};!")), Some((c, name.len() + 2)), "{name}");
        }
    }

    /// Seven headlines as feeds have them, and what a reader sees.
    #[test]
    fn headlines_with_references_are_the_headlines() {
        for (written, meant) in [
            (
                "L&rsquo;&eacute;cluse de Vaubrune rouvre &agrave; No&euml;l",
                "L’écluse de Vaubrune rouvre à Noël",
            ),
            ("El ni&ntilde;o de Olmeda gana el premio", "El niño de Olmeda gana el premio"),
            ("Fran&ccedil;ois Duval quitte la r&#233;gie", "François Duval quitte la régie"),
            ("M&uuml;hle in K&ouml;stritz verkauft", "Mühle in Köstritz verkauft"),
            ("Skj&aelig;rg&aring;rden f&aring;r ny ferge", "Skjærgården får ny ferge"),
            ("Ferry &amp;quot;Alma&amp;quot; sinks off Aldersund", "Ferry \"Alma\" sinks off Aldersund"),
            ("Council&#146;s &#147;no&#148; to pier &ndash; again", "Council’s “no” to pier – again"),
        ] {
            assert_eq!(fold(written), fold(meant), "{written}");
        }
    }
}
