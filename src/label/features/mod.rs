//! Features: what training and cleaning see of each line of a page.
//!
//! All of it comes from the page as it is in a round: looks, what the lexicon and the
//! kinds found, the place, the neighbours, and what the line has in common with the
//! headline and with the body. Values are small integers.
//!
//! Time O(lines + words).

mod line;
mod page;

use crate::forest::{Columns, LEVELS, features};
use crate::lexicon::{Cue, CueSet};
use crate::noise::{Findings, NoiseKind};
use crate::page::Page;
use crate::text::Word;
pub(crate) use line::LineFeatures;

features! {
    /// The number of each feature.
    pub(crate) enum Feature {
        /// How wide it is, in 31 steps from 1 to 1,500 columns (0 to 31).
        Width
        /// How many words it has (0 to 31).
        Words
        /// How many signs that end sentences (0 to 31).
        Stops
        /// How many commas (0 to 31).
        Commas
        /// The share of digits, in 31sts (0 to 31).
        Digits
        /// The share of capitals among its letters with case; 31 where there are none (0 to 31).
        Capitals
        /// The share of its first words that start with a capital (0 to 16).
        Titles
        /// How many bars, bullets and the like (0 to 31).
        Dividers
        /// How it ends: open, colon, comma, ellipsis, question, call, full stop (1 to 7).
        End
        /// Whether it is an item of a list, and whether of a numbered one (1 to 3).
        Bullet
        /// Whether it is quoted (1 to 2).
        Quote
        /// Whether it has an at sign (1 more), and whether an address of the web (2 more) (1 to 4).
        AtOrUrl
        /// The first letter or digit: none, small, digit, capital, without case (1 to 5).
        First
        /// Twice the mean length of its words, in bytes (0 to 31).
        WordLength
        /// The share of words of up to three bytes (0 to 31).
        ShortWords
        /// How far it is indented (0 to 31, steps of about the logarithm).
        Indent
        /// Whether a blank line follows (1 to 2).
        Gap
        /// How sure a rule is that it is noise (1: nothing was found; else 2 to 29).
        Score
        /// Which kind a rule found (1: none; else 2 and the place of the kind).
        Kind
        /// Whether it says what heads lists of other articles
        /// (1 to 5, as all cues: said at all, in a long phrase, as the whole line).
        Heading
        /// Links to another article within the text (1 to 5).
        RelatedInlineCue
        /// Comments (1 to 5).
        CommentCue
        /// Buttons for sharing (1 to 5).
        ShareCue
        /// Invitations to follow (1 to 5).
        FollowCue
        /// Newsletters (1 to 5).
        NewsCue
        /// Logging in and paying (1 to 5).
        LoginCue
        /// Menus and breadcrumbs (1 to 5).
        NavCue
        /// Reading on, and how long it takes (1 to 5).
        ReadCue
        /// The previous and the next article (1 to 5).
        PagerCue
        /// Copyright (1 to 5).
        RightsCue
        /// Labels of advertisements (1 to 5).
        AdCue
        /// Consent to cookies (1 to 5).
        CookieCue
        /// Messages of the site about itself (1 to 5).
        SiteCue
        /// Who wrote it (1 to 5).
        BylineCue
        /// When it was written: labels of dates, and how long ago (1 to 5).
        DateLabelCue
        /// Credits of pictures (1 to 5).
        ImageCreditCue
        /// Tags and topics (1 to 5).
        TagsCue
        /// Whether it holds a date, or is one (1 to 3).
        Dated
        /// The share of its words that are of menus and buttons (1 to 17).
        Chrome
        /// How many terms of consent it has (1 to 31).
        CookieTerms
        /// Where it stands: on a page without a body, before, in or behind the body (1 to 4).
        Place
        /// Where the first line of the body lies (1 to 31, 16 is here).
        FromStart
        /// Where the end of the body lies (1 to 31, 16 is here).
        FromEnd
        /// How many lines stand before it (1 to 31, steps).
        FromTop
        /// How many stand behind it (1 to 31, steps).
        FromBottom
        /// The share of the page's text before it (1 to 31).
        WidthBefore
        /// How much text stands behind it (0 to 31, steps).
        WidthAfter
        /// How much prose stands before it (0 to 31, steps).
        ProseBefore
        /// How much stands behind it (0 to 31, steps).
        ProseAfter
        /// How many lines above the last prose is (1 to 31, steps).
        ProseUp
        /// How many lines below the next is (1 to 31, steps).
        ProseDown
        /// Whether it is prose (1 to 2).
        Prose
        /// Whether it says what noise says (1 to 2).
        Noisy
        /// How much prose is within 3 lines (0 to 31, steps).
        Near
        /// How much is within 10 (0 to 31, steps).
        Around
        /// How many lines in a row are no prose (0: it is prose; else 1 to 31, steps).
        Run
        /// How many lines stand together between blank ones (1 to 31, steps).
        Block
        /// Its place among these (1 to 31, steps).
        BlockPlace
        /// How often it stands on the page (0 to 31).
        Copies
        /// Whether a copy stands before it (1 to 2).
        CopyBefore
        /// How many lines start with the same words (0 to 31).
        Alike
        /// Where the headline lies; 0 without one (0 to 31, 16 is here).
        FromHeadline
        /// Its points as a headline; 0 if it is no candidate (0 to 31).
        HeadlinePoints
        /// How many of its words that tell something the headline has (1 to 31).
        TitleWords
        /// Which share of them (1 to 17).
        TitleShare
        /// Which share of them the body has, itself left out (1 to 25).
        BodyShare
        /// Which share of them the next 3 lines have (1 to 17).
        NextShare
        /// Which share of them the 3 lines before have (1 to 17).
        BackShare
        /// How many words it has that tell something (0 to 31).
        Content
        /// How many lines within 4 are dates (0 to 9).
        DatesAround
        /// How many within 12 (1 to 26).
        DatesWide
        /// How many of the 40 before it (1 to 31).
        DatesBefore
        /// How many within 6 end a sentence (1 to 14).
        EndsAround
        /// How many within 6 look like headlines (1 to 14).
        TeasesAround
        /// In how many lines within 3 a rule is sure of noise (0 to 7).
        FoundNear
        /// In how many within 12 (0 to 25).
        FoundAround
        /// In how many of the 6 before it (0 to 6).
        FoundBefore
        /// In how many of the 6 behind it (0 to 6).
        FoundAfter
        /// How many lines ago a heading of other articles stood (0 to 30, steps; 31: never).
        SinceHeading
        /// How many lines ago comments were headed (0 to 30, steps; 31: never).
        SinceComments
        /// How many lines ago rights, consent or an advertisement were named (0 to 30, steps; 31: never).
        SinceLegal
        /// How many lines ago the reader was asked to subscribe or log in (0 to 30, steps; 31: never).
        SinceAsk
        /// How many lines ago the reader was asked to share or follow (0 to 30, steps; 31: never).
        SinceShare
        /// How many lines ago tags were headed (0 to 30, steps; 31: never).
        SinceTags
        /// How many lines ago a rule was sure of noise (1 to 31, steps).
        SinceFound
        /// In how many lines the next one is (1 to 31, steps).
        UntilFound
        /// How much farther it is indented than the line before (0: the first line; else 1 to 31, 16 is as far).
        IndentStep
        /// How much its width differs from that of the line before (0: the first line; else 1 to 31, steps).
        Steps
        /// How much more it differs from the line before than from the one before that
        /// (0: the first two; else 1 to 31, 16 is as much).
        Alternates
        /// How many lines the page has (0 to 31, steps).
        Lines
        /// Which share of the page is prose (0 to 31).
        PageProse
        /// In which share of its lines a rule is sure of noise (0 to 31).
        PageFound
        /// The mean width of its lines (0 to 31, steps).
        PageWidth
        /// Which share of the page's prose is in the body (0 to 31).
        BodyShareOfPage
        /// How many lines in a row look like headlines (0: it does not; else 1 to 31, steps).
        TeaserRun
        /// The script of its first letter (1 to 10).
        Script
        /// How many words follow the last sentence that ends in it (1: none ends; else 2 to 22).
        TailWords
        /// Which sign of credits is among them (1: none ends; else 2 to 8).
        TailSigns
        /// Whether it ends with a closing or an opening bracket (1 to 3).
        Bracket
        /// Whether it goes on behind a credit (1 to 2).
        BehindCredit
        /// How prone to noise its words are: the mean (0: no words; else 1 to 31, 16 is even).
        WordMean
        /// The word that is most prone (0 to 31).
        WordMost
        /// The one that is least prone (0 to 31).
        WordLeast
        /// The mean of the last four (0 to 31).
        WordLast
        /// The mean of the first four (0 to 31).
        WordFirst
        /// The share of its words that one of the first three lines has (0 to 25).
        TopShare
        /// The share of that line's words that it has (0 to 25).
        TopTold
    }
}

/// About the logarithm: exact up to 7, then four steps to a doubling.
pub(crate) fn steps(n: usize) -> u8 {
    let n = n.min(u32::MAX as usize) as u32;
    if n < 8 {
        return n as u8;
    }
    let log = n.ilog2();
    (8 + 4 * (log - 3) + (n >> (log - 2) & 3)).min(LEVELS as u32 - 1) as u8
}

/// Where `to` lies as seen from `from`: 16 is here, less is before.
pub(crate) fn toward(from: usize, to: usize) -> u8 {
    const BOUNDS: [usize; 15] = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 70, 110, 180, 300];
    let steps = BOUNDS.iter().take_while(|&&bound| from.abs_diff(to) >= bound).count() as u8;
    if to >= from { 16 + steps } else { 16 - steps }
}

/// `part` of `whole` in so many steps, rounded down.
fn share(part: usize, whole: usize, steps: usize) -> u8 {
    (part.min(whole) * steps / whole.max(1)) as u8
}

/// How wide a line counts as, at most: a long paragraph is text however long it is.
pub(crate) fn width(page: &Page<'_>, line: usize) -> usize {
    const WIDEST_COUNTED: u32 = 500;
    page.shape(line).width.min(WIDEST_COUNTED) as usize
}

/// The sums of the first so many values, from none to all.
pub(crate) fn sums(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let sum = |sum: &mut usize, value: usize| {
        *sum += value;
        Some(*sum)
    };
    std::iter::once(0).chain(values.scan(0, sum)).collect()
}

/// Words that say something: longer ones, and pairs of ideographs.
pub(crate) fn tells(word: &&Word) -> bool {
    word.folded_end - word.folded_start >= 4
}

/// Headings over lists of other articles.
const HEADINGS: CueSet = Cue::RelatedHeading.set().with(Cue::MostRead);

/// The features of all lines of a page, given what the kinds found, with room for so many more.
pub(crate) fn of(
    own: &LineFeatures,
    page: &Page<'_>,
    findings: &Findings,
    places: &KindPlaces,
    room: usize,
) -> Columns {
    let mut columns = Columns::new(COUNT + room, page.len());
    own.fill(page.lines, &mut columns);
    let mut sheet = Sheet { page, findings, columns: &mut columns };
    sheet.findings(places);
    sheet.places();
    sheet.neighbours();
    sheet.agreement();
    sheet.top();
    sheet.since();
    sheet.whole();
    columns
}

/// The place of each kind of noise in the list that [`Feature::Kind`] counts.
pub(crate) struct KindPlaces([u8; NoiseKind::ALL.len()]);

impl KindPlaces {
    /// Their places among these kinds. One that is none of them has that behind the last.
    pub(crate) fn among(kinds: &[NoiseKind]) -> Self {
        let place = |kind: &NoiseKind| kinds.iter().position(|other| other == kind).unwrap_or(kinds.len());
        Self(std::array::from_fn(|kind| place(&NoiseKind::ALL[kind]) as u8))
    }

    fn of(&self, kind: NoiseKind) -> u8 {
        self.0[kind as usize]
    }
}

struct Sheet<'s, 'p> {
    page: &'s Page<'p>,
    findings: &'s Findings,
    columns: &'s mut Columns,
}

impl Sheet<'_, '_> {
    fn set(&mut self, feature: Feature, line: usize, value: usize) {
        set(self.columns, feature, line, value);
    }
}

fn set(columns: &mut Columns, feature: Feature, line: usize, value: usize) {
    columns.set(feature as usize, line, value.min(LEVELS - 1) as u8);
}
