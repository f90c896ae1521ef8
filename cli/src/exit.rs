//! How the program ends, and how it says what went wrong.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use crate::output::Output;

/// Some input was bad, or a file could not be read or written.
const BAD_INPUT: u8 = 1;
/// The command line is of no use.
const BAD_USAGE: u8 = 2;

/// The lines of `--help` that say so.
pub(crate) const HELP: &str =
    "Exit status: 0 if all went well, 1 if some input was bad, 2 if the command line was.";

/// What is wrong with a command line that the parser took.
pub(crate) fn usage(reason: impl Display) -> anyhow::Error {
    let error: clap::Error = clap::Error::raw(clap::error::ErrorKind::ValueValidation, format!("{reason}\n"));
    error.into()
}

/// The end after a command line that is of no use, or that asks for help.
pub(crate) fn bad_usage(error: &clap::Error) -> ExitCode {
    // Where nobody listens there is nothing to do.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(BAD_USAGE) } else { ExitCode::SUCCESS }
}

/// Does `run` and ends. `false` stands for bad input, of which all has been said.
pub(crate) fn after(run: impl FnOnce(&mut Output) -> anyhow::Result<bool>) -> ExitCode {
    let mut out = Output::new();
    let ended = run(&mut out).and_then(|good| {
        out.flush()?;
        Ok(good)
    });
    match ended {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(BAD_INPUT),
        // Whoever read the output has seen enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => match error.downcast_ref::<clap::Error>() {
            Some(error) => bad_usage(error),
            None => {
                complain(format_args!("{error:#}"));
                ExitCode::from(BAD_INPUT)
            }
        },
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// Says what went wrong. Unlike `eprintln!`, it does not panic where nobody listens.
pub(crate) fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "{}: {message}", env!("CARGO_BIN_NAME"));
}
