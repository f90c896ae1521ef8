//! [`TokenCounts`]: how common tokens are, merged, stored, and given to everyone.
//!
//! Space O(slots), whatever is counted; time O(tokens).

use super::CandidateRow;
use crate::bytes::Frame;
use crate::dedup::DEDUP_VERSION;
use crate::dedup::blocking::tokens::{self, BITS, Counts};
use crate::error::{DecodeError, MismatchError};
use crate::text::FOLD_VERSION;

const FRAME: Frame = Frame {
    magic: *b"dsac",
    version: 2,
    rests_on: &[("DEDUP_VERSION", DEDUP_VERSION), ("FOLD_VERSION", FOLD_VERSION)],
};

/// How many texts have which tokens, for putting the rarest first.
///
/// Counts of parts of a corpus are merged in any order. They take 4 bytes an token, and 64 MB at most.
///
/// ```
/// use descrape::Dedup;
/// use descrape::steps::TokenCounts;
/// let dedup = Dedup::headlines();
/// let mut rows = ["Ferry sinks", "Ferry sold", "Ferry saved"].map(|text| dedup.row(text));
/// let (mut all, mut part) = (TokenCounts::new(3), TokenCounts::new(3));
/// rows[..1].iter().for_each(|row| all.add(row));
/// rows[1..].iter().for_each(|row| part.add(row));
/// all.merge(&part)?;
/// rows.iter_mut().for_each(|row| all.rarest_first(row));
/// assert_eq!(rows[0].tokens[1], rows[2].tokens[1], "the ferry comes last");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenCounts(Counts);

impl TokenCounts {
    /// No counts yet. `texts` is how many will be counted in all parts together, about: it says how finely tokens are
    /// told apart, and has to be the same for all parts.
    pub fn new(texts: usize) -> Self {
        Self(Counts::for_texts(texts))
    }

    /// Counts the tokens of a text.
    pub fn add(&mut self, row: &CandidateRow) {
        self.0.add(&row.tokens);
    }

    /// Adds the counts of another part.
    ///
    /// # Errors
    /// [`MismatchError`] if it was made for another number of texts, so that tokens share other slots.
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        let (own, its) = (&mut self.0.slots, &other.0.slots);
        if own.len() != its.len() {
            return Err(MismatchError::new("slots", &own.len(), &its.len()));
        }
        own.iter_mut().zip(its).for_each(|(own, its)| *own = own.saturating_add(*its));
        Ok(())
    }

    /// Puts the tokens of a headline in order. Those of a document have a place each, and stay.
    pub fn rarest_first(&self, row: &mut CandidateRow) {
        if row.tokens.len() == tokens::HEADLINE_TOKENS {
            self.0.rarest_first(&mut row.tokens);
        }
    }

    /// The bytes of memory that they take.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.0.slots.capacity() * size_of::<u32>()
    }

    /// The counts as bytes, with versions and checksum: the same for the same texts in any order and any parts.
    ///
    /// ```
    /// use descrape::Dedup;
    /// use descrape::steps::TokenCounts;
    /// let mut counts = TokenCounts::new(1);
    /// counts.add(&Dedup::headlines().row("Ferry sinks"));
    /// assert_eq!(TokenCounts::from_bytes(&counts.to_bytes())?, counts);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        FRAME.write(|out| {
            out.extend(self.0.bits.to_le_bytes());
            self.0.slots.iter().for_each(|slot| out.extend(slot.to_le_bytes()));
        })
    }

    /// The counts that [`TokenCounts::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, for those of another version, and where tokens have another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = FRAME.open(bytes)?;
        let at = input.at();
        let bits = u32::from_le_bytes(input.take()?);
        if !BITS.contains(&bits) {
            return Err(DecodeError::Corrupt { at });
        }
        // Before any memory is taken.
        let (slots, _) = input.skip(4 << bits)?.as_chunks();
        input.close()?;
        Ok(Self(Counts { bits, slots: slots.iter().map(|slot| u32::from_le_bytes(*slot)).collect() }))
    }
}

#[cfg(test)]
mod tests;
