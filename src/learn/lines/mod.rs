//! Learning of lines: from pages whose articles are known to a [`LineModel`].
//!
//! Time O(trees x features x lines).

mod align;
mod candidates;
mod targets;
mod vocabulary;

use std::ops::Range;

use super::booster::{self, ClassRow, Row, Settings, Table};
use crate::forest::{Columns, DEPTH, LEVELS, REACH};
use crate::hash;
use crate::label::LineModel;
use crate::label::features::{self, KindPlaces, LineFeatures};
use crate::label::stacked::{self, Segments};
use crate::label::words;
use crate::lexicon::Lexicon;
use crate::noise::{self, NoiseKind};
use crate::page::{self, FoldedHints};
use crate::text::{Buffers, Document, Reading};
use crate::units::{BreakModel, Units};
pub(super) use align::matched;
use targets::{NOISE, UNKNOWN};

/// What is known of an example.
#[derive(Clone, Copy, Debug)]
pub enum Gold<'a> {
    /// The article.
    Article(&'a str),
    /// Passages of the article, and passages that are none of it. Other lines are not learnt from.
    Segments {
        /// Of the article.
        with: &'a [&'a str],
        /// Not of it.
        without: &'a [&'a str],
    },
    /// Some of the lines, by a byte in each, with the kind of noise that they are; none is text.
    Lines(&'a [(usize, Option<NoiseKind>)]),
}

/// A page to learn from.
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    /// The page, as a scraper left it.
    pub text: &'a str,
    /// What is known of it.
    pub gold: Gold<'a>,
    /// The headline, if it is known.
    pub title: Option<&'a str>,
    /// Pages of one site are learnt from together or not at all. A page that is made of several sites' has all their
    /// names, with `+` between them, and is left out with each of them.
    pub site: &'a str,
    /// How much it counts: 1000 for a page like any other.
    pub weight: u32,
}

/// How a [`Trainer`] learns.
///
/// ```
/// use descrape::train::Options;
/// let mut told = |step: &str| eprintln!("{step}");
/// let options = Options::new().fold(0, 4).progress(&mut told);
/// # let _ = options;
/// ```
#[derive(Default)]
pub struct Options<'p> {
    fold: Option<(u64, u64)>,
    seed: u64,
    progress: Option<&'p mut dyn FnMut(&str)>,
}

impl<'p> Options<'p> {
    /// From all examples, with nobody told.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out part `number` of `parts`, counted from 0, as [`Trainer::part_of`] tells them apart.
    pub fn fold(mut self, number: u64, parts: u64) -> Self {
        self.fold = Some((number, parts));
        self
    }

    /// From which lines and features are drawn: 0 unless given.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Is told what is being done.
    pub fn progress(mut self, told: &'p mut dyn FnMut(&str)) -> Self {
        self.progress = Some(told);
        self
    }
}

/// One example in the table.
struct Page {
    /// Where its lines stand.
    first: usize,
    outline: Segments,
    /// The site, or the sites together.
    site: u64,
    /// Each of them.
    sites: Vec<u64>,
    /// The buckets of each line's words, and what the line is.
    words: Vec<(Vec<u16>, u8)>,
    rows: Range<usize>,
    kinds: Range<usize>,
    titles: Range<usize>,
}

/// Learns a [`LineModel`] from examples.
///
/// # Complexity
/// Space O(lines of all examples): about 200 bytes a line.
///
/// ```
/// # use descrape::Cleaner;
/// # use descrape::train::{Example, Gold, Options, Trainer};
/// let article = "Rain is expected in the north by Friday, the weather service said on Monday.\n";
/// let page = format!("Home\n\nMenu\n\n{article}\nMore about the weather\n");
/// let mut trainer = Trainer::new();
/// trainer.add(Example {
///     text: &page,
///     gold: Gold::Article(article),
///     title: None,
///     site: "courier.example",
///     weight: 1000,
/// });
/// let model = trainer.train(&mut Options::new().progress(&mut |step| eprintln!("{step}")));
/// let cleaner = Cleaner::builder().model(model).build()?;
/// # Ok::<(), descrape::BuildError>(())
/// ```
pub struct Trainer {
    breaks: BreakModel,
    table: Table,
    length: usize,
    pages: Vec<Page>,
    rows: Vec<Row>,
    kinds: Vec<ClassRow>,
    titles: Vec<Row>,
}

/// So many forests in a row, and how many trees the last one has and each before it.
const STAGES: u64 = 3;
const LAST_TREES: usize = 240;
const TREES: usize = 130;
/// Trees of the forests that name the headline and the kind.
const TITLE_TREES: usize = 120;
const KIND_TREES: usize = 80;

/// A rule that is as sure as this names the kind of a line that is known to be noise; one of so
/// many such lines is learnt from, with this weight, beside lines whose kind a person named.
const SURE: u16 = 860;
const ONE_SURE_OF: u64 = 16;
const SURE_WEIGHT: u32 = 60;
const NAMED_WEIGHT: u32 = 1000;

/// The weights of lines that are the headline and of others.
const TITLE_WEIGHTS: (u32, u32) = (500, 50);

/// How many kinds are told apart: all but templates, which only other pages of the site can tell.
const CLASSES: usize = NoiseKind::ALL.len() - 1;

fn told_apart() -> impl Iterator<Item = NoiseKind> {
    NoiseKind::ALL.iter().copied().filter(|kind| *kind != NoiseKind::SiteTemplate)
}

/// The number of a kind among these.
fn class(kind: NoiseKind) -> Option<u8> {
    told_apart().position(|other| other == kind).map(|class| class as u8)
}

fn settings(trees: usize, rate: u32, ridge: f64, seed: u64) -> Settings {
    Settings { trees, rate, depth: DEPTH, rows: (1, 2), columns: (1, 3), ridge, least: 0.0, seed }
}

impl Trainer {
    /// A trainer without examples.
    pub fn new() -> Self {
        Self::with_breaks(LineModel::shipped().map(|model| model.breaks.clone()).unwrap_or_default())
    }

    /// The same, where this model says which breaks are inside of sentences.
    pub fn with_breaks(breaks: BreakModel) -> Self {
        Self {
            breaks,
            table: Table::default(),
            length: 0,
            pages: Vec::new(),
            rows: Vec::new(),
            kinds: Vec::new(),
            titles: Vec::new(),
        }
    }

    /// Adds an example.
    ///
    /// # Complexity
    /// Time O(words x log words) of the page and of the article.
    pub fn add(&mut self, example: Example<'_>) {
        let units = Units::of(example.text, &self.breaks);
        let example = Example { text: &units.text, ..example };
        let document = Document::read(example.text, Reading::Ends, Buffers::default());
        let titles = targets::titles(&document, &example);
        let targets = targets::of(&document, &example, &titles);
        let marks = page::marks(Lexicon::all(), &document).lines;
        let lines: Vec<u32> = (0..document.lines.len() as u32).collect();
        let mut page = page::segment(&document, &marks, &lines, FoldedHints::default());
        let findings = noise::detect(&mut page);
        let own = LineFeatures::of(&document, &marks, None);
        let columns = features::of(&own, &page, &findings, &KindPlaces::among(NoiseKind::ALL), 0);
        self.table.columns.resize_with(features::COUNT + stacked::COUNT, Vec::new);
        let first = self.length + REACH;
        self.length = first + lines.len();
        for (feature, column) in self.table.columns.iter_mut().take(features::COUNT).enumerate() {
            column.resize(first, 0);
            column.extend_from_slice(&columns.column(feature)[REACH..][..lines.len()]);
        }
        let starts = (self.rows.len(), self.kinds.len(), self.titles.len());
        // A page counts as one, and a line in it by the root of its words.
        let worth = |i: usize| ((2 + page.words(i).min(60)) * 256).isqrt() as u64;
        let all = (0..lines.len()).map(worth).sum::<u64>().max(1);
        let row = |i: usize| Row {
            at: (first + i) as u32,
            wanted: targets[i] == NOISE,
            weight: (worth(i) * 4 * u64::from(example.weight) / all).max(1) as u32,
        };
        self.rows.extend((0..lines.len()).filter(|&i| targets[i] != UNKNOWN).map(row));
        match example.gold {
            Gold::Lines(named) => {
                let row = |&(byte, kind): &(usize, Option<NoiseKind>)| {
                    let at = (first + targets::line_of(&document, byte)?) as u32;
                    Some(ClassRow { at, class: class(kind?)?, weight: NAMED_WEIGHT })
                };
                self.kinds.extend(named.iter().filter_map(row));
            }
            _ => {
                let row = |i: usize| {
                    let found = findings.get(i).filter(|found| found.score >= SURE && targets[i] == NOISE)?;
                    let drawn = hash::extend(first as u64, i as u64).is_multiple_of(ONE_SURE_OF);
                    let (at, class) = ((first + i) as u32, class(found.kind)?);
                    drawn.then_some(ClassRow { at, class, weight: SURE_WEIGHT })
                };
                self.kinds.extend((0..lines.len()).filter_map(row));
                if !titles.is_empty() {
                    self.titles.extend((0..lines.len()).map(|i| {
                        let named = titles.contains(&i);
                        let weight = if named { TITLE_WEIGHTS.0 } else { TITLE_WEIGHTS.1 };
                        Row { at: (first + i) as u32, wanted: named, weight }
                    }));
                }
            }
        }
        let words = |i: usize| document.words_of(&document.lines[i]).iter().map(words::bucket).collect();
        self.pages.push(Page {
            first,
            outline: Segments::of(&page),
            site: hash::bytes(example.site.as_bytes()),
            sites: sites(example.site).collect(),
            words: (0..lines.len()).map(|i| (words(i), targets[i])).collect(),
            rows: starts.0..self.rows.len(),
            kinds: starts.1..self.kinds.len(),
            titles: starts.2..self.titles.len(),
        });
    }

    /// Which of so many parts of the examples a site belongs to, from 0; `parts` is at least 1.
    pub fn part_of(site: &str, parts: u64) -> u64 {
        part(hash::bytes(site.as_bytes()), parts)
    }

    /// The parts with which a page is left out: one, or where its site is several ones with `+` between them, one for
    /// each of these.
    pub fn parts_of(site: &str, parts: u64) -> Vec<u64> {
        sites(site).map(|site| part(site, parts)).collect()
    }

    /// Learns from all examples, or from those that the options leave. Without examples the model says nothing.
    ///
    /// # Complexity
    /// Time O(trees x features x lines): a minute or two for half a million lines on two cores.
    pub fn train(&mut self, options: &mut Options<'_>) -> LineModel {
        let (left_out, seed) = (options.fold, options.seed);
        let mut progress = |step: &str| options.progress.as_mut().map_or((), |told| told(step));
        for column in &mut self.table.columns {
            column.resize(self.length + REACH, 0);
        }
        let kept = |page: &Page| {
            left_out.is_none_or(|(number, parts)| page.sites.iter().all(|&site| part(site, parts) != number))
        };
        let drawn = |forest: u64| forest ^ seed << 8;
        progress("words");
        let words = vocabulary::learn(&mut self.table, &self.pages, &kept);
        // What the stage before thinks of pages whose site it was not learnt from.
        let mut odds = vec![0; self.length + REACH];
        let mut stages = Vec::new();
        for stage in 0..STAGES {
            if stage > 0 {
                self.think(&odds);
            }
            let last = stage + 1 == STAGES;
            let candidates = if stage == 0 { candidates::first() } else { candidates::later() };
            let (trees, rate) = if last { (LAST_TREES, 100) } else { (TREES, 120) };
            let fit = |keep: &dyn Fn(&Page) -> bool, half: u64| {
                let settings = settings(trees, rate, 2000.0, drawn(stage * 4 + half));
                booster::fit::<LEVELS>(
                    &self.table,
                    &self.of(&self.rows, |page| &page.rows, keep),
                    &candidates,
                    &settings,
                )
            };
            progress(&format!("lines, forest {} of {STAGES}", stage + 1));
            stages.push(fit(&kept, 0));
            for half in 0..if last { 0 } else { 2 } {
                progress(&format!("lines, forest {} of {STAGES}, learnt from one half", stage + 1));
                let inner = |page: &Page| (page.site >> 20) % 2 == half;
                let forest = fit(&|page| kept(page) && !inner(page), 1 + half);
                for page in self.pages.iter().filter(|page| kept(page) && inner(page)) {
                    odds[page.places()].copy_from_slice(&booster::sums(&self.table, &forest, page.places()));
                }
            }
        }
        let candidates = candidates::later();
        progress("headlines");
        let titles = self.of(&self.titles, |page| &page.titles, &kept);
        let settings_of_titles = settings(TITLE_TREES, 150, 2000.0, drawn(40));
        let headline =
            booster::fit::<LEVELS>(&self.table, &titles, &candidates::headline(), &settings_of_titles);
        progress("kinds");
        let kinds = self.of(&self.kinds, |page| &page.kinds, &kept);
        let kinds = booster::fit_classes::<CLASSES>(
            &self.table,
            &kinds,
            &candidates,
            &settings(KIND_TREES, 150, 100.0, drawn(50)),
        );
        let (known, told_apart) = (NoiseKind::ALL.to_vec(), told_apart().collect());
        let breaks = self.breaks.clone();
        LineModel { breaks, words, stages, headline, kinds, known, told_apart }
    }

    /// The rows of the pages that are kept.
    fn of<R: Copy>(
        &self,
        rows: &[R],
        range: fn(&Page) -> &Range<usize>,
        keep: &dyn Fn(&Page) -> bool,
    ) -> Vec<R> {
        let pages = self.pages.iter().filter(|page| keep(page));
        pages.flat_map(|page| rows[range(page).clone()].iter().copied()).collect()
    }

    /// Brings the thoughts of a stage into the table.
    fn think(&mut self, odds: &[i32]) {
        for page in &self.pages {
            let mut columns = Columns::new(stacked::FIRST + stacked::COUNT, page.outline.lines());
            stacked::add(&page.outline, &odds[page.places()], &mut columns);
            for thought in stacked::FIRST..stacked::FIRST + stacked::COUNT {
                let values = &columns.column(thought)[REACH..][..page.outline.lines()];
                self.table.columns[thought][page.places()].copy_from_slice(values);
            }
        }
    }
}

impl Page {
    /// Where its lines stand in the table.
    fn places(&self) -> Range<usize> {
        self.first..self.first + self.outline.lines()
    }
}

/// The parts of the sites in a name of one or of several.
pub(super) fn part_of_sites(names: &str, parts: u64) -> impl Iterator<Item = u64> {
    sites(names).map(move |site| part(site, parts))
}

/// The sites in a name of one or of several.
fn sites(names: &str) -> impl Iterator<Item = u64> {
    names.split('+').map(|name| hash::bytes(name.as_bytes()))
}

fn part(site: u64, parts: u64) -> u64 {
    (site >> 32) % parts.max(1)
}

impl Default for Trainer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
