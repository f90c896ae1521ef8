//! Text on a terminal: how many columns there are, how many a text takes, and what must not get there.

use std::path::Path;

use console::{Alignment, Term};

/// As many columns as the shell says, else as the terminal has, else 100.
pub(crate) fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let own = || Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    said.or_else(own).filter(|&columns| columns > 0).unwrap_or(100)
}

/// `text` filled up to `room` columns. `format!` would count characters instead.
pub(crate) fn pad(text: &str, room: usize) -> String {
    console::pad_str(text, room, Alignment::Left, None).into_owned()
}

/// As much of `text` as `room` columns hold, with `…` where something is missing.
pub(crate) fn cut(text: &str, room: usize) -> String {
    console::truncate_str(text, room, "…").into_owned()
}

/// `text` in one row without what would steer the terminal: control characters, and
/// those that turn the direction of writing for what follows.
pub(crate) fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The name of a file as it can be shown.
pub(crate) fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}
