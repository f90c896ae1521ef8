//! How a program ends, and how it says what went wrong.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

const BAD_INPUT: u8 = 1;
const BAD_USAGE: u8 = 2;

/// The end after a command line that is of no use.
pub(crate) fn bad_usage(reason: impl Display) -> ExitCode {
    complain(reason);
    ExitCode::from(BAD_USAGE)
}

/// Writes to standard output and ends. `false` stands for bad input; an error is one
/// of the standard output, since nothing can be done after it.
pub(crate) fn after(run: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> io::Result<bool>) -> ExitCode {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match run(&mut out).and_then(|good| out.flush().map(|()| good)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(BAD_INPUT),
        // Whoever read the output has seen enough, as `head` does.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(format_args!("standard output: {error}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Says what went wrong. Unlike `eprintln!`, it does not panic where nobody listens.
pub(crate) fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "{}: {message}", env!("CARGO_BIN_NAME"));
}
