//! [`AtomCounts`]: how common atoms are, merged, stored, and given to everyone.

use super::CandidateRow;
use crate::bytes::{self, Input};
use crate::dedup::DEDUP_VERSION;
use crate::dedup::blocking::tokens::{self as atoms, BITS, Counts};
use crate::error::{DecodeError, MismatchError};
use crate::hash;
use crate::text::FOLD_VERSION;

const MAGIC: [u8; 4] = *b"dsac";
const VERSION: u32 = 1;
/// What atoms rest on.
const VERSIONS: [(&str, u32); 2] = [("DEDUP_VERSION", DEDUP_VERSION), ("FOLD_VERSION", FOLD_VERSION)];

/// How many texts have which atoms, for putting the rarest first.
///
/// Counts of parts of a corpus are merged in any order. They take 4 bytes an atom, and 64 MB at most.
///
/// ```
/// use descrape::{AtomCounts, Dedup};
/// let dedup = Dedup::headlines().build()?;
/// let mut rows = ["Ferry sinks", "Ferry sold", "Ferry saved"].map(|text| dedup.row(text));
/// let (mut all, mut part) = (AtomCounts::new(3), AtomCounts::new(3));
/// rows[..1].iter().for_each(|row| all.add(row));
/// rows[1..].iter().for_each(|row| part.add(row));
/// all.merge(&part)?;
/// rows.iter_mut().for_each(|row| all.rarest_first(row));
/// assert_eq!(rows[0].atoms[1], rows[2].atoms[1], "the ferry comes last");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtomCounts(Counts);

impl AtomCounts {
    /// No counts yet. `texts` is how many will be counted in all parts together, about: it says how finely atoms are
    /// told apart, and has to be the same for all parts.
    pub fn new(texts: usize) -> Self {
        Self(Counts::for_texts(texts))
    }

    /// Counts the atoms of a text.
    pub fn add(&mut self, row: &CandidateRow) {
        self.0.add(&row.atoms);
    }

    /// Adds the counts of another part.
    ///
    /// # Errors
    /// [`MismatchError`] if it was made for another number of texts, so that atoms share other slots.
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        let (own, its) = (&mut self.0.slots, &other.0.slots);
        if own.len() != its.len() {
            return Err(MismatchError::new("slots", &own.len(), &its.len()));
        }
        own.iter_mut().zip(its).for_each(|(own, its)| *own = own.saturating_add(*its));
        Ok(())
    }

    /// Puts the atoms of a headline in order. Those of a document have a place each, and stay.
    pub fn rarest_first(&self, row: &mut CandidateRow) {
        if row.atoms.len() == atoms::HEADLINE_ATOMS {
            self.0.rarest_first(&mut row.atoms);
        }
    }

    /// The bytes of memory that they take.
    pub fn memory(&self) -> usize {
        size_of::<Self>() + self.0.slots.capacity() * size_of::<u32>()
    }

    /// The counts as bytes, with versions and checksum: the same for the same texts in any order and any parts.
    ///
    /// ```
    /// use descrape::{AtomCounts, Dedup};
    /// let mut counts = AtomCounts::new(1);
    /// counts.add(&Dedup::headlines().build()?.row("Ferry sinks"));
    /// assert_eq!(AtomCounts::from_bytes(&counts.to_bytes())?, counts);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = bytes::head(MAGIC, VERSION, &VERSIONS);
        out.extend(self.0.bits.to_le_bytes());
        self.0.slots.iter().for_each(|slot| out.extend(slot.to_le_bytes()));
        bytes::sealed(out)
    }

    /// The counts that [`AtomCounts::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, for those of another version, and where atoms have another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = Input::new(bytes);
        input.head(MAGIC, VERSION, &VERSIONS)?;
        let at = input.at();
        let bits = u32::from_le_bytes(input.take()?);
        if !BITS.contains(&bits) {
            return Err(DecodeError::Corrupt { at });
        }
        // Before any memory is taken.
        let (slots, _) = input.skip(4 << bits)?.as_chunks();
        let at = input.at();
        if input.take()? != hash::bytes(&bytes[..at]).to_le_bytes() {
            return Err(DecodeError::Corrupt { at });
        }
        input.close()?;
        Ok(Self(Counts { bits, slots: slots.iter().map(|slot| u32::from_le_bytes(*slot)).collect() }))
    }
}

#[cfg(test)]
mod tests;
