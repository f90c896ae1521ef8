//! One line on the terminal that says how far it is.
//!
//! Silent where standard error is no terminal, since a log would keep every state of the line.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Where it is known how much there is, and where it is not.
const OF_KNOWN: &str = "{msg} lines, {bytes} of {total_bytes}, {bytes_per_sec}, {elapsed}, {eta} left";
const OF_UNKNOWN: &str = "{msg} lines, {bytes}, {bytes_per_sec}, {elapsed}";
/// While the library works on all texts at once.
const WAITING: &str = "{msg}, {elapsed}";

/// Lines and bytes done.
pub(crate) struct Progress {
    bar: ProgressBar,
    lines: usize,
}

impl Progress {
    /// For the lines of files, of which the sizes say how much there is.
    pub(crate) fn of(files: &[PathBuf]) -> Self {
        let size =
            |file: &PathBuf| fs::metadata(file).ok().filter(fs::Metadata::is_file).map(|file| file.len());
        let all = files.iter().map(size).sum::<Option<u64>>().filter(|_| !files.is_empty());
        let (bar, look) = match all {
            Some(all) => (ProgressBar::new(all), OF_KNOWN),
            None => (ProgressBar::no_length(), OF_UNKNOWN),
        };
        Self { bar: bar.with_style(style(look)), lines: 0 }
    }

    /// So many more are done.
    pub(crate) fn add(&mut self, lines: usize, bytes: usize) {
        self.lines += lines;
        self.bar.set_message(self.lines.to_string());
        self.bar.inc(bytes as u64);
    }

    /// Does what writes to the terminal, with the line out of its way.
    pub(crate) fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    /// The last state, which stays.
    pub(crate) fn finish(&self) {
        self.bar.abandon();
    }
}

/// Does `work`, and says meanwhile what it is and how long it has taken.
pub(crate) fn during<R>(what: &'static str, work: impl FnOnce() -> R) -> R {
    let bar = ProgressBar::new_spinner().with_style(style(WAITING)).with_message(what);
    bar.enable_steady_tick(Duration::from_secs(1));
    let result = work();
    bar.finish_and_clear();
    result
}

/// Its own looks where a template is wrong, which a test rules out.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_understood() {
        for template in [OF_KNOWN, OF_UNKNOWN, WAITING] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
