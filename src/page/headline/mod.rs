//! The headline: which line names what the body tells.
//!
//! Evidence: its words come back in the body, it stands shortly before it, it
//! is repeated (as the page's title, beside the article), a date or a byline
//! follows. Each sign is worth some points; the line with most points is the
//! headline, if they are enough. The points are a conditional logit model (McFadden 1974),
//! fitted on pages whose headline is known and rounded to integers: `models/headline.txt` names each sign with its
//! points, and [`crate::learn`] makes the file.
//!
//! Time O(words of the body and of the candidates).

mod signs;

use std::sync::OnceLock;

use super::view::Page;
pub(crate) use signs::{COUNT, NAMES, Shown};
use signs::{Sign, Told};

/// How far before the body a headline may stand.
const REACH: usize = 60;
/// How many lines of the text's and of the body's start are candidates, too.
const OPENING: usize = 10;
/// How many lines of the body are asked for the words of a candidate.
const BODY_LINES: usize = 40;
/// How many of them are the lead.
const LEAD_LINES: usize = 2;
/// Copies so near to each other stand over the same article.
const TOGETHER: usize = 8;
/// The least number of points of a headline.
const ENOUGH: i32 = 0;

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

/// The points of each sign.
struct Points([i32; COUNT]);

impl Points {
    /// Those that the crate comes with. That the table is whole is tested.
    fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Points> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::read(include_str!("../../../models/headline.txt")))
    }

    /// Lines of a name, a tabulator and points.
    fn read(table: &str) -> Self {
        let mut points = Self([0; COUNT]);
        for (name, value) in table.lines().filter_map(|line| line.split_once('\t')) {
            if let (Some(sign), Ok(value)) = (NAMES.iter().position(|known| *known == name), value.parse()) {
                points.0[sign] = value;
            }
        }
        points
    }

    fn of(&self, shown: Shown) -> i32 {
        shown.signs().map(|sign| self.0[sign]).sum()
    }
}

/// The lines that could be the headline, with the points of each.
pub(crate) fn candidates(page: &Page<'_>) -> Vec<(usize, i32)> {
    let points = Points::shipped();
    signs_of(page).map(|(i, shown)| (i, points.of(shown))).collect()
}

/// The lines that could be the headline, with the signs that each shows.
pub(crate) fn signs_of<'p>(page: &'p Page<'_>) -> impl Iterator<Item = (usize, Shown)> + 'p {
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
        let mut shown = signs::of(page, &told, i, start)?;
        rank += 1;
        shown.sign(Sign::FirstCandidate, rank == 1);
        shown.sign(Sign::SecondCandidate, rank == 2);
        Some((i, shown))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_each_sign_once_in_order() {
        let table = include_str!("../../../models/headline.txt");
        let names: Vec<&str> = table.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        assert_eq!(names, NAMES);
        let points: Vec<i32> =
            table.lines().filter_map(|line| line.split_once('\t')?.1.parse().ok()).collect();
        assert_eq!(points, Points::shipped().0);
        assert_eq!((table.lines().count(), COUNT), (COUNT, NAMES.len()));
    }

    #[test]
    fn points_are_added_by_name() {
        let points = Points::read("Quoted\t5\nAlways\t-2\nNoSuchSign\t100\nBullet\tmany\n");
        let mut shown = Shown::default();
        assert_eq!(points.of(shown), -2, "every candidate shows the first");
        shown.sign(Sign::Bullet, true);
        shown.sign(Sign::Quoted, false);
        assert_eq!(points.of(shown), -2);
        shown.sign(Sign::Quoted, true);
        assert_eq!(points.of(shown), 3);
    }
}
