//! What one forest thought of the lines, as features for the next one: the first one's thoughts are the second one's
//! features, and the second one's those of the third.
//!
//! Time O(lines + words).

use std::ops::Range;

use super::features::{self, steps, sums, toward};
use crate::forest::{Columns, LEVELS, UNIT, features, per_mille};
use crate::page::Page;

features! {
    /// Their numbers stand behind those of the other features.
    enum StackedFeature {
        Odds
        Mean3
        Mean9
        Mean25
        BodyBefore
        BodyAfter
        BodyUp
        BodyDown
        Run
        RunPlace
        FromFirst
        FromLast
        PageBody
        BlockMean
        LongestBefore
        LongestAfter
        Core
        FromCoreStart
        FromCoreEnd
        NoiseToCore
        MomentumBefore
        MomentumAfter
        CoreShare
        CoreTopic
        CoreMass
    }
}

/// The first of them.
pub(crate) const FIRST: usize = features::COUNT;

/// How many words are told apart.
const BUCKETS: usize = 1 << 12;

/// What the lines are like that the thoughts are about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segments {
    /// How wide each line is, up to a limit, and whether a blank line follows.
    lines: Vec<(u16, bool)>,
    /// Where each line's words that say something start in `words`, and where the last ones end.
    starts: Vec<usize>,
    /// The bucket of each.
    words: Vec<u16>,
}

impl Segments {
    pub(crate) fn of(page: &Page<'_>) -> Self {
        let line = |i: usize| (features::width(page, i) as u16, page.gap(i));
        let (mut starts, mut words) = (vec![0], Vec::new());
        for i in 0..page.len() {
            let all = page.document.words_of(page.line(i));
            words.extend(
                all.iter().filter(features::tells).map(|word| (word.hash >> (64 - BUCKETS.ilog2())) as u16),
            );
            starts.push(words.len());
        }
        Self { lines: (0..page.len()).map(line).collect(), starts, words }
    }

    /// How many lines there are.
    #[cfg(feature = "train")]
    pub(crate) fn lines(&self) -> usize {
        self.lines.len()
    }

    fn words(&self, line: usize) -> &[u16] {
        &self.words[self.starts[line]..self.starts[line + 1]]
    }
}

/// How much of the width of a line is text, by how likely it is noise, in per mille.
fn text_of(noise: usize, width: u16) -> usize {
    usize::from(width) * (1000 - noise) / 1000
}

/// What a line adds to a stretch of text: noise takes away from it.
fn worth(width: usize, text: usize) -> i64 {
    text as i64 - 20 - (width - text) as i64 / 4
}

/// The stretch of greatest worth, and how much that is (Kadane's algorithm).
fn stretch(lines: usize, worth: impl Fn(usize) -> i64) -> (Range<usize>, i64) {
    let (mut found, mut best, mut start, mut sum) = (0..0, 0, 0, 0);
    for i in 0..lines {
        if sum <= 0 {
            (start, sum) = (i, 0);
        }
        sum += worth(i);
        if sum > best {
            (best, found) = (sum, start..i + 1);
        }
    }
    (found, best)
}

/// The stretch of lines with most text in it, by these odds.
pub(crate) fn core(outline: &Segments, odds: &[i32]) -> Range<usize> {
    let worth = |i: usize| {
        let (width, _) = outline.lines[i];
        worth(width.into(), text_of(per_mille(odds[i]).into(), width))
    };
    stretch(odds.len(), worth).0
}

/// Adds what `odds` says of each line of the page.
pub(crate) fn add(outline: &Segments, odds: &[i32], columns: &mut Columns) {
    let noise: Vec<usize> = odds.iter().map(|&odds| per_mille(odds).into()).collect();
    let body = |(&noise, &(width, _)): (&usize, &(u16, bool))| text_of(noise, width);
    let body: Vec<usize> = noise.iter().zip(&outline.lines).map(body).collect();
    let (noises, bodies) = (sums(noise.iter().copied()), sums(body.iter().copied()));
    let mut sheet = Sheet { outline, noise, body, noises, bodies, columns };
    for (i, &odds) in odds.iter().enumerate() {
        sheet.set(StackedFeature::Odds, i, (16 + odds * 3 / UNIT).clamp(1, 31) as usize);
    }
    sheet.around();
    sheet.stretches();
    sheet.distances();
    sheet.momentum();
    let core = sheet.core();
    sheet.agreement(core);
}

struct Sheet<'s> {
    outline: &'s Segments,
    /// How likely each line is noise, in per mille, and how much of its width is text by that.
    noise: Vec<usize>,
    body: Vec<usize>,
    noises: Vec<usize>,
    bodies: Vec<usize>,
    columns: &'s mut Columns,
}

impl Sheet<'_> {
    fn set(&mut self, thought: StackedFeature, line: usize, value: usize) {
        self.columns.set(FIRST + thought as usize, line, value.min(LEVELS - 1) as u8);
    }

    fn len(&self) -> usize {
        self.noise.len()
    }

    fn width(&self, i: usize) -> usize {
        self.outline.lines[i].0.into()
    }

    /// Surely text, and wide enough to say so.
    fn strong(&self, i: usize) -> bool {
        self.noise[i] < 300 && self.width(i) >= 40
    }

    /// How likely lines are noise in the mean.
    fn mean(&self, from: usize, to: usize) -> usize {
        let to = to.min(self.len());
        1 + (self.noises[to] - self.noises[from]) * 30 / ((to - from).max(1) * 1000)
    }

    fn around(&mut self) {
        let n = self.len();
        let all: usize = (0..n).map(|i| self.width(i)).sum();
        for i in 0..n {
            self.set(StackedFeature::Mean3, i, self.mean(i.saturating_sub(1), i + 2));
            self.set(StackedFeature::Mean9, i, self.mean(i.saturating_sub(4), i + 5));
            self.set(StackedFeature::Mean25, i, self.mean(i.saturating_sub(12), i + 13));
            self.set(StackedFeature::BodyBefore, i, steps(self.bodies[i] / 40).into());
            self.set(StackedFeature::BodyAfter, i, steps((self.bodies[n] - self.bodies[i + 1]) / 40).into());
            self.set(StackedFeature::PageBody, i, self.bodies[n] * 31 / all.max(1));
        }
    }

    /// Runs of lines that are thought alike, and blocks between blank lines.
    fn stretches(&mut self) {
        let (n, mut block, mut run) = (self.len(), 0, 0);
        for i in 0..n {
            if i + 1 == n || (self.noise[i + 1] >= 500) != (self.noise[i] >= 500) {
                for at in run..=i {
                    self.set(StackedFeature::Run, at, 1 + usize::from(steps(i + 1 - run)));
                    self.set(StackedFeature::RunPlace, at, 1 + usize::from(steps(at - run)));
                }
                run = i + 1;
            }
            if i + 1 == n || self.outline.lines[i].1 {
                let mean = self.mean(block, i + 1);
                (block..=i).for_each(|at| self.set(StackedFeature::BlockMean, at, mean));
                block = i + 1;
            }
        }
    }

    /// How far the next lines are that are surely text, and the first and the last of all.
    fn distances(&mut self) {
        let n = self.len();
        let first = (0..n).find(|&i| self.strong(i));
        let last = (0..n).rev().find(|&i| self.strong(i));
        let (mut up, mut down) = (0, 0);
        for i in 0..n {
            self.set(StackedFeature::BodyUp, i, 1 + usize::from(steps(up)));
            up = if self.strong(i) { 0 } else { up + 1 };
            self.set(StackedFeature::FromFirst, i, first.map_or(0, |first| toward(first, i).into()));
            self.set(StackedFeature::FromLast, i, last.map_or(0, |last| toward(last, i).into()));
        }
        for i in (0..n).rev() {
            self.set(StackedFeature::BodyDown, i, 1 + usize::from(steps(down)));
            down = if self.strong(i) { 0 } else { down + 1 };
        }
    }

    fn value(&self, i: usize) -> i64 {
        worth(self.width(i), self.body[i])
    }

    /// How much text leads up to a line from either side, and the most that stands before and behind it.
    fn momentum(&mut self) {
        let n = self.len();
        let (mut sum, mut most) = (0i64, 0i64);
        for i in 0..n {
            self.set(StackedFeature::MomentumBefore, i, steps(sum as usize / 40).into());
            self.set(StackedFeature::LongestBefore, i, steps(most as usize / 40).into());
            sum = (sum + self.value(i)).max(0);
            most = most.max(sum);
        }
        (sum, most) = (0, 0);
        for i in (0..n).rev() {
            self.set(StackedFeature::MomentumAfter, i, steps(sum as usize / 40).into());
            self.set(StackedFeature::LongestAfter, i, steps(most as usize / 40).into());
            sum = (sum + self.value(i)).max(0);
            most = most.max(sum);
        }
    }

    /// The stretch with most text in it, and where lines lie as seen from it.
    fn core(&mut self) -> Range<usize> {
        let n = self.len();
        let (core, best) = stretch(n, |i| self.value(i));
        for i in 0..n {
            let (place, between) = if i < core.start {
                (1, self.noises[core.start] - self.noises[i])
            } else if i < core.end {
                (2, 0)
            } else {
                (3, self.noises[i + 1] - self.noises[core.end])
            };
            self.set(StackedFeature::Core, i, place);
            self.set(StackedFeature::NoiseToCore, i, 1 + usize::from(steps(between / 500)));
            self.set(StackedFeature::FromCoreStart, i, toward(core.start, i).into());
            self.set(StackedFeature::FromCoreEnd, i, toward(core.end, i).into());
            self.set(StackedFeature::CoreMass, i, steps(best as usize / 100).into());
        }
        core
    }

    /// How many of a line's words the core has, once and more than once, the line itself left out.
    fn agreement(&mut self, core: Range<usize>) {
        let mut counts = vec![0u16; BUCKETS];
        let told = |sheet: &Self, i: usize| core.contains(&i) && sheet.noise[i] < 500;
        for i in core.clone().filter(|&i| told(self, i)) {
            for &word in self.outline.words(i) {
                let count = &mut counts[usize::from(word)];
                *count = count.saturating_add(1);
            }
        }
        for i in 0..self.len() {
            let own = u16::from(told(self, i));
            let words = self.outline.words(i);
            let having = |least: u16| {
                let has = |word: &&u16| counts[usize::from(**word)].saturating_sub(own) >= least;
                let share = words.iter().filter(has).count() * 24;
                share.checked_div(words.len()).map_or(0, |share| 1 + share)
            };
            let (known, topic) = (having(1), having(2));
            self.set(StackedFeature::CoreShare, i, known);
            self.set(StackedFeature::CoreTopic, i, topic);
        }
    }
}
