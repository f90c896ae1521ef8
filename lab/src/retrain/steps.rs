//! Says what is being done, and how long it has taken.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A line that moves on a terminal; elsewhere one line a step.
#[derive(Debug)]
pub(crate) struct Steps {
    bar: ProgressBar,
    start: Instant,
}

impl Steps {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>5} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, start: Instant::now() }
    }

    /// What is done from now on.
    pub(crate) fn say(&self, what: &str) {
        if self.bar.is_hidden() {
            eprintln!("{:7.1} s  {what}", self.start.elapsed().as_secs_f64());
        } else {
            self.bar.set_message(what.to_owned());
        }
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
