//! `invariants`: what holds for every text holds for every text of the evaluation kit, too.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use descrape::Hints;
use descrape_lab::{invariants, kit};
use serde_json::Value;

/// Files of texts in the kit.
const FILES: [&str; 10] = [
    "dumps.jsonl.gz",
    "extractors.jsonl.gz",
    "extra.jsonl.gz",
    "gold.jsonl.gz",
    "harm.jsonl.gz",
    "kinds_dev.jsonl",
    "kinds_full_dev.jsonl",
    "recipes.jsonl.gz",
    "renderings.jsonl.gz",
    "turku.jsonl.gz",
];
/// The share of texts on which cleaning may meet the bound on its rounds, by policy: what was measured, and as much again.
const UNSETTLED: [f64; 3] = [0.008, 0.001, 0.001];

/// What `invariants` takes.
#[derive(Args)]
pub(crate) struct Options {
    /// Where the evaluation kit is.
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/eval"))]
    kit: PathBuf,
}

/// Checks all texts, and stops at the first that breaks an invariant; the exit status is 1 if too many do not settle.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let folder = options.kit.join("cleaning");
    if !folder.exists() {
        println!("skipped: no evaluation kit at {}", options.kit.display());
        return Ok(ExitCode::SUCCESS);
    }
    let mut texts = BTreeSet::new();
    for file in FILES {
        for case in kit::lines::<Value>(&folder.join(file))? {
            texts.extend(case?.get("text").and_then(Value::as_str).map(str::to_owned));
        }
    }
    let presets = invariants::presets();
    let mut unsettled = [0; 3];
    for text in &texts {
        for ((policy, cleaner), unsettled) in presets.iter().zip(&mut unsettled) {
            invariants::check_all(*policy, cleaner, text, Hints::default());
            *unsettled += usize::from(!cleaner.report(text).settled());
        }
        invariants::presets_nest(text, Hints::default());
    }
    let shares = unsettled.map(|count| f64::from(count as u32) / texts.len() as f64);
    for (name, (share, most)) in ["gentle", "balanced", "strict"].iter().zip(shares.iter().zip(UNSETTLED)) {
        println!("{name}: {share:.5} of {} texts do not settle, {most} may", texts.len());
    }
    Ok(ExitCode::from(u8::from(shares.iter().zip(UNSETTLED).any(|(share, most)| *share > most))))
}
