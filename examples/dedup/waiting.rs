//! One line on the terminal while the library works on all texts at once.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often the line changes, which is also how long work may take without one.
const PAUSE: Duration = Duration::from_secs(1);

/// Does `work`, and says meanwhile what it is and how long it has taken. Silent where standard
/// error is no terminal.
pub(crate) fn during<R>(what: &str, work: impl FnOnce() -> R) -> R {
    if !io::stderr().is_terminal() {
        return work();
    }
    let started = Instant::now();
    let (working, end) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut last = "";
            while end.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                let line = format!("\r{what}, {} s\x1b[K", started.elapsed().as_secs());
                let _ = io::stderr().write_all(line.as_bytes());
                last = "\r\x1b[K";
            }
            let _ = io::stderr().write_all(last.as_bytes());
        });
        let result = work();
        drop(working);
        result
    })
}
