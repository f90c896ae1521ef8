//! Rounds: the page that is left is looked at until a look takes nothing out of it.
//!
//! Time O(rounds x (words + trees x lines)).

use super::laws;
use super::policy::Policy;
use crate::label::Labeller;
use crate::noise::{self, Finding};
use crate::page::{self, Credit, FoldedHints, Mark, Page};
use crate::span::Span;
use crate::text::Document;

/// How many rounds one series has at the most.
pub(super) const ROUNDS: usize = 8;

/// A line that a round has taken out.
pub(super) struct RemovedLine {
    pub(super) line: u32,
    pub(super) finding: Finding,
}

/// Cleaning of one document, as far as it has come.
pub(super) struct Run<'a> {
    document: &'a Document<'a>,
    marks: &'a [Mark],
    known: FoldedHints,
    labeller: Option<&'a Labeller<'a>>,
    /// What the whole page said of itself, once it has been looked at.
    pub(super) first: Option<PageMetadata>,
    /// Whether the whole text is a document without furniture, once it has been looked at.
    document_alone: Option<bool>,
    /// The lines that are left.
    left: Vec<u32>,
    pub(super) taken: Vec<RemovedLine>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        marks: &'a [Mark],
        known: FoldedHints,
        labeller: Option<&'a Labeller<'a>>,
    ) -> Self {
        let left = (0..document.lines.len() as u32).collect();
        Self { document, marks, known, labeller, first: None, document_alone: None, left, taken: Vec::new() }
    }

    /// Takes out what `policy` removes and `may_go` allows, in rounds, until nothing
    /// more goes. Returns whether it came to rest, with nothing held back.
    fn rounds(&mut self, policy: Policy, may_go: impl Fn(u32) -> bool) -> bool {
        for _ in 0..ROUNDS {
            let mut page = page::segment(self.document, self.marks, &self.left, self.known);
            let mut findings = noise::detect(&mut page);
            if let Some(labeller) = self.labeller {
                labeller.relabel(&mut page, &mut findings);
            }
            let is_document = laws::is_document(&page, &findings);
            let document = *self.document_alone.get_or_insert(is_document);
            laws::hold(&page, document, &mut findings);
            if self.first.is_none() {
                self.first = Some(PageMetadata::of(&page));
            }
            let (mut at, mut held_back) = (0, false);
            let before = self.taken.len();
            let Self { left, taken, .. } = self;
            left.retain(|&line| {
                let removed = findings.get(at).filter(|finding| policy.removes(finding.kind, finding.score));
                at += 1;
                let Some(finding) = removed else { return true };
                let goes = may_go(line);
                if goes {
                    taken.push(RemovedLine { line, finding });
                }
                held_back |= !goes;
                !goes
            });
            if self.taken.len() == before {
                // The text that is left has to be a document, too, to be spared again.
                return !held_back && (!document || is_document);
            }
        }
        false
    }

    /// Cleans by `policy` so that policies nest: a milder one than the default
    /// removes nothing that the default leaves, a stricter one goes on from there.
    pub(super) fn clean(&mut self, policy: Policy) -> bool {
        let default = Policy::balanced();
        if policy.is_milder_than(default) {
            let mut wider = Run::new(self.document, self.marks, self.known, self.labeller);
            wider.rounds(default, |_| true);
            let left = wider.left;
            return self.rounds(policy, |line| left.binary_search(&line).is_err());
        }
        if default.is_milder_than(policy) {
            self.rounds(policy.with_score_of(default), |_| true);
        }
        self.rounds(policy, |_| true)
    }
}

/// What the page says of itself before anything is taken out of it.
#[derive(Default)]
pub(super) struct PageMetadata {
    /// The headline's line in the document.
    pub(super) headline: Option<u32>,
    pub(super) byline: Option<Span>,
    pub(super) dateline: Option<Span>,
}

impl PageMetadata {
    fn of(page: &Page<'_>) -> Self {
        Self {
            headline: page.headline.map(|i| page.lines[i]),
            byline: credit_line(page, Credit::Byline),
            dateline: credit_line(page, Credit::Date),
        }
    }
}

/// The first line near the headline that says when or by whom it was written.
fn credit_line(page: &Page<'_>, wanted: Credit) -> Option<Span> {
    (0..page.len())
        .filter(|&i| page::near_headline(page, i))
        .find(|&i| page::credit(page, i).is_some_and(|(credit, _)| credit == wanted))
        .map(|i| page.line(i).span())
}
