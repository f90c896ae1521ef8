//! Noise inside of a paragraph: sentences that are noise by what they say, whatever
//! stands around them.
//!
//! A scraper that joins blocks leaves "Read also: Ferry sinks Advertisement The council ..."
//! in the middle of a paragraph. Here the unit is the sentence, and a label of an
//! advertisement ends one, too, where its capitals show that it begins and ends in the middle of
//! another: "Ferry sinks ADVERTISEMENT The council".
//!
//! # Looks like
//! A label of an advertisement; a notice of rights; the text of a consent banner; a plea or a
//! button of several words that is a sentence; "Read also: ..." before a label or at the end.
//!
//! # Spares
//! What only its neighbours, its place or its shape could tell, and what starts as noise but
//! may run on into the article, since a headline has no full stop.
//!
//! Time O(bytes).

use crate::lexicon::{Cue, CueSet, Lexicon};
use crate::noise::{self, NoiseKind, PLAIN, SOLID, Why};
use crate::page::{self, FoldedHints, Mark, Marks, SIGNED};
use crate::span::Span;
use crate::template::Template;
use crate::text::{Buffers, Document, Line, Reading, Words, prefix, sentences};

/// A longer sentence is no label, button or plea.
const LONGEST_SENTENCE: usize = 320;
/// A notice of rights and a link to another article are shorter.
const SHORT_SENTENCE: usize = 160;
/// The score of a label between two sentences.
const LABEL: u16 = 960;
/// A label of so many letters may be told by its capitals.
const LOUD: usize = 5;
/// A label of so many words is nothing else.
const TELLING: usize = 4;
/// A plea of so many words is a sentence.
const PLEA: usize = 3;
/// A reservation of rights has so few words.
const RESERVED: usize = 5;
/// How near its start a notice of rights shows its sign.
const SIGN: usize = 24;

/// A sentence that is noise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlineNoise {
    /// Where it stands in the document's text, with the white space after it.
    pub(crate) span: Span,
    pub(crate) kind: NoiseKind,
    pub(crate) score: u16,
    /// The phrase that says so.
    pub(crate) phrase: Span,
}

/// The sentences of a document's paragraphs that are noise, in order. A paragraph of nothing
/// else is left to those who judge lines, and so is a template of the site.
pub(crate) fn find(
    lexicon: &Lexicon,
    document: &Document<'_>,
    templates: &[Option<Template>],
) -> Vec<InlineNoise> {
    let mut reader =
        Reader { lexicon, buffers: Buffers::default(), words: Words::default(), found: Vec::new() };
    for (at, line) in document.lines.iter().enumerate() {
        if document.is_paragraph(line) && templates.get(at).copied().flatten().is_none() {
            let before = reader.found.len();
            let span = line.span();
            reader.paragraph(span.of(document.text), span.start);
            reader.trim(before, document.text, span);
        }
    }
    reader.found
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    buffers: Buffers,
    words: Words,
    found: Vec<InlineNoise>,
}

impl Reader<'_> {
    fn paragraph(&mut self, text: &str, base: usize) {
        for sentence in sentences(text) {
            let mut at = sentence.start;
            while let Some(label) = self.label(text, at, sentence) {
                self.piece(text, Span::new(at, label.start), true, base);
                self.claim(NoiseKind::Advertising, LABEL, label, label, base);
                at = label.end;
            }
            let rest = text[sentence.end..].chars().next();
            let closed = rest.is_none_or(|next| matches!(next, '|' | '•'));
            self.piece(text, Span::new(at, sentence.end), closed, base);
        }
    }

    /// What goes at the end of a paragraph takes the white space before it along, and what would be
    /// all of it stays.
    fn trim(&mut self, before: usize, text: &str, line: Span) {
        let [others @ .., last] = &mut self.found[before..] else { return };
        let bytes: usize = others.iter().map(|other| other.span.len()).sum();
        // A notice or a banner that opens the line is seen there, and may be all of it.
        let first = others.first().unwrap_or(last);
        let seen = matches!(first.kind, NoiseKind::CopyrightFooter | NoiseKind::CookieBanner);
        if bytes + last.span.len() >= line.len() || seen && first.span.start == line.start {
            self.found.truncate(before);
        } else if last.span.end == line.end
            && others.last().is_none_or(|other| other.span.end < last.span.start)
        {
            last.span.start = line.start + text[line.start..last.span.start].trim_end().len();
        }
    }

    fn claim(&mut self, kind: NoiseKind, score: u16, span: Span, phrase: Span, base: usize) {
        let moved = |span: Span| Span::new(base + span.start, base + span.end);
        self.found.push(InlineNoise { span: moved(span), kind, score, phrase: moved(phrase) });
    }

    /// The next label of an advertisement in a sentence from `from` on, with what separates it from the
    /// word behind it.
    fn label(&mut self, text: &str, from: usize, sentence: Span) -> Option<Span> {
        let bytes = text.as_bytes();
        let starts = |&at: &usize| {
            bytes[at].is_ascii_uppercase() && (at == sentence.start || bytes[at - 1].is_ascii_whitespace())
        };
        (from..sentence.end).filter(starts).find_map(|at| self.label_at(text, at, sentence))
    }

    fn label_at(&mut self, text: &str, at: usize, sentence: Span) -> Option<Span> {
        let ahead = &text[at..sentence.end];
        if !self.lexicon.may_label(ahead, &mut self.words) {
            return None;
        }
        let document =
            Document::read(prefix(ahead, SHORT_SENTENCE), Reading::Whole, std::mem::take(&mut self.buffers));
        let line = document.lines.first()?;
        let words = self.lexicon.opener(&document, line, Cue::AdLabel);
        let phrase = document.span_of(line, &document.words_of(line)[..words]).of(ahead);
        self.buffers = document.into_buffers();
        let rest = &ahead[phrase.len()..];
        // "Advertisement-free"
        if words == 0 || rest.starts_with(['-', '/', '\u{2010}']) {
            return None;
        }
        let behind = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let next = behind.split_whitespace().next().unwrap_or("");
        let before = text[..at].split_whitespace().next_back().unwrap_or("");
        let loud = phrase.len() >= LOUD && shouts(phrase) && !shouts(before) && !shouts(next);
        let certain = if next.is_empty() {
            loud || words >= TELLING
        } else {
            loud && next.starts_with(char::is_uppercase)
                || (words == 1 || words >= TELLING) && opens_sentence(next, around(text, at))
        };
        certain.then(|| Span::new(at, sentence.end - behind.len()))
    }

    /// Claims a piece of a line if it is noise. `closed` says that it cannot run on into the
    /// article without a full stop.
    fn piece(&mut self, text: &str, piece: Span, closed: bool, base: usize) {
        let said = piece.of(text);
        if said.len() <= LONGEST_SENTENCE
            && (said.starts_with('©') || self.lexicon.may_open(said, &mut self.words))
            && let Some((kind, score, phrase)) = self.judge(said, closed)
        {
            let phrase = Span::new(piece.start + phrase.start, piece.start + phrase.end);
            self.claim(kind, score, piece, phrase, base);
        }
    }

    /// What kind of noise `text` is by itself, how surely, and the phrase that says so.
    fn judge(&mut self, text: &str, closed: bool) -> Option<(NoiseKind, u16, Span)> {
        let document = Document::read(text, Reading::Whole, std::mem::take(&mut self.buffers));
        let marks = page::marks(self.lexicon, &document);
        let judged = match (&document.lines[..], &marks.lines[..]) {
            ([line], [mark]) => judge(&document, line, mark, &marks, closed),
            _ => None,
        };
        self.buffers = document.into_buffers();
        judged
    }
}

fn judge(
    document: &Document<'_>,
    line: &Line,
    mark: &Mark,
    marks: &Marks,
    closed: bool,
) -> Option<(NoiseKind, u16, Span)> {
    const LINK: CueSet = Cue::RelatedInline.set();
    const HEADINGS: CueSet = LINK.with(Cue::RelatedHeading).with(Cue::MostRead);
    // What no kind below could be sure of need not be laid out.
    const WHOLE: CueSet = HEADINGS
        .with(Cue::AdLabel)
        .with(Cue::Newsletter)
        .with(Cue::Share)
        .with(Cue::Follow)
        .with(Cue::ReadMore);
    let cues = &mark.cues;
    let consents = cues.cookie_terms > 1 && cues.set.has(Cue::ConsentVerb);
    let triggers = mark.triggers.meets(Cue::Copyright.set().union(SIGNED).union(LINK));
    if !(cues.whole.meets(WHOLE) || consents || triggers) {
        return None;
    }
    let mut page = page::segment(document, &marks.lines, &[0], FoldedHints::default());
    let found = noise::detect(&mut page).get(0)?;
    let words = document.words_of(line).len();
    let text = document.text_of(line);
    // What stands in brackets belongs to the sentence around it, and a word with "#" is said by somebody.
    if text.starts_with(['(', '[', '（', '#']) {
        return None;
    }
    let whole = cues.whole;
    let sure = match found.kind {
        NoiseKind::Advertising => whole.has(Cue::AdLabel),
        NoiseKind::CopyrightFooter => {
            let says = || Some(marks.longest(document, 0, Cue::Copyright.set())?.start);
            let sign = text.find('©').or_else(says).is_some_and(|at| at < SIGN);
            let reserved =
                whole.has(Cue::Copyright) && words > 1 || cues.long.has(Cue::Copyright) && words <= RESERVED;
            reserved || found.score >= 900 && sign && text.len() <= SHORT_SENTENCE
        }
        NoiseKind::CookieBanner => found.score >= PLAIN,
        NoiseKind::Newsletter => whole.has(Cue::Newsletter) && words >= PLEA,
        NoiseKind::ShareFollow => whole.meets(Cue::Share.set().with(Cue::Follow)) && words >= PLEA,
        NoiseKind::ReadMore => whole.has(Cue::ReadMore) && words > 1 && !text.contains('?'),
        NoiseKind::RelatedHeadlines => {
            let link = || {
                let opener = marks.longest(document, 0, LINK)?;
                Some(opener.start < SIGN && text[opener.end - line.span().start..].starts_with([':', '：']))
            };
            whole.meets(HEADINGS) && words > 1 && line.shape.digits == 0
                || closed && text.len() <= SHORT_SENTENCE && link() == Some(true)
        }
        _ => false,
    };
    let phrase = match found.why {
        Why::Phrase(cues) => marks.longest(document, 0, cues),
        _ => None,
    };
    (sure && found.score >= SOLID).then_some((found.kind, found.score, phrase.unwrap_or(line.span())))
}

fn shouts(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase) && word.contains(char::is_uppercase)
}

/// So many bytes before and behind a place, about.
fn around(text: &str, at: usize) -> &str {
    const REACH_BYTES: usize = 2048;
    let mut start = at.saturating_sub(REACH_BYTES);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    prefix(&text[start..], 2 * REACH_BYTES)
}

/// Whether a word with a capital is one that the text also writes small, and short: "The".
fn opens_sentence(word: &str, text: &str) -> bool {
    const LONGEST_ARTICLE: usize = 4;
    word.len() <= LONGEST_ARTICLE
        && word.starts_with(char::is_uppercase)
        && text.contains(&format!(" {} ", word.to_lowercase()))
}
