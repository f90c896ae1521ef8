//! `signature`: what the steps carry of a text, and its atoms as a blob.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BinaryViewBuilder, StructArray, UInt64Builder};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::exec_err;
use datafusion::error::Result;
use descrape::{CandidateRow, Dedup};

use super::parameter::{Forms, Kind, Parameter};
use super::preset::{PRESET, dedup};
use super::rows::{Arguments, Rows};

/// What equal texts share, and the atoms: 4 bytes each, the lowest first.
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
        let texts = arguments.texts(TEXT.name)?;
        let (mut equal, mut atoms) = (UInt64Builder::new(), BinaryViewBuilder::new());
        for text in texts.iter() {
            let row = text.map(|text| dedup.row(text));
            equal.append_option(row.as_ref().map(|row| row.equal));
            atoms.append_option(row.map(|row| blob(&row.atoms)));
        }
        let (equal, atoms) = (equal.finish(), atoms.finish());
        let nulls = texts.iter().map(|text| text.is_some()).collect::<NullBuffer>();
        Ok(Arc::new(StructArray::try_new(fields(), vec![Arc::new(equal), Arc::new(atoms)], Some(nulls))?))
    }
}

/// Atoms as they are carried.
pub(super) fn blob(atoms: &[u32]) -> Vec<u8> {
    atoms.iter().flat_map(|atom| atom.to_le_bytes()).collect()
}

/// A row with the atoms of a blob. What equal texts share is not asked for any more.
pub(super) fn candidate_row(function: &str, row: usize, blob: &[u8]) -> Result<CandidateRow> {
    let (atoms, rest) = blob.as_chunks();
    if !rest.is_empty() {
        return exec_err!(
            "{function}: atoms in row {row} of the batch are {} bytes, but must be 4 for each",
            blob.len()
        );
    }
    Ok(CandidateRow { equal: 0, atoms: atoms.iter().map(|atom| u32::from_le_bytes(*atom)).collect() })
}

/// The same, with as many atoms as the preset has.
pub(super) fn candidate_row_of(
    function: &str,
    dedup: &Dedup,
    row: usize,
    blob: &[u8],
) -> Result<CandidateRow> {
    let width = dedup.row("").atoms.len();
    if blob.len() != width * 4 {
        return exec_err!(
            "{function}: atoms in row {row} of the batch are {} bytes, but must be {}",
            blob.len(),
            width * 4
        );
    }
    candidate_row(function, row, blob)
}
