//! Marks: what each line says by itself, computed once for a text.
//!
//! Time O(words + phrases), space O(lines + phrases).

use super::date::{self, Date};
use crate::lexicon::{Cue, CueSet, Cues, Lexicon, Look, PhraseAt};
use crate::span::Span;
use crate::template::{self, Site, Template};
use crate::text::Document;

// What detectors ask for.
pub(crate) const DATED: CueSet = CueSet::look(Look::Dated);
pub(crate) const SIGNED: CueSet = CueSet::look(Look::Signed);
pub(crate) const DIVIDED: CueSet = CueSet::look(Look::Divided);
pub(crate) const LISTED: CueSet = CueSet::look(Look::Listed);
pub(crate) const CREDITED: CueSet = CueSet::look(Look::Credited);
pub(crate) const TEMPLATED: CueSet = CueSet::look(Look::Templated);

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
    pub(crate) triggers: CueSet,
    /// What is known of it as a template of the site.
    pub(crate) template: Option<Template>,
}

/// What the lines of a document say by themselves, and the phrases that say it.
pub(crate) struct Marks {
    pub(crate) lines: Vec<Mark>,
    phrases: Vec<PhraseAt>,
    /// Behind the last phrase of each line.
    ends: Vec<u32>,
}

impl Marks {
    fn phrases(&self, line: usize) -> &[PhraseAt] {
        let start = line.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.phrases[start as usize..self.ends[line] as usize]
    }

    /// Where the longest phrase of a line stands that gives one of `cues`; of equally long ones the first.
    pub(crate) fn longest(&self, document: &Document<'_>, line: usize, cues: CueSet) -> Option<Span> {
        let telling = self.phrases(line).iter().filter(|phrase| phrase.cues.meets(cues));
        let longest =
            telling.max_by_key(|phrase| (phrase.last - phrase.first, std::cmp::Reverse(phrase.first)))?;
        let line = &document.lines[line];
        Some(document.span_of(line, &document.words_of(line)[longest.first as usize..longest.last as usize]))
    }
}

/// The marks of all lines of `document`.
pub(crate) fn marks(lexicon: &Lexicon, document: &Document<'_>) -> Marks {
    let (mut phrases, mut ends) = (Vec::new(), Vec::with_capacity(document.lines.len()));
    let mark = |line| {
        let before = phrases.len();
        let cues = lexicon.cues(document, line, &mut phrases);
        ends.push(phrases.len() as u32);
        let date = date::find(document, line, &cues, &phrases[before..]);
        let words = document.words_of(line).len();
        let look = |shown: bool, look: CueSet| if shown { look } else { CueSet::NONE };
        let triggers = cues
            .set
            .union(look(date != Date::No, DATED))
            .union(look(line.shape.copyright, SIGNED))
            .union(look(line.shape.dividers >= 2, DIVIDED))
            .union(look(listed(&cues, words), LISTED))
            .union(look((1..=8).contains(&cues.behind_credit), CREDITED))
            .union(look(cues.prayers > 0, Cue::PrayerName.set()));
        Mark { cues, date, triggers, template: None }
    };
    Marks { lines: document.lines.iter().map(mark).collect(), phrases, ends }
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
pub(crate) fn mark_templates(templates: &[Option<Template>], marks: &mut Marks) {
    for (mark, template) in marks.lines.iter_mut().zip(templates).filter(|(_, template)| template.is_some()) {
        mark.template = *template;
        mark.triggers = mark.triggers.union(TEMPLATED);
    }
}
