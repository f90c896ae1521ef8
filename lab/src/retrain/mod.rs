//! `retrain`: makes every artefact of `models/` from the evaluation kit, each with a card beside it.
//!
//! The same files give the same bytes, on every platform and for any number of threads; `--check` makes them
//! again and compares.

mod board;
mod breaks;
pub mod card;
mod cases;
pub(crate) mod folds;
mod headline;
mod lines;
mod pairs;
pub(crate) mod sites;
mod steps;
mod words;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use crate::kit::Kit;
use card::Card;
use steps::Steps;

/// What `retrain` takes.
#[derive(Args, Debug)]
pub struct Options {
    /// What is made.
    what: What,
    /// The folder of the evaluation kits.
    #[arg(long, value_name = "DIR")]
    kit: PathBuf,
    /// Writes nothing; fails if a byte would differ.
    #[arg(long)]
    check: bool,
    /// Where artefacts are written, or looked up by --check.
    #[arg(long, value_name = "DIR", default_value = "models")]
    out: PathBuf,
    /// Where the models of the folds are kept, if not in target/lab/folds.
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// The model of lines and kinds.
    Lines,
    /// The points of the signs of a headline; the library has them built in, so build it anew before `lines`.
    Headline,
    /// The trees that judge a pair of texts.
    Pairs,
    /// How rare words are: only checked.
    Words,
    /// The models of lines that are each blind to a fourth of the sites, for `unseen`.
    Folds,
    /// All artefacts.
    All,
}

/// What was made.
pub(crate) struct Artefact {
    pub(crate) bytes: Vec<u8>,
    pub(crate) card: Card,
}

/// Runs it.
///
/// # Errors
/// If the kit can't be read or an artefact not be written.
pub fn run(options: &Options) -> Result<ExitCode> {
    let kit = Kit::at(&options.kit)?;
    let folder = options.folds.clone().unwrap_or_else(folds::folder);
    let steps = Steps::new();
    if options.what == What::Folds {
        folds::make(&folder, &kit, &lines::data(&kit)?, &steps)?;
        return Ok(ExitCode::SUCCESS);
    }
    let asked = |what: What| options.what == what || options.what == What::All;
    let mut same = true;
    if asked(What::Words) {
        same &= put(words::make(&options.out)?, options)?;
    }
    if asked(What::Pairs) {
        same &= put(pairs::make(&kit, &steps)?, options)?;
    }
    if asked(What::Headline) {
        same &= put(headline::make(&kit, &steps)?, options)?;
    }
    if asked(What::Lines) {
        same &= put(lines::make(&kit, &folder, &steps)?, options)?;
    }
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the card, and writes the artefact and it; or says whether both are what is there. The command that the card
/// names is filled in here.
fn put(mut artefact: Artefact, options: &Options) -> Result<bool> {
    let (out, stem) = (&options.out, artefact.card.stem().to_owned());
    artefact.card.command = format!("cargo run --release -p descrape-lab -- retrain {stem} --kit DIR");
    let card = artefact.card.text()?;
    println!("{card}");
    let mut same = true;
    for (name, bytes) in
        [(artefact.card.artefact.clone(), artefact.bytes), (format!("{stem}.toml"), card.into_bytes())]
    {
        let path = out.join(name);
        if options.check {
            let there = fs::read(&path).with_context(|| path.display().to_string())?;
            let verdict = if there == bytes { "the same bytes" } else { "OTHER BYTES" };
            println!("# {}: {verdict}", path.display());
            same &= there == bytes;
        } else {
            fs::create_dir_all(out)?;
            fs::write(&path, bytes).with_context(|| path.display().to_string())?;
        }
    }
    Ok(same)
}
