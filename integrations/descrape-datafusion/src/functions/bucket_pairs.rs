//! `bucket_pairs`: the candidates among the texts of a bucket.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, ListArray, StructArray, UInt32Array};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::{exec_err, internal_err};
use datafusion::error::Result;

use super::column::{blobs, is_blob};
use super::parameter::{Forms, Kind, Parameter};
use super::preset::{PRESET, dedup};
use super::rows::{Arguments, Rows};
use super::signature::candidate_row_of;

/// Pairs of texts that share a key and are worth a comparison, each text by its place in the order of the keep rule: its
/// rank, then a place of any type that can be sorted.
///
/// Of a great bucket they are a star and a chain, never all pairs.
#[derive(Debug)]
pub(super) struct BucketPairs;

const BUCKET: Parameter = Parameter::new("bucket", Kind::Bucket);

/// Whether the items of a list are `struct<rank, place, atoms>`.
pub(super) fn is_bucket(given: &DataType) -> bool {
    let DataType::List(item) = given else { return false };
    let DataType::Struct(fields) = item.data_type() else { return false };
    let data_type = |name| fields.find(name).map(|(_, field)| field.data_type());
    data_type("rank") == Some(&DataType::UInt64)
        && data_type("place").is_some()
        && data_type("atoms").is_some_and(is_blob)
}

/// One pair, for places of a type.
fn item(place: &DataType) -> FieldRef {
    let field = |(name, data_type)| Field::new(name, data_type, true);
    let fields = [
        ("later_rank", DataType::UInt64),
        ("later", place.clone()),
        ("earlier_rank", DataType::UInt64),
        ("earlier", place.clone()),
    ];
    let fields: Fields = fields.map(field).into_iter().collect();
    Arc::new(Field::new_list_field(DataType::Struct(fields), true))
}

fn item_of(bucket: &DataType) -> FieldRef {
    let place = match bucket {
        DataType::List(item) => match item.data_type() {
            DataType::Struct(fields) => fields.find("place").map(|(_, field)| field.data_type()),
            _ => None,
        },
        _ => None,
    };
    item(place.unwrap_or(&DataType::Null))
}

impl Rows for BucketPairs {
    const NAME: &'static str = "bucket_pairs";
    const FORMS: Forms = &[&[BUCKET], &[BUCKET, PRESET]];

    fn returns(given: &[DataType]) -> DataType {
        DataType::List(item_of(&given[0]))
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let dedup = dedup(arguments)?;
        let buckets = arguments.array(BUCKET.name)?.as_list::<i32>();
        let (start, end) = (buckets.value_offsets()[0], buckets.value_offsets()[buckets.len()]);
        let entries = buckets.values().slice(start as usize, (end - start) as usize);
        let [rank, place, atoms] =
            ["rank", "place", "atoms"].map(|name| entries.as_struct().column_by_name(name));
        let (Some(rank), Some(place), Some(atoms)) = (rank, place, atoms.and_then(|atoms| blobs(atoms)))
        else {
            return exec_err!("{}: bucket has come as {}", Self::NAME, buckets.data_type());
        };
        let sort_fields = [rank, place].map(|column| SortField::new(column.data_type().clone()));
        let keys =
            RowConverter::new(sort_fields.into())?.convert_columns(&[Arc::clone(rank), Arc::clone(place)])?;
        let whole = |entry: &usize| {
            let entry = *entry;
            entries.is_valid(entry)
                && rank.is_valid(entry)
                && place.is_valid(entry)
                && atoms.get(entry).is_some()
        };

        let (mut later, mut earlier, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
        for (row, bounds) in buckets.value_offsets().windows(2).enumerate() {
            let bounds = (bounds[0] - start) as usize..(bounds[1] - start) as usize;
            let mut bucket: Vec<usize> = bounds.filter(whole).collect();
            bucket.sort_unstable_by(|&one, &other| keys.row(one).cmp(&keys.row(other)));
            bucket.dedup_by(|one, other| keys.row(*one) == keys.row(*other));
            let texts = bucket.iter().filter_map(|&entry| atoms.get(entry));
            let texts = texts.map(|atoms| candidate_row_of(Self::NAME, &dedup, row, atoms));
            let pairs = dedup.candidates(&texts.collect::<Result<Vec<_>>>()?);
            earlier.extend(pairs.iter().map(|pair| bucket[pair.0] as u32));
            later.extend(pairs.iter().map(|pair| bucket[pair.1] as u32));
            lengths.push(pairs.len());
        }

        let (later, earlier) = (UInt32Array::from(later), UInt32Array::from(earlier));
        let columns = [(rank, &later), (place, &later), (rank, &earlier), (place, &earlier)];
        let columns = columns.map(|(column, entries)| take(column, entries, None));
        let columns = columns.into_iter().collect::<Result<Vec<_>, _>>()?;
        let item = item(place.data_type());
        let DataType::Struct(fields) = item.data_type() else {
            return internal_err!("{}: a pair is a struct", Self::NAME);
        };
        let pairs = StructArray::try_new(fields.clone(), columns, None)?;
        let offsets = OffsetBuffer::from_lengths(lengths);
        Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(pairs), buckets.nulls().cloned())?))
    }
}
