//! Things that run in turn, round after round, so that a busy machine slows all of
//! them down alike.

use std::hint::black_box;
use std::time::Duration;

use crate::clock::Clock;

/// How often everything runs: odd, so that the median is one of the rounds.
pub const ROUNDS: usize = 11;
/// What one turn takes at the least; short runs are repeated.
const TURN: Duration = Duration::from_millis(25);

/// One of the things that run in turn.
pub struct Contender<'a> {
    pub name: String,
    pub bytes: usize,
    pub run: Box<dyn Fn() -> usize + 'a>,
}

impl<'a> Contender<'a> {
    pub fn new(name: &str, bytes: usize, run: impl Fn() -> usize + 'a) -> Self {
        Self { name: name.to_owned(), bytes, run: Box::new(run) }
    }
}

/// How long one run took, in nanoseconds a byte.
pub struct Times {
    pub median: f64,
    least: f64,
    most: f64,
}

impl Times {
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_unstable_by(f64::total_cmp);
        Self { median: samples[samples.len() / 2], least: samples[0], most: samples[samples.len() - 1] }
    }

    /// The fastest and the slowest round.
    pub fn range(&self) -> String {
        format!("{:.3}-{:.3}", self.least, self.most)
    }

    pub fn cells(&self) -> String {
        format!("{:>8.3} {:>8.3} {:>7.3}-{:.3}", 1.0 / self.median, self.median, self.least, self.most)
    }
}

/// Runs all contenders in turn, [`ROUNDS`] times.
pub fn interleaved(clock: &Clock, contenders: &[Contender<'_>]) -> Vec<Times> {
    let repeats: Vec<u32> = contenders
        .iter()
        .map(|contender| {
            let start = clock.now();
            black_box((contender.run)());
            let once = (clock.now() - start).max(Duration::from_micros(1));
            TURN.as_nanos().div_ceil(once.as_nanos()) as u32
        })
        .collect();
    let mut samples: Vec<Vec<f64>> = contenders.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for ((contender, &repeats), samples) in contenders.iter().zip(&repeats).zip(&mut samples) {
            let start = clock.now();
            for _ in 0..repeats {
                black_box((contender.run)());
            }
            let taken = clock.now() - start;
            samples.push(taken.as_nanos() as f64 / f64::from(repeats) / contender.bytes as f64);
        }
    }
    samples.into_iter().map(Times::of).collect()
}
