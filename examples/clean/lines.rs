//! Lines from files and from standard input, each worked on by whichever core is free.
//!
//! Lines are read in batches that are bounded by count and by bytes, and each
//! batch is worked on by all cores before the next one is read. So what is held here
//! stays bounded however long the input is (only a single line must fit by itself).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::exit::complain;
use crate::input::{self, is_stdin};
use crate::progress::Progress;
use crate::width::printable;

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
    work: impl Fn(&Line) -> Result<Vec<u8>, String> + Sync,
    out: &mut impl Write,
) -> io::Result<bool> {
    each(files, done, work, |answers| {
        for answer in answers {
            out.write_all(&answer)?;
        }
        out.flush()
    })
}

/// Reads all lines of `files`, or of standard input if there are none, has `work` done
/// on each, and hands what comes of a batch to `visit` in the order of the lines.
///
/// Bad lines and files are complained about and left out, since the others are still
/// worth having: `false` then. `done` says what was done with the others.
pub(crate) fn each<R: Send>(
    files: &[PathBuf],
    done: &str,
    work: impl Fn(&Line) -> Result<R, String> + Sync,
    mut visit: impl FnMut(Vec<R>) -> io::Result<()>,
) -> io::Result<bool> {
    let mut pass = Pass::of(files);
    for path in input::or_stdin(files).iter() {
        let name: Arc<str> = printable(&input::name(path)).into();
        let file = (!files.is_empty()).then_some(&name);
        let opened: io::Result<Box<dyn BufRead>> = if is_stdin(path) {
            Ok(Box::new(io::stdin().lock()))
        } else {
            File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        };
        match opened {
            Ok(mut input) => pass.read(&mut input, &name, file, &work, &mut visit)?,
            Err(error) => {
                pass.progress.complain(format_args!("{name}: {error}"));
                pass.readable = false;
            }
        }
    }
    Ok(pass.finish(done))
}

/// All lines of `input`, which is called `name`, else as [`each`].
#[allow(dead_code, reason = "only the example `clean` reads its input twice")]
pub(crate) fn each_of<R: Send>(
    input: &mut impl BufRead,
    name: &str,
    done: &str,
    work: impl Fn(&Line) -> Result<R, String> + Sync,
    mut visit: impl FnMut(Vec<R>) -> io::Result<()>,
) -> io::Result<bool> {
    let mut pass = Pass::of(&[]);
    pass.read(input, name, None, &work, &mut visit)?;
    Ok(pass.finish(done))
}

/// One pass over all inputs, as far as it has come.
struct Pass {
    workers: usize,
    progress: Progress,
    good: u64,
    bad: u64,
    readable: bool,
}

impl Pass {
    fn of(files: &[PathBuf]) -> Self {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        Self { workers, progress: Progress::of(files), good: 0, bad: 0, readable: true }
    }

    fn read<R: Send>(
        &mut self,
        input: &mut impl BufRead,
        name: &str,
        file: Option<&Arc<str>>,
        work: &(impl Fn(&Line) -> Result<R, String> + Sync),
        visit: &mut impl FnMut(Vec<R>) -> io::Result<()>,
    ) -> io::Result<()> {
        let (mut number, mut open) = (0, true);
        while open {
            let mut batch = Vec::new();
            match read(input, &mut batch, file, &mut number) {
                Ok(more) => open = more,
                Err(error) => {
                    self.progress.complain(format_args!("{name}: line {}: {error}", number + 1));
                    (open, self.readable) = (false, false);
                }
            }
            let mut answers = Vec::with_capacity(batch.len());
            for (line, answer) in batch.iter().zip(worked(work, &batch, self.workers)) {
                match answer {
                    Ok(answer) => answers.push(answer),
                    Err(reason) => {
                        self.bad += 1;
                        self.progress.complain(format_args!("{}: {reason}", line.place()));
                    }
                }
            }
            self.good += answers.len() as u64;
            visit(answers)?;
            // With the ends of the lines, since it is held against the sizes of files.
            self.progress.add(batch.len(), batch.iter().map(|line| line.bytes.len() + 1).sum());
        }
        Ok(())
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

/// What comes of a batch, in its order. Each worker takes the next line that nobody
/// has taken, so that a long text holds up only one of them.
fn worked<R: Send>(
    work: &(impl Fn(&Line) -> Result<R, String> + Sync),
    batch: &[Line],
    workers: usize,
) -> Vec<Result<R, String>> {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(line) = batch.get(at) else { return done };
            done.push((at, work(line)));
        }
    };
    let mut all: Vec<(usize, Result<R, String>)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers.min(batch.len())).map(|_| scope.spawn(share)).collect();
        let done =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.flatten().collect()
    });
    all.sort_unstable_by_key(|&(at, _)| at);
    all.into_iter().map(|(_, answer)| answer).collect()
}
