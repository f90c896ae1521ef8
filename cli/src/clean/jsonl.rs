//! `--jsonl`: JSON lines in, JSON lines out, in the same order.

use std::io::Write;

use descrape::{Cleaner, Hints};
use serde_json::Value;

use super::options::Options;
use super::sites;
use crate::answer::Answer;
use crate::json;
use crate::lines::{self, Line};

/// Cleans standard input to `out`. `false` if some lines were bad.
pub(super) fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    if options.learn_sites || options.templates.is_some() {
        return sites::run(options, out);
    }
    let cleaner = options.cleaner().build()?;
    let work = |line: &Line| answer(&cleaner, &line.bytes, options.join).map(|(answer, _)| answer);
    lines::answer(&options.files, "cleaned", work, out)
}

/// The site that a line names: its field `site`, or else its address.
pub(super) fn site(value: &Value) -> anyhow::Result<Option<&str>> {
    let (site, url) = (json::string(value, "site")?, json::string(value, "url")?);
    Ok(site.filter(|site| !site.trim().is_empty()).or(url))
}

/// The line to write, and whether the one that was read names its site.
pub(super) fn answer(cleaner: &Cleaner, line: &[u8], join: bool) -> anyhow::Result<(Vec<u8>, bool)> {
    let value = json::object(line)?;
    let text = json::needed(&value, "text")?;
    let site = site(&value)?;
    let (title, lang) = (json::string(&value, "title")?, json::string(&value, "lang")?);
    let report = cleaner.report_with(text, Hints::new().site(site).title(title).lang(lang));
    Ok((json::line(&Answer::new(json::id(&value), &report, join))?, site.is_some()))
}
