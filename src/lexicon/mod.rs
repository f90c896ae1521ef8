//! What noise says, in 82 languages: phrases in groups that are called cues.
//!
//! The room knows phrases and where they stand in a line. What they mean for
//! the line is decided by the kinds of noise.
//!
//! Built once in O(bytes of the files); a line takes O(its words + phrases that start like it).

mod cue;
mod cue_set;
mod keys;
mod languages;
mod matcher;
mod table;
mod words;

use std::sync::OnceLock;

use crate::error::{BuildError, BuildErrorKind};
use crate::text::{Document, Line, Words};

pub(crate) use cue::{Cue, CueSet, Look, OWN_GROUPS, Topic};
pub(crate) use cue_set::Cues;
use cue_set::Tally;
use languages::LANGUAGES;
pub use languages::Lang;
pub(crate) use matcher::MAX_WORDS;
use matcher::Matcher;
pub use matcher::PhrasePlace;
pub(crate) use words::{is_clock_word, names_cookies};

/// The most phrases of one's own that a lexicon takes.
pub(crate) const MAX_OWN: usize = 1_000_000;

/// A phrase that stands where it has to: which words of its line it is, and what it says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhraseAt {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) cues: CueSet,
}

/// The phrases of some languages, ready to be looked for.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    matcher: Matcher,
    own: bool,
}

impl Lexicon {
    /// All languages. Built on first use, then shared.
    pub(crate) fn all() -> &'static Lexicon {
        static ALL: OnceLock<Lexicon> = OnceLock::new();
        ALL.get_or_init(|| Lexicon::of(Lang::all()))
    }

    /// One language and English, which many sites mix in. Built on first use, then shared.
    pub(crate) fn of_page(lang: Lang) -> &'static Lexicon {
        static EACH: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        let english = Lang::all().filter(|other| other.code() == "en" && *other != lang);
        EACH[lang.index()].get_or_init(|| Lexicon::of(english.chain(std::iter::once(lang))))
    }

    /// Some languages.
    pub(crate) fn of(languages: impl Iterator<Item = Lang>) -> Lexicon {
        let files: Vec<&str> = languages.map(Lang::file).collect();
        let bytes: usize = files.iter().map(|file| file.len()).sum();
        let mut matcher = Matcher::with_capacity(bytes / 40);
        // Rows are sorted by cue: most name the same one as the row before.
        let mut last = ("", Cue::PrayerName);
        for (name, mode, phrase) in files.iter().flat_map(|file| rows(file)) {
            if name != last.0 {
                let Some(cue) = Cue::from_name(name) else { continue };
                last = (name, cue);
            }
            matcher.add_folded(phrase, mode, last.1.set());
        }
        Lexicon { matcher, own: false }
    }

    /// Adds a phrase of the caller's own, as one of the own group `group`.
    pub(crate) fn add_own(&mut self, phrase: &str, mode: PhrasePlace, group: u8) -> Result<(), BuildError> {
        let words = self.matcher.add(phrase, mode, CueSet::own(group));
        self.own = true;
        match words {
            0 => Err(BuildError::new(BuildErrorKind::EmptyPhrase { phrase: phrase.to_owned() })),
            words if words > MAX_WORDS => {
                Err(BuildError::new(BuildErrorKind::LongPhrase { words, max: MAX_WORDS }))
            }
            _ => Ok(()),
        }
    }

    /// Whether it holds phrases of the caller's own, which have to be found wherever they stand.
    pub(crate) fn has_own(&self) -> bool {
        self.own
    }

    /// What the phrases of a line say together. Those that stand where they have to are appended to `found`, by
    /// their first words.
    pub(crate) fn cues(&self, document: &Document<'_>, line: &Line, found: &mut Vec<PhraseAt>) -> Cues {
        let mut tally = Tally::default();
        let core = document.core_range(line);
        self.matcher.scan(document, line, |hit| {
            tally.add(&hit, &core);
            if !hit.cues.is_empty() {
                found.push(PhraseAt { first: hit.first as u32, last: hit.last as u32, cues: hit.cues });
            }
        });
        tally.finish()
    }

    /// Whether a phrase that makes noise of a sentence may start with the first or the second word of
    /// `text`: most sentences show by them that none does.
    pub(crate) fn may_open(&self, text: &str, scratch: &mut Words) -> bool {
        self.matcher.may_open(text, scratch)
    }

    /// Whether the label of an advertisement may start with the first word of `text`.
    pub(crate) fn may_label(&self, text: &str, scratch: &mut Words) -> bool {
        self.matcher.may_label(text, scratch)
    }

    /// How many words the longest phrase of `cue` has that stands at the start of a line, whatever
    /// place the lexicon asks of it; 0 if there is none.
    pub(crate) fn opener(&self, document: &Document<'_>, line: &Line, cue: Cue) -> usize {
        let mut words = 0;
        self.matcher.scan(document, line, |hit| {
            if hit.first == 0 && hit.anywhere.has(cue) {
                words = words.max(hit.last);
            }
        });
        words
    }

    /// Calls `visit` with the words `first..last` of each phrase that gives one of `cues`.
    pub(crate) fn each(
        &self,
        document: &Document<'_>,
        line: &Line,
        cues: CueSet,
        mut visit: impl FnMut(usize, usize, CueSet),
    ) {
        self.matcher.scan(document, line, |hit| {
            if hit.cues.meets(cues) {
                visit(hit.first, hit.last, hit.cues);
            }
        });
    }
}

/// The rows of a lexicon file: the cue's name, the mode and the phrase. A cleaner
/// waits for them, so what a row shares with the one before it is not read again.
fn rows(file: &str) -> impl Iterator<Item = (&str, PhrasePlace, &str)> {
    let mut rest = file;
    let mut last: Option<(&str, &str, PhrasePlace)> = None;
    std::iter::from_fn(move || {
        let (cue, mode, phrase) = match last {
            Some((prefix, cue, mode)) if rest.starts_with(prefix) => (cue, mode, &rest[prefix.len()..]),
            _ => {
                let (cue, after) = rest.split_once('\t')?;
                let (mode, phrase) = after.split_once('\t')?;
                let mode = PhrasePlace::from_name(mode)?;
                last = Some((&rest[..rest.len() - phrase.len()], cue, mode));
                (cue, mode, phrase)
            }
        };
        let end = phrase.bytes().position(|b| b == b'\n').unwrap_or(phrase.len());
        rest = phrase.get(end + 1..).unwrap_or("");
        Some((cue, mode, &phrase[..end]))
    })
}

#[cfg(test)]
mod tests;
