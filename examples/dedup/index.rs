//! `add`, `query`, `remove`, `merge`: an index that lasts, in a file.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use descrape::steps::IndexDecoder;
use descrape::{DedupIndex, IndexMatch};

use crate::args::{Args, Mode};
use crate::cluster::Texts;
use crate::exit::complain;
use crate::input::not_utf8;
use crate::lines::{self, Line};
use crate::replace::replace;
use crate::width::printable;
use crate::{json, waiting};

/// Does what was asked for with the index. `false` if some input was bad, or if the index could not be
/// read or written.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    let stored = waiting::during("reading the index", || open(args));
    let mut stream = match stored {
        Ok(stream) => stream,
        Err(reason) => {
            complain(format_args!("{}: {reason}", printable(&args.index.display().to_string())));
            return Ok(false);
        }
    };
    let good = match args.mode {
        Mode::Remove => remove(args, &mut stream, out)?,
        Mode::Merge => merge(args, &mut stream, out)?,
        _ => ask(args, &mut stream, out)?,
    };
    if args.mode == Mode::Query {
        return Ok(good);
    }
    // Whoever reads the answers has them before the index says so.
    out.flush()?;
    let write = || replace(&args.index, |file| stream.blocks().try_for_each(|block| file.write_all(&block)));
    match waiting::during("writing the index", write) {
        Ok(()) => Ok(good),
        Err(error) => {
            let index = printable(&args.index.display().to_string());
            complain(format_args!("{index}: not written, and so still without what is new: {error}"));
            Ok(false)
        }
    }
}

/// The stored index; an empty one if there is none and it is to be filled.
fn open(args: &Args) -> Result<DedupIndex, String> {
    let mut stream = match read(&args.index) {
        Err(Unreadable::Missing) if matches!(args.mode, Mode::Add | Mode::Merge) => args.dedup.index(),
        stored => stored.map_err(|reason| reason.to_string())?,
    };
    if args.asked {
        // Merging nothing checks whether it could be merged.
        stream.merge(&args.dedup.index()).map_err(|error| format!("{error} (index and options)"))?;
    }
    Ok(stream)
}

enum Unreadable {
    Missing,
    Because(String),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::Because(reason) => f.write_str(reason),
        }
    }
}

/// An index, of which only a part is held as bytes at a time.
fn read(path: &Path) -> Result<DedupIndex, Unreadable> {
    const PART: usize = 1 << 20;
    let because = |error: &dyn std::fmt::Display| Unreadable::Because(error.to_string());
    let mut file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Unreadable::Missing),
        opened => opened.map_err(|error| because(&error))?,
    };
    let (mut decoder, mut part) = (IndexDecoder::new(), vec![0; PART]);
    loop {
        match file.read(&mut part) {
            Ok(0) => return decoder.finish().map_err(|error| because(&error)),
            Ok(len) => decoder.feed(part.get(..len).unwrap_or(&[])).map_err(|error| because(&error))?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(because(&error)),
        }
    }
}

/// Holds each text against the index, and stores it there if it is new and that was asked for.
fn ask(args: &Args, stream: &mut DedupIndex, out: &mut impl Write) -> io::Result<bool> {
    let mut next = stream.ids().iter().max().map_or(1, |id| id.saturating_add(1));
    let mut answer = |id: Option<u64>, text: &str| {
        let id = id.unwrap_or(next);
        next = next.max(id.saturating_add(1));
        let found = if args.mode == Mode::Add { stream.insert(id, text) } else { stream.query(text) };
        say(args, id, found, text, out)
    };
    if args.documents && !args.jsonl {
        let mut texts = Texts::default();
        let good = texts.read_documents(args)?;
        texts.texts.iter().try_for_each(|text| answer(None, text))?;
        return Ok(good);
    }
    let read = if args.jsonl { object } else { headline };
    lines::each(&args.files, "asked", read, |batch| batch.iter().try_for_each(|(id, text)| answer(*id, text)))
}

fn say(args: &Args, id: u64, found: Option<IndexMatch>, text: &str, out: &mut impl Write) -> io::Result<()> {
    match (args.jsonl, found) {
        (true, Some(IndexMatch { id: earlier, score, .. })) => {
            writeln!(out, "{{\"id\":{id},\"repeats\":{earlier},\"score\":{score}}}")
        }
        (true, None) => writeln!(out, "{{\"id\":{id},\"repeats\":null,\"score\":null}}"),
        (false, found) => {
            let first = text.trim_start().lines().next().unwrap_or("").trim_end();
            match found {
                Some(IndexMatch { id: earlier, score, .. }) => {
                    writeln!(out, "{id}\trepeats {earlier}\t{score}\t{first}")
                }
                None => writeln!(out, "{id}\tnew\t\t{first}"),
            }
        }
    }
}

type Asked = (Option<u64>, String);

fn object(line: &Line) -> Result<Asked, String> {
    let value = json::object(&line.bytes)?;
    let id = json::id(&value).as_u64().ok_or("no \"id\" that is a whole number of 64 bits")?;
    Ok((Some(id), json::needed(&value, "text")?.to_owned()))
}

fn headline(line: &Line) -> Result<Asked, String> {
    Ok((None, std::str::from_utf8(&line.bytes).map_err(not_utf8)?.to_owned()))
}

fn remove(args: &Args, stream: &mut DedupIndex, out: &mut impl Write) -> io::Result<bool> {
    let mut ids = std::collections::HashSet::new();
    let id = |line: &Line| {
        let number = std::str::from_utf8(&line.bytes).map_err(not_utf8)?.trim();
        number.parse::<u64>().map_err(|_| format!("{number:?} is no id"))
    };
    let good = lines::each(&args.files, "read", id, |batch| {
        ids.extend(batch);
        Ok(())
    })?;
    let removed = stream.retain(|id| !ids.contains(&id));
    writeln!(out, "{removed} removed, {} left", stream.len())?;
    Ok(good)
}

fn merge(args: &Args, stream: &mut DedupIndex, out: &mut impl Write) -> io::Result<bool> {
    let (before, mut good) = (stream.len(), true);
    for path in &args.files {
        let merged = read(path).map_err(|reason| reason.to_string());
        // An index that is new takes the options of the first one.
        let merged = merged.and_then(|other| {
            if stream.is_empty() && !args.asked {
                *stream = other;
                return Ok(());
            }
            stream.merge(&other).map_err(|error| error.to_string())
        });
        if let Err(reason) = merged {
            complain(format_args!("{}: {reason}", printable(&path.display().to_string())));
            good = false;
        }
    }
    writeln!(out, "{} added, {} in all", stream.len() - before, stream.len())?;
    Ok(good)
}
