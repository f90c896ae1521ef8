//! [`LineModel`]: learnt weights, and how they are stored.
//!
//! Time and space O(bytes).

use std::sync::{Arc, OnceLock};

use super::features;
use super::stacked;
use super::words::{BUCKETS, WordTable};
use crate::bytes::{self, Frame};
use crate::error::DecodeError;
use crate::forest::{ClassForest, Columns, Forest, MOST_CLASSES};
use crate::noise::NoiseKind;
use crate::units::BreakModel;

/// What tells noise from text by looks, place and neighbours.
///
/// It knows its features and the kinds of noise by their names: a crate with other features refuses it, and a kind
/// that came after it was learnt is one that it never names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineModel {
    /// Which breaks are inside of sentences: lines are told by what they are without these.
    pub(crate) breaks: BreakModel,
    /// What single words say.
    pub(crate) words: WordTable,
    /// The first sees the page, each other one also what the one before it thought.
    pub(crate) stages: Vec<Forest>,
    /// Which line is the headline.
    pub(crate) headline: Forest,
    /// Which kind of noise a line is.
    pub(crate) kinds: ClassForest,
    /// The kinds that there were when it was learnt, in their order then: what [`Feature::Kind`](features::Feature::Kind)
    /// counts; and those that it tells apart.
    pub(crate) known: Vec<NoiseKind>,
    pub(crate) told_apart: Vec<NoiseKind>,
}

const FRAME: Frame = Frame { magic: *b"dmod", version: 3, rests_on: &[] };

impl LineModel {
    /// The model that the crate comes with. Its bytes are tested to be whole.
    pub(crate) fn shipped() -> Option<Arc<LineModel>> {
        static SHIPPED: OnceLock<Option<Arc<LineModel>>> = OnceLock::new();
        let read = || LineModel::from_bytes(include_bytes!("../../../models/lines.bin")).ok().map(Arc::new);
        SHIPPED.get_or_init(read).clone()
    }

    /// Its bytes: little-endian, with version and checksum, and the names of features and kinds.
    pub fn to_bytes(&self) -> Vec<u8> {
        FRAME.write(|out| {
            bytes::put_names(out, names());
            bytes::put_names(out, self.known.iter().map(|kind| kind.name()));
            bytes::put_names(out, self.told_apart.iter().map(|kind| kind.name()));
            self.breaks.write(out);
            out.extend(self.words.0.iter().map(|&weight| weight as u8));
            out.push(self.stages.len() as u8);
            self.stages.iter().chain([&self.headline]).for_each(|forest| forest.write(out));
            self.kinds.write(out);
        })
    }

    /// The model that was stored.
    ///
    /// # Errors
    /// [`DecodeError`] if the bytes are none of [`LineModel::to_bytes`] of this version;
    /// [`DecodeError::OtherName`] if it was learnt with other features, or names a kind that there is not.
    pub fn from_bytes(bytes: &[u8]) -> Result<LineModel, DecodeError> {
        let mut input = FRAME.open(bytes)?;
        input.same_names("feature", names())?;
        let known = kinds(input.names()?)?;
        let at = input.at();
        let told_apart = kinds(input.names()?)?;
        if told_apart.len() > MOST_CLASSES {
            return Err(DecodeError::Corrupt { at });
        }
        let breaks = BreakModel::read(&mut input)?;
        let words = WordTable(input.take::<BUCKETS>()?.iter().map(|&weight| weight as i8).collect());
        let [count] = input.take()?;
        let seen = |stage| features::COUNT + if stage == 0 { 0 } else { stacked::COUNT };
        let stages =
            (0..count).map(|stage| Forest::read(&mut input, seen(stage))).collect::<Result<_, _>>()?;
        let headline = Forest::read(&mut input, seen(1))?;
        let kinds = ClassForest::read(&mut input, seen(1), told_apart.len())?;
        input.close()?;
        Ok(LineModel { breaks, words, stages, headline, kinds, known, told_apart })
    }

    /// The likeliest kind of a line that is noise.
    pub(super) fn kind(&self, columns: &Columns, line: usize) -> NoiseKind {
        let likeliest = self.told_apart.get(self.kinds.likeliest(columns, line));
        likeliest.copied().unwrap_or(NoiseKind::OtherNoise)
    }
}

/// The names of all features, those of what forests thought behind the others.
fn names() -> impl ExactSizeIterator<Item = &'static str> {
    let name = |at: usize| match at.checked_sub(features::COUNT) {
        None => features::NAMES[at],
        Some(thought) => stacked::NAMES[thought],
    };
    (0..features::COUNT + stacked::COUNT).map(name)
}

fn kinds(names: Vec<&str>) -> Result<Vec<NoiseKind>, DecodeError> {
    let kind = |(at, name): (usize, &str)| {
        name.parse().map_err(|_| DecodeError::OtherName { of: "kind", at, known: "" })
    };
    names.into_iter().enumerate().map(kind).collect()
}

#[cfg(test)]
mod tests;
