//! All clusters of two texts or more, for people.

use std::io::{self, Write};

use console::{measure_text_width, style};
use descrape::{Clusters, Dedup};

use super::cluster::matched;
use super::explain;
use super::texts::Texts;
use crate::terminal::{self, cut, pad, printable};

/// What a listing is made from, and how it looks.
pub(super) struct Listing<'t> {
    dedup: &'t Dedup,
    texts: &'t [String],
    names: Vec<String>,
    columns: usize,
}

impl<'t> Listing<'t> {
    pub(super) fn new(dedup: &'t Dedup, texts: &'t Texts) -> Self {
        Self {
            dedup,
            texts: &texts.texts,
            names: texts.names.iter().map(|name| printable(name)).collect(),
            columns: terminal::columns(),
        }
    }

    /// The clusters in the order of their first texts, and then how many there are.
    pub(super) fn write(&self, clusters: &Clusters, out: &mut impl Write) -> io::Result<()> {
        let mut groups = clusters.groups();
        groups.retain(|group| group.len() > 1);
        for (at, group) in groups.iter().enumerate() {
            let title = format!("Cluster {}: {} texts", at + 1, group.len());
            writeln!(out, "{}", style(title).bold())?;
            self.cluster(clusters, group, out)?;
            writeln!(out)?;
        }
        let (texts, count, several) = (clusters.texts(), clusters.count(), groups.len());
        writeln!(
            out,
            "{texts} {} in {count} {}, {several} of them of several texts; {} would be dropped",
            if texts == 1 { "text" } else { "texts" },
            if count == 1 { "cluster" } else { "clusters" },
            texts - count,
        )
    }

    /// The text to keep, and the others in their order.
    fn cluster(&self, clusters: &Clusters, group: &[usize], out: &mut impl Write) -> io::Result<()> {
        let widest = group.iter().map(|&text| measure_text_width(self.name(text))).max().unwrap_or(0);
        let is_kept = |text: usize| clusters.leader_of(text) == Some(text);
        for &text in group.iter().filter(|&&text| is_kept(text)) {
            writeln!(out, "{}", style(self.row("keep", text, widest)).bold())?;
        }
        for &text in group.iter().filter(|&&text| !is_kept(text)) {
            let Some((with, score)) = matched(clusters, text) else { continue };
            writeln!(out, "{}", self.row(&score.to_string(), text, widest))?;
            let comparison = self.dedup.compare(self.text(with), self.text(text));
            let mut reasons = explain::reasons(&comparison);
            if let Some(first) = reasons.first_mut().filter(|_| !is_kept(with)) {
                *first = format!("with {}: {first}", self.name(with));
            }
            for line in wrapped(&reasons, self.columns.saturating_sub(INDENT.len())) {
                writeln!(out, "{INDENT}{}", style(line).dim())?;
            }
        }
        Ok(())
    }

    /// `  keep  line 1  Snow fell`, with the name filled up to `widest` columns.
    fn row(&self, mark: &str, text: usize, widest: usize) -> String {
        let start = format!("  {mark:>4}  {}  ", pad(self.name(text), widest));
        let room = self.columns.saturating_sub(measure_text_width(&start)).max(12);
        let shown = self.text(text).trim_start().lines().next().unwrap_or("").trim_end();
        // A line can be a whole book: only its start is looked at.
        let shown: String = shown.chars().take(self.columns).collect();
        format!("{start}{}", cut(&printable(&shown), room))
    }

    fn name(&self, text: usize) -> &str {
        self.names.get(text).map_or("", String::as_str)
    }

    fn text(&self, text: usize) -> &str {
        self.texts.get(text).map_or("", String::as_str)
    }
}

/// As wide as mark and gaps of a row.
const INDENT: &str = "        ";

/// The parts with commas between them, in lines of at most `room` columns if no part is wider.
fn wrapped(parts: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let comma = if at + 1 < parts.len() { "," } else { "" };
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + measure_text_width(part) + 1 + comma.len() <= room => {
                line.push(' ');
                line.push_str(part);
                line.push_str(comma);
            }
            _ => lines.push(format!("{part}{comma}")),
        }
    }
    lines
}
