//! Learns what tells noise from text, from pages whose articles are known.
//!
//! ```text
//! cargo run --release --features train --example train -- \
//!     dumps.jsonl.gz extractors.jsonl.gz gold.jsonl.gz kinds.jsonl \
//!     --also extra.jsonl.gz --folds 4 --answers answers.jsonl --weights model.bin
//! ```
//!
//! With `--folds` each page is cleaned by a model that has seen no page of its site, and the
//! figures are of that; with `--weights` a model is learnt from all pages and written.
//! The same files in the same order give the same bytes.

mod args;
mod cases;
mod figures;
#[path = "../clean/options.rs"]
mod options;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

use args::Args;
use cases::Case;
use descrape::train::{Options, Trainer};
use descrape::{Cleaner, Hints, LineModel, Policy, Report};
use figures::Figures;

fn main() -> ExitCode {
    let args = match Args::parse(std::env::args_os().skip(1)) {
        Ok(Some(args)) => args,
        Ok(None) => {
            print!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Err(reason) => {
            eprintln!("{reason}\nTry --help.");
            return ExitCode::from(2);
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> io::Result<()> {
    let start = Instant::now();
    let say = |what: &str| eprintln!("{:7.1} s  {what}", start.elapsed().as_secs_f64());
    let mut cases = Vec::new();
    for (path, aside) in &args.files {
        cases.extend(cases::read(path, *aside)?);
        say(&format!("{} cases with those of {}", cases.len(), path.display()));
    }
    let mut trainer = Trainer::new();
    cases::each(&cases, |example| trainer.add(example));
    say("all cases are read");
    if args.folds > 0 {
        cross_validate(args, &cases, &mut trainer, &say)?;
    }
    if let Some(path) = &args.weights {
        let model =
            trainer.train(&mut Options::new().progress(&mut |step| say(&format!("all pages: {step}"))));
        let bytes = model.to_bytes();
        fs::write(path, &bytes)?;
        say(&format!("{} bytes are written to {}", bytes.len(), path.display()));
    }
    Ok(())
}

/// Cleans each page by a model that was learnt without its site.
fn cross_validate(args: &Args, cases: &[Case], trainer: &mut Trainer, say: &dyn Fn(&str)) -> io::Result<()> {
    let mut answers = match &args.answers {
        Some(path) => Some(BufWriter::new(File::create(path)?)),
        None => None,
    };
    let mut figures = Figures::default();
    for fold in 0..args.folds {
        let step = |step: &str| say(&format!("fold {} of {}: {step}", fold + 1, args.folds));
        let model =
            trainer.train(&mut Options::new().fold(fold, args.folds).progress(&mut |what| step(what)));
        let cleaner = cleaner(model, args.score)?;
        let unseen =
            cases.iter().filter(|case| !case.aside && Trainer::part_of(&case.site, args.folds) == fold);
        for case in unseen {
            let hints = Hints::new().site(case.site.as_str());
            let report = cleaner.report_with(&case.text, hints);
            figures.add(case, &report);
            if let Some(out) = &mut answers {
                writeln!(out, "{}", answer(case, &report))?;
            }
        }
        step("its pages are cleaned");
    }
    if let Some(out) = &mut answers {
        out.flush()?;
    }
    figures.print();
    Ok(())
}

fn cleaner(model: LineModel, score: Option<u16>) -> io::Result<Cleaner> {
    let policy = score.map_or(Policy::default(), |score| Policy::default().min_score(score));
    Cleaner::builder().model(model).policy(policy).build().map_err(io::Error::other)
}

/// What the evaluation kit's program reads.
fn answer(case: &Case, report: &Report<'_>) -> serde_json::Value {
    let removed: Vec<serde_json::Value> = report
        .removed()
        .iter()
        .map(|r| {
            serde_json::json!({
                "start": r.span.start, "end": r.span.end, "kind": r.kind.name(), "score": r.score,
            })
        })
        .collect();
    serde_json::json!({
        "id": case.id,
        "text": report.text(),
        "removed": removed,
        "headline": report.headline().map(|span| [span.start, span.end]),
        "settled": report.settled(),
    })
}
