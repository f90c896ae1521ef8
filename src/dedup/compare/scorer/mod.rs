//! How likely it is that two texts are one, from the signs for and against it.
//!
//! Boosted regression trees (Friedman 2001) of depth four with integer thresholds
//! and leaves, so that every platform comes to the same score. A sign that speaks for a pair never
//! lowers its score, and one that speaks against it never raises it. The trees were
//! learnt from labelled pairs, of which none is part of the crate.
//!
//! Time O(trees), a constant.

mod model;

pub use model::PairModel;

use std::sync::OnceLock;

use super::features::Signs;

const DEPTH: usize = 4;
const NODES: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

struct Tree {
    sign: [u8; NODES],
    /// A sign of at most this goes to the left.
    most: [i32; NODES],
    leaves: [i16; LEAVES],
}

struct Scorer {
    base: i32,
    trees: Vec<Tree>,
    /// The most that this tree and all behind it can add.
    most_left: Vec<i32>,
}

/// The score of a pair, 0 to 1000: in thousandths, how likely it is that both texts are one.
pub(in crate::dedup) fn score(signs: &Signs) -> u16 {
    score_from(signs, 0)
}

/// The same, but 0 if it is less than `least`: which most pairs show before all trees are asked.
pub(in crate::dedup) fn score_from(signs: &Signs, least: u16) -> u16 {
    static SCORER: OnceLock<Scorer> = OnceLock::new();
    let score = probability(SCORER.get_or_init(Scorer::new).log_odds(signs, least));
    if score < least { 0 } else { score }
}

impl Scorer {
    fn new() -> Self {
        let mut this = Self { base: 0, trees: Vec::new(), most_left: Vec::new() };
        for row in include_str!("../../../../models/pairs.txt").lines() {
            if let Some(base) = row.strip_prefix("base ") {
                this.base = base.parse().unwrap_or(0);
            } else if let Some((splits, leaves)) = row.split_once(" | ") {
                this.trees.push(tree(splits, leaves));
            }
        }
        let mut left = 0;
        for tree in this.trees.iter().rev() {
            left += tree.leaves.iter().map(|&leaf| i32::from(leaf)).max().unwrap_or(0);
            this.most_left.push(left);
        }
        this.most_left.reverse();
        this
    }

    /// In thousandths; or something less than asked for, if it comes to less than `least`.
    fn log_odds(&self, signs: &Signs, least: u16) -> i32 {
        const ASKED_AT_ONCE: usize = 16;
        let row = signs.row();
        let mut sum = self.base;
        for (trees, left) in
            self.trees.chunks(ASKED_AT_ONCE).zip(self.most_left.iter().step_by(ASKED_AT_ONCE))
        {
            if least > 0 && probability(sum + left) < least {
                return sum + left;
            }
            for tree in trees {
                let mut node = 0;
                for _ in 0..DEPTH {
                    let right = row[usize::from(tree.sign[node])] > tree.most[node];
                    node = 2 * node + 1 + usize::from(right);
                }
                sum += i32::from(tree.leaves[node - NODES]);
            }
        }
        sum
    }
}

fn tree(splits: &str, leaves: &str) -> Tree {
    let mut tree = Tree { sign: [0; NODES], most: [i32::MAX; NODES], leaves: [0; LEAVES] };
    for (node, split) in splits.split(' ').enumerate().take(NODES) {
        if let Some((name, most)) = split.split_once("<=") {
            let sign = Signs::NAMES.iter().position(|known| *known == name).unwrap_or(0);
            tree.sign[node] = sign as u8;
            tree.most[node] = most.parse().unwrap_or(i32::MAX);
        }
    }
    for (slot, leaf) in tree.leaves.iter_mut().zip(leaves.split(' ')) {
        *slot = leaf.parse().unwrap_or(0);
    }
    tree
}

/// The logistic function from thousandths to thousandths, by a table at steps of a
/// quarter and straight lines between, in integers.
fn probability(log_odds: i32) -> u16 {
    const STEP: i32 = 250;
    const TABLE: [i32; 33] = [
        500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982, 986, 989, 991,
        993, 995, 996, 997, 998, 998, 998, 999, 999, 999, 999, 999, 1000,
    ];
    let size = log_odds.unsigned_abs().min(STEP as u32 * 32 - 1) as i32;
    let (at, rest) = ((size / STEP) as usize, size % STEP);
    let upper = TABLE[at] + (TABLE[at + 1] - TABLE[at]) * rest / STEP;
    (if log_odds < 0 { 1000 - upper } else { upper }) as u16
}

#[cfg(test)]
mod tests;
