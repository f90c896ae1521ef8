//! The steps for other engines come to the clusters of `Dedup` under `Linkage::Connected`.
#![cfg(test)]

mod clusters;

use descrape::steps::{CandidateRow, TokenCounts, large_star, small_star};
use descrape::{Dedup, KeepRule, Linkage, Preset};
use proptest::prelude::*;

const WORDS: [&str; 20] = [
    "Ferry",
    "fire",
    "kills",
    "three",
    "Aldersund",
    "Skerrow",
    "bridge",
    "closed",
    "council",
    "festival",
    "river",
    "13",
    "storm",
    "Tollhaven",
    "mill",
    "opens",
    "again",
    "Snow",
    "roads",
    "mountain",
];

fn agree(texts: &[String]) -> usize {
    let mut joined = 0;
    for keep in [KeepRule::First, KeepRule::Longest] {
        for builder in [Dedup::builder(Preset::Headlines), Dedup::builder(Preset::Documents).min_score(300)] {
            let dedup = builder.linkage(Linkage::Connected).keep(keep).build().unwrap();
            let clusters = dedup.clusters(texts);
            let expected: Vec<usize> =
                (0..texts.len()).map(|text| clusters.leader_of(text).unwrap()).collect();
            assert_eq!(clusters::leaders(&dedup, keep, texts), expected, "{keep:?}");
            joined += texts.len() - clusters.count();
        }
    }
    joined
}

fn text(words: &[usize]) -> String {
    words.iter().map(|&at| WORDS[at % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn steps_come_to_the_same_clusters(
        texts in prop::collection::vec(prop::collection::vec(0..20usize, 0..9), 0..60),
    ) {
        let texts: Vec<String> = texts.iter().map(|words| text(words)).collect();
        agree(&texts);
    }

    #[test]
    fn rounds_of_stars_find_the_components(edges in prop::collection::vec((0..60u32, 0..60u32), 0..80)) {
        let edges: Vec<(u32, u32)> = edges.into_iter().filter(|(one, other)| one != other).collect();
        let mut naive: Vec<u32> = (0..60).collect();
        for _ in 0..60 {
            for &(one, other) in &edges {
                let least = naive[one as usize].min(naive[other as usize]);
                (naive[one as usize], naive[other as usize]) = (least, least);
            }
        }
        let mut pairs = edges;
        let mut rounds = 0;
        loop {
            let before = pairs.clone();
            pairs = star(&pairs, true, large_star);
            pairs = star(&pairs, false, small_star);
            rounds += 1;
            if pairs == before {
                break;
            }
            prop_assert!(rounds < 20);
        }
        let mut least: Vec<u32> = (0..60).collect();
        for (node, leader) in pairs {
            prop_assert_eq!(least[node as usize], node, "a node is the first of one pair at most");
            least[node as usize] = leader;
        }
        prop_assert_eq!(least, naive);
    }
}

type Edges = Vec<(u32, u32)>;

/// One half of a round over pairs, each given to both nodes or to the greater one.
fn star(pairs: &[(u32, u32)], both: bool, half: fn(u32, &[u32]) -> Edges) -> Edges {
    let mut out: Edges = (0..60)
        .flat_map(|node| {
            let near: Vec<u32> = pairs
                .iter()
                .flat_map(|&(one, other)| [(one, other), (other, one)])
                .filter(|&(one, other)| one == node && (both || other < node))
                .map(|(_, other)| other)
                .collect();
            half(node, &near)
        })
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

#[test]
fn crowds_copies_and_empty_texts_come_to_the_same_clusters() {
    // Three hundred texts that share telling words, copies in other forms, and texts without words.
    let mut texts: Vec<String> = (0..300)
        .map(|i| format!("Ferry fire kills Aldersund {} {} {}", WORDS[i % 7 + 5], WORDS[i % 11], i % 40))
        .collect();
    for i in 0..40 {
        texts.push(texts[i * 3].to_uppercase() + "!");
        texts.push(["", "!?", " ", "?!"][i % 4].to_owned());
        texts.push(text(&[i, i + 3, i * 7, i * 5 + 1, i + 11]));
    }
    assert!(agree(&texts) > 200);
}

#[test]
fn what_does_not_fit_together_is_an_error_or_nothing() {
    let error = TokenCounts::new(1_000_000).merge(&TokenCounts::new(10)).unwrap_err();
    assert_eq!(error.to_string(), "slots differ: 4194304 and 1024");
    let (headlines, documents) = (Dedup::headlines(), Dedup::documents());
    let rows = ["Ferry fire off Aldersund", "Ferry fire off Aldersund!"].map(|text| headlines.row(text));
    assert_eq!(headlines.candidates(&rows), [(0, 1)]);
    assert_eq!(documents.candidates(&rows), []);
    let odd = CandidateRow::new(7, vec![1, 2, 3]);
    assert_eq!(headlines.candidates(&[odd.clone(), odd.clone()]), []);
    assert!(headlines.keys(&CandidateRow::new(7, vec![])).is_empty());
    // Counting and ordering take any row.
    let mut counts = TokenCounts::new(2);
    counts.add(&odd);
    let mut same = odd.clone();
    counts.rarest_first(&mut same);
    assert_eq!(same, odd);
    assert_eq!(
        (headlines.pair_scorer().score("Snow", "Rain"), headlines.pair_scorer().score("Snow", "SNOW")),
        (None, Some(1000))
    );
}

#[test]
fn the_least_node_names_a_component_of_one_pair_and_alone_there_is_none() {
    assert_eq!(large_star(1, &[2]), [(2, 1)]);
    assert_eq!(large_star(2, &[1]), []);
    assert_eq!(small_star(2, &[1]), [(2, 1)]);
    assert_eq!(small_star(2, &[3]), []);
    assert_eq!((large_star::<u8>(1, &[]), small_star::<u8>(1, &[])), (vec![], vec![]));
}
