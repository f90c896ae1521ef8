//! Pages whose articles are known, as the kit has them, and how much each counts.

use std::collections::{HashMap, HashSet};

use descrape::NoiseKind;
use descrape::train::{BreakModel, Example, Gold, Trainer};
use serde::Deserialize;

use crate::kit::Kit;

/// The files that are learnt from, in the order in which they are read: the same pages in another order give
/// another model. Those of the second sort are read only to learn from: nothing is measured on them.
pub(crate) const DATA: [(&str, bool); 11] = [
    ("cleaning/dumps.jsonl.gz", false),
    ("cleaning/extractors.jsonl.gz", false),
    ("cleaning/gold.jsonl.gz", false),
    ("cleaning/kinds_dev.jsonl", false),
    ("cleaning/seeds_gold.jsonl", false),
    ("cleaning/renderings.jsonl.gz", false),
    ("cleaning/kinds_full_dev.jsonl", false),
    ("cleaning/harm.jsonl.gz", false),
    ("cleaning/recipes.jsonl.gz", false),
    ("cleaning/extra.jsonl.gz", true),
    ("cleaning/extra_renderings.jsonl.gz", true),
];

/// Shapes in which each page is given besides the first two.
const SHAPES: [&str; 15] = [
    "dump:bs4",
    "dump:bs4-newline",
    "dump:html2text",
    "dump:html2text-nowrap",
    "dump:markdownify",
    "dump:one-line",
    "dump:resiliparse",
    "dump:w3m",
    "dump:wet",
    "extractor:readability-markdown",
    "extractor:trafilatura-markdown",
    "extractor:trafilatura-one-line",
    "gold:bs4-newline",
    "gold:one-line",
    "gold:wrapped",
];

/// Between the names of the sites whose pages a page was made of.
pub(crate) const MADE_OF: char = '+';

/// A page, as some extractor left it.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    kind: String,
    site: String,
    title: Option<String>,
    text: String,
    page_type: Option<String>,
    gold: Option<Known>,
    labels: Option<Vec<Label>>,
    must: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Known {
    Article(String),
    Segments { with: Vec<String>, without: Vec<String> },
}

#[derive(Debug, Deserialize)]
struct Label {
    start: usize,
    kind: String,
}

/// A page to learn from.
#[derive(Debug)]
pub(crate) struct Case {
    id: String,
    kind: String,
    site: String,
    title: Option<String>,
    text: String,
    gold: Article,
    aside: bool,
    rendered: bool,
    page_type: Option<String>,
}

/// What is known of its article.
#[derive(Debug)]
enum Article {
    Whole(String),
    Segments { with: Vec<String>, without: Vec<String> },
    Lines(Vec<(usize, Option<NoiseKind>)>),
}

/// All cases of the kit.
pub(crate) fn read(kit: &Kit) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (name, aside) in DATA {
        cases.extend(kit.rows::<Row>(name)?.into_iter().filter_map(|row| case(row, aside)));
    }
    Ok(cases)
}

/// The texts and titles of the pages of a file whose title is known, of all page types.
pub(crate) fn titled(kit: &Kit, name: &str) -> anyhow::Result<Vec<(String, String)>> {
    let rows = kit.rows::<Row>(name)?.into_iter();
    // An article alone has no room for a headline.
    let pages = rows.filter(|row| !row.kind.starts_with("gold"));
    Ok(pages.filter_map(|row| Some((row.text, row.title.filter(|title| !title.is_empty())?))).collect())
}

fn case(row: Row, aside: bool) -> Option<Case> {
    let gold = match (row.labels, row.gold) {
        (Some(labels), _) => {
            Article::Lines(labels.iter().map(|label| (label.start, label.kind.parse().ok())).collect())
        }
        (None, _) if row.must.is_some() => {
            Article::Segments { with: row.must.unwrap_or_default(), without: Vec::new() }
        }
        (None, Some(Known::Article(article))) => Article::Whole(article),
        (None, Some(Known::Segments { with, without })) => Article::Segments { with, without },
        (None, None) => return None,
    };
    let rendered = SHAPES.contains(&&*row.kind);
    let title = row.title.filter(|title| !title.is_empty());
    Some(Case {
        id: row.id,
        kind: row.kind,
        site: row.site,
        title,
        text: row.text,
        gold,
        aside,
        rendered,
        page_type: row.page_type,
    })
}

impl Case {
    /// Whether it is a whole page, the output of an extractor or an article: the first part of its kind.
    fn family(&self) -> &str {
        self.kind.split(':').next().unwrap_or(&self.kind)
    }

    /// Whether a person said of its lines what they are.
    fn labelled(&self) -> bool {
        matches!(self.gold, Article::Lines(_))
    }

    /// The page that it was made of: its name up to the last slash.
    fn page(&self) -> &str {
        self.id.rsplit_once('/').map_or(&self.id, |(page, _)| page)
    }

    /// A page has many outputs of extractors, an article only one form; what is learnt aside is of other times
    /// and kinds.
    fn weight(&self) -> u32 {
        match self.family() {
            // Other pages than articles have other rules, and are not to change those of articles.
            _ if self.aside && self.page_type.as_deref().is_some_and(|page| page != "article") => 200,
            _ if self.aside => 400,
            _ if self.kind.ends_with(":one-line") => 200,
            _ if self.rendered && self.family() == "gold" => 700,
            _ if self.rendered => 300,
            "extractor" => 400,
            "dump" if self.labelled() => 2000,
            "dump" => 1500,
            "gold" => 2000,
            "harm" => 1000,
            _ => 1000,
        }
    }
}

/// So many pages of a site count in full among those that are only learnt from.
const SITE_PAGES: u32 = 4;

/// Of a page that is only learnt from, one dump is enough, and another one of so many.
const OTHER_DUMPS: u64 = 4;

/// A trainer that has seen all cases.
pub(crate) fn trainer(cases: &[Case], breaks: BreakModel) -> Trainer {
    let mut trainer = Trainer::with_breaks(breaks);
    each(cases, |example| trainer.add(example));
    trainer
}

/// Calls `learn` with the example of each case.
fn each(cases: &[Case], mut learn: impl FnMut(Example<'_>)) {
    let mut seen = HashSet::new();
    let mut sites: HashMap<&str, u32> = HashMap::new();
    let mut needed = Vec::new();
    for case in cases {
        let first = !case.aside || seen.insert(case.page());
        if first || Trainer::part_of(&case.id, OTHER_DUMPS) == 0 {
            needed.push(case);
        }
    }
    for case in needed.iter().filter(|case| case.aside) {
        *sites.entry(&case.site).or_default() += 1;
    }
    for case in needed {
        let (with, without): (Vec<&str>, Vec<&str>) = match &case.gold {
            Article::Segments { with, without } => {
                (with.iter().map(|text| &**text).collect(), without.iter().map(|text| &**text).collect())
            }
            _ => (Vec::new(), Vec::new()),
        };
        let gold = match &case.gold {
            Article::Whole(article) => Gold::Article(article),
            Article::Segments { .. } => Gold::Segments { with: &with, without: &without },
            Article::Lines(lines) => Gold::Lines(lines),
        };
        let pages = if case.aside { sites.get(&*case.site).copied().unwrap_or(0) } else { 0 };
        learn(Example {
            text: &case.text,
            gold,
            title: case.title.as_deref(),
            site: &case.site,
            weight: case.weight() * SITE_PAGES / pages.max(SITE_PAGES),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case_of(row: &str, aside: bool) -> Option<Case> {
        case(serde_json::from_str(row).unwrap(), aside)
    }

    #[test]
    fn rows_of_the_kit_become_cases() {
        let row = |rest: &str| {
            format!(
                r#"{{"id": "c/1/dump:text", "kind": "dump:text", "site": "courier.example", "text": "Rain", {rest}}}"#
            )
        };
        let gold = |rest: &str| case_of(&row(rest), false).map(|case| case.gold);
        assert!(matches!(gold(r#""gold": "Rain""#), Some(Article::Whole(text)) if text == "Rain"));
        let segments = gold(r#""gold": {"with": ["Rain"], "without": []}"#);
        assert!(matches!(segments, Some(Article::Segments { with, .. }) if with == ["Rain"]));
        let labels =
            r#""gold": "Rain", "labels": [{"start": 0, "kind": "body"}, {"start": 9, "kind": "navigation"}]"#;
        let lines = [(0, None), (9, Some(NoiseKind::Navigation))];
        assert!(matches!(gold(labels), Some(Article::Lines(found)) if found == lines));
        let must = gold(r#""gold": "Rain", "must": ["Rain"]"#);
        assert!(matches!(must, Some(Article::Segments { with, .. }) if with == ["Rain"]));
        assert!(gold(r#""title": """#).is_none());
    }

    #[test]
    fn pages_aside_count_less_and_many_of_a_site_share() {
        let row = |id: &str, site: &str| {
            format!(
                r#"{{"id": "{id}/dump:text", "kind": "dump:text", "site": "{site}", "text": "", "gold": "Rain"}}"#
            )
        };
        let mut cases: Vec<Case> =
            (0..8).filter_map(|n| case_of(&row(&format!("c/{n}"), "courier.example"), true)).collect();
        cases.extend(case_of(&row("d/1", "herald.example"), true));
        cases.extend(case_of(&row("e/1", "herald.example"), false));
        let mut weights = Vec::new();
        each(&cases, |example| weights.push(example.weight));
        assert_eq!(weights, [[200; 8].as_slice(), &[400, 1500]].concat());
    }

    #[test]
    fn one_dump_of_a_page_aside_is_enough() {
        let row = |dump: usize| {
            format!(
                r#"{{"id": "c/1/dump:{dump}", "kind": "dump:{dump}", "site": "a.example", "text": "", "gold": "Rain"}}"#
            )
        };
        let count = |aside: bool| {
            let cases: Vec<Case> = (0..40).filter_map(|dump| case_of(&row(dump), aside)).collect();
            let mut count = 0;
            each(&cases, |_| count += 1);
            count
        };
        assert_eq!(count(false), 40);
        assert!((4..20).contains(&count(true)), "{}", count(true));
    }
}
