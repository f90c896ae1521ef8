//! [`Templates`]: which lines of which sites are templates.
//!
//! Time O(log lines) to look a line up, space O(lines).

use std::collections::BTreeMap;

use super::line::{self, Keys};
use super::{site_name, stored};
use crate::bytes::Frame;
use crate::error::DecodeError;
use crate::span::Span;
use crate::text::{Buffers, Document, Reading};

const FRAME: Frame = stored::frame(*b"dtps");
/// How many bytes a line takes.
const ROW: usize = 8 + 4 + 2 + 1;

/// What stands on page after page of some sites: what a [`TemplateLearner`](crate::TemplateLearner) found.
///
/// [`CleanerBuilder::templates`](crate::CleanerBuilder::templates) gives them to a cleaner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    pub(super) sites: BTreeMap<String, Site>,
}

/// The templates of one site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Site {
    /// By key, ascending.
    pub(super) lines: Vec<(u64, Template)>,
}

/// What is known of a line of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// On how many pages of the sample it stands, copies of an article counted once.
    pub(crate) documents: u32,
    /// How sure it is, 0 to 1000.
    pub(crate) score: u16,
    /// It stands between paragraphs of articles, too.
    pub(crate) inside: bool,
}

/// A line of a page that is a template of its site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TemplateLine {
    /// The line, without white space at its ends.
    pub span: Span,
    /// On how many pages of the learner's sample it stands, copies of one article counted once.
    pub documents: u32,
    /// How sure it is, 0 to 1000.
    pub score: u16,
}

impl Site {
    /// What is known of a line with these keys.
    pub(crate) fn find(&self, keys: Keys) -> Option<Template> {
        let at = |key: u64| self.lines.binary_search_by_key(&key, |&(known, _)| known).ok();
        let at = keys.exact.and_then(at).or_else(|| keys.slotted.and_then(at))?;
        Some(self.lines[at].1)
    }
}

impl Templates {
    /// How many sites have templates.
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// How many lines are templates, of all sites together.
    pub fn len(&self) -> usize {
        self.sites.values().map(|site| site.lines.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }

    /// The lines of a page that are templates of its site, in their order: what the cleaner knows of
    /// them before it looks at the page. The site is a host or an address.
    ///
    /// # Complexity
    /// Time O(bytes + lines x log templates of the site).
    pub fn lines(&self, site: &str, text: &str) -> Vec<TemplateLine> {
        let Some(site) = self.site(site) else { return Vec::new() };
        let document = Document::read(text, Reading::Ends, Buffers::default());
        let found = line::lines(&document).filter_map(|(at, keys)| {
            let Template { documents, score, .. } = site.find(keys)?;
            Some(TemplateLine { span: document.lines[at].span(), documents, score })
        });
        found.collect()
    }

    /// The templates of a site, given as a host or an address.
    pub(crate) fn site(&self, site: &str) -> Option<&Site> {
        self.sites.get(&site_name(site))
    }

    /// The templates as bytes, with version and checksum: 15 bytes a line.
    pub fn to_bytes(&self) -> Vec<u8> {
        FRAME.write(|out| {
            out.extend((self.sites.len() as u64).to_le_bytes());
            for (name, site) in &self.sites {
                out.extend((name.len() as u16).to_le_bytes());
                out.extend(name.as_bytes());
                out.extend((site.lines.len() as u32).to_le_bytes());
                for (key, template) in &site.lines {
                    out.extend(key.to_le_bytes());
                    out.extend(template.documents.to_le_bytes());
                    out.extend(template.score.to_le_bytes());
                    out.push(template.inside.into());
                }
            }
        })
    }

    /// The templates that [`Templates::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, and for those of another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut input = FRAME.open(bytes)?;
        let mut sites = BTreeMap::new();
        let corrupt = |at| DecodeError::Corrupt { at };
        let count = u64::from_le_bytes(input.take()?);
        for _ in 0..count {
            let at = input.at();
            let name = stored::name(&mut input)?;
            if sites.last_key_value().is_some_and(|(last, _)| *last >= name) {
                return Err(corrupt(at));
            }
            let at = input.at();
            let rows = u32::from_le_bytes(input.take()?) as usize;
            // Before any memory is taken: the count may promise more than there is.
            if rows == 0 || rows > input.left() / ROW {
                return Err(corrupt(at));
            }
            let mut lines: Vec<(u64, Template)> = Vec::with_capacity(rows);
            for _ in 0..rows {
                let at = input.at();
                let key = u64::from_le_bytes(input.take()?);
                let documents = u32::from_le_bytes(input.take()?);
                let score = u16::from_le_bytes(input.take()?);
                let [inside] = input.take()?;
                if score > 1000 || inside > 1 || lines.last().is_some_and(|&(last, _)| last >= key) {
                    return Err(corrupt(at));
                }
                lines.push((key, Template { documents, score, inside: inside == 1 }));
            }
            sites.insert(name, Site { lines });
        }
        input.close()?;
        Ok(Self { sites })
    }
}
