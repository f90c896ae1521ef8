//! `simhash64`: a fingerprint by majority.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, UInt64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use descrape::fingerprint::{ShingleUnit, Shingler, SimHash64};

use super::arguments::Arguments;
use super::parameter::{Forms, Kind, Parameter};
use super::refused;
use super::rows::Rows;

/// The `SimHash64` of the single words of a text.
#[derive(Debug)]
pub(super) struct SimHash;

const TEXT: Parameter = Parameter::new("text", Kind::Text);

impl Rows for SimHash {
    const NAME: &'static str = "simhash64";
    const FORMS: Forms = &[&[TEXT]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::UInt64
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let unit = ShingleUnit::words(1).map_err(refused(Self::NAME))?;
        let mut shingler = Shingler::new(unit);
        let texts = arguments.texts(TEXT)?;
        let mut simhash = |text: &str| SimHash64::of(shingler.shingles(text)).bits();
        let simhashes: UInt64Array = texts.iter().map(|text| text.map(&mut simhash)).collect();
        Ok(Arc::new(simhashes))
    }
}
