use super::*;
use crate::forest::{DEPTH, MOST_BIAS, MOST_TREES, Split, Tree};
use crate::units::words::{BUCKETS as BREAK_BUCKETS, Borders};

fn small() -> LineModel {
    let split = Split { feature: 3, offset: -2, above: 7 };
    let tree = Tree { splits: [split; DEPTH], leaves: std::array::from_fn(|leaf| leaf as i16 * 100 - 3000) };
    let leaves = (0..1i8 << DEPTH).flat_map(|leaf| [leaf - 30; 2]).collect();
    LineModel {
        breaks: BreakModel {
            joins: Forest { bias: -3, trees: vec![tree.clone()] },
            splits: Forest { bias: 2, trees: vec![tree.clone()] },
            borders: Borders { opens: vec![1; BREAK_BUCKETS], ends: vec![-1; BREAK_BUCKETS] },
        },
        words: WordTable((0..BUCKETS).map(|bucket| (bucket % 251) as i8).collect()),
        stages: vec![
            Forest { bias: -5, trees: vec![tree.clone()] },
            Forest { bias: 9, trees: vec![tree.clone()] },
        ],
        headline: Forest { bias: 1, trees: vec![tree] },
        kinds: ClassForest { classes: 2, trees: vec![([split; DEPTH], leaves)] },
        known: vec![NoiseKind::Navigation, NoiseKind::Comments, NoiseKind::Newsletter],
        told_apart: vec![NoiseKind::Comments, NoiseKind::Navigation],
    }
}

#[test]
fn the_shipped_model_is_whole_and_small() {
    let model = LineModel::shipped().unwrap();
    let bytes = include_bytes!("../../../models/lines.bin");
    assert_eq!(model.to_bytes(), bytes);
    assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
    assert!(!model.stages.is_empty() && !model.headline.trees.is_empty() && !model.kinds.trees.is_empty());
}

#[test]
fn what_was_stored_comes_back() {
    let model = small();
    assert_eq!(LineModel::from_bytes(&model.to_bytes()), Ok(model));
}

#[test]
fn truncated_bytes_are_refused_wherever_they_end() {
    let bytes = small().to_bytes();
    for end in (0..bytes.len()).filter(|end| *end < 64 || bytes.len() - end < 3000 || end % 997 == 0) {
        let error = LineModel::from_bytes(&bytes[..end]).unwrap_err();
        assert_eq!(error, DecodeError::Truncated { at: end }, "{end}");
    }
}

#[test]
fn changed_bytes_are_refused() {
    let bytes = small().to_bytes();
    let refused = |at: usize| {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        LineModel::from_bytes(&changed).is_err()
    };
    assert!((0..bytes.len()).filter(|at| at % 61 == 0 || *at < 12).all(refused));
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(LineModel::from_bytes(&longer), Err(DecodeError::Corrupt { at: bytes.len() }));
}

#[test]
fn other_versions_are_named() {
    let mut bytes = small().to_bytes();
    bytes[4] = 9;
    assert_eq!(
        LineModel::from_bytes(&bytes),
        Err(DecodeError::UnknownVersion { got: 9, newest: FRAME.version })
    );
    bytes[0] = b'x';
    assert_eq!(LineModel::from_bytes(&bytes), Err(DecodeError::Corrupt { at: 0 }));
}

#[test]
fn sums_that_could_overflow_are_refused() {
    let stored = |bias: i32, trees: u32| {
        let mut model = small();
        model.stages[0].bias = bias;
        let tree = model.stages[0].trees[0].clone();
        model.stages[0].trees = vec![tree; trees as usize];
        LineModel::from_bytes(&model.to_bytes()).map(|_| ())
    };
    let most = MOST_BIAS as i32;
    let bytes = small().to_bytes();
    let stage = small().stages[0].bias.to_le_bytes();
    let trees = (small().stages[0].trees.len() as u32).to_le_bytes();
    let at = bytes.windows(8).rposition(|found| found == [stage, trees].concat()).unwrap();
    for (bias, trees, expected) in [
        (most, 1, Ok(())),
        (-most, MOST_TREES, Ok(())),
        (most + 1, 1, Err(DecodeError::Corrupt { at })),
        (i32::MIN, 1, Err(DecodeError::Corrupt { at })),
        (0, MOST_TREES + 1, Err(DecodeError::Corrupt { at: at + 4 })),
    ] {
        assert_eq!(stored(bias, trees), expected, "{bias} {trees}");
    }
    const _: () =
        assert!((MOST_BIAS as i64 + MOST_TREES as i64 * (1 << 15)) * 3 + 16 * 1024 < i32::MAX as i64);
}

/// Stored bytes with one name in place of another of the same length, sealed again.
fn renamed(model: &LineModel, from: &str, to: &str) -> Vec<u8> {
    let bytes = model.to_bytes();
    let at = bytes.windows(from.len()).position(|found| found == from.as_bytes()).unwrap();
    let content = &bytes[FRAME.head_len() + 8..bytes.len() - 8];
    FRAME.write(|out| {
        out.extend(content);
        out[at..at + to.len()].copy_from_slice(to.as_bytes());
    })
}

#[test]
fn other_names_are_refused_and_named() {
    let model = small();
    for (from, to, expected) in [
        ("Stops", "Steps", DecodeError::OtherName { of: "feature", at: 2, known: "Stops" }),
        ("CoreMass", "CoreMess", DecodeError::OtherName { of: "feature", at: 131, known: "CoreMass" }),
        ("comments", "commands", DecodeError::OtherName { of: "kind", at: 1, known: "" }),
    ] {
        assert_eq!(LineModel::from_bytes(&renamed(&model, from, to)), Err(expected), "{from}");
    }
    assert_eq!(LineModel::from_bytes(&renamed(&model, "Stops", "Stops")), Ok(model));
}

#[test]
fn kinds_are_found_by_name_and_new_ones_are_never_named() {
    let model = LineModel::from_bytes(&small().to_bytes()).unwrap();
    // Of equal sums the first one counts: whatever its number is here.
    assert_eq!(model.kind(&Columns::new(features::COUNT, 1), 0), NoiseKind::Comments);
    let shipped = LineModel::shipped().unwrap();
    assert!(NoiseKind::ALL.starts_with(&shipped.known));
    assert!(!shipped.told_apart.contains(&NoiseKind::SiteTemplate));
    assert_eq!(shipped.kinds.classes, shipped.told_apart.len());
}

#[test]
fn nothing_is_named_by_a_model_without_kinds() {
    let none = LineModel { told_apart: Vec::new(), kinds: ClassForest::default(), ..small() };
    let none = LineModel::from_bytes(&none.to_bytes()).unwrap();
    assert_eq!(none.kind(&Columns::new(features::COUNT, 1), 0), NoiseKind::OtherNoise);
}
