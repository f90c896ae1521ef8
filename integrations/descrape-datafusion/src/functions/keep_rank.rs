//! `keep_rank`: which text of a cluster is kept.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, UInt64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use descrape::KeepRule;

use super::arguments::Arguments;
use super::parameter::{Forms, Kind, Parameter};
use super::rows::Rows;

/// What the keep rule goes by, the best first. Ranks can be equal: with a unique id behind it, it is a total order.
#[derive(Debug)]
pub(super) struct KeepRank;

const TEXT: Parameter = Parameter::new("text", Kind::Text);
const RULE: Parameter = Parameter::new("rule", Kind::Choice(&["longest", "first"]));

impl Rows for KeepRank {
    const NAME: &'static str = "keep_rank";
    const FORMS: Forms = &[&[TEXT], &[TEXT, RULE]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::UInt64
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let keep = match arguments.choice(RULE)? {
            "first" => KeepRule::First,
            _ => KeepRule::Longest,
        };
        let texts = arguments.texts(TEXT)?;
        let ranks: UInt64Array = texts.iter().map(|text| text.map(|text| keep.key(text, 0).rank)).collect();
        Ok(Arc::new(ranks))
    }
}
