//! The texts that are filed under a key, for any number of keys.
//!
//! A key and a text are one number of 64 bits, the key on top. Numbers stand in ascending order, each at or
//! behind the place that its key points to, without a gap between (ordered linear probing: Amble and Knuth
//! 1974). So the texts of a key lie side by side, the latest last, and a key that nobody has is known after a
//! few numbers, even where four of five places are taken. There are parts that grow one at a time, by an
//! eighth, so that growing takes hardly any memory.
//!
//! Time expected O(1) for filing, O(texts found) for reading; space 10 to 12 bytes an entry.

/// How many texts are kept under one key.
pub(super) const MOST_TEXTS: usize = 256;

/// The parts are told apart by so many of a key's first bits.
const PART_BITS: u32 = 6;
/// A number that no entry is, since its key is greater than any.
const EMPTY_ENTRY: u64 = u64::MAX;
const GREATEST: u32 = u32::MAX - 1;
/// Places behind the last one that a key points to, and how many more come at a time.
const SLACK: usize = 16;

#[derive(Clone, Debug)]
pub(super) struct Postings {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, Default)]
struct Part {
    /// The last one is always empty.
    entries: Vec<u64>,
    /// How many places keys point to.
    homes: usize,
    taken: usize,
}

/// Which texts stay of more than [`MOST_TEXTS`] with one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stay {
    First,
    Latest,
}

impl Postings {
    pub(super) fn new() -> Self {
        Self { parts: vec![Part::default(); 1 << PART_BITS] }
    }

    /// Files `text`, which comes after all that were filed before.
    pub(super) fn file(&mut self, key: u32, text: u32, stay: Stay) {
        let key = key.min(GREATEST);
        self.parts[part(key)].file(key, text, stay);
    }

    /// The entries of `key`, ascending: the texts are their lower halves.
    #[inline]
    pub(super) fn entries(&self, key: u32) -> &[u64] {
        let key = key.min(GREATEST);
        let part = &self.parts[part(key)];
        let mut start = part.home(key);
        // The last entry of a part is empty, which is greater than any key.
        while part.entries.get(start).is_some_and(|&entry| of_key(entry) < key) {
            start += 1;
        }
        let rest = part.entries.get(start..).unwrap_or(&[]);
        let count = rest.iter().take_while(|&&entry| of_key(entry) == key).count();
        &rest[..count]
    }

    /// Reads where the entries of `key` may start. Reading all places of which something is asked soon, without
    /// a branch between, lets the processor wait for them all at once.
    #[inline]
    pub(super) fn prefetch(&self, key: u32) -> u64 {
        let part = &self.parts[part(key)];
        part.entries.get(part.home(key)).copied().unwrap_or(EMPTY_ENTRY)
    }

    /// The bytes that are held.
    pub(super) fn memory(&self) -> usize {
        let entries: usize = self.parts.iter().map(|part| part.entries.capacity()).sum();
        entries * size_of::<u64>() + self.parts.capacity() * size_of::<Part>()
    }
}

const fn part(key: u32) -> usize {
    (key >> (u32::BITS - PART_BITS)) as usize
}

const fn of_key(entry: u64) -> u32 {
    (entry >> 32) as u32
}

impl Part {
    /// Where the entries of a key start, if none stands in their way.
    #[inline]
    fn home(&self, key: u32) -> usize {
        ((u64::from(key << PART_BITS) * self.homes as u64) >> 32) as usize
    }

    fn file(&mut self, key: u32, text: u32, stay: Stay) {
        if self.taken * 5 >= self.homes * 4 {
            self.grow();
        }
        let entry = u64::from(key) << 32 | u64::from(text);
        let mut at = self.home(key);
        while self.entries[at] < entry {
            at += 1;
        }
        if at >= MOST_TEXTS && of_key(self.entries[at - MOST_TEXTS]) == key {
            if stay == Stay::Latest {
                self.entries.copy_within(at - MOST_TEXTS + 1..at, at - MOST_TEXTS);
                self.entries[at - 1] = entry;
            }
            return;
        }
        let mut end = at;
        while self.entries[end] != EMPTY_ENTRY {
            end += 1;
        }
        if end + 1 == self.entries.len() {
            push(&mut self.entries, EMPTY_ENTRY);
        }
        self.entries.copy_within(at..end, at + 1);
        self.entries[at] = entry;
        self.taken += 1;
    }

    fn grow(&mut self) {
        self.homes += (self.homes / 8).max(SLACK);
        let mut grown = Vec::with_capacity(self.homes + SLACK);
        for &entry in self.entries.iter().filter(|entry| **entry != EMPTY_ENTRY) {
            let home = self.home(of_key(entry));
            if grown.len() < home {
                grown.resize(home, EMPTY_ENTRY);
            }
            push(&mut grown, entry);
        }
        push(&mut grown, EMPTY_ENTRY);
        grown.resize(grown.len().max(self.homes + SLACK), EMPTY_ENTRY);
        self.entries = grown;
    }
}

/// Without the room that a list takes that may double.
fn push(entries: &mut Vec<u64>, entry: u64) {
    if entries.len() == entries.capacity() {
        entries.reserve_exact(SLACK);
    }
    entries.push(entry);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Files texts in order, and in a plain map too.
    fn index_keys(entries: impl IntoIterator<Item = u32>, stay: Stay) -> (Postings, BTreeMap<u32, Vec<u32>>) {
        let (mut postings, mut plain) = (Postings::new(), BTreeMap::<u32, Vec<u32>>::new());
        for (text, key) in (0..).zip(entries) {
            postings.file(key, text, stay);
            let texts = plain.entry(key).or_default();
            texts.push(text);
            if texts.len() > MOST_TEXTS {
                let dropped = if stay == Stay::Latest { 0 } else { MOST_TEXTS };
                texts.remove(dropped);
            }
        }
        (postings, plain)
    }

    fn texts(postings: &Postings, key: u32) -> impl Iterator<Item = u32> + '_ {
        postings.entries(key).iter().map(|&entry| entry as u32)
    }

    fn agree(postings: &Postings, plain: &BTreeMap<u32, Vec<u32>>, keys: impl Iterator<Item = u32>) {
        for key in keys.chain(plain.keys().copied()) {
            let expected = plain.get(&key).map_or(&[][..], Vec::as_slice);
            assert!(texts(postings, key).eq(expected.iter().copied()), "key {key:x}");
        }
        let entries: usize = plain.values().map(Vec::len).sum();
        assert_eq!(postings.parts.iter().map(|part| part.taken).sum::<usize>(), entries);
    }

    fn random(count: u32, bits: u32) -> impl Iterator<Item = u32> + Clone {
        (0..count).map(move |i| crate::hash::mix(u64::from(i), 3) as u32 >> (32 - bits) << (32 - bits))
    }

    #[test]
    fn finds_what_a_plain_map_holds() {
        // Many keys, few keys, and keys that all come to the ends of the parts.
        for keys in [
            random(60_000, 32).collect::<Vec<_>>(),
            random(60_000, 12).collect(),
            random(60_000, 7).collect(),
            (0..5000).map(|i| GREATEST - i % 700).collect(),
            (0..5000).map(|i| i % 700).collect(),
            vec![GREATEST; 600],
            vec![0; 600],
            vec![],
        ] {
            for stay in [Stay::First, Stay::Latest] {
                let (postings, plain) = index_keys(keys.iter().copied(), stay);
                agree(&postings, &plain, random(2000, 32).chain(0..1000).chain(GREATEST - 1000..=GREATEST));
            }
        }
    }

    #[test]
    fn of_a_crowd_the_first_or_the_latest_stay() {
        for (count, stay, expected) in [
            (MOST_TEXTS, Stay::Latest, 0..MOST_TEXTS),
            (MOST_TEXTS + 1, Stay::Latest, 1..MOST_TEXTS + 1),
            (3 * MOST_TEXTS, Stay::Latest, 2 * MOST_TEXTS..3 * MOST_TEXTS),
            (MOST_TEXTS + 1, Stay::First, 0..MOST_TEXTS),
        ] {
            let (postings, _) = index_keys(vec![7; count], stay);
            assert!(texts(&postings, 7).map(|text| text as usize).eq(expected.clone()), "{count} {stay:?}");
            // The greatest key is one with that before it.
            assert!(postings.entries(u32::MAX).is_empty());
            // Its neighbours are still there, and none.
            assert_eq!(postings.entries(6).len() + postings.entries(8).len(), 0);
        }
    }

    #[test]
    fn entries_take_twelve_bytes() {
        let (postings, _) = index_keys(random(200_000, 32), Stay::Latest);
        assert!(postings.memory() <= 200_000 * 12, "{}", postings.memory());
        assert!(Postings::new().memory() < 4096);
    }
}
