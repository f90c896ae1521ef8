//! What a line says and looks like by itself.

use super::{Feature, HEADINGS, Sheet, share, steps};
use crate::lexicon::{Cue, CueSet};
use crate::text::{Ending, Word};

fn width_steps(width: u32) -> u8 {
    const BOUNDS: [u32; 31] = [
        1, 4, 7, 10, 13, 16, 20, 24, 28, 33, 38, 44, 50, 57, 65, 74, 84, 95, 108, 122, 140, 160, 190, 220,
        260, 310, 370, 450, 600, 900, 1500,
    ];
    BOUNDS.iter().take_while(|&&bound| width >= bound).count() as u8
}

impl Sheet<'_, '_> {
    pub(super) fn looks(&mut self) {
        let page = self.page;
        for i in 0..page.len() {
            let (shape, text) = (page.shape(i), page.text(i));
            let words = page.document.words_of(page.line(i));
            let width = shape.width.max(1) as usize;
            self.set(Feature::Width, i, width_steps(shape.width).into());
            self.set(Feature::Words, i, words.len());
            self.set(Feature::Stops, i, shape.stops.into());
            self.set(Feature::Commas, i, shape.commas.into());
            let seen = width.min(320);
            self.set(Feature::Digits, i, usize::from(shape.digits) * 31 / seen);
            let letters = usize::from(shape.capitals + shape.smalls);
            let capitals =
                if letters == 0 { 31 } else { usize::from(share(shape.capitals.into(), letters, 30)) };
            self.set(Feature::Capitals, i, capitals);
            let upper = |word: &&Word| {
                let at = page.line(i).span().start + word.start as usize;
                page.document.text[at..].chars().next().is_some_and(char::is_uppercase)
            };
            let titles = words.iter().take(24).filter(upper).count();
            self.set(Feature::Titles, i, share(titles, words.len().min(24), 16).into());
            self.set(Feature::Dividers, i, shape.dividers.into());
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
            self.set(Feature::End, i, ending);
            let digit = text.starts_with(|c: char| c.is_numeric());
            self.set(Feature::Bullet, i, 1 + usize::from(shape.bullet) + usize::from(shape.bullet && digit));
            self.set(Feature::Quote, i, 1 + usize::from(shape.quoted));
            let address = text.contains("://") || text.contains("www.");
            self.set(Feature::At, i, 1 + usize::from(shape.at) + 2 * usize::from(address));
            let first = text.chars().find(|c| c.is_alphanumeric());
            let first = first.map_or(1, |c| match c {
                _ if c.is_lowercase() => 2,
                _ if c.is_numeric() => 3,
                _ if c.is_uppercase() => 4,
                _ => 5,
            });
            self.set(Feature::First, i, first);
            let letters: usize = words.iter().map(|w| (w.folded_end - w.folded_start) as usize).sum();
            self.set(Feature::WordLength, i, letters * 2 / words.len().max(1));
            let short = words.iter().filter(|w| w.folded_end - w.folded_start <= 3).count();
            self.set(Feature::ShortWords, i, share(short, words.len(), 31).into());
            let indent = page.line(i).span().start - page.line(i).start;
            self.set(Feature::Indent, i, steps(indent).into());
            self.set(Feature::Gap, i, 1 + usize::from(page.gap(i)));
            let (tail, signs) = tail(text);
            self.set(Feature::TailWords, i, tail);
            self.set(Feature::TailSigns, i, signs);
            let bracket =
                usize::from(text.ends_with([')', ']', '）'])) + 2 * usize::from(text.ends_with(['(', '[']));
            self.set(Feature::Bracket, i, 1 + bracket);
            self.set(Feature::BehindCredit, i, 1 + usize::from(page.cues(i).behind_credit));
        }
    }

    pub(super) fn cues(&mut self) {
        let page = self.page;
        for i in 0..page.len() {
            let cues = page.cues(i);
            let said = |asked: CueSet| {
                1 + usize::from(cues.set.meets(asked))
                    + usize::from(cues.long.meets(asked))
                    + 2 * usize::from(cues.whole.meets(asked))
            };
            let finding = self.findings.get(i);
            self.set(Feature::Score, i, finding.map_or(1, |finding| 2 + usize::from(finding.score) / 36));
            self.set(Feature::Kind, i, finding.map_or(1, |finding| 2 + finding.kind as usize));
            for (feature, asked) in [
                (Feature::Heading, HEADINGS),
                (Feature::Teaser, Cue::RelatedInline.set()),
                (Feature::CommentCue, Cue::Comments.set()),
                (Feature::ShareCue, Cue::Share.set()),
                (Feature::FollowCue, Cue::Follow.set()),
                (Feature::NewsCue, Cue::Newsletter.set()),
                (Feature::LoginCue, Cue::Login.set().with(Cue::Paywall)),
                (Feature::NavCue, Cue::Nav.set().with(Cue::Breadcrumb)),
                (Feature::ReadCue, Cue::ReadMore.set().with(Cue::MinRead)),
                (Feature::StepCue, Cue::NavPrev.set().with(Cue::NavNext)),
                (Feature::RightsCue, Cue::Copyright.set()),
                (Feature::AdCue, Cue::AdLabel.set()),
                (Feature::CookieCue, Cue::CookieButton.set().with(Cue::ConsentVerb)),
                (Feature::SiteCue, Cue::SiteNotice.set()),
                (Feature::BylineCue, Cue::Byline.set()),
                (Feature::CreditCue, Cue::DateLabel.set().with(Cue::TimeAgo)),
                (Feature::ImageCue, Cue::ImageCredit.set()),
                (Feature::TagsCue, Cue::TagsHeading.set()),
            ] {
                self.set(feature, i, said(asked));
            }
            self.set(Feature::Dated, i, 1 + page.date(i) as usize);
            let words = page.words(i);
            self.set(Feature::Chrome, i, 1 + usize::from(share(cues.chrome_words.into(), words, 16)));
            self.set(Feature::CookieTerms, i, 1 + usize::from(cues.cookie_terms));
        }
    }
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
    let stop = [". ", "! ", "? ", "… "].iter().filter_map(|stop| end.rfind(stop)).max();
    let stop = stop.or_else(|| end.rfind(['。', '।', '(', '|', '©']));
    let Some(stop) = stop else { return (1, 1) };
    let tail = &end[stop..];
    let words = tail.split_whitespace().count();
    let signs = [':', '/', '©', '(', '@', '|'].iter().position(|&sign| tail.contains(sign));
    (2 + words.min(20), 2 + signs.unwrap_or(6))
}
