//! Folding: the form in which words are compared, never shown.
//!
//! Two texts that a reader would call the same words have the same folded form:
//! case, width and other compatibility forms, marks that capitals are written
//! without (é, à, ô and the Greek tonos), Arabic alef, hamza, ya, kaf and ta
//! marbuta forms with tatweel and vowel signs, Hebrew points, Persian
//! zero-width non-joiners, dotted and dotless Turkish i, digits of other
//! scripts, apostrophes, HTML entities, and letters of one script that pose as
//! another's inside a word ("раypal"). ä, ñ, ş and й stay, since they are letters of
//! their own where they are used.
//!
//! Defined as: decode entities, NFKC, then [`fold_char`] for each character.
//! The fast path takes ASCII bytes by table and other characters by a table
//! that is made on first use, one page of 256 characters at a time; only a
//! character followed by one that can combine with it goes through the
//! normaliser. A test holds both paths against each other.
//!
//! Time O(bytes), no allocation a character outside of the slow path.

use std::sync::OnceLock;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The version of the folding, of the tokeniser and of their hash.
///
/// Whatever was computed from folded words can be compared only with what was
/// computed under the same version. It covers the Unicode tables in use.
pub const FOLD_VERSION: u32 = 2;

/// What a character does to the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Ends a word.
    Separator,
    /// A letter, digit or mark of a word.
    Word,
    /// Nothing at all: zero-width characters, vowel signs, tatweel.
    Drop,
    /// A letter of a script that is written without spaces.
    Ideograph,
    /// Folds to several characters: ask [`fold_char`].
    Expand,
    /// Part of a word between two letters, a separator elsewhere.
    Apostrophe,
}

/// A character's folded form: [`Class`] in bits 24 to 27, flags above, the
/// character itself below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry(u32);

const LATIN: u32 = 1 << 28;
const LOOKALIKE: u32 = 1 << 29; // Greek or Cyrillic
const JOINS: u32 = 1 << 30; // may combine or reorder with what precedes it
const CLASS: [Class; 6] =
    [Class::Separator, Class::Word, Class::Drop, Class::Ideograph, Class::Expand, Class::Apostrophe];

impl Entry {
    fn new(class: Class, c: char) -> Self {
        let script = match c {
            'a'..='z' | '\u{df}'..='\u{24f}' => LATIN,
            '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' => LOOKALIKE,
            _ => 0,
        };
        let script = if class == Class::Word { script } else { 0 };
        Self(c as u32 | (class as u32) << 24 | script)
    }

    #[inline]
    pub(super) fn class(self) -> Class {
        CLASS[(self.0 >> 24 & 7) as usize % CLASS.len()]
    }

    #[inline]
    pub(super) fn char(self) -> char {
        char::from_u32(self.0 & 0x1f_ffff).unwrap_or(' ')
    }

    #[inline]
    pub(super) fn joins(self) -> bool {
        self.0 & JOINS != 0
    }

    /// Bit 0: Latin, bit 1: Greek or Cyrillic.
    #[inline]
    pub(super) fn script(self) -> u8 {
        (self.0 >> 28 & 3) as u8
    }
}

type Page = [Entry; 256];
const PAGES: usize = 0x4_0000 >> 8;
static TABLE: [OnceLock<Box<Page>>; PAGES] = [const { OnceLock::new() }; PAGES];

/// The entry of `c`, by table up to U+3FFFF.
#[inline]
pub(super) fn entry(c: char) -> Entry {
    let code = c as usize;
    match TABLE.get(code >> 8) {
        Some(page) => page.get_or_init(|| make_page(code >> 8))[code & 0xff],
        None => make_entry(c),
    }
}

#[cold]
fn make_page(page: usize) -> Box<Page> {
    let mut entries = Box::new([Entry::new(Class::Separator, ' '); 256]);
    for (low, slot) in entries.iter_mut().enumerate() {
        if let Some(c) = char::from_u32((page << 8 | low) as u32) {
            *slot = make_entry(c);
        }
    }
    entries
}

fn make_entry(c: char) -> Entry {
    let mut folded = Vec::new();
    for part in std::iter::once(c).nfkc() {
        fold_char(part, &mut |entry| folded.push(entry));
    }
    let mut result = match folded[..] {
        [] => Entry::new(Class::Drop, '\0'),
        [only] => only,
        _ => Entry::new(Class::Expand, c),
    };
    let first = std::iter::once(c).nfkd().next().unwrap_or(c);
    let combines = is_nfkc_quick(std::iter::once(first)) == IsNormalized::Maybe;
    if combines || canonical_combining_class(first) != 0 {
        result.0 |= JOINS;
    }
    result
}

/// Folds one character of a text in NFKC.
pub(super) fn fold_char(c: char, emit: &mut impl FnMut(Entry)) {
    let c = match c {
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bb}' | '\u{2bc}' | '\u{2032}' => {
            return emit(Entry::new(Class::Apostrophe, c));
        }
        // Turkish dotted and dotless i.
        'I' | 'İ' | 'ı' => 'i',
        // Russian prints е for ё.
        'Ё' | 'ё' => 'е',
        'ß' | 'ẞ' => {
            emit(Entry::new(Class::Word, 's'));
            return emit(Entry::new(Class::Word, 's'));
        }
        'ς' => 'σ',
        // Arabic: alef with hamza, madda or wasla; ya, kaf and ta marbuta forms.
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}'..='\u{673}' => '\u{627}',
        '\u{649}' | '\u{6cc}' | '\u{626}' => '\u{64a}',
        '\u{624}' => '\u{648}',
        '\u{6a9}' => '\u{643}',
        '\u{629}' | '\u{6c0}' => '\u{647}',
        c => c,
    };
    if is_silent(c) {
        return;
    }
    if let Some(digit) = digit(c) {
        return emit(Entry::new(Class::Word, digit));
    }
    for lower in c.to_lowercase() {
        let bare = without_capital_marks(lower);
        emit(Entry::new(class_of(bare), bare));
    }
}

fn class_of(c: char) -> Class {
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return Class::Separator;
    }
    if is_ideograph(c) { Class::Ideograph } else { Class::Word }
}

/// Whether a letter belongs to a script that is written without spaces.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2_0000}'..='\u{3_ffff}')
}

/// Characters that are not written out: zero-width and bidirectional controls,
/// Arabic and Hebrew vowel signs, tatweel, soft hyphens, variation selectors,
/// and marks that capitals go without, where they stand alone.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{34f}'
        | '\u{300}'..='\u{302}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

/// The ASCII digit of the same value.
pub(super) fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 27] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
    ];
    let after = ZEROS.partition_point(|&zero| zero <= c as u32);
    let zero = *ZEROS.get(after.checked_sub(1)?)?;
    char::from_digit((c as u32 - zero).min(10), 10)
}

/// Latin and Cyrillic without grave, acute and circumflex; Greek without any mark.
fn without_capital_marks(c: char) -> char {
    let greek = matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    if !(greek || matches!(c, '\u{c0}'..='\u{24f}' | '\u{400}'..='\u{52f}' | '\u{1e00}'..='\u{1eff}')) {
        return c;
    }
    let kept = std::iter::once(c)
        .nfd()
        .filter(|&part| !(if greek { is_combining_mark(part) } else { is_silent(part) }));
    let mut composed = kept.nfc();
    match (composed.next(), composed.next()) {
        (Some(bare), None) => match bare {
            'ς' => 'σ',
            bare => bare,
        },
        _ => c,
    }
}

/// The letter of the Latin alphabet that a Greek or Cyrillic one can pose as.
pub(crate) fn as_latin(c: char) -> Option<char> {
    PAIRS.iter().find(|(_, others)| others.contains(c)).map(|(latin, _)| *latin)
}

/// The Cyrillic letter that a Latin one can pose as.
pub(crate) fn as_cyrillic(c: char) -> Option<char> {
    let (_, others) = PAIRS.iter().find(|(latin, _)| *latin == c)?;
    others.chars().next().filter(|c| ('\u{400}'..).contains(c))
}

/// Each Latin letter with the folded letters that look like it or like its capital.
const PAIRS: [(char, &str); 18] = [
    ('a', "аα"),
    ('b', "вβ"),
    ('c', "с"),
    ('e', "еε"),
    ('h', "нη"),
    ('i', "іι"),
    ('j', "ј"),
    ('k', "кκ"),
    ('m', "мμ"),
    ('n', "ν"),
    ('o', "оο"),
    ('p', "рρ"),
    ('s', "ѕ"),
    ('t', "тτ"),
    ('u', "υ"),
    ('x', "хχ"),
    ('y', "у"),
    ('z', "ζ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts() {
        for (input, expected) in [
            ('0', Some('0')),
            ('9', Some('9')),
            (':', None),
            ('٣', Some('3')),
            ('۹', Some('9')),
            ('४', Some('4')),
            ('๗', Some('7')),
            ('a', None),
        ] {
            assert_eq!(digit(input), expected, "{input}");
        }
    }

    #[test]
    fn every_character_has_one_entry_whatever_the_page() {
        for c in ('\0'..='\u{3ffff}').step_by(7) {
            assert_eq!(entry(c), make_entry(c), "{c:?}");
        }
    }
}
