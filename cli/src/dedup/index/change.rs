//! `remove` and `merge`: changes what an index holds.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::Args;
use descrape::{Dedup, DedupIndex};

use super::{Stored, read};
use crate::exit::{self, complain};
use crate::input::utf8;
use crate::lines::{self, Line};
use crate::terminal::shown;

/// Takes out all texts of the ids that it reads, one a line, and says how many these are.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Removing {
    #[command(flatten)]
    stored: Stored,

    /// Files of ids
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Adds all that other indexes hold, and says how many texts these are.
///
/// If there is no INDEX, it is made, with the options of the first one that is added.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Merging {
    #[command(flatten)]
    stored: Stored,

    /// Other indexes
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// `false` if some input was bad.
pub(in crate::dedup) fn remove(options: &Removing, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut index = options.stored.read_known()?;
    let mut ids = HashSet::new();
    let id = |line: &Line| {
        let number = utf8(&line.bytes)?.trim();
        number.parse::<u64>().map_err(|_| anyhow!("{number:?} is no id"))
    };
    let good = lines::each(&options.files, "read", id, |batch| {
        ids.extend(batch);
        Ok(())
    })?;
    let removed = index.retain(|id| !ids.contains(&id));
    writeln!(out, "{removed} removed, {} left", index.len())?;
    options.stored.write(&index, out)?;
    Ok(good)
}

/// `false` if another index could not be read or added.
pub(in crate::dedup) fn merge(options: &Merging, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut index = options.stored.read()?.unwrap_or_else(|| Dedup::headlines().index());
    let (before, mut good) = (index.len(), true);
    for path in &options.files {
        let other =
            read(path).and_then(|other| other.context("there is no such file").with_context(|| shown(path)));
        let merged = other.and_then(|other| join(&mut index, other).with_context(|| shown(path)));
        if let Err(reason) = merged {
            complain(format_args!("{reason:#}"));
            good = false;
        }
    }
    writeln!(out, "{} added, {} in all", index.len() - before, index.len())?;
    options.stored.write(&index, out)?;
    Ok(good)
}

/// An index that holds nothing takes the options of the first one.
fn join(index: &mut DedupIndex, other: DedupIndex) -> anyhow::Result<()> {
    if index.is_empty() {
        *index = other;
        return Ok(());
    }
    Ok(index.merge(&other)?)
}
