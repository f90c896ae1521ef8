//! Cards: what an artefact was learnt from and how, beside it as TOML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::kit::{self, Kit};

/// What is known of an artefact of `models/`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its file.
    pub artefact: String,
    /// What it is for, in a sentence or two.
    pub about: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// The form in which it is stored.
    pub format: String,
    /// What makes it, from the repository's folder.
    pub command: String,
    /// The seed of what is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What it knows of a line or a pair, in the order in which it is stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// The kinds that it tells apart, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Rows of the kit's board, out of fold: no page or pair is judged by a model that saw its site or its story.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, f64>,
    /// The files of the kit that it was learnt from, in the order in which they were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<Data>,
}

/// A file of the kit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Its name within the kit.
    pub name: String,
    /// The SHA-256 of the file.
    pub sha256: String,
}

impl Card {
    /// The card of an artefact of these bytes.
    pub(crate) fn new(artefact: &str, bytes: &[u8]) -> Self {
        Self {
            artefact: artefact.to_owned(),
            sha256: kit::sha256(bytes),
            bytes: bytes.len(),
            ..Self::default()
        }
    }

    /// The card that was written.
    ///
    /// # Errors
    /// If the text is no card.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).context("no card")
    }

    /// As it is written.
    ///
    /// # Errors
    /// None that a card can cause.
    pub fn text(&self) -> Result<String> {
        let mut text = String::new();
        writeln!(text, "# Written by the laboratory; `models/README.md` tells how.\n")?;
        text.push_str(&toml::to_string(self)?);
        Ok(text)
    }

    /// The name of the artefact and of its card without what stands behind the dot.
    pub(crate) fn stem(&self) -> &str {
        self.artefact.rsplit_once('.').map_or(&*self.artefact, |(stem, _)| stem)
    }
}

/// Files of the kit with their hashes.
pub(crate) fn data<'n>(kit: &Kit, names: impl IntoIterator<Item = &'n str>) -> Result<Vec<Data>> {
    let data = |name: &str| Ok(Data { name: name.to_owned(), sha256: kit.sha256(name)? });
    names.into_iter().map(data).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            about: "Tells noise from text.".to_owned(),
            format: "dmod 2".to_owned(),
            command: "cargo run".to_owned(),
            seed: Some(7),
            features: vec!["Width".to_owned(), "Prose".to_owned()],
            figures: [("gold, tokens lost".to_owned(), 0.001_679), ("seeds, F1".to_owned(), 1.0)].into(),
            data: vec![Data { name: "cleaning/gold.jsonl.gz".to_owned(), sha256: kit::sha256(b"gold") }],
            ..Card::new("lines.bin", b"model")
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let card = card();
        let text = card.text().unwrap();
        assert_eq!(Card::parse(&text).unwrap(), card);
        assert_eq!(Card::parse(&text).unwrap().text().unwrap(), text);
        assert_eq!(card.stem(), "lines");
    }

    #[test]
    fn cards_of_the_repository_are_of_what_lies_beside_them() {
        let models = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../models"));
        let files = models.read_dir().unwrap().map(|entry| entry.unwrap().path());
        let cards: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
        assert!(!cards.is_empty());
        for path in cards {
            let card = Card::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let bytes = std::fs::read(models.join(&card.artefact)).unwrap();
            assert_eq!((&card.sha256, card.bytes), (&kit::sha256(&bytes), bytes.len()), "{}", path.display());
        }
    }

    #[test]
    fn what_is_unknown_or_missing_is_no_card() {
        let text = card().text().unwrap();
        assert!(Card::parse(&text.replace("seed = 7", "sead = 7")).is_err());
        assert!(Card::parse(&text.replace("about", "abaut")).is_err());
        assert!(Card::parse("lines").is_err());
    }
}
