//! Features: what training and cleaning see of each line of a page.
//!
//! All of it comes from the page as it is in a round: looks, what the lexicon and the
//! kinds found, the place, the neighbours, and what the line has in common with the
//! headline and with the body. Values are small integers.
//!
//! Time O(lines + words).

mod line;
mod page;

use crate::forest::{Columns, LEVELS};
use crate::lexicon::{Cue, CueSet};
use crate::noise::Findings;
use crate::page::Page;
use crate::text::Word;
pub(crate) use line::Own;

macro_rules! features {
    ($($name:ident)*) => {
        /// The number of each feature.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug)]
        #[repr(u8)]
        pub(crate) enum Feature { $($name,)* }

        /// How many features the first forest sees.
        pub(crate) const COUNT: usize = [$(Feature::$name,)*].len();
    };
}

features! {
    Width Words Stops Commas Digits Capitals Titles Dividers End Bullet Quote At First WordLength ShortWords
    Indent Gap
    Score Kind Heading Teaser CommentCue ShareCue FollowCue NewsCue LoginCue NavCue ReadCue StepCue RightsCue AdCue CookieCue
    SiteCue BylineCue CreditCue ImageCue TagsCue Dated Chrome
    CookieTerms
    Place FromStart FromEnd FromTop FromBottom WidthBefore WidthAfter ProseBefore ProseAfter
    ProseUp ProseDown Prose Noisy Near Around Run Block BlockPlace Copies CopyBefore Alike
    FromHeadline HeadlinePoints TitleWords TitleShare BodyShare NextShare BackShare Content DatesAround DatesWide DatesBefore EndsAround TeasesAround FoundNear FoundAround FoundBefore
    FoundAfter SinceHeading SinceComments SinceLegal SinceAsk SinceShare SinceTags SinceFound UntilFound IndentStep Steps Alternates
    Lines PageProse PageFound PageWidth BodyShareOfPage TeaserRun Script TailWords TailSigns Bracket BehindCredit
    WordMean WordMost WordLeast WordLast WordFirst TopShare TopTold
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
    const WIDEST: u32 = 500;
    page.shape(line).width.min(WIDEST) as usize
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
pub(crate) fn of(own: &Own, page: &Page<'_>, findings: &Findings, room: usize) -> Columns {
    let mut columns = Columns::new(COUNT + room, page.len());
    own.fill(page.lines, &mut columns);
    let mut sheet = Sheet { page, findings, columns: &mut columns };
    sheet.findings();
    sheet.places();
    sheet.neighbours();
    sheet.agreement();
    sheet.top();
    sheet.since();
    sheet.whole();
    columns
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
