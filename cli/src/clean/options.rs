//! The command line of `clean`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use descrape::{Cleaner, CleanerBuilder, Lang, NoiseKind, Policy};

use crate::choice::one_of;
use crate::exit;

/// Removes scraper noise (menus, cookie banners, related headlines) from plain text.
///
/// Without FILE, or where FILE is -, standard input is read. Text is UTF-8. Without an option that says what to show,
/// the cleaned text is printed.
#[derive(Args)]
#[command(after_help = exit::HELP)]
pub(crate) struct Options {
    /// Show which lines went, and why, as a table
    #[arg(long, group = "shown", help_heading = "What to show")]
    pub(super) report: bool,

    /// Show the same as a web page with the removed lines marked; - is standard output
    #[arg(long, value_name = "PAGE", group = "shown", help_heading = "What to show")]
    pub(super) html: Option<PathBuf>,

    /// Clean JSON lines from standard input to standard output: {"id": any, "text": string} and, if known, "site"
    /// (or "url"), "title" and "lang"
    #[arg(long, group = "shown", conflicts_with = "files", help_heading = "What to show")]
    pub(super) jsonl: bool,

    /// Make the breaks inside of sentences spaces in the text that is kept
    #[arg(long, conflicts_with_all = ["report", "html"], help_heading = "What to show")]
    pub(super) join: bool,

    /// Remove what is as sure as this policy asks for
    #[arg(long, value_name = "NAME", default_value = "balanced", help_heading = "What to remove")]
    policy: PolicyName,

    /// Leave this kind of noise in the text; may be given several times
    #[arg(long, value_name = "KIND", value_parser = one_of(NoiseKind::ALL, NoiseKind::name), help_heading = "What to remove")]
    keep: Vec<NoiseKind>,

    /// Look for phrases of this language only; may be given several times
    #[arg(long, value_name = "CODE", value_parser = lang, help_heading = "What to remove")]
    lang: Vec<Lang>,

    /// Only what phrases and rules find: no model is asked
    #[arg(long, help_heading = "What to remove")]
    rules_only: bool,

    /// With --jsonl: read everything twice, and remove what stands on page after page of a site. Input that is no file
    /// is kept in a temporary file
    #[arg(long, requires = "jsonl", conflicts_with_all = ["report", "html"], help_heading = "What to remove")]
    pub(super) learn_sites: bool,

    /// With --learn-sites: write there what was learnt of the sites; without: remove what was learnt before
    #[arg(long, value_name = "FILE", requires = "jsonl", conflicts_with_all = ["report", "html"], help_heading = "What to remove")]
    pub(super) templates: Option<PathBuf>,

    /// Texts to clean
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

impl Options {
    /// A cleaner that does not know yet what is learnt of the sites.
    pub(super) fn cleaner(&self) -> CleanerBuilder {
        let policy = self.keep.iter().fold(self.policy.into(), |policy: Policy, &kind| policy.spare(kind));
        let mut builder = Cleaner::builder().policy(policy);
        if !self.lang.is_empty() {
            builder = builder.languages(&self.lang);
        }
        if self.rules_only {
            builder = builder.rules_only();
        }
        builder
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum PolicyName {
    Gentle,
    Balanced,
    Strict,
}

impl From<PolicyName> for Policy {
    fn from(name: PolicyName) -> Self {
        match name {
            PolicyName::Gentle => Self::gentle(),
            PolicyName::Balanced => Self::balanced(),
            PolicyName::Strict => Self::strict(),
        }
    }
}

fn lang(code: &str) -> Result<Lang, String> {
    code.parse().map_err(|_| {
        let known: Vec<&str> = Lang::all().map(Lang::code).collect();
        format!("must be one of {}", known.join(", "))
    })
}
