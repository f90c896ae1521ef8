//! Duplicate titles: the headline once more.
//!
//! # Looks like
//! The headline's words again above the body or at its start; the page's
//! title, which is the headline and the name of the site; the end of a
//! breadcrumb.
//!
//! # Spares by default
//! The copy beside the article, copies in the body that look like prose, and lines
//! that only share words with it.
//!
//! # Evidence
//! Repeat of the line that stays.

use super::{Findings, NoiseKind, Page, Place, Why};
use crate::page::starts_with;

const KIND: NoiseKind = NoiseKind::DuplicateTitle;

/// Claims the copies of the headline: a pass, since no line gives itself away as a copy.
pub(super) fn copies(page: &Page<'_>, findings: &mut Findings) {
    let Some(headline) = page.headline else { return };
    if page.words(headline) < 2 {
        return;
    }
    let all = page.copies(headline);
    let id = page.line(headline).id;
    let copies = (all.first as usize..=all.last as usize).filter(|&i| page.line(i).id == id);
    let why = Why::Repeat(page.lines[headline]);
    for copy in copies.filter(|&copy| copy != headline) {
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
    let others = if page.shared_opening(headline) > all.count { headline } else { 0 };
    for i in 0..others {
        if page.line(i).id != id && starts_with(page, i, headline) && !page.prose(i) {
            findings.claim(i, KIND, 900, why);
        }
    }
}
