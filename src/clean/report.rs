//! [`Report`]: what was removed, and why.
//!
//! Space O(removed lines).

use std::borrow::Cow;

use crate::label::Clues;
use crate::noise::NoiseKind;
use crate::span::{self, Span};

use super::format::Format;
use super::joined::Joined;

/// Why a line or a sentence was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case", tag = "why"))]
#[non_exhaustive]
pub enum Evidence {
    /// It holds a phrase of the lexicon, or one of the caller's own.
    Phrase {
        /// Where the phrase stands.
        span: Span,
    },
    /// It looks like it: a date, a breadcrumb, a sign of copyright.
    Shape,
    /// It repeats another line: the copy that was left when it was removed.
    Repeat {
        /// That copy, which may have gone later for a reason of its own.
        first: Span,
    },
    /// It is carried along by a line that opens or marks a block: a heading over
    /// related headlines, a banner beside its buttons, a menu's entry.
    Block {
        /// That line.
        opener: Span,
    },
    /// It stands on page after page of the site: see [`Templates`](crate::Templates).
    Template {
        /// On how many pages of those that were learnt from, copies of one article counted once.
        documents: u32,
    },
    /// Its looks, its place and its neighbours say so together, as a model has learnt it.
    Model {
        /// What is true of it and speaks for noise.
        clues: Clues,
    },
}

/// How much was removed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Scope {
    /// A line, its terminator and the blank lines that follow it; several lines where a scraper broke a sentence over
    /// them.
    Line,
    /// A part of a line, with the white space after it, or before it at the line's end: a sentence, a label between two
    /// sentences, an entry of a menu in a page of one line.
    Sentence,
}

/// One line that was removed, with the blank lines after it, or a sentence inside of a long line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Removal {
    /// What went.
    pub span: Span,
    /// Whether that is a line or a sentence.
    pub scope: Scope,
    /// The kind of noise that it is.
    pub kind: NoiseKind,
    /// How sure that is, 0 to 1000.
    pub score: u16,
    /// Why.
    pub evidence: Evidence,
}

/// What cleaning did to one text.
///
/// The spans of [`Report::removed`] and of [`Report::kept`] are in order and
/// disjoint, and together they tile the source: nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Report<'t> {
    pub(super) source: &'t str,
    pub(super) removed: Vec<Removal>,
    pub(super) related: Vec<Span>,
    pub(super) headline: Option<Span>,
    pub(super) byline: Option<Span>,
    pub(super) dateline: Option<Span>,
    pub(super) settled: bool,
    /// The line feeds inside of units.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) joins: Vec<usize>,
    pub(super) looks_like: Option<Format>,
}

impl<'t> Report<'t> {
    /// The same on another text of the same length, which the offsets are of, too.
    pub(super) fn of_source<'o>(self, source: &'o str) -> Report<'o> {
        let Report { source: _, removed, related, headline, byline, dateline, settled, joins, looks_like } =
            self;
        Report { source, removed, related, headline, byline, dateline, settled, joins, looks_like }
    }

    /// The report on what is no text.
    pub(super) fn untouched(source: &'t str, format: Format) -> Self {
        Report {
            source,
            removed: Vec::new(),
            related: Vec::new(),
            headline: None,
            byline: None,
            dateline: None,
            settled: true,
            joins: Vec::new(),
            looks_like: Some(format),
        }
    }

    /// What the text is if it is a file of another kind as a whole: then nothing of it is removed. A text with tags or
    /// JSON in it is a text.
    ///
    /// ```
    /// use descrape::{Cleaner, Format};
    /// assert_eq!(Cleaner::new().report("<!doctype html><p>Share").looks_like(), Some(Format::Html));
    /// ```
    pub fn looks_like(&self) -> Option<Format> {
        self.looks_like
    }

    /// The text that was given.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The cleaned text: borrowed if nothing was removed.
    ///
    /// # Complexity
    /// O(1) if nothing was removed, else O(bytes).
    pub fn text(&self) -> Cow<'t, str> {
        if self.removed.is_empty() {
            return Cow::Borrowed(self.source);
        }
        let removed: usize = self.removed.iter().map(|removal| removal.span.len()).sum();
        let mut text = String::with_capacity(self.source.len() - removed);
        for span in self.kept() {
            text.push_str(span.of(self.source));
        }
        Cow::Owned(text)
    }

    /// What is kept, with the breaks inside of sentences made spaces, or nothing in scripts without spaces: sentences
    /// that a scraper broke at tags or at a width are whole. Code, verse, tables and lists stay as they are.
    ///
    /// ```
    /// let wrapped = "The council agreed on Tuesday to rebuild the wooden pier that collapsed in the\nwinter storms, and said \
    ///                that nobody had been hurt when it fell into the water at\nnight. Work is to begin in May, when the \
    ///                herring boats have left the harbour for\nthe season, and will take until autumn.\n";
    /// let report = descrape::Cleaner::new().report(wrapped);
    /// let joined = report.joined();
    /// assert_eq!(joined.text(), wrapped.trim_end().replace('\n', " ") + "\n");
    /// let pier = joined.text().find("winter storms").unwrap();
    /// let span = joined.source_span(descrape::Span::new(pier, pier + "winter storms".len()));
    /// assert_eq!(span.of(wrapped), "winter storms");
    /// ```
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn joined(&self) -> Joined {
        Joined::of(self)
    }

    /// The lines and sentences that were removed, in order.
    pub fn removed(&self) -> &[Removal] {
        &self.removed
    }

    /// What stays, in order, as the gaps between what was removed.
    pub fn kept(&self) -> impl Iterator<Item = Span> + '_ {
        span::gaps(self.source.len(), self.removed.iter().map(|removal| removal.span))
    }

    /// The headline, if the text holds a line that is likely it. It stays; copies of it
    /// go as the policy says. None if a phrase of the caller's own removed it.
    pub fn headline(&self) -> Option<Span> {
        self.headline
    }

    /// The line that says who wrote it, whether it was removed or not.
    pub fn byline(&self) -> Option<Span> {
        self.byline
    }

    /// The line that says when it was written, whether it was removed or not.
    pub fn dateline(&self) -> Option<Span> {
        self.dateline
    }

    /// The headlines of other articles that were removed, without bullets, dates
    /// and marks of emphasis, in order.
    pub fn related_headlines(&self) -> &[Span] {
        &self.related
    }

    /// Whether cleaning came to rest: cleaning [`Report::text`] again then removes nothing.
    ///
    /// It does not where the bound on rounds was reached; where a policy milder than the default
    /// spared a line because the default leaves it; where sentences inside of a line were parted by
    /// the policy, or what they left holds others; and where the text that is left is read in other units: its breaks
    /// tell something else without what stood between them. The last is common in pages that were wrapped or in one line.
    pub fn settled(&self) -> bool {
        self.settled
    }
}
