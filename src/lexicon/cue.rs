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

/// What a line looks like, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Look {
    /// It is a date or holds one.
    Dated,
    /// It holds a sign of copyright.
    Signed,
    /// It is divided into parts.
    Divided,
    /// It consists of entries of menus for the most part.
    Listed,
    /// It ends with what may be the credit of a picture.
    Credited,
    /// It is a template of the site.
    Templated,
}

impl Look {
    /// Every look.
    const ALL: [Look; 6] =
        [Look::Dated, Look::Signed, Look::Divided, Look::Listed, Look::Credited, Look::Templated];
}

/// The first bit for looks, behind those of cues, and the first one for the caller's own groups.
const LOOK: usize = 32;
const OWN: usize = 40;
/// How many groups of phrases of one's own there can be.
pub(crate) const OWN_GROUPS: usize = u64::BITS as usize - OWN;

// A bit too many would be one of another sort.
const _: () = assert!(Cue::ALL.len() <= LOOK && Look::ALL.len() <= OWN - LOOK);

impl CueSet {
    pub(crate) const NONE: CueSet = CueSet(0);

    /// The caller's own group number `group`, which is less than [`OWN_GROUPS`].
    pub(crate) const fn own(group: u8) -> CueSet {
        CueSet(1 << (OWN + group as usize % OWN_GROUPS))
    }

    pub(crate) const fn look(look: Look) -> CueSet {
        CueSet(1 << (LOOK + look as usize))
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

/// What the phrases around an article speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Topic {
    Share,
    Comments,
    Login,
    Cookies,
    Newsletter,
    Copyright,
    Menu,
}

impl Topic {
    /// Every topic, in the order of their numbers.
    pub(crate) const ALL: [Topic; 7] = [
        Topic::Share,
        Topic::Comments,
        Topic::Login,
        Topic::Cookies,
        Topic::Newsletter,
        Topic::Copyright,
        Topic::Menu,
    ];

    /// The cues that speak of it.
    const fn cues(self) -> CueSet {
        match self {
            Topic::Share => Cue::Share.set().with(Cue::Follow),
            Topic::Comments => Cue::Comments.set(),
            Topic::Login => Cue::Login.set().with(Cue::Paywall),
            Topic::Cookies => Cue::CookieButton.set(),
            Topic::Newsletter => Cue::Newsletter.set(),
            Topic::Copyright => Cue::Copyright.set(),
            Topic::Menu => Cue::Nav.set(),
        }
    }

    /// What `cues` speak of; of several topics the first one.
    pub(super) fn of(cues: CueSet) -> Option<Topic> {
        Self::ALL.into_iter().find(|topic| cues.meets(topic.cues()))
    }
}

/// How many words of a line speak of each topic, up to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TopicWords([u8; Topic::ALL.len()]);

impl TopicWords {
    pub(crate) fn get(&self, topic: Topic) -> usize {
        self.0[topic as usize].into()
    }

    pub(super) fn add(&mut self, topic: Topic, words: usize) {
        let count = &mut self.0[topic as usize];
        *count = count.saturating_add(words.min(255) as u8);
    }

    /// The topic of most words, of equal ones the first, and how many they are.
    pub(crate) fn most(&self) -> Option<(Topic, usize)> {
        let most = Topic::ALL.into_iter().rev().max_by_key(|&topic| self.get(topic))?;
        (self.get(most) > 0).then(|| (most, self.get(most)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cues, looks and own groups have each a bit that nothing else has.
    #[test]
    fn bits_are_not_shared() {
        let cues = Cue::ALL.iter().map(|(cue, _)| cue.set());
        let looks = Look::ALL.into_iter().map(CueSet::look);
        let own = (0..OWN_GROUPS as u8).map(CueSet::own);
        let mut seen = CueSet::NONE;
        for set in cues.chain(looks).chain(own) {
            assert!(!set.is_empty() && !seen.meets(set), "{set:?}");
            seen = seen.union(set);
        }
        assert!((0..OWN_GROUPS as u8).all(|group| CueSet::own(group).own_groups().eq([group])));
    }

    #[test]
    fn topics_are_in_the_order_of_their_numbers_and_told_by_their_cues() {
        for (number, topic) in Topic::ALL.into_iter().enumerate() {
            assert_eq!(topic as usize, number);
            assert_eq!(Topic::of(topic.cues()), Some(topic));
        }
        assert_eq!(Topic::of(Cue::Nav.set().with(Cue::Follow)), Some(Topic::Share));
        assert_eq!(Topic::of(Cue::Month.set()), None);
    }

    #[test]
    fn the_topic_of_most_words_counts_and_of_equal_ones_the_first() {
        let mut words = TopicWords::default();
        assert_eq!(words.most(), None);
        words.add(Topic::Menu, 2);
        words.add(Topic::Login, 2);
        assert_eq!(words.most(), Some((Topic::Login, 2)));
        words.add(Topic::Menu, 300);
        assert_eq!(words.most(), Some((Topic::Menu, 255)));
        assert_eq!(words.get(Topic::Comments), 0);
    }
}
