//! What a bucket is to the functions: a list of `struct<rank, place, atoms>`.

use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::row::{RowConverter, SortField};

use super::column::is_blob;

/// The type of the places in lists of `struct<rank, place, atoms>`; `None` if it is another type.
pub(super) fn place_of(bucket: &DataType) -> Option<&DataType> {
    let DataType::List(item) = bucket else { return None };
    let DataType::Struct(fields) = item.data_type() else { return None };
    let [rank, place, atoms] =
        ["rank", "place", "atoms"].map(|name| fields.find(name).map(|(_, field)| field.data_type()));
    let sorts = |place: &DataType| RowConverter::supports_fields(&[SortField::new(place.clone())]);
    place.filter(|place| rank == Some(&DataType::UInt64) && sorts(place) && atoms.is_some_and(is_blob))
}
