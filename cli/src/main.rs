//! `descrape`: removes scraper noise from plain text, finds near-duplicates, and learns what tells noise from text.
//!
//! ```text
//! descrape clean --report examples/pages/*.txt
//! descrape clean --jsonl < pages.jsonl > clean.jsonl
//! descrape dedup cluster headlines.txt
//! descrape train pages.jsonl --folds 4 --weights model.bin
//! ```
//!
//! The library does no input and no output; all of it lives here. A file or a line that cannot be read is named and
//! passed over, so that one bad page never costs the others: the exit status tells.

mod answer;
mod choice;
mod clean;
mod dedup;
mod exit;
mod input;
mod json;
mod lines;
mod output;
mod progress;
mod replace;
mod terminal;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use output::Output;

/// Removes scraper noise from plain text, finds near-duplicates, and learns what tells noise from text.
#[derive(Parser)]
#[command(name = "descrape", version, args_override_self = true)]
struct Program {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Clean(clean::Options),
    Dedup(dedup::Options),
    Train(train::Options),
}

fn main() -> ExitCode {
    match Program::try_parse() {
        Ok(program) => exit::after(|out| run(&program.task, out)),
        Err(error) => exit::bad_usage(&error),
    }
}

fn run(task: &Task, out: &mut Output) -> anyhow::Result<bool> {
    match task {
        Task::Clean(options) => clean::run(options, out),
        Task::Dedup(options) => dedup::run(options, out),
        Task::Train(options) => train::run(options, out),
    }
}
