//! `invariants`: what holds for every text holds for every text of the evaluation kit, too.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    /// Only these of the files of texts in the kit's folder `cleaning`.
    files: Vec<String>,
}

/// Checks all texts, and counts those that break an invariant; the exit status is 1 if one does or too many do not settle.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let folder = options.kit.join("cleaning");
    if !folder.exists() {
        println!("skipped: no evaluation kit at {}", options.kit.display());
        return Ok(ExitCode::SUCCESS);
    }
    let mut texts = BTreeSet::new();
    let all = FILES.map(str::to_owned);
    for file in if options.files.is_empty() { &all[..] } else { &options.files } {
        for case in kit::lines::<Value>(&folder.join(file))? {
            texts.extend(case?.get("text").and_then(Value::as_str).map(str::to_owned));
        }
    }
    let presets = invariants::presets();
    let (mut unsettled, mut broken) = ([0; 3], BTreeMap::new());
    // What breaks is counted; the first text of each invariant is enough to see.
    std::panic::set_hook(Box::new(|_| ()));
    for text in &texts {
        for ((policy, cleaner), unsettled) in presets.iter().zip(&mut unsettled) {
            let check = || invariants::check_all(*policy, cleaner, text, Hints::default());
            note(&mut broken, check);
            *unsettled += usize::from(!cleaner.report(text).settled());
        }
        note(&mut broken, || invariants::presets_nest(text, Hints::default()));
    }
    drop(std::panic::take_hook());
    for (which, (count, first)) in &broken {
        println!("{which} breaks {count} times, first: {first}");
    }
    let shares = unsettled.map(|count| f64::from(count as u32) / texts.len() as f64);
    for (name, (share, most)) in ["gentle", "balanced", "strict"].iter().zip(shares.iter().zip(UNSETTLED)) {
        println!("{name}: {share:.5} of {} texts do not settle, {most} may", texts.len());
    }
    Ok(ExitCode::from(u8::from(
        !broken.is_empty() || shares.iter().zip(UNSETTLED).any(|(share, most)| *share > most),
    )))
}

/// Counts a check that fails, by the number of its invariant, and keeps what the first of each says.
fn note(broken: &mut BTreeMap<String, (usize, String)>, check: impl FnOnce()) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(check)) {
        let said = panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "a panic".to_owned());
        let which = said.split(':').next().unwrap_or_default().chars().take(20).collect();
        broken.entry(which).or_insert((0, said)).0 += 1;
    }
}
