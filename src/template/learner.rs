//! [`TemplateLearner`]: a sample of each site's pages, as sketches.
//!
//! Time O(bytes) to observe, space O(sites x sample), both bounded.

use std::collections::BTreeMap;

use super::signature::{self, SignatureMaker};
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
/// How many sites are kept unless asked otherwise.
const SITES: u32 = 1 << 20;
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
    most_sites: u32,
    sites: BTreeMap<String, Pages>,
    /// The hashes of the names of all sites that are kept, if they are as many as may be: the greatest one goes next.
    ranks: BTreeMap<u64, String>,
    sketcher: SignatureMaker,
}

/// The hash of a page, and its sketch.
type Page = (u64, Box<[u8]>);

/// What is known of the pages of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Pages {
    /// How many were observed.
    seen: u64,
    /// The sample, ascending.
    sample: Vec<Page>,
}

impl Pages {
    /// Keeps a page if it is among those of least hash.
    fn insert(&mut self, page: &Page, most: u32) {
        let Err(at) = self.sample.binary_search(page) else { return };
        if at < most as usize {
            if self.sample.len() == most as usize {
                self.sample.pop();
            }
            self.sample.insert(at, page.clone());
        }
    }

    /// Whether a page of this hash can still get into the sample.
    fn is_open_to(&self, hash: u64, most: u32) -> bool {
        self.sample.len() < most as usize || self.sample.last().is_some_and(|(last, _)| hash <= *last)
    }

    fn memory(&self) -> usize {
        self.sample.capacity() * size_of::<Page>()
            + self.sample.iter().map(|(_, sketch)| sketch.len()).sum::<usize>()
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
        Self {
            sample: SAMPLE,
            most_sites: SITES,
            sites: BTreeMap::new(),
            ranks: BTreeMap::new(),
            sketcher: SignatureMaker::default(),
        }
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

    /// Keeps so many sites at the most, at least one: of more, those whose names have the least hashes, so that
    /// the result is still the same for any order and any split of the pages.
    ///
    /// ### Default
    /// 1,048,576. A site takes some 100 kB where its sample is full.
    #[must_use]
    pub fn most_sites(mut self, sites: u32) -> Self {
        self.most_sites = sites.max(1);
        self.ranks.clear();
        self.shrink();
        self
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

    /// The bytes of memory that it takes, with what it reads pages with, to a few per cent.
    ///
    /// # Complexity
    /// Time O(sites x sample).
    pub fn memory(&self) -> usize {
        // Nodes of a tree have eleven places, of which two thirds are taken on average.
        const SITE: usize = size_of::<(String, Pages)>() * 3 / 2;
        const RANK: usize = size_of::<(u64, String)>() * 3 / 2;
        let site = |(name, pages): (&String, &Pages)| SITE + name.len() + pages.memory();
        let ranks = self.ranks.values().map(|name| RANK + name.len()).sum::<usize>();
        size_of::<Self>() + self.sites.iter().map(site).sum::<usize>() + ranks + self.sketcher.memory()
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
        let sample = self.sample;
        if let Some(pages) = self.pages_of(&name) {
            pages.seen = pages.seen.saturating_add(1);
            let hash = hash::bytes(&sketch);
            if pages.is_open_to(hash, sample) {
                pages.insert(&(hash, sketch), sample);
            }
        }
        true
    }

    /// The pages of a site, unless there are too many sites of lesser hash.
    fn pages_of(&mut self, name: &str) -> Option<&mut Pages> {
        if !self.sites.contains_key(name) {
            if self.sites.len() >= self.most_sites as usize {
                self.rank();
                let hash = hash::bytes(name.as_bytes());
                if self.ranks.last_key_value().is_some_and(|(last, _)| hash >= *last) {
                    return None;
                }
                self.ranks.insert(hash, name.to_owned());
                self.drop_last();
            }
            self.sites.insert(name.to_owned(), Pages::default());
        }
        self.sites.get_mut(name)
    }

    /// Hashes the names of all sites, once there are as many as may be.
    fn rank(&mut self) {
        if self.ranks.is_empty() {
            self.ranks = self.sites.keys().map(|name| (hash::bytes(name.as_bytes()), name.clone())).collect();
        }
    }

    fn drop_last(&mut self) {
        if let Some((_, name)) = self.ranks.pop_last() {
            self.sites.remove(&name);
        }
    }

    /// Drops the sites of greatest hash until there are no more than may be.
    fn shrink(&mut self) {
        if self.sites.len() > self.most_sites as usize {
            self.rank();
            while self.sites.len() > self.most_sites as usize {
                self.drop_last();
            }
        }
    }

    /// Adds what another learner has observed, as if this one had. The order does not matter, nor how
    /// the pages were shared out: the result is the same, byte for byte.
    ///
    /// # Errors
    /// [`MismatchError`] if the samples are not of the same size, or the bounds on sites differ; then nothing has changed.
    ///
    /// # Complexity
    /// Time O(bytes of `other` x log sample).
    pub fn merge(&mut self, other: &Self) -> Result<(), MismatchError> {
        if self.sample != other.sample {
            return Err(MismatchError::new("sample", &self.sample, &other.sample));
        }
        if self.most_sites != other.most_sites {
            return Err(MismatchError::new("most_sites", &self.most_sites, &other.most_sites));
        }
        let sample = self.sample;
        for (name, theirs) in &other.sites {
            if let Some(pages) = self.pages_of(name) {
                pages.seen = pages.seen.saturating_add(theirs.seen);
                theirs.sample.iter().for_each(|page| pages.insert(page, sample));
            }
        }
        Ok(())
    }

    /// Which lines are templates of their sites.
    ///
    /// # Complexity
    /// Time O(lines x (log lines + sample)), space O(lines x sample / 8) bytes of the largest site's sample, of which at most
    /// 262,144 lines of prose are compared with each other.
    pub fn finish(self) -> Templates {
        let learnt = |(name, pages): (String, Pages)| {
            let read = |(_, sketch): &Page| signature::read(sketch).ok();
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
            out.extend(self.most_sites.to_le_bytes());
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
        let at = input.at();
        let most_sites = u32::from_le_bytes(input.take()?);
        let count = u64::from_le_bytes(input.take()?);
        if most_sites == 0 || count > u64::from(most_sites) {
            return Err(corrupt(at));
        }
        learner = learner.most_sites(most_sites);
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
                let page: Page = (hash::bytes(sketch), sketch.into());
                let in_order = pages.sample.last().is_none_or(|last| *last < page);
                if sketch.is_empty() || !in_order || signature::read(sketch).is_err() {
                    return Err(corrupt(at));
                }
                pages.sample.push(page);
            }
            learner.sites.insert(name, pages);
        }
        input.close()?;
        Ok(learner)
    }
}
