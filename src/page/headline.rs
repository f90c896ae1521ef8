//! The headline: which line names what the body tells.
//!
//! Evidence: its words come back in the body, it stands shortly before it, it
//! is repeated (as the page's title, beside the article), a date or a byline
//! follows. Each sign is worth some points; the line with most points is the
//! headline, if they are enough. The points are a conditional logit model,
//! fitted on pages whose headline is known and rounded to integers.
//!
//! Time O(words of the body and of the candidates).

use super::date::Date;
use super::view::Page;
use crate::lexicon::{Cue, CueSet};
use crate::text::{Ending, Word, WordSet, is_exclamation, is_question};

/// How far before the body a headline may stand.
const REACH: usize = 60;
/// How many lines of the text's and of the body's start are candidates, too.
const OPENING: usize = 10;
/// The page's title is among so many lines.
const TITLE_LINES: usize = 4;
/// How many lines of the body are asked for the words of a candidate.
const BODY_LINES: usize = 40;
/// How many of them are the lead.
const LEAD_LINES: usize = 2;
/// How many lines before a candidate are asked for a copy of it.
const COPIES: usize = 80;
/// Copies so near to each other stand over the same article.
const TOGETHER: usize = 8;
/// The least number of points of a headline.
const ENOUGH: i32 = 0;

/// The words of the whole body, and of its first lines.
struct Told {
    body: Box<WordSet<1024>>,
    lead: Box<WordSet<1024>>,
}

/// The line that is most likely the headline, if any is likely enough.
pub(crate) fn find(page: &Page<'_>, candidates: &[(usize, i32)]) -> Option<usize> {
    let best = candidates.iter().map(|&(i, points)| (points, i)).max_by_key(|&(points, i)| (points, i));
    best.filter(|&(points, _)| points >= ENOUGH).map(|(_, i)| first_of_copies(page, i))
}

/// Of copies that stand together over the body, the first one is the headline.
pub(crate) fn first_of_copies(page: &Page<'_>, headline: usize) -> usize {
    let all = page.copies(headline);
    if all.count < 2 {
        return headline;
    }
    let id = page.line(headline).id;
    let start = page.body.map_or(0, |(start, _)| start);
    let copies: Vec<usize> =
        (all.first as usize..=all.last as usize).filter(|&i| page.line(i).id == id).collect();
    let Some(last) = copies.iter().rposition(|&copy| copy <= start) else { return headline };
    let mut first = last;
    while first > 0 && copies[last] - copies[first - 1] <= TOGETHER {
        first -= 1;
    }
    copies[first]
}

fn points(signs: u64) -> i32 {
    let (mut rest, mut points) = (signs, 0);
    while rest != 0 {
        points += SIGNS[rest.trailing_zeros() as usize % SIGNS.len()].1;
        rest &= rest - 1;
    }
    points
}

/// The lines that could be the headline, with the points of each.
pub(crate) fn candidates(page: &Page<'_>) -> Vec<(usize, i32)> {
    signs_of(page).map(|(i, signs)| (i, points(signs))).collect()
}

/// The lines that could be the headline, with the signs that each shows.
fn signs_of<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, u64)> + 'p {
    let (start, end) = page.body.unwrap_or((0, 0));
    let words = |lines: usize| {
        let prose = (start..end).filter(|&i| page.prose(i)).take(lines);
        Box::new(prose.flat_map(|i| page.document.words_of(page.line(i))).collect())
    };
    let told = Told { body: words(BODY_LINES), lead: words(LEAD_LINES) };
    let nearest = start.saturating_sub(REACH);
    let last = (start + OPENING).min(end);
    let range = (0..OPENING.min(nearest)).chain(nearest..last);
    let mut rank = 0;
    // What stands on other pages of the site, too, is not what this one is about.
    range.filter(|&i| page.template(i).is_none()).filter_map(move |i| {
        let signs = signs(page, &told, i, start)?;
        rank += 1;
        Some((i, signs | u64::from(rank == 1) << RANK | u64::from(rank == 2) << (RANK + 1)))
    })
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

/// Where the signs of a candidate's rank among all begin.
const RANK: usize = SIGNS.len() - 2;

/// The signs and their points.
const SIGNS: [(&str, i32); 61] = [
    ("always", 0),
    ("tells nothing", -10),
    ("tells a quarter", 1),
    ("tells half", 3),
    ("tells three quarters", 4),
    ("tells all", 4),
    ("tells 2 words", 4),
    ("tells 4 words", 8),
    ("tells 6 words", 11),
    ("1 before the body", 5),
    ("2 or 3 before", 11),
    ("4 to 8 before", 7),
    ("9 to 20 before", 5),
    ("farther before", 4),
    ("first of the body", -7),
    ("inside the body", -19),
    ("first line", 11),
    ("second or third line", 5),
    ("a copy before", 7),
    ("a copy behind", 3),
    ("many copies", 1),
    ("a title starts with it", 22),
    ("starts with another line", -3),
    ("ends a sentence", -12),
    ("asks or calls", 9),
    ("ends open", 9),
    ("ends with a colon or comma", -5),
    ("cut", -1),
    ("bullet", -11),
    ("prose", -6),
    ("under 20 wide", -3),
    ("under 35 wide", 1),
    ("under 70 wide", 7),
    ("under 110 wide", 5),
    ("wider", -10),
    ("holds a date", -4),
    ("speaks of noise", -12),
    ("dividers", -15),
    ("shouts", -5),
    ("a credit behind", 19),
    ("a credit before", 7),
    ("prose behind", 1),
    ("blank line before", 13),
    ("blank line behind", 24),
    ("few words", -4),
    ("an entry before", -1),
    ("another one right before", -6),
    ("another one right behind", -1),
    ("first line of a short head", 5),
    ("in a short head", 3),
    ("first line with a dash or bar", -11),
    ("the lead tells half", 3),
    ("the lead tells 2 words", 3),
    ("the lead tells 4 words", 5),
    ("shorter than what is behind", 8),
    ("a long paragraph behind", -3),
    ("a long paragraph within 3", 2),
    ("no small words", -1),
    ("quoted", 5),
    ("first candidate", 8),
    ("second candidate", 4),
];

fn signs(page: &Page<'_>, told_by: &Told, i: usize, start: usize) -> Option<u64> {
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
    // Words of content: longer ones, and pairs of ideographs.
    let long = |word: &&Word| word.folded_end - word.folded_start >= 4;
    let content = words.iter().filter(long).count();
    let told = words.iter().filter(long).filter(|word| told_by.body.has(word)).count();
    let lead = words.iter().filter(long).filter(|word| told_by.lead.has(word)).count();
    if content == 0 {
        return None;
    }
    let mut signs = 1;
    let mut bit = 1;
    let mut sign = |shown: bool| {
        signs |= u64::from(shown) << bit;
        bit += 1;
    };
    let quarters = told * 4 / content;
    for n in 0..=4 {
        sign(quarters == n);
    }
    sign((2..4).contains(&told));
    sign((4..6).contains(&told));
    sign(told >= 6);
    let before = start.saturating_sub(i);
    sign(before == 1);
    sign((2..=3).contains(&before));
    sign((4..=8).contains(&before));
    sign((9..=20).contains(&before));
    sign(before > 20);
    sign(i == start);
    sign(i > start);
    sign(i == 0);
    sign(i == 1 || i == 2);
    let copies = page.copies(i);
    sign((copies.first as usize) < i);
    sign(copies.last as usize > i);
    sign(copies.count > 3);
    let others = page.alike(i) > copies.count;
    let differs = |other: &usize| page.line(*other).id != page.line(i).id;
    sign(others && (0..TITLE_LINES.min(i)).filter(differs).any(|other| starts_with(page, other, i)));
    let near = i.saturating_sub(COPIES)..(i + COPIES).min(page.len());
    sign(others && near.filter(differs).any(|other| starts_with(page, i, other)));
    let text = page.text(i);
    let asks = text.ends_with(|c| is_question(c) || is_exclamation(c));
    sign(shape.ending == Ending::Stop && !asks);
    sign(asks);
    sign(shape.ending == Ending::Open);
    sign(matches!(shape.ending, Ending::Colon | Ending::Comma));
    sign(shape.ending == Ending::Ellipsis);
    sign(shape.bullet);
    sign(page.prose(i));
    sign(shape.width < 20);
    sign((20..35).contains(&shape.width));
    sign((35..70).contains(&shape.width));
    sign((70..110).contains(&shape.width));
    sign(shape.width >= 110);
    sign(page.date(i) == Date::Within);
    sign(page.cues(i).set.meets(NEVER));
    sign(shape.dividers > 0);
    sign(shape.shouts());
    let credit = |i: usize| super::credit::credit(page, i).is_some();
    sign((i + 1..(i + 5).min(page.len())).any(credit));
    sign((i.saturating_sub(2)..i).any(credit));
    sign(page.heads_prose(i));
    sign(i > 0 && page.gap(i - 1));
    sign(page.gap(i));
    sign(words.len() < 3);
    sign(i > 0 && (page.cues(i - 1).whole.meets(NEVER)));
    let other = |i: usize| {
        let shape = page.shape(i);
        !page.prose(i)
            && page.date(i) == Date::No
            && shape.width >= 20
            && !page.cues(i).set.meets(NEVER)
            && !shape.bullet
    };
    sign(i > 0 && other(i - 1));
    sign(i + 1 < page.len() && other(i + 1));
    let short = start <= 8;
    sign(i == 0 && short);
    sign(i > 0 && i <= start && short);
    sign(i == 0 && [" - ", " – ", " | ", " — ", " « ", " » ", " · "].iter().any(|mark| text.contains(mark)));
    sign(lead * 2 >= content);
    sign((2..4).contains(&lead));
    sign(lead >= 4);
    sign(i + 1 < page.len() && page.shape(i + 1).width > shape.width + 10);
    let long = |i: usize| i < page.len() && page.prose(i) && page.shape(i).width >= 160;
    sign(long(i + 1));
    sign((i + 2..i + 4).any(long));
    sign(content == words.len());
    sign(shape.quoted);
    debug_assert_eq!(bit, RANK, "a sign without its points");
    Some(signs)
}

/// Whether line `longer` starts with the words of `shorter` and has a few more:
/// a headline with the name of the site behind it.
pub(crate) fn starts_with(page: &Page<'_>, longer: usize, shorter: usize) -> bool {
    let (long, short) = (page.line(longer), page.line(shorter));
    if long.opening != short.opening || short.opening == 0 {
        return false;
    }
    let (long, short) = (page.document.words_of(long), page.document.words_of(short));
    long.len() >= short.len()
        && long.len() <= short.len() + 8
        && long.iter().zip(short).all(|(a, b)| a.hash == b.hash)
}
