//! The languages of the lexicon: one reviewed file each.
//!
//! A line of a file is `cue <TAB> whole|starts|ends|within <TAB> phrase`; phrases are
//! folded, lines are sorted and unique. Missing cues mean that a kind is silent
//! in that language, not that it is broken.
//!
//! Time O(log languages) to find one.

use std::fmt;
use std::str::FromStr;

use crate::error::{BuildError, BuildErrorKind};

/// Code and file of every language, sorted by code.
pub(super) const LANGUAGES: [(&str, &str); 82] = [
    ("af", include_str!("phrases/af.txt")),
    ("am", include_str!("phrases/am.txt")),
    ("ar", include_str!("phrases/ar.txt")),
    ("az", include_str!("phrases/az.txt")),
    ("be", include_str!("phrases/be.txt")),
    ("bg", include_str!("phrases/bg.txt")),
    ("bn", include_str!("phrases/bn.txt")),
    ("bs", include_str!("phrases/bs.txt")),
    ("ca", include_str!("phrases/ca.txt")),
    ("ckb", include_str!("phrases/ckb.txt")),
    ("cs", include_str!("phrases/cs.txt")),
    ("cy", include_str!("phrases/cy.txt")),
    ("da", include_str!("phrases/da.txt")),
    ("de", include_str!("phrases/de.txt")),
    ("dv", include_str!("phrases/dv.txt")),
    ("el", include_str!("phrases/el.txt")),
    ("en", include_str!("phrases/en.txt")),
    ("es", include_str!("phrases/es.txt")),
    ("et", include_str!("phrases/et.txt")),
    ("eu", include_str!("phrases/eu.txt")),
    ("fa", include_str!("phrases/fa.txt")),
    ("fi", include_str!("phrases/fi.txt")),
    ("fil", include_str!("phrases/fil.txt")),
    ("fr", include_str!("phrases/fr.txt")),
    ("ga", include_str!("phrases/ga.txt")),
    ("gl", include_str!("phrases/gl.txt")),
    ("gu", include_str!("phrases/gu.txt")),
    ("ha", include_str!("phrases/ha.txt")),
    ("he", include_str!("phrases/he.txt")),
    ("hi", include_str!("phrases/hi.txt")),
    ("hr", include_str!("phrases/hr.txt")),
    ("hu", include_str!("phrases/hu.txt")),
    ("hy", include_str!("phrases/hy.txt")),
    ("id", include_str!("phrases/id.txt")),
    ("is", include_str!("phrases/is.txt")),
    ("it", include_str!("phrases/it.txt")),
    ("ja", include_str!("phrases/ja.txt")),
    ("ka", include_str!("phrases/ka.txt")),
    ("kk", include_str!("phrases/kk.txt")),
    ("ko", include_str!("phrases/ko.txt")),
    ("ku", include_str!("phrases/ku.txt")),
    ("ky", include_str!("phrases/ky.txt")),
    ("lb", include_str!("phrases/lb.txt")),
    ("lt", include_str!("phrases/lt.txt")),
    ("lv", include_str!("phrases/lv.txt")),
    ("mk", include_str!("phrases/mk.txt")),
    ("ml", include_str!("phrases/ml.txt")),
    ("mn", include_str!("phrases/mn.txt")),
    ("mr", include_str!("phrases/mr.txt")),
    ("ms", include_str!("phrases/ms.txt")),
    ("mt", include_str!("phrases/mt.txt")),
    ("ne", include_str!("phrases/ne.txt")),
    ("nl", include_str!("phrases/nl.txt")),
    ("no", include_str!("phrases/no.txt")),
    ("pl", include_str!("phrases/pl.txt")),
    ("ps", include_str!("phrases/ps.txt")),
    ("pt", include_str!("phrases/pt.txt")),
    ("ro", include_str!("phrases/ro.txt")),
    ("ru", include_str!("phrases/ru.txt")),
    ("si", include_str!("phrases/si.txt")),
    ("sk", include_str!("phrases/sk.txt")),
    ("sl", include_str!("phrases/sl.txt")),
    ("so", include_str!("phrases/so.txt")),
    ("sq", include_str!("phrases/sq.txt")),
    ("sr", include_str!("phrases/sr.txt")),
    ("sv", include_str!("phrases/sv.txt")),
    ("sw", include_str!("phrases/sw.txt")),
    ("ta", include_str!("phrases/ta.txt")),
    ("te", include_str!("phrases/te.txt")),
    ("tg", include_str!("phrases/tg.txt")),
    ("th", include_str!("phrases/th.txt")),
    ("tk", include_str!("phrases/tk.txt")),
    ("tr", include_str!("phrases/tr.txt")),
    ("tt", include_str!("phrases/tt.txt")),
    ("ug", include_str!("phrases/ug.txt")),
    ("uk", include_str!("phrases/uk.txt")),
    ("ur", include_str!("phrases/ur.txt")),
    ("uz", include_str!("phrases/uz.txt")),
    ("vi", include_str!("phrases/vi.txt")),
    ("wo", include_str!("phrases/wo.txt")),
    ("zh-Hans", include_str!("phrases/zh-Hans.txt")),
    ("zh-Hant", include_str!("phrases/zh-Hant.txt")),
];

/// A language of the lexicon.
///
/// It is named by its BCP 47 code, such as `en`, `ar` or `zh-Hans`. Where the
/// lexicon has no file for a region or a script, the language's own counts:
/// `pt-BR` is `pt`, `nb` is `no`, `zh-TW` is `zh-Hant`.
///
/// ```
/// use descrape::Lang;
/// let german: Lang = "de".parse()?;
/// assert_eq!(german.code(), "de");
/// assert_eq!("en-GB".parse::<Lang>()?.code(), "en");
/// assert!("xx".parse::<Lang>().is_err());
/// assert_eq!(Lang::all().count(), 82);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
pub struct Lang(u8);

impl Lang {
    /// Every language that the lexicon knows, sorted by code.
    pub fn all() -> impl ExactSizeIterator<Item = Lang> {
        (0..LANGUAGES.len() as u8).map(Lang)
    }

    /// Its BCP 47 code.
    pub fn code(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The text of its file.
    pub(super) fn file(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].1
    }
}

impl FromStr for Lang {
    type Err = BuildError;

    /// # Errors
    /// [`BuildErrorKind::UnknownLanguage`] if the lexicon has no file for the language that `code` names.
    fn from_str(code: &str) -> Result<Self, BuildError> {
        let known = |code: &str| Self::all().find(|lang| lang.code().eq_ignore_ascii_case(code));
        let tag = code.replace('_', "-");
        let (primary, rest) = tag.split_once('-').unwrap_or((&tag, ""));
        let has = |part: &str| rest.split('-').any(|other| other.eq_ignore_ascii_case(part));
        let other = match primary.to_ascii_lowercase().as_str() {
            "zh" if !has("hans") && ["tw", "hk", "mo", "hant"].into_iter().any(has) => "zh-Hant",
            "zh" => "zh-Hans",
            "nb" | "nn" => "no",
            "tl" => "fil",
            "iw" => "he",
            "in" => "id",
            _ => primary,
        };
        known(&tag)
            .or_else(|| known(other))
            .ok_or_else(|| BuildError::new(BuildErrorKind::UnknownLanguage { code: code.to_owned() }))
    }
}

#[cfg(feature = "serde")]
impl From<Lang> for String {
    fn from(lang: Lang) -> Self {
        lang.code().to_owned()
    }
}

#[cfg(feature = "serde")]
impl TryFrom<String> for Lang {
    type Error = BuildError;

    fn try_from(code: String) -> Result<Self, BuildError> {
        code.parse()
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lang({})", self.code())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
