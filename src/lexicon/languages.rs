//! The languages of the lexicon: one reviewed file each.
//!
//! A line of a file is `cue <TAB> whole|starts|ends|within <TAB> phrase`; phrases are
//! folded, lines are sorted and unique. Missing cues mean that a kind is silent
//! in that language, not that it is broken.

use std::fmt;
use std::str::FromStr;

use crate::error::{BuildError, BuildErrorKind};

/// Code and file of every language, sorted by code.
pub(super) const LANGUAGES: [(&str, &str); 82] = [
    ("af", include_str!("af.txt")),
    ("am", include_str!("am.txt")),
    ("ar", include_str!("ar.txt")),
    ("az", include_str!("az.txt")),
    ("be", include_str!("be.txt")),
    ("bg", include_str!("bg.txt")),
    ("bn", include_str!("bn.txt")),
    ("bs", include_str!("bs.txt")),
    ("ca", include_str!("ca.txt")),
    ("ckb", include_str!("ckb.txt")),
    ("cs", include_str!("cs.txt")),
    ("cy", include_str!("cy.txt")),
    ("da", include_str!("da.txt")),
    ("de", include_str!("de.txt")),
    ("dv", include_str!("dv.txt")),
    ("el", include_str!("el.txt")),
    ("en", include_str!("en.txt")),
    ("es", include_str!("es.txt")),
    ("et", include_str!("et.txt")),
    ("eu", include_str!("eu.txt")),
    ("fa", include_str!("fa.txt")),
    ("fi", include_str!("fi.txt")),
    ("fil", include_str!("fil.txt")),
    ("fr", include_str!("fr.txt")),
    ("ga", include_str!("ga.txt")),
    ("gl", include_str!("gl.txt")),
    ("gu", include_str!("gu.txt")),
    ("ha", include_str!("ha.txt")),
    ("he", include_str!("he.txt")),
    ("hi", include_str!("hi.txt")),
    ("hr", include_str!("hr.txt")),
    ("hu", include_str!("hu.txt")),
    ("hy", include_str!("hy.txt")),
    ("id", include_str!("id.txt")),
    ("is", include_str!("is.txt")),
    ("it", include_str!("it.txt")),
    ("ja", include_str!("ja.txt")),
    ("ka", include_str!("ka.txt")),
    ("kk", include_str!("kk.txt")),
    ("ko", include_str!("ko.txt")),
    ("ku", include_str!("ku.txt")),
    ("ky", include_str!("ky.txt")),
    ("lb", include_str!("lb.txt")),
    ("lt", include_str!("lt.txt")),
    ("lv", include_str!("lv.txt")),
    ("mk", include_str!("mk.txt")),
    ("ml", include_str!("ml.txt")),
    ("mn", include_str!("mn.txt")),
    ("mr", include_str!("mr.txt")),
    ("ms", include_str!("ms.txt")),
    ("mt", include_str!("mt.txt")),
    ("ne", include_str!("ne.txt")),
    ("nl", include_str!("nl.txt")),
    ("no", include_str!("no.txt")),
    ("pl", include_str!("pl.txt")),
    ("ps", include_str!("ps.txt")),
    ("pt", include_str!("pt.txt")),
    ("ro", include_str!("ro.txt")),
    ("ru", include_str!("ru.txt")),
    ("si", include_str!("si.txt")),
    ("sk", include_str!("sk.txt")),
    ("sl", include_str!("sl.txt")),
    ("so", include_str!("so.txt")),
    ("sq", include_str!("sq.txt")),
    ("sr", include_str!("sr.txt")),
    ("sv", include_str!("sv.txt")),
    ("sw", include_str!("sw.txt")),
    ("ta", include_str!("ta.txt")),
    ("te", include_str!("te.txt")),
    ("tg", include_str!("tg.txt")),
    ("th", include_str!("th.txt")),
    ("tk", include_str!("tk.txt")),
    ("tr", include_str!("tr.txt")),
    ("tt", include_str!("tt.txt")),
    ("ug", include_str!("ug.txt")),
    ("uk", include_str!("uk.txt")),
    ("ur", include_str!("ur.txt")),
    ("uz", include_str!("uz.txt")),
    ("vi", include_str!("vi.txt")),
    ("wo", include_str!("wo.txt")),
    ("zh-Hans", include_str!("zh-Hans.txt")),
    ("zh-Hant", include_str!("zh-Hant.txt")),
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
