//! `clean`: removes scraper noise from plain text, and shows what went and why.

mod explain;
mod html;
mod jsonl;
mod options;
mod sites;
mod table;
mod tally;

use std::io::Write;
use std::path::PathBuf;

use descrape::Cleaner;

pub(crate) use options::Options;

use crate::answer;
use crate::input;
use crate::output::Output;

/// Shows what was asked for. `false` if some input was bad.
pub(crate) fn run(options: &Options, out: &mut Output) -> anyhow::Result<bool> {
    if options.jsonl {
        return jsonl::run(options, out);
    }
    let cleaner = options.cleaner().build()?;
    match &options.html {
        Some(page) => html::run(&cleaner, page, &options.files, out),
        None if options.report => table::run(&cleaner, &options.files, out),
        None => plain(&cleaner, options.join, &options.files, out),
    }
}

/// The cleaned texts, with a blank line between two of them.
fn plain(cleaner: &Cleaner, join: bool, files: &[PathBuf], out: &mut impl Write) -> anyhow::Result<bool> {
    let mut ended_line = None;
    input::each(files, |_, text| {
        match ended_line {
            None => {}
            Some(true) => out.write_all(b"\n")?,
            Some(false) => out.write_all(b"\n\n")?,
        }
        let cleaned = answer::text(&cleaner.report(text), join);
        ended_line = Some(cleaned.is_empty() || cleaned.ends_with('\n'));
        Ok(out.write_all(cleaned.as_bytes())?)
    })
}
