//! Says which lines of a page would be removed, how sure that is, and why.
//!
//! ```text
//! cargo run --release --example report < examples/pages/full-page.txt
//! ```

use std::io::{self, Read, Write};

use descrape::{Cleaner, Evidence, Hints, Report};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;

    // What is known of a page helps, and nothing of it is needed.
    let hints = Hints::new().lang("en").site("https://news.example/a");
    let report = Cleaner::new().report_with(&text, hints);

    let mut out = io::stdout().lock();
    for removal in report.removed() {
        let line = removal.span.of(&text).trim();
        writeln!(out, "{:>4} {:<20} {line}", removal.score, removal.kind.name())?;
        writeln!(out, "     {}", reason(&report, removal.evidence))?;
    }
    // The report holds spans of the text, and the headline is one of them.
    let headline = report.headline().map_or("none", |span| span.of(&text));
    writeln!(out, "{} bytes of {} stay; headline: {headline}", report.text().len(), text.len())
}

/// What a removal rests on, in words.
fn reason(report: &Report<'_>, evidence: Evidence) -> String {
    let quoted = |span: descrape::Span| format!("\"{}\"", span.of(report.source()).trim());
    match evidence {
        Evidence::Phrase { span } => format!("says {}", quoted(span)),
        Evidence::Shape => "looks like it".to_owned(),
        Evidence::Repeat { first } => format!("repeats {}", quoted(first)),
        Evidence::Block { opener } => format!("stands in the block of {}", quoted(opener)),
        Evidence::Model { clues } => clues.iter().map(|clue| clue.to_string()).collect::<Vec<_>>().join("; "),
        Evidence::Template { documents } => format!("stands on {documents} pages of the site"),
        _ => "for another reason".to_owned(),
    }
}
