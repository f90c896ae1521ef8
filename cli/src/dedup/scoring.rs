//! Options of all that compares texts.

use clap::Args;
use descrape::{Dedup, DedupBuilder, Preset};

use crate::choice::one_of;

/// What counts as a duplicate.
#[derive(Args)]
pub(super) struct Scoring {
    /// What the texts are (headlines unless given); the score of a pair is the same
    #[arg(long, value_name = "NAME", value_parser = one_of(&[Preset::Headlines, Preset::Documents], Preset::name))]
    preset: Option<Preset>,

    /// The least score of duplicates, 1 to 1000 (500 unless given)
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u16).range(1..=1000))]
    min_score: Option<u16>,
}

impl Scoring {
    pub(super) fn builder(&self) -> DedupBuilder {
        let builder = Dedup::builder(self.preset.unwrap_or(Preset::Headlines));
        match self.min_score {
            Some(min_score) => builder.min_score(min_score),
            None => builder,
        }
    }

    /// Whether texts are whole ones, and not a line each.
    pub(super) fn documents(&self) -> bool {
        self.preset == Some(Preset::Documents)
    }

    /// Whether any was given, so that an index has to agree.
    pub(super) fn given(&self) -> bool {
        self.preset.is_some() || self.min_score.is_some()
    }
}
