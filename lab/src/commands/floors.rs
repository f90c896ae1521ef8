//! `floors`: no row of the evaluation kit's board may fall.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

/// What `floors` takes.
#[derive(Args)]
pub(crate) struct Options {
    /// Writes the floors anew.
    #[arg(long)]
    bless: bool,
}

/// Runs it.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    bail!("not yet (bless: {})", options.bless)
}
