//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::options::{self, Arg, Options};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Learns what tells noise from text, from pages whose articles are known.

usage: train FILE... [--also FILE]... [--folds N [--answers FILE]] [--weights FILE]

  FILE            cases as JSON lines, packed by gzip if it ends in .gz: id, source, kind, site,
                  lang, title, text, and gold (the article, or {with, without}) or labels
  --also FILE     cases to learn from that are neither answered nor scored
  --folds N       cleans each page by a model learnt without its site, and prints figures
  --answers FILE  writes these answers, one JSON line each
  --score N       the least score of what is removed; that of the default policy unless given
  --weights FILE  learns from all cases, and writes the model
";

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Args {
    /// Files, and whether they are only to learn from.
    pub(crate) files: Vec<(PathBuf, bool)>,
    pub(crate) folds: u64,
    pub(crate) answers: Option<PathBuf>,
    pub(crate) score: Option<u16>,
    pub(crate) weights: Option<PathBuf>,
}

impl Args {
    /// None if help was asked for. The error is for people, and names the option or the value.
    pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Option<Self>, String> {
        let mut options = Options::new(args);
        let mut parsed = Self::default();
        while let Some(arg) = options.next()? {
            let name = match arg {
                Arg::File(file) => {
                    parsed.files.push((file, false));
                    continue;
                }
                Arg::Option(name) => name,
            };
            match name.as_str() {
                "--help" | "-h" => return Ok(None),
                "--also" => parsed.files.push((options.value()?.into(), true)),
                "--folds" => parsed.folds = number(&name, &options.word()?, 2, 100)?,
                "--score" => parsed.score = Some(number(&name, &options.word()?, 0, 1000)? as u16),
                "--answers" => parsed.answers = Some(options.value()?.into()),
                "--weights" => parsed.weights = Some(options.value()?.into()),
                _ => return Err(options::unknown(&name)),
            }
        }
        if parsed.files.is_empty() {
            return Err("no file was given".to_owned());
        }
        if parsed.folds == 0 && parsed.weights.is_none() {
            return Err("nothing to do: give --folds or --weights".to_owned());
        }
        if parsed.folds == 0 && parsed.answers.is_some() {
            return Err("--answers needs --folds".to_owned());
        }
        Ok(Some(parsed))
    }
}

fn number(option: &str, value: &str, min: u64, max: u64) -> Result<u64, String> {
    match value.parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(format!("{option} wants a number from {min} to {max}, not {value}")),
    }
}
