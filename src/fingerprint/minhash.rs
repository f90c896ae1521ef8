//! `MinHash`: signatures of which as many slots agree as the sets overlap.
//!
//! Expected time O(elements + slots log slots), space O(slots).

use std::fmt;

use super::record;
use super::shingle::ShingleUnit;
use super::slots::{EMPTY_SLOT, Layout, MOST_SLOTS};
use crate::error::{BuildError, BuildErrorKind, DecodeError, MismatchError};
use crate::hash;

/// Makes [`Signature`]s of sets of shingles.
///
/// Two signatures of one hasher agree in about as large a share of their slots as their
/// sets have in common: the Jaccard similarity, common elements divided by all. With
/// `k` slots the standard error is at most about `sqrt(J (1 - J) / k)`, which is 0.044 for
/// half-equal sets and 128 slots. Measured, it is 0.73 to 0.98 of that, least for small sets.
///
/// Where two elements that differ have the same key, a slot agrees by chance. With `k` slots
/// (or the next power of two) and sets of `n` shingles that happens about once in
/// `2^32 / n` slots, so that similarities are overestimated by that little: less than one
/// in a million for pages, one in two thousand for sets of two million.
///
/// Source: Broder 1997, "On the resemblance and containment of documents"; Dahlgaard,
/// Knudsen, Thorup 2017, "Fast similarity sketching"; Ertl 2017, "`SuperMinHash`".
///
/// ```
/// use descrape::fingerprint::{MinHasher, ShingleUnit, Shingler};
/// let unit = ShingleUnit::chars(3)?;
/// let (mut shingler, hasher) = (Shingler::new(unit), MinHasher::new(128, 0)?.for_unit(unit));
/// let one = hasher.signature(shingler.shingles("Ferry company adds boats for commuters"));
/// let two = hasher.signature(shingler.shingles("Ferry company adds six boats for its commuters"));
/// let other = hasher.signature(shingler.shingles("Snow fell in the hills on Monday"));
/// assert!(one.similarity(&two)? > 0.5 && one.similarity(&other)? < 0.2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MinHasher {
    layout: Layout,
    seed: u64,
    unit: Option<ShingleUnit>,
}

impl MinHasher {
    /// A hasher for signatures of `slots` slots of four bytes, 1 to 4096. Signatures can only
    /// be compared if they have the same slots and the same seed. Powers of two are fastest.
    ///
    /// # Errors
    /// [`BuildErrorKind::OutOfRange`] for any other number of slots.
    pub const fn new(slots: usize, seed: u64) -> Result<Self, BuildError> {
        if slots >= 1 && slots <= MOST_SLOTS {
            return Ok(Self { layout: Layout::new(slots, seed), seed, unit: None });
        }
        let max = MOST_SLOTS as u64;
        let kind = BuildErrorKind::OutOfRange { option: "minhash.slots", got: slots as u64, min: 1, max };
        Err(BuildError::new(kind))
    }

    /// The same where the number of slots is known to be in range.
    pub(crate) const fn of_slots<const SLOTS: usize>(seed: u64) -> Self {
        const { assert!(SLOTS >= 1 && SLOTS <= MOST_SLOTS) };
        Self { layout: Layout::new(SLOTS, seed), seed, unit: None }
    }

    /// The same hasher, for shingles of `unit`: signatures say so, and those of other units,
    /// or of none, are not compared with them.
    #[must_use]
    pub const fn for_unit(mut self, unit: ShingleUnit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// The signature of a set of hashes, such as [shingles](crate::fingerprint::shingles). Neither their
    /// order matters nor how often one comes.
    ///
    /// # Complexity
    /// Expected time O(shingles + slots log slots), space O(slots). Where nearly all shingles
    /// are repeats of a few, they are sorted first, in a copy.
    ///
    /// ```
    /// use descrape::fingerprint::MinHasher;
    /// let hasher = MinHasher::new(128, 0)?;
    /// assert_eq!(hasher.signature(&[1, 2, 3]), hasher.signature(&[3, 1, 2, 1]));
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn signature(&self, shingles: &[u64]) -> Signature {
        let mut signature = Signature { slots: Vec::new(), seed: self.seed, unit: self.unit };
        self.layout.fill(shingles, &mut signature.slots);
        signature
    }

    /// The same as [`MinHasher::signature`], in the memory of a signature that is no longer needed.
    ///
    /// ```
    /// use descrape::fingerprint::MinHasher;
    /// let hasher = MinHasher::new(128, 0)?;
    /// let mut signature = hasher.signature(&[1, 2, 3]);
    /// hasher.signature_into(&[4, 5], &mut signature);
    /// assert_eq!(signature, hasher.signature(&[4, 5]));
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn signature_into(&self, shingles: &[u64], signature: &mut Signature) {
        (signature.seed, signature.unit) = (self.seed, self.unit);
        self.layout.fill(shingles, &mut signature.slots);
    }

    /// How many slots its signatures have.
    pub const fn slots(&self) -> usize {
        self.layout.slots()
    }

    /// The seed it was made with.
    pub const fn seed(&self) -> u64 {
        self.seed
    }
}

/// What a [`MinHasher`] makes of a set: four bytes a slot.
///
/// The signature of the empty set agrees with itself in all slots, and with that of any
/// other set in none.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Signature {
    slots: Vec<u32>,
    seed: u64,
    unit: Option<ShingleUnit>,
}

impl Signature {
    /// How many slots agree.
    ///
    /// # Errors
    /// [`MismatchError`] if slots, seed or unit differ.
    ///
    /// # Complexity
    /// Time O(slots).
    pub fn equal_slots(&self, other: &Self) -> Result<usize, MismatchError> {
        self.check(other)?;
        Ok(self.slots.iter().zip(&other.slots).map(|(a, b)| u32::from(a == b)).sum::<u32>() as usize)
    }

    /// The share of slots that agree, 0 to 1: an unbiased estimate of the Jaccard
    /// similarity of the sets, but for what [`MinHasher`] says of equal keys.
    ///
    /// # Errors
    /// [`MismatchError`] if slots, seed or unit differ.
    ///
    /// # Complexity
    /// Time O(slots).
    ///
    /// ```
    /// use descrape::fingerprint::MinHasher;
    /// let hasher = MinHasher::new(128, 0)?;
    /// let (one, empty) = (hasher.signature(&[1, 2, 3]), hasher.signature(&[]));
    /// assert_eq!((one.similarity(&one)?, one.similarity(&empty)?, empty.similarity(&empty)?), (1.0, 0.0, 1.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn similarity(&self, other: &Self) -> Result<f64, MismatchError> {
        Ok(self.equal_slots(other)? as f64 / self.slots.len() as f64)
    }

    /// Makes this the signature of the union of both sets.
    ///
    /// # Errors
    /// [`MismatchError`] if slots, seed or unit differ; then nothing has changed.
    ///
    /// # Complexity
    /// Time O(slots).
    ///
    /// ```
    /// use descrape::fingerprint::MinHasher;
    /// let hasher = MinHasher::new(128, 0)?;
    /// let mut signature = hasher.signature(&[1, 2]);
    /// signature.merge(&hasher.signature(&[2, 3]))?;
    /// assert_eq!(signature, hasher.signature(&[1, 2, 3]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        self.check(other)?;
        for (slot, other) in self.slots.iter_mut().zip(&other.slots) {
            *slot = (*slot).min(*other);
        }
        Ok(())
    }

    /// Keys of the bands of `rows` slots each, 0 counting as 1. Slots that are left over at
    /// the end are in none.
    ///
    /// Two sets of similarity `J` share the key of a band with a chance of about `J` to the power
    /// of `rows`. The number of the band is part of the key, so that all keys can go
    /// into one table.
    ///
    /// # Complexity
    /// Time O(slots) for all keys.
    ///
    /// ```
    /// use descrape::fingerprint::MinHasher;
    /// let signature = MinHasher::new(128, 0)?.signature(&[1, 2, 3]);
    /// assert_eq!((signature.bands(4).count(), signature.bands(3).count()), (32, 42));
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn bands(&self, rows: usize) -> impl ExactSizeIterator<Item = u64> + Clone + '_ {
        let rows = rows.max(1);
        self.slots.chunks_exact(rows).enumerate().map(move |(number, band)| {
            let all = band.iter().fold(hash::EMPTY, |all, &slot| hash::extend(all, u64::from(slot)));
            hash::mix(all, (rows as u64) << 32 | number as u64)
        })
    }

    /// The keys in its slots, each less than 2^31; those of the empty set are `u32::MAX`.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }

    /// The seed of the hasher.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The unit of the shingles, if the hasher was told.
    pub const fn unit(&self) -> Option<ShingleUnit> {
        self.unit
    }

    /// The signature as bytes, with algorithm, version, unit, slots and seed: 22 bytes
    /// and four for each slot.
    pub fn to_bytes(&self) -> Vec<u8> {
        record::write(&record::SIGNATURE, self.unit, |out| {
            out.extend((self.slots.len() as u32).to_le_bytes());
            out.extend(self.seed.to_le_bytes());
            self.slots.iter().for_each(|slot| out.extend(slot.to_le_bytes()));
        })
    }

    /// The signature that [`Signature::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, and for those of another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    ///
    /// ```
    /// use descrape::fingerprint::{MinHasher, Signature};
    /// let signature = MinHasher::new(128, 0)?.signature(&[1, 2, 3]);
    /// assert_eq!(Signature::from_bytes(&signature.to_bytes())?, signature);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (mut input, unit) = record::open(&record::SIGNATURE, bytes)?;
        let at = input.at();
        let count = u32::from_le_bytes(input.take()?) as usize;
        if count == 0 || count > MOST_SLOTS {
            return Err(DecodeError::Corrupt { at });
        }
        let seed = u64::from_le_bytes(input.take()?);
        let mut slots = Vec::with_capacity(count);
        for _ in 0..count {
            let at = input.at();
            let slot = u32::from_le_bytes(input.take()?);
            // Either all slots are those of the empty set, or none.
            let empty = slots.first().unwrap_or(&slot) == &EMPTY_SLOT;
            if (slot == EMPTY_SLOT) != empty || (!empty && slot >= 1 << 31) {
                return Err(DecodeError::Corrupt { at });
            }
            slots.push(slot);
        }
        input.close()?;
        Ok(Self { slots, seed, unit })
    }

    fn check(&self, other: &Self) -> Result<(), MismatchError> {
        if self.slots.len() != other.slots.len() {
            return Err(MismatchError::new("slots", &self.slots.len(), &other.slots.len()));
        }
        if self.seed != other.seed {
            return Err(MismatchError::new("seed", &self.seed, &other.seed));
        }
        ShingleUnit::check(self.unit, other.unit)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signature")
            .field("slots", &format_args!("[{}]", self.slots.len()))
            .field("seed", &self.seed)
            .field("unit", &self.unit)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slots_have_limits() {
        for slots in [0, MOST_SLOTS + 1, usize::MAX] {
            let error = MinHasher::new(slots, 0).unwrap_err();
            assert_eq!(error.to_string(), format!("minhash.slots is {slots}, but must be 1 to 4096"));
        }
        for slots in [1, MOST_SLOTS] {
            let hasher = MinHasher::new(slots, 0).unwrap();
            assert_eq!((hasher.slots(), hasher.signature(&[1]).slots().len()), (slots, slots));
        }
    }

    #[test]
    fn unlike_signatures_are_not_compared() {
        let hasher = |slots, seed| MinHasher::new(slots, seed).unwrap();
        let (words, chars) = (ShingleUnit::words(3).unwrap(), ShingleUnit::chars(3).unwrap());
        let one = hasher(64, 1).for_unit(words).signature(&[1, 2]);
        for (other, parameter, right) in [
            (hasher(65, 1).for_unit(words), "slots", "65"),
            (hasher(64, 2).for_unit(words), "seed", "2"),
            (hasher(64, 1).for_unit(chars), "unit", "3 characters"),
            (hasher(64, 1), "unit", "unknown"),
        ] {
            let other = other.signature(&[1, 2]);
            let error = one.similarity(&other).unwrap_err();
            assert_eq!((error.parameter(), error.right()), (parameter, right));
            let mut merged = one.clone();
            assert_eq!(merged.merge(&other).unwrap_err(), error);
            assert_eq!(merged, one);
        }
    }

    #[test]
    fn bands_that_do_not_fit_leave_slots_over() {
        let signature = MinHasher::new(10, 0).unwrap().signature(&[1, 2]);
        for (rows, bands) in [(0, 10), (1, 10), (3, 3), (10, 1), (11, 0), (usize::MAX, 0)] {
            assert_eq!(signature.bands(rows).len(), bands, "{rows}");
        }
        // Equal slots in different bands give different keys.
        let empty = MinHasher::new(64, 0).unwrap().signature(&[]);
        let keys: std::collections::HashSet<u64> = empty.bands(2).chain(empty.bands(4)).collect();
        assert_eq!(keys.len(), 48);
    }

    proptest! {
        #[test]
        fn merging_is_the_union(
            one in prop::collection::vec(any::<u64>(), 0..200),
            two in prop::collection::vec(any::<u64>(), 0..60),
            slots in 1..300usize,
            seed in any::<u64>(),
        ) {
            let hasher = MinHasher::new(slots, seed).unwrap();
            let mut merged = hasher.signature(&one);
            merged.merge(&hasher.signature(&two)).unwrap();
            prop_assert_eq!(merged, hasher.signature(&[one, two].concat()));
        }
    }

    /// The root mean square error of the similarity of sets of `common` and `own` elements
    /// each, and its mean.
    fn error(common: u64, own: u64, slots: usize, trials: u64) -> (f64, f64) {
        let hasher = MinHasher::new(slots, 42).unwrap();
        let similarity = common as f64 / (common + 2 * own) as f64;
        let (mut squares, mut sum) = (0.0, 0.0);
        for trial in 0..trials {
            let element = |at: u64| hash::mix(hash::mix(at, trial), slots as u64);
            let elements: Vec<u64> = (0..common + 2 * own).map(element).collect();
            let (one, rest) = elements.split_at((common + own) as usize);
            let two = [&one[..common as usize], rest].concat();
            let estimate = hasher.signature(one).similarity(&hasher.signature(&two)).unwrap();
            squares += (estimate - similarity).powi(2);
            sum += estimate;
        }
        ((squares / trials as f64).sqrt(), sum / trials as f64)
    }

    fn errors(trials: u64, most: f64) {
        for slots in [128usize, 100] {
            // Unions of 2, 3, 12, 50, 500 and 2000 elements.
            for (common, own) in [
                (0, 1),
                (1, 1),
                (4, 1),
                (6, 3),
                (8, 1),
                (26, 12),
                (40, 5),
                (90, 20),
                (250, 125),
                (400, 50),
                (1000, 500),
                (1600, 200),
            ] {
                let union = common + 2 * own;
                let similarity = common as f64 / union as f64;
                let binomial = (similarity * (1.0 - similarity) / slots as f64).sqrt();
                let (rmse, mean) = error(common, own, slots, trials);
                println!(
                    "{slots} slots, union {union}, J {similarity:.3}: RMSE {rmse:.4}, {:.3} of binomial, bias {:+.5}",
                    rmse / binomial,
                    mean - similarity
                );
                assert!(
                    rmse <= binomial * most,
                    "{slots} slots, union {union}, J {similarity}: {rmse} {binomial}"
                );
                assert!((mean - similarity).abs() <= 4.0 * binomial / (trials as f64).sqrt());
            }
        }
    }

    /// With 400 trials an error is known to about 7 percent (two standard deviations).
    #[test]
    fn errors_are_about_binomial() {
        errors(400, 1.15);
    }

    #[test]
    #[ignore = "takes a minute; run it with --release --nocapture"]
    fn errors_are_at_most_binomial() {
        errors(10_000, 1.05);
    }
}
