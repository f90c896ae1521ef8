//! Boosted trees that judge a pair by its features, some of which may only speak for it or only against it.
//!
//! Newton steps on the logistic loss (Friedman 2001) over histograms, in trees of one depth whose nodes each have
//! a split of their own. A feature with a direction splits only where both sides keep to it, and what is below
//! keeps within the bounds of what is above. Sums are made in the order of the rows and no function of the
//! platform's is asked, so the same rows give the same trees everywhere.
//!
//! Time O(trees x depth x features x rows).

use std::fmt::Write as _;

use rayon::prelude::*;

use super::random::Pcg;

pub(crate) const DEPTH: usize = 4;
const NODES: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) seed: u32,
    pub(crate) trees: usize,
    /// How much of a step is taken.
    pub(crate) rate: f64,
    /// The weight of a leaf that says nothing.
    pub(crate) ridge: f64,
    /// The least weight of either side of a split.
    pub(crate) least: f64,
    /// The most values that a feature is told apart by.
    pub(crate) bins: usize,
    /// Of the features and the rows so many in thousandths are looked at for a tree.
    pub(crate) features: usize,
    pub(crate) rows: usize,
}

/// A pair to learn from.
#[derive(Clone, Debug)]
pub(crate) struct Row<'r> {
    pub(crate) features: &'r [i32],
    pub(crate) dup: bool,
    pub(crate) weight: f64,
}

/// One way in which a feature may move the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Either,
    /// It never lowers the score when it grows.
    For,
    /// It never raises it.
    Against,
}

/// At most this goes to the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Split {
    feature: usize,
    most: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Tree {
    splits: [Option<Split>; NODES],
    leaves: [i32; LEAVES],
}

/// Trees that add up to log odds, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trees {
    base: i32,
    trees: Vec<Tree>,
}

impl Tree {
    fn leaf(&self, features: &[i32]) -> usize {
        let mut node = 0;
        for _ in 0..DEPTH {
            let right = self.splits[node].is_some_and(|split| features[split.feature] > split.most);
            node = 2 * node + 1 + usize::from(right);
        }
        node - NODES
    }
}

impl Trees {
    /// The log odds of a pair, in thousandths.
    pub(crate) fn log_odds(&self, features: &[i32]) -> i32 {
        self.base + self.trees.iter().map(|tree| tree.leaves[tree.leaf(features)]).sum::<i32>()
    }

    /// As the library stores them.
    pub(crate) fn text(&self, names: &[&str]) -> String {
        let mut text = format!("base {}\n", self.base);
        for tree in &self.trees {
            let split = |split: &Option<Split>| match split {
                Some(split) => format!("{}<={}", names.get(split.feature).unwrap_or(&"?"), split.most),
                None => "-".to_owned(),
            };
            let splits: Vec<String> = tree.splits.iter().map(split).collect();
            let leaves: Vec<String> = tree.leaves.iter().map(ToString::to_string).collect();
            let _ = writeln!(text, "{} | {}", splits.join(" "), leaves.join(" "));
        }
        text
    }
}

/// The features of all rows by the bins of their values.
struct Table {
    cuts: Vec<Vec<i32>>,
    bins: Vec<Vec<u8>>,
}

impl Table {
    fn of(rows: &[Row<'_>], count: usize, most_bins: usize) -> Self {
        let column = |feature: usize| -> (Vec<i32>, Vec<u8>) {
            let mut sorted: Vec<i32> = rows.iter().map(|row| row.features[feature]).collect();
            sorted.sort_unstable();
            let mut values = sorted.clone();
            values.dedup();
            if values.len() > most_bins {
                // In floating point, as the shipped trees were learnt: where a quantile falls on a row, it may be the one before.
                let share =
                    |bin: usize| if bin == most_bins { 1.0 } else { bin as f64 * (1.0 / most_bins as f64) };
                let quantile = |bin: usize| sorted[(share(bin) * (sorted.len() - 1) as f64) as usize];
                values = (1..=most_bins).map(quantile).collect();
                values.dedup();
            }
            // Nothing is above the greatest.
            values.pop();
            let bin = |row: &Row<'_>| values.partition_point(|&cut| cut < row.features[feature]) as u8;
            let bins = rows.iter().map(bin).collect();
            (values, bins)
        };
        let (cuts, bins) = (0..count).into_par_iter().map(column).unzip();
        Self { cuts, bins }
    }
}

/// The sums of the first and of the second derivative of the loss.
type Slope = (f64, f64);

/// The rows at a node, and the bounds within which its leaves stay.
struct Node {
    rows: Vec<u32>,
    low: f64,
    high: f64,
}

/// Nodes of fewer rows are leaves, and splits gain at least so much.
const FEW_ROWS: usize = 20;
const LEAST_GAIN: f64 = 1e-6;
const FAR: f64 = 1e9;

struct Grower<'g> {
    table: &'g Table,
    slopes: &'g [Slope],
    ways: &'g [Way],
    settings: &'g Settings,
}

/// Trees that tell the rows' duplicates from the others.
pub(crate) fn fit(rows: &[Row<'_>], ways: &[Way], settings: &Settings) -> Trees {
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    let known = |at: usize| (if rows[at].dup { weights[at] } else { 0.0 }, weights[at]);
    let (dups, all) = pairwise(rows.len(), &known);
    let share = if all > 0.0 { dups / all } else { 0.5 };
    let base = logarithm(share / (1.0 - share));
    let table = Table::of(rows, ways.len(), settings.bins);
    let mut chance = Pcg::new(settings.seed);
    let mut odds = vec![base; rows.len()];
    let mut trees = Vec::with_capacity(settings.trees);
    for _ in 0..settings.trees {
        let slope = |((row, weight), odds): ((&Row<'_>, &f64), &f64)| {
            let likely = 1.0 / (1.0 + exponential(-odds));
            let wanted = if row.dup { 1.0 } else { 0.0 };
            (weight * (likely - wanted), (weight * likely * (1.0 - likely)).max(1e-9 * weight))
        };
        let slopes: Vec<Slope> = rows.par_iter().zip(&weights).zip(&odds).map(slope).collect();
        let share = settings.rows as f64 / 1000.0;
        let drawn: Vec<u32> = (0..rows.len() as u32).filter(|_| chance.share() < share).collect();
        let features = chance.some_below(ways.len(), (ways.len() * settings.features / 1000).max(1));
        let grower = Grower { table: &table, slopes: &slopes, ways, settings };
        let (tree, leaves) = grower.grow(drawn, &features);
        odds.par_iter_mut().zip(rows).for_each(|(odds, row)| *odds += leaves[tree.leaf(row.features)]);
        trees.push(tree);
    }
    Trees { base: (base * 1000.0).round() as i32, trees }
}

impl Grower<'_> {
    fn grow(&self, rows: Vec<u32>, features: &[usize]) -> (Tree, [f64; LEAVES]) {
        let mut tree = Tree { splits: [None; NODES], leaves: [0; LEAVES] };
        let mut level = vec![Node { rows, low: -FAR, high: FAR }];
        for depth in 0..DEPTH {
            let mut below = Vec::with_capacity(level.len() * 2);
            for (at, node) in level.into_iter().enumerate() {
                let split = self.best(&node, features);
                tree.splits[(1 << depth) - 1 + at] =
                    split.map(|(feature, cut)| Split { feature, most: self.table.cuts[feature][cut] });
                below.extend(self.parted(node, split));
            }
            level = below;
        }
        let mut leaves = [0.0; LEAVES];
        for (at, node) in level.iter().enumerate() {
            if !node.rows.is_empty() {
                leaves[at] = self.settings.rate * self.step(self.sum(&node.rows), node);
            }
            tree.leaves[at] = (leaves[at] * 1000.0).round() as i32;
        }
        (tree, leaves)
    }

    /// Both sides of a split; a node without one stays whole on the left.
    fn parted(&self, node: Node, split: Option<(usize, usize)>) -> [Node; 2] {
        let (low, high) = (node.low, node.high);
        let Some((feature, cut)) = split else { return [node, Node { rows: Vec::new(), low, high }] };
        let bins = &self.table.bins[feature];
        let (left, right): (Vec<u32>, Vec<u32>) =
            node.rows.iter().partition(|&&row| usize::from(bins[row as usize]) <= cut);
        let middle = (self.step(self.sum(&left), &node) + self.step(self.sum(&right), &node)) / 2.0;
        let (left_bounds, right_bounds) = match self.ways[feature] {
            Way::Either => ((low, high), (low, high)),
            Way::For => ((low, middle), (middle, high)),
            Way::Against => ((middle, high), (low, middle)),
        };
        [
            Node { rows: left, low: left_bounds.0, high: left_bounds.1 },
            Node { rows: right, low: right_bounds.0, high: right_bounds.1 },
        ]
    }

    fn sum(&self, rows: &[u32]) -> Slope {
        pairwise(rows.len(), &|at| self.slopes[rows[at] as usize])
    }

    /// How far a leaf moves.
    fn step(&self, (pull, weight): Slope, node: &Node) -> f64 {
        (-pull / (weight + self.settings.ridge)).clamp(node.low, node.high)
    }

    /// The feature and the cut of most gain; of equal ones the first.
    fn best(&self, node: &Node, features: &[usize]) -> Option<(usize, usize)> {
        if node.rows.len() <= FEW_ROWS {
            return None;
        }
        let all = self.sum(&node.rows);
        let found: Vec<Option<(f64, usize)>> =
            features.par_iter().map(|&feature| self.best_cut(node, all, feature)).collect();
        let mut best = (LEAST_GAIN, None);
        for (&feature, found) in features.iter().zip(found) {
            if let Some((gain, cut)) = found
                && gain > best.0
            {
                best = (gain, Some((feature, cut)));
            }
        }
        best.1
    }

    fn best_cut(&self, node: &Node, all: Slope, feature: usize) -> Option<(f64, usize)> {
        let (cuts, bins) = (&self.table.cuts[feature], &self.table.bins[feature]);
        let mut sums = vec![(0.0, 0.0); cuts.len() + 1];
        for &row in &node.rows {
            let sum = &mut sums[usize::from(bins[row as usize])];
            *sum = add(*sum, self.slopes[row as usize]);
        }
        let ridge = self.settings.ridge;
        let worth = |(pull, weight): Slope| pull * pull / (weight + ridge);
        let mut best: Option<(f64, usize)> = None;
        let mut left = (0.0, 0.0);
        for (cut, &sum) in sums.iter().take(cuts.len()).enumerate() {
            left = add(left, sum);
            let right = (all.0 - left.0, all.1 - left.1);
            let keeps = match self.ways[feature] {
                Way::Either => true,
                Way::For => self.step(right, node) >= self.step(left, node),
                Way::Against => self.step(right, node) <= self.step(left, node),
            };
            let gain = worth(left) + worth(right) - worth(all);
            let heavy = left.1 > self.settings.least && right.1 > self.settings.least;
            if keeps && heavy && best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, cut));
            }
        }
        best
    }
}

fn add(one: Slope, other: Slope) -> Slope {
    (one.0 + other.0, one.1 + other.1)
}

/// The sum of so many terms by halves, which loses fewer digits (Higham 1993); short ones in eight lanes.
fn pairwise(count: usize, term: &dyn Fn(usize) -> Slope) -> Slope {
    if count < 8 {
        return (0..count).fold((0.0, 0.0), |sum, at| add(sum, term(at)));
    }
    if count > 128 {
        let half = count / 2 - count / 2 % 8;
        return add(pairwise(half, term), pairwise(count - half, &|at| term(half + at)));
    }
    let mut lanes: [Slope; 8] = std::array::from_fn(term);
    let whole = count - count % 8;
    for at in 8..whole {
        lanes[at % 8] = add(lanes[at % 8], term(at));
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    let sum = add(add(add(a, b), add(c, d)), add(add(e, f), add(g, h)));
    (whole..count).fold(sum, |sum, at| add(sum, term(at)))
}

/// e^x by sums and products alone: the platform's function may differ in the last digit.
fn exponential(x: f64) -> f64 {
    // x = k ln 2 + rest, with ln 2 in two parts (Cody, Waite 1980), and the series of the rest.
    const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
    let x = x.clamp(-600.0, 600.0);
    let k = (x / (LN_2[0] + LN_2[1])).round();
    let rest = (x - k * LN_2[0]) - k * LN_2[1];
    let mut series = 1.0;
    for n in (1..=14).rev() {
        series = 1.0 + rest / f64::from(n) * series;
    }
    series * f64::from_bits(((1023 + k as i64) as u64) << 52)
}

/// The natural logarithm, by halving.
fn logarithm(x: f64) -> f64 {
    let (mut low, mut high) = (-50.0, 50.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if exponential(middle) < x { low = middle } else { high = middle }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings {
        seed: 1,
        trees: 60,
        rate: 0.1,
        ridge: 5.0,
        least: 2.0,
        bins: 48,
        features: 600,
        rows: 800,
    };

    /// Rows of three features: the first speaks for a duplicate, the second says nothing, the third against it.
    fn rows() -> (Vec<[i32; 3]>, Vec<bool>) {
        let mut chance = super::super::random::Twister::new(5);
        let features: Vec<[i32; 3]> = (0..2000)
            .map(|_| [chance.below(1000) as i32, chance.below(7) as i32, chance.below(4) as i32])
            .collect();
        let dups = features
            .iter()
            .map(|&[one, _, three]| one - 150 * three + chance.below(300) as i32 > 500)
            .collect();
        (features, dups)
    }

    fn fitted(ways: [Way; 3], seed: u32) -> Trees {
        let (features, dups) = rows();
        let rows: Vec<Row<'_>> =
            features.iter().zip(dups).map(|(features, dup)| Row { features, dup, weight: 1.0 }).collect();
        fit(&rows, &ways, &Settings { seed, ..SETTINGS })
    }

    #[test]
    fn what_is_learnt_tells_duplicates() {
        let trees = fitted([Way::For, Way::Either, Way::Against], 1);
        let (features, dups) = rows();
        let right =
            features.iter().zip(&dups).filter(|(row, dup)| (trees.log_odds(*row) > 0) == **dup).count();
        assert!(right > 1700, "{right} of 2000");
        assert!(trees == fitted([Way::For, Way::Either, Way::Against], 1));
        assert!(trees != fitted([Way::For, Way::Either, Way::Against], 2));
    }

    #[test]
    fn a_feature_keeps_to_its_way() {
        let kept = fitted([Way::For, Way::Either, Way::Against], 1);
        let turned = fitted([Way::Against, Way::Either, Way::For], 1);
        let mut moves = 0;
        for at in 0..7 {
            for value in 0..999 {
                let odds = |trees: &Trees, one: i32, three: i32| trees.log_odds(&[one, at, three]);
                for trees in [&kept, &turned] {
                    let (before, behind) = (odds(trees, value, 1), odds(trees, value + 1, 1));
                    assert!(if trees == &kept { before <= behind } else { before >= behind }, "{value}");
                    moves += usize::from(before != behind);
                }
                assert!(
                    (0..3).all(|three| odds(&kept, value, three) >= odds(&kept, value, three + 1)),
                    "{value}"
                );
            }
        }
        assert!(moves > 0, "nothing was learnt");
    }

    #[test]
    fn nothing_is_learnt_from_nothing() {
        let trees = fit(&[], &[Way::Either], &SETTINGS);
        assert_eq!(trees.log_odds(&[3]), 0);
    }

    #[test]
    fn functions_are_those_of_the_platform_but_for_the_last_digits() {
        for x in [-30.0, -2.5, -1e-3, 0.0, 0.3, 1.0, 7.0, 25.0] {
            assert!((exponential(x) / f64::exp(x) - 1.0).abs() < 1e-13, "{x}");
            assert!((logarithm(exponential(x)) - x).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn trees_are_written_with_names() {
        let mut tree = Tree { splits: [None; NODES], leaves: [0; LEAVES] };
        tree.splits[0] = Some(Split { feature: 1, most: 7 });
        (tree.leaves[0], tree.leaves[8]) = (-5, 12);
        let trees = Trees { base: -175, trees: vec![tree] };
        let text = trees.text(&["width", "height"]);
        let nodes = " -".repeat(NODES - 1);
        let zeros = " 0".repeat(7);
        assert_eq!(text, format!("base -175\nheight<=7{nodes} | -5{zeros} 12{zeros}\n"));
        assert_eq!((trees.log_odds(&[0, 7]), trees.log_odds(&[0, 8])), (-180, -163));
    }
}
