use proptest::prelude::*;

use super::*;

fn links(rows: &[(u32, u32, u16)]) -> Vec<Link> {
    let mut links: Vec<Link> =
        rows.iter().map(|&(earlier, later, score)| Link { earlier, later, score }).collect();
    links.sort_unstable();
    links
}

fn leaders(linkage: Linkage, texts: usize, rows: &[(u32, u32, u16)]) -> Vec<u32> {
    linkage.assign(texts, &links(rows), 500).leader
}

#[test]
fn leaders_take_who_is_sure_of_them_alone() {
    for (name, rows, expected) in [
        ("nothing", &[][..], [0, 1, 2, 3, 4]),
        ("a pair", &[(1, 3, 500)], [0, 1, 2, 1, 4]),
        // 1 joins 0, so it leads no one, and 2 leads itself.
        ("a chain", &[(0, 1, 900), (1, 2, 900), (2, 3, 900)], [0, 0, 2, 2, 4]),
        ("the earliest leader, not the surest", &[(0, 2, 501), (1, 2, 999)], [0, 1, 0, 3, 4]),
        ("not one that joined", &[(0, 1, 600), (1, 4, 999), (3, 4, 510)], [0, 0, 2, 3, 3]),
        ("all with the first", &[(0, 1, 500), (0, 2, 500), (0, 3, 500), (0, 4, 500)], [0; 5]),
    ] {
        assert_eq!(leaders(Linkage::Leader, 5, rows), expected, "{name}");
    }
}

#[test]
fn connected_follows_chains() {
    for (name, rows, expected) in [
        ("nothing", &[][..], [0, 1, 2, 3, 4]),
        ("a chain", &[(0, 1, 500), (1, 2, 500), (2, 3, 500)], [0, 0, 0, 0, 4]),
        ("a chain out of order", &[(2, 4, 500), (1, 4, 500), (1, 3, 500)], [0, 1, 1, 1, 1]),
        ("two clusters", &[(0, 4, 500), (1, 3, 500)], [0, 1, 2, 1, 0]),
    ] {
        assert_eq!(leaders(Linkage::Connected, 5, rows), expected, "{name}");
    }
}

#[test]
fn stepwise_joins_clusters_by_surer_pairs_only() {
    let bridge = |score: u16| leaders(Linkage::Stepwise, 4, &[(0, 1, 900), (2, 3, 900), (1, 2, score)]);
    assert_eq!(bridge(650), [0, 0, 0, 0], "surer by 150 exactly");
    assert_eq!(bridge(649), [0, 0, 2, 2], "one less");
    // A single text joins by any verified pair.
    assert_eq!(leaders(Linkage::Stepwise, 3, &[(0, 1, 900), (1, 2, 500)]), [0, 0, 0]);
    // Of equally sure pairs the one of the earliest texts comes first: 1 and 2 join 0, then 3 and
    // 4 are two of their own.
    let tied = &[(0, 1, 600), (1, 2, 600), (2, 3, 600), (3, 4, 600)];
    assert_eq!(leaders(Linkage::Stepwise, 5, tied), [0; 5]);
    let tied = &[(0, 1, 600), (2, 3, 600), (1, 2, 600)];
    assert_eq!(leaders(Linkage::Stepwise, 4, tied), [0; 4], "1 and 2 before 2 and 3");
    let surer = &[(0, 1, 600), (2, 3, 601), (1, 2, 600)];
    assert_eq!(leaders(Linkage::Stepwise, 4, surer), [0, 0, 2, 2], "2 and 3 before 1 and 2");
}

#[test]
fn stepwise_never_asks_for_more_than_certainty() {
    for (least, score, joined) in [
        (849, 999, true),
        (850, 999, false),
        (850, 1000, true),
        (1000, 1000, true),
        (1, 151, true),
        (1, 150, false),
    ] {
        let rows = [(0, 1, 1000), (2, 3, 1000), (1, 2, score)];
        let leader = Linkage::Stepwise.assign(4, &links(&rows), least).leader;
        assert_eq!(leader[3] == 0, joined, "{score} at {least}");
    }
}

#[test]
fn reasons_are_the_pairs_that_decided() {
    let rows = links(&[(0, 1, 700), (0, 2, 600), (1, 2, 800), (1, 3, 900)]);
    let assignment = Linkage::Leader.assign(5, &rows, 500);
    assert_eq!(assignment.because, [(0, 1000), (0, 700), (0, 600), (3, 1000), (4, 1000)]);
    for linkage in [Linkage::Connected, Linkage::Stepwise] {
        let assignment = linkage.assign(5, &rows, 500);
        assert_eq!(assignment.leader, [0, 0, 0, 0, 4], "{linkage:?}");
        assert_eq!(assignment.because, [(1, 700), (3, 900), (1, 800), (1, 900), (4, 1000)], "{linkage:?}");
    }
    // Of equally sure pairs the one with the earlier text.
    let rows = links(&[(0, 2, 700), (1, 2, 700)]);
    assert_eq!(Linkage::Connected.assign(3, &rows, 500).because[2], (0, 700));
}

#[test]
fn clusters_tell_of_groups_and_leaders() {
    let clusters = Clusters {
        leaders: vec![2, 1, 2, 1, 4],
        because: vec![(2, 800), (3, 700), (0, 800), (1, 700), (4, 1000)],
        pairs: Vec::new(),
    };
    assert_eq!((clusters.texts(), clusters.count()), (5, 3));
    assert_eq!(clusters.keep().collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(clusters.groups(), [vec![0, 2], vec![1, 3], vec![4]]);
    let leaders: Vec<Option<usize>> = (0..6).map(|text| clusters.leader_of(text)).collect();
    assert_eq!(leaders, [Some(2), Some(1), Some(2), Some(1), Some(4), None]);
    let pair = |first, second, score| Some(DuplicatePair { first, second, score });
    assert_eq!(clusters.because(0), pair(0, 2, 800));
    assert_eq!(clusters.because(2), pair(0, 2, 800));
    assert_eq!(clusters.because(3), pair(1, 3, 700));
    assert_eq!((clusters.because(4), clusters.because(5)), (None, None));
    let none = Clusters { leaders: Vec::new(), because: Vec::new(), pairs: Vec::new() };
    assert_eq!((none.texts(), none.count(), none.groups().len()), (0, 0, 0));
}

const TEXTS: u32 = 12;

fn any_links() -> impl Strategy<Value = Vec<Link>> {
    let link = (0..TEXTS, 0..TEXTS, prop::sample::select(&[500u16, 600, 649, 650, 651, 1000][..]));
    prop::collection::vec(link, 0..30).prop_map(|rows| {
        let mut rows: Vec<(u32, u32, u16)> = rows
            .into_iter()
            .filter(|(one, other, _)| one != other)
            .map(|(one, other, score)| (one.min(other), one.max(other), score))
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| (row.0, row.1));
        links(&rows)
    })
}

fn score(links: &[Link], one: u32, other: u32) -> Option<u16> {
    let (earlier, later) = (one.min(other), one.max(other));
    links.iter().find(|link| (link.earlier, link.later) == (earlier, later)).map(|link| link.score)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn leaders_are_those_of_the_definition(links in any_links()) {
        let assignment = Linkage::Leader.assign(TEXTS as usize, &links, 500);
        let mut leaders: Vec<u32> = Vec::new();
        for text in 0..TEXTS {
            let found = leaders.iter().copied().find(|&leader| score(&links, leader, text).is_some());
            if found.is_none() {
                leaders.push(text);
            }
            prop_assert_eq!(assignment.leader[text as usize], found.unwrap_or(text));
            let because = found.map_or((text, 1000), |leader| (leader, score(&links, leader, text).unwrap()));
            prop_assert_eq!(assignment.because[text as usize], because);
        }
    }

    #[test]
    fn components_are_those_of_a_search(links in any_links()) {
        let leader = Linkage::Connected.assign(TEXTS as usize, &links, 500).leader;
        for start in 0..TEXTS {
            let (mut seen, mut open) = (vec![start], vec![start]);
            while let Some(text) = open.pop() {
                for other in 0..TEXTS {
                    if !seen.contains(&other) && score(&links, text, other).is_some() {
                        seen.push(other);
                        open.push(other);
                    }
                }
            }
            prop_assert_eq!(leader[start as usize], *seen.iter().min().unwrap());
        }
    }

    #[test]
    fn stepwise_is_agglomeration(links in any_links()) {
        let leader = Linkage::Stepwise.assign(TEXTS as usize, &links, 500).leader;
        let mut clusters: Vec<Vec<u32>> = (0..TEXTS).map(|text| vec![text]).collect();
        let mut order = links.clone();
        order.sort_by_key(|link| (std::cmp::Reverse(link.score), link.earlier, link.later));
        for link in order {
            let at = |text: u32| clusters.iter().position(|cluster| cluster.contains(&text)).unwrap();
            let (one, other) = (at(link.earlier), at(link.later));
            let single = clusters[one].len() == 1 || clusters[other].len() == 1;
            if one != other && (single || link.score >= 650) {
                let joined = clusters[one.max(other)].clone();
                clusters[one.min(other)].extend(joined);
                clusters.remove(one.max(other));
            }
        }
        for cluster in clusters {
            for &text in &cluster {
                prop_assert_eq!(leader[text as usize], *cluster.iter().min().unwrap());
            }
        }
    }

    /// The reason of a text under the other linkages is its surest pair within the cluster.
    #[test]
    fn reasons_are_the_surest_pairs(links in any_links()) {
        for linkage in [Linkage::Connected, Linkage::Stepwise] {
            let assignment = linkage.assign(TEXTS as usize, &links, 500);
            for text in 0..TEXTS {
                let own = assignment.leader[text as usize];
                let others = (0..TEXTS).filter(|&other| assignment.leader[other as usize] == own);
                let surest = others
                    .filter_map(|other| Some((other, score(&links, text, other)?)))
                    .max_by_key(|&(other, score)| (score, std::cmp::Reverse(other)));
                prop_assert_eq!(assignment.because[text as usize], surest.unwrap_or((text, 1000)));
            }
        }
    }
}
