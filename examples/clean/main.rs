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
mod exit;
mod explain;
mod html;
mod input;
mod json;
mod jsonl;
mod lines;
mod options;
mod paint;
mod progress;
mod replace;
mod sites;
mod style;
mod table;
mod width;

use std::io::{self, Write};
use std::process::ExitCode;

use args::{Args, Mode};
use paint::Paint;

fn main() -> ExitCode {
    let args = match args::parse(std::env::args_os().skip(1)) {
        Ok(args) => args,
        Err(reason) => return exit::bad_usage(format_args!("{reason}\nTry --help.")),
    };
    if let Mode::Html(path) = &args.mode
        && let Err(reason) = html::check(path, &args.files)
    {
        return exit::bad_usage(reason);
    }
    exit::after(|out| run(&args, out))
}

/// Does what was asked for, as [`exit::after`] wants it.
fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    match &args.mode {
        Mode::Help => out.write_all(args::HELP.as_bytes()).map(|()| true),
        Mode::Plain => plain(args, out),
        Mode::Report => table::Table::new(Paint::new(), width::terminal()).files(args, out),
        Mode::Html(path) => html::page(args, path, out),
        Mode::Jsonl => jsonl::run(args, out),
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
