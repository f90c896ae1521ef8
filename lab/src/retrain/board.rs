//! Figures by the kit's own board: nothing here scores by itself.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::kit::Kit;

/// Rows of cleaning, where each page is cleaned by the model of its fold.
pub(crate) fn clean(kit: &Kit, folds: &Path, rows: &str) -> Result<BTreeMap<String, f64>> {
    let program = std::env::current_exe()?;
    let arguments: [&OsStr; 6] = [
        "--".as_ref(),
        program.as_os_str(),
        "unseen".as_ref(),
        "--folds".as_ref(),
        folds.as_os_str(),
        "--jsonl".as_ref(),
    ];
    ask(kit, "clean", rows, &arguments)
}

/// Rows of near-duplicates, from answers in a file.
pub(crate) fn pairs(kit: &Kit, answers: &Path, rows: &str) -> Result<BTreeMap<String, f64>> {
    ask(kit, "dedup", rows, &["--answers".as_ref(), answers.as_os_str()])
}

fn ask(kit: &Kit, what: &str, rows: &str, rest: &[&OsStr]) -> Result<BTreeMap<String, f64>> {
    let scratch = tempfile::tempdir()?;
    let saved = scratch.path().join("figures.json");
    let board = kit.file("board.py");
    let mut command = Command::new("python3");
    command.arg("-B").arg(&board).args([what, "--rows", rows, "--save"]).arg(&saved).args(rest);
    // It ends with 1 if a bar is missed, which is no matter here.
    let status = command.stdout(Stdio::null()).status().context("python3")?;
    let text = std::fs::read_to_string(&saved);
    let Ok(text) = text else { bail!("{} saved no figures ({status})", board.display()) };
    let figures: BTreeMap<String, f64> = serde_json::from_str(&text)?;
    Ok(figures.into_iter().map(|(row, figure)| (row, rounded(figure))).collect())
}

/// So many digits as a person can use.
fn rounded(figure: f64) -> f64 {
    (figure * 1e5).round() / 1e5
}
