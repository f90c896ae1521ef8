//! One line on the terminal that says how far it is.

use std::fmt::Display;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::exit::complain;

/// No more than five times a second: nobody reads faster, and terminals are slow.
const PAUSE: Duration = Duration::from_millis(200);

/// Lines and bytes done. Silent where standard error is no terminal, since a log
/// would keep every state of the line.
pub(crate) struct Progress {
    shown: bool,
    started: Instant,
    last: Option<Instant>,
    lines: u64,
    bytes: u64,
    /// How many bytes there are in all, if that is known.
    all: Option<u64>,
}

impl Progress {
    /// For the lines of files, of which the sizes say how much there is.
    pub(crate) fn of(files: &[PathBuf]) -> Self {
        let size =
            |file: &PathBuf| fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|file| file.len());
        let all = files.iter().map(size).sum::<Option<u64>>().filter(|_| !files.is_empty());
        let shown = io::stderr().is_terminal();
        Self { shown, started: Instant::now(), last: None, lines: 0, bytes: 0, all }
    }

    /// So many more are done.
    pub(crate) fn add(&mut self, lines: usize, bytes: usize) {
        self.lines += lines as u64;
        self.bytes += bytes as u64;
        if self.shown && self.last.is_none_or(|last| last.elapsed() >= PAUSE) {
            self.last = Some(Instant::now());
            self.draw("");
        }
    }

    /// A message that stays, above the line.
    pub(crate) fn complain(&self, message: impl Display) {
        if self.shown && self.last.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
        complain(message);
    }

    /// The last state, which stays.
    pub(crate) fn finish(&self) {
        if self.shown {
            self.draw("\n");
        }
    }

    fn draw(&self, end: &str) {
        let seconds = self.started.elapsed().as_secs_f64();
        let megabytes = self.bytes as f64 / 1e6;
        let speed = if seconds > 0.0 { megabytes / seconds } else { 0.0 };
        // Standard error is not buffered: one write keeps the line from flickering.
        let lines = self.lines as f64;
        let rate = if seconds > 0.0 { lines / seconds } else { 0.0 };
        let left = left(self.bytes, self.all, seconds)
            .map_or_else(String::new, |left| format!(", {left:.0} s left"));
        let line = format!(
            "\r{lines} lines, {rate:.0}/s, {megabytes:.1} MB, {speed:.1} MB/s, {seconds:.0} s{left}\x1b[K{end}"
        );
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

/// How many seconds it takes until `all` bytes are done, if that is known and not over.
fn left(bytes: u64, all: Option<u64>, seconds: f64) -> Option<f64> {
    let rest = all?.checked_sub(bytes).filter(|&rest| bytes > 0 && rest > 0)?;
    Some(seconds * rest as f64 / bytes as f64)
}
