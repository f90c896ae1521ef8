//! `train`: learns what tells noise from text, from pages whose articles are known.
//!
//! With `--folds` each page is cleaned by a model that has seen no page of its site, and the
//! figures are of that; with `--weights` a model is learnt from all pages and written.
//! The same files in the same order give the same bytes.

mod cases;
mod figures;
mod options;

use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::time::Instant;

use anyhow::Context;
use descrape::train::{self, Trainer};
use descrape::{Cleaner, Hints, LineModel, Policy};

pub(crate) use options::Options;

use crate::answer::Answer;
use crate::json;
use crate::output::Output;
use crate::replace::replace;
use crate::terminal::shown;
use cases::Case;
use figures::Figures;

/// Learns, and says on standard error what it is at. Bad input is an error: to learn from a part of the
/// cases is not what was asked for.
pub(crate) fn run(options: &Options, out: &mut Output) -> anyhow::Result<bool> {
    let log = Log::new();
    let mut cases = Vec::new();
    for (path, aside) in options.inputs() {
        cases.extend(cases::read(path, aside)?);
        log.say(format_args!("{} cases with those of {}", cases.len(), shown(path)));
    }
    let mut trainer = Trainer::new();
    cases::each(&cases, |example| trainer.add(example));
    log.say("all cases are read");
    if let Some(folds) = options.folds {
        cross_validate(options, folds, &cases, &mut trainer, &log)?.print(out)?;
    }
    if let Some(path) = &options.weights {
        let mut say = |step: &str| log.say(format_args!("all pages: {step}"));
        let model = trainer.train(&mut train::Options::new().progress(&mut say));
        let bytes = model.to_bytes();
        replace(path, |file| file.write_all(&bytes)).with_context(|| shown(path))?;
        log.say(format_args!("{} bytes are written to {}", bytes.len(), shown(path)));
    }
    Ok(true)
}

/// Cleans each page by a model that was learnt without its site.
fn cross_validate(
    options: &Options,
    folds: u64,
    cases: &[Case],
    trainer: &mut Trainer,
    log: &Log,
) -> anyhow::Result<Figures> {
    let mut answers = match &options.answers {
        Some(path) => Some(BufWriter::new(File::create(path).with_context(|| shown(path))?)),
        None => None,
    };
    let mut figures = Figures::default();
    for fold in 0..folds {
        let mut say = |step: &str| log.say(format_args!("fold {} of {folds}: {step}", fold + 1));
        let model = trainer.train(&mut train::Options::new().fold(fold, folds).progress(&mut say));
        let cleaner = cleaner(model, options.score)?;
        let unseen = cases.iter().filter(|case| !case.aside && Trainer::part_of(&case.site, folds) == fold);
        for case in unseen {
            let report = cleaner.report_with(&case.text, Hints::new().site(case.site.as_str()));
            figures.add(case, &report);
            if let Some(out) = &mut answers {
                out.write_all(&json::line(&Answer::new(&case.id.as_str().into(), &report, false))?)?;
            }
        }
        say("its pages are cleaned");
    }
    if let Some(out) = &mut answers {
        out.flush()?;
    }
    Ok(figures)
}

fn cleaner(model: LineModel, score: Option<u16>) -> anyhow::Result<Cleaner> {
    let policy = score.map_or(Policy::default(), |score| Policy::default().min_score(score));
    Ok(Cleaner::builder().model(model).policy(policy).build()?)
}

/// What is being done, with the seconds since the start.
struct Log {
    started: Instant,
}

impl Log {
    fn new() -> Self {
        Self { started: Instant::now() }
    }

    fn say(&self, what: impl Display) {
        let _ = writeln!(io::stderr(), "{:7.1} s  {what}", self.started.elapsed().as_secs_f64());
    }
}
