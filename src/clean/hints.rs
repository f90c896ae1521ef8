//! [`Hints`]: what a caller knows of a page.
//!
//! Time O(bytes of the hints).

use crate::page::FoldedHints;
use crate::template::site_name;
use crate::text::{Buffers, Document, Reading};

/// What a caller may know of a page. All of it is optional, and none is needed.
///
/// ```
/// use descrape::{Cleaner, Hints};
/// let report = Cleaner::new().report_with("Rain expected\nSun\n", Hints::new().title("Rain expected"));
/// assert_eq!(report.headline().map(|span| span.of(report.source())), Some("Rain expected"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use]
pub struct Hints<'a> {
    /// See [`Hints::site`].
    pub site: Option<&'a str>,
    /// See [`Hints::title`].
    pub title: Option<&'a str>,
    /// See [`Hints::lang`].
    pub lang: Option<&'a str>,
}

impl<'a> Hints<'a> {
    /// Nothing is known.
    pub const fn new() -> Self {
        Self { site: None, title: None, lang: None }
    }

    /// The site's host or address: lines that hold nothing but it, or its longest
    /// label, are navigation outside of the article. It also says whose [`Templates`](crate::Templates) apply.
    pub fn site(self, site: impl Into<Option<&'a str>>) -> Self {
        Self { site: site.into(), ..self }
    }

    /// The headline, as the page shows it.
    pub fn title(self, title: impl Into<Option<&'a str>>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// The page's language, as a BCP 47 code: its phrases and the English ones are
    /// looked for. A code that the lexicon does not have is passed over, and so is the
    /// hint where the cleaner was built for languages or phrases of one's own.
    pub fn lang(self, lang: impl Into<Option<&'a str>>) -> Self {
        Self { lang: lang.into(), ..self }
    }
}

/// The hints in folded form.
pub(super) fn fold_hints(hints: Hints<'_>, reading: Reading) -> FoldedHints {
    let key =
        |text: &str| Document::read(text, reading, Buffers::default()).lines.first().map(|line| line.key);
    let host = hints.site.map(site_name);
    let with_www = host.as_ref().map(|host| format!("www.{host}"));
    // "courier" of "m.courier.example": too short a name may be a word.
    let labels = host.as_deref().and_then(|host| host.rsplit_once('.')).map_or("", |(labels, _)| labels);
    let name = labels.split('.').max_by_key(|label| label.len()).filter(|label| label.len() > 3);
    FoldedHints {
        title: hints.title.and_then(key),
        site: [host.as_deref().and_then(key), with_www.as_deref().and_then(key), name.and_then(key)],
    }
}
