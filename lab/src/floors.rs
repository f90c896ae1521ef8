//! Floors of quality: figures that were reached once, and what fell below them.
//!
//! A floor is what was measured, and no target: those are the bars of the kit's own board.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use anyhow::{Context as _, Error, Result, bail, ensure};

/// By so much the share of a row may fall; a share of few cases by one case, which stands in the file.
const SHARE: f64 = 0.002;
/// What is greater is a number of cases, as the board takes it.
const GREATEST_SHARE: f64 = 2.0;

/// Whether a greater figure is a better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    AtLeast,
    AtMost,
}

impl Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        })
    }
}

impl FromStr for Direction {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "at-least" => Ok(Self::AtLeast),
            "at-most" => Ok(Self::AtMost),
            _ => bail!("{text:?} is neither at-least nor at-most"),
        }
    }
}

/// The floor of one row.
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    pub row: String,
    pub direction: Direction,
    pub value: f64,
    /// By so much a figure may be worse.
    pub slack: f64,
}

impl Floor {
    /// A floor with the slack that its value asks for.
    pub fn new(row: String, direction: Direction, value: f64) -> Self {
        let slack = if value > GREATEST_SHARE { 1.0 } else { SHARE };
        Self { row, direction, value, slack }
    }

    /// How much better a figure is than the floor.
    fn gain(&self, now: f64) -> f64 {
        match self.direction {
            Direction::AtLeast => now - self.value,
            Direction::AtMost => self.value - now,
        }
    }
}

/// The floors of a board, in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floors {
    /// The lines at the head of the file, which say what it is.
    pub head: String,
    pub floors: Vec<Floor>,
}

impl FromStr for Floors {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut floors = Self::default();
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') {
                floors.head.extend([line, "\n"]);
            } else {
                let floor = floor(line).with_context(|| format!("line {}", number + 1))?;
                ensure!(
                    floors.floors.iter().all(|other| other.row != floor.row),
                    "{} stands twice",
                    floor.row
                );
                floors.floors.push(floor);
            }
        }
        Ok(floors)
    }
}

fn floor(line: &str) -> Result<Floor> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [row, direction, value, slack] = fields[..] else { bail!("not four fields: {line:?}") };
    let number = |text: &str| text.parse::<f64>().with_context(|| format!("{text:?}"));
    Ok(Floor {
        row: row.to_owned(),
        direction: direction.parse()?,
        value: number(value)?,
        slack: number(slack)?,
    })
}

impl Display for Floors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        for Floor { row, direction, value, slack } in &self.floors {
            writeln!(f, "{row}\t{direction}\t{value}\t{slack}")?;
        }
        Ok(())
    }
}

/// A row whose figure is not the floor's.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<'a> {
    pub floor: &'a Floor,
    pub now: f64,
}

/// What came of a look at all floors.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome<'a> {
    /// How many rows have a floor and a figure.
    pub compared: usize,
    pub worse: Vec<Change<'a>>,
    /// By more than the slack, so that the floor could be raised.
    pub better: Vec<Change<'a>>,
    /// Floors without a figure.
    pub missing: Vec<&'a str>,
    /// Figures without a floor.
    pub unknown: Vec<&'a str>,
}

impl Floors {
    /// Holds the figures against the floors.
    pub fn compare<'a>(&'a self, figures: &'a BTreeMap<String, f64>) -> Outcome<'a> {
        let mut outcome = Outcome::default();
        for floor in &self.floors {
            let Some(&now) = figures.get(&floor.row) else {
                outcome.missing.push(&floor.row);
                continue;
            };
            outcome.compared += 1;
            // Figures are sums of decimal fractions: what is equal on paper may differ in the last bits.
            let (gain, slack) = (floor.gain(now), floor.slack + 1e-9);
            if gain.is_nan() || gain < -slack {
                outcome.worse.push(Change { floor, now });
            } else if gain > slack {
                outcome.better.push(Change { floor, now });
            }
        }
        let known = |row: &str| self.floors.iter().any(|floor| floor.row == row);
        outcome.unknown.extend(figures.keys().map(String::as_str).filter(|row| !known(row)));
        outcome
    }

    /// Takes the figures for floors, in the order of `rows`. Rows that were not measured keep their floors,
    /// and a slack that stands in the file stays.
    pub fn bless(&mut self, rows: &[(String, Direction)], figures: &BTreeMap<String, f64>) {
        let mut old: BTreeMap<String, Floor> =
            self.floors.drain(..).map(|floor| (floor.row.clone(), floor)).collect();
        for (row, direction) in rows {
            let before = old.remove(row);
            let floor = match figures.get(row) {
                Some(&value) => {
                    let floor = Floor::new(row.clone(), *direction, value);
                    let slack = before.map_or(floor.slack, |before| before.slack);
                    Some(Floor { slack, ..floor })
                }
                None => before,
            };
            self.floors.extend(floor);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "# what it is\nfound\tat-least\t0.9\t0.002\nlost\tat-most\t0.01\t0.02\ncases\tat-least\t40\t1\n";

    fn figures(rows: &[(&str, f64)]) -> BTreeMap<String, f64> {
        rows.iter().map(|&(row, value)| (row.to_owned(), value)).collect()
    }

    #[test]
    fn files_are_written_as_they_were_read() {
        let floors: Floors = FILE.parse().expect("it is a file of floors");
        assert_eq!(floors.to_string(), FILE);
        for wrong in
            ["found\tat-least\t0.9", "found\tup\t0.9\t0", "found\tat-most\tmuch\t0", "", &FILE.repeat(2)]
        {
            assert!(format!("{wrong}\n").parse::<Floors>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_row_may_be_worse_by_its_slack_and_no_more() {
        let floors: Floors = FILE.parse().expect("it is a file of floors");
        for (row, now, expected) in [
            ("found", 0.898, "as before"),
            ("found", 0.8979, "worse"),
            ("found", 0.902, "as before"),
            ("found", 0.9021, "better"),
            ("found", f64::NAN, "worse"),
            ("lost", 0.03, "as before"),
            ("lost", 0.0301, "worse"),
            ("lost", 0.0, "as before"),
            ("cases", 39.0, "as before"),
            ("cases", 38.0, "worse"),
            ("cases", 42.0, "better"),
        ] {
            let figures = figures(&[(row, now)]);
            let outcome = floors.compare(&figures);
            let got = match (&outcome.worse[..], &outcome.better[..]) {
                ([], []) => "as before",
                ([change], []) if change.floor.row == row => "worse",
                ([], [change]) if change.floor.row == row => "better",
                other => panic!("{row}: {other:?}"),
            };
            assert_eq!(got, expected, "{row} {now}");
            assert_eq!((outcome.compared, outcome.missing.len()), (1, 2));
        }
    }

    #[test]
    fn what_has_no_twin_is_named() {
        let floors: Floors = FILE.parse().expect("it is a file of floors");
        let figures = figures(&[("found", 0.9), ("new", 1.0)]);
        let outcome = floors.compare(&figures);
        assert_eq!(outcome.missing, ["lost", "cases"]);
        assert_eq!(outcome.unknown, ["new"]);
    }

    #[test]
    fn blessing_takes_the_figures_and_keeps_slack_and_head() {
        let mut floors: Floors = FILE.parse().expect("it is a file of floors");
        let rows = [("new", Direction::AtLeast), ("lost", Direction::AtMost), ("cases", Direction::AtLeast)];
        let rows = rows.map(|(row, direction)| (row.to_owned(), direction));
        floors.bless(&rows, &figures(&[("new", 7.0), ("lost", 0.5)]));
        let expected =
            "# what it is\nnew\tat-least\t7\t1\nlost\tat-most\t0.5\t0.02\ncases\tat-least\t40\t1\n";
        assert_eq!(floors.to_string(), expected);
    }
}
