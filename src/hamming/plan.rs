//! Which bits two fingerprints have to share to be compared.
//!
//! Cut into `k + m` blocks, two fingerprints that differ in at most `k` bits agree
//! in at least `m` whole blocks (pigeonhole). A pair belongs to its *first* `m`
//! equal blocks, and to no other choice, so that it is found exactly once.
//! Source: Manku, Jain and Das Sarma 2007, "Detecting near-duplicates for web crawling".
//!
//! Time O(choices of blocks).

/// The most equal blocks that are asked for.
const MOST_EQUAL: u32 = 3;
/// What the passes cost, in tenths of a nanosecond a fingerprint; measured roughly.
const OUTER_PASS: u64 = 70;
const INNER_PASS: u64 = 45;
/// What comparing with one more of the same bucket costs, in tenths of a nanosecond.
const COMPARISON: u64 = 4;
/// What a query should compare in one table at the most.
const MOST_COMPARED: u64 = 512;
/// Inner buckets are not made smaller than this on average: emptying counters
/// would cost more than comparing.
pub(super) const FULL: usize = 8;

/// What must hold of the bits in which two fingerprints differ.
#[derive(Clone, Debug, Default)]
pub(super) struct Rule {
    /// They are outside of this mask.
    pub(super) same: u64,
    /// They meet each of these masks.
    pub(super) differ: Vec<u64>,
}

impl Rule {
    #[inline]
    pub(super) fn allows(&self, difference: u64) -> bool {
        difference & self.same == 0 && self.differ.iter().all(|mask| difference & mask != 0)
    }

    /// This rule, with one more block that is equal behind some that differ.
    pub(super) fn and(&self, differ: &[u64], same: u64) -> Self {
        let differ = self.differ.iter().chain(differ).copied().collect();
        Self { same: self.same | same, differ }
    }
}

/// How fingerprints are cut into blocks, and how many have to be equal.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Masks of neighbouring bits, the topmost first.
    pub(super) blocks: Vec<u64>,
    pub(super) equal: u32,
}

/// All pairs whose first equal block is the same one.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The first equal block.
    pub(super) block: u64,
    /// What that alone says of a pair.
    pub(super) rule: Rule,
    /// The same for each choice of further equal blocks behind it.
    pub(super) choices: Vec<Rule>,
}

impl Plan {
    /// Blocks so that `equal` of them are equal within `radius`, which is 0 to 8.
    pub(super) fn new(radius: u32, equal: u32) -> Self {
        let count = radius + equal;
        let edge = |i: u32| 64 - 64 * i / count;
        let blocks = (0..count).map(|i| low(edge(i)) & !low(edge(i + 1))).collect();
        Self { blocks, equal }
    }

    /// The cheapest plan for comparing `len` fingerprints with each other.
    pub(super) fn for_join(radius: u32, len: usize) -> Self {
        let cost = |equal: u32| {
            let count = radius + equal;
            let bucket = (len as u64 >> (64 * equal / count)).max(FULL as u64);
            let outer = u64::from(radius + 1) * OUTER_PASS;
            outer + choose(count, equal) * (INNER_PASS + bucket * COMPARISON / 2)
        };
        let equal = (1..=MOST_EQUAL).min_by_key(|&equal| cost(equal)).unwrap_or(1);
        Self::new(radius, equal)
    }

    /// The plan for comparing one fingerprint with `len` others: as few tables as
    /// leave few comparisons in each, and not more than memory bears.
    pub(super) fn for_queries(radius: u32, len: usize) -> Self {
        let few = len as u64 >> (64 / (radius + 1)).min(63) <= MOST_COMPARED;
        Self::new(radius, if few { 1 } else { 2 })
    }

    /// All choices of equal blocks, by the first one.
    pub(super) fn tables(&self) -> Vec<Table> {
        let more = self.equal as usize - 1;
        let firsts = 0..self.blocks.len() - more;
        firsts
            .map(|first| {
                let rule = Rule::default().and(&self.blocks[..first], self.blocks[first]);
                let mut choices = Vec::new();
                self.choose(&rule, first + 1, more, &mut choices);
                Table { block: self.blocks[first], rule, choices }
            })
            .collect()
    }

    /// Extends `rule` by each choice of `more` equal blocks from block `from` on.
    fn choose(&self, rule: &Rule, from: usize, more: usize, choices: &mut Vec<Rule>) {
        if more == 0 {
            return choices.push(rule.clone());
        }
        for next in from..=self.blocks.len() - more {
            let longer = rule.and(&self.blocks[from..next], self.blocks[next]);
            self.choose(&longer, next + 1, more - 1, choices);
        }
    }
}

/// The mask of the lowest `bits` bits, 0 to 64.
fn low(bits: u32) -> u64 {
    u64::MAX.checked_shr(64 - bits).unwrap_or(0)
}

/// How many ways there are to choose `k` of `n`; both are small.
fn choose(n: u32, k: u32) -> u64 {
    (0..k).fold(1, |ways, i| ways * u64::from(n - i) / u64::from(i + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_tile_the_fingerprint() {
        for radius in 1..=8 {
            for equal in 1..=MOST_EQUAL {
                let plan = Plan::new(radius, equal);
                assert_eq!(plan.blocks.len() as u32, radius + equal);
                assert_eq!(plan.blocks.iter().fold(0, |all, block| all ^ block), u64::MAX);
                assert_eq!(plan.blocks.iter().map(|block| block.count_ones()).sum::<u32>(), 64);
                for block in &plan.blocks {
                    assert!(
                        (64 / (radius + equal)..=64 / (radius + equal) + 1).contains(&block.count_ones())
                    );
                    assert_eq!(64, block.leading_zeros() + block.trailing_zeros() + block.count_ones());
                }
                let choices: usize = plan.tables().iter().map(|table| table.choices.len()).sum();
                assert_eq!(choices as u64, choose(radius + equal, equal));
            }
        }
    }

    #[test]
    fn a_difference_belongs_to_one_choice() {
        let mut state = 7_u64;
        for radius in 1..=8 {
            for equal in 1..=MOST_EQUAL {
                let tables = Plan::new(radius, equal).tables();
                for _ in 0..300 {
                    let mut difference = 0_u64;
                    for _ in 0..radius {
                        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                        difference |= 1 << (state >> 58);
                    }
                    let first = tables.iter().filter(|table| table.rule.allows(difference)).count();
                    let choices = tables.iter().flat_map(|table| &table.choices);
                    assert_eq!((first, choices.filter(|rule| rule.allows(difference)).count()), (1, 1));
                }
            }
        }
    }
}
