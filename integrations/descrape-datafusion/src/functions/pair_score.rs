//! `pair_score`: how sure it is that two texts are one.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, UInt16Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use descrape::{Dedup, Preset};

use super::arguments::Arguments;
use super::parameter::{Forms, Kind, Parameter};
use super::refused;
use super::rows::Rows;

/// The score of a pair, null where it is below the least one (500 unless asked otherwise). It is the same for all presets.
#[derive(Debug)]
pub(super) struct PairScore;

const A: Parameter = Parameter::new("a", Kind::Text);
const B: Parameter = Parameter::new("b", Kind::Text);
const LEAST: Parameter = Parameter::new("least", Kind::Score);

impl Rows for PairScore {
    const NAME: &'static str = "pair_score";
    const FORMS: Forms = &[&[A, B], &[A, B, LEAST]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::UInt16
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let mut builder = Dedup::builder(Preset::Documents);
        if let Some(least) = arguments.score(LEAST)? {
            builder = builder.min_score(least);
        }
        let mut scorer = builder.build().map_err(refused(Self::NAME))?.pair_scorer();
        let (a, b) = (arguments.texts(A)?, arguments.texts(B)?);
        let scores: UInt16Array = a.iter().zip(b.iter()).map(|(a, b)| scorer.score(a?, b?)).collect();
        Ok(Arc::new(scores))
    }
}
