//! The command line.

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
    pub(crate) files: Vec<(String, bool)>,
    pub(crate) folds: u64,
    pub(crate) answers: Option<String>,
    pub(crate) score: Option<u16>,
    pub(crate) weights: Option<String>,
}

impl Args {
    /// None if help was asked for.
    pub(crate) fn parse(mut args: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut parsed = Self::default();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} wants a value"));
            match &*arg {
                "--help" | "-h" => return Ok(None),
                "--also" => parsed.files.push((value()?, true)),
                "--folds" => parsed.folds = number(&arg, &value()?, 2, 100)?,
                "--score" => parsed.score = Some(number(&arg, &value()?, 0, 1000)? as u16),
                "--answers" => parsed.answers = Some(value()?),
                "--weights" => parsed.weights = Some(value()?),
                _ if arg.starts_with('-') => return Err(format!("{arg} is no option")),
                _ => parsed.files.push((arg, false)),
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
