//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use descrape::{Dedup, KeepRule, Linkage, Preset};

use crate::options::{self, Arg, Options};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Finds near-duplicate texts, and says why they are.

Usage: dedup pairs [OPTIONS] [FILE]...
       dedup cluster [OPTIONS] [FILE]...
       dedup add|query|remove|merge --index INDEX [OPTIONS] [FILE]...

Without FILE, or where FILE is -, standard input is read. Text is UTF-8.

dedup pairs compares two texts a line, with a tab between them, and prints a line for each:
score, duplicate or different, and the reasons, with tabs between them.
      --jsonl           read {\"id\": any, \"a\": string, \"b\": string} instead,
                        write {\"id\", \"score\", \"dup\"}
      --explain         with --jsonl: also \"reasons\" and \"signs\"

dedup cluster gathers texts that are one, and lists all clusters of two texts or more: the text
to keep, and of the others the score and the reasons. It takes one headline a line, or, of
documents, each FILE for one text; a single FILE and standard input can hold several documents,
with a line between them that holds only ---
      --jsonl           read {\"id\": any, \"text\": string} instead, write {\"id\", \"cluster\"}:
                        the id of the text to keep
      --explain         with --jsonl: also \"leader\" (that id, too), \"because\" (the id of the text
                        it was matched with, or null) and \"score\" (of that match, or null)
      --linkage NAME    how pairs make clusters: leader, connected or stepwise
                        (the default is stepwise for headlines, leader for documents)
      --keep NAME       the text to keep: first (the default) or longest

dedup add holds texts, read as by cluster, against all that INDEX holds, one by one, and stores those
that repeat none; dedup query stores nothing. For each text there is a line with tabs: its id, new or
repeats ID, the score, and its first line. Ids are numbers, counted on from the greatest in INDEX.
      --index INDEX     the file, which add and merge make if there is none. It is written anew beside
                        itself (INDEX.PID.part) and then renamed, so a run that fails or is killed
                        leaves the old one whole
      --jsonl           read {\"id\": number, \"text\": string} instead, write {\"id\", \"repeats\": id
                        or null, \"score\": number or null}; ids need not be unique
dedup remove takes out all texts of the ids that it reads, one a line; dedup merge adds all that other
indexes hold, which are its FILEs. Both say how many texts these are.

For all but remove and merge:
      --preset NAME     headlines (the default) or documents; the score of a pair is the same
      --min-score N     the least score of duplicates, 1 to 1000 (the default is 500)
  -h, --help            show this

Exit status: 0 if all went well, 1 if some input was bad, 2 if the command line was.
";

/// What to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Help,
    Pairs,
    Cluster,
    Add,
    Query,
    Remove,
    Merge,
}

impl Mode {
    const fn has_index(self) -> bool {
        matches!(self, Self::Add | Self::Query | Self::Remove | Self::Merge)
    }
}

/// The command line, understood.
pub(crate) struct Args {
    pub(crate) mode: Mode,
    pub(crate) jsonl: bool,
    pub(crate) explain: bool,
    /// Texts are whole ones, and not a line each.
    pub(crate) documents: bool,
    pub(crate) dedup: Dedup,
    /// Whether the preset or the least score was named, so that an index has to agree.
    pub(crate) asked: bool,
    /// Of the modes that have one.
    pub(crate) index: PathBuf,
    /// Empty for standard input.
    pub(crate) files: Vec<PathBuf>,
}

/// Reads the arguments after the program's name. The error is for people, and
/// names the option or the value.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Args, String> {
    let mut options = Options::new(args);
    let (mut mode, mut help) = (None, false);
    let (mut jsonl, mut explain, mut documents) = (false, false, None);
    let mut index = None;
    let (mut min_score, mut linkage, mut keep) = (None, None, None);
    let mut files = Vec::new();
    while let Some(arg) = options.next()? {
        let name = match arg {
            Arg::File(word) if mode.is_none() => {
                mode = Some(mode_named(&word.to_string_lossy())?);
                continue;
            }
            Arg::File(file) => {
                files.push(file);
                continue;
            }
            Arg::Option(name) => name,
        };
        match name.as_str() {
            "--jsonl" => jsonl = true,
            "--explain" => explain = true,
            "--preset" => documents = Some(is_documents(&options.word()?)?),
            "--index" => index = Some(PathBuf::from(options.value()?)),
            "--min-score" => min_score = Some(score(&options.word()?)?),
            "--linkage" => linkage = Some(linkage_named(&options.word()?)?),
            "--keep" => keep = Some(keep_named(&options.word()?)?),
            "--help" | "-h" => help = true,
            _ => return Err(options::unknown(&name)),
        }
    }
    let mode = match mode {
        _ if help => Mode::Help,
        Some(mode) => mode,
        None => return Err(format!("what to do? {MODES}")),
    };
    if mode != Mode::Help && mode.has_index() != index.is_some() {
        return Err("--index goes with add, query, remove and merge, and they with it".to_owned());
    }
    if mode.has_index() && explain {
        return Err("--explain is for pairs and cluster only".to_owned());
    }
    if mode != Mode::Cluster && mode != Mode::Help && (linkage.is_some() || keep.is_some()) {
        return Err(format!("{} is for cluster only", if keep.is_some() { "--keep" } else { "--linkage" }));
    }
    if mode != Mode::Help && explain && !jsonl {
        return Err("--explain goes with --jsonl only: without it reasons are always shown".to_owned());
    }
    let asked = documents.is_some() || min_score.is_some();
    let documents = documents.unwrap_or(false);
    let preset = if documents { Preset::Documents } else { Preset::Headlines };
    let mut builder = Dedup::builder(preset);
    if let Some(min_score) = min_score {
        builder = builder.min_score(min_score);
    }
    if let Some(linkage) = linkage {
        builder = builder.linkage(linkage);
    }
    let dedup = builder.keep(keep.unwrap_or_default()).build().map_err(|error| error.to_string())?;
    let index = index.unwrap_or_default();
    Ok(Args { mode, jsonl, explain, documents, dedup, asked, index, files })
}

const MODES: &str = "pairs, cluster, add, query, remove or merge";

fn mode_named(name: &str) -> Result<Mode, String> {
    match name {
        "pairs" => Ok(Mode::Pairs),
        "cluster" => Ok(Mode::Cluster),
        "add" => Ok(Mode::Add),
        "query" => Ok(Mode::Query),
        "remove" => Ok(Mode::Remove),
        "merge" => Ok(Mode::Merge),
        _ => Err(format!("{name}: must be {MODES}")),
    }
}

fn is_documents(preset: &str) -> Result<bool, String> {
    match preset {
        "headlines" => Ok(false),
        "documents" => Ok(true),
        _ => Err(format!("--preset {preset}: must be headlines or documents")),
    }
}

fn score(number: &str) -> Result<u16, String> {
    let score = number.parse().ok().filter(|score| (1..=1000).contains(score));
    score.ok_or_else(|| format!("--min-score {number}: must be a number from 1 to 1000"))
}

fn linkage_named(name: &str) -> Result<Linkage, String> {
    let all = [Linkage::Leader, Linkage::Connected, Linkage::Stepwise];
    let found = all.into_iter().find(|linkage| linkage.name() == name);
    found.ok_or_else(|| format!("--linkage {name}: must be leader, connected or stepwise"))
}

fn keep_named(name: &str) -> Result<KeepRule, String> {
    let found = [KeepRule::First, KeepRule::Longest].into_iter().find(|keep| keep.name() == name);
    found.ok_or_else(|| format!("--keep {name}: must be first or longest"))
}
