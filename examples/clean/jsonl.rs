//! `--jsonl`: JSON lines in, JSON lines out, in the same order.
//!
//! Lines are read in batches that are bounded by count and by bytes, and each
//! batch is cleaned by all cores before the next one is read. So memory stays
//! bounded however long the input is (only a single line must fit by itself).

use std::io::{self, BufRead, Write};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use descrape::{Cleaner, Hints, Report, Span};
use serde_json::Value;

use crate::complain;
use crate::input::not_utf8;
use crate::progress::Progress;

/// A batch ends after so many lines ...
const BATCH_LINES: usize = 256;
/// ... or with the line that reaches so many bytes.
const BATCH_BYTES: usize = 8 << 20;

/// A line that is not blank.
struct Line {
    number: u64,
    bytes: Vec<u8>,
}

/// The line to write, or what is wrong with the one that was read.
type Answer = Result<Vec<u8>, String>;

/// Cleans `input` to `out`. `false` if some lines were bad: each is complained
/// about with its number and left out, since the others are still worth having.
pub(crate) fn run(cleaner: &Cleaner, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<bool> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut progress = Progress::new();
    let (mut number, mut good, mut bad) = (0, 0_u64, 0_u64);
    let mut open = true;
    let mut readable = true;
    while open {
        let mut batch = Vec::new();
        match read(input, &mut batch, &mut number) {
            Ok(more) => open = more,
            Err(error) => {
                progress.complain(format_args!("standard input: line {}: {error}", number + 1));
                (open, readable) = (false, false);
            }
        }
        for (line, answer) in batch.iter().zip(answers(cleaner, &batch, workers)) {
            match answer {
                Ok(answer) => {
                    good += 1;
                    out.write_all(&answer)?;
                }
                Err(reason) => {
                    bad += 1;
                    progress.complain(format_args!("line {}: {reason}", line.number));
                }
            }
        }
        out.flush()?;
        progress.add(batch.len(), batch.iter().map(|line| line.bytes.len()).sum());
    }
    progress.finish();
    if bad > 0 {
        complain(format_args!(
            "{bad} bad {} skipped, {good} cleaned",
            if bad == 1 { "line" } else { "lines" }
        ));
    }
    Ok(readable && bad == 0)
}

/// Reads a batch, without blank lines. `false` at the end of the input; what was
/// read before an error is in the batch.
fn read(input: &mut impl BufRead, batch: &mut Vec<Line>, number: &mut u64) -> io::Result<bool> {
    let mut total = 0;
    while batch.len() < BATCH_LINES && total < BATCH_BYTES {
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(false);
        }
        *number += 1;
        if !bytes.trim_ascii().is_empty() {
            total += bytes.len();
            batch.push(Line { number: *number, bytes });
        }
    }
    Ok(true)
}

/// The answers to a batch, in its order. Each worker takes the next line that nobody
/// has taken, so that a long text holds up only one of them.
fn answers(cleaner: &Cleaner, batch: &[Line], workers: usize) -> Vec<Answer> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = batch.get(at) else { return done };
            done.push((at, answer(cleaner, &line.bytes)));
        }
    };
    let mut all: Vec<(usize, Answer)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers.min(batch.len())).map(|_| scope.spawn(work)).collect();
        let done =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    });
    all.sort_unstable_by_key(|&(at, _)| at);
    all.into_iter().map(|(_, answer)| answer).collect()
}

fn answer(cleaner: &Cleaner, line: &[u8]) -> Answer {
    let line = std::str::from_utf8(line).map_err(not_utf8)?;
    let value: Value = serde_json::from_str(line).map_err(|error| not_json(&error))?;
    if !value.is_object() {
        return Err("not an object".to_owned());
    }
    let text = string(&value, "text")?.ok_or("no \"text\"")?;
    let hints = Hints {
        site: string(&value, "site")?,
        title: string(&value, "title")?,
        lang: string(&value, "lang")?,
    };
    let report = cleaner.report_with(text, hints);
    let mut out = Vec::with_capacity(text.len() + 256);
    write(&mut out, value.get("id").unwrap_or(&Value::Null), &report).map_err(|error| error.to_string())?;
    Ok(out)
}

/// A field that is a string, or is missing or null.
fn string<'v>(value: &'v Value, name: &str) -> Result<Option<&'v str>, String> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("\"{name}\" is not a string")),
    }
}

/// The parser counts lines of its own, which are none to the reader: only the column is kept.
fn not_json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("not JSON: {what} at column {}", error.column())
}

/// One answer. Written field by field, since a map would sort the names.
fn write(out: &mut Vec<u8>, id: &Value, report: &Report<'_>) -> io::Result<()> {
    out.extend_from_slice(b"{\"id\":");
    serde_json::to_writer(&mut *out, id)?;
    out.extend_from_slice(b",\"text\":");
    serde_json::to_writer(&mut *out, &report.text())?;
    out.extend_from_slice(b",\"removed\":[");
    for (at, removal) in report.removed().iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let (Span { start, end, .. }, kind, score) = (removal.span, removal.kind.name(), removal.score);
        write!(out, "{comma}{{\"start\":{start},\"end\":{end},\"kind\":\"{kind}\",\"score\":{score}}}")?;
    }
    write!(out, "],\"headline\":{}", pair(report.headline()))?;
    write!(out, ",\"byline\":{}", pair(report.byline()))?;
    write!(out, ",\"dateline\":{}", pair(report.dateline()))?;
    let related: Vec<String> = report.related_headlines().iter().map(|&span| pair(Some(span))).collect();
    write!(out, ",\"related_headlines\":[{}]", related.join(","))?;
    writeln!(out, ",\"settled\":{}}}", report.settled())
}

/// Byte offsets into the given text, or `null`.
fn pair(span: Option<Span>) -> String {
    span.map_or_else(|| "null".to_owned(), |span| format!("[{},{}]", span.start, span.end))
}
