//! Chance that is the same everywhere, by the seeds that pairs were first drawn with.

/// The Mersenne Twister of 32 bits (Matsumoto, Nishimura 1998), which draws pairs.
#[derive(Clone, Debug)]
pub(crate) struct Twister {
    state: [u32; SIZE],
    at: usize,
}

const SIZE: usize = 624;
const MIDDLE: usize = 397;

impl Twister {
    /// Started by an array of one number, as the authors' program does.
    pub(crate) fn new(seed: u32) -> Self {
        let mut state = [0; SIZE];
        state[0] = 19_650_218;
        for i in 1..SIZE {
            state[i] = spread(state[i - 1], 1_812_433_253).wrapping_add(i as u32);
        }
        let mut i = 1;
        for round in 0..SIZE + SIZE - 1 {
            let before = state[i - 1];
            state[i] = if round < SIZE {
                (state[i] ^ spread(before, 1_664_525)).wrapping_add(seed)
            } else {
                (state[i] ^ spread(before, 1_566_083_941)).wrapping_sub(i as u32)
            };
            i += 1;
            if i == SIZE {
                state[0] = state[SIZE - 1];
                i = 1;
            }
        }
        state[0] = 1 << 31;
        Self { state, at: SIZE }
    }

    fn next(&mut self) -> u32 {
        if self.at == SIZE {
            for i in 0..SIZE {
                let both = self.state[i] & (1 << 31) | self.state[(i + 1) % SIZE] & !(1 << 31);
                let odd = if both & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[i] = self.state[(i + MIDDLE) % SIZE] ^ both >> 1 ^ odd;
            }
            self.at = 0;
        }
        let mut number = self.state[self.at];
        self.at += 1;
        number ^= number >> 11;
        number ^= number << 7 & 0x9d2c_5680;
        number ^= number << 15 & 0xefc6_0000;
        number ^ number >> 18
    }

    /// One of the numbers under `count`, which is 1 to 2^32 - 1: draws as many bits as it has until they fit.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let bits = usize::BITS - count.leading_zeros();
        loop {
            let drawn = (self.next() >> (32 - bits.clamp(1, 32))) as usize;
            if drawn < count.max(1) {
                return drawn;
            }
        }
    }

    /// One of the items, if there are any.
    pub(crate) fn choose<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        if items.is_empty() { None } else { items.get(self.below(items.len())) }
    }

    /// Brings the items into some order (Fisher, Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

fn spread(state: u32, factor: u32) -> u32 {
    (state ^ state >> 30).wrapping_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_other_programs() {
        let mut twister = Twister::new(7);
        let numbers: Vec<usize> = (0..6).map(|_| twister.below(1000)).collect();
        assert_eq!(numbers, [331, 970, 154, 404, 666, 49]);
        let mut items: Vec<u8> = (0..10).collect();
        Twister::new(3).shuffle(&mut items);
        assert_eq!(items, [1, 5, 6, 0, 9, 4, 7, 2, 8, 3]);
    }

    #[test]
    fn every_number_below_is_drawn_and_none_above() {
        let mut twister = Twister::new(7);
        let mut seen = [0; 5];
        for _ in 0..5000 {
            seen[twister.below(5)] += 1;
        }
        assert!(seen.iter().all(|count| (900..1100).contains(count)), "{seen:?}");
        assert_eq!(twister.below(1), 0);
    }

    #[test]
    fn shuffling_keeps_all_and_moves_most() {
        let mut items: Vec<usize> = (0..100).collect();
        Twister::new(3).shuffle(&mut items);
        assert!((0..100).filter(|&i| items[i] == i).count() < 10);
        items.sort_unstable();
        assert!(items.into_iter().eq(0..100));
        assert_eq!(Twister::new(3).choose::<u8>(&[]), None);
    }
}
