//! `line_keys`: what a learner of templates counts.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListArray, StructArray, UInt64Array};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::error::Result;
use descrape::template::{LineKey, line_keys};

use super::arguments::Arguments;
use super::parameter::{Forms, Kind, Parameter};
use super::rows::Rows;

/// The lines of a text that hold words, by their places and keys.
#[derive(Debug)]
pub(super) struct LineKeys;

const TEXT: Parameter = Parameter::new("text", Kind::Text);

fn fields() -> Fields {
    ["start", "end", "exact", "slotted"]
        .map(|name| Field::new(name, DataType::UInt64, true))
        .into_iter()
        .collect()
}

fn item() -> FieldRef {
    Arc::new(Field::new_list_field(DataType::Struct(fields()), true))
}

impl Rows for LineKeys {
    const NAME: &'static str = "line_keys";
    const FORMS: Forms = &[&[TEXT]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::List(item())
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let texts: Vec<Option<&str>> = arguments.texts(TEXT)?.iter().collect();
        let lines: Vec<Vec<LineKey>> =
            texts.iter().map(|text| text.map_or_else(Vec::new, line_keys)).collect();
        let column = |number: fn(&LineKey) -> Option<u64>| -> ArrayRef {
            Arc::new(lines.iter().flatten().map(number).collect::<UInt64Array>())
        };
        let columns = vec![
            column(|line| Some(line.span.start as u64)),
            column(|line| Some(line.span.end as u64)),
            column(|line| line.exact),
            column(|line| line.slotted),
        ];
        let keys = Arc::new(StructArray::try_new(fields(), columns, None)?);
        let offsets = OffsetBuffer::from_lengths(lines.iter().map(Vec::len));
        let nulls = texts.iter().map(Option::is_some).collect::<NullBuffer>();
        Ok(Arc::new(ListArray::try_new(item(), offsets, keys, Some(nulls))?))
    }
}
