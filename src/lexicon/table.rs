//! A table of numbers by the hashes of words, in one piece of memory.
//!
//! Open addressing; what differs in the upper half of its key only by chance is told apart by the caller.
//!
//! Time O(1) expected, space O(entries).

/// Numbers other than 0 by 64-bit keys, of which the upper halves are kept.
#[derive(Clone, Debug)]
pub(super) struct Table {
    slots: Vec<Slot>,
    /// How many slots are taken; never more than half.
    used: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The upper half of the key.
    tag: u32,
    /// 0 where the slot is free.
    value: u32,
}

fn tag(key: u64) -> u32 {
    (key >> 32) as u32
}

impl Table {
    /// Room for about `entries` entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        Self { slots: vec![Slot::default(); (entries * 2).next_power_of_two().max(64)], used: 0 }
    }

    /// The numbers of `key`, and those of keys with the same upper half.
    #[inline]
    pub(super) fn get(&self, key: u64) -> impl Iterator<Item = u32> {
        let tag = tag(key);
        self.run(tag).map(|at| self.slots[at]).filter(move |slot| slot.tag == tag).map(|slot| slot.value)
    }

    /// The number of `key`, or of the first key with the same upper half: 0 if there was none. It must be another one then.
    pub(super) fn entry(&mut self, key: u64) -> &mut u32 {
        self.make_room();
        let tag = tag(key);
        let known = self.run(tag).find(|&at| self.slots[at].tag == tag);
        let at = known.unwrap_or_else(|| self.take(tag));
        &mut self.slots[at].value
    }

    /// Adds a number other than 0 to those of `key`.
    pub(super) fn insert(&mut self, key: u64, value: u32) {
        self.make_room();
        let at = self.take(tag(key));
        self.slots[at].value = value;
    }

    /// The slots from where a tag belongs up to the next free one.
    #[inline]
    fn run(&self, tag: u32) -> impl Iterator<Item = usize> {
        let mask = self.slots.len() - 1;
        (0..=mask).map(move |step| (tag as usize + step) & mask).take_while(|&at| self.slots[at].value != 0)
    }

    /// Takes the free slot where a tag belongs.
    fn take(&mut self, tag: u32) -> usize {
        let mask = self.slots.len() - 1;
        let at = (tag as usize + self.run(tag).count()) & mask;
        self.slots[at].tag = tag;
        self.used += 1;
        at
    }

    fn make_room(&mut self) {
        if (self.used + 1) * 2 > self.slots.len() {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let doubled = vec![Slot::default(); self.slots.len() * 2];
        self.used = 0;
        for slot in std::mem::replace(&mut self.slots, doubled) {
            if slot.value != 0 {
                let at = self.take(slot.tag);
                self.slots[at].value = slot.value;
            }
        }
    }

    /// The most slots that are looked at for one key.
    #[cfg(test)]
    pub(super) fn longest_run(&self) -> usize {
        self.slots.iter().map(|slot| self.run(slot.tag).count()).max().unwrap_or(0)
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
            let mut found: Vec<u32> = table.get(key).collect();
            found.sort_unstable();
            assert_eq!(found, *numbers, "{key}");
        }
        assert!((0..1000).all(|n| table.get(hash::mix(n, 2)).next().is_none()));
        assert!(table.longest_run() < 64, "{}", table.longest_run());
    }

    #[test]
    fn an_entry_is_the_same_each_time() {
        let mut table = Table::with_capacity(1);
        for n in 0..1000 {
            for bit in [1, 2] {
                *table.entry(hash::mix(n, 1)) |= bit;
            }
        }
        assert!((0..1000).all(|n| table.get(hash::mix(n, 1)).eq([3])));
    }
}
