//! [`Cleaner`]: from text to [`Report`].
//!
//! Sentences that are noise wherever they stand are left out of the text first. The
//! lines of what is left are marked once with what each says by itself; then, in
//! rounds, the page that is left is laid out, the kinds of noise claim lines of
//! it, and the policy takes out what is sure enough. When a round takes nothing,
//! cleaning has come to rest, and since a page knows nothing but its lines,
//! cleaning the result again takes nothing either.
//!
//! Time O(bytes + rounds x lines), with at most twice [`ROUNDS`] rounds.

mod builder;
mod masked;
mod policy;
mod report;

use std::borrow::Cow;
use std::sync::Arc;

use crate::inline;
use crate::label::{Clues, Labeller, Model};
use crate::lexicon::{Cue, CueSet, Lexicon};
use crate::noise::{self, Finding, NoiseKind, Why};
use crate::page::{self, Credit, Known, Mark, Page};
use crate::span::Span;
use crate::template::{Template, Templates, site_name};
use crate::text::{Buffers, Document, Reading, after_bullet};

pub use builder::CleanerBuilder;
use masked::MaskedText;
pub use policy::Policy;
pub use report::{Evidence, Removal, Report, Scope};

/// The version of the cleaner's behaviour: lexicon, kinds, scores and folding.
///
/// Results of the same version are the same on every platform, for any number
/// of threads and any set of features.
pub const CLEAN_VERSION: u32 = 2;

/// How many rounds one series has at the most.
const ROUNDS: usize = 8;

/// The phrases that a cleaner looks for.
#[derive(Clone, Debug)]
enum Phrases {
    /// Those of all languages, shared by all cleaners.
    Shared,
    Own(Arc<Lexicon>),
}

/// Removes noise from texts. Built once, then shared between threads.
///
/// ```
/// let text = "Advertisement\nRain is expected in the north by Friday, the weather service said.\nShare this article\n";
/// let cleaner = descrape::Cleaner::new();
/// let report = cleaner.report(text);
/// assert_eq!(report.text(), "Rain is expected in the north by Friday, the weather service said.\n");
/// assert_eq!(report.removed()[0].kind.name(), "advertising");
/// ```
#[derive(Clone, Debug)]
pub struct Cleaner {
    policy: Policy,
    phrases: Phrases,
    model: Option<Arc<Model>>,
    templates: Option<Arc<Templates>>,
}

/// What a caller may know of a page. All of it is optional, and none is needed.
///
/// ```
/// use descrape::{Cleaner, Hints};
/// let hints = Hints { title: Some("Rain expected"), ..Hints::default() };
/// let report = Cleaner::new().report_with("Rain expected\nSun\n", hints);
/// assert_eq!(report.headline().map(|span| span.of(report.source())), Some("Rain expected"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints<'a> {
    /// The site's host or address: lines that hold nothing but it, or its longest
    /// label, are navigation outside of the article. It also says whose [`Templates`] apply.
    pub site: Option<&'a str>,
    /// The headline, as the page shows it.
    pub title: Option<&'a str>,
    /// The page's language, as a BCP 47 code: its phrases and the English ones are
    /// looked for. A code that the lexicon does not have is passed over, and so is the
    /// hint where the cleaner was built for languages or phrases of one's own.
    pub lang: Option<&'a str>,
}

impl Cleaner {
    /// A cleaner with all defaults. The first one builds the lexicon's tables
    /// (milliseconds); later ones cost nothing.
    pub fn new() -> Cleaner {
        Lexicon::all();
        Cleaner {
            policy: Policy::default(),
            phrases: Phrases::Shared,
            model: Model::shipped(),
            templates: None,
        }
    }

    /// A cleaner with other options.
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// The text without its noise: borrowed if there was none.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.report(text).text()
    }

    /// What is noise in `text`, and why.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn report<'t>(&self, text: &'t str) -> Report<'t> {
        self.report_with(text, Hints::default())
    }

    /// What is noise in `text`, given what the caller knows of the page.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn report_with<'t>(&self, text: &'t str, hints: Hints<'_>) -> Report<'t> {
        self.report_in(text, hints, &mut Buffers::default())
    }

    fn report_in<'t>(&self, text: &'t str, hints: Hints<'_>, buffers: &mut Buffers) -> Report<'t> {
        let lexicon = self.lexicon(hints);
        let reading = if lexicon.has_own() { Reading::Whole } else { Reading::Ends };
        let document = Document::read(text, reading, std::mem::take(buffers));
        let site = self.templates.as_ref().zip(hints.site).and_then(|(templates, site)| templates.site(site));
        let templates = page::templates(site, &document);
        let inside = inline::inside(lexicon, &document, &templates);
        if inside.is_empty() {
            let report = self.report_lines(lexicon, &document, known(hints, reading), &templates);
            *buffers = document.into_buffers();
            return report;
        }
        let masked = MaskedText::new(text, inside);
        let document = Document::read(&masked.text, reading, document.into_buffers());
        let templates = page::templates(site, &document);
        let report = self.report_lines(lexicon, &document, known(hints, reading), &templates);
        let settled = report.settled && inline::inside(lexicon, &document, &templates).is_empty();
        let report = masked.restore(text, self.policy, Report { settled, ..report });
        *buffers = document.into_buffers();
        report
    }

    fn report_lines<'t>(
        &self,
        lexicon: &Lexicon,
        document: &Document<'t>,
        known: Known,
        templates: &[Option<Template>],
    ) -> Report<'t> {
        let mut marks = page::marks(lexicon, document);
        page::mark_templates(templates, &mut marks);
        run(self.policy, lexicon, document, &marks, known, self.model.as_deref())
    }

    /// The report of each text, in the order of the texts.
    ///
    /// With the feature `parallel` the work is done in rayon's current thread
    /// pool, which is the caller's to choose. The result is the same either way.
    ///
    /// # Complexity
    /// Time and space O(bytes of all texts).
    pub fn report_all<'t, T: AsRef<str> + Sync>(&self, texts: &'t [T]) -> Vec<Report<'t>> {
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            let report =
                |buffers: &mut Buffers, text: &'t T| self.report_in(text.as_ref(), Hints::default(), buffers);
            texts.par_iter().map_init(Buffers::default, report).collect()
        }
        #[cfg(not(feature = "parallel"))]
        {
            let mut buffers = Buffers::default();
            texts.iter().map(|text| self.report_in(text.as_ref(), Hints::default(), &mut buffers)).collect()
        }
    }

    fn lexicon(&self, hints: Hints<'_>) -> &Lexicon {
        match (&self.phrases, hints.lang) {
            (Phrases::Own(lexicon), _) => lexicon,
            (Phrases::Shared, None) => Lexicon::all(),
            (Phrases::Shared, Some(code)) => match code.parse() {
                Ok(lang) => Lexicon::of_page(lang),
                Err(_) => Lexicon::all(),
            },
        }
    }
}

impl Default for Cleaner {
    fn default() -> Self {
        Self::new()
    }
}

/// The hints in folded form.
fn known(hints: Hints<'_>, reading: Reading) -> Known {
    let key =
        |text: &str| Document::read(text, reading, Buffers::default()).lines.first().map(|line| line.key);
    let host = hints.site.map(site_name);
    let with_www = host.as_ref().map(|host| format!("www.{host}"));
    // "courier" of "m.courier.example": too short a name may be a word.
    let labels = host.as_deref().and_then(|host| host.rsplit_once('.')).map_or("", |(labels, _)| labels);
    let name = labels.split('.').max_by_key(|label| label.len()).filter(|label| label.len() > 3);
    Known {
        title: hints.title.and_then(key),
        site: [host.as_deref().and_then(key), with_www.as_deref().and_then(key), name.and_then(key)],
    }
}

/// A line that a round has taken out.
struct Taken {
    line: u32,
    finding: Finding,
}

/// Cleaning of one document, as far as it has come.
struct Run<'a> {
    document: &'a Document<'a>,
    marks: &'a [Mark],
    known: Known,
    labeller: Option<&'a Labeller<'a>>,
    /// What the whole page said of itself, once it has been looked at.
    first: Option<Facts>,
    /// The lines that are left.
    left: Vec<u32>,
    taken: Vec<Taken>,
}

impl<'a> Run<'a> {
    fn new(
        document: &'a Document<'a>,
        marks: &'a [Mark],
        known: Known,
        labeller: Option<&'a Labeller<'a>>,
    ) -> Self {
        let left = (0..document.lines.len() as u32).collect();
        Self { document, marks, known, labeller, first: None, left, taken: Vec::new() }
    }

    /// Takes out what `policy` removes and `may_go` allows, in rounds, until nothing
    /// more goes. Returns whether it came to rest, with nothing held back.
    fn rounds(&mut self, policy: Policy, may_go: impl Fn(u32) -> bool) -> bool {
        for _ in 0..ROUNDS {
            let mut page = page::lay_out(self.document, self.marks, &self.left, self.known);
            let mut findings = noise::detect(&page);
            if let Some(labeller) = self.labeller {
                labeller.weigh(&mut page, &mut findings);
            }
            if self.first.is_none() {
                self.first = Some(Facts::of(&page));
            }
            let (mut at, mut held_back) = (0, false);
            let before = self.taken.len();
            let Self { left, taken, .. } = self;
            left.retain(|&line| {
                let removed = findings.get(at).filter(|finding| policy.removes(finding.kind, finding.score));
                at += 1;
                let Some(finding) = removed else { return true };
                let goes = may_go(line);
                if goes {
                    taken.push(Taken { line, finding });
                }
                held_back |= !goes;
                !goes
            });
            if self.taken.len() == before {
                return !held_back;
            }
        }
        false
    }

    /// Cleans by `policy` so that policies nest: a milder one than the default
    /// removes nothing that the default leaves, a stricter one goes on from there.
    fn clean(&mut self, policy: Policy) -> bool {
        let default = Policy::balanced();
        if policy.is_milder_than(default) {
            let mut wider = Run::new(self.document, self.marks, self.known, self.labeller);
            wider.rounds(default, |_| true);
            let left = wider.left;
            return self.rounds(policy, |line| left.binary_search(&line).is_err());
        }
        if default.is_milder_than(policy) {
            self.rounds(policy.with_score_of(default), |_| true);
        }
        self.rounds(policy, |_| true)
    }
}

/// What the page says of itself before anything is taken out of it.
#[derive(Default)]
struct Facts {
    /// The headline's line in the document.
    headline: Option<u32>,
    byline: Option<Span>,
    dateline: Option<Span>,
}

impl Facts {
    fn of(page: &Page<'_>) -> Self {
        Self {
            headline: page.headline.map(|i| page.lines[i]),
            byline: credit_line(page, Credit::Byline),
            dateline: credit_line(page, Credit::Date),
        }
    }
}

fn run<'t>(
    policy: Policy,
    lexicon: &Lexicon,
    document: &Document<'t>,
    marks: &[Mark],
    known: Known,
    model: Option<&Model>,
) -> Report<'t> {
    let labeller = model.map(|model| Labeller::new(model, document, marks));
    let mut run = Run::new(document, marks, known, labeller.as_ref());
    let settled = run.clean(policy);
    let mut taken = run.taken;
    taken.sort_unstable_by_key(|taken| taken.line);
    let Facts { headline, byline, dateline } = run.first.unwrap_or_default();
    let headline = headline.and_then(|line| kept_copy(line, &taken));
    Report {
        source: document.text,
        related: taken.iter().filter_map(|taken| related(lexicon, document, marks, taken)).collect(),
        removed: taken.iter().map(|taken| removal(lexicon, document, marks, taken)).collect(),
        headline: headline.map(|line| document.lines[line as usize].span()),
        byline,
        dateline,
        settled,
    }
}

/// The line itself if it stays, else the line that it was removed as a copy of.
fn kept_copy(mut line: u32, taken: &[Taken]) -> Option<u32> {
    // It ends, since a copy goes in an earlier round than the line that it points to.
    while let Ok(at) = taken.binary_search_by_key(&line, |taken| taken.line) {
        let Why::Repeat(first) = taken[at].finding.why else { return None };
        line = first;
    }
    Some(line)
}

/// The first line near the headline that says when or by whom it was written.
fn credit_line(page: &Page<'_>, wanted: Credit) -> Option<Span> {
    (0..page.len())
        .filter(|&i| page::near_headline(page, i))
        .find(|&i| page::credit(page, i).is_some_and(|(credit, _)| credit == wanted))
        .map(|i| page.line(i).span())
}

fn removal(lexicon: &Lexicon, document: &Document<'_>, marks: &[Mark], taken: &Taken) -> Removal {
    let line = &document.lines[taken.line as usize];
    let other = |line: u32| document.lines[line as usize].span();
    let evidence = match taken.finding.why {
        Why::Shape => Evidence::Shape,
        Why::Repeat(first) => Evidence::Repeat { first: other(first) },
        Why::Block(opener) => Evidence::Block { opener: other(opener) },
        Why::Template(documents) => Evidence::Template { documents },
        Why::Learnt(bits) => Evidence::Sequence { clues: Clues::of_bits(bits) },
        // A phrase that is the whole line need not be looked for again.
        Why::Phrase(cues) if marks[taken.line as usize].cues.whole.meets(cues) && line.has_core() => {
            Evidence::Phrase { span: document.core_span(line) }
        }
        Why::Phrase(cues) => match lexicon.find(document, line, cues) {
            Some(span) => Evidence::Phrase { span },
            None => Evidence::Shape,
        },
    };
    let Finding { kind, score, .. } = taken.finding;
    Removal { span: line.unit(), scope: Scope::Line, kind, score, evidence }
}

/// The headline in a line of related headlines, if it holds one.
fn related(lexicon: &Lexicon, document: &Document<'_>, marks: &[Mark], taken: &Taken) -> Option<Span> {
    const HEADINGS: CueSet = Cue::RelatedHeading.set().with(Cue::MostRead).with(Cue::RelatedInline);
    let index = taken.line as usize;
    let (line, mark) = (&document.lines[index], &marks[index]);
    if taken.finding.kind != NoiseKind::RelatedHeadlines
        || mark.cues.whole.meets(HEADINGS)
        || mark.date.is_whole()
    {
        return None;
    }
    let mut span = line.span();
    if mark.cues.set.has(Cue::RelatedInline)
        && let Some(opener) = lexicon.find(document, line, Cue::RelatedInline.set())
    {
        span = Span::new(opener.end, span.end);
    }
    let text = span.of(document.text);
    let bare = after_bullet(text.trim_start_matches(|c: char| !c.is_alphanumeric() && !may_open(c)));
    let start = span.end - bare.len();
    let bare =
        bare.trim_end_matches(|c: char| c == '*' || c == '_' || c == '»' || c == '>' || c.is_whitespace());
    let span = Span::new(start, start + bare.len());
    (document.words_of(line).len() >= 3 && !span.is_empty()).then_some(span)
}

fn may_open(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '„' | '‘' | '«' | '「' | '『' | '¿' | '¡' | '(')
}
