//! Keys: which words can start a phrase, as bits.
//!
//! Space 256 KiB; one load a question.
//!
//! Time O(1) a word: two loads.

/// The keys of all phrases, in three sets: a few false hits cost time, not truth.
///
/// One word of the table answers for all sets at once: a key chooses the word and
/// a place in it, and each set has its own third of the word.
#[derive(Clone, Debug)]
pub(super) struct Keys(Vec<u64>);

/// The sets, as the bits that stand for them at place 0.
pub(super) mod set {
    /// Phrases that may stand inside a line.
    pub(in crate::lexicon) const INNER: u64 = 1;
    /// Phrases that have to stand at an edge of a line.
    pub(in crate::lexicon) const EDGES: u64 = 1 << 21;
    /// Parts of dates, which mean nothing where there is no digit.
    pub(in crate::lexicon) const DATES: u64 = 1 << 42;

    // Of another table, for the starts of sentences:
    /// Phrases that may make noise of a sentence.
    pub(in crate::lexicon) const SENTENCES: u64 = 1;
    /// Labels of advertisements.
    pub(in crate::lexicon) const LABELS: u64 = 1 << 21;
    /// The first words of such labels.
    pub(in crate::lexicon) const LABEL_WORDS: u64 = 1 << 42;
}

impl Keys {
    const BITS: u32 = 15;

    pub(super) fn new() -> Self {
        Self(vec![0; 1 << Self::BITS])
    }

    /// The word that answers for `key`, and the key's place in each third of it.
    #[inline]
    fn place(key: u64) -> (usize, u32) {
        ((key & ((1 << Self::BITS) - 1)) as usize, (((key >> 32) * 21) >> 32) as u32)
    }

    pub(super) fn add(&mut self, set: u64, key: u64) {
        let (word, place) = Self::place(key);
        self.0[word] |= set << place;
    }

    #[inline]
    pub(super) fn has(&self, sets: u64, key: u64) -> bool {
        let (word, place) = Self::place(key);
        self.0[word] >> place & sets != 0
    }
}
