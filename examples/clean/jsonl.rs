//! `--jsonl`: JSON lines in, JSON lines out, in the same order.

use std::io::{self, Write};

use descrape::{Cleaner, Hints, Report, Span};
use serde_json::Value;

use crate::args::Args;
use crate::json;
use crate::lines::{self, Line};
use crate::sites;

/// Cleans standard input to `out`. `false` if some lines were bad.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    if args.learn_sites || args.templates.is_some() {
        return sites::run(args, out);
    }
    let work = |line: &Line| answer(&args.cleaner, &line.bytes).map(|(answer, _)| answer);
    lines::answer(&args.files, "cleaned", work, out)
}

/// The site that a line names: its field `site`, or else its address.
pub(crate) fn site(value: &Value) -> Result<Option<&str>, String> {
    let (site, url) = (json::string(value, "site")?, json::string(value, "url")?);
    Ok(site.filter(|site| !site.trim().is_empty()).or(url))
}

/// The line to write, and whether the one that was read names its site.
pub(crate) fn answer(cleaner: &Cleaner, line: &[u8]) -> Result<(Vec<u8>, bool), String> {
    let value = json::object(line)?;
    let text = json::needed(&value, "text")?;
    let (title, lang) = (json::string(&value, "title")?, json::string(&value, "lang")?);
    let hints = Hints::new().site(site(&value)?).title(title).lang(lang);
    let report = cleaner.report_with(text, hints);
    let mut out = Vec::with_capacity(text.len() + 256);
    write(&mut out, json::id(&value), &report).map_err(|error| error.to_string())?;
    Ok((out, hints.site.is_some()))
}

/// One answer. Written field by field, since a map would sort the names.
fn write(out: &mut Vec<u8>, id: &Value, report: &Report<'_>) -> io::Result<()> {
    out.extend_from_slice(b"{\"id\":");
    serde_json::to_writer(&mut *out, id)?;
    out.extend_from_slice(b",\"text\":");
    serde_json::to_writer(&mut *out, &report.text())?;
    out.extend_from_slice(b",\"removed\":[");
    for (at, removal) in report.removed().iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let (Span { start, end, .. }, kind, score) = (removal.span, removal.kind.name(), removal.score);
        write!(out, "{comma}{{\"start\":{start},\"end\":{end},\"kind\":\"{kind}\",\"score\":{score}}}")?;
    }
    write!(out, "],\"headline\":{}", pair(report.headline()))?;
    write!(out, ",\"byline\":{}", pair(report.byline()))?;
    write!(out, ",\"dateline\":{}", pair(report.dateline()))?;
    let related: Vec<String> = report.related_headlines().iter().map(|&span| pair(Some(span))).collect();
    write!(out, ",\"related_headlines\":[{}]", related.join(","))?;
    writeln!(out, ",\"settled\":{}}}", report.settled())
}

/// Byte offsets into the given text, or `null`.
fn pair(span: Option<Span>) -> String {
    span.map_or_else(|| "null".to_owned(), |span| format!("[{},{}]", span.start, span.end))
}
