//! A small set of words.
//!
//! Time O(1) a word, space `N` x 8 bytes.

use super::Word;

/// A set of words as `64 * N` bits, one for each hash, `N` being a power of two: a word that is in it is found, and
/// so are some that are not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordSet<const N: usize>([u64; N]);

impl<const N: usize> WordSet<N> {
    pub(crate) const EMPTY: Self = Self([0; N]);

    const fn place(word: &Word) -> (usize, u64) {
        const { assert!(N.is_power_of_two() && N > 1) };
        ((word.hash >> (u64::BITS - N.trailing_zeros())) as usize, 1 << (word.hash & 63))
    }

    pub(crate) fn add(&mut self, word: &Word) {
        let (at, bit) = Self::place(word);
        self.0[at] |= bit;
    }

    pub(crate) fn has(&self, word: &Word) -> bool {
        let (at, bit) = Self::place(word);
        self.0[at] & bit != 0
    }

    /// Adds all words of another set.
    pub(crate) fn unite(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, its)| *own |= its);
    }
}

impl<'w, const N: usize> FromIterator<&'w Word> for WordSet<N> {
    fn from_iter<I: IntoIterator<Item = &'w Word>>(words: I) -> Self {
        let mut set = Self::EMPTY;
        words.into_iter().for_each(|word| set.add(word));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    fn words(text: &str) -> Vec<Word> {
        let mut words = Words::default();
        words.push(text);
        words.words.clone()
    }

    #[test]
    fn what_was_added_is_found_and_hardly_anything_else() {
        let (known, others) =
            (words("ferry fire off Skerrow kills three"), words("town council moves river festival"));
        let mut set: WordSet<64> = known.iter().collect();
        assert!(known.iter().all(|word| set.has(word)));
        assert!(others.iter().all(|word| !set.has(word) && !WordSet::<64>::EMPTY.has(word)));
        set.unite(&others.iter().collect());
        assert!(known.iter().chain(&others).all(|word| set.has(word)));
    }
}
