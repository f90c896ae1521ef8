//! `band_keys`: what candidates share.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListBuilder, UInt64Builder};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;

use super::arguments::Arguments;
use super::atoms;
use super::parameter::{Forms, Kind, Parameter};
use super::preset::{PRESET, dedup};
use super::rows::Rows;

/// The keys of a text by its atoms: texts that share one are worth a look.
#[derive(Debug)]
pub(super) struct BandKeys;

const ATOMS: Parameter = Parameter::new("atoms", Kind::Blob);

impl Rows for BandKeys {
    const NAME: &'static str = "band_keys";
    const FORMS: Forms = &[&[ATOMS], &[ATOMS, PRESET]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::new_list(DataType::UInt64, true)
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let dedup = dedup(arguments)?;
        let width = atoms::width(&dedup);
        let mut keys = ListBuilder::new(UInt64Builder::new());
        for (row, blob) in arguments.blobs(ATOMS)?.iter().enumerate() {
            if let Some(blob) = blob {
                let row = atoms::read(Self::NAME, row, blob, Some(width))?;
                keys.values().append_slice(&dedup.keys(&row));
            }
            keys.append(blob.is_some());
        }
        Ok(Arc::new(keys.finish()))
    }
}
