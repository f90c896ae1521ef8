//! `signature`: what the steps carry of a text, and its atoms as a blob.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryViewBuilder, StructArray, UInt64Builder};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::error::Result;

use super::arguments::Arguments;
use super::atoms;
use super::parameter::{Forms, Kind, Parameter};
use super::preset::{PRESET, dedup};
use super::rows::Rows;

/// What equal texts share, and the atoms.
#[derive(Debug)]
pub(super) struct Signature;

const TEXT: Parameter = Parameter::new("text", Kind::Text);

fn fields() -> Fields {
    let field = |name, data_type| Field::new(name, data_type, true);
    [field("equal", DataType::UInt64), field("atoms", DataType::BinaryView)].into_iter().collect()
}

impl Rows for Signature {
    const NAME: &'static str = "signature";
    const FORMS: Forms = &[&[TEXT], &[TEXT, PRESET]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::Struct(fields())
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let dedup = dedup(arguments)?;
        let texts = arguments.texts(TEXT)?;
        let (mut equal, mut blobs) = (UInt64Builder::new(), BinaryViewBuilder::new());
        for text in texts.iter() {
            let row = text.map(|text| dedup.row(text));
            equal.append_option(row.as_ref().map(|row| row.equal));
            blobs.append_option(row.as_ref().map(atoms::write));
        }
        let (equal, blobs) = (equal.finish(), blobs.finish());
        let nulls = texts.iter().map(|text| text.is_some()).collect::<NullBuffer>();
        Ok(Arc::new(StructArray::try_new(fields(), vec![Arc::new(equal), Arc::new(blobs)], Some(nulls))?))
    }
}
