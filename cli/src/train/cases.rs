//! Pages whose articles are known, in the form of the evaluation kit: JSON lines, perhaps
//! packed by gzip.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use descrape::NoiseKind;
use descrape::train::{Example, Gold, Trainer};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::terminal::shown;

/// One page, as some extractor left it.
pub(super) struct Case {
    pub(super) id: String,
    /// Where the page comes from.
    pub(super) source: String,
    /// What it is: a dump, the output of some extractor, the article itself.
    pub(super) kind: String,
    pub(super) site: String,
    pub(super) lang: String,
    pub(super) title: Option<String>,
    pub(super) text: String,
    pub(super) gold: Known,
    /// Only to learn from: not answered and not scored.
    pub(super) aside: bool,
}

/// What is known of a page.
pub(super) enum Known {
    Article(String),
    Segments { with: Vec<String>, without: Vec<String> },
    Lines(Vec<(usize, Option<NoiseKind>)>),
}

/// The cases of a file.
pub(super) fn read(path: &Path, aside: bool) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (number, line) in BufReader::new(open(path)?).lines().enumerate() {
        let line = line.with_context(|| shown(path))?;
        if line.trim().is_empty() {
            continue;
        }
        let Some(case) = serde_json::from_str(&line).ok().and_then(|row| case(&row, aside)) else {
            bail!("{}: line {} is no case", shown(path), number + 1);
        };
        cases.extend(case);
    }
    Ok(cases)
}

fn open(path: &Path) -> anyhow::Result<Box<dyn Read>> {
    let file = File::open(path).with_context(|| shown(path))?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        return Ok(Box::new(MultiGzDecoder::new(BufReader::new(file))));
    }
    Ok(Box::new(file))
}

/// The case of a row; none within if the page has no article, as lists, shops and forums have none.
fn case(row: &Value, aside: bool) -> Option<Option<Case>> {
    let field = |name: &str| row[name].as_str().map(str::to_owned);
    let texts = |list: &Value| -> Option<Vec<String>> {
        list.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let gold = match (&row["labels"], &row["gold"]) {
        (Value::Array(labels), _) => Known::Lines(labels.iter().map(label).collect::<Option<_>>()?),
        (_, Value::String(article)) => Known::Article(article.clone()),
        (_, gold) => Known::Segments { with: texts(&gold["with"])?, without: texts(&gold["without"])? },
    };
    let case = Case {
        id: field("id")?,
        source: field("source")?,
        kind: field("kind")?,
        site: field("site")?,
        lang: field("lang").unwrap_or_default(),
        title: field("title").filter(|title| !title.is_empty()),
        text: field("text")?,
        gold,
        aside,
    };
    Some(field("page_type").is_none_or(|page| page == "article").then_some(case))
}

fn label(label: &Value) -> Option<(usize, Option<NoiseKind>)> {
    let start = usize::try_from(label["start"].as_u64()?).ok()?;
    Some((start, label["kind"].as_str()?.parse().ok()))
}

impl Case {
    /// Whether it is a whole page, the output of an extractor or an article: the first part of its kind.
    pub(super) fn family(&self) -> &str {
        self.kind.split(':').next().unwrap_or(&self.kind)
    }

    /// The page that it was made of: its name up to the last slash.
    fn page(&self) -> &str {
        self.id.rsplit_once('/').map_or(&self.id, |(page, _)| page)
    }
}

/// So many pages of a site count in full among those that are only learnt from.
const SITE_PAGES: u32 = 4;

/// Of a page that is only learnt from, one dump is enough, and another one of so many.
const OTHER_DUMPS: u64 = 4;

/// Calls `learn` with the example of each case.
pub(super) fn each(cases: &[Case], mut learn: impl FnMut(Example<'_>)) {
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
            Known::Segments { with, without } => {
                (with.iter().map(|text| &**text).collect(), without.iter().map(|text| &**text).collect())
            }
            _ => (Vec::new(), Vec::new()),
        };
        let gold = match &case.gold {
            Known::Article(article) => Gold::Article(article),
            Known::Segments { .. } => Gold::Segments { with: &with, without: &without },
            Known::Lines(lines) => Gold::Lines(lines),
        };
        let pages = if case.aside { sites[&*case.site] } else { 0 };
        learn(Example {
            text: &case.text,
            gold,
            title: case.title.as_deref(),
            site: &case.site,
            weight: weight(case) * SITE_PAGES / pages.max(SITE_PAGES),
        });
    }
}

/// A page has many outputs of extractors, an article only one form; what is learnt aside is of other times and kinds.
fn weight(case: &Case) -> u32 {
    match case.family() {
        _ if case.aside => 400,
        "extractor" => 350,
        "gold" => 2000,
        _ => 1000,
    }
}
