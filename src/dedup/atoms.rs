//! What makes two texts candidates: atoms, and the keys made from them.
//!
//! A headline's atoms are the [`HEADLINE_ATOMS`] words that tell most, cut to their first
//! letters, so that inflected forms agree. Its keys are all pairs of them: whoever shares two
//! of those words is looked at. A document's atoms are the bands of a `MinHash` signature
//! over pairs of neighbouring words, and each band is a key.
//!
//! Atoms depend on the text alone. Time O(words) a text, space 4 bytes an atom.
//!
//! Source: words that tell most first, as in prefix filters (Chaudhuri, Ganti, Kaushik 2006;
//! Bayardo, Ma, Srikant 2007) with two matches asked for (Wang, Li, Feng 2012); bands: Leskovec,
//! Rajaraman, Ullman 2014, chapter 3.

use super::profile::Profile;
use super::vocabulary::class;
use crate::error::BuildError;
use crate::fingerprint::{MinHasher, Signature};
use crate::hash;

/// How many words of a headline count.
const HEADLINE_ATOMS: usize = 8;
/// The letters that a word is cut to.
const LETTERS: usize = 5;
/// Words of less weight count only where there are few others.
const LEAST_WEIGHT: u8 = 6;
const FEW: usize = 4;

const SLOTS: usize = 128;
const ROWS: usize = 3;
const BANDS: usize = SLOTS / ROWS;

/// How atoms are made and keys from them.
#[derive(Clone, Debug)]
pub(super) enum Scheme {
    Headlines,
    Documents(Box<MinHasher>),
}

/// Memory for making atoms.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    words: Vec<(u8, u64)>,
    shingles: Vec<u64>,
    signature: Option<Signature>,
}

impl Scheme {
    pub(super) fn documents() -> Result<Self, BuildError> {
        Ok(Self::Documents(Box::new(MinHasher::new(SLOTS, 0)?)))
    }

    /// How many atoms a text has at most.
    pub(super) const fn width(&self) -> usize {
        match self {
            Self::Headlines => HEADLINE_ATOMS,
            Self::Documents(_) => BANDS,
        }
    }

    /// How many keys a text has at most.
    pub(super) const fn most_keys(&self) -> usize {
        match self {
            Self::Headlines => HEADLINE_ATOMS * (HEADLINE_ATOMS - 1) / 2,
            Self::Documents(_) => BANDS,
        }
    }

    /// Appends the atoms of a text, filled up with zeros, which no atom is. A text without
    /// words has none.
    pub(super) fn atoms(&self, profile: &Profile, scratch: &mut Scratch, out: &mut Vec<u32>) {
        let start = out.len();
        match self {
            Self::Headlines => telling_words(profile, &mut scratch.words, out),
            Self::Documents(hasher) => {
                scratch.shingles.clear();
                let tokens = &profile.tokens;
                match tokens.as_slice() {
                    [only] => scratch.shingles.push(only.hash),
                    tokens => scratch.shingles.extend(
                        tokens
                            .windows(2)
                            .map(|two| hash::extend(hash::extend(hash::EMPTY, two[0].hash), two[1].hash)),
                    ),
                }
                if !scratch.shingles.is_empty() {
                    let signature =
                        scratch.signature.get_or_insert_with(|| hasher.signature(&scratch.shingles));
                    hasher.signature_into(&scratch.shingles, signature);
                    out.extend(signature.bands(ROWS).take(BANDS).map(|band| (band as u32).max(1)));
                }
            }
        }
        out.resize(start + self.width(), 0);
    }

    /// Whether two texts that share a key are worth a look, by their atoms: headlines share two, of
    /// five and more three, of seven and more four. In a crowd they share one more.
    pub(super) fn promising(&self, one: &[u32], other: &[u32], crowded: bool) -> bool {
        if matches!(self, Self::Documents(_)) {
            return true;
        }
        let (one, other) = (atoms_in(one), atoms_in(other));
        let least = one.len().min(other.len());
        let asked = match least {
            7.. => 4,
            5.. => 3,
            _ => least.min(2),
        };
        let shared: usize = one.iter().map(|atom| usize::from(other.contains(atom))).sum();
        shared >= (asked + usize::from(crowded)).min(least)
    }

    /// Gives each key of a text by its atoms.
    pub(super) fn keys(&self, atoms: &[u32], mut key: impl FnMut(u64)) {
        let atoms = atoms_in(atoms);
        match self {
            Self::Documents(_) => atoms.iter().zip(0..).for_each(|(&atom, band)| key(mixed(band, atom))),
            Self::Headlines if atoms.len() == 1 => key(mixed(0, atoms[0])),
            Self::Headlines => {
                for (at, &one) in atoms.iter().enumerate() {
                    for &other in &atoms[at + 1..] {
                        key(mixed(one, other));
                    }
                }
            }
        }
    }
}

/// A row without the zeros behind it.
fn atoms_in(row: &[u32]) -> &[u32] {
    &row[..row.iter().position(|&atom| atom == 0).unwrap_or(row.len())]
}

fn mixed(one: u32, other: u32) -> u64 {
    let product =
        (u64::from(one) << 32 | u64::from(other)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (product ^ product >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The words that tell most, as sorted atoms. Of those that tell the same, which ones count is left
/// to their hashes, so that two texts choose alike.
fn telling_words(profile: &Profile, words: &mut Vec<(u8, u64)>, out: &mut Vec<u32>) {
    words.clear();
    for token in profile.tokens.iter().filter(|token| !token.is(class::FRAME)) {
        let form = profile.folded(token);
        let cut = first_letters(form, LETTERS);
        let whole = cut == form.len() || token.is(class::NUMBER | class::PLACE);
        let atom = if whole { token.hash } else { hash::bytes(&form[..cut]) };
        words.push((u8::MAX - token.weight, mixed(atom as u32, (atom >> 32) as u32)));
    }
    words.sort_unstable();
    let start = out.len();
    for &(lightness, atom) in &*words {
        let taken = out.len() - start;
        if taken == HEADLINE_ATOMS || (u8::MAX - lightness < LEAST_WEIGHT && taken >= FEW) {
            break;
        }
        let atom = (atom as u32).max(1);
        if !out[start..].contains(&atom) {
            out.push(atom);
        }
    }
    out[start..].sort_unstable();
}

/// How many bytes the first so many letters take.
fn first_letters(form: &[u8], letters: usize) -> usize {
    let starts = form.iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
    starts.map(|(at, _)| at).nth(letters).unwrap_or(form.len())
}
