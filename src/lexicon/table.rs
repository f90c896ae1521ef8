//! A table of numbers by the hashes of words, in one piece of memory.
//!
//! Open addressing; what differs in the upper half of its key only by chance is told apart by the caller.
//!
//! Time O(1) expected, space O(entries).

/// Numbers other than 0 by 64-bit keys, of which the upper halves are kept.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The upper half of a key, and below it a number: 0 where the slot is free.
    slots: Vec<u64>,
    /// How many slots are taken; never more than half.
    used: usize,
}

/// The upper half of a key, where it stands in a slot.
fn tag(key: u64) -> u64 {
    key & TAG
}

const TAG: u64 = !(u32::MAX as u64);

impl Table {
    /// Room for about `entries` entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        Self { slots: vec![0; (entries * 2).next_power_of_two().max(64)], used: 0 }
    }

    /// The first number of `key`, or of a key with the same upper half, that is the one that is looked for.
    #[inline]
    pub(super) fn find(&self, key: u64, mut is_it: impl FnMut(u32) -> bool) -> Option<u32> {
        let tag = tag(key);
        let mut at = self.place(tag);
        while self.slots[at] != 0 {
            let slot = self.slots[at];
            if slot & TAG == tag && is_it(slot as u32) {
                return Some(slot as u32);
            }
            at = self.behind(at);
        }
        None
    }

    /// The number of `key`, or of the first key with the same upper half; 0 if there is none.
    #[inline]
    pub(super) fn get(&self, key: u64) -> u32 {
        self.find(key, |_| true).unwrap_or(0)
    }

    /// Sets bits of that number. Not for keys of [`Table::insert`].
    pub(super) fn set(&mut self, key: u64, bits: u32) {
        let tag = tag(key);
        let mut at = self.place(tag);
        while self.slots[at] != 0 {
            if self.slots[at] & TAG == tag {
                self.slots[at] |= u64::from(bits);
                return;
            }
            at = self.behind(at);
        }
        self.insert(key, bits);
    }

    /// Adds a number other than 0 to those of `key`.
    pub(super) fn insert(&mut self, key: u64, number: u32) {
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.used += 1;
        self.take(tag(key) | u64::from(number));
    }

    /// Where a tag belongs.
    #[inline]
    fn place(&self, tag: u64) -> usize {
        (tag >> 32) as usize & (self.slots.len() - 1)
    }

    /// The slot behind another one. Half of them are free, so one is met in a while.
    #[inline]
    fn behind(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }

    /// Takes the free slot where it belongs.
    fn take(&mut self, slot: u64) {
        let mut at = self.place(slot);
        while self.slots[at] != 0 {
            at = self.behind(at);
        }
        self.slots[at] = slot;
    }

    #[cold]
    fn grow(&mut self) {
        let doubled = vec![0; self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot != 0 {
                self.take(slot);
            }
        }
    }

    /// The most slots that are looked at for one key.
    #[cfg(test)]
    pub(super) fn longest_run(&self) -> usize {
        let taken = |&at: &usize| self.slots[at] != 0;
        let run = |at| std::iter::successors(Some(at), |&at| Some(self.behind(at))).take_while(taken).count();
        (0..self.slots.len()).map(run).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::hash;

    #[test]
    fn it_holds_what_a_map_holds() {
        let mut table = Table::with_capacity(1);
        let mut map: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for n in 1..=5000 {
            // Some keys come several times.
            let key = hash::mix(u64::from(n) % 3000, 1);
            table.insert(key, n);
            map.entry(key).or_default().push(n);
        }
        for (&key, numbers) in &map {
            let mut found = Vec::new();
            let none = table.find(key, |number| {
                found.push(number);
                false
            });
            assert_eq!(none, None, "{key}");
            found.sort_unstable();
            assert_eq!(found, *numbers, "{key}");
            assert!(numbers.iter().all(|&known| table.find(key, |number| number == known) == Some(known)));
        }
        assert!((0..1000).all(|n| table.get(hash::mix(n, 2)) == 0));
        assert!(table.longest_run() < 64, "{}", table.longest_run());
    }

    #[test]
    fn bits_of_a_key_are_one_number() {
        let mut table = Table::with_capacity(1);
        for n in 0..1000 {
            for bit in [1, 2] {
                table.set(hash::mix(n, 1), bit);
            }
        }
        assert!((0..1000).all(|n| table.get(hash::mix(n, 1)) == 3));
    }
}
