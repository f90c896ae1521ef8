//! `descrape-lab`: floors of quality, and whatever else is run by those who change
//! the library and by nobody else.

mod commands;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The laboratory of descrape.
#[derive(Parser)]
#[command(name = "descrape-lab", version)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compares what the evaluation kit measures with the floors of the repository.
    Floors(commands::floors::Options),
    /// Answers all labelled pairs of the kit out of fold.
    Pairs(descrape_lab::pairs::Options),
    /// Makes what is learnt from the evaluation kit.
    Retrain(descrape_lab::retrain::Options),
    /// Cleans pages by models that have seen no page of their sites: a COMMAND of the kit's board.
    Unseen(descrape_lab::unseen::Options),
    /// Checks the invariants over every text of the evaluation kit.
    Invariants(commands::invariants::Options),
}

fn main() -> Result<ExitCode> {
    match Options::parse().command {
        Command::Floors(options) => commands::floors::run(&options),
        Command::Pairs(options) => descrape_lab::pairs::run(&options),
        Command::Retrain(options) => descrape_lab::retrain::run(&options),
        Command::Unseen(options) => descrape_lab::unseen::run(&options),
        Command::Invariants(options) => commands::invariants::run(&options),
    }
}
