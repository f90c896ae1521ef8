//! [`CleanerBuilder`]: the options of a cleaner.
//!
//! Building costs nothing with the shared lexicon, else time and space O(bytes of its files and of own phrases).

use std::sync::Arc;

use super::{Cleaner, Phrases, Policy};
use crate::error::{BuildError, BuildErrorKind};
use crate::label::LineModel;
use crate::lexicon::{Lang, Lexicon, MAX_OWN, PhrasePlace};
use crate::noise::NoiseKind;
use crate::template::Templates;

/// Options of a [`Cleaner`].
///
/// ```
/// use descrape::{Cleaner, NoiseKind, PhrasePlace, Policy};
/// let cleaner = Cleaner::builder()
///     .policy(Policy::gentle())
///     .languages(&["en".parse()?, "ar".parse()?])
///     .phrase(NoiseKind::OtherNoise, PhrasePlace::Starts, "Our reporters are on")
///     .build()?;
/// assert_eq!(cleaner.clean("Our reporters are on Channel X!\nNews."), "News.");
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CleanerBuilder {
    policy: Policy,
    languages: Option<Vec<Lang>>,
    phrases: Vec<(NoiseKind, PhrasePlace, String)>,
    judge: Judge,
    templates: Option<Arc<Templates>>,
}

/// Who is asked beside the rules.
#[derive(Clone, Debug, Default)]
enum Judge {
    #[default]
    Shipped,
    Own(Arc<LineModel>),
    Nobody,
}

impl Judge {
    fn model(self) -> Option<Arc<LineModel>> {
        match self {
            Judge::Shipped => LineModel::shipped(),
            Judge::Own(model) => Some(model),
            Judge::Nobody => None,
        }
    }
}

impl CleanerBuilder {
    /// What is removed.
    ///
    /// ### Default
    /// [`Policy::balanced`].
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Whose phrases are looked for. Shapes need no language.
    ///
    /// ### Default
    /// All languages of the lexicon.
    pub fn languages(mut self, languages: &[Lang]) -> Self {
        self.languages = Some(languages.to_vec());
        self
    }

    /// Adds a phrase of one's own: lines that it matches are noise of that kind, for certain.
    /// As with all phrases, letter case and punctuation do not count. Every line is then
    /// read as a whole, long paragraphs too.
    ///
    /// ### Default
    /// None.
    pub fn phrase(mut self, kind: NoiseKind, mode: PhrasePlace, phrase: &str) -> Self {
        self.phrases.push((kind, mode, phrase.to_owned()));
        self
    }

    /// What tells noise from text where no phrase does.
    ///
    /// ### Default
    /// The model that the crate comes with.
    pub fn model(mut self, model: LineModel) -> Self {
        self.judge = Judge::Own(Arc::new(model));
        self
    }

    /// Asks no model: only what phrases and rules find is removed. Faster, and finds less.
    ///
    /// ### Default
    /// A model is asked.
    pub fn rules_only(mut self) -> Self {
        self.judge = Judge::Nobody;
        self
    }

    /// What stands on page after page of some sites. It is noise on pages whose site is known by
    /// [`Hints::site`](crate::Hints::site).
    ///
    /// ### Default
    /// None.
    pub fn templates(mut self, templates: impl Into<Arc<Templates>>) -> Self {
        self.templates = Some(templates.into());
        self
    }

    /// The cleaner.
    ///
    /// # Errors
    /// [`BuildError`] if the policy's score is over 1000, if a phrase has no letter
    /// and no digit or more than 24 words (overlapping pairs of characters, in scripts
    /// without spaces), or if there are more than a million phrases.
    pub fn build(self) -> Result<Cleaner, BuildError> {
        let policy = self.policy.check()?;
        if self.phrases.len() > MAX_OWN {
            return Err(BuildError::new(BuildErrorKind::TooManyPhrases {
                got: self.phrases.len(),
                max: MAX_OWN,
            }));
        }
        let (model, templates) = (self.judge.model(), self.templates);
        let breaks = model.clone().or_else(LineModel::shipped).unwrap_or_default();
        if self.languages.is_none() && self.phrases.is_empty() {
            Lexicon::all();
            return Ok(Cleaner { policy, phrases: Phrases::Shared, model, templates, breaks });
        }
        let mut lexicon = match &self.languages {
            None => Lexicon::all().clone(),
            Some(languages) => Lexicon::of(languages.iter().copied()),
        };
        for (kind, mode, phrase) in &self.phrases {
            lexicon.add_own(phrase, *mode, *kind as u8)?;
        }
        Ok(Cleaner { policy, phrases: Phrases::Own(Arc::new(lexicon)), model, templates, breaks })
    }
}
