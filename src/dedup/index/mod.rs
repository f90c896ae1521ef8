//! Texts that come one by one.
//!
//! Time O(bytes + keys + candidates) a text, space O(bytes of all texts).

mod keys;
mod postings;
mod stored;
mod texts;

pub use stored::IndexDecoder;

use std::cell::RefCell;
use std::hint::black_box;

use self::keys::{Counts, QueryRow};
use self::postings::{Postings, Stay};
use self::texts::Texts;
use super::Dedup;
use super::blocking::candidates::MAX_BLOCK;
use super::blocking::tokens::{self, Scheme};
use super::compare::{Comparison, MOST_BYTES, Profile, TokenAlignment};
use crate::error::MismatchError;
use crate::text;
use crate::threads;

/// An earlier text that a new one repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndexMatch {
    /// What the caller named it.
    pub id: u64,
    /// How sure that is, up to 1000.
    pub score: u16,
}

/// Tells of texts that come one by one which earlier text they repeat: an index that can be stored, merged and asked
/// from many threads.
///
/// It finds what [`Dedup::pairs`] finds, except that of a crowd of texts that share the same telling words it
/// looks at the latest 256, and asks of them to share one word more. Its answers depend on the texts that it holds and on their order alone: not
/// on what was removed, nor on whether it was stored in between.
///
/// ```
/// use descrape::Dedup;
/// let dedup = Dedup::headlines();
/// let mut seen = dedup.index();
/// assert!(seen.insert(7, "Ferry fire kills three off Aldersund").is_none());
/// assert!(seen.insert(8, "Town council moves river festival to September").is_none());
/// let found = seen.insert(9, "Three killed in ferry fire off Aldersund").unwrap();
/// assert_eq!(found.id, 7);
/// assert_eq!(seen.len(), 2);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DedupIndex {
    dedup: Dedup,
    ids: Vec<u64>,
    texts: Texts,
    /// Of each text the hash of what equal texts have in common.
    equal: Vec<u32>,
    /// What is kept of the tokens of all texts, one row a text.
    rows: Vec<u16>,
    counts: Counts,
    postings: Postings,
}

/// Room for reading and comparing texts.
#[derive(Debug, Default)]
struct Scratch {
    profile: Profile,
    other: Profile,
    found: TokenAlignment,
    making: tokens::Scratch,
    tokens: Vec<u32>,
    row: Vec<u16>,
    found_keys: Vec<u32>,
    /// The texts with a key of this one, a bit above those of crowds.
    met: Vec<u64>,
    candidates: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Scratch {
    /// Calls `work` with room that a thread uses again and again.
    fn with<R>(bytes: usize, work: impl FnOnce(&mut Self) -> R) -> R {
        /// The room that a longer text takes is not kept.
        const LONGEST_KEPT: usize = 1 << 20;
        SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
            Ok(mut scratch) if bytes <= LONGEST_KEPT => work(&mut scratch),
            _ => work(&mut Self::default()),
        })
    }

    /// Makes the profile of `text` for finding candidates, and its row.
    fn read(&mut self, scheme: &Scheme, text: &str) {
        self.profile.read_tokens(text);
        self.tokens.clear();
        self.row.clear();
        scheme.tokens(&self.profile, &mut self.making, &mut self.tokens);
        keys::row(scheme, &self.tokens, &mut self.row);
    }
}

impl DedupIndex {
    pub(super) fn new(dedup: Dedup) -> Self {
        Self {
            dedup,
            ids: Vec::new(),
            texts: Texts::default(),
            equal: Vec::new(),
            rows: Vec::new(),
            counts: Counts::default(),
            postings: Postings::new(),
        }
    }

    /// How many texts are stored.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether no text is stored.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids of the stored texts, in the order in which these came.
    pub fn ids(&self) -> &[u64] {
        &self.ids
    }

    /// The bytes of memory that the stored texts and all that is kept of them take.
    ///
    /// About 200 for a headline of 77 bytes, and about 700 more than the text for a document.
    pub fn memory(&self) -> usize {
        size_of::<Self>()
            + self.ids.capacity() * size_of::<u64>()
            + self.equal.capacity() * size_of::<u32>()
            + self.rows.capacity() * size_of::<u16>()
            + self.texts.memory()
            + self.counts.memory()
            + self.postings.memory()
    }

    /// The stored text that `text` repeats most surely, of equally sure ones the earliest.
    ///
    /// # Complexity
    /// O(bytes + candidates); at most 256 candidates a key.
    pub fn query(&self, text: &str) -> Option<IndexMatch> {
        Scratch::with(text.len(), |scratch| {
            scratch.read(&self.dedup.scheme, text);
            self.best(scratch)
        })
    }

    /// [`DedupIndex::query`] of each text, in their order; with the feature `parallel` in rayon's current thread pool.
    ///
    /// ```
    /// let mut seen = descrape::Dedup::headlines().index();
    /// seen.add(1, "Snow closes three mountain roads");
    /// let found = seen.query_all(&["Three mountain roads closed by snow", "Rain expected by Friday"]);
    /// assert_eq!(found.iter().map(|found| found.map(|found| found.id)).collect::<Vec<_>>(), [Some(1), None]);
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn query_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Option<IndexMatch>> {
        let parts = texts.chunks(self.dedup.scheme.part()).collect();
        let query = |part: &[T]| part.iter().map(|text| self.query(text.as_ref())).collect::<Vec<_>>();
        threads::mapped(parts, query).concat()
    }

    /// All stored texts that `text` repeats, the surest first, of equally sure ones the
    /// earliest first.
    ///
    /// # Complexity
    /// As of [`DedupIndex::query`].
    pub fn matches(&self, text: &str) -> Vec<IndexMatch> {
        let mut matches = Vec::new();
        Scratch::with(text.len(), |scratch| {
            scratch.read(&self.dedup.scheme, text);
            self.compare(scratch, |place, score| {
                matches.push((u16::MAX - score, place));
                self.dedup.min_score
            });
        });
        matches.sort_unstable();
        let found =
            |(rank, place): (u16, u32)| IndexMatch { id: self.ids[place as usize], score: u16::MAX - rank };
        matches.into_iter().map(found).collect()
    }

    /// Stores `text` as `id` unless it repeats a stored one, which is returned.
    ///
    /// # Complexity
    /// As of [`DedupIndex::query`].
    pub fn insert(&mut self, id: u64, text: &str) -> Option<IndexMatch> {
        Scratch::with(text.len(), |scratch| {
            scratch.read(&self.dedup.scheme, text);
            let found = self.best(scratch);
            if found.is_none() {
                self.store(id, text, equal_key(&scratch.profile), &scratch.row);
            }
            found
        })
    }

    /// Stores `text` as `id`, whether or not it repeats another one.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn add(&mut self, id: u64, text: &str) {
        Scratch::with(text.len(), |scratch| {
            scratch.read(&self.dedup.scheme, text);
            self.store(id, text, equal_key(&scratch.profile), &scratch.row);
        });
    }

    /// Adds all texts of `other` behind its own, as [`DedupIndex::add`] does. Texts that are in both are in it twice.
    ///
    /// # Errors
    /// [`MismatchError`] if the presets or least scores differ; then nothing has changed.
    ///
    /// ```
    /// let dedup = descrape::Dedup::headlines();
    /// let (mut monday, mut tuesday) = (dedup.index(), dedup.index());
    /// monday.add(1, "Snow closes three mountain roads");
    /// tuesday.add(2, "Rain expected in the north by Friday");
    /// monday.merge(&tuesday)?;
    /// assert_eq!(monday.ids(), [1, 2]);
    /// let other = descrape::Dedup::builder(descrape::Preset::Headlines).min_score(700).build()?.index();
    /// assert_eq!(monday.merge(&other).unwrap_err().parameter(), "min_score");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        let (own, its) = (&self.dedup, &other.dedup);
        if own.scheme.name() != its.scheme.name() {
            return Err(MismatchError::new("preset", &own.scheme.name(), &its.scheme.name()));
        }
        if own.min_score != its.min_score {
            return Err(MismatchError::new("min_score", &own.min_score, &its.min_score));
        }
        (0..other.len() as u32).for_each(|place| self.copy(other, place));
        Ok(())
    }

    /// Removes all texts of whose id `keep` is not true, and says how many these were.
    ///
    /// # Complexity
    /// Time O(bytes), whatever is removed; space for a second stream of the texts that stay.
    ///
    /// ```
    /// let mut seen = descrape::Dedup::headlines().index();
    /// (1..=3).for_each(|id| seen.add(id, "Snow closes three mountain roads"));
    /// assert_eq!(seen.retain(|id| id > 2), 2);
    /// assert_eq!(seen.query("Three mountain roads closed by snow").map(|found| found.id), Some(3));
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn retain(&mut self, mut keep: impl FnMut(u64) -> bool) -> usize {
        let mut kept = Self::new(self.dedup.clone());
        for place in (0..self.len() as u32).filter(|&place| keep(self.ids[place as usize])) {
            kept.copy(self, place);
        }
        let removed = self.len() - kept.len();
        if removed > 0 {
            *self = kept;
        }
        removed
    }

    /// Removes all texts with this id, and says how many these were.
    ///
    /// # Complexity
    /// As of [`DedupIndex::retain`], which is for many ids at once.
    pub fn remove(&mut self, id: u64) -> usize {
        if self.ids.contains(&id) { self.retain(|known| known != id) } else { 0 }
    }

    fn copy(&mut self, other: &Self, place: u32) {
        self.store(
            other.ids[place as usize],
            other.texts.get(place),
            other.equal[place as usize],
            other.row(place),
        );
    }

    fn store(&mut self, id: u64, text: &str, equal: u32, row: &[u16]) {
        // Past so many texts none can be named any more.
        let Some(place) = u32::try_from(self.len()).ok().filter(|&place| place < u32::MAX) else { return };
        let postings = &mut self.postings;
        postings.file(equal, place, Stay::First);
        keys::index_keys(&self.dedup.scheme, row, &mut self.counts, |key| {
            postings.file(key, place, Stay::Latest)
        });
        // More of a text than this is never looked at.
        self.texts.push(text::prefix(text, MOST_BYTES));
        grown(&mut self.ids, 1);
        self.ids.push(id);
        grown(&mut self.equal, 1);
        self.equal.push(equal);
        grown(&mut self.rows, row.len());
        self.rows.extend_from_slice(row);
    }

    fn row(&self, place: u32) -> &[u16] {
        let width = keys::width(&self.dedup.scheme);
        &self.rows[place as usize * width..][..width]
    }

    fn best(&self, scratch: &mut Scratch) -> Option<IndexMatch> {
        let mut best: Option<(u32, u16)> = None;
        self.compare(scratch, |place, score| {
            best = Some((place, score));
            // Those that come later have to be surer.
            score + 1
        });
        best.map(|(place, score)| IndexMatch { id: self.ids[place as usize], score })
    }

    /// Gives each stored text that what was read repeats, the earliest first, and how sure that is.
    /// What comes back is the least score that is of interest from then on.
    fn compare(&self, scratch: &mut Scratch, mut found: impl FnMut(u32, u16) -> u16) {
        let Scratch { profile, other, found: matching, row, found_keys, met, candidates, .. } = scratch;
        found_keys.clear();
        keys::query_keys(&self.dedup.scheme, row, |key| found_keys.push(key));
        prefetch(&*found_keys, |&key| self.postings.prefetch(key));
        met.clear();
        for &key in &*found_keys {
            let entries = self.postings.entries(key);
            let crowded = u64::from(entries.len() > MAX_BLOCK) << 32;
            met.extend(entries.iter().map(|&entry| entry & u64::from(u32::MAX) | crowded));
        }
        prefetch(&*met, |&entry| u64::from(self.row(entry as u32)[0]));
        let asking = QueryRow::of(&self.dedup.scheme, row);
        candidates.clear();
        candidates.extend(self.postings.entries(equal_key(profile)).iter().map(|&entry| entry as u32));
        for &entry in &*met {
            let place = entry as u32;
            if asking.overlaps_enough(self.row(place), entry >> 32 != 0) {
                candidates.push(place);
            }
        }
        if candidates.is_empty() {
            return;
        }
        candidates.sort_unstable();
        candidates.dedup();
        prefetch(&*candidates, |&place| u64::from(self.texts.prefetch(place)));
        let mut least = self.dedup.min_score;
        let mut complete = false;
        for &place in &*candidates {
            other.read_tokens(self.texts.get(place));
            // Most that are equal need no more.
            if !profile.equals(other) {
                other.complete();
                if !std::mem::replace(&mut complete, true) {
                    profile.complete();
                }
            }
            let score = Comparison::score_from(profile, other, matching, least);
            if score >= least {
                least = found(place, score);
                if least > 1000 {
                    return;
                }
            }
        }
    }
}

/// What texts have in common that are equal after folding, and hardly any others.
fn equal_key(profile: &Profile) -> u32 {
    (crate::hash::mix(profile.key(), 1) >> 32) as u32
}

/// Reads something of each item that is looked at next. Without a branch between, the processor waits for
/// all of it at once.
fn prefetch<T>(items: &[T], read: impl Fn(&T) -> u64) {
    black_box(items.iter().fold(0, |sum, item| sum ^ read(item)));
}

/// Makes room for more, an eighth at a time: twice the memory would be much for millions of texts.
fn grown<T>(list: &mut Vec<T>, more: usize) {
    if list.capacity() - list.len() < more {
        list.reserve_exact(more.max(list.len() / 8).max(16));
    }
}

#[cfg(test)]
mod tests;
