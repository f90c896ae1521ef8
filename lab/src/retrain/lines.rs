//! `models/lines.bin`: what tells noise from text.

use std::path::Path;

use anyhow::Result;
use descrape::LineModel;
use descrape::train::{BreakTrainer, Options};

use super::Artefact;
use super::board;
use super::breaks;
use super::card::{self, Card, Data};
use super::cases::{self, Case};
use super::folds;
use super::steps::Steps;
use crate::kit::Kit;

/// The rows of the board that are measured on pages that are learnt from.
const ROWS: &str =
    "^(seeds|gold|dumps|extractors|hard lines|wcxb article|headline named, (dumps|extractors))";

/// The files that are learnt from.
pub(crate) fn data(kit: &Kit) -> Result<Vec<Data>> {
    card::data(kit, cases::DATA.map(|(name, _)| name))
}

/// A model of all pages but those of a fold.
pub(crate) fn learn(
    breaks: &BreakTrainer,
    cases: &[Case],
    fold: Option<(u64, u64)>,
    say: &mut dyn FnMut(&str),
) -> LineModel {
    say("breaks");
    let breaks = breaks.train(fold);
    say(&format!("features of {} pages", cases.len()));
    let mut options = Options::new().progress(say);
    if let Some((number, parts)) = fold {
        options = options.fold(number, parts);
    }
    cases::trainer(cases, breaks).train(&mut options)
}

/// Learns the model, and those of the folds if they are not there, which give its figures.
pub(crate) fn make(kit: &Kit, folder: &Path, steps: &Steps) -> Result<Artefact> {
    let data = data(kit)?;
    if !folds::are_of(folder, &data) {
        folds::make(folder, kit, &data, steps)?;
    }
    let mut say = |step: &str| steps.say(&format!("lines: {step}"));
    let cases = cases::read(kit)?;
    let model = learn(&breaks::trainer(kit, steps)?, &cases, None, &mut say);
    let bytes = model.to_bytes();
    steps.say("figures of lines");
    let card = Card {
        about: "Forests that tell breaks inside of sentences, lines of noise from lines of text, and their kinds."
            .to_owned(),
        format: "descrape::LineModel".to_owned(),
        figures: board::clean(kit, folder, ROWS)?,
        data,
        ..Card::new("lines.bin", &bytes)
    };
    Ok(Artefact { bytes, card })
}
