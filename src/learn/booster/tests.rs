#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::grow::{Bounds, Grown, add, best_threshold};
use super::*;

const VALUES: usize = 8;

/// Numbers that look drawn by lot.
fn drawn(seed: u64, i: usize) -> u64 {
    hash::extend(hash::extend(hash::EMPTY, seed), i as u64) >> 8
}

/// The tree by its definition: every histogram is counted from all rows, at every level.
fn naive<const K: usize>(
    table: &Table,
    places: &[u32],
    pulls: &[Pulls<K>],
    columns: &[Split],
    settings: &Settings,
) -> Grown<K> {
    let mut splits: Vec<Split> = Vec::new();
    let mut leaves = vec![0usize; places.len()];
    let mut bounds = vec![[Bounds::NONE; K]];
    let sums = |leaves: &[usize], leaf: usize| {
        let mut sums = [[0; 2]; K];
        for (pulls, _) in pulls.iter().zip(leaves).filter(|(_, own)| **own == leaf) {
            sums.iter_mut().zip(pulls).for_each(|(sum, pull)| add(sum, *pull));
        }
        sums
    };
    for level in 0..settings.depth {
        let mut best: Option<(f64, Split)> = None;
        for column in columns {
            let mut histograms = vec![[[[0; 2]; K]; VALUES]; 1 << level];
            for ((&at, pulls), &leaf) in places.iter().zip(pulls).zip(&leaves) {
                let sums = &mut histograms[leaf][usize::from(table.asked(*column)(at))];
                sums.iter_mut().zip(pulls).for_each(|(sum, pull)| add(sum, *pull));
            }
            let (gain, above) = best_threshold(&histograms, table.way(*column), settings);
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, Split { above, ..*column }));
            }
        }
        let Some((_, split)) = best else { break };
        for (leaf, &at) in leaves.iter_mut().zip(places) {
            *leaf |= usize::from(table.asked(split)(at) > split.above) << level;
        }
        let mut high = Vec::new();
        for (leaf, bounds) in bounds.iter_mut().enumerate() {
            let (low, above) = (sums(&leaves, leaf), sums(&leaves, leaf | 1 << level));
            let sides: [[Bounds; 2]; K] =
                std::array::from_fn(|k| bounds[k].split(table.way(split), low[k], above[k], settings));
            *bounds = sides.map(|[low, _]| low);
            high.push(sides.map(|[_, high]| high));
        }
        bounds.extend(high);
        splits.push(split);
    }
    let step = |(leaf, bounds): (usize, &[Bounds; K])| {
        let sums = sums(&leaves, leaf);
        std::array::from_fn(|k| bounds[k].step(sums[k], settings))
    };
    Grown { steps: bounds.iter().enumerate().map(step).collect(), splits }
}

fn table(rows: usize, columns: usize, ways: &[Way], seed: u64) -> Table {
    // Some columns have few values, and some are of hardly any use.
    let value =
        |column: usize, row: usize| (drawn(seed + column as u64, row) % (2 + column as u64 % 7)) as u8;
    let column = |column: usize| (0..rows + 4).map(|row| value(column, row)).collect();
    Table { columns: (0..columns).map(column).collect(), ways: ways.to_vec() }
}

fn settings(depth: usize, least: f64) -> Settings {
    Settings { trees: 12, rate: 300, depth, rows: (3, 4), columns: (3, 4), ridge: 900.0, least, seed: 3 }
}

fn same<const K: usize>(table: &Table, rows: usize, settings: &Settings, seed: u64) {
    let places: Vec<u32> = (0..rows as u32).map(|row| row + 2).collect();
    let pull = |row: usize, k: usize| {
        [(drawn(seed, row * K + k) % 2001) as i32 - 1000, (drawn(seed + 1, row * K + k) % 250) as i32 + 1]
    };
    let pulls: Vec<Pulls<K>> = (0..rows).map(|row| std::array::from_fn(|k| pull(row, k))).collect();
    let split = |i: usize| Split { feature: i as u8, offset: (i % 3) as i8 - 1, above: 0 };
    let columns: Vec<Split> = (0..table.columns.len()).map(split).collect();
    let fast = grow::<K, VALUES>(table, &places, &pulls, &columns, settings);
    let slow = naive(table, &places, &pulls, &columns, settings);
    assert_eq!((fast.splits, fast.steps), (slow.splits, slow.steps), "{rows} rows, seed {seed}");
}

#[test]
fn trees_are_those_of_counting_all_rows() {
    let ways = [Way::Either, Way::For, Way::Against, Way::For];
    for seed in 0..12 {
        for rows in [0, 1, 2, 7, 60, 400] {
            // More columns than are counted in one pass, and fewer.
            for columns in [0, 1, 3, 4, 9] {
                same::<1>(&table(rows, columns, &ways, seed), rows, &settings(6, 0.0), seed);
                same::<1>(&table(rows, columns, &ways, seed), rows, &settings(3, 5000.0), seed);
            }
            same::<5>(&table(rows, 6, &[], seed), rows, &settings(6, 0.0), seed);
        }
    }
}

/// Rows whose truth goes against the ways as often as with them.
fn rows(table: &Table, rows: usize, seed: u64) -> Vec<Row> {
    let row = |at: usize| {
        let sum: i64 = table.columns.iter().take(4).map(|column| i64::from(column[at])).sum();
        let wanted = drawn(seed, at) % 7 < (sum % 7) as u64;
        Row { at: at as u32, wanted, weight: 200 + (drawn(seed + 1, at) % 3000) as u32 }
    };
    (0..rows).map(row).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_forest() {
    let table = table(500, 10, &[Way::For, Way::Against], 5);
    let rows = rows(&table, 500, 5);
    let candidates: Vec<Split> = (0..10).map(|feature| Split { feature, ..Split::default() }).collect();
    let fit = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fit::<VALUES>(&table, &rows, &candidates, &settings(5, 0.0)))
    };
    let one = fit(1);
    assert!(one.trees.iter().any(|tree| tree.leaves.iter().any(|&leaf| leaf != 0)));
    assert_eq!(one, fit(3));
}

/// What a forest says of a row by itself.
fn says(forest: &Forest, row: &[u8]) -> i32 {
    let tree = |tree: &Tree| {
        let leaf = forest::leaf(&tree.splits, |split: Split| row[usize::from(split.feature)] > split.above);
        i32::from(tree.leaves[leaf])
    };
    forest.bias + forest.trees.iter().map(tree).sum::<i32>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever it was learnt from, and of rows that nobody has seen, too.
    #[test]
    fn columns_move_the_sum_their_way(
        seed in 0..1_000_000u64,
        count in 1..300usize,
        depth in 1..=DEPTH,
        ways in prop::collection::vec(prop::sample::select(vec![Way::Either, Way::For, Way::Against]), 6),
        asked in prop::collection::vec(prop::collection::vec(0..VALUES as u8, 6), 40),
        more in 1..VALUES as u8,
    ) {
        let table = table(count, 6, &ways, seed);
        let candidates: Vec<Split> = (0..6).map(|feature| Split { feature, ..Split::default() }).collect();
        let forest = fit::<VALUES>(&table, &rows(&table, count, seed), &candidates, &settings(depth, 0.0));
        for row in asked {
            let before = says(&forest, &row);
            for (column, way) in ways.iter().enumerate() {
                let mut changed = row.clone();
                changed[column] += more;
                let moved = says(&forest, &changed) - before;
                let right = match way {
                    Way::Either => true,
                    Way::For => moved >= 0,
                    Way::Against => moved <= 0,
                };
                prop_assert!(right, "column {column}, {way:?}: {moved}");
            }
        }
    }
}

/// Without ways the same rows do turn sums round: the property above is no matter of course.
#[test]
fn without_ways_sums_turn_round() {
    let mut turned = 0;
    for seed in 0..8 {
        let table = table(300, 6, &[], seed);
        let candidates: Vec<Split> = (0..6).map(|feature| Split { feature, ..Split::default() }).collect();
        let forest = fit::<VALUES>(&table, &rows(&table, 300, seed), &candidates, &settings(4, 0.0));
        let sums: Vec<i32> = (0..VALUES as u8).map(|value| says(&forest, &[3, 3, value, 3, 3, 3])).collect();
        turned += usize::from(!sums.is_sorted() && !sums.iter().rev().is_sorted());
    }
    assert!(turned > 0);
}

#[test]
fn a_light_side_is_no_side() {
    // One row of two hundred is different: with a least weight it is not told from the others.
    let column = (0..200).map(|row| u8::from(row == 7)).collect();
    let table = Table { columns: vec![column], ways: Vec::new() };
    let rows: Vec<Row> = (0..200).map(|at| Row { at, wanted: at == 7, weight: 1000 }).collect();
    let candidates = [Split::default()];
    let told = |least: f64| {
        let settings = Settings { rows: (1, 1), columns: (1, 1), ..settings(1, least) };
        let forest = fit::<VALUES>(&table, &rows, &candidates, &settings);
        let step = |tree: &Tree| i32::from(tree.leaves[1]) - i32::from(tree.leaves[0]);
        forest.trees.iter().filter(|tree| tree.splits[0].above == 0).map(step).sum::<i32>()
    };
    assert!(told(0.0) > UNIT);
    let best = best_threshold::<1, VALUES>(
        &[std::array::from_fn(|value| {
            [if value == 0 {
                [-900, 9000]
            } else if value == 1 {
                [700, 10]
            } else {
                [0; 2]
            }]
        })],
        Way::Either,
        &settings(1, 100.0),
    );
    let whole = 200.0 * 200.0 / (9010.0 + 900.0);
    assert!((best.0 - whole).abs() < 1e-9, "{best:?}");
}
