//! `rarest_first`: atoms in an order that is the same for all texts.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryViewBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use descrape::steps::TokenCounts;

use super::arguments::Arguments;
use super::atoms;
use super::kept::Kept;
use super::parameter::{Forms, Kind, Parameter};
use super::rows::Rows;

/// The atoms of a headline, the rarest first. Those of a document have a place each, and stay.
#[derive(Debug, Default)]
pub(super) struct RarestFirst {
    counts: Kept<TokenCounts>,
}

const ATOMS: Parameter = Parameter::new("atoms", Kind::Blob);
const COUNTS: Parameter = Parameter::new("counts", Kind::Blob);

impl Rows for RarestFirst {
    const NAME: &'static str = "rarest_first";
    const FORMS: Forms = &[&[ATOMS, COUNTS]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::BinaryView
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let blobs = arguments.blobs(ATOMS)?;
        let counts = arguments.blobs(COUNTS)?;
        let counts = self.counts.decoded(Self::NAME, COUNTS.name, &counts, TokenCounts::from_bytes)?;
        let mut ordered = BinaryViewBuilder::new();
        for (row, (blob, counts)) in blobs.iter().zip(counts).enumerate() {
            let Some((blob, counts)) = blob.zip(counts) else {
                ordered.append_null();
                continue;
            };
            let mut text = atoms::read(Self::NAME, row, blob, None)?;
            counts.rarest_first(&mut text);
            ordered.append_value(atoms::write(&text));
        }
        Ok(Arc::new(ordered.finish()))
    }
}
