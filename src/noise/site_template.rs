//! Site templates: what stands on page after page of the site.
//!
//! # Looks like
//! Anything: a slogan, a menu in a language without a lexicon, a plea that nobody has written down.
//! What it is, other kinds may know: the line then has their kind, and the template only makes it surer.
//!
//! # Spares by default
//! A line between paragraphs of the body that is elsewhere never seen there: a sub-heading that is also
//! an entry of the menu.
//!
//! # Evidence
//! The count of pages of the site that it was learnt from.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::CueSet;
use crate::page::Place;
use crate::page::TEMPLATED;

pub(super) const LOOKS_AT: CueSet = TEMPLATED;

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let Some(template) = page.template(i) else { return };
    if !template.inside && between_paragraphs(page, i) {
        return;
    }
    let kind = findings.get(i).map_or(NoiseKind::SiteTemplate, |found| found.kind);
    findings.claim(i, kind, template.score, Why::Template(template.documents));
}

/// Whether the line stands between two paragraphs of the article.
fn between_paragraphs(page: &Page<'_>, i: usize) -> bool {
    let paragraph = |i: usize| page.prose(i) && page.template(i).is_none();
    let before = i > 0 && paragraph(i - 1);
    page.place(i) == Place::Body && before && i + 1 < page.len() && paragraph(i + 1)
}
