//! Learning what single words say: how prone to noise the lines are in which they stand,
//! as a mean over sites.

use std::collections::BTreeMap;

use super::Page;
use super::targets::{NOISE, UNKNOWN};
use crate::forest::UNIT;
use crate::label::words::{BUCKETS, FEATURES, PARTS, WordTable, tell};
use crate::learn::booster::{Table, log_odds};

/// The share of noise that a word starts with, as if so many sites had it.
const CALM: f64 = 3.0;

/// What a site's lines say of each bucket: lines of noise and all lines.
type Counts = BTreeMap<u16, (u32, u32)>;

/// Learns the table from the pages that are kept. What it says of these goes into the table
/// of features as if it had been learnt from the other sites alone.
pub(super) fn learn(table: &mut Table, pages: &[Page], kept: &dyn Fn(&Page) -> bool) -> WordTable {
    let mut sites: BTreeMap<u64, Counts> = BTreeMap::new();
    let (mut noise, mut all) = (0u64, 0u64);
    for page in pages.iter().filter(|page| kept(page)) {
        let counts = sites.entry(page.site).or_default();
        for (words, target) in page.words.iter().filter(|(_, target)| *target != UNKNOWN) {
            noise += u64::from(*target == NOISE);
            all += 1;
            for &word in words {
                let count = counts.entry(word).or_default();
                count.0 += u32::from(*target == NOISE);
                count.1 += 1;
            }
        }
    }
    let prior = (noise as f64 + 1.0) / (all as f64 + 2.0);
    let share = |count: (u32, u32)| f64::from(count.0) / f64::from(count.1.max(1));
    // The sum of the sites' shares, and how many sites there are.
    let mut sums = vec![(0.0, 0.0); BUCKETS];
    for counts in sites.values() {
        for (&word, &count) in counts {
            let sum = &mut sums[usize::from(word)];
            *sum = (sum.0 + share(count), sum.1 + 1.0);
        }
    }
    let base = log_odds(prior);
    let weight = |sum: f64, sites: f64| {
        let odds = log_odds((sum + prior * CALM) / (sites + CALM)) - base;
        (odds * PARTS / UNIT).clamp(-127, 127)
    };
    for page in pages {
        let own = if kept(page) { sites.get(&page.site) } else { None };
        for (i, (words, _)) in page.words.iter().enumerate() {
            let weights = words.iter().map(|word| {
                let (sum, count) = sums[usize::from(*word)];
                match own.and_then(|own| own.get(word)) {
                    Some(&own) => weight(sum - share(own), count - 1.0),
                    None => weight(sum, count),
                }
            });
            for (feature, value) in FEATURES.into_iter().zip(tell(weights)) {
                table.columns[feature as usize][page.first + i] = value;
            }
        }
    }
    WordTable(sums.iter().map(|&(sum, count)| weight(sum, count) as i8).collect())
}
