//! Pairs that the kit has too few of: members of clusters of headlines, a headline denied, one with another
//! number, and a story against its first words.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use regex::{Captures, Regex};

use super::random::Twister;
use super::rows::{MADE, Member, OF_CLUSTERS, Pair};

const SEED_OF_CLUSTERS: u32 = 7;
const SEED_OF_NUMBERS: u32 = 11;
/// Of the members that share a word, so many pairs are drawn for each of them, and at most so many for a word.
const DRAWN_EACH: usize = 4;
const DRAWN_MOST: usize = 400;
/// So many pairs for each member of a source.
const KEPT_EACH: usize = 6;
/// A story of more words than this is held against so many of its first ones.
const LONG_WORDS: usize = 100;
const FIRST_WORDS: usize = 12;

/// Pairs of members that share a word, of one story or of two.
pub(crate) fn of_clusters(members: &[Member]) -> anyhow::Result<Vec<Pair>> {
    let word = Regex::new(r"[\p{L}\p{N}_]{4,}")?;
    let mut sources: Vec<(&str, Vec<&Member>)> = Vec::new();
    for member in members {
        match sources.iter_mut().find(|(source, _)| *source == member.source) {
            Some((_, members)) => members.push(member),
            None => sources.push((&member.source, vec![member])),
        }
    }
    let mut chance = Twister::new(SEED_OF_CLUSTERS);
    let mut pairs = Vec::new();
    for (source, members) in sources {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, member) in members.iter().enumerate() {
            let text = member.text.to_lowercase();
            let words: BTreeSet<&str> = word.find_iter(&text).map(|found| found.as_str()).collect();
            for word in words {
                by_word.entry(word.to_owned()).or_default().push(at);
            }
        }
        let mut found = BTreeSet::new();
        for among in by_word.values() {
            for _ in 0..(among.len() * DRAWN_EACH).min(DRAWN_MOST) {
                let (one, other) = (among[chance.below(among.len())], among[chance.below(among.len())]);
                if one != other {
                    found.insert((one.min(other), one.max(other)));
                }
            }
        }
        let mut found: Vec<(usize, usize)> = found.into_iter().collect();
        chance.shuffle(&mut found);
        for (one, other) in found.into_iter().take(KEPT_EACH * members.len()) {
            let (one, other) = (members[one], members[other]);
            let dup = one.cluster == other.cluster;
            pairs.push(pair(OF_CLUSTERS, format!("cluster-{source}"), &one.text, &other.text, dup));
        }
    }
    Ok(pairs)
}

/// Pairs made of others by a change of their sense.
pub(crate) fn made(pairs: &[Pair]) -> anyhow::Result<Vec<Pair>> {
    let mut made = other_numbers(pairs)?;
    let verb = Regex::new(r"\b(is|are|was|were|will|can|could|would|has|have)\b")?;
    let mut seen = HashSet::new();
    for row in pairs.iter().filter(|row| row.lang == "en") {
        if !seen.insert(&row.a) {
            continue;
        }
        let headline = matches!(&*row.file, "sts_headlines" | "uci" | "mrpc");
        if headline && verb.is_match(&row.a) {
            let denied = verb.replace(&row.a, "$1 not");
            made.push(pair(MADE, "made-denied".to_owned(), &row.a, &denied, false));
        } else if row.file == "perturb_docs" {
            let words: Vec<&str> = row.a.split_whitespace().collect();
            if words.len() > LONG_WORDS {
                let first = words[..FIRST_WORDS].join(" ");
                made.push(pair(MADE, "made-part".to_owned(), &row.a, &first, false));
            }
        }
    }
    Ok(made)
}

/// Rewrites whose number is another one.
fn other_numbers(pairs: &[Pair]) -> anyhow::Result<Vec<Pair>> {
    let number = Regex::new(r"(?i)\d+|two|three|four|five|six|seven|eight|nine|ten|dozen")?;
    let numbers = |text: &str| {
        let whole = number.find_iter(text).filter(|found| is_whole(text, found.range()));
        whole.map(|found| found.as_str().to_lowercase()).collect::<BTreeSet<String>>()
    };
    let sources = ["sts_headlines", "sts_mt", "perturb_headlines", "reuters_headlines"];
    let mut chance = Twister::new(SEED_OF_NUMBERS);
    let mut made = Vec::new();
    for row in pairs.iter().filter(|row| row.dup == Some(true) && sources.contains(&&*row.file)) {
        let (one, other) = (numbers(&row.a), numbers(&row.b));
        let shared: Vec<&String> = one.intersection(&other).collect();
        let Some(changed) = shared.first() else { continue };
        let free: Vec<String> = (3..99).map(|n| n.to_string()).filter(|n| !shared.contains(&n)).collect();
        let Some(drawn) = chance.choose(&free) else { continue };
        let b = number.replace_all(&row.b, |found: &Captures<'_>| {
            let whole = found.get(0).is_some_and(|found| is_whole(&row.b, found.range()));
            if whole && found[0].to_lowercase() == **changed { drawn.clone() } else { found[0].to_owned() }
        });
        made.push(pair(MADE, "made-number".to_owned(), &row.a, &b, false));
    }
    Ok(made)
}

/// Whether no letter or digit stands right beside it: "1½" is no 1.
fn is_whole(text: &str, found: Range<usize>) -> bool {
    let before = text[..found.start].chars().next_back();
    let behind = text[found.end..].chars().next();
    ![before, behind].into_iter().flatten().any(|c| c.is_alphanumeric() || c == '_')
}

fn pair(file: &str, source: String, a: &str, b: &str, dup: bool) -> Pair {
    Pair {
        source,
        a: a.to_owned(),
        b: b.to_owned(),
        dup: Some(dup),
        file: file.to_owned(),
        of: 1,
        ..Pair::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(file: &str, a: &str, b: &str, dup: bool) -> Pair {
        Pair { lang: "en".to_owned(), ..pair(file, file.to_owned(), a, b, dup) }
    }

    #[test]
    fn a_changed_number_is_no_duplicate() {
        let rows = [
            row("sts_mt", "Three ferries burn, 40 saved", "40 saved as THREE ferries burn", true),
            row("sts_mt", "Two ferries burn", "Three ferries burn", false),
            row("uci", "Two ferries burn", "Two boats burn", true),
            row("sts_mt", "1½ ferries burn", "Fire on 1½ ferries", true),
            row("sts_mt", "Rain closes road", "Road closed by rain", true),
        ];
        let made = made(&rows).unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].dup, &*made[0].a), (Some(false), "Three ferries burn, 40 saved"));
        let words: Vec<&str> = made[0].b.split(' ').collect();
        assert!(words[0] != "40" && words[0].parse::<u8>().is_ok() && words[3] == "THREE", "{}", made[0].b);
    }

    #[test]
    fn headlines_are_denied_once_and_stories_cut() {
        let story = "word ".repeat(101);
        let rows = [
            row("mrpc", "The road is closed and was wet", "x", true),
            row("mrpc", "The road is closed and was wet", "y", true),
            row("sts_mt", "The road is closed", "z", true),
            row("perturb_docs", &story, "x", true),
            row("perturb_docs", "short is short", "x", true),
        ];
        let made = made(&rows).unwrap();
        let found: Vec<(&str, &str)> = made.iter().map(|pair| (&*pair.source, &*pair.b)).collect();
        let part = ["word"; 12].join(" ");
        assert_eq!(found, [("made-denied", "The road is not closed and was wet"), ("made-part", &part)]);
    }

    #[test]
    fn pairs_of_clusters_share_a_word_and_know_their_story() {
        let member = |text: &str, cluster: &str| Member {
            source: "og2021-en".to_owned(),
            text: text.to_owned(),
            cluster: cluster.to_owned(),
        };
        let members = [
            member("Ferry burns off Aldersund", "ferry"),
            member("Fire on ferry kills three", "ferry"),
            member("Ferry prices rise", "prices"),
            member("Bees are counted", "bees"),
        ];
        let pairs = of_clusters(&members).unwrap();
        assert!(!pairs.is_empty());
        for pair in &pairs {
            assert!(pair.a.to_lowercase().contains("ferry") && pair.b.to_lowercase().contains("ferry"));
            let one = pair.a.contains("prices") || pair.b.contains("prices");
            assert_eq!(pair.dup, Some(!one));
        }
        let texts = |pairs: &[Pair]| pairs.iter().map(|p| (p.a.clone(), p.b.clone())).collect::<Vec<_>>();
        assert_eq!(texts(&pairs), texts(&of_clusters(&members).unwrap()));
    }
}
