//! What noise is: one file for each kind, and what they claim.
//!
//! A kind is a detector: it is called for each line that says or looks like what the
//! kind `LOOKS_AT`, and claims that line and perhaps others in [`Findings`], each with a
//! score and the reason. The strongest claim on a line counts.
//!
//! Time O(lines): a detector looks around itself no farther than a constant, or to where the next of its kind begins.

mod advertising;
mod comments;
mod cookie_banner;
mod copyright_footer;
mod duplicate_title;
mod finding;
mod media_caption_credit;
mod navigation;
mod newsletter;
mod other_noise;
mod paywall_login;
mod prayer_times;
mod read_more;
mod related_headlines;
mod scores;
mod share_follow;
mod site_template;
mod tags_topics;
mod timestamp_byline;

use std::fmt;
use std::str::FromStr;

use crate::error::{BuildError, BuildErrorKind};
use crate::lexicon::{CueSet, OWN_GROUPS};
use crate::page::{Page, Place};

pub(crate) use finding::{Finding, Findings, Why};
pub(crate) use scores::{CERTAIN, PLAIN, SOLID, SPOKEN};

/// Claims a line, and perhaps others around it.
type Detector = fn(&Page<'_>, usize, &mut Findings);
/// Claims lines by what the page is as a whole.
type Pass = fn(&Page<'_>, &mut Findings);

/// What makes a detector look at a line, and the detector. All of them see a line before any of them sees the next,
/// in this order. Of equal claims on a line the first one made counts, which can come from an earlier line's block.
const DETECTORS: &[(CueSet, Detector)] = &[
    (prayer_times::LOOKS_AT, prayer_times::detect),
    (cookie_banner::LOOKS_AT, cookie_banner::detect),
    (advertising::LOOKS_AT, advertising::detect),
    (share_follow::LOOKS_AT, share_follow::detect),
    (newsletter::LOOKS_AT, newsletter::detect),
    (comments::LOOKS_AT, comments::detect),
    (paywall_login::LOOKS_AT, paywall_login::detect),
    (read_more::LOOKS_AT, read_more::detect),
    (copyright_footer::LOOKS_AT, copyright_footer::detect),
    (timestamp_byline::LOOKS_AT, timestamp_byline::detect),
    (media_caption_credit::LOOKS_AT, media_caption_credit::detect),
    (tags_topics::LOOKS_AT, tags_topics::detect),
    (other_noise::LOOKS_AT, other_noise::detect),
    (related_headlines::LOOKS_AT, related_headlines::detect),
    (navigation::LOOKS_AT, navigation::detect),
    (site_template::LOOKS_AT, site_template::detect),
];

/// What looks at the page when all lines have been seen, in this order. The last one leans on what was found before it.
const PASSES: &[Pass] = &[duplicate_title::copies, related_headlines::alternation, navigation::runs];

/// Makes the enum and its names from one list.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $room:ident,)*) => {
        /// A kind of noise. Names never change their meaning.
        ///
        /// ```
        /// use descrape::NoiseKind;
        /// let kind: NoiseKind = "cookie_banner".parse()?;
        /// assert_eq!(kind, NoiseKind::CookieBanner);
        /// assert_eq!(kind.name(), "cookie_banner");
        /// # Ok::<(), descrape::BuildError>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        #[non_exhaustive]
        pub enum NoiseKind {
            $($(#[$doc])* $kind,)*
        }

        impl NoiseKind {
            /// Every kind.
            pub const ALL: &'static [NoiseKind] = &[$(NoiseKind::$kind,)*];

            /// Its name, in lower case with underscores.
            pub const fn name(self) -> &'static str {
                match self {
                    $(NoiseKind::$kind => stringify!($room),)*
                }
            }
        }

    };
}

kinds! {
    /// A menu or a table of Islamic prayer times.
    PrayerTimes prayer_times,
    /// Texts and buttons of a consent banner.
    CookieBanner cookie_banner,
    /// Labels of advertisements, and pleas to switch ad blockers off.
    Advertising advertising,
    /// The headline once more.
    DuplicateTitle duplicate_title,
    /// Share, print and save buttons, and invitations to follow.
    ShareFollow share_follow,
    /// Pleas and forms for newsletters and alerts.
    Newsletter newsletter,
    /// What stands around readers' comments.
    Comments comments,
    /// Log in, sign up, subscribe to read.
    PaywallLogin paywall_login,
    /// Aids to reading: read more, reading time, listen, summaries.
    ReadMore read_more,
    /// Rights, imprint and addresses of the publisher.
    CopyrightFooter copyright_footer,
    /// When it was written and by whom.
    TimestampByline timestamp_byline,
    /// Captions and credits of pictures.
    MediaCaptionCredit media_caption_credit,
    /// Tags and topics of the article.
    TagsTopics tags_topics,
    /// Messages of the site about itself, and what has no kind of its own.
    OtherNoise other_noise,
    /// Headlines of other articles, with their dates and headings.
    RelatedHeadlines related_headlines,
    /// Menus, breadcrumbs, footers, the previous and the next article.
    Navigation navigation,
    /// What stands on page after page of the site, and is nothing else. Only with templates.
    SiteTemplate site_template,
}

/// What several kinds have in common: a coarser answer, and so a surer one.
///
/// ```
/// use descrape::{NoiseFamily, NoiseKind};
/// assert_eq!(NoiseKind::Newsletter.family(), NoiseFamily::Calls);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum NoiseFamily {
    /// What is said of the article: bylines, dates, captions, tags, its headline once more.
    ArticleData,
    /// What the reader is asked to do: share, subscribe, log in, read on.
    Calls,
    /// Readers' comments.
    Comments,
    /// Consent, rights and advertisements.
    LegalAndAds,
    /// Other articles.
    OtherArticles,
    /// Menus, and whatever else belongs to the site.
    Navigation,
}

impl NoiseFamily {
    /// Its name, in lower case with underscores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ArticleData => "article_data",
            Self::Calls => "calls",
            Self::Comments => "comments",
            Self::LegalAndAds => "legal_and_ads",
            Self::OtherArticles => "other_articles",
            Self::Navigation => "navigation",
        }
    }
}

impl fmt::Display for NoiseFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl NoiseKind {
    /// The family that it belongs to.
    pub const fn family(self) -> NoiseFamily {
        match self {
            Self::TimestampByline | Self::MediaCaptionCredit | Self::TagsTopics | Self::DuplicateTitle => {
                NoiseFamily::ArticleData
            }
            Self::ShareFollow | Self::Newsletter | Self::PaywallLogin | Self::ReadMore => NoiseFamily::Calls,
            Self::Comments => NoiseFamily::Comments,
            Self::CookieBanner | Self::CopyrightFooter | Self::Advertising => NoiseFamily::LegalAndAds,
            Self::RelatedHeadlines => NoiseFamily::OtherArticles,
            Self::Navigation | Self::PrayerTimes | Self::OtherNoise | Self::SiteTemplate => {
                NoiseFamily::Navigation
            }
        }
    }
}

// Phrases of one's own are in the group of their kind.
const _: () = assert!(NoiseKind::ALL.len() <= OWN_GROUPS);

impl fmt::Display for NoiseKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for NoiseKind {
    type Err = BuildError;

    /// # Errors
    /// [`BuildErrorKind::UnknownKind`] if no kind has that name.
    fn from_str(name: &str) -> Result<Self, BuildError> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| BuildError::new(BuildErrorKind::UnknownKind { name: name.to_owned() }))
    }
}

/// What all kinds find on a page. A line that says plainly that it is noise is no headline, and gives way to the next
/// likely one, a few times. Time O(lines).
pub(crate) fn detect(page: &mut Page<'_>) -> Findings {
    const ELECTIONS: usize = 4;
    let mut left = ELECTIONS;
    loop {
        let findings = find(page);
        let says = |headline: usize| {
            let found = findings.get(headline);
            found.is_some_and(|found| found.score >= SPOKEN && found.is_spoken()) && !page.is_told(headline)
        };
        if left == 0 || !page.headline.is_some_and(says) {
            return settle(page, findings);
        }
        crate::page::depose(page);
        left -= 1;
    }
}

fn find(page: &Page<'_>) -> Findings {
    let mut findings = Findings::new(page.len());
    for i in 0..page.len() {
        let triggers = page.triggers(i);
        // Most lines say nothing that any detector looks for.
        if triggers.is_empty() {
            continue;
        }
        finding::own_phrases(page, i, &mut findings);
        if page.is_quoted(i) {
            continue;
        }
        for (looks_at, detect) in DETECTORS {
            if triggers.meets(*looks_at) {
                detect(page, i, &mut findings);
            }
        }
    }
    PASSES.iter().for_each(|pass| pass(page, &mut findings));
    findings
}

/// Takes back what is claimed of the headline, and of what is most of the text.
fn settle(page: &Page<'_>, mut findings: Findings) -> Findings {
    if let Some(headline) = page.headline {
        findings.release(headline);
    }
    // What is most of a text has to say plainly that it is noise: only its ends may have been read.
    if let Some(most) = (0..page.len()).find(|&i| page.dominates(i))
        && findings.get(most).is_some_and(|finding| finding.score < PLAIN)
    {
        findings.release(most);
    }
    findings
}

#[cfg(test)]
mod tests;
