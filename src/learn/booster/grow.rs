//! Growing one tree: level by level the split that gains most over all leaves.
//!
//! Each column keeps a histogram of every leaf. Of the two leaves that a split makes of one, only the smaller is
//! counted, and the other is what is left of the one before (Ke et al. 2017). Sums are of integers, so the tree is the one
//! that counting all rows at every level would give, for any number of threads.
//!
//! A split on a column with a [`Way`] may not turn a leaf round: where it would, that leaf counts as not split,
//! and what is below keeps within bounds on either side of the middle (as monotone constraints are kept by Ke et al.
//! and by Chen and Guestrin 2016).
//!
//! Time O(depth x columns x rows), and about half of that where splits are uneven.

use rayon::prelude::*;

use super::{Settings, Table, Way};
use crate::forest::Split;

/// The sums of the first and of the second derivative of the loss.
pub(super) type Slope<N> = [N; 2];

/// What pulls at a row: so many sums at once.
pub(super) type Pulls<const K: usize> = [Slope<i32>; K];

/// A histogram of a leaf: the sums of each of so many values.
type Histogram<const K: usize, const W: usize> = [[Slope<i64>; K]; W];

/// A tree without its rate: its splits, and for each leaf the steps that it takes.
pub(super) struct Grown<const K: usize> {
    pub(super) splits: Vec<Split>,
    pub(super) steps: Vec<[f64; K]>,
}

/// Between which steps a leaf stays.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    low: f64,
    high: f64,
}

impl Bounds {
    pub(super) const NONE: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };

    /// The step of a leaf with these sums.
    pub(super) fn step(self, sum: Slope<i64>, settings: &Settings) -> f64 {
        step(sum, settings).max(self.low).min(self.high)
    }

    /// The bounds of both leaves that a split makes of one.
    pub(super) fn split(self, way: Way, low: Slope<i64>, high: Slope<i64>, settings: &Settings) -> [Self; 2] {
        let middle = match way {
            Way::Either => return [self; 2],
            _ if way.allows(low, high, settings) => {
                (self.step(low, settings) + self.step(high, settings)) / 2.0
            }
            _ => self.step(plus(low, high), settings),
        };
        let (below, above) = (Self { high: middle, ..self }, Self { low: middle, ..self });
        if way == Way::For { [below, above] } else { [above, below] }
    }
}

fn step(sum: Slope<i64>, settings: &Settings) -> f64 {
    -(sum[0] as f64) / (sum[1] as f64 + settings.ridge)
}

impl Way {
    /// Whether the leaves of a split differ the right way.
    pub(super) fn allows(self, low: Slope<i64>, high: Slope<i64>, settings: &Settings) -> bool {
        match self {
            Way::Either => true,
            Way::For => step(low, settings) <= step(high, settings),
            Way::Against => step(low, settings) >= step(high, settings),
        }
    }
}

pub(super) fn add(sum: &mut Slope<i64>, pull: Slope<i32>) {
    sum[0] += i64::from(pull[0]);
    sum[1] += i64::from(pull[1]);
}

fn plus(a: Slope<i64>, b: Slope<i64>) -> Slope<i64> {
    [a[0] + b[0], a[1] + b[1]]
}

fn minus(a: Slope<i64>, b: Slope<i64>) -> Slope<i64> {
    [a[0] - b[0], a[1] - b[1]]
}

/// A column that was drawn for the tree.
struct Drawn<const K: usize, const W: usize> {
    /// What is asked of it.
    split: Split,
    way: Way,
    /// The value of each row.
    values: Vec<u8>,
    /// The histogram of each leaf.
    leaves: Vec<Histogram<K, W>>,
}

/// The tree of `depth` splits for these rows, given where each stands in the table and what pulls at it.
pub(super) fn grow<const K: usize, const W: usize>(
    table: &Table,
    places: &[u32],
    pulls: &[Pulls<K>],
    columns: &[Split],
    settings: &Settings,
) -> Grown<K> {
    let mut leaves = Leaves::of(pulls);
    let gather = |&split: &Split| {
        let asked = table.asked(split);
        let values: Vec<u8> = places.iter().map(|&at| asked(at)).collect();
        Drawn { split, way: table.way(split), values, leaves: vec![[[[0; 2]; K]; W]] }
    };
    let mut columns: Vec<Drawn<K, W>> = columns.par_iter().map(gather).collect();
    count(&mut columns, &[(0, &leaves.order)], pulls);
    let mut splits = Vec::new();
    for level in 0..settings.depth {
        let gains = |column: &Drawn<K, W>| best_threshold(&column.leaves, column.way, settings);
        let best = columns.par_iter().map(gains).enumerate().reduce(
            || (usize::MAX, (f64::MIN, 0)),
            |a, b| if b.1.0 > a.1.0 || b.1.0 == a.1.0 && b.0 < a.0 { b } else { a },
        );
        let Some(column) = columns.get(best.0) else { break };
        let (split, way) = (Split { above: best.1.1, ..column.split }, column.way);
        leaves.split(&column.values, split.above, way, pulls, settings);
        splits.push(split);
        if level + 1 < settings.depth {
            leaves.recount(&mut columns, pulls);
        }
    }
    Grown { splits, steps: leaves.steps(settings) }
}

/// The leaves of a tree that grows. Of those that a split makes, the one of the lower values keeps the number, and
/// the other has as many more as there were leaves.
struct Leaves<const K: usize> {
    /// The rows, leaf by leaf, and where each leaf starts; the last start is the end.
    order: Vec<u32>,
    starts: Vec<usize>,
    sums: Vec<[Slope<i64>; K]>,
    bounds: Vec<[Bounds; K]>,
}

impl<const K: usize> Leaves<K> {
    /// One leaf with all rows.
    fn of(pulls: &[Pulls<K>]) -> Self {
        let order: Vec<u32> = (0..pulls.len() as u32).collect();
        Self {
            starts: vec![0, order.len()],
            sums: vec![total(&order, pulls)],
            bounds: vec![[Bounds::NONE; K]],
            order,
        }
    }

    fn len(&self) -> usize {
        self.sums.len()
    }

    fn rows(&self, leaf: usize) -> &[u32] {
        &self.order[self.starts[leaf]..self.starts[leaf + 1]]
    }

    /// Splits each of them.
    fn split(&mut self, values: &[u8], above: u8, way: Way, pulls: &[Pulls<K>], settings: &Settings) {
        let before = self.len();
        let (mut order, mut starts) = (Vec::with_capacity(self.order.len()), vec![0]);
        for high in [false, true] {
            for leaf in 0..before {
                let wanted = |&&row: &&u32| (values[row as usize] > above) == high;
                order.extend(self.rows(leaf).iter().filter(wanted));
                starts.push(order.len());
            }
        }
        (self.order, self.starts) = (order, starts);
        let whole = std::mem::take(&mut self.sums);
        let high: Vec<_> = (before..2 * before).map(|leaf| total(self.rows(leaf), pulls)).collect();
        let low =
            whole.iter().zip(&high).map(|(whole, high)| std::array::from_fn(|k| minus(whole[k], high[k])));
        self.sums = low.chain(high.iter().copied()).collect();
        let mut above = Vec::with_capacity(before);
        for leaf in 0..before {
            let (low, high) = (self.sums[leaf], self.sums[before + leaf]);
            let sides: [[Bounds; 2]; K] =
                std::array::from_fn(|k| self.bounds[leaf][k].split(way, low[k], high[k], settings));
            self.bounds[leaf] = sides.map(|[low, _]| low);
            above.push(sides.map(|[_, high]| high));
        }
        self.bounds.extend(above);
    }

    /// The histograms of all leaves, from those of the leaves before they were split.
    fn recount<const W: usize>(&self, columns: &mut [Drawn<K, W>], pulls: &[Pulls<K>]) {
        let before = self.len() / 2;
        let smaller: Vec<(usize, &[u32])> = (0..before)
            .map(|leaf| {
                let other = before + leaf;
                let smaller = if self.rows(leaf).len() < self.rows(other).len() { leaf } else { other };
                (smaller, self.rows(smaller))
            })
            .collect();
        columns.par_iter_mut().for_each(|column| column.leaves.resize(2 * before, [[[0; 2]; K]; W]));
        // What was counted of the whole leaf goes to the larger one of both.
        columns.par_iter_mut().for_each(|column| {
            for &(leaf, _) in smaller.iter().filter(|(leaf, _)| *leaf < before) {
                column.leaves.swap(leaf, before + leaf);
            }
        });
        count(columns, &smaller, pulls);
        columns.par_iter_mut().for_each(|column| {
            for &(leaf, _) in &smaller {
                let (low, high) = column.leaves.split_at_mut(before);
                let (whole, part) = if leaf < before {
                    (&mut high[leaf], &low[leaf])
                } else {
                    (&mut low[leaf - before], &high[leaf - before])
                };
                for (whole, part) in whole.as_flattened_mut().iter_mut().zip(part.as_flattened()) {
                    *whole = minus(*whole, *part);
                }
            }
        });
    }

    fn steps(&self, settings: &Settings) -> Vec<[f64; K]> {
        let step = |(bounds, sums): (&[Bounds; K], &[Slope<i64>; K])| {
            std::array::from_fn(|k| bounds[k].step(sums[k], settings))
        };
        self.bounds.iter().zip(&self.sums).map(step).collect()
    }
}

fn total<const K: usize>(rows: &[u32], pulls: &[Pulls<K>]) -> [Slope<i64>; K] {
    let mut total = [[0; 2]; K];
    for &row in rows {
        total.iter_mut().zip(pulls[row as usize]).for_each(|(total, pull)| add(total, pull));
    }
    total
}

/// So many columns are counted in one pass over the rows.
const AT_ONCE: usize = 4;

/// Adds the rows of these leaves to their histograms.
fn count<const K: usize, const W: usize>(
    columns: &mut [Drawn<K, W>],
    leaves: &[(usize, &[u32])],
    pulls: &[Pulls<K>],
) {
    columns.par_chunks_mut(AT_ONCE).for_each(|columns| {
        for &(leaf, rows) in leaves {
            match &mut *columns {
                [a, b, c, d] => {
                    let [a, b, c, d] = [a, b, c, d].map(|column| (&*column.values, &mut column.leaves[leaf]));
                    for &row in rows {
                        let (row, pulls) = (row as usize, &pulls[row as usize]);
                        put(a.1, a.0[row], pulls);
                        put(b.1, b.0[row], pulls);
                        put(c.1, c.0[row], pulls);
                        put(d.1, d.0[row], pulls);
                    }
                }
                fewer => {
                    for column in fewer {
                        for &row in rows {
                            put(&mut column.leaves[leaf], column.values[row as usize], &pulls[row as usize]);
                        }
                    }
                }
            }
        }
    });
}

#[inline(always)]
fn put<const K: usize, const W: usize>(histogram: &mut Histogram<K, W>, value: u8, pulls: &Pulls<K>) {
    let sums = &mut histogram[usize::from(value) % W];
    sums.iter_mut().zip(pulls).for_each(|(sum, pull)| add(sum, *pull));
}

/// The best gain of a column, and above which value.
pub(super) fn best_threshold<const K: usize, const W: usize>(
    leaves: &[Histogram<K, W>],
    way: Way,
    settings: &Settings,
) -> (f64, u8) {
    let gain = |sum: Slope<i64>| sum[0] as f64 * sum[0] as f64 / (sum[1] as f64 + settings.ridge);
    let heavy = |sum: Slope<i64>| sum[1] as f64 >= settings.least;
    let mut gains = [0f64; W];
    for sums in leaves {
        for k in 0..K {
            let all = sums.iter().fold([0, 0], |all, sum| plus(all, sum[k]));
            if all[1] == 0 {
                continue;
            }
            let mut low = [0, 0];
            for (gains, sum) in gains.iter_mut().zip(&sums[..W - 1]) {
                low = plus(low, sum[k]);
                let high = minus(all, low);
                let counts = heavy(low) && heavy(high) && way.allows(low, high, settings);
                *gains += if counts { gain(low) + gain(high) } else { gain(all) };
            }
        }
    }
    let mut best = (f64::MIN, 0);
    for (above, &gain) in gains[..W - 1].iter().enumerate() {
        if gain > best.0 {
            best = (gain, above as u8);
        }
    }
    best
}
