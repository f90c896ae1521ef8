//! `models/headline.txt`: the points of the signs of a headline.

use anyhow::Result;
use descrape::train::HeadlineTrainer;

use super::Artefact;
use super::card::{self, Card};
use super::cases;
use super::steps::Steps;
use crate::kit::Kit;

/// The files whose pages have titles, in every shape.
const DATA: [&str; 4] = [
    "cleaning/dumps.jsonl.gz",
    "cleaning/extractors.jsonl.gz",
    "cleaning/renderings.jsonl.gz",
    "cleaning/extra.jsonl.gz",
];

/// Learns the points from the pages whose title is known.
pub(crate) fn make(kit: &Kit, steps: &Steps) -> Result<Artefact> {
    steps.say("pages with a title");
    let (mut trainer, mut pages, mut titled) = (HeadlineTrainer::new(), 0u32, 0u32);
    for name in DATA {
        for (text, title) in cases::titled(kit, name)? {
            pages += 1;
            titled += u32::from(trainer.add(&text, &title));
        }
    }
    steps.say("headline");
    let bytes = trainer.train().into_bytes();
    let card = Card {
        about: "Points of the signs by which a line is the headline. The share is that of the pages on which the \
                title is a line that may be elected; how often the right one is, is told with the lines."
            .to_owned(),
        format: "The name of a sign, a tabulator and its points a line".to_owned(),
        figures: [
            ("pages with a title".to_owned(), f64::from(pages)),
            ("share that shows it".to_owned(), (f64::from(titled) / f64::from(pages.max(1)) * 1e5).round() / 1e5),
        ]
        .into(),
        data: card::data(kit, DATA)?,
        ..Card::new("headline.txt", &bytes)
    };
    Ok(Artefact { bytes, card })
}
