//! Learning which line is the headline: the points of its signs, from pages whose title is known.
//!
//! A conditional logit model (McFadden 1974): of the candidates of a page one is the headline, or none is, and the odds
//! are a sum over the signs that a candidate shows. Newton steps on the likelihood; where copies of the title are
//! several candidates, each counts by how likely it is (as in Dempster, Laird and Rubin 1977). Sums are made in the order
//! of the pages, and no function of the platform's is asked, so the same pages give the same points everywhere.
//!
//! Time O(steps x (candidates x signs^2 + signs^3)).

use std::fmt::Write as _;

use crate::lexicon::Lexicon;
use crate::page::{self, FoldedHints, SIGN_COUNT, SIGN_NAMES};
use crate::text::{Buffers, Document, Reading};

/// So many points are one unit of log odds.
const SCALE: f64 = 10.0;
/// What holds each weight near 0: as much as so many pages would.
const RIDGE: f64 = 4.0;
const STEPS: usize = 60;
/// No weight moves farther in a step: from far away a whole step of Newton's can lead farther away.
const STRIDE: f64 = 1.0;

type Weights = [f64; SIGN_COUNT];

/// The candidates of a page: the signs of each, and whether it is the title.
type Candidates = Vec<(Vec<u8>, bool)>;

/// Learns the points of `models/headline.txt`.
///
/// ```
/// use descrape::train::HeadlineTrainer;
/// let page = "Home\n\nStorm closes the harbour\n\nThe storm closed the harbour on Monday, the master said, and \
///             nobody knows for how long.\n";
/// let mut trainer = HeadlineTrainer::new();
/// assert!(trainer.add(page, "Storm closes the harbour"));
/// let table = trainer.train();
/// assert!(table.starts_with("Always\t"));
/// ```
#[derive(Debug, Default)]
pub struct HeadlineTrainer {
    pages: Vec<Candidates>,
}

impl HeadlineTrainer {
    /// A trainer without pages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page and its title, and returns whether the title is among the lines that could be the headline. Where it is
    /// not, nothing is learnt from the page: it may show the title in other words.
    ///
    /// # Complexity
    /// Time O(bytes).
    pub fn add(&mut self, text: &str, title: &str) -> bool {
        let title = Document::read(title, Reading::Ends, Buffers::default());
        let key = title.lines.first().map(|line| line.key);
        let document = Document::read(text, Reading::Ends, Buffers::default());
        let marks = page::marks(Lexicon::all(), &document).lines;
        let lines: Vec<u32> = (0..document.lines.len() as u32).collect();
        let page = page::segment(&document, &marks, &lines, FoldedHints::default());
        let candidate = |(line, shown): (usize, page::Shown)| {
            (shown.signs().map(|sign| sign as u8).collect(), Some(page.line(line).key) == key)
        };
        let candidates: Candidates = page::headline_signs(&page).map(candidate).collect();
        let found = candidates.iter().any(|(_, titled)| *titled);
        if found {
            self.pages.push(candidates);
        }
        found
    }

    /// The table of points: a name, a tabulator and points on each line. Without pages all are 0.
    ///
    /// # Complexity
    /// Time O(candidates x signs), a few dozen times.
    pub fn train(&self) -> String {
        let mut table = String::new();
        for (name, weight) in SIGN_NAMES.iter().zip(self.fit()) {
            let _ = writeln!(table, "{name}\t{}", (weight * SCALE).round() as i32);
        }
        table
    }

    fn fit(&self) -> Weights {
        let mut weights = [0.0; SIGN_COUNT];
        for _ in 0..STEPS {
            let (slope, curve) = self.slopes(&weights);
            let step = solve(curve, slope);
            weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step.clamp(-STRIDE, STRIDE));
            if step.iter().all(|step| step.abs() < 1e-6) {
                break;
            }
        }
        weights
    }

    /// The first derivative of the likelihood, and the second one with its sign turned.
    fn slopes(&self, weights: &Weights) -> (Weights, Vec<Weights>) {
        let mut slope = weights.map(|weight| -RIDGE * weight);
        let mut curve = vec![[0.0; SIGN_COUNT]; SIGN_COUNT];
        curve.iter_mut().enumerate().for_each(|(sign, row)| row[sign] = RIDGE);
        for page in &self.pages {
            let shares = shares(page, weights);
            let titled: f64 =
                shares.iter().zip(page).filter(|(_, (_, titled))| *titled).map(|(s, _)| s).sum();
            let mut mean = [0.0; SIGN_COUNT];
            for (&share, (signs, is_title)) in shares.iter().zip(page) {
                let wanted = if *is_title { share / titled } else { 0.0 };
                for &one in signs {
                    slope[usize::from(one)] += wanted - share;
                    mean[usize::from(one)] += share;
                    for &other in signs {
                        curve[usize::from(one)][usize::from(other)] += share;
                    }
                }
            }
            for (row, one) in curve.iter_mut().zip(mean) {
                row.iter_mut().zip(mean).for_each(|(sum, other)| *sum -= one * other);
            }
        }
        (slope, curve)
    }
}

/// How likely each candidate is the headline; with what is missing to 1, none is.
fn shares(page: &Candidates, weights: &Weights) -> Vec<f64> {
    let odds = |(signs, _): &(Vec<u8>, bool)| signs.iter().map(|&sign| weights[usize::from(sign)]).sum();
    let odds: Vec<f64> = page.iter().map(odds).collect();
    // Those of none are 0.
    let most = odds.iter().fold(0.0f64, |most, odds| most.max(*odds));
    // Not 0 anywhere: a title that is ever so unlikely still has its share.
    let size = |odds: f64| exponential((odds - most).max(-40.0));
    let all: f64 = size(0.0) + odds.iter().map(|&odds| size(odds)).sum::<f64>();
    odds.iter().map(|&odds| size(odds) / all).collect()
}

/// The solution of a system with a symmetric positive matrix, by elimination (Cholesky without roots).
fn solve(mut matrix: Vec<Weights>, mut right: Weights) -> Weights {
    for pivot in 0..SIGN_COUNT {
        let row = matrix[pivot];
        for below in pivot + 1..SIGN_COUNT {
            let part = matrix[below][pivot] / row[pivot];
            matrix[below].iter_mut().zip(row).skip(pivot).for_each(|(value, above)| *value -= part * above);
            right[below] -= part * right[pivot];
        }
    }
    for pivot in (0..SIGN_COUNT).rev() {
        let known: f64 = (pivot + 1..SIGN_COUNT).map(|at| matrix[pivot][at] * right[at]).sum();
        right[pivot] = (right[pivot] - known) / matrix[pivot][pivot];
    }
    right
}

/// e to the power of a number from -40 to 0, by halving and the series.
fn exponential(power: f64) -> f64 {
    let small = power / 64.0;
    let (mut sum, mut term, mut n) = (1.0, 1.0, 1.0);
    while n < 14.0 {
        term *= small / n;
        sum += term;
        n += 1.0;
    }
    (0..6).fold(sum, |root, _| root * root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_near_the_true_one() {
        for tenth in -400..=0 {
            let power = f64::from(tenth) / 10.0;
            assert!((exponential(power) / power.exp() - 1.0).abs() < 1e-10, "{power}");
        }
    }

    #[test]
    fn a_system_is_solved() {
        let matrix: Vec<Weights> = (0..SIGN_COUNT)
            .map(|row| std::array::from_fn(|at| if at == row { 9.0 } else { 1.0 / (1 + row + at) as f64 }))
            .collect();
        let wanted: Weights = std::array::from_fn(|at| at as f64 - 20.0);
        let right: Weights =
            std::array::from_fn(|row| matrix[row].iter().zip(wanted).map(|(value, x)| value * x).sum());
        let found = solve(matrix, right);
        assert!(found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-9), "{found:?}");
    }

    /// A trainer of made-up candidates: signs 1 and 2 are about as often shown, but only 1 speaks for a title.
    fn trainer(pages: usize) -> HeadlineTrainer {
        let page = |number: usize| {
            let other = if number % 2 == 1 { vec![0, 2] } else { vec![0] };
            vec![
                (vec![0, 1], !number.is_multiple_of(10)),
                (other, number.is_multiple_of(10)),
                (vec![0, 2], false),
            ]
        };
        HeadlineTrainer { pages: (0..pages).map(page).collect() }
    }

    #[test]
    fn what_titles_show_is_worth_points() {
        let weights = trainer(200).fit();
        assert!(weights[1] > 1.0 && weights[2] < 0.0, "{weights:?}");
        assert!(weights[3..].iter().all(|&weight| weight == 0.0), "what nobody shows is worth nothing");
        // At the best point the pages show as much of each sign as the weights make one expect, the ridge aside.
        let (slope, _) = trainer(200).slopes(&weights);
        assert!(slope.iter().all(|slope| slope.abs() < 1e-3), "{slope:?}");
        let before: Vec<f64> = trainer(200).pages.iter().map(|page| shares(page, &weights)[0]).collect();
        assert!(before.iter().all(|&share| share > 0.6 && share < 1.0), "{before:?}");
    }

    #[test]
    fn where_no_line_is_the_title_none_is_worth_naming() {
        let pages = (0..50).map(|_| vec![(vec![0, 1], false), (vec![0], false)]).collect();
        let weights = HeadlineTrainer { pages }.fit();
        assert!(weights[0] < -1.0, "{weights:?}");
        let table = HeadlineTrainer::new().train();
        assert!(table.lines().all(|line| line.ends_with("\t0")));
        assert_eq!(table.lines().count(), SIGN_COUNT);
    }

    #[test]
    fn a_title_is_found_among_the_candidates() {
        let article = "The ferry to the islands stopped on Monday, and nobody knows when it will sail again, said its \
                       captain.\nThe islands have no other ferry, and the captain no other ship.\n";
        let mut trainer = HeadlineTrainer::new();
        assert!(
            trainer.add(
                &format!("Menu\n\nFerry to the islands stops\n\n{article}"),
                "FERRY to the islands stops"
            )
        );
        assert!(!trainer.add(&format!("Menu\n\nFerry to the islands stops\n\n{article}"), "Another one"));
        assert!(!trainer.add("", "") && !trainer.add(" \n", ""));
        let titled: Vec<usize> =
            trainer.pages.iter().map(|page| page.iter().filter(|(_, titled)| *titled).count()).collect();
        assert_eq!(titled, [1], "of a page that does not show its title nothing is learnt");
        assert_eq!(trainer.train(), trainer.train());
    }
}
