//! `bucket_pairs`: the candidates among the texts of a bucket.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, ListArray, StructArray, UInt32Array};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::common::exec_err;
use datafusion::error::Result;

use super::arguments::Arguments;
use super::atoms;
use super::bucket::place_of;
use super::column;
use super::parameter::{Forms, Kind, Parameter};
use super::preset::{PRESET, dedup};
use super::rows::Rows;

/// Pairs of texts that share a key and are worth a comparison, each text by its place in the order of the keep rule: its
/// rank, then a place of any type that can be sorted.
///
/// Of a great bucket they are a star and a chain, never all pairs.
#[derive(Debug)]
pub(super) struct BucketPairs;

const BUCKET: Parameter = Parameter::new("bucket", Kind::Bucket);

/// What a pair is, for places of a type.
fn fields(place: &DataType) -> Fields {
    let field = |(name, data_type)| Field::new(name, data_type, true);
    let fields = [
        ("later_rank", DataType::UInt64),
        ("later", place.clone()),
        ("earlier_rank", DataType::UInt64),
        ("earlier", place.clone()),
    ];
    fields.map(field).into_iter().collect()
}

fn item(place: &DataType) -> FieldRef {
    Arc::new(Field::new_list_field(DataType::Struct(fields(place)), true))
}

impl Rows for BucketPairs {
    const NAME: &'static str = "bucket_pairs";
    const FORMS: Forms = &[&[BUCKET], &[BUCKET, PRESET]];

    fn returns(given: &[DataType]) -> DataType {
        DataType::List(item(given.first().and_then(place_of).unwrap_or(&DataType::Null)))
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let dedup = dedup(arguments)?;
        let width = atoms::width(&dedup);
        let buckets = arguments.array(BUCKET)?.as_list::<i32>();
        let bounds = buckets.value_offsets();
        let start = bounds[0] as usize;
        let entries = buckets.values().slice(start, bounds[buckets.len()] as usize - start);
        let [rank, place, blobs] =
            ["rank", "place", "atoms"].map(|name| entries.as_struct().column_by_name(name));
        let (Some(rank), Some(place), Some(blobs)) =
            (rank, place, blobs.and_then(|blobs| column::blobs(blobs)))
        else {
            return exec_err!("{}: bucket has come as {}", Self::NAME, buckets.data_type());
        };
        let order = [rank, place].map(|column| SortField::new(column.data_type().clone()));
        let order =
            RowConverter::new(order.into())?.convert_columns(&[Arc::clone(rank), Arc::clone(place)])?;
        let whole = |entry: &usize| {
            [&entries, rank, place].iter().all(|column| column.is_valid(*entry))
                && blobs.get(*entry).is_some()
        };

        let (mut later, mut earlier, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
        for (row, bounds) in bounds.windows(2).enumerate() {
            let bucket = bounds[0] as usize - start..bounds[1] as usize - start;
            let mut bucket: Vec<usize> =
                bucket.filter(|entry| buckets.is_valid(row) && whole(entry)).collect();
            bucket.sort_unstable_by(|&one, &other| order.row(one).cmp(&order.row(other)));
            bucket.dedup_by(|one, other| order.row(*one) == order.row(*other));
            let texts = bucket.iter().filter_map(|&entry| blobs.get(entry));
            let texts = texts.map(|blob| atoms::read(Self::NAME, row, blob, Some(width)));
            let pairs = dedup.candidates(&texts.collect::<Result<Vec<_>>>()?);
            earlier.extend(pairs.iter().map(|pair| bucket[pair.0] as u32));
            later.extend(pairs.iter().map(|pair| bucket[pair.1] as u32));
            lengths.push(pairs.len());
        }

        let (later, earlier) = (UInt32Array::from(later), UInt32Array::from(earlier));
        let columns = [(rank, &later), (place, &later), (rank, &earlier), (place, &earlier)];
        let columns = columns.map(|(column, entries)| take(column, entries, None));
        let columns = columns.into_iter().collect::<Result<Vec<_>, _>>()?;
        let pairs = Arc::new(StructArray::try_new(fields(place.data_type()), columns, None)?);
        let (item, offsets) = (item(place.data_type()), OffsetBuffer::from_lengths(lengths));
        Ok(Arc::new(ListArray::try_new(item, offsets, pairs, buckets.nulls().cloned())?))
    }
}
