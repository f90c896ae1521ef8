use super::*;

/// Numbers that look drawn by lot.
fn drawn(seed: u64, i: usize) -> u64 {
    crate::hash::extend(seed, i as u64) >> 8
}

fn columns(features: usize, lines: usize) -> Columns {
    let mut columns = Columns::new(features, lines);
    for feature in 0..features {
        for line in 0..lines {
            columns.set(feature, line, (drawn(feature as u64, line) % 32) as u8);
        }
    }
    columns
}

fn splits(seed: u64, features: usize) -> [Split; DEPTH] {
    std::array::from_fn(|level| Split {
        feature: (drawn(seed, level) % features as u64) as u8,
        offset: (drawn(seed + 1, level) % 17) as i8 - 8,
        above: (drawn(seed + 2, level) % 31) as u8,
    })
}

/// The leaf of a line by the definition: outside of the page every value is 0.
fn leaf(columns: &Columns, splits: &[Split], line: usize) -> usize {
    let value = |split: &Split| {
        let at = line as isize + isize::from(split.offset);
        let inside = (0..columns.lines() as isize).contains(&at);
        if inside { columns.at(usize::from(split.feature), 0, at as usize) } else { 0 }
    };
    splits.iter().enumerate().map(|(bit, split)| usize::from(value(split) > split.above) << bit).sum()
}

#[test]
fn many_lines_at_once_are_one_by_one() {
    for lines in [1, 2, 31, 32, 33, 64, 200] {
        let columns = columns(5, lines);
        let tree = |seed: u64| Tree {
            splits: splits(seed, 5),
            leaves: std::array::from_fn(|leaf| drawn(seed + 7, leaf) as i16),
        };
        let forest = Forest { bias: -77, trees: (0..20).map(|seed| tree(seed * 10)).collect() };
        let naive: Vec<i32> = (0..lines)
            .map(|line| {
                let says = |tree: &Tree| i32::from(tree.leaves[leaf(&columns, &tree.splits, line)]);
                forest.bias + forest.trees.iter().map(says).sum::<i32>()
            })
            .collect();
        assert_eq!(forest.sums(&columns), naive, "{lines} lines");
    }
    assert!(Forest::default().sums(&Columns::new(3, 0)).is_empty());
}

#[test]
fn the_likeliest_class_has_the_greatest_sum_and_the_least_number() {
    let columns = columns(4, 40);
    const CLASSES: usize = 5;
    let says = |seed: u64, leaf: usize, class: usize| drawn(seed + class as u64, leaf) as i8;
    let tree = |seed: u64| {
        let leaves = (0..1 << DEPTH).flat_map(|leaf| (0..CLASSES).map(move |class| says(seed, leaf, class)));
        (splits(seed, 4), leaves.collect())
    };
    let forest = ClassForest { classes: CLASSES, trees: (0..9).map(|seed| tree(seed * 30)).collect() };
    for line in 0..40 {
        let mut sums = [0i32; CLASSES];
        for (seed, (splits, _)) in forest.trees.iter().enumerate() {
            let leaf = leaf(&columns, splits, line);
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += i32::from(says(seed as u64 * 30, leaf, class));
            }
        }
        let most = sums.iter().max().copied().unwrap_or(0);
        let first = sums.iter().position(|&sum| sum == most);
        assert_eq!(Some(forest.likeliest(&columns, line)), first, "line {line}");
    }
    assert_eq!(ClassForest::default().likeliest(&columns, 0), 0);
}

#[test]
fn odds_are_shares() {
    for (odds, share) in
        [(0, 500), (UNIT, 731), (-UNIT, 269), (3 * UNIT, 953), (i32::MAX, 1000), (i32::MIN, 0)]
    {
        assert_eq!(per_mille(odds), share, "{odds}");
    }
    assert!((-10_000..10_000).all(|odds| per_mille(odds) <= per_mille(odds + 1)));
    let exact = |odds: i32| 1000.0 / (1.0 + (-f64::from(odds) / f64::from(UNIT)).exp());
    assert!((-10_000..10_000).all(|odds| likelihood(odds) <= likelihood(odds + 1)));
    let between = |odds: &i32| (f64::from(likelihood(*odds)) - exact(*odds)).abs() > 1.6;
    assert_eq!((-10_000..=10_000).find(between), None);
    assert_eq!((likelihood(0), likelihood(i32::MIN), likelihood(i32::MAX)), (500, 0, 1000));
    let off = |odds: &i32| (f64::from(per_mille(*odds)) - exact(*odds)).abs() > 0.51;
    assert_eq!((-127 * 64..=127 * 64).step_by(64).find(off), None);
}

#[test]
fn splits_beyond_the_features_or_the_reach_do_not_fit() {
    for (feature, offset, fits) in
        [(4, 8, true), (4, -8, true), (5, 0, false), (0, 9, false), (0, -9, false), (0, -128, false)]
    {
        assert_eq!(Split { feature, offset, above: 3 }.fits(5), fits, "{feature} {offset}");
    }
}
