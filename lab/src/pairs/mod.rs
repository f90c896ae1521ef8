//! `pairs`: answers to all labelled pairs of the kit, each by trees that have seen no pair of its story, list or
//! template.

mod more;
mod random;
pub(crate) mod rows;
pub(crate) mod set;
mod stories;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;
use serde_json::json;

use crate::kit::Kit;
use descrape::train::PairOptions;
use set::Set;

/// What `pairs` takes.
#[derive(Args, Debug)]
pub struct Options {
    /// Each pair is judged by trees that have not seen its story, its list or its template: the only way there is.
    #[arg(long, required = true)]
    out_of_fold: bool,
    /// The folder of the evaluation kits.
    #[arg(long, value_name = "DIR")]
    kit: PathBuf,
    /// Where the answers are written, for `board.py dedup --answers`.
    #[arg(long, value_name = "FILE")]
    answers: PathBuf,
}

/// Runs it.
///
/// # Errors
/// If the kit can't be read or the answers not be written.
pub fn run(options: &Options) -> Result<ExitCode> {
    let set = Set::read(&Kit::at(&options.kit)?, true)?;
    answer(&set, &options.answers, |_| ())?;
    Ok(ExitCode::SUCCESS)
}

/// Least score of duplicates, as the program has it by default.
const MIN_SCORE: u16 = 500;

/// Answers all pairs of the kit that the set has.
pub(crate) fn answer(set: &Set, path: &Path, told: impl FnMut(usize)) -> Result<()> {
    let file = File::create(path).with_context(|| path.display().to_string())?;
    let mut out = BufWriter::new(file);
    for (judged, score) in set.pairs.iter().zip(set.out_of_fold(&PairOptions::default(), told)) {
        let pair = &judged.pair;
        if pair.id.is_empty() {
            continue;
        }
        let dup = score >= MIN_SCORE;
        writeln!(out, "{}", json!({"id": pair.id, "score": score, "dup": dup}))?;
        if pair.dates.is_some() {
            // Asked with the days of both texts, the answer is the same: the features know no days.
            let id = format!("{}@times", pair.id);
            writeln!(out, "{}", json!({"id": id, "score": score, "dup": dup}))?;
        }
    }
    Ok(out.flush()?)
}
