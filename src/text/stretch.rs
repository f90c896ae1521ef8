//! The hashes of words that are not all ASCII letters and digits.
//!
//! The same rules as those of [`Words`](super::Words), but a word is put together in
//! a register, as nobody will ask for its bytes. Tests hold both against each other.
//!
//! Time O(characters).

use super::ascii::{HIGH_BITS, LOWER_CASE_BITS};
use super::entity;
use super::fold::{self, Class, Entry};
use super::word::{ASCII, alphanumeric, unmasked};
use crate::hash;

/// Reads stretches of a text. Between two of them it remembers nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    /// The first 16 bytes of the word that is open, the first one lowest.
    first: u128,
    /// How many bytes of it there are.
    len: usize,
    /// All of its bytes, if there are more than 16.
    long: Vec<u8>,
    /// Whether a word is open: some have no bytes yet.
    open: bool,
    /// Bit 0: has Latin letters, bit 1: Greek or Cyrillic ones.
    scripts: u8,
    /// An apostrophe has been met that vanishes if a letter follows.
    apostrophe: bool,
    /// The last ideograph, if one came last, and whether it is part of a pair.
    ideograph: Option<(char, bool)>,
}

/// Whether a byte belongs to a run: what is outside of runs ends words.
#[inline]
pub(super) fn in_run(byte: u8) -> bool {
    byte >= 0x80 || ASCII[usize::from(byte)] != 0
}

impl Stretch {
    /// Appends to `out` the hashes of the words of a run, and of whatever an entity at
    /// its end makes part of it. Returns up to where it has read, which is the end of a run.
    pub(super) fn read(&mut self, text: &str, start: usize, mut end: usize, out: &mut Vec<u64>) -> usize {
        let bytes = text.as_bytes();
        let mut at = start;
        // A stroke through one of these makes one character of both.
        if start > 0 && matches!(bytes[start - 1], b'<' | b'=' | b'>') {
            at -= 1;
        }
        loop {
            while at < end {
                let byte = bytes[at];
                // A character that can combine with this one is not ASCII, but may be
                // written as an entity.
                let plain = bytes.get(at + 1).is_none_or(|&next| next < 0x80 && next != b'&');
                if plain && ASCII[usize::from(byte & 0x7f)] > 2 {
                    let taken = self.append_eight(bytes, at, out);
                    if taken > 0 {
                        at += taken;
                        continue;
                    }
                }
                if plain && byte < 0x80 && byte != b'&' {
                    match ASCII[usize::from(byte)] {
                        0 => self.close(out),
                        1 => self.apostrophe(out),
                        letter => self.append(u32::from(letter), 1, u8::from(letter >= b'a'), out),
                    }
                    at += 1;
                } else {
                    at = self.slow(text, at, out);
                }
            }
            if at == end {
                break;
            }
            // An entity reaches out of the run, and may be part of a word.
            end = at + bytes[at..].iter().position(|&byte| !in_run(byte)).unwrap_or(bytes.len() - at);
        }
        self.close(out);
        end
    }

    /// A character with what may combine with it, and those behind it that are not ASCII.
    fn slow(&mut self, text: &str, mut at: usize, out: &mut Vec<u64>) -> usize {
        let Some((mut c, len)) = entity::next_char(&text[at..]) else {
            return text.len();
        };
        let mut end = at + len;
        let mut entry = fold::entry(c);
        while let Some((next, len)) = entity::next_char(&text[end..]) {
            if next.is_ascii() {
                break;
            }
            let behind = fold::entry(next);
            if behind.joins() {
                return self.cluster(text, at, end, out);
            }
            self.entry(entry, c, out);
            (c, entry, at) = (next, behind, end);
            end += len;
        }
        self.entry(entry, c, out);
        end
    }

    /// A character and those that may combine with it, which go through the normaliser.
    #[cold]
    fn cluster(&mut self, text: &str, at: usize, mut end: usize, out: &mut Vec<u64>) -> usize {
        use unicode_normalization::UnicodeNormalization;
        let mut cluster = String::new();
        cluster.extend(entity::next_char(&text[at..]).map(|(c, _)| c));
        while let Some((next, len)) = entity::next_char(&text[end..]) {
            if next.is_ascii() || !fold::entry(next).joins() {
                break;
            }
            cluster.push(next);
            end += len;
        }
        for c in cluster.nfkc() {
            fold::fold_char(c, &mut |entry| self.entry(entry, c, out));
        }
        end
    }

    #[inline]
    fn entry(&mut self, entry: Entry, c: char, out: &mut Vec<u64>) {
        match entry.class() {
            Class::Separator => self.close(out),
            Class::Drop => {}
            Class::Apostrophe => self.apostrophe(out),
            Class::Word => {
                let (bytes, len) = utf8(entry.char());
                self.append(bytes, len, entry.script(), out);
            }
            Class::Ideograph => self.pair(entry.char(), out),
            Class::Expand => self.expand(c, out),
        }
    }

    #[cold]
    fn expand(&mut self, c: char, out: &mut Vec<u64>) {
        use unicode_normalization::UnicodeNormalization;
        for part in std::iter::once(c).nfkc() {
            // Never `Expand` again: `fold_char` only gives final entries.
            fold::fold_char(part, &mut |entry| self.entry(entry, part, out));
        }
    }

    #[inline]
    fn apostrophe(&mut self, out: &mut Vec<u64>) {
        if self.open && !self.apostrophe {
            self.apostrophe = true;
        } else {
            self.close(out);
        }
    }

    /// One more character of the word: its UTF-8, as a little-endian number, and its length.
    #[inline]
    fn append(&mut self, utf8: u32, len: usize, script: u8, out: &mut Vec<u64>) {
        if !self.open {
            self.close_ideographs(out);
            self.open = true;
        }
        self.scripts |= script;
        self.apostrophe = false;
        if self.len + len <= 16 {
            self.first |= u128::from(utf8) << (8 * self.len);
        } else {
            if self.long.is_empty() {
                self.long.extend_from_slice(&self.first.to_le_bytes()[..self.len]);
            }
            self.long.extend_from_slice(&utf8.to_le_bytes()[..len]);
        }
        self.len += len;
    }

    /// Appends the ASCII letters and digits at `at`, up to eight, if they fit; but not the
    /// last of them if what follows may combine with it. Returns how many.
    #[inline]
    fn append_eight(&mut self, bytes: &[u8], at: usize, out: &mut Vec<u64>) -> usize {
        let Some(eight) = bytes[at..].first_chunk() else { return 0 };
        let eight = u64::from_le_bytes(*eight);
        let others = !alphanumeric(eight) & HIGH_BITS;
        // Of eight letters, too, the last one is left to be looked at by itself.
        let len = (others.trailing_zeros() as usize / 8).saturating_sub(1);
        if len == 0 || self.len + len > 16 {
            return 0;
        }
        let small = (eight | LOWER_CASE_BITS) & (u64::MAX >> (64 - 8 * len));
        if !self.open {
            self.close_ideographs(out);
            self.open = true;
        }
        // Letters have this bit, and digits do not.
        self.scripts |= u8::from(small & 0x4040_4040_4040_4040 != 0);
        self.apostrophe = false;
        self.first |= u128::from(small) << (8 * self.len);
        self.len += len;
        len
    }

    /// An ideograph makes a word with the one before it.
    fn pair(&mut self, c: char, out: &mut Vec<u64>) {
        if self.open {
            self.close(out);
        }
        if let Some((before, _)) = self.ideograph {
            let ((first, len), (next, more)) = (utf8(before), utf8(c));
            out.push(hash::short(u64::from(first) | u64::from(next) << (8 * len), 0, len + more));
        }
        self.ideograph = Some((c, self.ideograph.is_some()));
    }

    #[inline]
    fn close_ideographs(&mut self, out: &mut Vec<u64>) {
        if let Some((lone, false)) = self.ideograph.take() {
            let (bytes, len) = utf8(lone);
            out.push(hash::short(u64::from(bytes), 0, len));
        }
    }

    #[inline]
    fn close(&mut self, out: &mut Vec<u64>) {
        if !self.open {
            return self.close_ideographs(out);
        }
        if self.scripts == 3 || self.len > 16 {
            self.close_uncommon(out);
        } else {
            out.push(hash::short(self.first as u64, (self.first >> 64) as u64, self.len));
        }
        (self.first, self.len, self.open, self.scripts, self.apostrophe) = (0, 0, false, 0, false);
    }

    #[cold]
    fn close_uncommon(&mut self, out: &mut Vec<u64>) {
        let start = self.first.to_le_bytes();
        let word = if self.long.is_empty() { &start[..self.len] } else { &self.long[..] };
        let other = if self.scripts == 3 { unmasked(word) } else { None };
        out.push(hash::bytes(other.as_deref().map_or(word, str::as_bytes)));
        self.long.clear();
    }
}

/// A character in UTF-8, as a little-endian number, and how many bytes that are.
#[inline]
fn utf8(c: char) -> (u32, usize) {
    let mut bytes = [0; 4];
    let len = c.encode_utf8(&mut bytes).len();
    (u32::from_le_bytes(bytes), len)
}
