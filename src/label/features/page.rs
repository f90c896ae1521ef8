//! What the page makes of a line: its place, its neighbours, and what it has in common with them.
//!
//! Time O(lines + words).

use super::{Feature, HEADINGS, KindPlaces, Sheet, share, steps, sums, tells, toward, width};
use crate::lexicon::{Cue, CueSet};
use crate::page::{Date, Page, Place};
use crate::text::{Ending, Word, WordSet};

/// The words of a line or of a few.
type Few = WordSet<8>;

const SHARES: CueSet = Cue::Share.set().with(Cue::Follow);
const ASKS: CueSet = Cue::Newsletter.set().with(Cue::Login).with(Cue::Paywall);
const LEGALS: CueSet = Cue::Copyright.set().with(Cue::SiteNotice).with(Cue::AdLabel).with(Cue::CookieButton);

/// How many of the words are counted, in a table of words of the body.
struct Counts(Box<[u8; 4096]>);

impl Counts {
    fn slot(word: &Word) -> usize {
        (word.hash >> 52) as usize
    }

    fn add(&mut self, word: &Word) {
        let count = &mut self.0[Self::slot(word)];
        *count = count.saturating_add(1);
    }

    fn of(&self, word: &Word) -> u8 {
        self.0[Self::slot(word)]
    }
}

impl Sheet<'_, '_> {
    /// What the kinds found.
    pub(super) fn findings(&mut self, places: &KindPlaces) {
        for i in 0..self.page.len() {
            let finding = self.findings.get(i);
            self.set(Feature::Score, i, finding.map_or(1, |finding| 2 + usize::from(finding.score) / 36));
            self.set(Feature::Kind, i, finding.map_or(1, |finding| 2 + usize::from(places.of(finding.kind))));
        }
    }

    pub(super) fn places(&mut self) {
        let page = self.page;
        let n = page.len();
        let (start, end) = page.body.unwrap_or((n, n));
        let wide = |i: usize| width(page, i);
        let prose = |i: usize| if page.prose(i) { wide(i) } else { 0 };
        let all: usize = (0..n).map(wide).sum();
        let all_prose: usize = (0..n).map(prose).sum();
        let (mut before, mut prose_before) = (0, 0);
        for i in 0..n {
            let place = match page.place(i) {
                Place::Nowhere => 1,
                Place::Head => 2,
                Place::Body => 3,
                Place::Tail => 4,
            };
            self.set(Feature::Place, i, place);
            self.set(Feature::FromStart, i, toward(start, i).into());
            self.set(Feature::FromEnd, i, toward(end, i).into());
            self.set(Feature::FromTop, i, 1 + usize::from(steps(i)));
            self.set(Feature::FromBottom, i, 1 + usize::from(steps(n - 1 - i)));
            self.set(Feature::WidthBefore, i, 1 + usize::from(share(before, all, 30)));
            self.set(Feature::WidthAfter, i, steps((all - before - wide(i)) / 40).into());
            self.set(Feature::ProseBefore, i, steps(prose_before / 40).into());
            let after = all_prose - prose_before - prose(i);
            self.set(Feature::ProseAfter, i, steps(after / 40).into());
            before += wide(i);
            prose_before += prose(i);
            self.set(Feature::FromHeadline, i, page.headline.map_or(0, |at| toward(at, i).into()));
        }
    }

    pub(super) fn neighbours(&mut self) {
        let page = self.page;
        let n = page.len();
        let prose_width = |i: usize| if page.prose(i) { width(page, i) } else { 0 };
        let prose = sums((0..n).map(prose_width));
        let dates = sums((0..n).map(|i| usize::from(page.date(i) == Date::Whole)));
        let found = sums((0..n).map(|i| usize::from(self.findings.solid(i))));
        let ends = sums((0..n).map(|i| usize::from(page.shape(i).ending == Ending::Stop)));
        let teases = sums((0..n).map(|i| usize::from(page.looks_like_headline(i))));
        let window = |sums: &[usize], from: usize, to: usize| sums[to.min(n)] - sums[from.min(n)];
        let mut up = 0;
        for i in 0..n {
            self.set(Feature::ProseUp, i, 1 + usize::from(steps(up)));
            up = if page.prose(i) { 0 } else { up + 1 };
            self.set(Feature::Prose, i, 1 + usize::from(page.prose(i)));
            self.set(Feature::Noisy, i, 1 + usize::from(page.speaks_of_noise(i)));
            let near = window(&prose, i.saturating_sub(3), i + 4) - prose_width(i);
            self.set(Feature::Near, i, steps(near / 40).into());
            let around = window(&prose, i.saturating_sub(10), i + 11) - prose_width(i);
            self.set(Feature::Around, i, steps(around / 40).into());
            let all = page.copies(i);
            self.set(Feature::Copies, i, all.count as usize);
            self.set(Feature::CopyBefore, i, 1 + usize::from((all.first as usize) < i));
            self.set(Feature::Alike, i, page.shared_opening(i) as usize);
            self.set(Feature::DatesAround, i, window(&dates, i.saturating_sub(4), i + 5));
            self.set(Feature::DatesWide, i, 1 + window(&dates, i.saturating_sub(12), i + 13));
            self.set(Feature::DatesBefore, i, 1 + window(&dates, i.saturating_sub(40), i));
            self.set(Feature::EndsAround, i, 1 + window(&ends, i.saturating_sub(6), i + 7));
            self.set(Feature::TeasesAround, i, 1 + window(&teases, i.saturating_sub(6), i + 7));
            self.set(Feature::FoundNear, i, window(&found, i.saturating_sub(3), i + 4));
            self.set(Feature::FoundAround, i, window(&found, i.saturating_sub(12), i + 13));
            self.set(Feature::FoundBefore, i, window(&found, i.saturating_sub(6), i));
            self.set(Feature::FoundAfter, i, window(&found, i + 1, i + 7));
            let wide = |i: usize| page.shape(i).width as i64;
            if i > 0 {
                let indent = |i: usize| (page.line(i).span().start - page.line(i).start) as i64;
                self.set(
                    Feature::IndentStep,
                    i,
                    (16 + (indent(i) - indent(i - 1)) / 2).clamp(1, 31) as usize,
                );
                let step = (wide(i) - wide(i - 1)).unsigned_abs() as usize;
                self.set(Feature::Steps, i, 1 + usize::from(steps(step / 2)));
            }
            if i > 1 {
                let (one, two) = ((wide(i) - wide(i - 1)).abs(), (wide(i) - wide(i - 2)).abs());
                self.set(Feature::Alternates, i, (16 + (one - two) / 6).clamp(1, 31) as usize);
            }
        }
        let mut down = 0;
        for i in (0..n).rev() {
            self.set(Feature::ProseDown, i, 1 + usize::from(steps(down)));
            down = if page.prose(i) { 0 } else { down + 1 };
        }
        self.stretches(Feature::Run, |page, i| !page.prose(i), |_, _| false);
        self.stretches(Feature::TeaserRun, |page, i| page.looks_like_headline(i), |_, _| false);
        self.stretches(Feature::Block, |_, _| true, |page, i| page.gap(i));
        let (mut above, mut below) = (30, 30);
        for i in 0..n {
            self.set(Feature::SinceFound, i, 1 + usize::from(steps(above)));
            above = if self.findings.solid(i) { 0 } else { above + 1 };
        }
        for i in (0..n).rev() {
            self.set(Feature::UntilFound, i, 1 + usize::from(steps(below)));
            below = if self.findings.solid(i) { 0 } else { below + 1 };
        }
        let mut place = 0;
        for i in 0..n {
            self.set(Feature::BlockPlace, i, 1 + usize::from(steps(place)));
            place = if page.gap(i) { 0 } else { place + 1 };
        }
    }

    /// How long the stretch of lines is that a line belongs to.
    fn stretches(
        &mut self,
        feature: Feature,
        belongs: impl Fn(&Page<'_>, usize) -> bool,
        ends: impl Fn(&Page<'_>, usize) -> bool,
    ) {
        let n = self.page.len();
        let mut start = 0;
        while start < n {
            let mut end = start;
            while end < n && belongs(self.page, end) {
                end += 1;
                if ends(self.page, end - 1) {
                    break;
                }
            }
            for i in start..end {
                self.set(feature, i, 1 + usize::from(steps(end - start)));
            }
            start = end.max(start + 1);
        }
    }

    /// What a line has in common with one of the first lines: a page's title often stands there,
    /// with the name of the site behind it.
    pub(super) fn top(&mut self) {
        const LINES: usize = 3;
        const LONGEST: usize = 40;
        let page = self.page;
        let words = |i: usize| page.document.words_of(page.line(i));
        let first = (0..page.len().min(LINES)).filter(|&i| words(i).len() <= LONGEST);
        let first: Vec<(usize, Few, usize)> =
            first.map(|i| (i, words(i).iter().collect(), words(i).len())).collect();
        for i in 0..page.len() {
            let own = words(i);
            if own.is_empty() || own.len() > LONGEST {
                continue;
            }
            let shared = |&(top, set, count): &(usize, Few, usize)| {
                let shared = own.iter().filter(|word| set.has(word)).count();
                (page.line(top).id != page.line(i).id).then_some((shared, count))
            };
            let best = first.iter().filter_map(shared).max_by_key(|&(shared, _)| shared);
            let Some((shared, count)) = best else { continue };
            self.set(Feature::TopShare, i, 1 + usize::from(share(shared, own.len(), 24)));
            self.set(Feature::TopTold, i, 1 + usize::from(share(shared, count, 24)));
        }
    }

    /// What a line has in common with the headline and with the body.
    pub(super) fn agreement(&mut self) {
        let page = self.page;
        let telling = |i: usize| page.document.words_of(page.line(i)).iter().filter(tells);
        let title: WordSet<64> = page.headline.into_iter().flat_map(telling).collect();
        for &(i, points) in &page.candidates {
            self.set(Feature::HeadlinePoints, i, (10 + points / 5).clamp(1, 31) as usize);
        }
        let (start, end) = page.body.unwrap_or((0, 0));
        let mut body = Counts(Box::new([0; 4096]));
        let core = |i: usize| page.prose(i) && !page.speaks_of_noise(i) && (start..end).contains(&i);
        for i in (start..end).filter(|&i| core(i)) {
            telling(i).for_each(|word| body.add(word));
        }
        let sets: Vec<Few> = (0..page.len()).map(|i| telling(i).collect()).collect();
        let near = |lines: std::ops::Range<usize>| {
            let sets = &sets[lines.start.min(sets.len())..lines.end.min(sets.len())];
            sets.iter().fold(Few::EMPTY, |mut all, set| {
                all.unite(set);
                all
            })
        };
        for i in 0..page.len() {
            let (next, back) = (near(i + 1..i + 4), near(i.saturating_sub(3)..i));
            let within = |set: &Few| telling(i).filter(|word| set.has(word)).count();
            let (next, back) = (within(&next), within(&back));
            let (mut content, mut titled, mut told) = (0, 0, 0);
            let own = u8::from(core(i));
            for word in telling(i) {
                content += 1;
                titled += usize::from(title.has(word));
                told += usize::from(body.of(word) > own);
            }
            self.set(Feature::NextShare, i, 1 + usize::from(share(next, content, 16)));
            self.set(Feature::BackShare, i, 1 + usize::from(share(back, content, 16)));
            self.set(Feature::Content, i, content);
            self.set(Feature::TitleWords, i, 1 + titled);
            self.set(Feature::TitleShare, i, 1 + usize::from(share(titled, content, 16)));
            self.set(Feature::BodyShare, i, 1 + usize::from(share(told, content, 24)));
        }
    }

    /// How far above the last line stands that opened something.
    pub(super) fn since(&mut self) {
        let page = self.page;
        for (feature, asked) in [
            (Feature::SinceHeading, HEADINGS),
            (Feature::SinceComments, Cue::Comments.set()),
            (Feature::SinceLegal, LEGALS),
            (Feature::SinceAsk, ASKS),
            (Feature::SinceShare, SHARES),
            (Feature::SinceTags, Cue::TagsHeading.set()),
        ] {
            let mut last = None;
            for i in 0..page.len() {
                if page.cues(i).whole.meets(asked) {
                    last = Some(i);
                }
                // 31: never.
                self.set(feature, i, last.map_or(31, |last| usize::from(steps(i - last)).min(30)));
            }
        }
    }

    /// What the page is like as a whole.
    pub(super) fn whole(&mut self) {
        let page = self.page;
        let n = page.len();
        let wide = |i: usize| width(page, i);
        let all: usize = (0..n).map(wide).sum();
        let prose: usize = (0..n).filter(|&i| page.prose(i)).map(wide).sum();
        let (start, end) = page.body.unwrap_or((0, 0));
        let body: usize = (start..end).filter(|&i| page.prose(i)).map(wide).sum();
        let found = (0..n).filter(|&i| self.findings.solid(i)).count();
        let values = [
            (Feature::Lines, usize::from(steps(n))),
            (Feature::PageProse, share(prose, all, 31).into()),
            (Feature::PageFound, share(found, n, 31).into()),
            (Feature::PageWidth, usize::from(steps(all / n.max(1)))),
            (Feature::BodyShareOfPage, share(body, prose, 31).into()),
        ];
        for i in 0..n {
            for (feature, value) in values {
                self.set(feature, i, value);
            }
        }
    }
}
