//! `models/lines.bin`: what tells noise from text.

use std::path::Path;

use anyhow::Result;
use descrape::train::{Options, Trainer};

use super::Artefact;
use super::board;
use super::card::{self, Card, Data};
use super::cases;
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

/// A trainer that has seen all pages.
pub(crate) fn trainer(kit: &Kit, steps: &Steps) -> Result<Trainer> {
    steps.say("pages");
    let cases = cases::read(kit)?;
    steps.say(&format!("features of {} pages", cases.len()));
    Ok(cases::trainer(&cases))
}

/// Learns the model, and those of the folds if they are not there, which give its figures.
pub(crate) fn make(kit: &Kit, folder: &Path, steps: &Steps) -> Result<Artefact> {
    let data = data(kit)?;
    let mut trainer = trainer(kit, steps)?;
    if !folds::are_of(folder, &data) {
        folds::make(folder, &mut trainer, &data, steps)?;
    }
    let mut say = |step: &str| steps.say(&format!("lines: {step}"));
    let model = trainer.train(&mut Options::new().progress(&mut say));
    let bytes = model.to_bytes();
    steps.say("figures of lines");
    let card = Card {
        about: "Forests that tell lines of noise from lines of text and name their kinds."
            .to_owned(),
        format: "descrape::LineModel".to_owned(),
        figures: board::clean(kit, folder, ROWS)?,
        data,
        ..Card::new("lines.bin", &bytes)
    };
    Ok(Artefact { bytes, card })
}
