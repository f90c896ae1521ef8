//! Lines from files and from standard input, each worked on by whichever core is free.
//!
//! Lines are read in batches that are bounded by count and by bytes, and each
//! batch is worked on by all cores before the next one is read. So what is held here
//! stays bounded however long the input is (only a single line must fit by itself).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::exit::complain;
use crate::input::{self, is_stdin};
use crate::progress::Progress;
use crate::terminal::printable;

/// A batch ends after so many lines ...
const BATCH_LINES: usize = 256;
/// ... or with the line that reaches so many bytes.
const BATCH_BYTES: usize = 8 << 20;

/// A line that is not blank, without its end.
pub(crate) struct Line {
    /// `None` where nothing but standard input is read.
    file: Option<Arc<str>>,
    number: u64,
    pub(crate) bytes: Vec<u8>,
}

impl Line {
    /// `line 12`, with its file where that is not clear.
    pub(crate) fn place(&self) -> String {
        match &self.file {
            Some(file) => format!("{file}: line {}", self.number),
            None => format!("line {}", self.number),
        }
    }
}

/// Writes what `work` makes of each line to `out`, else as [`each`].
pub(crate) fn answer(
    files: &[PathBuf],
    done: &str,
    work: impl Fn(&Line) -> anyhow::Result<Vec<u8>> + Sync,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    each(files, done, work, |answers| write(&answers, out))
}

/// Writes the answers of a batch at once, so that whoever waits for them need not wait for the next batch.
pub(crate) fn write(answers: &[Vec<u8>], out: &mut impl Write) -> anyhow::Result<()> {
    for answer in answers {
        out.write_all(answer)?;
    }
    Ok(out.flush()?)
}

/// Reads all lines of `files`, or of standard input if there are none, has `work` done
/// on each, and hands what comes of a batch to `visit` in the order of the lines.
///
/// Bad lines and files are complained about and left out, since the others are still
/// worth having: `false` then. `done` says what was done with the others.
pub(crate) fn each<R: Send>(
    files: &[PathBuf],
    done: &str,
    work: impl Fn(&Line) -> anyhow::Result<R> + Sync,
    mut visit: impl FnMut(Vec<R>) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let mut pass = Pass::of(files);
    for path in input::or_stdin(files).iter() {
        let name: Arc<str> = printable(&input::name(path)).into();
        let file = (!files.is_empty()).then_some(&name);
        match open(path) {
            Ok(mut input) => pass.read(&mut input, &name, file, &work, &mut visit)?,
            Err(error) => {
                pass.complain(format_args!("{name}: {error}"));
                pass.readable = false;
            }
        }
    }
    Ok(pass.finish(done))
}

/// All lines of `input`, which is called `name`, else as [`each`].
pub(crate) fn each_of<R: Send>(
    input: &mut impl BufRead,
    name: &str,
    done: &str,
    work: impl Fn(&Line) -> anyhow::Result<R> + Sync,
    mut visit: impl FnMut(Vec<R>) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let mut pass = Pass::of(&[]);
    pass.read(input, name, None, &work, &mut visit)?;
    Ok(pass.finish(done))
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

/// One pass over all inputs, as far as it has come.
struct Pass {
    progress: Progress,
    good: u64,
    bad: u64,
    readable: bool,
}

impl Pass {
    fn of(files: &[PathBuf]) -> Self {
        Self { progress: Progress::of(files), good: 0, bad: 0, readable: true }
    }

    fn read<R: Send>(
        &mut self,
        input: &mut impl BufRead,
        name: &str,
        file: Option<&Arc<str>>,
        work: &(impl Fn(&Line) -> anyhow::Result<R> + Sync),
        visit: &mut impl FnMut(Vec<R>) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (mut number, mut open) = (0, true);
        while open {
            let mut batch = Vec::new();
            match read(input, &mut batch, file, &mut number) {
                Ok(more) => open = more,
                Err(error) => {
                    self.complain(format_args!("{name}: line {}: {error}", number + 1));
                    (open, self.readable) = (false, false);
                }
            }
            // One by one, so that a long text holds up only one of the cores.
            let done: Vec<_> = batch.par_iter().with_max_len(1).map(work).collect();
            let mut answers = Vec::with_capacity(batch.len());
            for (line, answer) in batch.iter().zip(done) {
                match answer {
                    Ok(answer) => answers.push(answer),
                    Err(reason) => {
                        self.bad += 1;
                        self.complain(format_args!("{}: {reason}", line.place()));
                    }
                }
            }
            self.good += answers.len() as u64;
            self.progress.aside(|| visit(answers))?;
            // With the ends of the lines, since it is held against the sizes of files.
            self.progress.add(batch.len(), batch.iter().map(|line| line.bytes.len() + 1).sum());
        }
        Ok(())
    }

    fn complain(&self, message: impl std::fmt::Display) {
        self.progress.aside(|| complain(message));
    }

    /// Whether all went well.
    fn finish(self, done: &str) -> bool {
        self.progress.finish();
        let (good, bad) = (self.good, self.bad);
        if bad > 0 {
            complain(format_args!(
                "{bad} bad {} skipped, {good} {done}",
                if bad == 1 { "line" } else { "lines" }
            ));
        }
        self.readable && bad == 0
    }
}

/// Reads a batch, without blank lines. `false` at the end of the input; what was
/// read before an error is in the batch.
fn read(
    input: &mut impl BufRead,
    batch: &mut Vec<Line>,
    file: Option<&Arc<str>>,
    number: &mut u64,
) -> io::Result<bool> {
    let mut total = 0;
    while batch.len() < BATCH_LINES && total < BATCH_BYTES {
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(false);
        }
        *number += 1;
        if !bytes.trim_ascii().is_empty() {
            total += bytes.len();
            let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
            bytes.truncate(line.strip_suffix(b"\r").unwrap_or(line).len());
            batch.push(Line { file: file.cloned(), number: *number, bytes });
        }
    }
    Ok(true)
}
