//! A quick look at many fingerprints that are probably far away.
//!
//! A sketch has 32 bits, so that a vector of a portable processor holds four. What
//! is near has a near sketch; what has a near sketch still has to be compared.
//!
//! Time O(fingerprints), some per instruction.

/// How many sketches are looked at before the first branch.
pub(super) const LANES: usize = 16;

/// The halves of `x` on top of each other: two sketches never differ in more bits
/// than their fingerprints.
#[inline]
pub(super) fn sketch(x: u64) -> u32 {
    (x >> 32) as u32 ^ x as u32
}

/// Whether one of the sketches differs from `x` in at most `K` bits.
#[inline]
pub(super) fn any_near<const K: usize, const N: usize>(x: u32, sketches: &[u32; N]) -> bool {
    let mut near = 0;
    for sketch in sketches {
        let mut difference = sketch ^ x;
        // Portable processors count no bits, and this takes two operations a bit,
        // on several sketches at once.
        for _ in 0..K {
            difference &= difference.wrapping_sub(1);
        }
        near |= u32::from(difference == 0);
    }
    near != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sketches_are_near_up_to_the_radius() {
        for distance in 0..=9_u32 {
            let mut lanes = [0xffff_0000_u32; LANES];
            lanes[7] = (1 << distance) - 1;
            let near = [
                any_near::<1, LANES>(0, &lanes),
                any_near::<3, LANES>(0, &lanes),
                any_near::<8, LANES>(0, &lanes),
            ];
            assert_eq!(near, [1, 3, 8].map(|radius| distance <= radius), "{distance}");
        }
    }
}
