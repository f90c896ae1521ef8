use proptest::prelude::*;

use super::*;

const SIGNS: usize = Signs::NAMES.len();

/// Features that never lower a score when they grow: the trees were learnt so.
const FOR: &str = "weighted_jaccard weighted_containment soft_jaccard soft_containment jaccard gram_jaccard
    gram_containment order_jaccard number_share name_share plain_share";
/// Features that never raise it.
const AGAINST: &str =
    "opposites negations swapped_numbers swapped_places swapped_persons swapped_organisations
    swapped_capitals swapped_opposites least_numbers least_places least_persons least_organisations
    least_names heaviest_unshared least_unshared";

fn listed(names: &str) -> Vec<usize> {
    let place = |name: &str| Signs::NAMES.iter().position(|known| *known == name);
    names.split_whitespace().map(|name| place(name).unwrap_or_else(|| panic!("{name} is no sign"))).collect()
}

#[test]
fn every_row_is_read_whole() {
    let text = include_str!("../../../../models/pairs.txt");
    let mut rows = text.lines();
    let base = rows.next().and_then(|row| row.strip_prefix("base ")).unwrap();
    let scorer = Scorer::new();
    assert_eq!(scorer.base, base.parse::<i32>().unwrap());
    let mut count = 0;
    for (row, tree) in rows.zip(&scorer.trees) {
        let (splits, leaves) = row.split_once(" | ").unwrap_or_else(|| panic!("no leaves: {row}"));
        let (splits, leaves): (Vec<&str>, Vec<&str>) =
            (splits.split(' ').collect(), leaves.split(' ').collect());
        assert_eq!((splits.len(), leaves.len()), (NODES, LEAVES), "{row}");
        for (node, split) in splits.iter().enumerate() {
            if *split == "-" {
                assert_eq!(tree.most[node], i32::MAX, "{row}");
                continue;
            }
            let (name, most) = split.split_once("<=").unwrap_or_else(|| panic!("{split}"));
            assert_eq!(Signs::NAMES[usize::from(tree.sign[node])], name, "{row}");
            assert_eq!(tree.most[node], most.parse::<i32>().unwrap(), "{row}");
        }
        for (leaf, number) in tree.leaves.iter().zip(leaves) {
            assert_eq!(*leaf, number.parse::<i16>().unwrap(), "{row}");
        }
        count += 1;
    }
    assert_eq!((count, scorer.trees.len()), (text.lines().count() - 1, text.lines().count() - 1));
    assert_eq!(scorer.most_left.len(), count);
}

#[test]
fn names_of_signs_are_unique() {
    let mut names = Signs::NAMES.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SIGNS);
    // Trees name a sign by a byte.
    const { assert!(SIGNS <= 256) };
}

#[test]
fn the_table_of_probabilities() {
    for (log_odds, expected) in [
        (0, 500),
        (1, 500),
        (250, 562),
        (-250, 438),
        (1000, 731),
        (-1000, 269),
        (2000, 881),
        (4000, 982),
        (7999, 999),
        (8000, 999),
        (i32::MAX, 999),
        (i32::MIN, 1),
    ] {
        assert_eq!(probability(log_odds), expected, "{log_odds}");
    }
    let mut before = 0;
    for log_odds in -9000..=9000 {
        let now = probability(log_odds);
        assert!(now >= before && now <= 1000, "{log_odds}");
        assert_eq!(now + probability(-log_odds), 1000, "{log_odds}");
        // No table of numbers is far from what it stands for.
        let exact = 1000.0 / (1.0 + (-f64::from(log_odds) / 1000.0).exp());
        assert!((f64::from(now) - exact).abs() < 3.0, "{log_odds}: {now}, not {exact}");
        before = now;
    }
}

/// Rows of signs as they come, and rows that no two texts have.
fn any_row() -> impl Strategy<Value = [i32; SIGNS]> {
    let sign = prop_oneof![
        4 => 0..4i32,
        4 => 0..1001i32,
        2 => 0..60i32,
        1 => 0..2001i32,
        1 => any::<i32>(),
    ];
    prop::collection::vec(sign, SIGNS).prop_map(|row| row.try_into().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_least_score_cuts_and_changes_nothing(row in any_row()) {
        let signs = signs_of(&row);
        let whole = score(&signs);
        for least in 0..=1001 {
            prop_assert_eq!(score_from(&signs, least), if whole < least { 0 } else { whole }, "{}", least);
        }
    }

    #[test]
    fn signs_move_the_score_one_way(row in any_row(), steps in prop::collection::vec(1..200i32, SIGNS)) {
        let scorer = Scorer::new();
        let odds = |row: &[i32; SIGNS]| scorer.log_odds(&signs_of(row), 0);
        let before = odds(&row);
        for (signs, way) in [(FOR, 1), (AGAINST, -1)] {
            for sign in listed(signs) {
                let mut more = row;
                more[sign] = more[sign].saturating_add(steps[sign]);
                prop_assert!((odds(&more) - before) * way >= 0, "{} raised", Signs::NAMES[sign]);
            }
        }
    }

    /// A tree by its definition: from the root, to the right if the sign is more.
    #[test]
    fn odds_are_the_sum_of_the_leaves(row in any_row()) {
        let scorer = Scorer::new();
        let mut sum = scorer.base;
        for tree in include_str!("../../../../models/pairs.txt").lines().skip(1) {
            let (splits, leaves) = tree.split_once(" | ").unwrap();
            let splits: Vec<&str> = splits.split(' ').collect();
            let mut node = 0;
            while let Some(split) = splits.get(node) {
                let right = split.split_once("<=").is_some_and(|(name, most)| {
                    let sign = Signs::NAMES.iter().position(|known| *known == name).unwrap();
                    row[sign] > most.parse().unwrap()
                });
                node = node * 2 + if right { 2 } else { 1 };
            }
            sum += leaves.split(' ').nth(node - NODES).unwrap().parse::<i32>().unwrap();
        }
        prop_assert_eq!(scorer.log_odds(&signs_of(&row), 0), sum);
    }
}

/// Signs by their row.
fn signs_of(row: &[i32; SIGNS]) -> Signs {
    macro_rules! of {
        ($($name:ident)*) => {{
            let mut left = row.iter().copied();
            Signs { $($name: left.next().unwrap()),* }
        }};
    }
    let signs = of!(
        weighted_jaccard weighted_containment soft_jaccard soft_containment jaccard
        gram_jaccard gram_containment order_jaccard longest_run least_words
        most_words length_ratio shared_weight least_unshared most_unshared
        heaviest_unshared shared_numbers least_numbers most_numbers number_share
        shared_names least_names most_names name_share least_places
        least_persons least_organisations plain_share opposites negations
        swaps swapped_numbers swapped_places swapped_persons swapped_organisations
        swapped_capitals swapped_mixed swapped_plain swapped_opposites swapped_alike
        gaps alike sentence_style prefix same_first
        same_last cut
    );
    assert_eq!(signs.row(), *row);
    signs
}
