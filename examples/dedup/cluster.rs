//! `cluster`: reads all texts, and then tells which are one.

use std::io::{self, Write};

use descrape::Clusters;

use crate::args::Args;
use crate::input::not_utf8;
use crate::lines::{self, Line};
use crate::listing::Listing;
use crate::{input, json, waiting};

/// Texts, and what to call them: an id in JSON, or a place in the input.
#[derive(Default)]
pub(crate) struct Texts {
    pub(crate) names: Vec<String>,
    pub(crate) texts: Vec<String>,
}

impl Texts {
    fn push(&mut self, name: String, text: &str) {
        self.names.push(name);
        self.texts.push(text.to_owned());
    }

    /// What `read` makes of each line: a name and a text.
    fn read_lines(
        &mut self,
        args: &Args,
        read: fn(&Line) -> Result<(String, String), String>,
    ) -> io::Result<bool> {
        lines::each(&args.files, "read", read, |batch| {
            let (names, texts): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
            self.names.extend(names);
            self.texts.extend(texts);
            Ok(())
        })
    }

    /// Each of several files for one text; the texts of a single one.
    pub(crate) fn read_documents(&mut self, args: &Args) -> io::Result<bool> {
        input::each(&args.files, |name, text| {
            if args.files.len() > 1 {
                self.push(name.to_owned(), text);
            } else {
                self.split(text);
            }
            Ok(())
        })
    }

    /// The texts between lines of `---`, without blank ones.
    fn split(&mut self, text: &str) {
        let (mut start, mut first, mut at) = (0, 1, 0);
        for (before, line) in text.split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" {
                self.part(text.get(start..at).unwrap_or(""), first);
                (start, first) = (at + line.len(), before + 2);
            }
            at += line.len();
        }
        self.part(text.get(start..).unwrap_or(""), first);
    }

    /// A part that starts with line `first`. It is called after its first line that is not blank.
    fn part(&mut self, text: &str, first: usize) {
        if let Some(blank) = text.lines().position(|line| !line.trim().is_empty()) {
            self.push(format!("line {}", first + blank), text);
        }
    }
}

/// Clusters all texts. `false` if some input was bad.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    let mut texts = Texts::default();
    let good = if args.jsonl {
        texts.read_lines(args, object)?
    } else if args.documents {
        texts.read_documents(args)?
    } else {
        texts.read_lines(args, headline)?
    };
    let clusters = waiting::during("clustering", || args.dedup.clusters(&texts.texts));
    if args.jsonl {
        write(&texts.names, &clusters, args.explain, out)?;
    } else {
        Listing::new(&args.dedup, &texts).write(&clusters, out)?;
    }
    Ok(good)
}

fn object(line: &Line) -> Result<(String, String), String> {
    let value = json::object(&line.bytes)?;
    if value.get("id").is_none() {
        // Without it nobody could tell which texts are meant.
        return Err("no \"id\"".to_owned());
    }
    Ok((json::id(&value).to_string(), json::needed(&value, "text")?.to_owned()))
}

fn headline(line: &Line) -> Result<(String, String), String> {
    let text = std::str::from_utf8(&line.bytes).map_err(not_utf8)?;
    Ok((line.place(), text.to_owned()))
}

/// One JSON line a text, by their ids.
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
pub(crate) fn matched(clusters: &Clusters, text: usize) -> Option<(usize, u16)> {
    let pair = clusters.because(text)?;
    Some((if pair.first == text { pair.second } else { pair.first }, pair.score))
}
