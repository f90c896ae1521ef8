//! Captions and credits of pictures.
//!
//! # Looks like
//! "Photo: ...", "... / Getty Images", "(Foto: ...)", a copyright sign with a
//! name and no year; a sentence or two that end with "Photo: ...".
//!
//! # Spares by default
//! Sentences about photographs.
//!
//! # Evidence
//! Phrases, or the sign by shape.

use super::{Findings, NoiseKind, Page, Why};
use crate::lexicon::{Cue, CueSet};
use crate::page::{CREDITED, SIGNED};

const KIND: NoiseKind = NoiseKind::MediaCaptionCredit;

pub(super) const LOOKS_AT: CueSet = Cue::ImageCredit.set().union(SIGNED).union(CREDITED);

pub(super) fn detect(page: &Page<'_>, i: usize, findings: &mut Findings) {
    let cue = Cue::ImageCredit;
    let cues = page.cues(i);
    let shape = page.shape(i);
    let words = page.words(i);
    // "Source" or "Photos" may open a sub-heading, "Source:" and "Photo by" do not.
    let credits =
        cues.set.has(cue) && (cues.whole.has(cue) || cues.long.has(cue) || page.has_label_prefix(i));
    if credits && !page.prose(i) && words <= 24 && !shape.quoted {
        let score = match (cues.whole.has(cue), words) {
            // "Photo" alone may be an entry of a menu, or a label in a list.
            (true, ..=1) => 640,
            (true, _) => 820,
            (false, ..=12) => 800,
            _ => 680,
        };
        findings.claim(i, KIND, score, Why::Phrase(cue.set()));
    } else {
        let caption = page.triggers(i).meets(CREDITED)
            && ends_with_credit(page, i)
            && shape.width <= 320
            && shape.stops <= 2;
        let signed = shape.copyright && shape.digits < 4 && words <= 12 && !page.prose(i);
        if caption || signed {
            findings.claim(i, KIND, 740, Why::Shape);
        }
    }
}

/// "... at the doors of the station. Photo: Orla Venn", "... (Foto: Max Beispiel)": a
/// colon right behind the label, and only a name or two behind that.
fn ends_with_credit(page: &Page<'_>, i: usize) -> bool {
    let line = page.line(i);
    let behind = usize::from(page.cues(i).behind_credit);
    let label = page.document.core_range(line).end.checked_sub(behind + 1);
    let Some(label) = label.and_then(|at| page.document.words_of(line).get(at)) else { return false };
    let rest = page.text(i).get(label.end as usize..).unwrap_or("").trim_start();
    let Some(names) = rest.strip_prefix([':', '：']) else { return false };
    let names = names.trim_end_matches(['.', ')', '）', ']']);
    names.len() <= 80 && !names.contains(['.', '?', '!', ','])
}
