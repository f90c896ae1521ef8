//! [`Column`]: the values of a column, whichever array holds them.

use datafusion::arrow::array::{Array, ArrayAccessor, AsArray};
use datafusion::arrow::datatypes::{DataType, UInt64Type};

/// The values of a column, row by row.
pub(super) struct Column<'a, T> {
    rows: usize,
    get: Box<dyn Fn(usize) -> Option<T> + 'a>,
}

impl<'a, T: 'a> Column<'a, T> {
    fn of<A: ArrayAccessor<Item = T> + 'a>(array: A) -> Self {
        Self { rows: array.len(), get: Box::new(move |row| array.is_valid(row).then(|| array.value(row))) }
    }

    pub(super) fn nulls(rows: usize) -> Self {
        Self { rows, get: Box::new(|_| None) }
    }

    /// The first value in all rows.
    pub(super) fn repeated(self, rows: usize) -> Self {
        let get = self.get;
        Self { rows, get: Box::new(move |_| get(0)) }
    }

    pub(super) fn get(&self, row: usize) -> Option<T> {
        (self.get)(row)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Option<T>> {
        (0..self.rows).map(|row| self.get(row))
    }

    /// The values of a dictionary by its keys.
    fn by_key(array: &'a dyn Array, read: fn(&'a dyn Array) -> Option<Self>) -> Option<Self> {
        let dictionary = array.as_any_dictionary();
        let values = read(dictionary.values().as_ref())?;
        if values.rows == 0 {
            return Some(Self::nulls(array.len()));
        }
        let keys = dictionary.normalized_keys();
        let get = move |row| if array.is_valid(row) { values.get(keys[row]) } else { None };
        Some(Self { rows: array.len(), get: Box::new(get) })
    }
}

/// The texts of an array; `None` if it holds none.
pub(super) fn texts(array: &dyn Array) -> Option<Column<'_, &str>> {
    match array.data_type() {
        DataType::Utf8 => Some(Column::of(array.as_string::<i32>())),
        DataType::LargeUtf8 => Some(Column::of(array.as_string::<i64>())),
        DataType::Utf8View => Some(Column::of(array.as_string_view())),
        DataType::Dictionary(..) => Column::by_key(array, texts),
        _ => None,
    }
}

/// The blobs of an array; `None` if it holds none.
pub(super) fn blobs(array: &dyn Array) -> Option<Column<'_, &[u8]>> {
    match array.data_type() {
        DataType::Binary => Some(Column::of(array.as_binary::<i32>())),
        DataType::LargeBinary => Some(Column::of(array.as_binary::<i64>())),
        DataType::BinaryView => Some(Column::of(array.as_binary_view())),
        DataType::Dictionary(..) => Column::by_key(array, blobs),
        _ => None,
    }
}

/// The numbers of an array; `None` if it holds none.
pub(super) fn numbers(array: &dyn Array) -> Option<Column<'_, u64>> {
    array.as_primitive_opt::<UInt64Type>().map(Column::of)
}

pub(super) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

pub(super) fn is_blob(data_type: &DataType) -> bool {
    match data_type {
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => true,
        DataType::Dictionary(_, values) => is_blob(values),
        _ => false,
    }
}
