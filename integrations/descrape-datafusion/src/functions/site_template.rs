//! `site_template`: what stands on page after page of a site.

use datafusion::common::exec_datafusion_err;
use datafusion::error::Result;
use descrape::TemplateLearner;

use super::arguments::Arguments;
use super::groups::Gathered;
use super::parameter::{Forms, Kind, Parameter};
use super::refused;

/// A learner, and in the end what it has learnt: of one site or of many, as the rows are grouped.
#[derive(Debug, Default)]
pub(super) struct SiteTemplate(TemplateLearner);

const SITE: Parameter = Parameter::new("site", Kind::Text);
const TEXT: Parameter = Parameter::new("text", Kind::Text);

impl SiteTemplate {
    fn add(&mut self, other: TemplateLearner) -> Result<()> {
        self.0.merge(&other).map_err(refused(Self::NAME))
    }
}

impl Gathered for SiteTemplate {
    const NAME: &'static str = "site_template";
    const FORMS: Forms = &[&[SITE, TEXT]];

    fn update(&mut self, arguments: &Arguments) -> Result<()> {
        let (sites, texts) = (arguments.texts(SITE)?, arguments.texts(TEXT)?);
        // What pages are read with is not kept: there may be as many of these as there are sites.
        let mut learner = TemplateLearner::new();
        for (site, text) in sites.iter().zip(texts.iter()) {
            if let Some((site, text)) = site.zip(text) {
                learner.observe(site, text);
            }
        }
        self.add(learner)
    }

    fn state(&self) -> Option<Vec<u8>> {
        (self.0.pages() > 0).then(|| self.0.to_bytes())
    }

    fn merge(&mut self, state: &[u8]) -> Result<()> {
        let other = TemplateLearner::from_bytes(state)
            .map_err(|error| exec_datafusion_err!("{}: a part of what was learnt: {error}", Self::NAME))?;
        self.add(other)
    }

    fn result(&self) -> Option<Vec<u8>> {
        (self.0.pages() > 0).then(|| self.0.clone().finish().to_bytes())
    }

    fn size(&self) -> usize {
        self.0.memory()
    }
}
