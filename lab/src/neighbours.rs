//! Fingerprints with planted neighbours, and all pairs of neighbours by comparing all with all.

/// One of so many fingerprints is a near copy of another.
pub const PLANTED: usize = 20;

/// A small generator of random numbers (splitmix64), fixed for ever.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any of the numbers of 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// `fingerprint` with `count` different bits changed.
    pub fn flipped(&mut self, fingerprint: u64, count: u32) -> u64 {
        let mut mask = 0_u64;
        while mask.count_ones() < count {
            mask |= 1 << (self.draw() >> 58);
        }
        fingerprint ^ mask
    }
}

/// Random fingerprints, some of which are copies with 1 to `radius` bits changed, shuffled.
pub fn planted(n: usize, radius: u32) -> Vec<u64> {
    let mut numbers = Numbers::new(42);
    let mut all: Vec<u64> = (0..n - n / PLANTED).map(|_| numbers.draw()).collect();
    for i in 0..n / PLANTED {
        let count = 1 + numbers.draw() as u32 % radius;
        all.push(numbers.flipped(all[i], count));
    }
    for i in (1..n).rev() {
        all.swap(i, (numbers.draw() % (i as u64 + 1)) as usize);
    }
    all
}

/// The places and the distance of all pairs within the radius, in order.
pub fn brute_force(fingerprints: &[u64], radius: u32) -> Vec<(usize, usize, u32)> {
    let mut pairs = Vec::new();
    for (a, x) in fingerprints.iter().enumerate() {
        for (b, y) in fingerprints.iter().enumerate().skip(a + 1) {
            let distance = (x ^ y).count_ones();
            if distance <= radius {
                pairs.push((a, b, distance));
            }
        }
    }
    pairs
}
