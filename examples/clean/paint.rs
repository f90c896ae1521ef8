//! Colours on a terminal.

use std::io::{self, IsTerminal};

pub(crate) const BOLD: &str = "1";
pub(crate) const DIM: &str = "2";

/// Paints, or leaves text as it is.
#[derive(Clone, Copy)]
pub(crate) struct Paint {
    colour: bool,
}

impl Paint {
    /// In colour if standard output is a terminal whose user does not forbid it.
    pub(crate) fn new() -> Self {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|no| !no.is_empty());
        Self { colour: io::stdout().is_terminal() && !forbidden }
    }

    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}
