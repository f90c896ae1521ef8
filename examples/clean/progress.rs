//! One line on the terminal that says how far it is.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
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
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { shown: io::stderr().is_terminal(), started: Instant::now(), last: None, lines: 0, bytes: 0 }
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
        let line =
            format!("\r{} lines, {megabytes:.1} MB, {speed:.1} MB/s, {seconds:.0} s\x1b[K{end}", self.lines);
        let _ = io::stderr().write_all(line.as_bytes());
    }
}
