//! The Hamming join and index against their naive twins: all pairs, one by one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use descrape::BuildErrorKind;
use descrape::fingerprint::{HammingIndex, HammingPair, hamming_self_join};
use descrape_lab::neighbours::{Numbers, brute_force};
use proptest::prelude::*;

const MAX_RADIUS: u32 = 8;

/// Two places and their distance, as the twin gives them.
type Pair = (usize, usize, u32);

fn plain(pair: HammingPair) -> Pair {
    (pair.first, pair.second, pair.distance)
}

/// Holds everything that a join says against the naive twin.
fn check_join(fingerprints: &[u64], radius: u32) {
    let expected = brute_force(fingerprints, radius);
    let join = hamming_self_join(fingerprints, radius).unwrap();
    assert_eq!(join.radius(), radius);

    let mut all: Vec<Pair> = join.all_pairs().map(plain).collect();
    all.sort_unstable();
    assert!(all == expected, "radius {radius}: {} pairs, but there are {}", all.len(), expected.len());

    let is_first = |index: usize| fingerprints.iter().position(|x| *x == fingerprints[index]) == Some(index);
    let different = |(a, b, distance): &&Pair| *distance > 0 && is_first(*a) && is_first(*b);
    assert!(join.pairs().map(plain).eq(expected.iter().filter(different).copied()));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, x) in fingerprints.iter().enumerate().filter(|(index, _)| is_first(*index)) {
        let group: Vec<usize> = (index..fingerprints.len()).filter(|&i| fingerprints[i] == *x).collect();
        groups.extend((group.len() > 1).then_some(group));
    }
    assert!(join.groups().eq(groups.iter().map(Vec::as_slice)));

    // Links connect exactly what all pairs connect.
    assert_eq!(
        components(fingerprints.len(), join.links().map(plain)),
        components(fingerprints.len(), expected)
    );
    let repeats: usize = groups.iter().map(|group| group.len() - 1).sum();
    assert_eq!(join.links().count(), repeats + join.pairs().len());
}

/// The least index that each index is connected with.
fn components(len: usize, pairs: impl IntoIterator<Item = Pair>) -> Vec<usize> {
    let mut least: Vec<usize> = (0..len).collect();
    let pairs: Vec<Pair> = pairs.into_iter().collect();
    while pairs.iter().fold(false, |changed, &(a, b, _)| {
        let low = least[a].min(least[b]);
        let changes = least[a] != low || least[b] != low;
        (least[a], least[b]) = (low, low);
        changed || changes
    }) {}
    least
}

/// Holds queries of everything, and of neighbours, against the naive twin.
fn check_index(fingerprints: &[u64], radius: u32, built: usize) {
    let mut index = HammingIndex::new(&fingerprints[..built], radius).unwrap();
    for (at, &fingerprint) in fingerprints.iter().enumerate().skip(built) {
        assert_eq!(index.insert(fingerprint), at);
    }
    assert_eq!((index.len(), index.radius()), (fingerprints.len(), radius));
    assert_eq!(index.is_empty(), fingerprints.is_empty());
    assert_eq!(index.fingerprints(), fingerprints);
    assert!(index.memory() >= 8 * fingerprints.len());
    let step = fingerprints.len() / 30 + 1;
    let queries = fingerprints.iter().step_by(step).flat_map(|x| [*x, x ^ 1 << 63, x ^ 0x8101, !x]);
    for query in queries.chain([0, u64::MAX]) {
        let distances = fingerprints.iter().map(|x| (x ^ query).count_ones()).enumerate();
        let expected: Vec<(usize, u32)> = distances.filter(|(_, distance)| *distance <= radius).collect();
        let found = index.query(query);
        assert!(found.iter().map(|found| (found.index, found.distance)).eq(expected), "radius {radius}");
        assert_eq!(index.first(query), found.first().copied());
    }
}

/// Sets that take every way through the join: spread, clustered, and sharing most bits.
fn sets(len: usize) -> Vec<(&'static str, Vec<u64>)> {
    let mut numbers = Numbers::new(1);
    let spread: Vec<u64> = (0..len).map(|_| numbers.draw()).collect();
    let mut sets = vec![("spread", spread.clone())];
    let mut planted = spread.clone();
    for i in 0..len / 4 {
        planted[len - 1 - i] = numbers.flipped(spread[i], i as u32 % 11);
    }
    sets.push(("planted", planted));
    let clustered = (0..len).map(|i| numbers.flipped(spread[i % 5], i as u32 % 12)).collect();
    sets.push(("clustered", clustered));
    for (name, mask) in [
        ("low 16 bits shared", !0xffff),
        ("low 32 bits shared", !0xffff_ffff),
        ("low 48 bits shared", !0xffff_ffff_ffff),
        ("high 16 bits shared", u64::MAX >> 16),
        ("high 48 bits shared", u64::MAX >> 48),
        ("every fourth bit varies", 0x1111_1111_1111_1111),
        ("twelve bits vary", 0x8001_0010_0111_8881),
        ("one bit varies", 1 << 33),
    ] {
        sets.push((name, spread.iter().map(|x| x & mask).collect()));
    }
    // Templates: everything but a few bits is one of three.
    let templates = (0..len).map(|i| spread[i % 3] & !0xff0f_f00f | numbers.draw() & 0xff0f_f00f).collect();
    sets.push(("templates", templates));
    sets.push(("one number", vec![42; len]));
    sets.push(("ascending", (0..len as u64).collect()));
    sets.push(("powers", (0..len).map(|i| 1 << (i % 64)).collect()));
    sets
}

#[test]
fn joins_equal_their_twin_for_every_set_and_radius() {
    for (name, set) in sets(300) {
        for radius in 0..=MAX_RADIUS {
            println!("{name}, radius {radius}");
            check_join(&set, radius);
        }
    }
}

/// Large enough for partitions, inner buckets and splits.
#[test]
fn large_joins_equal_their_twin() {
    let len = if cfg!(debug_assertions) { 3_000 } else { 20_000 };
    for (name, set) in sets(len) {
        if matches!(name, "one bit varies" | "one number" | "powers" | "ascending") {
            continue;
        }
        for radius in [1, 3, 6] {
            println!("{name}, radius {radius}");
            let mut distinct = set.clone();
            distinct.sort_unstable();
            distinct.dedup();
            let join = hamming_self_join(&distinct, radius).unwrap();
            assert!(join.pairs().map(plain).eq(brute_force(&distinct, radius)));
        }
    }
}

#[test]
fn the_radius_is_inclusive() {
    let mut numbers = Numbers::new(5);
    for radius in 0..=MAX_RADIUS {
        for _ in 0..200 {
            let x = numbers.draw();
            let (within, beyond) = (numbers.flipped(x, radius), numbers.flipped(x, radius + 1));
            assert_eq!(hamming_self_join(&[x, within], radius).unwrap().all_pairs().count(), 1);
            assert_eq!(hamming_self_join(&[x, beyond], radius).unwrap().all_pairs().count(), 0);
            let index = HammingIndex::new(&[x], radius).unwrap();
            assert_eq!(index.query(within).len(), 1);
            assert_eq!(index.query(beyond).len(), 0);
        }
    }
}

#[test]
fn a_radius_beyond_eight_is_an_error() {
    for radius in [9, 64, u32::MAX] {
        let errors =
            [hamming_self_join(&[1], radius).unwrap_err(), HammingIndex::new(&[1], radius).unwrap_err()];
        for error in errors {
            let expected =
                BuildErrorKind::OutOfRange { option: "radius", got: u64::from(radius), min: 0, max: 8 };
            assert_eq!(*error.kind(), expected);
        }
    }
    assert!(hamming_self_join(&[], 8).unwrap().pairs().next().is_none());
    assert!(HammingIndex::new(&[], 8).unwrap().query(0).is_empty());
}

#[test]
fn queries_equal_their_twin() {
    for (name, set) in sets(700) {
        for radius in 0..=MAX_RADIUS {
            println!("{name}, radius {radius}");
            check_index(&set, radius, set.len());
        }
        // One by one, and some of them.
        check_index(&set, 3, 0);
        check_index(&set, 4, 300);
    }
}

#[cfg(feature = "parallel")]
#[test]
fn pools_of_any_size_give_equal_joins() {
    // More than a stretch for each of several threads.
    let mut numbers = Numbers::new(9);
    let len = 1 << 18;
    let mut set: Vec<u64> = (0..len).map(|_| numbers.draw()).collect();
    for i in 0..len / 8 {
        set[len - 1 - i] = numbers.flipped(set[i], i as u32 % 6);
    }
    let templates: Vec<u64> = set.iter().map(|x| x & 0xffff_f000 | 0xab).collect();
    for (set, radius) in [(&set, 3), (&set, 4), (&templates, 1)] {
        let joins = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let join = pool.install(|| hamming_self_join(set, radius)).unwrap();
            (join.pairs().collect::<Vec<_>>(), join.groups().map(<[usize]>::to_vec).collect::<Vec<_>>())
        });
        assert!(joins[0] == joins[1] && joins[0] == joins[2]);
        assert!(joins[0].0.len() > len / 20);
    }
}

fn fingerprints() -> impl Strategy<Value = Vec<u64>> {
    let bits = prop_oneof![Just(u64::MAX), any::<u64>(), any::<u16>().prop_map(u64::from)];
    let near = prop::collection::vec((any::<u64>(), prop::collection::vec(0..64_u32, 0..10)), 0..80);
    (bits, prop::collection::vec(any::<u64>(), 1..4), near).prop_map(|(mask, centres, near)| {
        let flip = |(i, flips): (u64, Vec<u32>)| {
            let centre = centres[i as usize % centres.len()];
            flips.iter().fold(centre, |x, bit| x ^ 1 << bit) & mask
        };
        near.into_iter().map(flip).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn any_join_equals_its_twin(set in fingerprints(), radius in 0..=MAX_RADIUS) {
        check_join(&set, radius);
    }

    #[test]
    fn any_query_equals_its_twin(set in fingerprints(), radius in 0..=MAX_RADIUS, part in 0..=80_usize) {
        check_index(&set, radius, part.min(set.len()));
    }
}
