//! `--report`: which lines went, and why, as a table for the terminal.

use std::io::Write;
use std::path::PathBuf;

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Row, Table, presets};
use descrape::{Cleaner, NoiseKind, Report};

use super::explain::{self, Lines};
use super::tally::Tally;
use crate::input;
use crate::terminal::{self, cut, printable};

/// One after another for the kinds; with more kinds than colours, some share one.
const COLOURS: [Color; 12] = [
    Color::DarkRed,
    Color::DarkGreen,
    Color::DarkYellow,
    Color::DarkBlue,
    Color::DarkMagenta,
    Color::DarkCyan,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
];

/// A table for each file and, after several, one for all kinds.
pub(super) fn run(cleaner: &Cleaner, files: &[PathBuf], out: &mut impl Write) -> anyhow::Result<bool> {
    let columns = terminal::columns();
    let mut total = Tally::default();
    let good = input::each(files, |name, text| {
        if total.files > 0 {
            writeln!(out)?;
        }
        let report = cleaner.report(text);
        let tally = Tally::of(&report);
        total.add(&tally);
        file(name, &report, &tally, columns, out)?;
        // Seen at once, even where the next file takes its time.
        Ok(out.flush()?)
    })?;
    if total.files > 1 {
        all_files(&total, columns, out)?;
    }
    Ok(good)
}

fn file(
    name: &str,
    report: &Report<'_>,
    tally: &Tally,
    columns: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let lines = Lines::new(report.source());
    writeln!(out, "{}", console::style(printable(name)).bold())?;
    if !report.removed().is_empty() {
        writeln!(out, "{}", removals(report, &lines, columns))?;
    }
    writeln!(out, "  {}", tally.sentence())?;
    let facts = explain::facts(report, &lines);
    let Some((headline, others)) = facts.split_first() else { return Ok(()) };
    let shown = report.headline().map(|span| {
        let room = columns.saturating_sub(headline.len() + 4);
        format!(", {}", console::style(cut(&printable(span.of(report.source())), room)).bold())
    });
    Ok(writeln!(out, "  {headline}{}\n  {}", shown.unwrap_or_default(), others.join("; "))?)
}

/// The lines that went. Reason and text share what the other columns leave.
fn removals(report: &Report<'_>, lines: &Lines, columns: usize) -> String {
    let mut table = table(&["line", "kind", "score", "why", "text"], &[0, 2], columns);
    for removal in report.removed() {
        // A line can be a whole book: only its start is looked at.
        let text: String = removal.span.of(report.source()).trim_start().chars().take(columns).collect();
        let mut row = Row::from(vec![
            Cell::new(lines.numbers(removal.span)),
            kind_cell(removal.kind),
            Cell::new(removal.score),
            Cell::new(printable(&explain::why(report, lines, removal))),
            Cell::new(printable(text.trim_end()).trim_end()).add_attribute(Attribute::Dim),
        ]);
        row.max_height(1);
        table.add_row(row);
    }
    table.trim_fmt()
}

fn all_files(total: &Tally, columns: usize, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "\n{}", console::style(format!("All {} files", total.files)).bold())?;
    let kinds = total.kinds();
    if !kinds.is_empty() {
        let mut table = table(&["kind", "lines", "bytes"], &[1, 2], columns);
        for (kind, lines, bytes) in kinds {
            table.add_row(vec![kind_cell(kind), Cell::new(lines), Cell::new(bytes)]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
    }
    Ok(writeln!(out, "  {}", total.sentence())?)
}

/// An empty table without borders, two columns before each cell. `numbers` are the columns that are aligned right.
fn table(titles: &[&str], numbers: &[usize], columns: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(columns).unwrap_or(u16::MAX))
        .set_truncation_indicator("…")
        // No character of a text: cells are cut where the room ends, and not between words.
        .set_delimiter('\n')
        .set_header(titles.iter().map(|title| Cell::new(title).add_attribute(Attribute::Dim)));
    for column in table.column_iter_mut() {
        column.set_padding((2, 0));
    }
    for &number in numbers {
        if let Some(column) = table.column_mut(number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if !console::colors_enabled() {
        table.force_no_tty();
    }
    table
}

fn kind_cell(kind: NoiseKind) -> Cell {
    Cell::new(kind.name()).fg(COLOURS[kind as usize % COLOURS.len()])
}
