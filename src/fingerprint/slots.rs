//! The least keys of a set's elements in every slot.
//!
//! This is Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup 2017) with the rounds
//! of `SuperMinHash` (Ertl 2017): in every round each element is thrown into one slot, in
//! the order of a permutation of the slots that belongs to the element, and a slot keeps
//! the least of what came first. So a slot's key is the round, and below it the rank of
//! the element, which settles who of one round stays.
//!
//! The permutation is affine: in round `t` an element with the odd factor `f` and the
//! offset `o` comes to slot `(t / f) ^ o`, modulo a power of two, so it comes to slot `s`
//! in round `f * (s ^ o)`. That can be asked for a slot without throwing anything. So
//! one definition has three ways to the same keys: few elements are asked for every
//! slot, eight slots at a time; more of them are thrown until few slots are empty;
//! and for those that stay empty all elements are asked.
//!
//! Expected time O(elements + slots log slots).

use crate::hash;

/// What stands in the slots of the empty set: more than any key.
pub(super) const EMPTY_SLOT: u32 = u32::MAX;
/// How many bits a key has: it is less than [`EMPTY_SLOT`], and not negative as an `i32`.
const KEY_BITS: u32 = 31;
/// The most slots.
pub(super) const MOST_SLOTS: usize = 1 << 12;
/// The most elements of a set that is asked and not thrown.
const FEW_ELEMENTS: usize = 64;
/// Not fewer than [`FEW_ELEMENTS`], and a power of two.
const NUMBERS: usize = 64;
/// The most slots, as a power of two, that leave room for a number in a lane.
const LANE_BITS: u32 = 10;
/// How many slots are asked at a time.
const WIDTH: usize = 64;

/// How the elements are laid out over the slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    slots: usize,
    /// The slots are a part of so many, as a power of two.
    bits: u32,
    key: u64,
}

/// An element: 12 bits each for factor and offset, and as many as are left for its rank.
#[derive(Clone, Copy, Default)]
struct Element {
    /// Odd.
    factor: u32,
    offset: u32,
    rank: u32,
}

impl Layout {
    /// For 1 to [`MOST_SLOTS`] slots.
    pub(super) const fn new(slots: usize, seed: u64) -> Self {
        let bits = usize::BITS - (slots - 1).leading_zeros();
        Self { slots, bits, key: hash::mix(seed, 0) }
    }

    pub(super) const fn slots(&self) -> usize {
        self.slots
    }

    const fn mask(&self) -> u32 {
        (1 << self.bits) - 1
    }

    #[inline]
    fn element(&self, shingle: u64) -> Element {
        let hash = hash::mix(shingle, self.key);
        Element {
            factor: hash as u32 & self.mask() | 1,
            // Without any slots but one, the mask leaves nothing of it.
            offset: (hash >> (64 - self.bits).min(63)) as u32 & self.mask(),
            rank: (hash >> 12) as u32 & ((1 << (KEY_BITS - self.bits)) - 1),
        }
    }

    /// The key that an element brings to a slot in the end.
    #[inline]
    fn ask(&self, element: Element, slot: u32) -> u32 {
        let round = element.factor.wrapping_mul(slot ^ element.offset) & self.mask();
        round << (KEY_BITS - self.bits) | element.rank
    }

    /// Sets `out` to the least keys of the elements of `shingles`, of which there may be
    /// several equal ones.
    pub(super) fn fill(&self, shingles: &[u64], out: &mut Vec<u32>) {
        out.clear();
        if (1..=LANE_BITS).contains(&self.bits) && (1..=FEW_ELEMENTS).contains(&shingles.len()) {
            return self.ask_all(shingles, out);
        }
        // Some of the slots are only there to make them a power of two.
        out.resize(1 << self.bits, EMPTY_SLOT);
        self.throw(shingles, out);
        out.truncate(self.slots);
        let empty = out.iter().filter(|&&slot| slot == EMPTY_SLOT).count();
        if empty > out.len() / 8 + 8 && !shingles.is_sorted_by(|a, b| a < b) {
            // Far too few different elements, of which one may come a million times.
            let mut different = shingles.to_vec();
            different.sort_unstable();
            different.dedup();
            return self.fill(&different, out);
        }
        if empty > 0 && !shingles.is_empty() {
            self.ask_for_empty(shingles, out);
        }
    }

    /// Some rounds in which all elements are thrown.
    fn throw(&self, shingles: &[u64], out: &mut [u32]) {
        let mask = self.mask();
        let count = shingles.len().max(1);
        // After so many rounds about as many slots are empty as there are to each element,
        // so that asking costs no more than another round would.
        let rounds = (out.len() * count.ilog2() as usize * 45 / 64).div_ceil(count).min(out.len()) as u32;
        if rounds < 2 {
            for &shingle in shingles {
                let element = self.element(shingle);
                let slot = &mut out[element.offset as usize];
                *slot = element.rank.min(*slot);
            }
            return;
        }
        for &shingle in shingles {
            let element = self.element(shingle);
            let step = inverse(element.factor);
            let mut place = 0u32;
            for round in 0..rounds {
                let slot = &mut out[(place & mask ^ element.offset) as usize];
                *slot = (round << (KEY_BITS - self.bits) | element.rank).min(*slot);
                place = place.wrapping_add(step);
            }
        }
    }

    /// Gives every empty slot the least key of all elements.
    fn ask_for_empty(&self, shingles: &[u64], out: &mut [u32]) {
        for (place, slot) in (0..).zip(out) {
            if *slot == EMPTY_SLOT {
                let keys = shingles.iter().map(|&shingle| self.ask(self.element(shingle), place));
                *slot = keys.min().unwrap_or(EMPTY_SLOT);
            }
        }
    }

    /// Asks few elements for every slot, in lanes of 16 bits: the round is in the upper
    /// ones, and in the lower six how many elements have a smaller rank.
    fn ask_all(&self, shingles: &[u64], out: &mut Vec<u32>) {
        let mut ranks = [i32::MAX; FEW_ELEMENTS];
        let mut askers = [(0u16, 0u16, 0u16); FEW_ELEMENTS];
        for ((asker, rank), &shingle) in askers.iter_mut().zip(&mut ranks).zip(shingles) {
            let element = self.element(shingle);
            *rank = element.rank as i32;
            // The factor makes the highest bits of what lies above those of the slots. With
            // half of the rounds added, signed numbers stand in the order of the rounds.
            let half = 1 << (self.bits - 1);
            *asker = ((element.factor << (16 - self.bits)) as u16, element.offset as u16 ^ half, 0);
        }
        let count = shingles.len();
        let askers = &mut askers[..count];
        // What makes a key of a lane, for each number.
        let mut bases = [0i32; NUMBERS];
        for ((.., number), &rank) in askers.iter_mut().zip(&ranks) {
            // Equal ranks have equal numbers: either gives the same key.
            *number = match ranks.first_chunk::<16>().filter(|_| count <= 16) {
                Some(first) => smaller(first, rank),
                None => smaller(&ranks, rank),
            };
            bases[usize::from(*number) % NUMBERS] = (1 << 30) + rank - (i32::from(*number) << 15);
        }
        out.resize(self.slots.next_multiple_of(WIDTH), EMPTY_SLOT);
        for (start, slots) in (0u16..).step_by(WIDTH).zip(out.as_chunks_mut::<WIDTH>().0) {
            let mut least = [i16::MAX; WIDTH];
            for &mut (factor, offset, number) in &mut *askers {
                for (lane, least) in least.iter_mut().enumerate() {
                    let slot = start | lane as u16;
                    let key = factor.wrapping_mul(slot ^ offset) | number;
                    *least = (*least).min(key as i16);
                }
            }
            for (slot, least) in slots.iter_mut().zip(least) {
                let base = bases[least as usize % NUMBERS];
                *slot = (i32::from(least) << 15).wrapping_add(base) as u32;
            }
        }
        out.truncate(self.slots);
    }
}

/// How many ranks are smaller than this one.
#[inline]
fn smaller<const N: usize>(ranks: &[i32; N], rank: i32) -> u16 {
    ranks.iter().map(|&other| i32::from(other < rank)).sum::<i32>() as u16
}

/// What an odd number has to be multiplied by to give 1, modulo 2^12 at least.
#[inline]
fn inverse(odd: u32) -> u32 {
    // Right in three bits, as odd squares are 1 modulo 8; each step doubles them (Newton).
    let mut inverse = odd;
    for _ in 0..2 {
        inverse = inverse.wrapping_mul(2u32.wrapping_sub(odd.wrapping_mul(inverse)));
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(layout: &Layout, shingles: &[u64]) -> Vec<u32> {
        let least = |slot| shingles.iter().map(|&shingle| layout.ask(layout.element(shingle), slot)).min();
        (0..layout.slots as u32).map(|slot| least(slot).unwrap_or(EMPTY_SLOT)).collect()
    }

    fn elements(count: u64, stream: u64) -> Vec<u64> {
        (0..count).map(|at| hash::mix(at, stream)).collect()
    }

    #[test]
    fn inverses() {
        for odd in (1..1u32 << 12).step_by(2) {
            assert_eq!(odd.wrapping_mul(inverse(odd)) % (1 << 12), 1, "{odd}");
        }
    }

    #[test]
    fn all_ways_lead_to_the_same_keys() {
        for slots in [1usize, 2, 3, 4, 5, 16, 31, 64, 100, 127, 128, 129, 256, 300, 512, 1000, 4096] {
            let layout = Layout::new(slots, slots as u64);
            for count in [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 100, 500, 2000] {
                let shingles = elements(count, 3);
                let mut out = vec![9; 5];
                layout.fill(&shingles, &mut out);
                assert_eq!(out, naive(&layout, &shingles), "{count} elements, {slots} slots");
            }
        }
    }

    #[test]
    fn every_element_comes_to_every_slot_once() {
        for slots in [1u32, 2, 8, 128, 4096] {
            let layout = Layout::new(slots as usize, 1);
            for element in elements(20, 1).into_iter().map(|shingle| layout.element(shingle)) {
                let mut rounds: Vec<u32> =
                    (0..slots).map(|slot| layout.ask(element, slot) >> (KEY_BITS - layout.bits)).collect();
                rounds.sort_unstable();
                assert_eq!(rounds, (0..slots).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_word_that_comes_a_million_times_is_one_element() {
        let layout = Layout::new(128, 1);
        for count in [1, 3, 90] {
            let (set, mut out) = (elements(count, 9), Vec::new());
            layout.fill(&set.repeat(1_000_000 / count as usize), &mut out);
            assert_eq!(out, naive(&layout, &set), "{count}");
        }
    }

    proptest! {
        #[test]
        fn order_and_repeats_do_not_matter(
            set in prop::collection::vec(any::<u64>(), 1..90),
            slots in 1..200usize,
            turn in any::<prop::sample::Index>(),
            times in 1..4usize,
        ) {
            let layout = Layout::new(slots, 5);
            let (mut once, mut other) = (Vec::new(), Vec::new());
            layout.fill(&set, &mut once);
            let mut again = set.repeat(times);
            again.rotate_left(turn.index(set.len()));
            again.reverse();
            layout.fill(&again, &mut other);
            prop_assert_eq!(&once, &other);
            prop_assert_eq!(once, naive(&layout, &set));
        }
    }
}
