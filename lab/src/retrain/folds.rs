//! The models of the folds: each has seen no page of a fourth of the sites. They judge what the shipped model was
//! learnt from, and stay outside of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use descrape::LineModel;
use rayon::prelude::*;

use super::breaks;
use super::card::Data;
use super::cases;
use super::lines;
use super::sites::FOLDS;
use super::steps::Steps;
use crate::kit::{self, Kit};

/// Where they are kept unless the command line says otherwise.
pub(crate) fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    target.join("lab").join("folds")
}

/// What makes them.
const COMMAND: &str = "cargo run --release -p descrape-lab -- retrain folds --kit DIR";

fn path(folder: &Path, fold: u64) -> PathBuf {
    folder.join(format!("lines-without-{}-of-{FOLDS}.bin", fold + 1))
}

/// What the models were learnt from.
fn seal(data: &[Data]) -> String {
    let names: Vec<String> = data.iter().map(|data| format!("{} {}\n", data.sha256, data.name)).collect();
    kit::sha256(names.concat().as_bytes())
}

/// Learns and writes them.
pub(crate) fn make(folder: &Path, kit: &Kit, data: &[Data], steps: &Steps) -> Result<()> {
    let (breaks, cases) = (breaks::trainer(kit, steps)?, cases::read(kit)?);
    write(folder, data, |fold| {
        let mut say = |step: &str| steps.say(&format!("fold {} of {FOLDS}: {step}", fold + 1));
        lines::learn(&breaks, &cases, Some((fold, FOLDS)), &mut say)
    })
}

/// Writes the model that `learn` makes without each fold.
fn write(folder: &Path, data: &[Data], learn: impl Fn(u64) -> LineModel + Sync) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let sealed = folder.join("data");
    if sealed.exists() {
        // A run that is broken off leaves no set of models of which some are older.
        fs::remove_file(&sealed)?;
    }
    // What one of them has to do alone, another one has time for.
    (0..FOLDS).into_par_iter().try_for_each(|fold| {
        let path = path(folder, fold);
        fs::write(&path, learn(fold).to_bytes()).with_context(|| path.display().to_string())
    })?;
    fs::write(&sealed, seal(data)).with_context(|| sealed.display().to_string())
}

/// Whether they are there and were learnt from these files.
pub(crate) fn are_of(folder: &Path, data: &[Data]) -> bool {
    fs::read_to_string(folder.join("data")).is_ok_and(|sealed| sealed == seal(data)) && read(folder).is_ok()
}

/// The models by their folds.
pub(crate) fn read(folder: &Path) -> Result<Vec<LineModel>> {
    if !folder.join("data").exists() {
        bail!("{}: no models of folds; make them:\n  {COMMAND}", folder.display());
    }
    let model = |fold: u64| {
        let path = path(folder, fold);
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        let read = LineModel::from_bytes(&bytes);
        read.with_context(|| format!("{}: of another version; make it anew:\n  {COMMAND}", path.display()))
    };
    (0..FOLDS).map(model).collect()
}

#[cfg(test)]
mod tests {
    use descrape::train::{Example, Gold, Options, Trainer};

    use super::*;
    use crate::retrain::sites::blind_to;

    fn trainer() -> Trainer {
        let mut trainer = Trainer::new();
        for page in 0..8 {
            let article =
                format!("Rain is expected in valley {page} by Friday, the weather service said on Monday.\n");
            let text = format!("Home\n\nMenu\n\n{article}\nMore about the weather\n");
            let site = format!("site{page}.example");
            trainer.add(Example {
                text: &text,
                gold: Gold::Article(&article),
                title: None,
                site: &site,
                weight: 1000,
            });
        }
        trainer
    }

    #[test]
    fn a_model_of_a_fold_is_the_one_without_it() {
        let folder = tempfile::tempdir().unwrap();
        let data = [Data { name: "pages".to_owned(), sha256: "1".to_owned() }];
        let error = read(folder.path()).unwrap_err().to_string();
        assert!(error.contains("retrain folds"), "{error}");
        let learn = |fold| trainer().train(&mut Options::new().fold(fold, FOLDS));
        write(folder.path(), &data, learn).unwrap();
        let models = read(folder.path()).unwrap();
        assert_eq!(models.len() as u64, FOLDS);
        for (fold, model) in models.iter().enumerate() {
            assert!(*model == trainer().train(&mut Options::new().fold(fold as u64, FOLDS)));
        }
        assert!(are_of(folder.path(), &data));
        let other = [Data { name: "pages".to_owned(), sha256: "2".to_owned() }];
        assert!(!are_of(folder.path(), &other));
        assert!((0..8).all(|page| blind_to(&format!("site{page}.example")).is_some_and(|fold| fold < FOLDS)));
    }
}
