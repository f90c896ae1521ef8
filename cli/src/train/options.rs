//! The command line of `train`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::exit;

/// Learns what tells noise from text, from pages whose articles are known.
///
/// Cases are JSON lines, packed by gzip if FILE ends in .gz: id, source, kind, site, lang, title, text, and gold (the
/// article, or {with, without}) or labels.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    /// Files of cases
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Cases to learn from that are neither answered nor scored; may be given several times, and is read after the others
    #[arg(long, value_name = "FILE")]
    also: Vec<PathBuf>,

    /// Clean each page by a model learnt without its site, and print figures
    #[arg(long, value_name = "N", required_unless_present = "weights", value_parser = clap::value_parser!(u64).range(2..=100))]
    pub(super) folds: Option<u64>,

    /// Write these answers, one JSON line each
    #[arg(long, value_name = "FILE", requires = "folds")]
    pub(super) answers: Option<PathBuf>,

    /// The least score of what is removed; that of the default policy unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(super) score: Option<u16>,

    /// Learn from all cases, and write the model
    #[arg(long, value_name = "FILE")]
    pub(super) weights: Option<PathBuf>,
}

impl Options {
    /// All files in the order in which they are read, and whether they are only to learn from.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (&Path, bool)> {
        let files = self.files.iter().map(|file| (file.as_path(), false));
        files.chain(self.also.iter().map(|file| (file.as_path(), true)))
    }
}
