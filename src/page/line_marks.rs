//! Marks: what each line says by itself, computed once for a text.

use super::date::{self, Date};
use crate::lexicon::{Cue, CueSet, Cues, Lexicon};
use crate::template::{self, Site, Template};
use crate::text::Document;

/// It is a date or holds one.
pub(crate) const DATED: CueSet = CueSet::look(0);
/// It holds a sign of copyright.
pub(crate) const SIGNED: CueSet = CueSet::look(1);
/// It is divided into parts.
pub(crate) const DIVIDED: CueSet = CueSet::look(2);
/// It consists of entries of menus for the most part.
pub(crate) const LISTED: CueSet = CueSet::look(3);
/// It ends with what may be the credit of a picture.
pub(crate) const CREDITED: CueSet = CueSet::look(4);
/// It is a template of the site.
pub(crate) const TEMPLATED: CueSet = CueSet::look(5);

/// Most of the words belong to entries of menus, and to more than one of them; or all do.
fn listed(cues: &Cues, words: usize) -> bool {
    let entries = usize::from(cues.chrome_words);
    let several = cues.chrome_phrases > 1 && entries * 10 >= words * 6;
    words >= 4 && (several || entries >= words)
}

/// What one line says by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    pub(crate) cues: Cues,
    pub(crate) date: Date,
    /// Its cues and its looks: what a detector has to know to pass it over.
    pub(crate) speaks: CueSet,
    /// What is known of it as a template of the site.
    pub(crate) template: Option<Template>,
}

/// The marks of all lines of `document`.
pub(crate) fn marks(lexicon: &Lexicon, document: &Document<'_>) -> Vec<Mark> {
    let mark = |line| {
        let cues = lexicon.cues(document, line);
        let date = date::find(lexicon, document, line, &cues);
        let words = document.words_of(line).len();
        let look = |shown: bool, look: CueSet| if shown { look } else { CueSet::NONE };
        let speaks = cues
            .set
            .union(look(date != Date::No, DATED))
            .union(look(line.shape.copyright, SIGNED))
            .union(look(line.shape.dividers >= 2, DIVIDED))
            .union(look(listed(&cues, words), LISTED))
            .union(look((1..=8).contains(&cues.behind_credit), CREDITED))
            .union(look(cues.prayers > 0, Cue::PrayerName.set()));
        Mark { cues, date, speaks, template: None }
    };
    document.lines.iter().map(mark).collect()
}

/// What is known of each line as a template of the site; nothing at all without a site.
pub(crate) fn templates(site: Option<&Site>, document: &Document<'_>) -> Vec<Option<Template>> {
    let Some(site) = site else { return Vec::new() };
    let mut templates = vec![None; document.lines.len()];
    for (at, keys) in template::lines(document) {
        templates[at] = site.find(keys);
    }
    templates
}

/// Marks the lines that are templates of the site.
pub(crate) fn mark_templates(templates: &[Option<Template>], marks: &mut [Mark]) {
    for (mark, template) in marks.iter_mut().zip(templates).filter(|(_, template)| template.is_some()) {
        mark.template = *template;
        mark.speaks = mark.speaks.union(TEMPLATED);
    }
}
