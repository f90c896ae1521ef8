#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::model::FRAME;
use super::*;
use crate::bytes;
use crate::error::DecodeError;
use crate::forest;

const SIGNS: usize = PairFeatures::NAMES.len();

#[test]
fn the_shipped_model_is_whole() {
    let bytes = include_bytes!("../../../../models/pairs.bin");
    let model = PairModel::from_bytes(bytes).unwrap();
    assert_eq!(model.to_bytes(), bytes);
    assert!(bytes.len() < 1 << 17, "{} bytes", bytes.len());
    assert_eq!(Some(&model), shipped());
}

#[test]
fn damaged_bytes_and_other_names_are_refused() {
    let bytes = shipped().unwrap().to_bytes();
    let refused = |at: usize| {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        PairModel::from_bytes(&changed).is_err()
    };
    assert!((0..bytes.len()).filter(|at| at % 61 == 0 || *at < 20).all(refused));
    for end in (0..bytes.len()).step_by(997) {
        assert_eq!(PairModel::from_bytes(&bytes[..end]), Err(DecodeError::Truncated { at: end }));
    }
    let other = FRAME.write(|out| bytes::put_names(out, ["weighted_jaccard", "jaccard"].into_iter()));
    let expected = DecodeError::OtherName { of: "feature", at: 1, known: "weighted_containment" };
    assert_eq!(PairModel::from_bytes(&other), Err(expected));
}

#[test]
fn names_of_signs_are_unique() {
    let mut names = PairFeatures::NAMES.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SIGNS);
    // Trees name a sign by a byte.
    const { assert!(SIGNS <= 256) };
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
        let model = shipped().unwrap();
        let before = model.log_odds(&row, 0);
        let mut ways = [0, 0];
        for (sign, name) in PairFeatures::NAMES.iter().enumerate() {
            let Some(way) = PairModel::way(name) else { continue };
            ways[usize::from(way)] += 1;
            let mut more = row;
            more[sign] = more[sign].saturating_add(steps[sign]);
            let moved = model.log_odds(&more, 0) - before;
            prop_assert!(if way { moved >= 0 } else { moved <= 0 }, "{} raised moves by {}", name, moved);
        }
        prop_assert_eq!(ways, [15, 11]);
    }

    /// A tree by its definition: each split gives a bit of the number of the leaf.
    #[test]
    fn odds_are_the_sum_of_the_leaves(row in any_row()) {
        let model = shipped().unwrap();
        let mut sum = model.forest.bias;
        for tree in &model.forest.trees {
            let mut leaf = 0;
            for (bit, split) in tree.splits.iter().enumerate() {
                let cuts = &model.cuts[usize::from(split.feature)];
                let level = cuts.iter().filter(|&&cut| cut < row[usize::from(split.feature)]).count();
                leaf += usize::from(level > usize::from(split.above)) << bit;
            }
            sum += i32::from(tree.leaves[leaf]);
        }
        prop_assert_eq!(model.log_odds(&row, 0), sum);
        prop_assert_eq!(model.score(&row), forest::likelihood(sum).min(999));
    }
}

/// Signs by their row.
fn signs_of(row: &[i32; SIGNS]) -> PairFeatures {
    macro_rules! of {
        ($($name:ident)*) => {{
            let mut left = row.iter().copied();
            PairFeatures { $($name: left.next().unwrap()),* }
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
