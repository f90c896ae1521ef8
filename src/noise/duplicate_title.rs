//! Duplicate titles: the headline once more.
//!
//! # Looks like
//! The headline's words again above the body or at its start; the page's
//! title, which is the headline and the name of the site; the end of a
//! breadcrumb.
//!
//! # Never touches
//! The copy beside the article, and lines that only share words with it.
//!
//! # Evidence
//! Repeat of the line that stays.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::noise::headline::starts_with;

const KIND: NoiseKind = NoiseKind::DuplicateTitle;

pub(super) fn detect(page: &Page<'_>, findings: &mut Findings) {
    let Some(headline) = page.headline else { return };
    if page.words(headline) < 2 {
        return;
    }
    let key = page.line(headline).key;
    let copies: Vec<usize> = (0..page.len()).filter(|&i| page.line(i).key == key).collect();
    let why = Why::Repeat(page.lines[headline]);
    for &copy in copies.iter().filter(|&&copy| copy != headline) {
        // Inside the body it may be a line of the text; behind it, it stands in a
        // list of articles.
        let (kind, score) = match page.place(copy) {
            Place::Body if page.prose(copy) => (KIND, 600),
            Place::Body => (KIND, 760),
            Place::Tail => (NoiseKind::RelatedHeadlines, 930),
            _ => (KIND, 930),
        };
        findings.claim(copy, kind, score, why);
    }
    for i in 0..headline {
        if page.line(i).key != key && starts_with(page, i, headline) && !page.prose(i) {
            findings.claim(i, KIND, 900, why);
        }
    }
}
