//! `--report`: which lines went, and why, as a table for the terminal.

use std::io::{self, Write};

use descrape::{NoiseKind, Report};

use crate::args::Args;
use crate::explain::{self, Lines, Tally};
use crate::input;
use crate::paint::{BOLD, DIM, Paint};
use crate::width::{self, cut, pad, printable};

/// One after another for the kinds; with more kinds than colours, some share one.
const COLOURS: [&str; 12] = ["31", "32", "33", "34", "35", "36", "91", "92", "93", "94", "95", "96"];

fn colour(kind: NoiseKind) -> &'static str {
    COLOURS[kind as usize % COLOURS.len()]
}

/// How tables look.
pub(crate) struct Table {
    paint: Paint,
    columns: usize,
}

/// One line that went.
struct Row {
    lines: String,
    kind: NoiseKind,
    score: String,
    why: String,
    text: String,
}

impl Table {
    pub(crate) fn new(paint: Paint, columns: usize) -> Self {
        Self { paint, columns }
    }

    /// A table for each file and, after several, one for all kinds.
    pub(crate) fn files(&self, args: &Args, out: &mut impl Write) -> io::Result<bool> {
        let mut total = Tally::default();
        let good = input::each(&args.files, |name, text| {
            if total.files > 0 {
                writeln!(out)?;
            }
            let report = args.cleaner.report(text);
            let tally = Tally::of(&report);
            total.add(&tally);
            self.file(name, &report, &tally, out)?;
            // Seen at once, even where the next file takes its time.
            out.flush()
        })?;
        if total.files > 1 {
            self.kinds(&total, out)?;
        }
        Ok(good)
    }

    fn file(&self, name: &str, report: &Report<'_>, tally: &Tally, out: &mut impl Write) -> io::Result<()> {
        let text = report.source();
        let lines = Lines::new(text);
        let rows: Vec<Row> = report
            .removed()
            .iter()
            .map(|removal| Row {
                lines: lines.numbers(removal.span),
                kind: removal.kind,
                score: removal.score.to_string(),
                why: printable(&explain::why(report, &lines, removal)),
                // A line can be a whole book: only its start is looked at.
                text: removal.span.of(text).trim_start().chars().take(self.columns).collect(),
            })
            .collect();
        writeln!(out, "{}", self.paint.paint(BOLD, &printable(name)))?;
        self.rows(&rows, out)?;
        writeln!(out, "  {}", tally.sentence())?;
        let facts = explain::facts(report, &lines);
        let Some((headline, others)) = facts.split_first() else { return Ok(()) };
        let shown = report.headline().map(|span| {
            let room = self.columns.saturating_sub(headline.len() + 4);
            format!(", {}", self.paint.paint(BOLD, &cut(&printable(span.of(text)), room)))
        });
        writeln!(out, "  {headline}{}\n  {}", shown.unwrap_or_default(), others.join("; "))
    }

    fn rows(&self, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let widest = |title: &str, cell: &dyn Fn(&Row) -> usize| {
            rows.iter().map(cell).max().unwrap_or(0).max(title.len())
        };
        let number = widest("line", &|row| row.lines.len());
        let kind = widest("kind", &|row| row.kind.name().len());
        // Two columns before each of the five cells; what is left is for reason and text.
        let left = self.columns.saturating_sub(2 * 5 + number + kind + "score".len());
        let why = widest("why", &|row| width::columns(&row.why)).min((left * 3 / 5).max(12));
        let text = left.saturating_sub(why).max(12);
        let title = format!("  {:>number$}  {:kind$}  score  {:why$}  text", "line", "kind", "why");
        writeln!(out, "{}", self.paint.paint(DIM, &title))?;
        for row in rows {
            writeln!(
                out,
                "  {:>number$}  {}  {:>5}  {}  {}",
                row.lines,
                self.paint.paint(colour(row.kind), &pad(row.kind.name(), kind)),
                row.score,
                pad(&cut(&row.why, why), why),
                self.paint.paint(DIM, &cut(printable(row.text.trim_end()).trim_end(), text)),
            )?;
        }
        Ok(())
    }

    fn kinds(&self, total: &Tally, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "\n{}", self.paint.paint(BOLD, &format!("All {} files", total.files)))?;
        let kinds = total.kinds();
        if let Some(widest) = kinds.iter().map(|(kind, ..)| kind.name().len()).max() {
            writeln!(
                out,
                "{}",
                self.paint.paint(DIM, &format!("  {:widest$}  {:>8}  {:>10}", "kind", "lines", "bytes"))
            )?;
            for (kind, lines, bytes) in kinds {
                let name = self.paint.paint(colour(kind), &pad(kind.name(), widest));
                writeln!(out, "  {name}  {lines:>8}  {bytes:>10}")?;
            }
        }
        writeln!(out, "  {}", total.sentence())
    }
}
