//! `add` and `query`: holds texts against an index.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use descrape::{DedupIndex, IndexMatch};
use serde::Serialize;

use super::Stored;
use crate::dedup::scoring::Scoring;
use crate::dedup::texts::Texts;
use crate::exit;
use crate::input::utf8;
use crate::json;
use crate::lines::{self, Line};
use crate::terminal::shown;

/// What both take.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    #[command(flatten)]
    stored: Stored,

    /// Read {"id": number, "text": string} instead, write {"id", "repeats": id or null, "score": number or null}; ids
    /// need not be unique
    #[arg(long)]
    jsonl: bool,

    #[command(flatten)]
    scoring: Scoring,

    /// Files of texts
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Stores each text that repeats none. `false` if some input was bad.
pub(in crate::dedup) fn add(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut index = match options.stored.read()? {
        Some(index) => agreed(options, index)?,
        None => options.scoring.builder().build()?.index(),
    };
    let good = each(options, &mut index, |index, id, text| index.insert(id, text), out)?;
    options.stored.write(&index, out)?;
    Ok(good)
}

/// Stores nothing. `false` if some input was bad.
pub(in crate::dedup) fn query(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let mut index = agreed(options, options.stored.read_known()?)?;
    each(options, &mut index, |index, _, text| index.query(text), out)
}

/// An index whose own options are those that were given, if any were.
fn agreed(options: &Options, mut index: DedupIndex) -> anyhow::Result<DedupIndex> {
    if options.scoring.given() {
        // Merging nothing checks whether it could be merged.
        let merged = index.merge(&options.scoring.builder().build()?.index());
        merged
            .map_err(|error| anyhow::anyhow!("{error} (index and options)"))
            .with_context(|| shown(&options.stored.index))?;
    }
    Ok(index)
}

/// Asks for each text, and says what was found.
fn each(
    options: &Options,
    index: &mut DedupIndex,
    ask: fn(&mut DedupIndex, u64, &str) -> Option<IndexMatch>,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let mut next = index.ids().iter().max().map_or(1, |id| id.saturating_add(1));
    let mut answer = |id: Option<u64>, text: &str| -> anyhow::Result<()> {
        let id = id.unwrap_or(next);
        next = next.max(id.saturating_add(1));
        let found = ask(index, id, text);
        let line = if options.jsonl { object(id, found)? } else { words(id, found, text) };
        Ok(out.write_all(&line)?)
    };
    if options.scoring.documents() && !options.jsonl {
        let mut texts = Texts::default();
        let good = texts.read_documents(&options.files)?;
        texts.texts.iter().try_for_each(|text| answer(None, text))?;
        return Ok(good);
    }
    let read = if options.jsonl { numbered } else { headline };
    lines::each(&options.files, "asked", read, |batch| {
        batch.iter().try_for_each(|(id, text)| answer(*id, text))
    })
}

/// A text, and its id if it came with one.
type Asked = (Option<u64>, String);

fn numbered(line: &Line) -> anyhow::Result<Asked> {
    let value = json::object(&line.bytes)?;
    let id = json::id(&value).as_u64().context("no \"id\" that is a whole number of 64 bits")?;
    Ok((Some(id), json::needed(&value, "text")?.to_owned()))
}

fn headline(line: &Line) -> anyhow::Result<Asked> {
    Ok((None, utf8(&line.bytes)?.to_owned()))
}

/// One answer in JSON.
#[derive(Serialize)]
struct Answer {
    id: u64,
    repeats: Option<u64>,
    score: Option<u16>,
}

fn object(id: u64, found: Option<IndexMatch>) -> anyhow::Result<Vec<u8>> {
    json::line(&Answer {
        id,
        repeats: found.map(|earlier| earlier.id),
        score: found.map(|earlier| earlier.score),
    })
}

/// One answer with tabs.
fn words(id: u64, found: Option<IndexMatch>, text: &str) -> Vec<u8> {
    let first = text.trim_start().lines().next().unwrap_or("").trim_end();
    let line = match found {
        Some(IndexMatch { id: earlier, score, .. }) => format!("{id}\trepeats {earlier}\t{score}\t{first}\n"),
        None => format!("{id}\tnew\t\t{first}\n"),
    };
    line.into()
}
