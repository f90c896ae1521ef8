//! `unseen`: cleans pages as the program does, but each by a model that has seen no page of its site.
//!
//! It is a COMMAND of the kit's `board.py clean`: JSON lines in, JSON lines out, in the same order. The model is
//! chosen by `site` alone.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use descrape::{Cleaner, Evidence, Hints, Policy, Report, Span};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::retrain::folds;
use crate::retrain::sites::{blind_to, folds_of};

/// What `unseen` takes.
#[derive(Args, Debug)]
pub struct Options {
    /// Reads JSON lines with "id", "site", "text", and perhaps "title" and "lang": the only form there is.
    #[arg(long, required = true)]
    jsonl: bool,
    /// How much is removed.
    #[arg(long, value_name = "NAME", default_value = "balanced")]
    policy: PolicyName,
    /// Gives the kept text with the breaks inside of sentences made spaces.
    #[arg(long)]
    join: bool,
    /// Where the models of the folds are, if not in target/lab/folds.
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PolicyName {
    Gentle,
    Balanced,
    Strict,
}

/// So many lines are read before they are cleaned.
const BATCH_LINES: usize = 256;

/// Runs it.
///
/// # Errors
/// If the models are not there, or a stream breaks. Bad lines are told, and give exit status 1.
pub fn run(options: &Options) -> Result<ExitCode> {
    let policy = match options.policy {
        PolicyName::Gentle => Policy::gentle(),
        PolicyName::Balanced => Policy::balanced(),
        PolicyName::Strict => Policy::strict(),
    };
    let models = folds::read(&options.folds.clone().unwrap_or_else(folds::folder))?;
    let cleaners = models.into_iter().map(|model| Cleaner::builder().model(model).policy(policy).build());
    let cleaners: Vec<Cleaner> = cleaners.collect::<Result<_, _>>()?;
    let good = answer_all(
        &cleaners,
        options.join,
        &mut io::stdin().lock(),
        &mut BufWriter::new(io::stdout().lock()),
    )?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `false` if some lines were bad.
fn answer_all(
    cleaners: &[Cleaner],
    join: bool,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> Result<bool> {
    let (mut number, mut good) = (0, true);
    let mut lines = input.lines();
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH_LINES).collect::<io::Result<_>>()?;
        if batch.is_empty() {
            return Ok(good);
        }
        let answers: Vec<Option<Result<Value>>> = batch
            .par_iter()
            .map(|line| (!line.trim().is_empty()).then(|| answer(cleaners, join, line)))
            .collect();
        for said in answers {
            number += 1;
            match said {
                Some(Ok(answer)) => writeln!(out, "{answer}")?,
                Some(Err(error)) => {
                    good = false;
                    eprintln!("line {number}: {error:#}");
                }
                None => {}
            }
        }
        out.flush()?;
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    site: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

fn answer(cleaners: &[Cleaner], join: bool, line: &str) -> Result<Value> {
    let asked: Asked = serde_json::from_str(line)?;
    let site = asked.site.as_deref().context("no \"site\", by which the model is chosen")?;
    let cleaner = blind_to(site).and_then(|fold| cleaners.get(fold as usize));
    let cleaner = cleaner.with_context(|| {
        let folds: Vec<String> = folds_of(site).iter().map(|fold| (fold + 1).to_string()).collect();
        format!("{site}: of the folds {}, and no model is blind to all of them", folds.join(" and "))
    })?;
    let hints = Hints::new().site(site);
    let hints = asked.title.as_deref().map_or(hints, |title| hints.title(title));
    let hints = asked.lang.as_deref().map_or(hints, |lang| hints.lang(lang));
    let report = cleaner.report_with(&asked.text, hints);
    let mut answer = object(&asked.id, &report);
    if join {
        answer["text"] = report.joined().into_text().into();
    }
    Ok(answer)
}

/// The answer in the form of the program's.
fn object(id: &Value, report: &Report<'_>) -> Value {
    let span = |span: Span| json!([span.start, span.end]);
    let removed = report.removed().iter().map(|removal| {
        let (Span { start, end, .. }, kind) = (removal.span, removal.kind.name());
        json!({"start": start, "end": end, "kind": kind, "score": removal.score, "why": why(removal.evidence)})
    });
    json!({
        "id": id,
        "text": report.text(),
        "removed": removed.collect::<Vec<Value>>(),
        "headline": report.headline().map(span),
        "byline": report.byline().map(span),
        "dateline": report.dateline().map(span),
        "related_headlines": report.related_headlines().iter().copied().map(span).collect::<Vec<Value>>(),
        "settled": report.settled(),
    })
}

fn why(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Phrase { .. } => "phrase",
        Evidence::Shape => "shape",
        Evidence::Repeat { .. } => "repeat",
        Evidence::Block { .. } => "block",
        Evidence::Template { .. } => "template",
        _ => "model",
    }
}
