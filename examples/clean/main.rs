//! Removes scraper noise from plain text, and shows what went and why.
//!
//! ```text
//! cargo run --release --example clean -- --report examples/pages/*.txt
//! cargo run --release --example clean -- --html removed.html examples/pages/*.txt
//! cargo run --release --example clean -- --jsonl < pages.jsonl > clean.jsonl
//! ```
//!
//! The library does no input and no output; all of it lives here. A file that
//! cannot be read is named and passed over, so that one bad page never costs the
//! others: the exit status tells. It is 0 if all went well, 1 if some input was
//! bad, and 2 if the command line was.

mod args;
mod explain;
mod html;
mod input;
mod jsonl;
mod progress;
mod style;
mod table;
mod width;

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use args::{Args, Mode};

const BAD_INPUT: u8 = 1;
const BAD_USAGE: u8 = 2;

fn main() -> ExitCode {
    let args = match args::parse(std::env::args_os().skip(1)) {
        Ok(args) => args,
        Err(reason) => {
            complain(format_args!("{reason}\nTry --help."));
            return ExitCode::from(BAD_USAGE);
        }
    };
    if let Mode::Html(path) = &args.mode
        && let Err(reason) = html::check(path, &args.files)
    {
        complain(reason);
        return ExitCode::from(BAD_USAGE);
    }
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    match run(&args, &mut out).and_then(|good| out.flush().map(|()| good)) {
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

/// Does what was asked for. `false` if some input was bad; an error is one of the
/// standard output, since nothing can be done after it.
fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    match &args.mode {
        Mode::Help => out.write_all(args::HELP.as_bytes()).map(|()| true),
        Mode::Plain => plain(args, out),
        Mode::Report => {
            let colour =
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|no| no.is_empty());
            table::Table::new(colour, table::columns()).files(args, out)
        }
        Mode::Html(path) => html::page(args, path, out),
        Mode::Jsonl => jsonl::run(&args.cleaner, &mut io::stdin().lock(), out),
    }
}

/// The cleaned texts, with a blank line between two of them.
fn plain(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    let mut ended_line = None;
    input::each(&args.files, |_, text| {
        match ended_line {
            None => {}
            Some(true) => out.write_all(b"\n")?,
            Some(false) => out.write_all(b"\n\n")?,
        }
        let cleaned = args.cleaner.clean(text);
        ended_line = Some(cleaned.is_empty() || cleaned.ends_with('\n'));
        out.write_all(cleaned.as_bytes())
    })
}

/// Says what went wrong. Unlike `eprintln!`, it does not panic where nobody listens.
fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "clean: {message}");
}
