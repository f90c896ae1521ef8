//! `cluster`: reads all texts, and then tells which are one.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::ensure;
use clap::Args;
use descrape::{Clusters, Dedup, KeepRule, Linkage};

use super::listing::Listing;
use super::scoring::Scoring;
use super::texts::Texts;
use crate::choice::one_of;
use crate::input::utf8;
use crate::lines::Line;
use crate::{exit, json, progress};

/// Gathers texts that are one.
///
/// All clusters of two texts or more are listed: the text to keep, and of the others the score and the reasons. Of
/// headlines, a line is a text; of documents, each FILE is one. A single FILE and standard input can hold several
/// documents, with a line between them that holds only ---
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    /// Read {"id": any, "text": string} instead, write {"id", "cluster"}: the id of the text to keep
    #[arg(long)]
    jsonl: bool,

    /// With --jsonl: also "leader" (that id, too), "because" (the id of the text it was matched with, or null) and
    /// "score" (of that match, or null); without it reasons are always shown
    #[arg(long, requires = "jsonl")]
    explain: bool,

    /// How pairs make clusters (stepwise for headlines, leader for documents unless given)
    #[arg(long, value_name = "NAME",
        value_parser = one_of(&[Linkage::Leader, Linkage::Connected, Linkage::Stepwise], Linkage::name))]
    linkage: Option<Linkage>,

    /// The text to keep (the first unless given)
    #[arg(long, value_name = "NAME", value_parser = one_of(&[KeepRule::First, KeepRule::Longest], KeepRule::name))]
    keep: Option<KeepRule>,

    #[command(flatten)]
    scoring: Scoring,

    /// Files of texts
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Options {
    fn dedup(&self) -> anyhow::Result<Dedup> {
        let mut builder = self.scoring.builder().keep(self.keep.unwrap_or_default());
        if let Some(linkage) = self.linkage {
            builder = builder.linkage(linkage);
        }
        Ok(builder.build()?)
    }
}

/// Clusters all texts. `false` if some input was bad.
pub(super) fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let dedup = options.dedup()?;
    let mut texts = Texts::default();
    let good = if options.jsonl {
        texts.read_lines(&options.files, object)?
    } else if options.scoring.documents() {
        texts.read_documents(&options.files)?
    } else {
        texts.read_lines(&options.files, headline)?
    };
    let clusters = progress::during("clustering", || dedup.clusters(&texts.texts));
    if options.jsonl {
        write(&texts.names, &clusters, options.explain, out)?;
    } else {
        Listing::new(&dedup, &texts).write(&clusters, out)?;
    }
    Ok(good)
}

fn object(line: &Line) -> anyhow::Result<(String, String)> {
    let value = json::object(&line.bytes)?;
    // Without it nobody could tell which texts are meant.
    ensure!(value.get("id").is_some(), "no \"id\"");
    Ok((json::id(&value).to_string(), json::needed(&value, "text")?.to_owned()))
}

fn headline(line: &Line) -> anyhow::Result<(String, String)> {
    Ok((line.place(), utf8(&line.bytes)?.to_owned()))
}

/// One JSON line a text, by their ids, which are JSON already. Other programs read it: fields may be added, and none
/// changes.
fn write(ids: &[String], clusters: &Clusters, explain: bool, out: &mut impl Write) -> io::Result<()> {
    let name = |text: usize| ids.get(text).map_or("null", String::as_str);
    for (text, id) in ids.iter().enumerate() {
        let leader = name(clusters.leader_of(text).unwrap_or(text));
        write!(out, "{{\"id\":{id},\"cluster\":{leader}")?;
        if explain {
            let (because, score) = match matched(clusters, text) {
                Some((with, score)) => (name(with), score.to_string()),
                None => ("null", "null".to_owned()),
            };
            write!(out, ",\"leader\":{leader},\"because\":{because},\"score\":{score}")?;
        }
        out.write_all(b"}\n")?;
    }
    Ok(())
}

/// The text that `text` was matched with, and how surely.
pub(super) fn matched(clusters: &Clusters, text: usize) -> Option<(usize, u16)> {
    let pair = clusters.because(text)?;
    Some((if pair.first == text { pair.second } else { pair.first }, pair.score))
}
