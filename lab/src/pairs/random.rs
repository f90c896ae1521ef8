//! Chance that is the same everywhere: two generators, by the seeds that the shipped trees were learnt with.

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

/// PCG XSL RR 128/64 (O'Neill 2014), which draws the rows and the features of a tree.
#[derive(Clone, Debug)]
pub(crate) struct Pcg {
    state: u128,
    step: u128,
    /// The high half of a number whose low half was drawn.
    half: Option<u32>,
}

impl Pcg {
    /// Its 256 bits are made of the seed by mixing words of 32 bits (O'Neill 2015, `seed_seq_fe`).
    pub(crate) fn new(seed: u32) -> Self {
        let [high, low, step_high, step_low] = mixed(seed);
        let step = (u128::from(step_high) << 64 | u128::from(step_low)) << 1 | 1;
        let mut this = Self { state: step, step, half: None };
        this.state = this.state.wrapping_add(u128::from(high) << 64 | u128::from(low));
        this.forward();
        this
    }

    fn forward(&mut self) {
        const FACTOR: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
        self.state = self.state.wrapping_mul(FACTOR).wrapping_add(self.step);
    }

    fn next(&mut self) -> u64 {
        self.forward();
        ((self.state >> 64) as u64 ^ self.state as u64).rotate_right((self.state >> 122) as u32)
    }

    /// A number from 0 to below 1.
    pub(crate) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// One of the numbers up to `most` (Lemire 2019).
    fn up_to(&mut self, most: u32) -> u32 {
        if most == 0 {
            return 0;
        }
        let count = u64::from(most) + 1;
        let least = ((u64::from(u32::MAX) - u64::from(most)) % count) as u32;
        loop {
            let product = u64::from(self.next_half()) * count;
            if product as u32 >= least {
                return (product >> 32) as u32;
            }
        }
    }

    fn next_half(&mut self) -> u32 {
        self.half.take().unwrap_or_else(|| {
            let number = self.next();
            self.half = Some((number >> 32) as u32);
            number as u32
        })
    }

    /// So many of the numbers under `count`, ascending (Floyd 1987).
    pub(crate) fn some_below(&mut self, count: usize, some: usize) -> Vec<usize> {
        let mut drawn: Vec<usize> = Vec::with_capacity(some);
        for last in count - some.min(count)..count {
            let number = self.up_to(last as u32) as usize;
            drawn.push(if drawn.contains(&number) { last } else { number });
        }
        // Their order was drawn, too.
        for last in (1..drawn.len()).rev() {
            self.up_to(last as u32);
        }
        drawn.sort_unstable();
        drawn
    }
}

fn mixed(seed: u32) -> [u64; 4] {
    let mut constant = 0x43b0_d7e5_u32;
    let mut hashed = |word: u32| {
        let word = word ^ constant;
        constant = constant.wrapping_mul(0x931e_8875);
        let word = word.wrapping_mul(constant);
        word ^ word >> 16
    };
    let mut pool = [seed, 0, 0, 0].map(&mut hashed);
    for from in 0..4 {
        for to in (0..4).filter(|&to| to != from) {
            let other = hashed(pool[from]);
            let word = pool[to].wrapping_mul(0xca01_f9dd).wrapping_sub(other.wrapping_mul(0x4973_f715));
            pool[to] = word ^ word >> 16;
        }
    }
    let mut constant = 0x8b51_f9dd_u32;
    let mut word = |at: usize| {
        let word = pool[at % 4] ^ constant;
        constant = constant.wrapping_mul(0x58f3_8ded);
        let word = word.wrapping_mul(constant);
        u64::from(word ^ word >> 16)
    };
    std::array::from_fn(|at| word(at * 2) | word(at * 2 + 1) << 32)
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
        let mut pcg = Pcg::new(1);
        assert_eq!([pcg.share(), pcg.share()], [0.511_821_624_700_256_7, 0.950_463_696_325_935_3]);
        assert_eq!(pcg.some_below(26, 15), [0, 1, 2, 3, 5, 8, 9, 11, 13, 14, 15, 17, 19, 21, 23]);
        assert_eq!(pcg.share(), 0.403_112_986_447_129_23);
        assert_eq!(pcg.some_below(26, 15), [0, 1, 2, 4, 5, 7, 10, 11, 13, 18, 21, 22, 23, 24, 25]);
        assert_eq!(pcg.share(), 0.623_489_755_537_500_4);
    }

    #[test]
    fn every_number_below_is_drawn_and_none_above() {
        let mut twister = Twister::new(7);
        let mut pcg = Pcg::new(7);
        let mut seen = [[0; 5]; 2];
        for _ in 0..5000 {
            seen[0][twister.below(5)] += 1;
            seen[1][pcg.up_to(4) as usize] += 1;
        }
        assert!(seen.iter().flatten().all(|count| (900..1100).contains(count)), "{seen:?}");
        assert_eq!((twister.below(1), pcg.up_to(0)), (0, 0));
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

    #[test]
    fn some_are_so_many_and_differ() {
        let mut pcg = Pcg::new(2);
        for (count, some) in [(1, 1), (5, 5), (9, 3), (4, 0), (3, 7)] {
            let drawn = pcg.some_below(count, some);
            assert_eq!(drawn.len(), some.min(count));
            assert!(
                drawn.windows(2).all(|two| two[0] < two[1]) && drawn.iter().all(|&number| number < count)
            );
        }
    }
}
