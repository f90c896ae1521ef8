//! Text on a terminal: how many columns it takes, and what must not get there.

/// Characters that take no column of their own, as inclusive ranges in order.
#[rustfmt::skip]
const NARROW: &[(u32, u32)] = &[
    (0x0300, 0x036f), (0x0483, 0x0489), (0x0591, 0x05bd), (0x05bf, 0x05bf), (0x05c1, 0x05c7),
    (0x0610, 0x061a), (0x064b, 0x065f), (0x0670, 0x0670), (0x06d6, 0x06dc), (0x06df, 0x06e4),
    (0x06e7, 0x06e8), (0x06ea, 0x06ed), (0x0900, 0x0902), (0x093c, 0x093c), (0x0941, 0x0948),
    (0x094d, 0x094d), (0x0981, 0x0981), (0x09bc, 0x09bc), (0x09c1, 0x09c4), (0x09cd, 0x09cd),
    (0x0e31, 0x0e31), (0x0e34, 0x0e3a), (0x0e47, 0x0e4e), (0x135d, 0x135f), (0x200b, 0x200f),
    (0x2060, 0x2064), (0x20d0, 0x20f0), (0xfe00, 0xfe0f), (0xfe20, 0xfe2f), (0xfeff, 0xfeff),
    (0x1f3fb, 0x1f3ff), (0xe0100, 0xe01ef),
];

/// Characters that take two columns, as inclusive ranges in order.
#[rustfmt::skip]
const WIDE: &[(u32, u32)] = &[
    (0x1100, 0x115f), (0x231a, 0x231b), (0x2e80, 0x303e), (0x3041, 0xa4cf), (0xa960, 0xa97c),
    (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xfe30, 0xfe6f), (0xff01, 0xff60), (0xffe0, 0xffe6),
    (0x1f300, 0x1f64f), (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff), (0x20000, 0x3fffd),
];

fn is_in(ranges: &[(u32, u32)], c: char) -> bool {
    let at = ranges.partition_point(|&(_, last)| last < c as u32);
    ranges.get(at).is_some_and(|&(first, _)| first <= c as u32)
}

fn columns_of(c: char) -> usize {
    match c {
        ' '..='~' => 1,
        c if is_in(NARROW, c) => 0,
        c if is_in(WIDE, c) => 2,
        _ => 1,
    }
}

/// How many columns `text` takes, nearly: terminals differ in the rare cases.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// The terminal's width, if the shell says so.
pub(crate) fn terminal() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    said.filter(|&columns| columns > 0).unwrap_or(100)
}

/// `text` filled up to `room` columns. `format!` would count characters instead.
pub(crate) fn pad(text: &str, room: usize) -> String {
    format!("{text}{}", " ".repeat(room.saturating_sub(columns(text))))
}

/// As much of `text` as `room` columns hold, with `…` where something is missing.
pub(crate) fn cut(text: &str, room: usize) -> String {
    let mut taken = 0;
    // The last place where the mark would still fit.
    let mut mark_at = 0;
    for (at, c) in text.char_indices() {
        if taken < room {
            mark_at = at;
        }
        taken += columns_of(c);
        if taken > room {
            return format!("{}…", text.get(..mark_at).unwrap_or(""));
        }
    }
    text.to_owned()
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
