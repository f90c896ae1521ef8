//! Shingles: a text's overlapping runs of words or characters, as hashes.
//!
//! Time O(bytes), for any size of shingle.

use std::fmt;

use crate::error::{BuildError, BuildErrorKind, MismatchError};
use crate::hash;
use crate::text::{Tokens, Words, pieces};

/// The longest shingle.
const LONGEST_SHINGLE: usize = 16;
/// By how much a hash is rotated for each place between it and the end of its
/// shingle. Odd, so that no two places of a shingle share a rotation.
const ROTATION: u32 = 11;

/// What a shingle is: so many words, or so many characters.
///
/// Words for documents: three to five of them tell texts apart that share their
/// vocabulary. Characters for headlines, where one changed word would change most
/// shingles of words.
///
/// ```
/// use descrape::fingerprint::ShingleUnit;
/// let unit = ShingleUnit::words(3)?;
/// assert_eq!(unit.to_string(), "3 words");
/// assert!(ShingleUnit::chars(17).is_err());
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShingleUnit {
    kind: Kind,
    size: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Words,
    Chars,
}

impl ShingleUnit {
    /// Shingles of `size` folded words, 1 to 16.
    ///
    /// # Errors
    /// [`BuildErrorKind::OutOfRange`] for any other size.
    pub const fn words(size: usize) -> Result<Self, BuildError> {
        Self::new(Kind::Words, size, "shingle.words")
    }

    /// Shingles of `size` characters of the folded text, 1 to 16. A space stands
    /// between two words.
    ///
    /// # Errors
    /// [`BuildErrorKind::OutOfRange`] for any other size.
    pub const fn chars(size: usize) -> Result<Self, BuildError> {
        Self::new(Kind::Chars, size, "shingle.chars")
    }

    const fn new(kind: Kind, size: usize, option: &'static str) -> Result<Self, BuildError> {
        if size >= 1 && size <= LONGEST_SHINGLE {
            return Ok(Self { kind, size: size as u8 });
        }
        let (got, max) = (size as u64, LONGEST_SHINGLE as u64);
        Err(BuildError::new(BuildErrorKind::OutOfRange { option, got, min: 1, max }))
    }

    /// How many words or characters a shingle has.
    pub const fn size(self) -> usize {
        self.size as usize
    }

    /// Whether shingles are made of words, and not of characters.
    pub const fn is_words(self) -> bool {
        matches!(self.kind, Kind::Words)
    }

    /// As it is stored: never two zeros.
    pub(super) const fn tag(self) -> [u8; 2] {
        [if self.is_words() { 1 } else { 2 }, self.size]
    }

    pub(super) fn of_tag(tag: [u8; 2]) -> Option<Self> {
        let make = match tag[0] {
            1 => Self::words,
            2 => Self::chars,
            _ => return None,
        };
        make(usize::from(tag[1])).ok()
    }

    /// An error unless both are the same.
    pub(super) fn check(left: Option<Self>, right: Option<Self>) -> Result<(), MismatchError> {
        let name = |unit: Option<Self>| unit.map_or_else(|| "unknown".to_owned(), |unit| unit.to_string());
        if left == right { Ok(()) } else { Err(MismatchError::new("unit", &name(left), &name(right))) }
    }
}

impl fmt::Display for ShingleUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.is_words() { "word" } else { "character" };
        write!(f, "{} {name}{}", self.size, if self.size == 1 { "" } else { "s" })
    }
}

/// Makes shingles, in memory that is reused from text to text.
///
/// ```
/// use descrape::fingerprint::{ShingleUnit, Shingler};
/// let mut shingler = Shingler::new(ShingleUnit::words(3)?);
/// let first = shingler.shingles("Snow fell in the hills.").to_vec();
/// assert_eq!(first.len(), 3);
/// // Case, punctuation and the like do not count.
/// assert_eq!(shingler.shingles("SNOW fell — in the “hills”"), first);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Shingler {
    unit: ShingleUnit,
    tokens: Tokens,
    words: Words,
    /// The hashes of characters.
    chars: Vec<u64>,
    shingles: Vec<u64>,
}

impl Shingler {
    /// A shingler for shingles of `unit`.
    pub fn new(unit: ShingleUnit) -> Self {
        Self {
            unit,
            tokens: Tokens::default(),
            words: Words::default(),
            chars: Vec::new(),
            shingles: Vec::new(),
        }
    }

    /// What its shingles are made of.
    pub const fn unit(&self) -> ShingleUnit {
        self.unit
    }

    /// The hashes of the shingles of `text`, in their order, as often as they come.
    ///
    /// A text that has words, but fewer words or characters than a shingle, is one
    /// shingle. A text without any letter or digit has none. A shingle of one word is
    /// the hash of the word, whatever the unit's size.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever the unit's size.
    ///
    /// Source: n-grams as a text's features, Broder 1997 ("On the resemblance and
    /// containment of documents"); the rolling hash is that of Cohen 1997 ("Recursive
    /// hashing functions for n-grams", by cyclic polynomials), mixed once more.
    pub fn shingles(&mut self, text: &str) -> &[u64] {
        let size = self.unit.size();
        match self.unit.kind {
            Kind::Words if size == 1 => return self.tokens.read(text),
            Kind::Words => roll(self.tokens.read(text), size, &mut self.shingles),
            Kind::Chars => {
                self.read_chars(text);
                roll(&self.chars, size, &mut self.shingles);
            }
        }
        &self.shingles
    }

    /// The hashes of the characters of `fold(text)`.
    fn read_chars(&mut self, text: &str) {
        let hash = |c: char| hash::mix(u64::from(u32::from(c)), 0);
        self.chars.clear();
        // The offsets of words are 32 bits wide, so the text is read in pieces.
        for piece in pieces(text, 1 << 30) {
            self.words.clear();
            self.words.push(piece);
            let folded = std::str::from_utf8(&self.words.folded).unwrap_or_default();
            if !self.chars.is_empty() && !folded.is_empty() {
                self.chars.push(hash(' '));
            }
            self.chars.extend(folded.chars().map(hash));
        }
    }
}

/// The hashes of all runs of `size` of `units`; of all of them, if they are fewer.
fn roll(units: &[u64], size: usize, out: &mut Vec<u64>) {
    out.clear();
    let (first, rest) = units.split_at(size.min(units.len()));
    if let [only] = first {
        out.push(*only);
        return out.extend_from_slice(rest);
    }
    let mut window = first.iter().fold(0u64, |window, unit| window.rotate_left(ROTATION) ^ unit);
    let by = first.len() as u64;
    out.extend((!first.is_empty()).then(|| hash::mix(window, by)));
    // What leaves the window has been rotated once for each place of it.
    let leaving = ROTATION * size as u32;
    out.extend(rest.iter().zip(units).map(|(enters, leaves)| {
        window = window.rotate_left(ROTATION) ^ enters ^ leaves.rotate_left(leaving);
        hash::mix(window, by)
    }));
}

/// The hashes of the shingles of `text`, in their order, as often as they come.
///
/// The same as [`Shingler::shingles`], which is faster for more than one text.
///
/// # Complexity
/// Time and space O(bytes).
///
/// ```
/// use descrape::fingerprint::{ShingleUnit, shingles};
/// let unit = ShingleUnit::words(2)?;
/// assert_eq!(shingles("Snow fell in the hills.", unit).len(), 4);
/// assert_eq!(shingles("Snow", unit), shingles("snow!", unit));
/// assert!(shingles("* * *", unit).is_empty());
/// # Ok::<(), descrape::BuildError>(())
/// ```
pub fn shingles(text: &str, unit: ShingleUnit) -> Vec<u64> {
    Shingler::new(unit).shingles(text).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    fn naive(units: &[u64], size: usize) -> Vec<u64> {
        let one = |window: &[u64]| match window {
            [only] => *only,
            _ => {
                let last = window.len() - 1;
                let rotated = |(at, unit): (usize, &u64)| unit.rotate_left(ROTATION * (last - at) as u32);
                hash::mix(
                    window.iter().enumerate().map(rotated).fold(0, |all, one| all ^ one),
                    window.len() as u64,
                )
            }
        };
        match units.len() {
            0 => Vec::new(),
            len => units.windows(size.min(len)).map(one).collect(),
        }
    }

    #[test]
    fn no_two_places_share_a_rotation() {
        for places in 1..=LONGEST_SHINGLE as u32 {
            assert_ne!(ROTATION * places % u64::BITS, 0, "{places} places apart");
        }
    }

    #[test]
    fn sizes_have_limits() {
        for size in [0, 17, usize::MAX] {
            assert!(ShingleUnit::words(size).is_err() && ShingleUnit::chars(size).is_err(), "{size}");
        }
        let error = ShingleUnit::words(17).unwrap_err();
        assert_eq!(error.to_string(), "shingle.words is 17, but must be 1 to 16");
        for size in 1..=16 {
            for unit in [ShingleUnit::words(size), ShingleUnit::chars(size)] {
                let unit = unit.unwrap();
                assert_eq!((unit.size(), ShingleUnit::of_tag(unit.tag())), (size, Some(unit)));
            }
        }
        assert_eq!(ShingleUnit::chars(1).unwrap().to_string(), "1 character");
    }

    #[test]
    fn short_texts_are_one_shingle_and_empty_ones_none() {
        for size in 1..=16 {
            for unit in [ShingleUnit::words(size).unwrap(), ShingleUnit::chars(size).unwrap()] {
                for empty in ["", " \n\t", "* * * — …", "\u{ad}\u{200b}", "\u{301}"] {
                    assert!(shingles(empty, unit).is_empty(), "{unit}: {empty:?}");
                }
                assert_eq!(shingles("Ä!", unit).len(), 1, "{unit}");
            }
        }
        let words = |text, size| shingles(text, ShingleUnit::words(size).unwrap());
        assert_eq!(words("one two", 5).len(), 1);
        assert_eq!(words("one two", 5), words("ONE, two", 9));
        assert_ne!(words("one two", 5), words("two one", 5));
        assert_eq!(words("one two three", 3).len(), 1);
        assert_eq!(words("one", 3), [hash::bytes(b"one")]);
        assert_eq!(shingles("ab c", ShingleUnit::chars(3).unwrap()).len(), 2);
    }

    proptest! {
        #[test]
        fn rolling_equals_hashing_every_window(units in prop::collection::vec(any::<u64>(), 0..60), size in 1..=16usize) {
            let mut out = vec![7];
            roll(&units, size, &mut out);
            prop_assert_eq!(out, naive(&units, size));
        }

        #[test]
        fn characters_are_those_of_the_folded_text(text in "[a-zA-Z éßя'’関연&;\u{301} ]{0,40}", size in 1..=16usize) {
            let units: Vec<u64> = fold(&text).chars().map(|c| hash::mix(u64::from(u32::from(c)), 0)).collect();
            prop_assert_eq!(shingles(&text, ShingleUnit::chars(size).unwrap()), naive(&units, size));
        }

        #[test]
        fn words_are_those_of_the_text(text in "\\PC{0,60}", size in 2..=16usize) {
            let mut words = Words::default();
            words.push(&text);
            let units: Vec<u64> = words.words.iter().map(|word| word.hash).collect();
            prop_assert_eq!(shingles(&text, ShingleUnit::words(size).unwrap()), naive(&units, size));
        }
    }
}
