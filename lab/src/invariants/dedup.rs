//! What holds for near-duplicates among any texts: I3, I5, I6, I8 and I10, over the
//! public API alone.
//!
//! Where more than [`CROWD`] texts share a key, not all of them are compared, and which ones are
//! depends on the others. So I3, and that a stream finds all that a batch finds, are promised and
//! checked for no more texts than that.

use std::mem::discriminant;

use descrape::{Clusters, Comparison, Dedup, KeepRule, Linkage, PairReason, Preset};

/// So many texts are never a crowd.
pub const CROWD: usize = 16;

pub const LINKAGES: [Linkage; 3] = [Linkage::Leader, Linkage::Connected, Linkage::Stepwise];

/// Both presets with every linkage and every keep rule, at a least score.
pub fn dedups(min_score: u16) -> Vec<(Linkage, KeepRule, Dedup)> {
    let mut dedups = Vec::new();
    for linkage in LINKAGES {
        for keep in [KeepRule::First, KeepRule::Longest] {
            for preset in [Preset::Headlines, Preset::Documents] {
                let dedup = Dedup::builder(preset).min_score(min_score).linkage(linkage).keep(keep).build();
                dedups.push((linkage, keep, dedup.expect("the options are valid")));
            }
        }
    }
    dedups
}

/// Every invariant, for texts in an order. `linkage` and `keep` are those that `dedup` was built with.
pub fn check_texts(dedup: &Dedup, linkage: Linkage, keep: KeepRule, texts: &[&str]) {
    let clusters = dedup.clusters(texts);
    assert_eq!(clusters, dedup.clone().clusters(texts), "I5: two runs differ");
    assert_eq!(clusters.pairs(), dedup.pairs(texts), "the pairs of the clusters are the pairs");
    pairs_are_verdicts(dedup, texts, &clusters);
    clusters_are_a_partition(texts, &clusters);
    leaders_come_first(keep, texts, &clusters);
    equal_texts_are_one(dedup, texts, &clusters);
    clusters_hang_together(&clusters);
    reasons_are_pairs(dedup, linkage, texts, &clusters);
    if linkage == Linkage::Leader {
        dropped_texts_have_a_pair_with_their_leader(dedup, texts, &clusters);
    }
    if texts.len() <= CROWD {
        kept_texts_stay(dedup, linkage, texts, &clusters);
    }
}

/// I8: the score of a pair is what the two texts alone give, in either order.
pub fn pairs_are_verdicts(dedup: &Dedup, texts: &[&str], clusters: &Clusters) {
    let pairs = clusters.pairs();
    assert!(
        pairs.windows(2).all(|two| (two[0].first, two[0].second) < (two[1].first, two[1].second)),
        "pairs are in order, each once"
    );
    for pair in pairs {
        assert!(pair.first < pair.second && pair.second < texts.len(), "{pair:?} is no pair of texts");
        assert!((dedup.min_score()..=1000).contains(&pair.score), "{pair:?} is not sure enough");
        let (one, other) = (texts[pair.first], texts[pair.second]);
        assert_eq!(dedup.compare(one, other).score(), pair.score, "I8: {one:?} and {other:?}");
        assert_eq!(dedup.compare(other, one).score(), pair.score, "I8: {other:?} and {one:?}");
    }
}

pub fn clusters_are_a_partition(texts: &[&str], clusters: &Clusters) {
    let groups = clusters.groups();
    assert_eq!(clusters.texts(), texts.len());
    let mut all: Vec<usize> = groups.concat();
    all.sort_unstable();
    assert!(all.into_iter().eq(0..texts.len()), "each text is in one group");
    assert!(groups.iter().all(|group| group.is_sorted()), "texts ascend in a group");
    assert!(groups.is_sorted_by_key(|group| group.first()), "groups come by their first texts");
    let keep: Vec<usize> = clusters.keep().collect();
    assert!(keep.is_sorted() && keep.len() == groups.len() && keep.len() == clusters.count());
    for group in groups {
        let leader = clusters.leader_of(group[0]);
        assert!(group.iter().all(|&text| clusters.leader_of(text) == leader), "one leader for {group:?}");
        assert!(leader.is_some_and(|leader| group.contains(&leader)), "the leader of {group:?} is in it");
        assert!(leader.is_some_and(|leader| keep.contains(&leader)), "the leader of {group:?} is kept");
    }
    assert_eq!(clusters.leader_of(texts.len()), None);
    assert_eq!(clusters.because(texts.len()), None);
}

/// Of each cluster the first text in the order of the keep rule is kept.
pub fn leaders_come_first(keep: KeepRule, texts: &[&str], clusters: &Clusters) {
    for group in clusters.groups() {
        let first = group.iter().copied().min_by_key(|&text| match keep {
            KeepRule::Longest => (usize::MAX - texts[text].len(), text),
            _ => (0, text),
        });
        assert_eq!(clusters.leader_of(group[0]), first, "{keep:?} of {group:?}");
    }
}

/// Texts that are the same after folding are in one cluster; they are a pair of the surest kind.
pub fn equal_texts_are_one(dedup: &Dedup, texts: &[&str], clusters: &Clusters) {
    let folded: Vec<String> = texts.iter().map(|text| descrape::fold(text)).collect();
    for one in 0..texts.len() {
        for other in 0..one {
            if texts[one] == texts[other] || folded[one] == folded[other] && !folded[one].is_empty() {
                let verdict = dedup.compare(texts[one], texts[other]);
                assert_eq!(verdict.score(), 1000, "{:?} and {:?}", texts[one], texts[other]);
                assert!(verdict.reasons().eq([PairReason::Equal]), "{:?} and {:?}", texts[one], texts[other]);
                assert_eq!(clusters.leader_of(one), clusters.leader_of(other), "{:?}", texts[one]);
            }
        }
    }
}

/// Within a cluster, a chain of verified pairs leads from each text to each other.
pub fn clusters_hang_together(clusters: &Clusters) {
    for group in clusters.groups() {
        let mut reached = vec![group[0]];
        let mut at = 0;
        while let Some(&text) = reached.get(at) {
            for pair in clusters.pairs() {
                let other = if pair.first == text { pair.second } else { pair.first };
                let joins = pair.first == text || pair.second == text;
                if joins && group.contains(&other) && !reached.contains(&other) {
                    reached.push(other);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), group.len(), "{group:?} hangs together");
    }
}

/// What puts a text into its cluster is a verified pair of it with one of the cluster.
pub fn reasons_are_pairs(dedup: &Dedup, linkage: Linkage, texts: &[&str], clusters: &Clusters) {
    for text in 0..texts.len() {
        let Some(because) = clusters.because(text) else {
            let leads = clusters.leader_of(text) == Some(text);
            let alone = clusters.groups().iter().any(|group| *group == [text]);
            // A leader of copies alone has no reason of its own.
            let copies = clusters.pairs().iter().filter(|pair| pair.first == text || pair.second == text);
            let only_copies = copies.clone().all(|pair| {
                dedup.compare(texts[pair.first], texts[pair.second]).reasons().eq([PairReason::Equal])
            });
            assert!(leads && (linkage == Linkage::Leader || alone || only_copies), "no reason for {text}");
            continue;
        };
        assert!(because.first == text || because.second == text, "{because:?} is not about {text}");
        assert!(clusters.pairs().contains(&because), "{because:?} is no verified pair");
        assert_eq!(clusters.leader_of(because.first), clusters.leader_of(because.second), "{because:?}");
    }
}

/// I10: under leader linkage each dropped text has a verified pair with its leader, or is the same after
/// folding as a text that has one.
pub fn dropped_texts_have_a_pair_with_their_leader(dedup: &Dedup, texts: &[&str], clusters: &Clusters) {
    for text in 0..texts.len() {
        let leader = clusters.leader_of(text).expect("the text is there");
        if leader == text {
            continue;
        }
        let pair = |one: usize| {
            clusters
                .pairs()
                .iter()
                .any(|pair| (pair.first, pair.second) == (one.min(leader), one.max(leader)))
        };
        let known = pair(text)
            || clusters.because(text).is_some_and(|because| {
                let other = if because.first == text { because.second } else { because.first };
                let equal = dedup.compare(texts[text], texts[other]).reasons().eq([PairReason::Equal]);
                equal && (other == leader || pair(other))
            });
        assert!(known, "I10: text {text} was dropped for {leader} without a pair");
    }
}

/// I3: of the texts that are kept, none is dropped the next time.
///
/// So it is under [`Linkage::Leader`] and [`Linkage::Connected`], whose leaders have no verified pair with each
/// other. It is not promised under [`Linkage::Stepwise`]: two clusters stay apart though their
/// leaders are a pair that is not sure enough to join clusters, but is for two texts alone.
pub fn kept_texts_stay(dedup: &Dedup, linkage: Linkage, texts: &[&str], clusters: &Clusters) {
    if linkage == Linkage::Stepwise {
        return;
    }
    let kept: Vec<&str> = clusters.keep().map(|text| texts[text]).collect();
    let again = dedup.clusters(&kept);
    assert!(
        again.keep().eq(0..kept.len()),
        "I3: of {kept:?} only {:?} stay",
        again.keep().collect::<Vec<_>>()
    );
}

/// A stream finds every pair that a batch finds, with the same score, and scores of no other kind.
pub fn a_stream_finds_what_a_batch_finds(dedup: &Dedup, texts: &[&str]) {
    let pairs = if texts.len() <= CROWD { dedup.pairs(texts) } else { Vec::new() };
    let mut stream = dedup.index();
    for (at, text) in texts.iter().enumerate() {
        let matches = stream.matches(text);
        assert_eq!(stream.query(text), matches.first().copied(), "the surest one comes first");
        for found in &matches {
            let stored = texts[found.id as usize];
            assert_eq!(dedup.compare(stored, text).score(), found.score, "{stored:?} and {text:?}");
            assert!(found.score >= dedup.min_score(), "{stored:?} and {text:?}");
        }
        let order: Vec<_> = matches.iter().map(|found| (u16::MAX - found.score, found.id)).collect();
        assert!(order.is_sorted(), "the surest first, then the earliest");
        for pair in pairs.iter().filter(|pair| pair.second == at) {
            let found = matches.iter().find(|found| found.id as usize == pair.first);
            assert_eq!(found.map(|found| found.score), Some(pair.score), "the stream lacks {pair:?}");
        }
        stream.add(at as u64, text);
        assert_eq!(stream.len(), at + 1);
    }
    // Inserting keeps those that repeat no earlier one.
    let mut kept = dedup.index();
    for (at, text) in texts.iter().enumerate() {
        let (before, expected) = (kept.len(), kept.query(text));
        assert_eq!(kept.insert(at as u64, text), expected);
        assert_eq!(kept.len(), before + usize::from(expected.is_none()));
        assert!(kept.query(text).is_some(), "a text that was stored or repeats one is known: {text:?}");
    }
}

/// The verdict on two texts is the same in either order, and a text is one with itself.
pub fn verdicts_are_symmetric(dedup: &Dedup, one: &str, other: &str) {
    let (there, back) = (dedup.compare(one, other), dedup.compare(other, one));
    assert_eq!(there.score(), back.score(), "{one:?} and {other:?}");
    assert!(there.score() <= 1000);
    let kinds =
        |verdict: &Comparison| verdict.reasons().map(|reason| discriminant(&reason)).collect::<Vec<_>>();
    assert_eq!(kinds(&there), kinds(&back), "{one:?} and {other:?}");
    let own = dedup.compare(one, one);
    assert!(own.score() == 1000 && own.reasons().eq([PairReason::Equal]), "{one:?} is itself");
}
