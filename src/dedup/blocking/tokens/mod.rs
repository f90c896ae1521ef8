//! What makes two texts candidates: tokens, and the keys made from them.
//!
//! A headline's tokens are the [`HEADLINE_TOKENS`] words that tell most, cut to their first
//! letters, so that inflected forms agree. Headlines are candidates if they share about half of
//! them; keys find those without looking at others. A document's tokens are the slots of a `MinHash` signature
//! over pairs of neighbouring words, two in one token, and each band of three slots is a key.
//!
//! Tokens depend on the text alone. Time O(words) a text, space 4 bytes an token.
//!
//! Source: words that tell most first, as in prefix filters (Chaudhuri, Ganti, Kaushik 2006;
//! Bayardo, Ma, Srikant 2007) with two matches asked for (Wang, Li, Feng 2012); bands: Leskovec,
//! Rajaraman, Ullman 2014, chapter 3.

use std::ops::RangeInclusive;

use crate::dedup::builder::Preset;
use crate::dedup::compare::{Profile, Token, class};
use crate::fingerprint::{MinHasher, Signature};
use crate::hash;

/// How many words of a headline count.
pub(in crate::dedup) const HEADLINE_TOKENS: usize = 8;
/// The letters that a word is cut to.
const LETTERS: usize = 5;
/// Words of less weight count only where there are few others.
const LEAST_WEIGHT: u8 = 6;
const FEW_TOKENS: usize = 4;

const SLOTS: usize = 128;
const ROWS: usize = 3;
const BANDS: usize = SLOTS / ROWS;
/// A document's tokens hold two slots each, of 16 bits.
pub(in crate::dedup) const DOCUMENT_TOKENS: usize = BANDS * ROWS / 2;
/// Documents with a band in common are candidates if so many slots are equal, the band's own included. Of documents
/// of one language nearly all pairs with a band in common have fewer, and there are more of them than of all others
/// together. What has fewer is about as similar as a tenth, where one pair in twenty-five has a band in common.
const MIN_EQUAL_SLOTS: u32 = 12;

/// How tokens are made and keys from them.
#[derive(Clone, Debug)]
pub(in crate::dedup) enum Scheme {
    Headlines,
    Documents(Box<MinHasher>),
}

/// Memory for making tokens.
#[derive(Debug, Default)]
pub(in crate::dedup) struct Scratch {
    words: Vec<(u8, u64)>,
    shingles: Vec<u64>,
    signature: Option<Signature>,
}

impl Scheme {
    pub(in crate::dedup) fn of(preset: Preset) -> Self {
        match preset {
            Preset::Headlines => Self::Headlines,
            Preset::Documents => Self::Documents(Box::new(MinHasher::of_slots::<SLOTS>(0))),
        }
    }

    /// The name of the preset.
    pub(in crate::dedup) const fn name(&self) -> &'static str {
        match self {
            Self::Headlines => "headlines",
            Self::Documents(_) => "documents",
        }
    }

    /// What stands for the preset in stored bytes.
    pub(in crate::dedup) const fn tag(&self) -> u8 {
        match self {
            Self::Headlines => 1,
            Self::Documents(_) => 2,
        }
    }

    /// How many tokens a text has at most.
    pub(in crate::dedup) const fn width(&self) -> usize {
        match self {
            Self::Headlines => HEADLINE_TOKENS,
            Self::Documents(_) => DOCUMENT_TOKENS,
        }
    }

    /// How many keys a text has at most.
    pub(in crate::dedup) const fn most_keys(&self) -> usize {
        match self {
            // All pairs of the first six.
            Self::Headlines => 15,
            Self::Documents(_) => BANDS,
        }
    }

    /// How many texts or candidates are worth a thread's while.
    pub(in crate::dedup) const fn part(&self) -> usize {
        match self {
            Self::Headlines => 1024,
            Self::Documents(_) => 32,
        }
    }

    /// Appends the tokens of a text, filled up with zeros, which no token is. A text without
    /// words has none.
    pub(in crate::dedup) fn tokens(&self, profile: &Profile, scratch: &mut Scratch, out: &mut Vec<u32>) {
        let start = out.len();
        match self {
            Self::Headlines => telling_words(profile, &mut scratch.words, out),
            Self::Documents(hasher) => {
                shingles(profile, &mut scratch.shingles);
                if !scratch.shingles.is_empty() {
                    let signature =
                        scratch.signature.get_or_insert_with(|| hasher.signature(&scratch.shingles));
                    hasher.signature_into(&scratch.shingles, signature);
                    let (pairs, _) = signature.slots()[..2 * DOCUMENT_TOKENS].as_chunks();
                    out.extend(pairs.iter().map(|&[one, other]| kept(other) << 16 | kept(one)));
                }
            }
        }
        out.resize(start + self.width(), 0);
    }

    /// Whether two texts with a key in common are candidates, by their tokens in any order. Headlines share as many as the
    /// one with more tokens asks for, and in a crowd one more; documents have [`MIN_EQUAL_SLOTS`] slots in common.
    pub(in crate::dedup) fn overlaps_enough(&self, one: &[u32], other: &[u32], crowded: bool) -> bool {
        match self {
            Self::Headlines => enough(one, other, crowded),
            Self::Documents(_) => similar(one.iter().copied(), other.iter().copied()),
        }
    }

    /// Gives each key of a text by its tokens, which all texts have in one order, such as the rarest first.
    ///
    /// Two texts that share `t` tokens share two of their first `n - t + 2` ones, of which the keys are all
    /// pairs (Wang, Li, Feng 2012).
    pub(in crate::dedup) fn keys(&self, tokens: &[u32], mut key: impl FnMut(u64)) {
        let tokens = tokens_in(tokens);
        match self {
            Self::Documents(_) => bands(slots(tokens)).for_each(key),
            Self::Headlines if tokens.len() == 1 => key(mixed(0, tokens[0])),
            Self::Headlines => {
                let first =
                    &tokens[..(tokens.len() + 2).saturating_sub(min_overlap(tokens.len())).min(tokens.len())];
                for (at, &one) in first.iter().enumerate() {
                    for &other in &first[at + 1..] {
                        key(mixed(one.min(other), one.max(other)));
                    }
                }
            }
        }
    }

    /// Gives what a crowd with one key in common is split by: each token of a headline, some of the bands of a
    /// document.
    pub(in crate::dedup) fn sub_keys(&self, tokens: &[u32], mut part: impl FnMut(u32)) {
        const BANDS_A_STEP: usize = 6;
        match self {
            Self::Headlines => tokens_in(tokens).iter().for_each(|&token| part(token)),
            Self::Documents(_) => {
                bands(slots(tokens)).step_by(BANDS_A_STEP).for_each(|band| part((band >> 32) as u32))
            }
        }
    }

    /// Puts the tokens of each row in an order that is the same for all, the rarest first, so that few texts
    /// share a key. Which texts are candidates does not depend on the order.
    pub(in crate::dedup) fn rarest_first(&self, rows: &mut [u32]) {
        if matches!(self, Self::Documents(_)) {
            return;
        }
        let mut counts = Counts::for_texts(rows.len() / HEADLINE_TOKENS);
        counts.add(rows);
        rows.chunks_exact_mut(HEADLINE_TOKENS).for_each(|row| counts.rarest_first(row));
    }
}

/// How many bits of an token may say which slot it has.
pub(in crate::dedup) const BITS: RangeInclusive<u32> = 10..=24;

/// How many texts have an token, about: tokens share slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dedup) struct Counts {
    /// The slot of an token is so many of its first bits, within [`BITS`].
    pub(in crate::dedup) bits: u32,
    pub(in crate::dedup) slots: Vec<u32>,
}

impl Counts {
    /// As many slots as so many headlines may have tokens, within bounds.
    pub(in crate::dedup) fn for_texts(texts: usize) -> Self {
        let bits = texts.saturating_mul(HEADLINE_TOKENS).max(1).ilog2().clamp(*BITS.start(), *BITS.end());
        Self { bits, slots: vec![0; 1 << bits] }
    }

    fn slot(&self, token: u32) -> usize {
        (token >> (u32::BITS - self.bits)) as usize
    }

    pub(in crate::dedup) fn add(&mut self, tokens: &[u32]) {
        for &token in tokens.iter().filter(|token| **token != 0) {
            let slot = self.slot(token);
            self.slots[slot] = self.slots[slot].saturating_add(1);
        }
    }

    /// The rarest first; zeros stay behind.
    pub(in crate::dedup) fn rarest_first(&self, row: &mut [u32]) {
        row.sort_unstable_by_key(|&token| {
            if token == 0 { (u32::MAX, 0) } else { (self.slots[self.slot(token)], token) }
        });
    }
}

/// Whether two headlines share enough tokens, given as rows with zeros behind them.
#[inline]
fn enough(one: &[u32], other: &[u32], crowded: bool) -> bool {
    let (Ok(one), Ok(other)) = (row_of(one), row_of(other)) else { return true };
    // All with all, without a branch. Zeros of the one are no tokens that the other could have.
    let mut found = [0u32; HEADLINE_TOKENS];
    let mut zeros = (0, 0);
    for right in other {
        for (found, left) in found.iter_mut().zip(one) {
            *found |= if left == right { u32::MAX } else { 0 };
        }
        zeros.1 += u32::from(*right == 0);
    }
    for (found, left) in found.iter_mut().zip(one) {
        *found &= if *left == 0 { 0 } else { 1 };
        zeros.0 += u32::from(*left == 0);
    }
    let shared = found.iter().sum::<u32>() as usize;
    let count = |zeros: u32| HEADLINE_TOKENS - zeros as usize;
    let (least, most) = (count(zeros.0.max(zeros.1)), count(zeros.0.min(zeros.1)));
    shared >= min_overlap(most) + usize::from(crowded && shared < least)
}

/// How many tokens a headline with `count` of them has to share.
pub(in crate::dedup) const fn min_overlap(count: usize) -> usize {
    match count {
        7.. => 4,
        5.. => 3,
        2.. => 2,
        less => less,
    }
}

/// Pairs of neighbouring words, or the only word.
fn shingles(profile: &Profile, out: &mut Vec<u64>) {
    let two = |two: &[Token]| hash::extend(hash::extend(hash::EMPTY, two[0].hash), two[1].hash);
    out.clear();
    match profile.tokens.as_slice() {
        [only] => out.push(only.hash),
        tokens => out.extend(tokens.windows(2).map(two)),
    }
}

/// What is kept of a slot: 16 bits, which depend on all of it, since slots of one element differ in the first ones alone
/// and slots of one round in the others. Never zero.
fn kept(slot: u32) -> u32 {
    ((hash::mix(u64::from(slot), 0) >> 48) as u32).max(1)
}

/// What a document's tokens keep of its slots; zeros, if it has none.
pub(in crate::dedup) fn slots(tokens: &[u32]) -> impl Iterator<Item = u16> + '_ {
    tokens.iter().flat_map(|&token| [token as u16, (token >> 16) as u16])
}

/// The keys of a document's bands by what is kept of its slots.
pub(in crate::dedup) fn bands(slots: impl Iterator<Item = u16>) -> impl Iterator<Item = u64> {
    let mut slots = slots.take_while(|slot| *slot != 0).map(u32::from);
    (0..BANDS as u32).map_while(move |band| {
        let (one, two, three) = (slots.next()?, slots.next()?, slots.next()?);
        Some(mixed(band << 16 | one, two << 16 | three))
    })
}

/// Whether two documents have enough slots in common, by their tokens.
#[inline]
pub(in crate::dedup) fn similar(one: impl Iterator<Item = u32>, other: impl Iterator<Item = u32>) -> bool {
    let differ = one.zip(other).map(|(one, other)| one ^ other);
    differ.map(|differ| u32::from(differ & 0xffff == 0) + u32::from(differ >> 16 == 0)).sum::<u32>()
        >= MIN_EQUAL_SLOTS
}

fn row_of(row: &[u32]) -> Result<&[u32; HEADLINE_TOKENS], std::array::TryFromSliceError> {
    row.try_into()
}

/// A row without the zeros behind it.
fn tokens_in(row: &[u32]) -> &[u32] {
    &row[..row.iter().position(|&token| token == 0).unwrap_or(row.len())]
}

fn mixed(one: u32, other: u32) -> u64 {
    let product =
        (u64::from(one) << 32 | u64::from(other)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (product ^ product >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The words that tell most, as sorted tokens. Of those that tell the same, which ones count is left
/// to their hashes, so that two texts choose alike.
fn telling_words(profile: &Profile, words: &mut Vec<(u8, u64)>, out: &mut Vec<u32>) {
    words.clear();
    for token in profile.tokens.iter().filter(|token| !token.is(class::FRAME)) {
        let form = profile.folded(token);
        let cut = first_letters(form, LETTERS);
        let whole = cut == form.len() || token.is(class::NUMBER | class::PLACE | class::SYNONYM);
        let stem = if whole { token.hash } else { hash::bytes(&form[..cut]) };
        words.push((u8::MAX - token.weight, mixed(stem as u32, (stem >> 32) as u32)));
    }
    words.sort_unstable();
    let start = out.len();
    for &(lightness, token) in &*words {
        let taken = out.len() - start;
        if taken == HEADLINE_TOKENS || (u8::MAX - lightness < LEAST_WEIGHT && taken >= FEW_TOKENS) {
            break;
        }
        let token = (token as u32).max(1);
        if !out[start..].contains(&token) {
            out.push(token);
        }
    }
    out[start..].sort_unstable();
}

/// How many bytes the first so many letters take.
fn first_letters(form: &[u8], letters: usize) -> usize {
    let starts = form.iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
    starts.map(|(at, _)| at).nth(letters).unwrap_or(form.len())
}

#[cfg(test)]
mod tests;
