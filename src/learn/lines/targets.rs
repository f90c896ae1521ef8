//! Targets: what the lines of an example are.

use super::{Example, Gold, align};
use crate::text::{Buffers, Document, Reading};

/// What a line is: text, noise, or nothing is known of it.
pub(super) const TEXT: u8 = 0;
pub(super) const NOISE: u8 = 1;
pub(super) const UNKNOWN: u8 = 2;

/// At most this share of a line of noise is the article's, in per mille.
const MOST_SHARED: u16 = 200;
/// At least this share of a line of text.
const LEAST_SHARED: u16 = 500;

/// For each line whether it is [`TEXT`], [`NOISE`] or [`UNKNOWN`], given which are the headline.
pub(super) fn of(document: &Document<'_>, example: &Example<'_>, titles: &[usize]) -> Vec<u8> {
    let mut targets = vec![UNKNOWN; document.lines.len()];
    match example.gold {
        Gold::Lines(lines) => {
            for &(byte, kind) in lines {
                if let Some(line) = line_of(document, byte) {
                    targets[line] = if kind.is_some() { NOISE } else { TEXT };
                }
            }
            return targets;
        }
        Gold::Article(article) => {
            for (target, share) in targets.iter_mut().zip(align::shares(example.text, article)) {
                *target = match share {
                    Some(0..=MOST_SHARED) => NOISE,
                    Some(LEAST_SHARED..) => TEXT,
                    _ => UNKNOWN,
                };
            }
        }
        Gold::Segments { with, without } => {
            // A line is noise if it is a passage that is none of the article's, or holds one.
            let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let lines: Vec<String> = document.lines.iter().map(|line| flat(document.text_of(line))).collect();
            for (segments, value) in [(without, NOISE), (with, TEXT)] {
                for segment in segments {
                    let segment = flat(segment);
                    for (target, line) in targets.iter_mut().zip(&lines) {
                        let inside =
                            segment.len() >= 20 && segment.contains(line.as_str()) && line.len() >= 12;
                        if line.contains(&segment) || inside {
                            *target = value;
                        }
                    }
                }
            }
        }
    }
    keep_one(titles, &mut targets);
    targets
}

/// The copy of the headline over the article is text; what others are is left open.
fn keep_one(copies: &[usize], targets: &mut [u8]) {
    let start = targets
        .iter()
        .enumerate()
        .position(|(i, &target)| target == TEXT && !copies.contains(&i))
        .unwrap_or(targets.len());
    let kept = copies.iter().rev().find(|&&i| i < start).or(copies.first());
    for &copy in copies {
        targets[copy] = if Some(&copy) == kept { TEXT } else { UNKNOWN };
    }
}

/// The number of the line that holds a byte.
pub(super) fn line_of(document: &Document<'_>, byte: usize) -> Option<usize> {
    let line = document.lines.partition_point(|line| line.unit().end <= byte);
    (line < document.lines.len()).then_some(line)
}

/// The lines that are the headline, if it is known.
pub(super) fn titles(document: &Document<'_>, example: &Example<'_>) -> Vec<usize> {
    let wanted = example.title.map(|title| Document::read(title, Reading::Ends, Buffers::default()));
    let key = wanted.and_then(|wanted| wanted.lines.first().map(|line| line.key));
    (0..document.lines.len()).filter(|&i| Some(document.lines[i].key) == key).collect()
}
