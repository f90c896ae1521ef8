//! The page: the lines that are still there, where the body of the text lies
//! among them.
//!
//! A page is made anew for every round of cleaning from the lines that are
//! left, and from nothing else: so cleaning a cleaned text sees the same page.
//!
//! Time O(lines + words).

use super::date::Date;
use super::line_marks::Mark;
use crate::lexicon::{Cue, CueSet, Cues};
use crate::template::Template;
use crate::text::{Document, Ending, Line, Shape};

/// Where a line lies in relation to the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The text has no body: no prose was found.
    Nowhere,
    /// Before the body.
    Head,
    /// From the first line of prose of the body to its last one.
    Body,
    /// After the body.
    Tail,
}

/// So many paragraphs on one subject make it the article's: one of them may be
/// taken for noise, and so not for a part of the body.
const SUBJECT: usize = 2;

/// What the caller knows of the page, in folded form.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FoldedHints {
    /// The key of the headline's line.
    pub(crate) title: Option<u64>,
    /// The keys of lines that hold the site's name and nothing else.
    pub(crate) site: [Option<u64>; 3],
}

/// Equal lines of a page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Copies {
    pub(crate) count: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// The lines that are left of a document. Lines are named by their place in
/// that list, not by their place in the document.
pub(crate) struct Page<'a> {
    pub(crate) document: &'a Document<'a>,
    marks: &'a [Mark],
    /// Indices of the lines of the document that are left.
    pub(crate) lines: &'a [u32],
    prose: Vec<bool>,
    /// How often each line of the document occurs among those that are left, where
    /// first and where last, by its number.
    copies: Vec<Copies>,
    /// How many lines open alike, by the number of their opening.
    openings: Vec<u32>,
    /// The body: from its first line of prose to behind its last one.
    pub(crate) body: Option<(usize, usize)>,
    /// The headline, once it has been looked for.
    pub(crate) headline: Option<usize>,
    /// Lines that could be it, each with the points of its signs.
    pub(crate) candidates: Vec<(usize, i32)>,
    /// How many bytes the lines hold that are left.
    bytes: usize,
    /// The body itself speaks of cookies, again and again.
    pub(crate) on_cookies: bool,
    pub(crate) known: FoldedHints,
}

impl<'a> Page<'a> {
    pub(crate) fn new(
        document: &'a Document<'a>,
        marks: &'a [Mark],
        lines: &'a [u32],
        known: FoldedHints,
    ) -> Self {
        let mut page = Page {
            document,
            marks,
            lines,
            prose: Vec::new(),
            copies: Vec::new(),
            openings: Vec::new(),
            body: None,
            headline: None,
            candidates: Vec::new(),
            bytes: 0,
            on_cookies: false,
            known,
        };
        page.bytes = (0..lines.len()).map(|i| page.line(i).span().len()).sum();
        page.prose = (0..lines.len()).map(|i| is_prose(page.shape(i), page.words(i))).collect();
        page.count_copies();
        page.join_wrapped();
        page.body = page.find_body();
        let (start, end) = page.body.unwrap_or((0, 0));
        page.on_cookies =
            (start..end).filter(|&i| page.prose(i) && page.cues(i).cookie_terms > 0).count() >= SUBJECT;
        page
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn line(&self, i: usize) -> &'a Line {
        &self.document.lines[self.lines[i] as usize]
    }

    pub(crate) fn text(&self, i: usize) -> &'a str {
        self.document.text_of(self.line(i))
    }

    pub(crate) fn shape(&self, i: usize) -> &'a Shape {
        &self.line(i).shape
    }

    pub(crate) fn cues(&self, i: usize) -> &'a Cues {
        &self.marks[self.lines[i] as usize].cues
    }

    /// The line's cues and looks.
    pub(crate) fn triggers(&self, i: usize) -> CueSet {
        self.marks[self.lines[i] as usize].triggers
    }

    pub(crate) fn date(&self, i: usize) -> Date {
        self.marks[self.lines[i] as usize].date
    }

    /// What is known of the line as a template of the site.
    pub(crate) fn template(&self, i: usize) -> Option<Template> {
        self.marks[self.lines[i] as usize].template
    }

    /// Whether the caller has said that this line is the headline.
    pub(crate) fn is_told(&self, i: usize) -> bool {
        self.known.title == Some(self.line(i).key)
    }

    /// How many words of the line were read: all, or those at both ends of a paragraph.
    pub(crate) fn words(&self, i: usize) -> usize {
        self.document.words_of(self.line(i)).len()
    }

    /// How many of its words are numbers.
    pub(crate) fn numbers(&self, i: usize) -> usize {
        let line = self.line(i);
        let number =
            |word| self.document.folded(line, std::slice::from_ref(word)).iter().all(u8::is_ascii_digit);
        self.document.words_of(line).iter().filter(|&word| number(word)).count()
    }

    /// Whether the line is part of a paragraph, by its looks.
    pub(crate) fn prose(&self, i: usize) -> bool {
        self.prose[i]
    }

    /// Whether a blank line stands between line `i` and the one after it.
    pub(crate) fn gap(&self, i: usize) -> bool {
        self.line(i).gap
    }

    /// Whether the line is most of the text, and no small thing.
    pub(crate) fn dominates(&self, i: usize) -> bool {
        const SHORT_TEXT: usize = 20;
        self.line(i).span().len() * 2 > self.bytes && self.words(i) >= SHORT_TEXT
    }

    fn count_copies(&mut self) {
        self.copies = vec![Copies::default(); self.document.lines.len()];
        self.openings = vec![0; self.document.lines.len() + 1];
        for (i, &line) in self.lines.iter().enumerate() {
            let line = &self.document.lines[line as usize];
            let copies = &mut self.copies[line.id as usize];
            if copies.count == 0 {
                copies.first = i as u32;
            }
            copies.count += 1;
            copies.last = i as u32;
            self.openings[line.opening as usize] += 1;
        }
    }

    /// The lines that are equal to line `i`, itself included.
    pub(crate) fn copies(&self, i: usize) -> Copies {
        self.copies[self.line(i).id as usize]
    }

    /// How many lines open with the same words as line `i`; 0 if it has too few.
    pub(crate) fn shared_opening(&self, i: usize) -> u32 {
        match self.line(i).opening {
            0 => 0,
            opening => self.openings[opening as usize],
        }
    }

    pub(crate) fn place(&self, i: usize) -> Place {
        match self.body {
            None => Place::Nowhere,
            Some((start, _)) if i < start => Place::Head,
            Some((_, end)) if i >= end => Place::Tail,
            Some(_) => Place::Body,
        }
    }

    /// Before or after the body: where noise is at home.
    pub(crate) fn outside(&self, i: usize) -> bool {
        matches!(self.place(i), Place::Head | Place::Tail)
    }

    /// Lines of a text that was wrapped at a fixed width are prose together.
    fn join_wrapped(&mut self) {
        const NARROWEST: u32 = 40;
        const FEWEST: usize = 3;
        let mut start = 0;
        while start < self.len() {
            let mut end = start;
            let (mut sentences, mut widest) = (0, 0);
            let alone = |i: usize| !self.shape(i).bullet && self.copies(i).count == 1;
            while end < self.len() && self.shape(end).width >= NARROWEST && alone(end) {
                let shape = self.shape(end);
                sentences +=
                    usize::from(shape.stops > 0 || shape.commas > 0 || shape.ending == Ending::Comma);
                widest = widest.max(shape.width);
                end += 1;
                if self.gap(end - 1) {
                    break;
                }
            }
            let lines = end - start;
            if lines >= FEWEST && sentences * 2 >= lines && widest <= 110 {
                self.prose[start..end].fill(true);
            }
            start = end.max(start + 1);
        }
    }

    /// The stretch of lines with the most prose in it, as the stretch of greatest
    /// sum where prose counts for its width and anything else against it
    /// (Kadane's algorithm).
    fn find_body(&self) -> Option<(usize, usize)> {
        const OTHER: i64 = -28;
        const WIDEST_COUNTED: u32 = 500;
        let (mut best, mut best_sum) = (None, 0);
        let (mut start, mut sum) = (0, 0);
        for i in 0..self.len() {
            let value = match self.prose(i) {
                true if self.speaks_of_noise(i) || self.template(i).is_some() => OTHER,
                true => i64::from(self.shape(i).width.min(WIDEST_COUNTED)),
                false => OTHER,
            };
            if sum <= 0 {
                (start, sum) = (i, 0);
            }
            sum += value;
            if sum > best_sum {
                (best, best_sum) = (Some((start, i + 1)), sum);
            }
        }
        best
    }

    /// Prose that speaks of cookies, rights or newsletters does not make a body.
    pub(crate) fn speaks_of_noise(&self, i: usize) -> bool {
        const NOISE: CueSet = Cue::Copyright
            .set()
            .with(Cue::Newsletter)
            .with(Cue::Paywall)
            .with(Cue::Comments)
            .with(Cue::SiteNotice)
            .with(Cue::AdLabel)
            .with(Cue::Follow);
        let cues = self.cues(i);
        let asks = cues.cookie_terms >= 2 || cues.cookie_terms == 1 && cues.set.has(Cue::ConsentVerb);
        self.shape(i).width < 600 && (cues.set.meets(NOISE) || asks)
    }

    /// Whether the line could be a headline of another article: not prose, not
    /// a date, and long enough to say something.
    pub(crate) fn looks_like_headline(&self, i: usize) -> bool {
        let shape = self.shape(i);
        !self.prose(i)
            && self.date(i) != Date::Whole
            && (18..=200).contains(&shape.width)
            && self.words(i) >= 3
    }

    /// Whether a sign that ends a label ("Photo: ...", "Tags | ...") stands near the line's start.
    pub(crate) fn has_label_prefix(&self, i: usize) -> bool {
        const SIGNS: [char; 11] = [':', '：', '|', '/', '／', '=', '»', '(', '©', '►', '·'];
        let text = crate::text::after_bullet(self.text(i));
        // "Fot. Jan Nowak"
        let short = text.find(". ").is_some_and(|at| at <= 5);
        short || text.find(SIGNS).is_some_and(|at| at <= 40)
    }

    /// Whether the line is small and stands in a text without any prose: perhaps a poem.
    pub(crate) fn is_line_grouped(&self, i: usize) -> bool {
        let small = |c: char| c.is_lowercase();
        let first = self.text(i).chars().find(|c| c.is_alphabetic());
        self.place(i) == Place::Nowhere && (first.is_some_and(small) || self.shape(i).ending == Ending::Comma)
    }

    /// Whether the line is something said in a dialogue: a dash, and the end of a sentence.
    pub(crate) fn is_quoted(&self, i: usize) -> bool {
        self.shape(i).ending == Ending::Stop && self.text(i).starts_with(['—', '–'])
    }

    /// Whether a short line stands where a sub-heading would: prose follows at once.
    pub(crate) fn precedes_prose(&self, i: usize) -> bool {
        i + 1 < self.len() && self.prose(i + 1)
    }
}

/// A paragraph, or a line of one: wide enough, with the signs of sentences.
fn is_prose(shape: &Shape, words: usize) -> bool {
    let Shape { width, stops, ending, .. } = *shape;
    let sentence = ending == Ending::Stop || stops > 0;
    // Pairs of ideographs are words: in such a line, "！" and "？" stand inside headlines, too.
    let ideographs = words as u32 * 3 > width;
    if ideographs && width < 200 && ending != Ending::Stop && stops < 2 {
        return false;
    }
    // A menu on one line is wide, too, but has neither stops nor commas.
    let clauses = u32::from(stops) * 3 + u32::from(shape.commas) * 2 + u32::from(ending == Ending::Stop) * 2;
    match width {
        0..=44 => false,
        45..=79 => ending == Ending::Stop && words >= 7,
        80..=139 => sentence,
        _ => clauses * 100 >= width.min(300),
    }
}
