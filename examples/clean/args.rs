//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use descrape::{Cleaner, CleanerBuilder, Lang, NoiseKind, Policy};

use crate::options::{self, Arg, Options};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
Removes scraper noise (menus, cookie banners, related headlines) from plain text.

Usage: clean [OPTIONS] [FILE]...

Without FILE, or where FILE is -, standard input is read. Text is UTF-8.

What to show (the default is the cleaned text):
      --report       which lines went, and why, as a table
      --html PAGE    the same as a web page with the removed lines marked; - is standard output
      --jsonl        clean JSON lines from standard input to standard output:
                     {\"id\": any, \"text\": string} and, if known, \"site\" (or \"url\"), \"title\"
                     and \"lang\"

What to remove:
      --policy NAME  gentle, balanced (the default) or strict
      --keep KIND    leave this kind of noise in the text; may be given several times
      --lang CODE    look for phrases of this language only; may be given several times
      --rules-only   only what phrases and rules find: no model is asked
      --learn-sites  with --jsonl: read everything twice, and remove what stands on page
                     after page of a site. Input that is no file is kept in a temporary file
      --templates FILE
                     with --learn-sites: write there what was learnt of the sites;
                     without: remove what was learnt before

  -h, --help         show this

Exit status: 0 if all went well, 1 if some input was bad, 2 if the command line was.
";

/// What to show.
pub(crate) enum Mode {
    Help,
    Plain,
    Report,
    Html(PathBuf),
    Jsonl,
}

/// The command line, understood.
pub(crate) struct Args {
    pub(crate) mode: Mode,
    pub(crate) cleaner: Cleaner,
    /// What the cleaner was built from: what is learnt of the sites is still to be added.
    pub(crate) builder: CleanerBuilder,
    pub(crate) learn_sites: bool,
    pub(crate) templates: Option<PathBuf>,
    /// Empty for standard input.
    pub(crate) files: Vec<PathBuf>,
}

/// Reads the arguments after the program's name. The error is for people, and
/// names the option or the value.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Args, String> {
    let mut options = Options::new(args);
    let mut modes: Vec<Mode> = Vec::new();
    let mut policy = Policy::balanced();
    let mut kept: Vec<NoiseKind> = Vec::new();
    let mut languages: Vec<Lang> = Vec::new();
    let (mut rules_only, mut learn_sites) = (false, false);
    let mut templates: Option<PathBuf> = None;
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(arg) = options.next()? {
        let name = match arg {
            Arg::File(file) => {
                files.push(file);
                continue;
            }
            Arg::Option(name) => name,
        };
        match name.as_str() {
            "--policy" => policy = policy_named(&options.word()?)?,
            "--keep" => kept.push(kind_named(&options.word()?)?),
            "--lang" => languages.push(lang_named(&options.word()?)?),
            "--rules-only" => rules_only = true,
            "--learn-sites" => learn_sites = true,
            "--templates" => templates = Some(options.value()?.into()),
            "--html" => modes.push(Mode::Html(options.value()?.into())),
            "--report" => modes.push(Mode::Report),
            "--jsonl" => modes.push(Mode::Jsonl),
            "--help" | "-h" => modes.insert(0, Mode::Help),
            _ => return Err(options::unknown(&name)),
        }
    }
    let mode = match modes.first() {
        Some(Mode::Help) => Mode::Help,
        _ if modes.len() > 1 => {
            return Err("only one of --report, --html and --jsonl can be shown".to_owned());
        }
        _ => modes.pop().unwrap_or(Mode::Plain),
    };
    if let (Mode::Jsonl, Some(file)) = (&mode, files.first()) {
        return Err(format!("--jsonl reads standard input only, not {}", file.display()));
    }
    if (learn_sites || templates.is_some()) && !matches!(mode, Mode::Jsonl | Mode::Help) {
        let name = if learn_sites { "--learn-sites" } else { "--templates" };
        return Err(format!("{name} needs --jsonl, where each line names its site"));
    }
    let builder = builder(policy, &kept, &languages, rules_only);
    let cleaner = builder.clone().build().map_err(|error| error.to_string())?;
    Ok(Args { mode, cleaner, builder, learn_sites, templates, files })
}

fn policy_named(name: &str) -> Result<Policy, String> {
    match name {
        "gentle" => Ok(Policy::gentle()),
        "balanced" => Ok(Policy::balanced()),
        "strict" => Ok(Policy::strict()),
        _ => Err(format!("--policy {name}: must be gentle, balanced or strict")),
    }
}

fn kind_named(name: &str) -> Result<NoiseKind, String> {
    name.parse().map_err(|_| {
        let known: Vec<&str> = NoiseKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("--keep {name}: must be one of {}", known.join(", "))
    })
}

fn lang_named(code: &str) -> Result<Lang, String> {
    code.parse().map_err(|_| {
        let known: Vec<&str> = Lang::all().map(Lang::code).collect();
        format!("--lang {code}: must be one of {}", known.join(", "))
    })
}

fn builder(policy: Policy, kept: &[NoiseKind], languages: &[Lang], rules_only: bool) -> CleanerBuilder {
    let policy = kept.iter().fold(policy, |policy, &kind| policy.spare(kind));
    let mut builder = Cleaner::builder().policy(policy);
    if !languages.is_empty() {
        builder = builder.languages(languages);
    }
    if rules_only {
        builder = builder.rules_only();
    }
    builder
}
