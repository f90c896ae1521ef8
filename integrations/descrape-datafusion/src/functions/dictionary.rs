//! The values of a dictionary that occur, each once.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, UInt32Array, new_empty_array};
use datafusion::arrow::compute::take;
use datafusion::error::Result;

/// The values that occur in a dictionary, and for each row which of them it has; `None` if it is none.
pub(super) fn distinct(array: &dyn Array) -> Result<Option<(ArrayRef, UInt32Array)>> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return Ok(None) };
    let values = dictionary.values();
    if values.is_empty() {
        return Ok(Some((new_empty_array(values.data_type()), UInt32Array::new_null(array.len()))));
    }
    let mut places = vec![None; values.len()];
    let mut used = Vec::new();
    let place = |(row, key): (usize, usize)| {
        array.is_valid(row).then(|| {
            *places[key].get_or_insert_with(|| {
                used.push(key as u32);
                used.len() as u32 - 1
            })
        })
    };
    let rows: UInt32Array = dictionary.normalized_keys().into_iter().enumerate().map(place).collect();
    Ok(Some((take(values, &UInt32Array::from(used), None)?, rows)))
}
