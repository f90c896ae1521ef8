//! Cues: named groups of phrases. A cue says what a phrase speaks of, not what
//! is to be done with it; the kinds of noise ask for cues.
//!
//! A set of cues is one number, and joining or meeting two is one instruction.

/// A named group of phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Cue {
    /// Names of Islamic prayers and the times beside them.
    PrayerName,
    /// Headings over prayer times.
    PrayerHeading,
    /// Headings over lists of other articles.
    RelatedHeading,
    /// What opens a teaser inside an article: "Read also: ...".
    RelatedInline,
    /// Headings over lists of the most read articles.
    MostRead,
    /// Words of consent banners.
    CookieTerm,
    /// Verbs of consent: "you agree", "by continuing".
    ConsentVerb,
    /// Buttons of consent banners.
    CookieButton,
    /// To the article before this one.
    NavPrev,
    /// To the article after this one.
    NavNext,
    /// Share, print, save; the names of the services.
    Share,
    /// Follow us.
    Follow,
    /// Pleas and forms for newsletters.
    Newsletter,
    /// Log in, sign up.
    Login,
    /// What stands before an article that must be paid for.
    Paywall,
    /// Around readers' comments.
    Comments,
    /// Aids to reading: read more, listen, summary, font size.
    ReadMore,
    /// Reading time, beside a number.
    MinRead,
    /// Labels of advertisements.
    AdLabel,
    /// Entries of menus and footers.
    Nav,
    /// Rights and imprint.
    Copyright,
    /// Credits of pictures.
    ImageCredit,
    /// What opens a byline.
    Byline,
    /// What stands before a date: "Published".
    DateLabel,
    /// "Hours ago", beside a number.
    TimeAgo,
    /// Names of months.
    Month,
    /// Names of days.
    Weekday,
    /// Headings over tags.
    TagsHeading,
    /// "You are here".
    Breadcrumb,
    /// Messages of the site about itself.
    SiteNotice,
}

impl Cue {
    /// Every cue with the name that it has in the lexicon's files.
    pub(crate) const ALL: [(Cue, &'static str); 30] = [
        (Cue::PrayerName, "prayer_name"),
        (Cue::PrayerHeading, "prayer_heading"),
        (Cue::RelatedHeading, "related_heading"),
        (Cue::RelatedInline, "related_inline"),
        (Cue::MostRead, "most_read"),
        (Cue::CookieTerm, "cookie_term"),
        (Cue::ConsentVerb, "consent_verb"),
        (Cue::CookieButton, "cookie_button"),
        (Cue::NavPrev, "nav_prev"),
        (Cue::NavNext, "nav_next"),
        (Cue::Share, "share"),
        (Cue::Follow, "follow"),
        (Cue::Newsletter, "newsletter"),
        (Cue::Login, "login"),
        (Cue::Paywall, "paywall"),
        (Cue::Comments, "comments"),
        (Cue::ReadMore, "read_more"),
        (Cue::MinRead, "min_read"),
        (Cue::AdLabel, "ad_label"),
        (Cue::Nav, "nav"),
        (Cue::Copyright, "copyright"),
        (Cue::ImageCredit, "image_credit"),
        (Cue::Byline, "byline"),
        (Cue::DateLabel, "date_label"),
        (Cue::TimeAgo, "time_ago"),
        (Cue::Month, "month"),
        (Cue::Weekday, "weekday"),
        (Cue::TagsHeading, "tags_heading"),
        (Cue::Breadcrumb, "breadcrumb"),
        (Cue::SiteNotice, "site_notice"),
    ];

    /// The cue of that name.
    pub(crate) fn from_name(name: &str) -> Option<Cue> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(cue, _)| *cue)
    }

    pub(crate) const fn set(self) -> CueSet {
        CueSet(1 << self as u8)
    }
}

/// A set of cues, and of the caller's own groups of phrases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct CueSet(u64);

/// The first bit that belongs to the caller's own groups, and the first one for looks.
const OWN: u8 = 40;
const LOOK: u8 = 32;

impl CueSet {
    pub(crate) const NONE: CueSet = CueSet(0);

    /// The caller's own group number `group`, which is less than 24.
    pub(crate) const fn own(group: u8) -> CueSet {
        CueSet(1 << (OWN + group % (64 - OWN)))
    }

    /// What a line looks like, whatever it says: number `look`, which is less than 8.
    pub(crate) const fn look(look: u8) -> CueSet {
        CueSet(1 << (LOOK + look % (OWN - LOOK)))
    }

    pub(crate) const fn with(self, cue: Cue) -> CueSet {
        self.union(cue.set())
    }

    pub(crate) const fn union(self, other: CueSet) -> CueSet {
        CueSet(self.0 | other.0)
    }

    pub(crate) const fn has(self, cue: Cue) -> bool {
        self.0 & cue.set().0 != 0
    }

    pub(crate) const fn meets(self, other: CueSet) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn contains(self, other: CueSet) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The caller's own groups in the set.
    pub(crate) fn own_groups(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0 >> OWN;
        std::iter::from_fn(move || {
            let group = rest.trailing_zeros() as u8;
            rest &= rest.wrapping_sub(1);
            (group < 64).then_some(group)
        })
    }
}

/// What the phrases around an article speak of; a phrase of several counts for the first.
pub(crate) const TOPICS: [CueSet; 7] = [
    Cue::Share.set().with(Cue::Follow),
    Cue::Comments.set(),
    Cue::Login.set().with(Cue::Paywall),
    Cue::CookieButton.set(),
    Cue::Newsletter.set(),
    Cue::Copyright.set(),
    Cue::Nav.set(),
];
/// The place of comments among [`TOPICS`].
pub(crate) const COMMENTS: usize = 1;

/// The first topic that meets `cues`, or the number of topics.
pub(super) fn topic(cues: CueSet) -> u8 {
    TOPICS.iter().position(|&topic| cues.meets(topic)).unwrap_or(TOPICS.len()) as u8
}
