//! The page: what its lines say by themselves, and how those that are left stand to each other.
//!
//! [`line_marks`] says what a line says by itself, once for a text; [`view`] is the page of the lines that
//! are left in a round, with its prose, body and places; [`headline`] finds its headline and [`credit`] the
//! lines that date and sign it. Nothing here knows of kinds of noise.
//!
//! Time O(lines + words).

mod credit;
mod date;
mod headline;
mod line_marks;
mod view;

use crate::text::Document;

pub(crate) use credit::{CREDITED_BY, Credit, credit, near_headline};
pub(crate) use date::{Date, PARTS as DATE_PARTS};
pub(crate) use headline::starts_with;
#[cfg(feature = "train")]
pub(crate) use headline::{COUNT as SIGN_COUNT, NAMES as SIGN_NAMES, Shown, signs_of as headline_signs};
pub(crate) use line_marks::{
    CREDITED, DIVIDED, LISTED, Mark, Marks, SIGNED, TEMPLATED, mark_templates, marks, templates,
};
pub(crate) use view::{FoldedHints, Page, Place};

/// The page of the lines that are left, with its headline. Time O(lines + words).
pub(crate) fn segment<'a>(
    document: &'a Document<'a>,
    marks: &'a [Mark],
    lines: &'a [u32],
    known: FoldedHints,
) -> Page<'a> {
    let mut page = Page::new(document, marks, lines, known);
    page.candidates = headline::candidates(&page);
    let titled = |key| (0..page.len()).find(|&i| page.line(i).key == key);
    page.headline = known.title.and_then(titled).or_else(|| headline::find(&page, &page.candidates));
    page
}

/// Makes another line the headline of the page, or the first of its copies over the body.
pub(crate) fn rename(page: &mut Page<'_>, headline: usize) {
    page.headline = Some(headline::first_of_copies(page, headline));
}

/// The headline and its copies are none any more, but the next likely candidate.
pub(crate) fn depose(page: &mut Page<'_>) {
    let Some(headline) = page.headline.take() else { return };
    let id = page.line(headline).id;
    let mut candidates = std::mem::take(&mut page.candidates);
    candidates.retain(|&(i, _)| page.line(i).id != id);
    page.candidates = candidates;
    page.headline = headline::find(page, &page.candidates);
}
