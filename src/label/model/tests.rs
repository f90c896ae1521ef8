use super::*;

fn small() -> LineModel {
    let split = Split { feature: 3, offset: -2, above: 7 };
    let tree = Tree { splits: [split; DEPTH], leaves: std::array::from_fn(|leaf| leaf as i16 * 100 - 3000) };
    let kinds = Tree { splits: [split; DEPTH], leaves: std::array::from_fn(|leaf| [leaf as i8 - 30; KINDS]) };
    LineModel {
        words: WordTable((0..BUCKETS).map(|bucket| (bucket % 251) as i8).collect()),
        stages: vec![
            Forest { bias: -5, trees: vec![tree.clone()] },
            Forest { bias: 9, trees: vec![tree.clone()] },
        ],
        headline: Forest { bias: 1, trees: vec![tree] },
        kinds: KindForest { trees: vec![kinds] },
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
    assert_eq!(LineModel::from_bytes(&longer), Err(DecodeError::Corrupt { at: bytes.len() - 8 }));
}

#[test]
fn other_versions_are_named() {
    let mut bytes = small().to_bytes();
    bytes[4] = 9;
    assert_eq!(LineModel::from_bytes(&bytes), Err(DecodeError::UnknownVersion { got: 9, newest: VERSION }));
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
    let at = 4 + 4 + BUCKETS + 1;
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
