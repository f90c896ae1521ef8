//! What a stream keeps of the atoms of a text, and the keys that it files it under and looks for.
//!
//! A headline's atoms are kept as 16 bits each. Two headlines are candidates if they share `t` of
//! them; `t` is 1 to 4 and depends on which of both has more. So a stored one is filed for each `t` that may be asked of it: its
//! atoms are dealt into `t - 1` hands, and its keys are all pairs within a hand, seven of eight atoms. Of `t` atoms that it
//! shares with another headline, two are in one hand. So the other one finds it under a pair of its own atoms, of which it tries
//! all; how the hands were dealt it need not know. They are dealt so that words that are common so far are not paired with each other.
//!
//! Source: the pigeonhole principle, as of Turan 1941, who shows that there is no way with fewer pairs.

use crate::dedup::blocking::tokens::{DOCUMENT_ATOMS, HEADLINE_ATOMS, Scheme, asked, bands, similar, slots};
use crate::hash;

/// How many numbers of 16 bits are kept of a text.
pub(super) const fn width(scheme: &Scheme) -> usize {
    match scheme {
        Scheme::Headlines => HEADLINE_ATOMS,
        Scheme::Documents(_) => 2 * scheme.width(),
    }
}

/// Appends what is kept of atoms. None of a headline becomes zero, nor what [`Asking`] fills up with.
pub(super) fn row(scheme: &Scheme, atoms: &[u32], out: &mut Vec<u16>) {
    match scheme {
        Scheme::Headlines => {
            out.extend(
                atoms
                    .iter()
                    .map(|&atom| if atom == 0 { 0 } else { ((atom >> 16) as u16).clamp(1, NONE - 1) }),
            );
        }
        Scheme::Documents(_) => out.extend(slots(atoms)),
    }
}

/// How often each atom of a headline came so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(Vec<u32>);

impl Counts {
    fn of(&self, atom: u16) -> u32 {
        self.0.get(usize::from(atom)).copied().unwrap_or(0)
    }

    fn add(&mut self, atoms: &[u16]) {
        self.0.resize(1 << 16, 0);
        atoms.iter().for_each(|&atom| self.0[usize::from(atom)] = self.of(atom).saturating_add(1));
    }

    pub(super) fn memory(&self) -> usize {
        self.0.capacity() * size_of::<u32>()
    }
}

/// The most atoms that a candidate is asked to share.
const MOST_ASKED: usize = asked(HEADLINE_ATOMS);

/// The hands of so many atoms where so many are asked for, by how rare they are: the rarest is 0. One alone in its hand
/// makes no key.
const fn hands(count: usize, asked: usize) -> &'static [&'static [usize]] {
    match (count, asked) {
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

/// How many atoms may be asked of a headline with `count` of them.
fn all_asked(count: usize) -> std::ops::RangeInclusive<usize> {
    asked(count).max(1)..=count.min(MOST_ASKED)
}

/// Gives the keys to file a text under, and counts its atoms.
pub(super) fn filed(scheme: &Scheme, row: &[u16], counts: &mut Counts, mut key: impl FnMut(u32)) {
    if matches!(scheme, Scheme::Documents(_)) {
        return sought(scheme, row, key);
    }
    let mut atoms = [0; HEADLINE_ATOMS];
    let count = taken(row).len();
    atoms[..count].copy_from_slice(&row[..count]);
    let atoms = &mut atoms[..count];
    counts.add(atoms);
    atoms.sort_unstable_by_key(|&atom| (counts.of(atom), atom));
    if let [only] = *atoms {
        key(pair(0, only, 1));
    }
    for asked in all_asked(count) {
        for hand in hands(count, asked) {
            for (at, &one) in hand.iter().enumerate() {
                hand[at + 1..].iter().for_each(|&other| key(pair(atoms[one], atoms[other], asked)));
            }
        }
    }
}

/// Gives the keys under which the texts are filed that share enough with one.
pub(super) fn sought(scheme: &Scheme, row: &[u16], mut key: impl FnMut(u32)) {
    match scheme {
        Scheme::Headlines => {
            let atoms = taken(row);
            if let [only] = *atoms {
                key(pair(0, only, 1));
            }
            for asked in all_asked(atoms.len()) {
                for (at, &one) in atoms.iter().enumerate() {
                    atoms[at + 1..].iter().for_each(|&other| key(pair(one, other, asked)));
                }
            }
        }
        Scheme::Documents(_) => bands(row.iter().copied()).for_each(|band| key((band >> 32) as u32)),
    }
}

/// No atom of a headline.
const NONE: u16 = u16::MAX;

/// A text that is asked about, by its row, laid out for a quick look at many other rows.
#[derive(Debug)]
// One at a time, on the stack.
#[allow(clippy::large_enum_variant)]
pub(super) enum Asking {
    /// Its atoms, and how many they are.
    Headline([u16; HEADLINE_ATOMS], usize),
    Document([u32; DOCUMENT_ATOMS]),
}

impl Asking {
    pub(super) fn of(scheme: &Scheme, row: &[u16]) -> Self {
        match scheme {
            Scheme::Headlines => {
                let (mut atoms, taken) = ([NONE; HEADLINE_ATOMS], taken(row));
                atoms[..taken.len()].copy_from_slice(taken);
                Self::Headline(atoms, taken.len())
            }
            Scheme::Documents(_) => {
                let mut atoms = [0; DOCUMENT_ATOMS];
                atoms.iter_mut().zip(whole(row)).for_each(|(atom, whole)| *atom = whole);
                Self::Document(atoms)
            }
        }
    }

    /// Whether the text of another row is a candidate, where both have one key; in a crowd of such texts, headlines
    /// have to share one atom more.
    #[inline]
    pub(super) fn promising(&self, row: &[u16], crowded: bool) -> bool {
        let (atoms, count) = match self {
            Self::Headline(atoms, count) => (atoms, count),
            Self::Document(atoms) => return similar(atoms.iter().copied(), whole(row)),
        };
        let Some(row) = row.first_chunk::<HEADLINE_ATOMS>() else { return false };
        // All with all, without a branch.
        let (mut found, mut taken) = ([0u16; HEADLINE_ATOMS], 0);
        for other in row {
            for (found, atom) in found.iter_mut().zip(atoms) {
                *found |= if atom == other { u16::MAX } else { 0 };
            }
            taken += usize::from(*other != 0);
        }
        let shared: usize = found.iter().map(|found| usize::from(found & 1)).sum();
        shared >= asked(taken.max(*count)) + usize::from(crowded && shared < taken.min(*count))
    }
}

/// The atoms of a document.
fn whole(row: &[u16]) -> impl Iterator<Item = u32> + '_ {
    row.chunks_exact(2).map(|halves| u32::from(halves[1]) << 16 | u32::from(halves[0]))
}

fn taken(row: &[u16]) -> &[u16] {
    &row[..row.iter().position(|&atom| atom == 0).unwrap_or(row.len())]
}

/// The key of two atoms where so many are asked for.
fn pair(one: u16, other: u16, asked: usize) -> u32 {
    let (least, most) = if one < other { (one, other) } else { (other, one) };
    (hash::mix(u64::from(least) << 16 | u64::from(most), asked as u64) >> 32) as u32
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
    fn hands_hold_each_atom_once_and_are_one_fewer_than_the_atoms_asked_for() {
        for count in 2..=HEADLINE_ATOMS {
            for asked in 1..=HEADLINE_ATOMS {
                let hands = hands(count, asked);
                if all_asked(count).contains(&asked) {
                    let mut held: Vec<usize> = hands.iter().flat_map(|hand| hand.iter().copied()).collect();
                    held.sort_unstable();
                    assert!(held.into_iter().eq(0..count), "{count}, {asked}");
                    assert_eq!(hands.len() + 1, asked, "{count}");
                } else {
                    assert!(hands.is_empty(), "{count}, {asked}: never asked for");
                }
            }
        }
        assert_eq!((all_asked(0).count(), all_asked(1).count()), (0, 1));
    }

    #[test]
    fn what_shares_enough_is_found_under_a_key_whatever_was_counted() {
        // Stored: atoms 1 to n. Sought: every set that has some of them, and others.
        let mut counts = Counts::default();
        for stored in 1..=HEADLINE_ATOMS {
            for turn in 0..8u16 {
                let row = |atoms: &[u16]| {
                    let mut row = atoms.to_vec();
                    row.resize(HEADLINE_ATOMS, 0);
                    row
                };
                let atoms: Vec<u16> = (0..stored as u16).map(|at| 1 + (at + turn) % stored as u16).collect();
                // So that each atom is the rarest once.
                counts.add(&atoms[..stored / 2]);
                let keys = keys_of(|key| filed(&Scheme::Headlines, &row(&atoms), &mut counts, key));
                assert!(keys.len() <= 9, "{stored}: {}", keys.len());
                for shared in 0..1u16 << stored {
                    for others in 0..=HEADLINE_ATOMS - shared.count_ones() as usize {
                        let mut other: Vec<u16> =
                            (1..=stored as u16).filter(|atom| shared >> (atom - 1) & 1 == 1).collect();
                        other.extend((0..others as u16).map(|at| 100 + at));
                        let other = row(&other);
                        if Asking::of(&Scheme::Headlines, &other).promising(&row(&atoms), false) {
                            let sought = keys_of(|key| sought(&Scheme::Headlines, &other, key));
                            assert!(!keys.is_disjoint(&sought), "{atoms:?} and {other:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn common_atoms_are_kept_apart() {
        let mut counts = Counts::default();
        for atom in 1..=8u16 {
            (0..1 << atom).for_each(|_| counts.add(&[atom]));
        }
        let keys = keys_of(|key| filed(&Scheme::Headlines, &[8, 3, 5, 1, 2, 7, 6, 4], &mut counts, key));
        assert_eq!(keys.len(), 7);
        for (one, other, together) in [(8, 1, true), (8, 7, false), (7, 6, false), (6, 5, true), (7, 2, true)]
        {
            assert_eq!(keys.contains(&pair(one, other, MOST_ASKED)), together, "{one} and {other}");
        }
    }

    #[test]
    fn a_row_of_a_document_holds_all_of_its_bands() {
        let scheme = Scheme::documents().unwrap();
        let atoms: Vec<u32> =
            (1..=scheme.width() as u32).map(|band| band.wrapping_mul(0x9e37_79b9)).collect();
        let mut kept = Vec::new();
        row(&scheme, &atoms, &mut kept);
        assert_eq!(kept.len(), width(&scheme));
        let all = keys_of(|key| sought(&scheme, &kept, key));
        assert_eq!(all.len(), kept.len() / 3);
        assert_eq!(keys_of(|key| filed(&scheme, &kept, &mut Counts::default(), key)), all);
        // Each slot counts for one key.
        for (at, change) in [(0, 1), (1, 1), (124, 1 << 15), (125, 1 << 15)] {
            let mut changed = kept.clone();
            changed[at] ^= change;
            let other = keys_of(|key| sought(&scheme, &changed, key));
            assert_eq!(other.intersection(&all).count(), all.len() - 1);
        }
        assert!(keys_of(|key| sought(&scheme, &vec![0; width(&scheme)], key)).is_empty());
    }
}
