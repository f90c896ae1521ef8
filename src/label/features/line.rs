//! What a line says and looks like by itself: computed once for a text.
//!
//! Time O(words).

use super::{COUNT, Feature, HEADINGS, set, share, steps};
use crate::forest::Columns;
use crate::label::words::{self, WordTable};
use crate::lexicon::{Cue, CueSet};
use crate::page::Mark;
use crate::text::{Document, Ending, Line, Word, is_ideograph};

/// The features of all lines of a document that no other line has a part in.
#[derive(Debug)]
pub(crate) struct LineFeatures(Columns);

/// They are these, and those of the words.
#[rustfmt::skip]
const OWN: [Feature; 43] = {
    use Feature::*;
    [
        Width, Words, Stops, Commas, Digits, Capitals, Titles, Dividers, End, Bullet, Quote, AtOrUrl, First, WordLength,
        ShortWords, Indent, Gap, TailWords, TailSigns, Bracket, BehindCredit, Heading, RelatedInlineCue, CommentCue, ShareCue,
        FollowCue, NewsCue, LoginCue, NavCue, ReadCue, PagerCue, RightsCue, AdCue, CookieCue, SiteCue, BylineCue,
        DateLabelCue, ImageCreditCue, TagsCue, Dated, Chrome, CookieTerms, Script,
    ]
};

fn width_steps(width: u32) -> u8 {
    const BOUNDS: [u32; 31] = [
        1, 4, 7, 10, 13, 16, 20, 24, 28, 33, 38, 44, 50, 57, 65, 74, 84, 95, 108, 122, 140, 160, 190, 220,
        260, 310, 370, 450, 600, 900, 1500,
    ];
    BOUNDS.iter().take_while(|&&bound| width >= bound).count() as u8
}

impl LineFeatures {
    /// Time O(words).
    pub(crate) fn of(document: &Document<'_>, marks: &[Mark], table: Option<&WordTable>) -> Self {
        let mut columns = Columns::new(COUNT, document.lines.len());
        for (i, (line, mark)) in document.lines.iter().zip(marks).enumerate() {
            let mut sheet = |feature, value| set(&mut columns, feature, i, value);
            looks(document, line, &mut sheet);
            says(document, line, mark, &mut sheet);
            if let Some(table) = table {
                let values = table.tell(document.words_of(line));
                words::FEATURES
                    .into_iter()
                    .zip(values)
                    .for_each(|(feature, value)| sheet(feature, value.into()));
            }
        }
        Self(columns)
    }

    /// Fills in what is known of the lines that are left.
    pub(super) fn fill(&self, lines: &[u32], columns: &mut Columns) {
        for feature in OWN.into_iter().chain(words::FEATURES) {
            columns.pick(feature as usize, &self.0, lines);
        }
    }
}

/// What a line looks like.
fn looks(document: &Document<'_>, line: &Line, set: &mut impl FnMut(Feature, usize)) {
    let (shape, text) = (&line.shape, document.text_of(line));
    let words = document.words_of(line);
    let width = shape.width.max(1) as usize;
    set(Feature::Width, width_steps(shape.width).into());
    set(Feature::Words, words.len());
    set(Feature::Stops, shape.stops.into());
    set(Feature::Commas, shape.commas.into());
    let seen = width.min(320);
    set(Feature::Digits, usize::from(shape.digits) * 31 / seen);
    let letters = usize::from(shape.capitals + shape.smalls);
    let capitals = if letters == 0 { 31 } else { usize::from(share(shape.capitals.into(), letters, 30)) };
    set(Feature::Capitals, capitals);
    let upper = |word: &&Word| {
        let at = line.span().start + word.start as usize;
        document.text[at..].chars().next().is_some_and(char::is_uppercase)
    };
    let titles = words.iter().take(24).filter(upper).count();
    set(Feature::Titles, share(titles, words.len().min(24), 16).into());
    set(Feature::Dividers, shape.dividers.into());
    let asks = text.ends_with(['?', '؟', '？']);
    let ending = match shape.ending {
        Ending::Open => 1,
        Ending::Colon => 2,
        Ending::Comma => 3,
        Ending::Ellipsis => 4,
        Ending::Stop if asks => 5,
        Ending::Stop if text.ends_with(['!', '！']) => 6,
        Ending::Stop => 7,
    };
    set(Feature::End, ending);
    let digit = text.starts_with(|c: char| c.is_numeric());
    set(Feature::Bullet, 1 + usize::from(shape.bullet) + usize::from(shape.bullet && digit));
    set(Feature::Quote, 1 + usize::from(shape.quoted));
    let address = text.contains("://") || text.contains("www.");
    set(Feature::AtOrUrl, 1 + usize::from(shape.at) + 2 * usize::from(address));
    let first = text.chars().find(|c| c.is_alphanumeric());
    let first = first.map_or(1, |c| match c {
        _ if c.is_lowercase() => 2,
        _ if c.is_numeric() => 3,
        _ if c.is_uppercase() => 4,
        _ => 5,
    });
    set(Feature::First, first);
    let letters: usize = words.iter().map(|w| (w.folded_end - w.folded_start) as usize).sum();
    set(Feature::WordLength, letters * 2 / words.len().max(1));
    let short = words.iter().filter(|w| w.folded_end - w.folded_start <= 3).count();
    set(Feature::ShortWords, share(short, words.len(), 31).into());
    let indent = line.span().start - line.start;
    set(Feature::Indent, steps(indent).into());
    set(Feature::Gap, 1 + usize::from(line.gap));
    let (tail, signs) = tail(text);
    set(Feature::TailWords, tail);
    set(Feature::TailSigns, signs);
    let bracket = usize::from(text.ends_with([')', ']', '）'])) + 2 * usize::from(text.ends_with(['(', '[']));
    set(Feature::Bracket, 1 + bracket);
    let script = text.chars().find(|c| c.is_alphabetic()).map_or(1, script);
    set(Feature::Script, script);
}

/// What it says, as far as the lexicon and the dates know.
fn says(document: &Document<'_>, line: &Line, mark: &Mark, set: &mut impl FnMut(Feature, usize)) {
    let cues = &mark.cues;
    let said = |asked: CueSet| {
        1 + usize::from(cues.set.meets(asked))
            + usize::from(cues.long.meets(asked))
            + 2 * usize::from(cues.whole.meets(asked))
    };
    for (feature, asked) in [
        (Feature::Heading, HEADINGS),
        (Feature::RelatedInlineCue, Cue::RelatedInline.set()),
        (Feature::CommentCue, Cue::Comments.set()),
        (Feature::ShareCue, Cue::Share.set()),
        (Feature::FollowCue, Cue::Follow.set()),
        (Feature::NewsCue, Cue::Newsletter.set()),
        (Feature::LoginCue, Cue::Login.set().with(Cue::Paywall)),
        (Feature::NavCue, Cue::Nav.set().with(Cue::Breadcrumb)),
        (Feature::ReadCue, Cue::ReadMore.set().with(Cue::MinRead)),
        (Feature::PagerCue, Cue::NavPrev.set().with(Cue::NavNext)),
        (Feature::RightsCue, Cue::Copyright.set()),
        (Feature::AdCue, Cue::AdLabel.set()),
        (Feature::CookieCue, Cue::CookieButton.set().with(Cue::ConsentVerb)),
        (Feature::SiteCue, Cue::SiteNotice.set()),
        (Feature::BylineCue, Cue::Byline.set()),
        (Feature::DateLabelCue, Cue::DateLabel.set().with(Cue::TimeAgo)),
        (Feature::ImageCreditCue, Cue::ImageCredit.set()),
        (Feature::TagsCue, Cue::TagsHeading.set()),
    ] {
        set(feature, said(asked));
    }
    set(Feature::BehindCredit, 1 + usize::from(cues.behind_credit));
    set(Feature::Dated, 1 + mark.date as usize);
    let words = document.words_of(line).len();
    set(Feature::Chrome, 1 + usize::from(share(cues.chrome_words.into(), words, 16)));
    set(Feature::CookieTerms, 1 + usize::from(cues.cookie_terms));
}

/// What stands behind the last sentence of a line that does not end one, as a credit does
/// behind a caption: how many words, and whether a sign is among them that credits have.
fn tail(text: &str) -> (usize, usize) {
    const SEEN: usize = 120;
    let mut start = text.len().saturating_sub(SEEN);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let end = &text[start..];
    let stop = last_stop(end).or_else(|| end.rfind(['。', '।', '(', '|', '©']));
    let Some(stop) = stop else { return (1, 1) };
    let tail = &end[stop..];
    let words = tail.split_whitespace().count();
    let signs = [':', '/', '©', '(', '@', '|'].iter().position(|&sign| tail.contains(sign));
    (2 + words.min(20), 2 + signs.unwrap_or(6))
}

/// Where the last sentence ends that a space follows.
fn last_stop(text: &str) -> Option<usize> {
    const ELLIPSIS: &[u8] = "…".as_bytes();
    let bytes = text.as_bytes();
    let ends = |&at: &usize| matches!(bytes[at - 1], b'.' | b'!' | b'?') || bytes[..at].ends_with(ELLIPSIS);
    let space = (1..bytes.len()).rev().filter(|&at| bytes[at] == b' ').find(ends)?;
    Some(if bytes[space - 1] < 0x80 { space - 1 } else { space - ELLIPSIS.len() })
}

fn script(c: char) -> usize {
    match c {
        '\0'..='\u{24f}' => 2,
        '\u{370}'..='\u{3ff}' => 3,
        '\u{400}'..='\u{52f}' => 4,
        '\u{590}'..='\u{5ff}' => 5,
        '\u{600}'..='\u{77f}' => 6,
        '\u{900}'..='\u{dff}' => 7,
        '\u{ac00}'..='\u{d7af}' => 8,
        _ if is_ideograph(c) => 9,
        _ => 10,
    }
}
