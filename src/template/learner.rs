//! [`TemplateLearner`]: a sample of each site's pages, as sketches.
//!
//! Time O(bytes) to observe, space O(sites x sample).

use std::collections::{BTreeMap, BTreeSet};

use super::signature::{self, Sketcher};
use super::templates::{Site, Templates};
use super::{decide, site_name, stored};
use crate::bytes::Frame;
use crate::error::{BuildError, BuildErrorKind, DecodeError, MismatchError};
use crate::hash;

const FRAME: Frame = stored::frame(*b"dtpl");
/// How many pages of a site are kept unless asked otherwise.
const SAMPLE: u32 = 128;
const LEAST_SAMPLE: u32 = 8;
const MOST_SAMPLE: u32 = 4096;
/// The longest name of a site.
const MOST_NAME: usize = u16::MAX as usize;

/// Learns which lines stand on page after page of a site.
///
/// Pages come in any order, in one learner or in several that are merged later: the result is the same, byte for
/// byte. Of each site the learner keeps sketches of a sample of the pages, those of least hash, so each
/// page is as likely in it as any other, and pages that fold to the same lines count once.
///
/// The shares of pages that templates are found by are those of the sample. For a sample of 128 pages, the default, their
/// standard error is at most 4.4 %, and a line that stands on a tenth of the pages is missed once in three thousand times.
/// A site of no more pages than the sample takes is known exactly.
///
/// ```
/// use descrape::{Cleaner, Hints, TemplateLearner};
///
/// let page = |story: &str| format!("Harbour Gazette of Aldersund\nOur tide tables\nOur tide clock\n\n{story}\n\nLost in the fog? Ring the bell\nKeeper's corner\n");
/// let stories = [
///     "Snow closed three roads in the hills on Sunday, and the plough broke down.",
///     "The mill was sold on Monday to a baker, who wants to grind rye in it again.",
///     "A seal slept on the quay on Tuesday, and the ferry waited until it woke up.",
///     "The choir sang in the cold church on Friday, since the stove had been stolen.",
/// ];
/// let mut learner = TemplateLearner::new();
/// for story in stories {
///     learner.observe("gazette.example", &page(story));
/// }
/// let cleaner = Cleaner::builder().templates(learner.finish()).build()?;
/// let hints = Hints::new().site("gazette.example");
/// let text = page(stories[2]);
/// assert_eq!(cleaner.report_with(&text, hints).text(), format!("{}\n\n", stories[2]));
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug)]
pub struct TemplateLearner {
    sample: u32,
    sites: BTreeMap<String, Pages>,
    sketcher: Sketcher,
}

/// What is known of the pages of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pages {
    /// How many were observed.
    seen: u64,
    /// The hash of each page of the sample, and its sketch.
    sample: BTreeSet<(u64, Box<[u8]>)>,
    /// Of all these sketches together.
    bytes: usize,
}

impl Pages {
    /// Keeps a page if it is among those of least hash.
    fn insert(&mut self, hash: u64, sketch: Box<[u8]>, most: u32) {
        let bytes = sketch.len();
        if self.sample.insert((hash, sketch)) {
            self.bytes += bytes;
        }
        if self.sample.len() > most as usize
            && let Some((_, last)) = self.sample.pop_last()
        {
            self.bytes -= last.len();
        }
    }

    /// Whether a page of this hash can still get into the sample.
    fn is_open_to(&self, hash: u64, most: u32) -> bool {
        self.sample.len() < most as usize || self.sample.last().is_some_and(|(last, _)| hash <= *last)
    }
}

impl Default for TemplateLearner {
    fn default() -> Self {
        Self::new()
    }
}

impl TemplateLearner {
    /// A learner that keeps a sample of 128 pages of each site.
    pub fn new() -> Self {
        Self { sample: SAMPLE, sites: BTreeMap::new(), sketcher: Sketcher::default() }
    }

    /// A learner that keeps a sample of so many pages of each site. A page takes some 10 bytes for each of its lines
    /// and 8 more for each paragraph.
    ///
    /// # Errors
    /// [`BuildErrorKind::OutOfRange`] if it is not 8 to 4096.
    pub fn with_sample(pages: u32) -> Result<Self, BuildError> {
        if (LEAST_SAMPLE..=MOST_SAMPLE).contains(&pages) {
            return Ok(Self { sample: pages, ..Self::new() });
        }
        Err(BuildError::new(BuildErrorKind::OutOfRange {
            option: "templates.sample",
            got: u64::from(pages),
            min: u64::from(LEAST_SAMPLE),
            max: u64::from(MOST_SAMPLE),
        }))
    }

    /// How many pages of each site are kept at the most.
    pub fn sample(&self) -> u32 {
        self.sample
    }

    /// How many sites there are.
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// How many pages were observed, of all sites.
    pub fn pages(&self) -> u64 {
        self.sites.values().fold(0, |sum, site| sum.saturating_add(site.seen))
    }

    /// The bytes of memory that the sample takes, about. What a page is read with while it is observed comes on top, some
    /// bytes for each of its own.
    ///
    /// # Complexity
    /// Time O(sites).
    pub fn memory(&self) -> usize {
        // A page also has its place in a tree, which has some free ones.
        const PAGE: usize = 2 * size_of::<(u64, Box<[u8]>)>();
        let site = |(name, pages): (&String, &Pages)| {
            size_of::<(String, Pages)>() + name.len() + pages.bytes + pages.sample.len() * PAGE
        };
        size_of::<Self>() + self.sites.iter().map(site).sum::<usize>()
    }

    /// Learns from one page. The site is a host or an address, as in [`Hints::site`](crate::Hints::site). Of a
    /// page without a site, or without a line that holds a word, nothing can be learnt: `false` then.
    ///
    /// # Complexity
    /// Time O(bytes).
    pub fn observe(&mut self, site: &str, text: &str) -> bool {
        let name = site_name(site);
        if name.is_empty() || name.len() > MOST_NAME {
            return false;
        }
        let sketch = self.sketcher.sketch(text);
        if sketch.is_empty() {
            return false;
        }
        let pages = self.sites.entry(name).or_default();
        pages.seen = pages.seen.saturating_add(1);
        let hash = hash::bytes(&sketch);
        if pages.is_open_to(hash, self.sample) {
            pages.insert(hash, sketch, self.sample);
        }
        true
    }

    /// Adds what another learner has observed, as if this one had. The order does not matter, nor how
    /// the pages were shared out: the result is the same, byte for byte.
    ///
    /// # Errors
    /// [`MismatchError`] if the samples are not of the same size; then nothing has changed.
    ///
    /// # Complexity
    /// Time O(bytes of `other` x log sample).
    pub fn merge(&mut self, other: Self) -> Result<(), MismatchError> {
        if self.sample != other.sample {
            return Err(MismatchError::new("sample", &self.sample, &other.sample));
        }
        for (name, theirs) in other.sites {
            let pages = self.sites.entry(name).or_default();
            pages.seen = pages.seen.saturating_add(theirs.seen);
            for (hash, sketch) in theirs.sample {
                pages.insert(hash, sketch, self.sample);
            }
        }
        Ok(())
    }

    /// Which lines are templates of their sites.
    ///
    /// # Complexity
    /// Time O(lines x log lines + sites x sample^2), space O(lines of a site's sample).
    pub fn finish(self) -> Templates {
        let learnt = |(name, pages): (String, Pages)| {
            let read = |(_, sketch): &(u64, Box<[u8]>)| signature::read(sketch).ok();
            let pages: Vec<_> = pages.sample.iter().filter_map(read).collect();
            let lines = decide::templates(&pages);
            (!lines.is_empty()).then_some((name, Site { lines }))
        };
        Templates { sites: self.sites.into_iter().filter_map(learnt).collect() }
    }

    /// Its state as bytes, with version and checksum: the same for the same pages in any order.
    pub fn to_bytes(&self) -> Vec<u8> {
        FRAME.write(|out| {
            out.extend(self.sample.to_le_bytes());
            out.extend((self.sites.len() as u64).to_le_bytes());
            for (name, pages) in &self.sites {
                out.extend((name.len() as u16).to_le_bytes());
                out.extend(name.as_bytes());
                out.extend(pages.seen.to_le_bytes());
                out.extend((pages.sample.len() as u32).to_le_bytes());
                for (_, sketch) in &pages.sample {
                    out.extend((sketch.len() as u32).to_le_bytes());
                    out.extend(sketch.iter());
                }
            }
        })
    }

    /// The learner that [`TemplateLearner::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, and for those of another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = FRAME.open(bytes)?;
        let corrupt = |at| DecodeError::Corrupt { at };
        let at = input.at();
        let sample = u32::from_le_bytes(input.take()?);
        let mut learner = Self::with_sample(sample).map_err(|_| corrupt(at))?;
        let count = u64::from_le_bytes(input.take()?);
        for _ in 0..count {
            let at = input.at();
            let name = stored::name(&mut input)?;
            let last = learner.sites.last_key_value();
            if last.is_some_and(|(last, _)| *last >= name) {
                return Err(corrupt(at));
            }
            let mut pages = Pages { seen: u64::from_le_bytes(input.take()?), ..Pages::default() };
            let at = input.at();
            let kept = u32::from_le_bytes(input.take()?);
            if kept == 0 || kept > sample || u64::from(kept) > pages.seen {
                return Err(corrupt(at));
            }
            for _ in 0..kept {
                let length = u32::from_le_bytes(input.take()?);
                let at = input.at();
                let sketch = input.skip(length as usize)?;
                let page = (hash::bytes(sketch), sketch.into());
                let in_order = pages.sample.last().is_none_or(|last| *last < page);
                if sketch.is_empty() || !in_order || signature::read(sketch).is_err() {
                    return Err(corrupt(at));
                }
                pages.insert(page.0, page.1, sample);
            }
            learner.sites.insert(name, pages);
        }
        input.close()?;
        Ok(learner)
    }
}
