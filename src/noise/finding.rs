//! Findings: the claims of the detectors on the lines of a page.
//!
//! Time O(1) a claim, space O(lines).

use super::scores::{CERTAIN, SOLID};
use crate::lexicon::CueSet;
use crate::noise::NoiseKind;
use crate::page::Page;

/// Why a line was claimed, in a form that costs nothing to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It holds a phrase that gives one of these cues.
    Phrase(CueSet),
    /// It looks like it.
    Shape,
    /// It repeats that line of the document.
    Repeat(u32),
    /// It belongs to what that line of the document opens.
    Block(u32),
    /// It stands on so many pages of the site.
    Template(u32),
    /// A model says so, and these clues, as bits, are true of the line.
    Learnt(u16),
}

/// A detector's claim on a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: NoiseKind,
    /// How sure it is, 0 to 1000.
    pub(crate) score: u16,
    pub(crate) why: Why,
}

impl Finding {
    /// Whether it leans on what the line says.
    pub(crate) fn is_spoken(self) -> bool {
        matches!(self.why, Why::Phrase(_))
    }
}

/// The strongest claim on each line of a page.
#[derive(Debug)]
pub(crate) struct Findings {
    claims: Vec<Option<Finding>>,
}

impl Findings {
    pub(super) fn new(lines: usize) -> Self {
        Self { claims: vec![None; lines] }
    }

    /// Claims line `i`. The greater score counts; of equal ones the first. A template without a kind takes that
    /// of any other claim.
    pub(super) fn claim(&mut self, i: usize, kind: NoiseKind, score: u16, why: Why) {
        match &mut self.claims[i] {
            Some(known) if known.score >= score => {
                if known.kind == NoiseKind::SiteTemplate {
                    known.kind = kind;
                }
            }
            claim => *claim = Some(Finding { kind, score, why }),
        }
    }

    /// Puts another claim in the place of what was claimed of line `i`.
    pub(crate) fn set(&mut self, i: usize, claim: Finding) {
        self.claims[i] = Some(claim);
    }

    /// Gives what was claimed of line `i` another kind.
    pub(super) fn overrule(&mut self, i: usize, kind: NoiseKind) {
        if let Some(claim) = &mut self.claims[i] {
            claim.kind = kind;
        }
    }

    /// Takes back what was claimed of line `i`, unless it is certain.
    pub(crate) fn release(&mut self, i: usize) {
        self.claims[i] = self.claims[i].filter(|claim| claim.score >= CERTAIN);
    }

    pub(crate) fn get(&self, i: usize) -> Option<Finding> {
        self.claims[i]
    }

    /// Whether line `i` is claimed by now, and surely enough to lean on. That it stands on other pages, too,
    /// says nothing of its neighbours.
    pub(crate) fn solid(&self, i: usize) -> bool {
        self.claims[i].is_some_and(|claim| claim.score >= SOLID && claim.kind != NoiseKind::SiteTemplate)
    }
}

/// The caller's own phrases are certain.
pub(super) fn own_phrases(page: &Page<'_>, i: usize, findings: &mut Findings) {
    for group in page.triggers(i).own_groups() {
        if let Some(&kind) = NoiseKind::ALL.get(usize::from(group)) {
            findings.claim(i, kind, CERTAIN, Why::Phrase(CueSet::own(group)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(claims: &[(NoiseKind, u16)]) -> (NoiseKind, u16) {
        let mut findings = Findings::new(1);
        for (line, &(kind, score)) in (0..).zip(claims) {
            findings.claim(0, kind, score, Why::Block(line));
        }
        let found = findings.get(0);
        // Kind, score and reason are those of one claim.
        assert!(
            claims.iter().zip(0..).any(|(_, line)| found.is_some_and(|found| found.why == Why::Block(line)))
        );
        found.map_or((NoiseKind::OtherNoise, 0), |found| (found.kind, found.score))
    }

    #[test]
    fn the_greater_score_counts_and_of_equal_ones_the_first() {
        use NoiseKind::{Advertising, Comments, Newsletter};
        for (claims, expected) in [
            (&[(Advertising, 800), (Comments, 800)][..], (Advertising, 800)),
            (&[(Comments, 800), (Advertising, 800), (Newsletter, 800)], (Comments, 800)),
            (&[(Advertising, 800), (Comments, 801)], (Comments, 801)),
            (&[(Advertising, 801), (Comments, 800)], (Advertising, 801)),
            (&[(Advertising, 700), (Comments, 800), (Newsletter, 800)], (Comments, 800)),
        ] {
            assert_eq!(claimed(claims), expected, "{claims:?}");
        }
    }

    #[test]
    fn a_template_takes_the_kind_of_any_other_claim() {
        use NoiseKind::{Advertising, SiteTemplate};
        assert_eq!(claimed(&[(SiteTemplate, 800), (Advertising, 600)]), (Advertising, 800));
        assert_eq!(claimed(&[(SiteTemplate, 800), (Advertising, 800)]), (Advertising, 800));
        assert_eq!(claimed(&[(SiteTemplate, 800), (Advertising, 900)]), (Advertising, 900));
    }
}
