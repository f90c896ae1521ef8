//! Which lines are noise, given what the kinds found, the neighbours and the page.
//!
//! Forests in a row, in integers: the first one sees the [`features`] of a line and of its
//! neighbours, each other one also what the one before it thought of them ([`stacked`];
//! stacked sequential learning: Cohen and Carvalho 2005). Two more name the headline and
//! the kind of noise. What the kinds found is a feature like any other, and where it is
//! surer than the model it stands, unless the model all but rules it out.
//!
//! Time O(words + trees x lines).

mod explain;
pub(crate) mod features;
pub(crate) mod model;
pub(crate) mod stacked;
pub(crate) mod words;

pub use explain::{Clue, Clues};
pub use model::LineModel;

use crate::forest::{self, Columns};
use crate::noise::{self, CERTAIN, Finding, Findings, NoiseKind, PLAIN, SOLID, SPOKEN, Why};
use crate::page::{self, Mark, Page};
use crate::text::{Document, Ending};
use features::{KindPlaces, LineFeatures};

/// What a rule finds falls if the line is noise with less than this, in per mille, unless the rule
/// says it plainly.
const DOUBT: u16 = 300;
/// What a phrase says surely falls with less than that.
const SPOKEN_DOUBT: u16 = 150;
/// No claim is made of a line that is noise with less than this.
const LEAST_CLAIMED: u16 = 350;
/// Log odds from which on a line can be the headline.
const TITLE: i32 = -2 * forest::UNIT;
/// Of a text with fewer words the model says nothing: it is about pages, and a snippet's
/// neighbours and places tell too little to risk a sentence for.
const FEW_WORDS: usize = 60;

/// A model that has read a document.
pub(crate) struct Labeller<'m> {
    model: &'m LineModel,
    own: LineFeatures,
    places: KindPlaces,
}

impl<'m> Labeller<'m> {
    /// Time O(words).
    pub(crate) fn new(model: &'m LineModel, document: &Document<'_>, marks: &[Mark]) -> Self {
        Self {
            model,
            own: LineFeatures::of(document, marks, Some(&model.words)),
            places: KindPlaces::among(&model.known),
        }
    }

    /// Weighs what the kinds found on a page: what the model takes for noise is claimed, too, and what it
    /// takes for text is let go. Where it takes another line for the headline, so does the page.
    pub(crate) fn relabel(&self, page: &mut Page<'_>, findings: &mut Findings) {
        if (0..page.len()).map(|i| page.words(i)).sum::<usize>() < FEW_WORDS {
            return;
        }
        let model = self.model;
        let mut columns = features::of(&self.own, page, findings, &self.places, stacked::COUNT);
        let outline = stacked::Segments::of(page);
        let mut odds = Vec::new();
        for (stage, forest) in model.stages.iter().enumerate() {
            if stage > 0 {
                stacked::add(&outline, &odds, &mut columns);
            }
            odds = forest.sums(&columns);
        }
        if let Some(headline) = headline(model, page, &columns, findings) {
            page::rename(page, headline);
            *findings = noise::detect(page);
        }
        let core = stacked::core(&outline, &odds);
        for (i, &odds) in odds.iter().enumerate() {
            let found = findings.get(i);
            if found.is_some_and(|found| found.score >= CERTAIN) {
                continue;
            }
            let (likely, solid) = (forest::per_mille(odds), found.filter(|found| found.score >= SOLID));
            let template = solid.is_some_and(|found| matches!(found.why, Why::Template(_)));
            let score = merged(found, likely);
            // What is most of the text is not for a model to take out.
            let inside = core.contains(&i) && is_paragraph(page, i);
            let most = solid.is_none() && (page.dominates(i) || inside);
            if page.headline == Some(i) || score < LEAST_CLAIMED || most {
                findings.release(i);
                continue;
            }
            // A template without a kind has that of noise, if it is noise to the model, too.
            let named = solid.filter(|found| found.kind != NoiseKind::SiteTemplate || likely < LEAST_CLAIMED);
            let kind = named.map_or_else(|| model.kind(&columns, i), |found| found.kind);
            // What a rule says of its own kind is plainer than what the model could say.
            let why = match found {
                Some(found) if found.kind == kind || template => found.why,
                _ => Why::Learnt(Clues::of(&columns, i).bits()),
            };
            findings.set(i, Finding { kind, score, why });
        }
    }
}

/// Whether a line is a paragraph: of two sentences, or long and of two full stops; in scripts without full stops, so long.
fn is_paragraph(page: &Page<'_>, i: usize) -> bool {
    const LONG: usize = 250;
    let (shape, bytes) = (page.shape(i), page.line(i).span().len());
    let sentences = usize::from(shape.stops);
    sentences >= 2 && (bytes >= LONG || shape.ending == Ending::Stop && page.words(i) >= 12)
}

/// The score of a line of which a rule found that and a model says how likely it is noise.
fn merged(found: Option<Finding>, likely: u16) -> u16 {
    let Some(found) = found else { return likely };
    // That a headline stands there twice, no line says by its looks, nor that it stands on other pages of the site.
    let elsewhere = found.kind == NoiseKind::DuplicateTitle || matches!(found.why, Why::Template(_));
    let doubt = if found.is_spoken() && found.score >= SPOKEN { SPOKEN_DOUBT } else { DOUBT };
    let stands = likely >= doubt || found.score >= PLAIN || found.score >= SOLID && elsewhere;
    if stands { likely.max(found.score) } else { likely }
}

/// The line that is likelier the headline than the one that the page has, if there is one. A line that holds a
/// phrase of noise is none.
fn headline(model: &LineModel, page: &Page<'_>, columns: &Columns, findings: &Findings) -> Option<usize> {
    if page.headline.is_some_and(|i| page.is_told(i)) || page.len() < 2 {
        return None;
    }
    let odds = model.headline.sums(columns);
    let spoken = |i: usize| findings.get(i).is_some_and(Finding::is_spoken);
    let likely =
        |&i: &usize| page.words(i) > 0 && odds[i] >= TITLE && page.template(i).is_none() && !spoken(i);
    let best = (0..page.len()).filter(likely).max_by_key(|&i| (odds[i], std::cmp::Reverse(i)));
    let key = |i: usize| page.line(i).key;
    best.filter(|&best| page.headline.is_none_or(|headline| key(headline) != key(best)))
}

#[cfg(test)]
mod tests;
