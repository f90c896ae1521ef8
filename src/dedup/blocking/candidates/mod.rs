//! Candidate pairs: texts that share a key, without looking at all pairs.
//!
//! Keys are sorted with the texts that have them, some of all keys at a time, so that memory
//! stays small; texts that lie side by side are candidates. Of more than [`MAX_BLOCK`] texts that share a
//! key, only those are paired that share one more token; and where there are still as many,
//! each is paired with the first of them and with its neighbour in the order of their tokens
//! (sorted neighbourhood: Hernandez, Stolfo 1995). So no input makes the work quadratic.
//!
//! Time O(keys log keys + candidates), space O(texts + candidates).

use super::tokens::Scheme;
use crate::threads;

/// Among more texts than this that share a key, not all pairs are candidates.
pub(in crate::dedup) const MAX_BLOCK: usize = 32;
/// How many entries of sorted keys are held at a time, a text at least.
const HELD_A_TEXT: usize = 4;
const LEAST_HELD: usize = 1 << 20;
/// So many entries are read ahead.
const ENTRIES_AHEAD: usize = 128;
/// How many candidates are collected before they are looked at.
const COLLECTED: usize = 1 << 24;

/// The tokens of many texts, one row a text.
#[derive(Debug)]
pub(in crate::dedup) struct Rows<'s> {
    pub(in crate::dedup) scheme: &'s Scheme,
    pub(in crate::dedup) tokens: Vec<u32>,
}

impl Rows<'_> {
    fn len(&self) -> usize {
        self.tokens.len() / self.scheme.width()
    }

    fn row(&self, text: u32) -> &[u32] {
        let width = self.scheme.width();
        &self.tokens[text as usize * width..][..width]
    }

    /// Gives lists of candidates `(earlier, later)`, each packed into one number, sorted and without
    /// repeats; a pair may come again in a later list.
    pub(in crate::dedup) fn candidates(&self, mut look: impl FnMut(Vec<u64>)) {
        let most = self.len() * self.scheme.most_keys();
        let held = LEAST_HELD.max(self.len() * HELD_A_TEXT);
        let passes = most.div_ceil(held).next_power_of_two().min(1 << 16);
        let bits = passes.trailing_zeros();
        let mut collected = Vec::new();
        for pass in 0..passes {
            let mut entries = self.entries(pass as u64, bits);
            threads::sort(&mut entries);
            for part in self.cut(&entries) {
                collected.extend(part);
            }
            if collected.len() >= COLLECTED {
                distinct(&mut collected);
                // What repeats within a pass is gone, so this cannot happen again and again for few pairs.
                if collected.len() >= COLLECTED / 2 {
                    look(std::mem::take(&mut collected));
                }
            }
        }
        distinct(&mut collected);
        if !collected.is_empty() {
            look(collected);
        }
    }

    /// The keys of one pass with their texts: the key above, the text below.
    fn entries(&self, pass: u64, bits: u32) -> Vec<u64> {
        let parts = threads::parts(self.len(), 1 << 12);
        let size = self.len().div_ceil(parts).max(1);
        let starts: Vec<usize> = (0..self.len()).step_by(size).collect();
        let lists = threads::mapped(starts, |start| {
            let mut entries = Vec::new();
            for text in start..(start + size).min(self.len()) {
                self.scheme.keys(self.row(text as u32), |key| {
                    if key.checked_shr(64 - bits).unwrap_or(0) == pass {
                        entries.push((key << bits) & 0xffff_ffff_0000_0000 | text as u64);
                    }
                });
            }
            entries
        });
        lists.concat()
    }

    /// The candidates among sorted entries, in parts.
    fn cut(&self, entries: &[u64]) -> Vec<Vec<u64>> {
        let parts = threads::parts(entries.len(), 1 << 12) * 4;
        let mut bounds = vec![0];
        for part in 1..parts {
            let mut at = (entries.len() * part / parts).max(1);
            while at < entries.len() && entries[at] >> 32 == entries[at - 1] >> 32 {
                at += 1;
            }
            bounds.push(at.min(entries.len()));
        }
        bounds.push(entries.len());
        bounds.dedup();
        let ranges: Vec<(usize, usize)> = bounds.windows(2).map(|two| (two[0], two[1])).collect();
        threads::mapped(ranges, |(start, end)| {
            let mut pairs = Vec::new();
            let mut scratch = BlockScratch::default();
            let (mut at, mut ready) = (start, start);
            for bucket in entries[start..end].chunk_by(|one, other| one >> 32 == other >> 32) {
                if at >= ready {
                    ready = (at + ENTRIES_AHEAD).min(end);
                    self.prefetch(&entries[at..ready]);
                }
                self.pair_up(bucket, &mut scratch, &mut pairs);
                at += bucket.len();
            }
            distinct(&mut pairs);
            pairs
        })
    }

    /// Reads of the texts that share a key with their neighbours, so that the processor waits for many of them at
    /// once and not for each in turn.
    fn prefetch(&self, entries: &[u64]) {
        let shared = entries.windows(2).filter(|two| two[0] >> 32 == two[1] >> 32);
        let both = shared.map(|two| self.row(two[0] as u32)[0] ^ self.row(two[1] as u32)[0]);
        std::hint::black_box(both.fold(0, |sum, read| sum ^ read));
    }

    /// The candidates among texts that all share one key, as [`Rows::candidates`] finds them.
    pub(in crate::dedup) fn of_one_key(&self) -> Vec<u64> {
        let bucket: Vec<u64> = (0..self.len() as u64).collect();
        let mut pairs = Vec::new();
        self.pair_up(&bucket, &mut BlockScratch::default(), &mut pairs);
        distinct(&mut pairs);
        pairs
    }

    fn pair_up(&self, bucket: &[u64], scratch: &mut BlockScratch, pairs: &mut Vec<u64>) {
        if bucket.len() <= MAX_BLOCK {
            return self.all_pairs(bucket, false, pairs);
        }
        // Who of the crowd shares one more token, or band?
        scratch.sub_keys.clear();
        for &entry in bucket {
            let text = entry & 0xffff_ffff;
            self.scheme.sub_keys(self.row(text as u32), |token| {
                scratch.sub_keys.push(u64::from(token) << 32 | text)
            });
        }
        scratch.sub_keys.sort_unstable();
        // Two bands of a document may be alike, and no text is its own candidate.
        scratch.sub_keys.dedup();
        for sub_block in scratch.sub_keys.chunk_by(|one, other| one >> 32 == other >> 32) {
            if sub_block.len() <= MAX_BLOCK {
                self.all_pairs(sub_block, true, pairs);
            } else {
                scratch.texts.clear();
                scratch.texts.extend(sub_block.iter().map(|&entry| entry as u32));
                self.neighbours(&mut scratch.texts, pairs);
            }
        }
    }

    fn all_pairs(&self, bucket: &[u64], crowded: bool, pairs: &mut Vec<u64>) {
        for (at, &one) in bucket.iter().enumerate() {
            let row = self.row(one as u32);
            for &other in &bucket[at + 1..] {
                if self.scheme.overlaps_enough(row, self.row(other as u32), crowded) {
                    pairs.push(one << 32 | other & 0xffff_ffff);
                }
            }
        }
    }

    /// Each text of a crowd with the first one, and with its neighbour in the order of their tokens.
    fn neighbours(&self, crowd: &mut [u32], pairs: &mut Vec<u64>) {
        let Some(&first) = crowd.first() else { return };
        let mut pair = |one: u32, other: u32| {
            if self.scheme.overlaps_enough(self.row(one), self.row(other), true) {
                pairs.push(u64::from(one.min(other)) << 32 | u64::from(one.max(other)));
            }
        };
        crowd[1..].iter().for_each(|&text| pair(first, text));
        crowd.sort_unstable_by(|&one, &other| self.row(one).cmp(self.row(other)).then(one.cmp(&other)));
        crowd.windows(2).for_each(|two| pair(two[0], two[1]));
    }
}

/// Room to look at a crowd.
#[derive(Default)]
struct BlockScratch {
    sub_keys: Vec<u64>,
    texts: Vec<u32>,
}

/// Sorts, and drops what repeats.
fn distinct(pairs: &mut Vec<u64>) {
    threads::sort(pairs);
    pairs.dedup();
}

/// The two texts of a candidate, the earlier one first.
pub(in crate::dedup) const fn unpacked(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

#[cfg(test)]
mod tests;
