//! A collection of fingerprints that knows how they were made.
//!
//! Space 8 bytes a fingerprint.

use super::record;
use super::shingle::ShingleUnit;
use super::simhash::SimHash64;
use crate::error::{DecodeError, MismatchError};

/// Fingerprints of one kind, eight bytes each, with what has to be known to compare them.
///
/// ```
/// use descrape::fingerprint::{ShingleUnit, Shingler, SimHash64, SimHashes};
/// let unit = ShingleUnit::words(1)?;
/// let (mut shingler, mut simhashes) = (Shingler::new(unit), SimHashes::new(unit));
/// for text in ["Snow fell in the hills.", "Rain fell in the hills."] {
///     simhashes.push(SimHash64::of(shingler.shingles(text)));
/// }
/// let stored = simhashes.to_bytes();
/// assert_eq!(SimHashes::from_bytes(&stored)?, simhashes);
///
/// // Fingerprints of other shingles are not mixed with them.
/// assert!(simhashes.merge(&SimHashes::new(ShingleUnit::words(3)?)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimHashes {
    unit: Option<ShingleUnit>,
    simhashes: Vec<SimHash64>,
}

impl SimHashes {
    /// A collection for fingerprints of shingles of `unit`; `None` for other features, of
    /// which the caller has to know.
    pub fn new(unit: impl Into<Option<ShingleUnit>>) -> Self {
        Self { unit: unit.into(), simhashes: Vec::new() }
    }

    /// What the shingles were made of, if they are shingles.
    pub const fn unit(&self) -> Option<ShingleUnit> {
        self.unit
    }

    /// Adds one at the end.
    pub fn push(&mut self, simhash: SimHash64) {
        self.simhashes.push(simhash);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.simhashes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.simhashes.is_empty()
    }

    /// All of them, in their order.
    pub fn as_slice(&self) -> &[SimHash64] {
        &self.simhashes
    }

    /// All of them, in their order.
    pub fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, SimHash64>> {
        self.simhashes.iter().copied()
    }

    /// Adds those of `other` behind its own.
    ///
    /// # Errors
    /// [`MismatchError`] if the units differ; then nothing has changed.
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        ShingleUnit::check(self.unit, other.unit)?;
        self.simhashes.extend_from_slice(&other.simhashes);
        Ok(())
    }

    /// The collection as bytes, with algorithm, version, unit and checksum: 34 bytes and eight for each.
    pub fn to_bytes(&self) -> Vec<u8> {
        record::write(&record::SIMHASHES, self.unit, |out| {
            out.extend((self.simhashes.len() as u64).to_le_bytes());
            self.simhashes.iter().for_each(|simhash| out.extend(simhash.to_bytes()));
        })
    }

    /// The collection that [`SimHashes::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, and for those of another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (mut input, unit) = record::open(&record::SIMHASHES, bytes)?;
        let count = u64::from_le_bytes(input.take()?);
        // Before any memory is taken: the count may promise more than there is.
        if count > input.left() as u64 / 8 {
            return Err(DecodeError::Truncated { at: bytes.len() });
        }
        let mut simhashes = Vec::with_capacity(count as usize);
        for _ in 0..count {
            simhashes.push(SimHash64::from_bytes(input.take()?));
        }
        input.close()?;
        Ok(Self { unit, simhashes })
    }
}

impl Extend<SimHash64> for SimHashes {
    fn extend<I: IntoIterator<Item = SimHash64>>(&mut self, simhashes: I) {
        self.simhashes.extend(simhashes);
    }
}

impl<'s> IntoIterator for &'s SimHashes {
    type Item = SimHash64;
    type IntoIter = std::iter::Copied<std::slice::Iter<'s, SimHash64>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
