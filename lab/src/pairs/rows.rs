//! Labelled pairs of texts: those of the kit, and how much each counts.

use serde::Deserialize;

use crate::kit::Kit;

/// The files that are learnt from.
pub(crate) const LEARNT: [&str; 11] = [
    "sts_headlines",
    "sts_mt",
    "mrpc",
    "uci",
    "og2021",
    "reuters_headlines",
    "perturb_headlines",
    "seed",
    "perturb_docs",
    "reuters_docs",
    "plagiarism",
];

/// Clusters of headlines whose members make more pairs.
pub(crate) const CLUSTERS: &str = "dedup/clusters_headlines.jsonl";

/// Where a pair comes from, beside the files of the kit.
pub(crate) const OF_CLUSTERS: &str = "clusters";
pub(crate) const MADE: &str = "made";

/// How much a pair counts by what its source starts with, the longest first: sources differ in size, and in how
/// closely their labels are what is asked for. In thousandths; a source that is not here counts in full.
const WEIGHTS: [(&str, u32); 10] = [
    ("reuters-headline", 2000),
    ("reuters-resend", 3000),
    ("cluster-", 400),
    ("made-", 500),
    ("stsmt", 600),
    ("mrpc", 500),
    ("seed", 10_000),
    ("sts", 2000),
    ("uci", 500),
    ("og", 350),
];

/// A pair of one story whose texts hardly share a word teaches meaning that no feature shows.
const FAR: (&str, u32) = ("story_far", 200);

/// A pair.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Pair {
    #[serde(default)]
    pub(crate) id: String,
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) lang: String,
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) template: String,
    pub(crate) a: String,
    pub(crate) b: String,
    /// None where only a degree is known.
    #[serde(default)]
    pub(crate) dup: Option<bool>,
    /// The days of both texts, where they are known.
    #[serde(default)]
    pub(crate) dates: Option<Vec<String>>,
    /// The name of its file, such as `uci`; or where else it comes from.
    #[serde(skip)]
    pub(crate) file: String,
    /// Its place among the pairs of its source, and how many there are.
    #[serde(skip)]
    pub(crate) place: usize,
    #[serde(skip)]
    pub(crate) of: usize,
}

impl Pair {
    /// How much it counts, in thousandths.
    pub(crate) fn weight(&self) -> u32 {
        let found = WEIGHTS.iter().find(|(start, _)| self.source.starts_with(start));
        let weight = found.map_or(1000, |&(_, weight)| weight);
        if self.kind == FAR.0 { weight * FAR.1 / 1000 } else { weight }
    }
}

/// The pairs of a file of the kit by its name, such as `uci`.
pub(crate) fn read(kit: &Kit, name: &str) -> anyhow::Result<Vec<Pair>> {
    let mut pairs: Vec<Pair> = kit.rows(&path(name))?;
    let mut counts = std::collections::HashMap::<String, usize>::new();
    for pair in &mut pairs {
        let count = counts.entry(pair.source.clone()).or_default();
        (pair.file, pair.place) = (name.to_owned(), *count);
        *count += 1;
    }
    for pair in &mut pairs {
        pair.of = counts.get(&pair.source).copied().unwrap_or(0);
    }
    Ok(pairs)
}

/// Where the pairs of that name are in the kit.
pub(crate) fn path(name: &str) -> String {
    format!("dedup/pairs_{name}.jsonl")
}

/// The names of all files of pairs in the kit.
pub(crate) fn names(kit: &Kit) -> anyhow::Result<Vec<String>> {
    let files = kit.names("dedup", "pairs_", ".jsonl")?;
    let name = |file: &String| Some(file.strip_prefix("dedup/pairs_")?.strip_suffix(".jsonl")?.to_owned());
    Ok(files.iter().filter_map(name).collect())
}

/// A headline and the story that it tells.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Member {
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) cluster: String,
}

/// The clusters whose members make pairs: those of news, where a cluster is a story.
pub(crate) fn members(kit: &Kit) -> anyhow::Result<Vec<Member>> {
    let mut members: Vec<Member> = kit.rows(CLUSTERS)?;
    members.retain(|member| member.source.starts_with("og") || member.source.starts_with("uci"));
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_start_of_a_source_gives_its_weight() {
        for (source, kind, expected) in [
            ("sts-headlines-2013", "", 2000),
            ("stsmt-headlines-de", "", 600),
            ("reuters-headline", "", 2000),
            ("reuters-resend", "", 3000),
            ("og2021-en", "story_mid", 350),
            ("og2021-en", "story_far", 70),
            ("cluster-og2021-en", "", 400),
            ("perturb-doc", "", 1000),
        ] {
            let pair = Pair { source: source.to_owned(), kind: kind.to_owned(), ..Pair::default() };
            assert_eq!(pair.weight(), expected, "{source} {kind}");
        }
        for (at, (start, _)) in WEIGHTS.iter().enumerate() {
            let hidden = WEIGHTS[..at].iter().find(|(shorter, _)| start.starts_with(shorter));
            assert_eq!(hidden, None, "{start} is never reached");
        }
    }

    #[test]
    fn a_row_of_the_kit_is_read() {
        let row = r#"{"id": "p1", "source": "made", "a": "Rain", "b": "Snow", "score": 0.5, "dates": ["", "2026-01-02"]}"#;
        let pair: Pair = serde_json::from_str(row).unwrap();
        assert_eq!((pair.dup, pair.dates.map(|dates| dates.len())), (None, Some(2)));
    }
}
