//! `site_name`: what templates call a site.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;

use super::arguments::Arguments;
use super::parameter::{Forms, Kind, Parameter};
use super::rows::Rows;

/// The name of a site that is given as a host or an address: pages of one name are of one site.
#[derive(Debug)]
pub(super) struct SiteName;

const SITE: Parameter = Parameter::new("site", Kind::Text);

impl Rows for SiteName {
    const NAME: &'static str = "site_name";
    const FORMS: Forms = &[&[SITE]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::Utf8
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let sites = arguments.texts(SITE)?;
        let names: StringArray = sites.iter().map(|site| site.map(descrape::template::site_name)).collect();
        Ok(Arc::new(names))
    }
}
