//! [`Cleaner`]: from text to [`Report`].
//!
//! Sentences that are noise wherever they stand are left out of the text first. The
//! lines of what is left are marked once with what each says by itself and whether it is
//! a template of its site; then, in rounds, the page that is left is laid out, the kinds of
//! noise claim lines of it, the labeller weighs these claims and makes its own, and the policy
//! takes out what is sure enough. When a round takes nothing,
//! cleaning has come to rest, and since a page knows nothing but its lines,
//! cleaning the result again takes nothing either.
//!
//! Time O(bytes + rounds x lines), with at most twice [`rounds::ROUNDS`] rounds.

mod builder;
mod evidence;
mod format;
mod hints;
mod joined;
mod laws;
mod masked;
mod parts;
mod policy;
mod report;
mod rounds;

use std::borrow::Cow;
use std::sync::Arc;

use crate::inline;
use crate::label::{Labeller, LineModel};
use crate::lexicon::Lexicon;
use crate::noise::Why;
use crate::page::{self, FoldedHints, Marks};
use crate::template::{Template, Templates};
use crate::text::{Buffers, Document, Reading};
use crate::units::Units;

pub use builder::CleanerBuilder;
use evidence::{related, removal};
pub use format::Format;
pub use hints::Hints;
use hints::fold_hints;
pub use joined::Joined;
use masked::MaskedText;
pub use policy::Policy;
pub use report::{Evidence, Removal, Report, Scope};
use rounds::{PageMetadata, RemovedLine, Run};

/// The version of the cleaner's behaviour: folding, lexicon, kinds, scores, rounds, and the model that comes with the crate.
///
/// A model or templates of one's own are options: they change results within a version.
/// Results of the same version are the same on every platform, for any number
/// of threads and any set of features.
pub const CLEAN_VERSION: u32 = 3;

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
    model: Option<Arc<LineModel>>,
    templates: Option<Arc<Templates>>,
    /// Whose breaks are asked for: the model, or the one that the crate comes with.
    breaks: Arc<LineModel>,
}

impl Cleaner {
    /// A cleaner with all defaults. The first one builds the lexicon's tables
    /// (milliseconds); later ones cost nothing.
    pub fn new() -> Cleaner {
        Lexicon::all();
        let model = LineModel::shipped();
        let breaks = model.clone().unwrap_or_default();
        Cleaner { policy: Policy::default(), phrases: Phrases::Shared, model, templates: None, breaks }
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
        self.report_with(text, Hints::new())
    }

    /// What is noise in `text`, given what the caller knows of the page.
    ///
    /// # Complexity
    /// Time and space O(bytes).
    pub fn report_with<'t>(&self, text: &'t str, hints: Hints<'_>) -> Report<'t> {
        self.report_in(text, hints, &mut Buffers::default())
    }

    fn report_in<'t>(&self, text: &'t str, hints: Hints<'_>, buffers: &mut Buffers) -> Report<'t> {
        if let Some(format) = Format::of(text) {
            return Report::untouched(text, format);
        }
        let units = Units::of(text, &self.breaks.breaks);
        let mut report = self.report_units(&units.text, hints, buffers).of_source(text);
        let cut = parts::keep_line_ends(text, &units.splits, &mut report.removed);
        report.settled = report.settled && !cut && parts::read_alike(&report, &units, &self.breaks.breaks);
        report.joins = units.joins;
        report
    }

    fn report_units<'t>(&self, text: &'t str, hints: Hints<'_>, buffers: &mut Buffers) -> Report<'t> {
        let lexicon = self.lexicon(hints);
        let reading = if lexicon.has_own() { Reading::Whole } else { Reading::Ends };
        let document = Document::read(text, reading, std::mem::take(buffers));
        let site = self.templates.as_ref().zip(hints.site).and_then(|(templates, site)| templates.site(site));
        let templates = page::templates(site, &document);
        let inside = inline::find(lexicon, &document, &templates);
        if inside.is_empty() {
            let report = self.report_lines(lexicon, &document, fold_hints(hints, reading), &templates);
            *buffers = document.into_buffers();
            return report;
        }
        let masked = MaskedText::new(text, inside);
        let document = Document::read(&masked.text, reading, document.into_buffers());
        let templates = page::templates(site, &document);
        let report = self.report_lines(lexicon, &document, fold_hints(hints, reading), &templates);
        let settled = report.settled && inline::find(lexicon, &document, &templates).is_empty();
        let report = masked.restore(text, self.policy, Report { settled, ..report });
        *buffers = document.into_buffers();
        report
    }

    fn report_lines<'t>(
        &self,
        lexicon: &Lexicon,
        document: &Document<'t>,
        known: FoldedHints,
        templates: &[Option<Template>],
    ) -> Report<'t> {
        let mut marks = page::marks(lexicon, document);
        page::mark_templates(templates, &mut marks);
        run(self.policy, document, &marks, known, self.model.as_deref())
    }

    /// The report of each text, in the order of the texts.
    ///
    /// With the feature `parallel` the work is done in rayon's current thread
    /// pool, which is the caller's to choose. The result is the same either way.
    ///
    /// # Complexity
    /// Time and space O(bytes of all texts).
    pub fn report_all<'t, T: AsRef<str> + Sync>(&self, texts: &'t [T]) -> Vec<Report<'t>> {
        self.batch(texts, |text| (text.as_ref(), Hints::new()))
    }

    /// The same, given what the caller knows of each page.
    ///
    /// ```
    /// use descrape::{Cleaner, Hints};
    /// let pages = [("Rain expected\nSun\n", Hints::new().title("Rain expected")), ("Snow\n", Hints::new())];
    /// let reports = Cleaner::new().report_all_with(&pages);
    /// assert_eq!(reports[0], Cleaner::new().report_with(pages[0].0, pages[0].1));
    /// ```
    pub fn report_all_with<'t, T: AsRef<str> + Sync>(&self, pages: &'t [(T, Hints<'t>)]) -> Vec<Report<'t>> {
        self.batch(pages, |(text, hints)| (text.as_ref(), *hints))
    }

    fn batch<'t, P: Sync>(
        &self,
        pages: &'t [P],
        page: impl Fn(&'t P) -> (&'t str, Hints<'t>) + Sync,
    ) -> Vec<Report<'t>> {
        let report = |buffers: &mut Buffers, given: &'t P| {
            let (text, hints) = page(given);
            self.report_in(text, hints, buffers)
        };
        #[cfg(feature = "parallel")]
        {
            use rayon::prelude::*;
            pages.par_iter().map_init(Buffers::default, report).collect()
        }
        #[cfg(not(feature = "parallel"))]
        {
            let mut buffers = Buffers::default();
            pages.iter().map(|given| report(&mut buffers, given)).collect()
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

fn run<'t>(
    policy: Policy,
    document: &Document<'t>,
    marks: &Marks,
    known: FoldedHints,
    model: Option<&LineModel>,
) -> Report<'t> {
    let labeller = model.map(|model| Labeller::new(model, document, &marks.lines));
    let mut run = Run::new(document, &marks.lines, known, labeller.as_ref());
    let settled = run.clean(policy);
    let mut taken = run.taken;
    taken.sort_unstable_by_key(|taken| taken.line);
    let PageMetadata { headline, byline, dateline } = run.first.unwrap_or_default();
    let headline = headline.and_then(|line| kept_copy(line, &taken));
    Report {
        source: document.text,
        related: taken.iter().filter_map(|taken| related(document, marks, taken)).collect(),
        removed: taken.iter().map(|taken| removal(document, marks, taken)).collect(),
        headline: headline.map(|line| document.lines[line as usize].span()),
        byline,
        dateline,
        settled,
        joins: Vec::new(),
        looks_like: None,
    }
}

/// The line itself if it stays, else the line that it was removed as a copy of.
fn kept_copy(mut line: u32, taken: &[RemovedLine]) -> Option<u32> {
    // It ends, since a copy goes in an earlier round than the line that it points to.
    while let Ok(at) = taken.binary_search_by_key(&line, |taken| taken.line) {
        let Why::Repeat(first) = taken[at].finding.why else { return None };
        line = first;
    }
    Some(line)
}
