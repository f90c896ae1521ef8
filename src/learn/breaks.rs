//! Learning which breaks stand inside of sentences: from texts that were broken, and the same with their lines whole.
//!
//! The words of both are matched in order. Where two words on either side of a break stand beside each other in one
//! line of the whole text, the line goes on behind the break; where they stand in two, it does not.
//!
//! Time O(words x log words + trees x features x lines).

use super::booster::{self, Row, Settings, Table};
use super::lines::{matched, part_of_sites};
use crate::forest::{DEPTH, Forest, LEVELS, REACH, Split, UNIT};
use crate::hash;
use crate::text::{Buffers, Document, Reading};
use crate::units::words::{self, BUCKETS, Borders, Word};
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
    lined: Vec<Lined>,
}

/// A text in one line.
struct Lined {
    site: String,
    text: String,
    /// Its words, and whether something new starts with each, where that is known.
    words: Vec<(Word, Option<bool>)>,
    weight: u32,
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

    /// Adds a text in one line: `whole` has a line for each unit of it.
    ///
    /// # Complexity
    /// Time O(words x log words).
    pub fn add_line(&mut self, example: BreakExample<'_>) {
        let text = example.text.trim();
        // Words as they are matched, and words between spaces.
        let document = Document::read(text, Reading::Whole, Buffers::default());
        let Some(line) = document.lines.first() else { return };
        let found = matched(text, example.whole);
        let spans: Vec<usize> =
            document.words_of(line).iter().map(|word| line.span().start + word.start as usize).collect();
        let words = words::words(text, 0, text.len());
        let mut known: Vec<(Word, Option<bool>)> = words.into_iter().map(|word| (word, None)).collect();
        for (pair, starts) in found.windows(2).zip(spans.windows(2)) {
            let ([(_, one), (_, other)], [from, to]) = ([pair[0], pair[1]], [starts[0], starts[1]]);
            let (Some((place, row)), Some((then, next))) = (one, other) else { continue };
            if then != place + 1 {
                continue;
            }
            // The words that start behind the one and not behind the other.
            let first = known.partition_point(|(word, _)| word.start <= from);
            let last = known.partition_point(|(word, _)| word.start <= to);
            if row == next {
                known[first..last].iter_mut().for_each(|(_, known)| *known = Some(false));
            } else if last == first + 1 {
                known[first].1 = Some(true);
            }
        }
        self.lined.push(Lined {
            site: example.site.to_owned(),
            text: text.to_owned(),
            words: known,
            weight: example.weight,
        });
    }

    /// The forest that says where something new starts in a line, and what is learnt of words for it.
    fn splits(&self, keep: &dyn Fn(&str) -> bool) -> (Forest, Borders) {
        let kept: Vec<&Lined> = self.lined.iter().filter(|lined| keep(&lined.site)).collect();
        let borders = borders(&kept);
        let mut table = Table::default();
        table.columns.resize_with(words::COUNT, Vec::new);
        let (mut rows, mut length) = (Vec::new(), 0);
        for lined in kept {
            let all: Vec<Word> = lined.words.iter().map(|(word, _)| *word).collect();
            let columns = words::columns(&lined.text, &all, &borders);
            let first = length + REACH;
            length = first + all.len();
            for (feature, column) in table.columns.iter_mut().enumerate() {
                column.resize(first, 0);
                column.extend_from_slice(&columns.column(feature)[REACH..][..all.len()]);
            }
            let known = lined.words.iter().filter(|(_, known)| known.is_some()).count();
            let weight = (u64::from(lined.weight) * 8 / (known.max(1) as u64).isqrt()).max(1) as u32;
            let row = |(i, (_, known)): (usize, &(Word, Option<bool>))| {
                Some(Row { at: (first + i) as u32, wanted: (*known)?, weight })
            };
            rows.extend(lined.words.iter().enumerate().filter_map(row));
        }
        table.columns.iter_mut().for_each(|column| column.resize(length + REACH, 0));
        let split = |(feature, offset)| Split { feature: feature as u8, offset, above: 0 };
        let candidates: Vec<Split> = (0..words::COUNT)
            .flat_map(|feature| (-4..=4).map(move |offset| split((feature, offset))))
            .collect();
        (booster::fit::<LEVELS>(&table, &rows, &candidates, &settings(61)), borders)
    }

    /// Learns from all texts, or without part `number` of `parts` of the sites.
    pub fn train(&self, fold: Option<(u64, u64)>) -> BreakModel {
        let padded = |column: &Vec<u8>| {
            let mut column = column.clone();
            column.resize(self.length + REACH, 0);
            column
        };
        let table = Table { columns: self.table.columns.iter().map(padded).collect(), ways: Vec::new() };
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
            .flat_map(|feature| {
                near(feature).filter(move |&(_, offset)| offset == 0 || !alone(NAMES[feature]))
            })
            .map(split)
            .collect();
        let keep = |site: &str| {
            fold.is_none_or(|(number, parts)| part_of_sites(site, parts).all(|part| part != number))
        };
        let (splits, borders) = self.splits(&keep);
        BreakModel {
            joins: booster::fit::<LEVELS>(&table, &rows, &candidates, &settings(60)),
            splits,
            borders,
        }
    }

    /// How many breaks are known, and how many of them are inside of sentences.
    pub fn known(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.iter().filter(|row| row.wanted).count())
    }
}

fn settings(seed: u64) -> Settings {
    Settings {
        trees: TREES,
        rate: 200,
        depth: DEPTH,
        rows: (1, 2),
        columns: (1, 3),
        ridge: 2000.0,
        least: 0.0,
        seed,
    }
}

/// How prone words are to be the first and the last of a unit: log odds in sixteenths, drawn to even by a few sites.
fn borders(texts: &[&Lined]) -> Borders {
    const PRIOR: f64 = 4.0;
    let mut counts = [vec![[0f64; 2]; BUCKETS], vec![[0f64; 2]; BUCKETS]];
    for lined in texts {
        // Of a text each bucket counts once: the share of its words that start or end a unit.
        let mut own: [hash::Map<usize, [u32; 2]>; 2] = [hash::map(), hash::map()];
        for (i, (word, known)) in lined.words.iter().enumerate() {
            let Some(starts) = *known else { continue };
            let bucket = |word: &Word| words::bucket(&lined.text[word.start..word.end]);
            own[0].entry(bucket(word)).or_default()[usize::from(starts)] += 1;
            if i > 0 {
                own[1].entry(bucket(&lined.words[i - 1].0)).or_default()[usize::from(starts)] += 1;
            }
        }
        for (counts, own) in counts.iter_mut().zip(own) {
            for (bucket, [no, yes]) in own {
                let all = f64::from(no + yes);
                counts[bucket][0] += f64::from(no) / all;
                counts[bucket][1] += f64::from(yes) / all;
            }
        }
    }
    let table = |counts: &[[f64; 2]]| -> Vec<i8> {
        let sum = |at: usize| counts.iter().map(|count| count[at]).sum::<f64>();
        let share = (sum(1) + 1.0) / (sum(0) + sum(1) + 2.0);
        let even = booster::log_odds(share);
        let weight = |&[no, yes]: &[f64; 2]| {
            let own = booster::log_odds((yes + PRIOR * share) / (no + yes + PRIOR));
            ((own - even) * 16 / UNIT).clamp(-64, 63) as i8
        };
        counts.iter().map(weight).collect()
    };
    Borders { opens: table(&counts[0]), ends: table(&counts[1]) }
}

/// The breaks of which it is known whether the line goes on behind them.
fn breaks<'a>(
    example: &BreakExample<'_>,
    lines: &'a [units::Line],
) -> impl Iterator<Item = (usize, bool)> + 'a {
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
