//! Learning which breaks stand inside of sentences: from texts that were broken, and the same with their lines whole.
//!
//! The words of both are matched in order. Where two words on either side of a break stand beside each other in one
//! line of the whole text, the line goes on behind the break; where they stand in two, it does not.
//!
//! Time O(words x log words + trees x features x lines).

use super::booster::{self, Row, Settings, Table};
use super::lines::{matched, part_of_sites};
use crate::forest::{DEPTH, LEVELS, REACH, Split};
use crate::units::{self, BreakModel, COUNT, NAMES};

/// A text as some scraper broke it, and the same with its lines whole.
#[derive(Clone, Copy, Debug)]
pub struct BreakExample<'a> {
    /// The text with breaks inside of sentences.
    pub text: &'a str,
    /// The same, or what it was made of, with a line for each unit.
    pub whole: &'a str,
    /// Texts of one site are learnt from together or not at all.
    pub site: &'a str,
    /// How much it counts: 1000 for a text like any other.
    pub weight: u32,
}

/// Learns a [`BreakModel`].
#[derive(Default)]
pub struct BreakTrainer {
    table: Table,
    length: usize,
    rows: Vec<Row>,
    /// The sites of each text, and the first of its rows.
    texts: Vec<(String, usize)>,
}

const TREES: usize = 100;

impl BreakTrainer {
    /// A trainer without texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    ///
    /// # Complexity
    /// Time O(words x log words).
    pub fn add(&mut self, example: BreakExample<'_>) {
        let lines = units::lines(example.text);
        let columns = units::columns(example.text, &lines);
        self.table.columns.resize_with(COUNT, Vec::new);
        let first = self.length + REACH;
        self.length = first + lines.len();
        for (feature, column) in self.table.columns.iter_mut().enumerate() {
            column.resize(first, 0);
            column.extend_from_slice(&columns.column(feature)[REACH..][..lines.len()]);
        }
        self.texts.push((example.site.to_owned(), self.rows.len()));
        let known: Vec<(usize, bool)> = breaks(&example, &lines).collect();
        // A long text counts more than a short one, by the root.
        let weight = (u64::from(example.weight) * 8 / (known.len().max(1) as u64).isqrt()).max(1) as u32;
        self.rows.extend(known.into_iter().map(|(i, wanted)| Row { at: (first + i) as u32, wanted, weight }));
    }

    /// Learns from all texts, or without part `number` of `parts` of the sites.
    pub fn train(&mut self, fold: Option<(u64, u64)>) -> BreakModel {
        for column in &mut self.table.columns {
            column.resize(self.length + REACH, 0);
        }
        let mut rows = Vec::new();
        for (nth, (site, start)) in self.texts.iter().enumerate() {
            let end = self.texts.get(nth + 1).map_or(self.rows.len(), |(_, next)| *next);
            if fold.is_none_or(|(number, parts)| part_of_sites(site, parts).all(|part| part != number)) {
                rows.extend_from_slice(&self.rows[*start..end]);
            }
        }
        let split = |(feature, offset)| Split { feature: feature as u8, offset, above: 0 };
        let near = |feature: usize| (-2..=3).map(move |offset| (feature, offset));
        let alone = |name: &str| name.starts_with("Text") || name.starts_with("Block");
        let candidates: Vec<Split> = (0..COUNT)
            .flat_map(|feature| near(feature).filter(move |&(_, offset)| offset == 0 || !alone(NAMES[feature])))
            .map(split)
            .collect();
        let settings = Settings {
            trees: TREES,
            rate: 200,
            depth: DEPTH,
            rows: (1, 2),
            columns: (1, 3),
            ridge: 2000.0,
            least: 0.0,
            seed: 60,
        };
        BreakModel { forest: booster::fit::<LEVELS>(&self.table, &rows, &candidates, &settings) }
    }

    /// How many breaks are known, and how many of them are inside of sentences.
    pub fn known(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.iter().filter(|row| row.wanted).count())
    }
}

/// The breaks of which it is known whether the line goes on behind them.
fn breaks<'a>(example: &BreakExample<'_>, lines: &'a [units::Line]) -> impl Iterator<Item = (usize, bool)> + 'a {
    // For each word of the text its line, and its place and line in the whole.
    let words = matched(example.text, example.whole);
    let mut known: Vec<Option<bool>> = vec![None; lines.len()];
    for pair in words.windows(2) {
        let [(line, at), (next, then)] = [pair[0], pair[1]];
        let (line, next) = (line as usize, next as usize);
        if let (Some((place, row)), Some((place_then, row_then))) = (at, then)
            && line != next
            && place_then == place + 1
        {
            let inside = row == row_then;
            if inside || next == line + 1 {
                known[line..next].fill(Some(inside));
            }
        }
    }
    lines
        .iter()
        .enumerate()
        .filter_map(move |(i, line)| known[i].filter(|_| line.may_go_on).map(|inside| (i, inside)))
}
