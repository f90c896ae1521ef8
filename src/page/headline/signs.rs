//! The signs of a headline: what is true of a line that may be one.
//!
//! Time O(words of the line), and once for the words of the body.

use super::super::date::Date;
use super::super::view::Page;
use super::starts_with;
use crate::lexicon::{Cue, CueSet};
use crate::text::{Ending, Word, WordSet};

/// The page's title is among so many lines.
const TITLE_LINES: usize = 4;
/// How many lines before a candidate are asked for a copy of it.
const COPIES: usize = 80;

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Something that speaks for or against a line's being the headline.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Sign { $($(#[$doc])* $name,)* }

        /// Their names, as the table of points has them.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name),)*];
    };
}

signs! {
    /// Every candidate shows it.
    Always,
    /// No word of it that tells something comes back in the body.
    TellsNothing,
    /// Less than half of them do.
    TellsQuarter,
    /// Less than three quarters.
    TellsHalf,
    /// Not all of them.
    TellsThreeQuarters,
    /// All of them.
    TellsAll,
    /// Two or three words of it come back.
    Tells2Words,
    /// Four or five.
    Tells4Words,
    /// Six or more.
    Tells6Words,
    /// It is the line before the body.
    OneBefore,
    /// It stands 2 or 3 lines before the body.
    TwoOrThreeBefore,
    /// 4 to 8 lines before.
    FourToEightBefore,
    /// 9 to 20 lines before.
    NineToTwentyBefore,
    /// Farther before.
    FartherBefore,
    /// It is the first line of the body.
    FirstOfBody,
    /// It stands inside of the body.
    InsideBody,
    /// It is the first line of the page.
    FirstLine,
    /// It is the second or the third line.
    SecondOrThirdLine,
    /// A copy of it stands before it.
    CopyBefore,
    /// A copy stands behind it.
    CopyBehind,
    /// It stands on the page more than three times.
    ManyCopies,
    /// One of the first lines starts with it: a title, with the name of the site behind.
    TitleStartsWithIt,
    /// It starts with another line near by.
    StartsWithAnother,
    /// It ends a sentence.
    EndsSentence,
    /// It ends with a question or a call.
    AsksOrCalls,
    /// It ends open, as headlines do.
    EndsOpen,
    /// It ends with a colon or a comma.
    EndsColonOrComma,
    /// It ends with an ellipsis.
    Cut,
    /// It is an item of a list.
    Bullet,
    /// It is prose.
    Prose,
    /// It is less than 20 wide.
    Under20Wide,
    /// It is less than 35 wide.
    Under35Wide,
    /// It is less than 70 wide.
    Under70Wide,
    /// It is less than 110 wide.
    Under110Wide,
    /// It is wider.
    Wider,
    /// It holds a date.
    HoldsDate,
    /// It holds what noise says.
    SpeaksOfNoise,
    /// It has bars or the like.
    Dividers,
    /// It is in capitals.
    Shouts,
    /// A date or a byline is among the 4 lines behind it.
    CreditBehind,
    /// One is among the 2 lines before it.
    CreditBefore,
    /// Prose follows.
    ProseBehind,
    /// A blank line stands before it.
    BlankBefore,
    /// A blank line stands behind it.
    BlankBehind,
    /// It has one or two words.
    FewWords,
    /// The line before it is an entry of a menu or the like.
    EntryBefore,
    /// The line before it could be a headline, too.
    AnotherBefore,
    /// The line behind it could.
    AnotherBehind,
    /// It is the first line, and the body starts soon.
    FirstOfShortHead,
    /// It stands between the first line and a body that starts soon.
    InShortHead,
    /// It is the first line, and something divides it: the name of the site.
    DashedFirstLine,
    /// Half of its words or more come back in the lead.
    LeadTellsHalf,
    /// Two or three words of it come back in the lead.
    LeadTells2Words,
    /// Four or more.
    LeadTells4Words,
    /// The line behind it is wider.
    ShorterThanNext,
    /// The line behind it is a long paragraph.
    LongParagraphBehind,
    /// One of the two lines behind that is.
    LongParagraphWithin3,
    /// All of its words are long.
    NoSmallWords,
    /// It is quoted.
    Quoted,
    /// It is the first candidate.
    FirstCandidate,
    /// It is the second.
    SecondCandidate,
}

/// How many signs there are.
pub(crate) const COUNT: usize = NAMES.len();
const _: () = assert!(COUNT <= 64, "a sign is a bit");

/// The signs that a line shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown(u64);

impl Default for Shown {
    fn default() -> Self {
        Self(1 << Sign::Always as u64)
    }
}

impl Shown {
    pub(super) fn sign(&mut self, sign: Sign, shown: bool) {
        self.0 |= u64::from(shown) << sign as u64;
    }

    /// Their numbers.
    pub(crate) fn signs(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let sign = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(sign)
        })
    }
}

/// The words of the whole body, and of its first lines.
pub(super) struct Told {
    pub(super) body: Box<WordSet<1024>>,
    pub(super) lead: Box<WordSet<1024>>,
}

/// Phrases that no headline consists of.
const NEVER: CueSet = Cue::Nav
    .set()
    .with(Cue::RelatedHeading)
    .with(Cue::MostRead)
    .with(Cue::Share)
    .with(Cue::Follow)
    .with(Cue::Newsletter)
    .with(Cue::Login)
    .with(Cue::AdLabel)
    .with(Cue::ImageCredit)
    .with(Cue::Byline)
    .with(Cue::Copyright)
    .with(Cue::Breadcrumb)
    .with(Cue::RelatedInline)
    .with(Cue::ReadMore)
    .with(Cue::Comments)
    .with(Cue::NavPrev)
    .with(Cue::NavNext)
    .with(Cue::CookieButton)
    .with(Cue::SiteNotice);

/// The signs of a line, if it could be a headline. The body starts at `start`.
pub(super) fn of(page: &Page<'_>, told: &Told, i: usize, start: usize) -> Option<Shown> {
    let shape = page.shape(i);
    let words = page.document.words_of(page.line(i));
    if page.date(i) == Date::Whole || !(4..=260).contains(&shape.width) || !(1..=60).contains(&words.len()) {
        return None;
    }
    // "— Name (@name) 3 May 2024" signs a tweet.
    let signed = shape.at && page.text(i).starts_with(['—', '–', '-']);
    if signed || page.cues(i).whole.meets(NEVER) {
        return None;
    }
    let mut shown = Shown::default();
    tells(words, told, &mut shown)?;
    place(page, i, start, &mut shown);
    copies(page, i, &mut shown);
    looks(page, i, &mut shown);
    neighbours(page, i, &mut shown);
    Some(shown)
}

/// Which of its words come back in the body and in the lead. None if no word tells anything.
fn tells(words: &[Word], told_by: &Told, shown: &mut Shown) -> Option<()> {
    // Words of content: longer ones, and pairs of ideographs.
    let long = |word: &&Word| word.folded_end - word.folded_start >= 4;
    let content = words.iter().filter(long).count();
    let told = words.iter().filter(long).filter(|word| told_by.body.has(word)).count();
    let lead = words.iter().filter(long).filter(|word| told_by.lead.has(word)).count();
    let quarters = (told * 4).checked_div(content)?;
    shown.sign(Sign::TellsNothing, quarters == 0);
    shown.sign(Sign::TellsQuarter, quarters == 1);
    shown.sign(Sign::TellsHalf, quarters == 2);
    shown.sign(Sign::TellsThreeQuarters, quarters == 3);
    shown.sign(Sign::TellsAll, quarters == 4);
    shown.sign(Sign::Tells2Words, (2..4).contains(&told));
    shown.sign(Sign::Tells4Words, (4..6).contains(&told));
    shown.sign(Sign::Tells6Words, told >= 6);
    shown.sign(Sign::LeadTellsHalf, lead * 2 >= content);
    shown.sign(Sign::LeadTells2Words, (2..4).contains(&lead));
    shown.sign(Sign::LeadTells4Words, lead >= 4);
    shown.sign(Sign::FewWords, words.len() < 3);
    shown.sign(Sign::NoSmallWords, content == words.len());
    Some(())
}

/// Where it stands on the page.
fn place(page: &Page<'_>, i: usize, start: usize, shown: &mut Shown) {
    let before = start.saturating_sub(i);
    shown.sign(Sign::OneBefore, before == 1);
    shown.sign(Sign::TwoOrThreeBefore, (2..=3).contains(&before));
    shown.sign(Sign::FourToEightBefore, (4..=8).contains(&before));
    shown.sign(Sign::NineToTwentyBefore, (9..=20).contains(&before));
    shown.sign(Sign::FartherBefore, before > 20);
    shown.sign(Sign::FirstOfBody, i == start);
    shown.sign(Sign::InsideBody, i > start);
    shown.sign(Sign::FirstLine, i == 0);
    shown.sign(Sign::SecondOrThirdLine, i == 1 || i == 2);
    let short = start <= 8;
    shown.sign(Sign::FirstOfShortHead, i == 0 && short);
    shown.sign(Sign::InShortHead, i > 0 && i <= start && short);
    let divided =
        || [" - ", " – ", " | ", " — ", " « ", " » ", " · "].iter().any(|mark| page.text(i).contains(mark));
    shown.sign(Sign::DashedFirstLine, i == 0 && divided());
}

/// Whether it stands there again, alone or within another line.
fn copies(page: &Page<'_>, i: usize, shown: &mut Shown) {
    let copies = page.copies(i);
    shown.sign(Sign::CopyBefore, (copies.first as usize) < i);
    shown.sign(Sign::CopyBehind, copies.last as usize > i);
    shown.sign(Sign::ManyCopies, copies.count > 3);
    let others = page.shared_opening(i) > copies.count;
    let differs = |other: &usize| page.line(*other).id != page.line(i).id;
    let titled = (0..TITLE_LINES.min(i)).filter(differs).any(|other| others && starts_with(page, other, i));
    shown.sign(Sign::TitleStartsWithIt, titled);
    let near = i.saturating_sub(COPIES)..(i + COPIES).min(page.len());
    let longer = others && near.filter(differs).any(|other| starts_with(page, i, other));
    shown.sign(Sign::StartsWithAnother, longer);
}

/// What it looks like.
fn looks(page: &Page<'_>, i: usize, shown: &mut Shown) {
    let (shape, text) = (page.shape(i), page.text(i));
    let asks = text.ends_with(['?', '!', '？', '！', '؟']);
    shown.sign(Sign::EndsSentence, shape.ending == Ending::Stop && !asks);
    shown.sign(Sign::AsksOrCalls, asks);
    shown.sign(Sign::EndsOpen, shape.ending == Ending::Open);
    shown.sign(Sign::EndsColonOrComma, matches!(shape.ending, Ending::Colon | Ending::Comma));
    shown.sign(Sign::Cut, shape.ending == Ending::Ellipsis);
    shown.sign(Sign::Bullet, shape.bullet);
    shown.sign(Sign::Prose, page.prose(i));
    shown.sign(Sign::Under20Wide, shape.width < 20);
    shown.sign(Sign::Under35Wide, (20..35).contains(&shape.width));
    shown.sign(Sign::Under70Wide, (35..70).contains(&shape.width));
    shown.sign(Sign::Under110Wide, (70..110).contains(&shape.width));
    shown.sign(Sign::Wider, shape.width >= 110);
    shown.sign(Sign::HoldsDate, page.date(i) == Date::Within);
    shown.sign(Sign::SpeaksOfNoise, page.cues(i).set.meets(NEVER));
    shown.sign(Sign::Dividers, shape.dividers > 0);
    shown.sign(Sign::Shouts, shape.shouts());
    shown.sign(Sign::Quoted, shape.quoted);
}

/// What stands before it and behind it.
fn neighbours(page: &Page<'_>, i: usize, shown: &mut Shown) {
    let credit = |i: usize| super::super::credit(page, i).is_some();
    shown.sign(Sign::CreditBehind, (i + 1..(i + 5).min(page.len())).any(credit));
    shown.sign(Sign::CreditBefore, (i.saturating_sub(2)..i).any(credit));
    shown.sign(Sign::ProseBehind, page.precedes_prose(i));
    shown.sign(Sign::BlankBefore, i > 0 && page.gap(i - 1));
    shown.sign(Sign::BlankBehind, page.gap(i));
    shown.sign(Sign::EntryBefore, i > 0 && page.cues(i - 1).whole.meets(NEVER));
    let other = |i: usize| {
        let shape = page.shape(i);
        !page.prose(i)
            && page.date(i) == Date::No
            && shape.width >= 20
            && !page.cues(i).set.meets(NEVER)
            && !shape.bullet
    };
    shown.sign(Sign::AnotherBefore, i > 0 && other(i - 1));
    shown.sign(Sign::AnotherBehind, i + 1 < page.len() && other(i + 1));
    let wider = |next: usize| next < page.len() && page.shape(next).width > page.shape(i).width + 10;
    shown.sign(Sign::ShorterThanNext, wider(i + 1));
    let long = |i: usize| i < page.len() && page.prose(i) && page.shape(i).width >= 160;
    shown.sign(Sign::LongParagraphBehind, long(i + 1));
    shown.sign(Sign::LongParagraphWithin3, (i + 2..i + 4).any(long));
}
