//! Finds near-duplicate texts, and says why they are.
//!
//! ```text
//! cargo run --release --example dedup -- cluster headlines.txt
//! cargo run --release --example dedup -- cluster --preset documents articles/*.txt
//! cargo run --release --example dedup -- add --index seen.index today.txt
//! cargo run --release --example dedup -- pairs --jsonl --explain < pairs.jsonl > scores.jsonl
//! ```
//!
//! What serves any program around the library is shared with the example `clean`. As there, a
//! line or a file that cannot be read is named and passed over. The exit status is 0 if all
//! went well, 1 if some input was bad, and 2 if the command line was.

mod args;
mod cluster;
#[path = "../clean/exit.rs"]
mod exit;
mod explain;
mod index;
#[path = "../clean/input.rs"]
mod input;
#[path = "../clean/json.rs"]
mod json;
#[path = "../clean/lines.rs"]
mod lines;
mod listing;
#[path = "../clean/options.rs"]
mod options;
#[path = "../clean/paint.rs"]
mod paint;
mod pairs;
#[path = "../clean/progress.rs"]
mod progress;
#[path = "../clean/replace.rs"]
mod replace;
mod waiting;
#[path = "../clean/width.rs"]
mod width;

use std::io::{self, Write};
use std::process::ExitCode;

use args::{Args, Mode};

fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(args) => exit::after(|out| run(&args, out)),
        Err(reason) => exit::bad_usage(format_args!("{reason}\nTry --help.")),
    }
}

/// Does what was asked for, as [`exit::after`] wants it.
fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    match args.mode {
        Mode::Help => out.write_all(args::HELP.as_bytes()).map(|()| true),
        Mode::Pairs => pairs::run(args, out),
        Mode::Cluster => cluster::run(args, out),
        Mode::Add | Mode::Query | Mode::Remove | Mode::Merge => index::run(args, out),
    }
}
