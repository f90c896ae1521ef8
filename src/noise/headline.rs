//! The headline: which line names what the body tells.
//!
//! Evidence: its words come back in the body, it stands shortly before it, it
//! is repeated (as the page's title, in a breadcrumb, beside the article).
//!
//! Time O(words of the body and of the candidates).

use crate::lexicon::{Cue, CueSet};
use crate::noise::date::Date;
use crate::noise::page::Page;
use crate::text::{Ending, Word};

/// How far before the body a headline may stand.
const REACH: usize = 40;
/// How many lines of the body are asked.
const BODY_LINES: usize = 40;
/// The least value of a headline.
const ENOUGH: i32 = 34;

/// A set of words, as bits of their hashes: a few false hits do no harm.
struct WordSet(Box<[u64; 1024]>);

impl WordSet {
    fn add(&mut self, word: &Word) {
        self.0[(word.hash >> 58) as usize * 16 + (word.hash >> 6 & 15) as usize] |= 1 << (word.hash & 63);
    }

    fn has(&self, word: &Word) -> bool {
        self.0[(word.hash >> 58) as usize * 16 + (word.hash >> 6 & 15) as usize] >> (word.hash & 63) & 1 != 0
    }
}

/// The line that is most likely the headline, if any is likely enough.
pub(super) fn find(page: &Page<'_>) -> Option<usize> {
    let (start, end) = page.body?;
    let mut body = WordSet(Box::new([0; 1024]));
    for i in (start..end).filter(|&i| page.prose(i)).take(BODY_LINES) {
        page.document.words_of(page.line(i)).iter().for_each(|word| body.add(word));
    }
    let candidates = (0..3.min(start)).chain(start.saturating_sub(REACH).max(3)..start);
    // In reverse, so that of equal ones the nearest to the body wins.
    let value = |i: usize| Some((value(page, &body, i, start)?, i));
    let best = candidates.filter_map(value).max_by_key(|&(value, i)| (value, i));
    best.filter(|&(value, _)| value >= ENOUGH).map(|(_, i)| i)
}

const NOT_HEADLINES: CueSet = Cue::Nav
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
    .with(Cue::SiteNotice);

fn value(page: &Page<'_>, body: &WordSet, i: usize, start: usize) -> Option<i32> {
    let shape = page.shape(i);
    let words = page.document.words_of(page.line(i));
    if page.date(i) == Date::Whole || !(12..=220).contains(&shape.width) || !(2..=60).contains(&words.len()) {
        return None;
    }
    if page.cues(i).whole.meets(NOT_HEADLINES) {
        return None;
    }
    // Words of content: longer ones, and pairs of ideographs.
    let long = |word: &&Word| word.folded_end - word.folded_start >= 5;
    let content = words.iter().filter(long).count();
    let told = words.iter().filter(long).filter(|word| body.has(word)).count();
    if content == 0 {
        return None;
    }
    let mut value = (told * 40 / content) as i32 + 6 * told.min(5) as i32;
    value -= ((start - i) as i32).min(20);
    let key = page.line(i).key;
    let before = i.saturating_sub(60)..i;
    let again = before.clone().any(|other| page.line(other).key == key);
    let titled = i > 0 && starts_with(page, 0, i);
    value += 20 * i32::from(again || titled);
    value += 10 * i32::from(i == 0);
    value += 8 * i32::from(shape.width >= 30);
    value -= 15 * i32::from(shape.ending == Ending::Stop);
    value -= 15 * i32::from(matches!(shape.ending, Ending::Colon | Ending::Comma | Ending::Ellipsis));
    value -= 12 * i32::from(shape.bullet);
    value -= 12 * i32::from(page.prose(i));
    value -= 20 * i32::from(page.date(i) == Date::Within);
    value -= 25 * i32::from(page.cues(i).set.meets(NOT_HEADLINES));
    value -= 15 * i32::from(shape.dividers > 1);
    Some(value)
}

/// Whether line `longer` starts with the words of `shorter` and has a few more:
/// a headline with the name of the site behind it.
pub(crate) fn starts_with(page: &Page<'_>, longer: usize, shorter: usize) -> bool {
    let (long, short) = (page.line(longer), page.line(shorter));
    let (long, short) = (page.document.words_of(long), page.document.words_of(short));
    short.len() >= 3
        && long.len() >= short.len()
        && long.len() <= short.len() + 8
        && long.iter().zip(short).all(|(a, b)| a.hash == b.hash)
}
