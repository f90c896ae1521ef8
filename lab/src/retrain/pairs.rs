//! `models/pairs.bin`: trees that judge a pair of texts.

use anyhow::Result;
use descrape::train::{PairModel, PairOptions};

use super::Artefact;
use super::board;
use super::card::{self, Card};
use super::steps::Steps;
use crate::kit::Kit;
use crate::pairs::rows::{self, LEARNT};
use crate::pairs::set::{FOLDS, Set};

/// The rows of the board that are measured on pairs that are learnt from.
const ROWS: &str = "^(STS|translated|reuters|perturb|documents (perturbed|sent))";

pub(crate) fn make(kit: &Kit, steps: &Steps) -> Result<Artefact> {
    steps.say("features of pairs");
    let set = Set::read(kit, true)?;
    let scratch = tempfile::tempdir()?;
    let answers = scratch.path().join("answers.jsonl");
    let told = |fold: usize| steps.say(&format!("pairs: fold {} of {FOLDS}", fold + 1));
    crate::pairs::answer(&set, &answers, told)?;
    let figures = board::pairs(kit, &answers, ROWS)?;
    steps.say("pairs: all stories");
    let options = PairOptions::default();
    let bytes = set.model(None, &options).to_bytes();
    let files: Vec<String> = LEARNT.iter().map(|name| rows::path(name)).collect();
    let card = Card {
        about: format!(
            "Boosted trees that tell from the features of a pair how sure both texts are one. Figures by {FOLDS} folds of \
             stories."
        ),
        format: "The frame of all that is stored; names of features, cuts, and oblivious trees".to_owned(),
        seed: Some(options.seed),
        features: PairModel::FEATURES.iter().map(|&name| name.to_owned()).collect(),
        figures,
        data: card::data(kit, files.iter().map(String::as_str).chain([rows::CLUSTERS]))?,
        ..Card::new("pairs.bin", &bytes)
    };
    Ok(Artefact { bytes, card })
}
