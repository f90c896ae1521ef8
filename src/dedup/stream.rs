//! Texts that come one by one.

use std::collections::HashMap;

use ahash::RandomState;

use super::Dedup;
use super::atoms::Scratch;
use super::profile::Profile;
use super::signs::Matching;
use super::verdict::Verdict;

/// An earlier text that a new one repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Match {
    /// What the caller named it.
    pub id: u64,
    /// How sure that is, up to 1000.
    pub score: u16,
}

/// Tells of texts that come one by one which earlier text they repeat.
///
/// It finds what [`Dedup::pairs`] finds, except that in a crowd of texts that share the same telling words it
/// looks at the latest 256 of them.
///
/// ```
/// use descrape::Dedup;
/// let dedup = Dedup::headlines().build()?;
/// let mut seen = dedup.stream();
/// assert!(seen.insert(7, "Ferry fire kills three off Aldersund").is_none());
/// assert!(seen.insert(8, "Town council moves river festival to September").is_none());
/// let found = seen.insert(9, "Three killed in ferry fire off Aldersund").unwrap();
/// assert_eq!(found.id, 7);
/// assert_eq!(seen.len(), 2);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DedupStream {
    dedup: Dedup,
    texts: Vec<(u64, Box<str>)>,
    /// The atoms of all texts, one row a text.
    atoms: Vec<u32>,
    /// The latest entry of a key.
    latest: HashMap<u64, u32, RandomState>,
    /// A text, and the entry before it with the same key.
    entries: Vec<(u32, u32)>,
    /// Texts that are equal after folding, by their hash: the first one.
    equal: HashMap<u64, u32, RandomState>,
}

const NONE: u32 = u32::MAX;

/// How many texts with the same key are looked at.
const LATEST: usize = 256;

impl DedupStream {
    pub(super) fn new(dedup: Dedup) -> Self {
        Self {
            dedup,
            texts: Vec::new(),
            atoms: Vec::new(),
            latest: HashMap::with_hasher(RandomState::new()),
            entries: Vec::new(),
            equal: HashMap::with_hasher(RandomState::new()),
        }
    }

    /// How many texts are stored.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether no text is stored.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The stored text that `text` repeats most surely, of equally sure ones the earliest.
    ///
    /// # Complexity
    /// O(bytes + candidates); at most 256 candidates a key.
    pub fn query(&self, text: &str) -> Option<Match> {
        self.matches(text).into_iter().next()
    }

    /// All stored texts that `text` repeats, the surest first, of equally sure ones the
    /// earliest first.
    ///
    /// # Complexity
    /// As of [`DedupStream::query`].
    pub fn matches(&self, text: &str) -> Vec<Match> {
        let profile = Profile::of(text);
        self.find(&profile, &self.atoms_of(&profile))
    }

    /// Stores `text` as `id` unless it repeats a stored one, which is returned.
    ///
    /// # Complexity
    /// As of [`DedupStream::query`].
    pub fn insert(&mut self, id: u64, text: &str) -> Option<Match> {
        let profile = Profile::of(text);
        let atoms = self.atoms_of(&profile);
        let found = self.find(&profile, &atoms).into_iter().next();
        if found.is_none() {
            self.store(id, text, &profile, &atoms);
        }
        found
    }

    /// Stores `text` as `id`, whether or not it repeats another one.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn add(&mut self, id: u64, text: &str) {
        let profile = Profile::of(text);
        self.store(id, text, &profile, &self.atoms_of(&profile));
    }

    fn store(&mut self, id: u64, text: &str, profile: &Profile, atoms: &[u32]) {
        // Past so many texts or entries nothing can be named any more.
        let Ok(place) = u32::try_from(self.texts.len()) else { return };
        if self.entries.len() + self.dedup.scheme.most_keys() >= NONE as usize {
            return;
        }
        self.equal.entry(profile.key()).or_insert(place);
        let (latest, entries) = (&mut self.latest, &mut self.entries);
        self.dedup.scheme.keys(atoms, |key| {
            let before = latest.insert(key, entries.len() as u32).unwrap_or(NONE);
            entries.push((place, before));
        });
        self.atoms.extend_from_slice(atoms);
        self.texts.push((id, text.into()));
    }

    fn atoms_of(&self, profile: &Profile) -> Vec<u32> {
        let mut atoms = Vec::new();
        self.dedup.scheme.atoms(profile, &mut Scratch::default(), &mut atoms);
        atoms
    }

    fn find(&self, profile: &Profile, atoms: &[u32]) -> Vec<Match> {
        let mut candidates: Vec<u32> = self.equal.get(&profile.key()).copied().into_iter().collect();
        self.dedup.scheme.keys(atoms, |key| {
            let mut at = self.latest.get(&key).copied().unwrap_or(NONE);
            for _ in 0..LATEST {
                let Some(&(text, before)) = self.entries.get(at as usize) else { break };
                let width = self.dedup.scheme.width();
                let row = &self.atoms[text as usize * width..][..width];
                if self.dedup.scheme.promising(atoms, row, false) {
                    candidates.push(text);
                }
                at = before;
            }
        });
        candidates.sort_unstable();
        candidates.dedup();
        let (mut found, mut other) = (Matching::default(), Profile::default());
        let mut matches = Vec::new();
        for text in candidates {
            let (id, stored) = &self.texts[text as usize];
            other.read(stored);
            let score = Verdict::score_from(profile, &other, &mut found, self.dedup.min_score);
            if score >= self.dedup.min_score {
                matches.push((u16::MAX - score, text, Match { id: *id, score }));
            }
        }
        matches.sort_unstable_by_key(|&(rank, text, _)| (rank, text));
        matches.into_iter().map(|(_, _, found)| found).collect()
    }
}
