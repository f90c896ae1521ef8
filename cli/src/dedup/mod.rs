//! `dedup`: finds near-duplicate texts, and says why they are.

mod cluster;
mod explain;
mod index;
mod listing;
mod pairs;
mod scoring;
mod texts;

use clap::{Args, Subcommand};

use crate::exit;
use crate::output::Output;

/// Finds near-duplicate texts, and says why they are.
///
/// Without FILE, or where FILE is -, standard input is read. Text is UTF-8.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    Pairs(pairs::Options),
    Cluster(cluster::Options),
    /// Holds texts against an index, and stores those that repeat none.
    ///
    /// Texts are read as by cluster and held one by one against all that INDEX holds. For each there is a line with
    /// tabs: its id, new or repeats ID, the score, and its first line. Ids are numbers, counted on from the greatest in
    /// INDEX. If there is no such file, it is made. It is written anew beside itself (a file that ends in .part) and then
    /// renamed, so a run that fails or is killed leaves the old one whole.
    Add(index::ask::Options),
    /// Holds texts against an index, and stores nothing.
    ///
    /// Texts and answers are those of add.
    Query(index::ask::Options),
    Remove(index::change::Removing),
    Merge(index::change::Merging),
}

/// Does what was asked for. `false` if some input was bad.
pub(crate) fn run(options: &Options, out: &mut Output) -> anyhow::Result<bool> {
    match &options.task {
        Task::Pairs(options) => pairs::run(options, out),
        Task::Cluster(options) => cluster::run(options, out),
        Task::Add(options) => index::ask::add(options, out),
        Task::Query(options) => index::ask::query(options, out),
        Task::Remove(options) => index::change::remove(options, out),
        Task::Merge(options) => index::change::merge(options, out),
    }
}
