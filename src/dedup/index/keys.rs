//! What an index keeps of the blocking tokens of a text, the keys that it is filed under, and those that find it.
//!
//! A headline's tokens are kept as 16 bits each. Two headlines are candidates if they share `t` of them (a T-occurrence
//! query); `t` is 1 to 4 and depends on which of both has more. So a stored one is filed for each `t` that may be needed:
//! its tokens are dealt into `t - 1` parts, and its keys are all pairs within a part, seven of eight tokens. Of `t` tokens
//! that it shares with another headline, two are in one part. So the other one finds it under a pair of its own tokens, of
//! which it tries all; how the parts were dealt it need not know. They are dealt so that words that are common so far are
//! not paired with each other.
//!
//! An example: of the tokens `a b c d e f`, by how rare they are, three are to be shared. They make two parts, `a b f` and
//! `c d e`, and so six keys: `ab af bf cd ce de`. A headline with `b`, `d` and `e` in common looks for `bd be de`, among
//! others of its own, and meets the stored one under `de`.
//!
//! Source: the pigeonhole principle, as of Turan 1941, who shows that there is no way with fewer pairs.
//!
//! Time O(1) a text: at most 9 keys to file a headline and 30 to find others, 42 of a document.

use crate::dedup::blocking::tokens::{
    DOCUMENT_TOKENS, HEADLINE_TOKENS, Scheme, bands, min_overlap, similar, slots,
};
use crate::hash;

/// How many numbers of 16 bits are kept of a text.
pub(super) const fn width(scheme: &Scheme) -> usize {
    match scheme {
        Scheme::Headlines => HEADLINE_TOKENS,
        Scheme::Documents(_) => 2 * scheme.width(),
    }
}

/// Appends what is kept of tokens. None of a headline becomes zero, nor what [`QueryRow`] fills up with.
pub(super) fn row(scheme: &Scheme, tokens: &[u32], out: &mut Vec<u16>) {
    match scheme {
        Scheme::Headlines => {
            out.extend(
                tokens
                    .iter()
                    .map(|&token| if token == 0 { 0 } else { ((token >> 16) as u16).clamp(1, NONE - 1) }),
            );
        }
        Scheme::Documents(_) => out.extend(slots(tokens)),
    }
}

/// How often each token of a headline came so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(Vec<u32>);

impl Counts {
    fn of(&self, token: u16) -> u32 {
        self.0.get(usize::from(token)).copied().unwrap_or(0)
    }

    fn add(&mut self, tokens: &[u16]) {
        self.0.resize(1 << 16, 0);
        tokens.iter().for_each(|&token| self.0[usize::from(token)] = self.of(token).saturating_add(1));
    }

    pub(super) fn memory(&self) -> usize {
        self.0.capacity() * size_of::<u32>()
    }
}

/// The most tokens that a candidate has to share.
const MOST_OVERLAP: usize = min_overlap(HEADLINE_TOKENS);

/// The partitions of so many tokens where so many must be shared, by how rare they are: the rarest is 0. One alone in its part
/// makes no key.
const fn partitions(count: usize, overlap: usize) -> &'static [&'static [usize]] {
    match (count, overlap) {
        (8, 4) => &[&[0, 7], &[1, 2, 6], &[3, 4, 5]],
        (7, 4) => &[&[0, 6], &[1, 5], &[2, 3, 4]],
        (6, 4) => &[&[0, 5], &[1, 4], &[2, 3]],
        (5, 4) => &[&[0, 3], &[1, 2], &[4]],
        (4, 4) => &[&[0, 1], &[2], &[3]],
        (6, 3) => &[&[0, 1, 5], &[2, 3, 4]],
        (5, 3) => &[&[0, 4], &[1, 2, 3]],
        (4, 3) => &[&[0, 3], &[1, 2]],
        (3, 3) => &[&[0, 1], &[2]],
        (4, 2) => &[&[0, 1, 2, 3]],
        (3, 2) => &[&[0, 1, 2]],
        (2, 2) => &[&[0, 1]],
        _ => &[],
    }
}

/// How many tokens may be asked of a headline with `count` of them.
fn min_overlaps(count: usize) -> std::ops::RangeInclusive<usize> {
    min_overlap(count).max(1)..=count.min(MOST_OVERLAP)
}

/// Gives the keys that a text is indexed under, and counts its tokens.
pub(super) fn index_keys(scheme: &Scheme, row: &[u16], counts: &mut Counts, mut key: impl FnMut(u32)) {
    if matches!(scheme, Scheme::Documents(_)) {
        return query_keys(scheme, row, key);
    }
    let mut tokens = [0; HEADLINE_TOKENS];
    let count = taken(row).len();
    tokens[..count].copy_from_slice(&row[..count]);
    let tokens = &mut tokens[..count];
    counts.add(tokens);
    tokens.sort_unstable_by_key(|&token| (counts.of(token), token));
    if let [only] = *tokens {
        key(pair(0, only, 1));
    }
    for overlap in min_overlaps(count) {
        for part in partitions(count, overlap) {
            for (at, &one) in part.iter().enumerate() {
                part[at + 1..].iter().for_each(|&other| key(pair(tokens[one], tokens[other], overlap)));
            }
        }
    }
}

/// Gives the keys that find the texts that share enough with one.
pub(super) fn query_keys(scheme: &Scheme, row: &[u16], mut key: impl FnMut(u32)) {
    match scheme {
        Scheme::Headlines => {
            let tokens = taken(row);
            if let [only] = *tokens {
                key(pair(0, only, 1));
            }
            for overlap in min_overlaps(tokens.len()) {
                for (at, &one) in tokens.iter().enumerate() {
                    tokens[at + 1..].iter().for_each(|&other| key(pair(one, other, overlap)));
                }
            }
        }
        Scheme::Documents(_) => bands(row.iter().copied()).for_each(|band| key((band >> 32) as u32)),
    }
}

/// No token of a headline.
const NONE: u16 = u16::MAX;

/// A text that is asked about, by its row, laid out for a quick look at many other rows.
#[derive(Debug)]
// One at a time, on the stack.
#[allow(clippy::large_enum_variant)]
pub(super) enum QueryRow {
    /// Its tokens, and how many they are.
    Headline([u16; HEADLINE_TOKENS], usize),
    Document([u32; DOCUMENT_TOKENS]),
}

impl QueryRow {
    pub(super) fn of(scheme: &Scheme, row: &[u16]) -> Self {
        match scheme {
            Scheme::Headlines => {
                let (mut tokens, taken) = ([NONE; HEADLINE_TOKENS], taken(row));
                tokens[..taken.len()].copy_from_slice(taken);
                Self::Headline(tokens, taken.len())
            }
            Scheme::Documents(_) => {
                let mut tokens = [0; DOCUMENT_TOKENS];
                tokens.iter_mut().zip(whole(row)).for_each(|(token, whole)| *token = whole);
                Self::Document(tokens)
            }
        }
    }

    /// Whether the text of another row is a candidate, where both have one key; in a crowd of such texts, headlines
    /// have to share one token more.
    #[inline]
    pub(super) fn overlaps_enough(&self, row: &[u16], crowded: bool) -> bool {
        let (tokens, count) = match self {
            Self::Headline(tokens, count) => (tokens, count),
            Self::Document(tokens) => return similar(tokens.iter().copied(), whole(row)),
        };
        let Some(row) = row.first_chunk::<HEADLINE_TOKENS>() else { return false };
        // All with all, without a branch.
        let (mut found, mut taken) = ([0u16; HEADLINE_TOKENS], 0);
        for other in row {
            for (found, token) in found.iter_mut().zip(tokens) {
                *found |= if token == other { u16::MAX } else { 0 };
            }
            taken += usize::from(*other != 0);
        }
        let shared: usize = found.iter().map(|found| usize::from(found & 1)).sum();
        shared >= min_overlap(taken.max(*count)) + usize::from(crowded && shared < taken.min(*count))
    }
}

/// The tokens of a document.
fn whole(row: &[u16]) -> impl Iterator<Item = u32> + '_ {
    row.chunks_exact(2).map(|halves| u32::from(halves[1]) << 16 | u32::from(halves[0]))
}

fn taken(row: &[u16]) -> &[u16] {
    &row[..row.iter().position(|&token| token == 0).unwrap_or(row.len())]
}

/// The key of two tokens where so many are asked for.
fn pair(one: u16, other: u16, overlap: usize) -> u32 {
    let (least, most) = if one < other { (one, other) } else { (other, one) };
    (hash::mix(u64::from(least) << 16 | u64::from(most), overlap as u64) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use crate::dedup::Preset;
    use std::collections::HashSet;

    use super::*;

    fn keys_of(give: impl FnOnce(&mut dyn FnMut(u32))) -> HashSet<u32> {
        let mut keys = HashSet::new();
        give(&mut |key| {
            keys.insert(key);
        });
        keys
    }

    #[test]
    fn partitions_hold_each_token_once_and_are_one_fewer_than_the_overlap() {
        for count in 2..=HEADLINE_TOKENS {
            for overlap in 1..=HEADLINE_TOKENS {
                let parts = partitions(count, overlap);
                if min_overlaps(count).contains(&overlap) {
                    let mut held: Vec<usize> = parts.iter().flat_map(|part| part.iter().copied()).collect();
                    held.sort_unstable();
                    assert!(held.into_iter().eq(0..count), "{count}, {overlap}");
                    assert_eq!(parts.len() + 1, overlap, "{count}");
                } else {
                    assert!(parts.is_empty(), "{count}, {overlap}: never asked for");
                }
            }
        }
        assert_eq!((min_overlaps(0).count(), min_overlaps(1).count()), (0, 1));
    }

    #[test]
    fn what_shares_enough_is_found_under_a_key_whatever_was_counted() {
        // Stored: tokens 1 to n. Sought: every set that has some of them, and others.
        let mut counts = Counts::default();
        for stored in 1..=HEADLINE_TOKENS {
            for turn in 0..8u16 {
                let row = |tokens: &[u16]| {
                    let mut row = tokens.to_vec();
                    row.resize(HEADLINE_TOKENS, 0);
                    row
                };
                let tokens: Vec<u16> = (0..stored as u16).map(|at| 1 + (at + turn) % stored as u16).collect();
                // So that each token is the rarest once.
                counts.add(&tokens[..stored / 2]);
                let keys = keys_of(|key| index_keys(&Scheme::Headlines, &row(&tokens), &mut counts, key));
                assert!(keys.len() <= 9, "{stored}: {}", keys.len());
                for shared in 0..1u16 << stored {
                    for others in 0..=HEADLINE_TOKENS - shared.count_ones() as usize {
                        let mut other: Vec<u16> =
                            (1..=stored as u16).filter(|token| shared >> (token - 1) & 1 == 1).collect();
                        other.extend((0..others as u16).map(|at| 100 + at));
                        let other = row(&other);
                        if QueryRow::of(&Scheme::Headlines, &other).overlaps_enough(&row(&tokens), false) {
                            let found_keys = keys_of(|key| query_keys(&Scheme::Headlines, &other, key));
                            assert!(!keys.is_disjoint(&found_keys), "{tokens:?} and {other:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn common_atoms_are_kept_apart() {
        let mut counts = Counts::default();
        for token in 1..=8u16 {
            (0..1 << token).for_each(|_| counts.add(&[token]));
        }
        let keys = keys_of(|key| index_keys(&Scheme::Headlines, &[8, 3, 5, 1, 2, 7, 6, 4], &mut counts, key));
        assert_eq!(keys.len(), 7);
        for (one, other, together) in [(8, 1, true), (8, 7, false), (7, 6, false), (6, 5, true), (7, 2, true)]
        {
            assert_eq!(keys.contains(&pair(one, other, MOST_OVERLAP)), together, "{one} and {other}");
        }
    }

    #[test]
    fn a_row_of_a_document_holds_all_of_its_bands() {
        let scheme = Scheme::of(Preset::Documents);
        let tokens: Vec<u32> =
            (1..=scheme.width() as u32).map(|band| band.wrapping_mul(0x9e37_79b9)).collect();
        let mut kept = Vec::new();
        row(&scheme, &tokens, &mut kept);
        assert_eq!(kept.len(), width(&scheme));
        let all = keys_of(|key| query_keys(&scheme, &kept, key));
        assert_eq!(all.len(), kept.len() / 3);
        assert_eq!(keys_of(|key| index_keys(&scheme, &kept, &mut Counts::default(), key)), all);
        // Each slot counts for one key.
        for (at, change) in [(0, 1), (1, 1), (124, 1 << 15), (125, 1 << 15)] {
            let mut changed = kept.clone();
            changed[at] ^= change;
            let other = keys_of(|key| query_keys(&scheme, &changed, key));
            assert_eq!(other.intersection(&all).count(), all.len() - 1);
        }
        assert!(keys_of(|key| query_keys(&scheme, &vec![0; width(&scheme)], key)).is_empty());
    }
}
