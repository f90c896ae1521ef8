//! `pairs`: two texts a line in, a score a line out, in the same order.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use clap::Args;
use descrape::{Comparison, Dedup};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::explain;
use super::scoring::Scoring;
use crate::exit;
use crate::input::utf8;
use crate::json;
use crate::lines::{self, Line};

/// Compares two texts a line.
///
/// There is a tab between the texts. For each line one is printed: score, duplicate or different, and the reasons, with
/// tabs between them.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    /// Read {"id": any, "a": string, "b": string} instead, write {"id", "score", "dup"}
    #[arg(long)]
    jsonl: bool,

    /// With --jsonl: also "reasons" and "signs"; without it reasons are always shown
    #[arg(long, requires = "jsonl")]
    explain: bool,

    #[command(flatten)]
    scoring: Scoring,

    /// Files of pairs
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Compares all pairs. `false` if some lines were bad.
pub(super) fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let dedup = options.scoring.builder().build()?;
    let work = |line: &Line| match options.jsonl {
        true => object(&dedup, options.explain, &line.bytes),
        false => tabs(&dedup, &line.bytes),
    };
    lines::answer(&options.files, "compared", work, out)
}

/// The answer to two texts with a tab between them.
fn tabs(dedup: &Dedup, line: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (a, b) = utf8(line)?.split_once('\t').context("no tab")?;
    ensure!(!b.contains('\t'), "more than one tab");
    let comparison = dedup.compare(a, b);
    let word = if is_dup(dedup, &comparison) { "duplicate" } else { "different" };
    Ok(format!("{}\t{word}\t{}\n", comparison.score(), explain::reasons(&comparison).join(", ")).into())
}

/// The answer to a JSON line.
fn object(dedup: &Dedup, explain: bool, line: &[u8]) -> anyhow::Result<Vec<u8>> {
    let value = json::object(line)?;
    let comparison = dedup.compare(json::needed(&value, "a")?, json::needed(&value, "b")?);
    json::line(&Answer {
        id: json::id(&value),
        score: comparison.score(),
        dup: is_dup(dedup, &comparison),
        explained: explain.then(|| Explained {
            reasons: comparison.reasons().map(|reason| reason.to_string()).collect(),
            signs: &comparison,
        }),
    })
}

fn is_dup(dedup: &Dedup, comparison: &Comparison) -> bool {
    comparison.score() >= dedup.min_score()
}

/// One answer. Other programs read it: fields may be added, and none changes.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a Value,
    score: u16,
    dup: bool,
    #[serde(flatten)]
    explained: Option<Explained<'a>>,
}

#[derive(Serialize)]
struct Explained<'a> {
    reasons: Vec<String>,
    #[serde(serialize_with = "signs")]
    signs: &'a Comparison,
}

/// By name, in the order that the library gives them.
fn signs<S: Serializer>(comparison: &Comparison, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(comparison.features())
}
