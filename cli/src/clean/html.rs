//! `--html`: one web page that shows each text with the removed lines marked.
//!
//! The page stands alone and runs no script: hiding a kind is done by check boxes
//! and style sheets. All that comes from outside is escaped, and its security policy
//! forbids loading anything, should an escape ever be missed.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use descrape::{Cleaner, Evidence, NoiseKind, Removal, Report, Scope, Span};

use super::explain::{self, Lines};
use super::style;
use super::tally::Tally;
use crate::exit::{complain, usage};
use crate::input;
use crate::replace::replace;
use crate::terminal::shown;

/// Whether the page may be written there. `--html *.txt` takes the first text for
/// the page's name, and must not write over it.
fn check(path: &Path, files: &[PathBuf]) -> anyhow::Result<()> {
    let is_page = path
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
    let real = |path: &Path| fs::canonicalize(path).ok();
    let name = shown(path);
    if input::is_stdin(path) {
        Ok(())
    } else if path.exists() && !is_page {
        Err(usage(format_args!("--html {name}: exists and is not named .html, so it is not written over")))
    } else if real(path).is_some_and(|page| files.iter().any(|file| real(file).as_ref() == Some(&page))) {
        Err(usage(format_args!("--html {name}: is also a text to clean")))
    } else {
        Ok(())
    }
}

/// Cleans all files and writes the page, to `out` if its name is `-`.
pub(super) fn run(
    cleaner: &Cleaner,
    path: &Path,
    files: &[PathBuf],
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    check(path, files)?;
    let mut page = Page::default();
    let good = input::each(files, |name, text| {
        page.section(name, &cleaner.report(text));
        Ok(())
    })?;
    if page.total.files == 0 {
        // A page that says nothing must not take the place of one that does.
        return Ok(good);
    }
    let html = page.finish();
    if input::is_stdin(path) {
        out.write_all(html.as_bytes())?;
        return Ok(good);
    }
    let written = replace(path, |file| file.write_all(html.as_bytes()));
    if let Err(error) = &written {
        complain(format_args!("{}: {error}", shown(path)));
    }
    Ok(good && written.is_ok())
}

/// The page while it grows.
#[derive(Default)]
struct Page {
    body: String,
    /// Links to the sections.
    contents: String,
    total: Tally,
}

impl Page {
    fn section(&mut self, name: &str, report: &Report<'_>) {
        let tally = Tally::of(report);
        let lines = Lines::new(report.source());
        self.total.add(&tally);
        let (id, name) = (self.total.files, escape(name));
        let removed = tally.lines_removed;
        let _ = writeln!(self.contents, "<li><a href=\"#t{id}\"><bdi>{name}</bdi></a> <b>{removed}</b></li>");
        let _ = write!(
            self.body,
            "<section id=\"t{id}\">\n<h2 dir=\"auto\">{name}</h2>\n<p class=\"facts\">{}<br>{}</p>\n<div class=\"text\">\n",
            tally.sentence(),
            explain::facts(report, &lines).join("; "),
        );
        self.lines(report, &lines);
        self.body.push_str("</div>\n</section>\n");
    }

    /// All lines of a text. Blank ones become a gap, or go with the line that they follow.
    fn lines(&mut self, report: &Report<'_>, lines: &Lines) {
        let mut removed = report.removed().iter().peekable();
        let (mut at, mut gap) = (0, false);
        for line in report.source().split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            while removed.next_if(|removal| removal.span.end <= span.start).is_some() {}
            let removal = removed
                .peek()
                .filter(|removal| removal.scope == Scope::Line && removal.span.start <= span.start);
            if line.trim().is_empty() {
                gap |= removal.is_none();
                continue;
            }
            if std::mem::take(&mut gap) {
                self.body.push_str("<hr>\n");
            }
            match removal {
                Some(removal) => self.removed(report, lines, removal, span),
                None => {
                    let mut inside = Vec::new();
                    while let Some(sentence) = removed.next_if(|removal| removal.span.start < span.end) {
                        inside.push(sentence);
                    }
                    self.kept(report, lines, span, &inside);
                }
            }
        }
    }

    fn removed(&mut self, report: &Report<'_>, lines: &Lines, removal: &Removal, span: Span) {
        let kind = removal.kind;
        let title = title(report, lines, removal);
        let text = report.source();
        let shown = match removal.evidence {
            Evidence::Phrase { span: phrase } if span.start <= phrase.start && phrase.end <= span.end => {
                format!(
                    "{}<mark>{}</mark>{}",
                    escape(Span::new(span.start, phrase.start).of(text)),
                    escape(phrase.of(text)),
                    escape(Span::new(phrase.end, span.end).of(text)),
                )
            }
            _ => escape(span.of(text)),
        };
        let _ = writeln!(
            self.body,
            "<div class=\"l r k{}\" title=\"{title}\"><i>{}</i><p dir=\"auto\">{shown}</p><b>{}</b></div>",
            kind as usize,
            lines.number(span.start),
            words(kind),
        );
    }

    /// A line that stays, with the sentences that went from it.
    fn kept(&mut self, report: &Report<'_>, lines: &Lines, span: Span, inside: &[&Removal]) {
        let holds = |found: Option<Span>| {
            found.is_some_and(|found| span.start <= found.start && found.end <= span.end)
        };
        let roles =
            [("headline", report.headline()), ("byline", report.byline()), ("dateline", report.dateline())];
        let role = roles.iter().find(|&&(_, found)| holds(found)).map(|&(role, _)| role);
        let text = report.source();
        let (mut shown, mut at) = (String::new(), span.start);
        for removal in inside {
            let _ = write!(
                shown,
                "{}<del class=\"r k{}\" title=\"{}\">{}</del>",
                escape(Span::new(at, removal.span.start).of(text)),
                removal.kind as usize,
                title(report, lines, removal),
                escape(removal.span.of(text)),
            );
            at = removal.span.end;
        }
        shown.push_str(&escape(Span::new(at, span.end).of(text)));
        let _ = writeln!(
            self.body,
            "<div class=\"l {}\"><i>{}</i><p dir=\"auto\">{shown}</p>{}</div>",
            role.unwrap_or_default(),
            lines.number(span.start),
            role.map(|role| format!("<b>{role}</b>")).unwrap_or_default(),
        );
    }

    /// The whole page: head and legend are known only now, when all texts are counted.
    fn finish(self) -> String {
        let mut rules = String::new();
        let mut legend = String::new();
        for (kind, lines, _) in self.total.kinds() {
            let number = kind as usize;
            let _ = writeln!(
                rules,
                ".k{number}{{--h:{}}}body:has(#s{number}:not(:checked)) .r.k{number}{{display:none}}",
                style::hue(number, NoiseKind::ALL.len()),
            );
            let _ = writeln!(
                legend,
                "<label class=\"k{number}\"><input type=\"checkbox\" id=\"s{number}\" checked>\
                 <span>{}</span><b>{lines}</b></label>",
                words(kind),
            );
        }
        let several = if self.total.files > 1 {
            format!("<nav><h2>Texts</h2><ol>\n{}</ol></nav>\n", self.contents)
        } else {
            String::new()
        };
        let texts = if self.total.files == 1 { "text" } else { "texts" };
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>What was removed</title>\n\
             <style>\n{css}{rules}</style>\n</head>\n<body>\n<aside>\n<h1>What was removed</h1>\n\
             <p>{files} {texts}: {sentence}.</p>\n<div class=\"legend\">\n\
             <label class=\"all\"><input type=\"checkbox\" id=\"stays\"><span>only what stays</span></label>\n\
             {legend}</div>\n{several}</aside>\n<main>\n{body}</main>\n</body>\n</html>\n",
            css = style::CSS,
            files = self.total.files,
            sentence = self.total.sentence(),
            body = self.body,
        )
    }
}

/// What a person is told who points at what went.
fn title(report: &Report<'_>, lines: &Lines, removal: &Removal) -> String {
    let reason = explain::why(report, lines, removal);
    escape(&format!("{}, score {} of 1000: {reason}", words(removal.kind), removal.score))
}

/// A kind's name as people write it.
fn words(kind: NoiseKind) -> String {
    kind.name().replace('_', " ")
}

/// `text` for element content and quoted attributes. Characters that HTML forbids
/// are replaced, and a carriage return is no line break here.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push(' '),
            '\t' | '\n' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
