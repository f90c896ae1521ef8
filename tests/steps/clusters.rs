//! Clusters of headlines as separate steps over plain rows, as an engine would run them that maps, groups and joins.
//!
//! Every step takes rows and gives rows, and knows nothing but one row or one group at a time. [`grouped`] stands for
//! what the engine does between them.

use std::collections::{BTreeMap, BTreeSet};

use descrape::steps::{CandidateRow, KeepKey, TokenCounts, large_star, small_star};
use descrape::{Dedup, KeepRule};

/// Two texts that are one, by their places in the order of the keep rule.
type Edge = (KeepKey, KeepKey);

/// For each text the place of the one that is kept for it.
pub(crate) fn leaders<T: AsRef<str>>(dedup: &Dedup, keep: KeepRule, texts: &[T]) -> Vec<usize> {
    let text = |key: KeepKey| texts.get(key.place as usize).map_or("", AsRef::as_ref);

    // Map: what is carried of a text, under its place in the order of the keep rule.
    let rows = texts.iter().zip(0..).map(|(text, place)| {
        let text = text.as_ref();
        (keep.key(text, place), dedup.row(text))
    });

    // Group by what equal texts share: the first one goes on, the others are joined to it.
    let (mut edges, mut distinct) = (BTreeSet::new(), Vec::new());
    for (_, mut group) in grouped(rows.map(|(key, row)| (row.equal, (key, row)))) {
        group.sort_unstable();
        let first = group.first().map(|(key, _)| *key);
        for (key, row) in group {
            match first.filter(|&first| {
                first != key && dedup.pair_scorer().score(text(first), text(key)) == Some(1000)
            }) {
                Some(first) => drop(edges.insert((key, first))),
                None => distinct.push((key, row)),
            }
        }
    }

    // Count, in two parts that are merged.
    let (mut counts, mut part) = (TokenCounts::new(distinct.len()), TokenCounts::new(distinct.len()));
    for (at, (_, row)) in distinct.iter().enumerate() {
        if at % 2 == 0 { counts.add(row) } else { part.add(row) }
    }
    let merged = counts.merge(&part);
    debug_assert!(merged.is_ok(), "both were made for as many texts");

    // Map: the keys of each row, the rarest atoms first.
    let keyed = distinct.into_iter().flat_map(|(key, mut row)| {
        counts.rarest_first(&mut row);
        dedup.keys(&row).into_iter().map(move |shared| (shared, (key, row.clone())))
    });

    // Group by key: pairs worth a look, each once.
    let mut pairs = BTreeSet::new();
    for (_, mut group) in grouped(keyed) {
        group.sort_unstable();
        let (keys, rows): (Vec<KeepKey>, Vec<CandidateRow>) = group.into_iter().unzip();
        for (earlier, later) in dedup.candidates(&rows) {
            if let (Some(&earlier), Some(&later)) = (keys.get(earlier), keys.get(later)) {
                pairs.insert((later, earlier));
            }
        }
    }

    // Join with the texts on both sides: those pairs stay that are verified.
    let mut scorer = dedup.pair_scorer();
    edges.extend(
        pairs.into_iter().filter(|&(later, earlier)| scorer.score(text(later), text(earlier)).is_some()),
    );

    // Group by text, in rounds: the least of each component.
    let mut leaders: Vec<usize> = (0..texts.len()).collect();
    for (key, least) in components(edges) {
        if let Some(leader) = leaders.get_mut(key.place as usize) {
            *leader = least.place as usize;
        }
    }
    leaders
}

/// Each node but the least of its component, with that one.
fn components(mut edges: BTreeSet<Edge>) -> BTreeSet<Edge> {
    loop {
        let both = edges.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
        let large = grouped(both).into_iter().flat_map(|(node, near)| large_star(node, &near));
        let up = large.map(|(one, other)| (one.max(other), one.min(other))).collect::<BTreeSet<Edge>>();
        let small = grouped(up).into_iter().flat_map(|(node, near)| small_star(node, &near));
        let joined: BTreeSet<Edge> = small.collect();
        if joined == edges {
            return joined;
        }
        edges = joined;
    }
}

/// The values of each key, which is what an engine does.
fn grouped<K: Ord, V>(rows: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups = BTreeMap::new();
    rows.into_iter().for_each(|(key, value)| groups.entry(key).or_insert_with(Vec::new).push(value));
    groups
}
