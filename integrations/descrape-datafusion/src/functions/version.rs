//! `descrape_version`: what results depend on.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::logical_expr::Volatility;
use descrape::fingerprint::{FINGERPRINT_VERSION, FOLD_VERSION};
use descrape::template::TEMPLATE_VERSION;
use descrape::{CLEAN_VERSION, DEDUP_VERSION};

use super::arguments::Arguments;
use super::parameter::Forms;
use super::rows::Rows;

/// The version of this package and the versions of all that results depend on: what two processes
/// have to agree in that work on one job.
pub fn version() -> String {
    let package = env!("CARGO_PKG_VERSION");
    format!(
        "descrape-datafusion {package}, clean {CLEAN_VERSION}, dedup {DEDUP_VERSION}, \
         fingerprint {FINGERPRINT_VERSION}, fold {FOLD_VERSION}, template {TEMPLATE_VERSION}"
    )
}

#[derive(Debug)]
pub(super) struct Version;

impl Rows for Version {
    const NAME: &'static str = "descrape_version";
    const FORMS: Forms = &[&[]];
    // Else it would be computed by who plans, and never by who executes.
    const VOLATILITY: Volatility = Volatility::Volatile;

    fn returns(_: &[DataType]) -> DataType {
        DataType::Utf8
    }

    fn rows(&self, _: &Arguments) -> Result<ArrayRef> {
        Ok(Arc::new(StringArray::from(vec![version()])))
    }
}
