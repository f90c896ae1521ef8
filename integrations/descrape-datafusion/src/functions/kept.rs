//! [`Kept`]: what was decoded of blobs, for the next batch.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::common::exec_datafusion_err;
use datafusion::error::{DataFusionError, Result};

use super::column::Column;

/// Blobs come again and again, from row to row and from batch to batch. Each is decoded once for a batch, and what
/// one batch needed is kept for the next.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<Arc<Blobs<T>>>);

/// By their last bytes, which are a checksum of the others.
type Blobs<T> = HashMap<u64, (Arc<[u8]>, Arc<T>)>;

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// What the blob of each row says.
    pub(super) fn decoded<E: std::fmt::Display>(
        &self,
        function: &str,
        name: &str,
        column: &Column<'_, &[u8]>,
        decode: impl Fn(&[u8]) -> Result<T, E>,
    ) -> Result<Vec<Option<Arc<T>>>> {
        let before = Arc::clone(&self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut now: Blobs<T> = HashMap::new();
        let mut find = |row: usize, blob: &[u8]| {
            let sum = checksum(blob);
            let known = |blobs: &Blobs<T>| blobs.get(&sum).filter(|(bytes, _)| **bytes == *blob).cloned();
            let (bytes, decoded) = match known(&now).or_else(|| known(&before)) {
                Some(known) => known,
                None => {
                    let wrong =
                        |error| exec_datafusion_err!("{function}: {name} in row {row} of the batch: {error}");
                    (blob.into(), Arc::new(decode(blob).map_err(wrong)?))
                }
            };
            now.insert(sum, (bytes, Arc::clone(&decoded)));
            Ok::<_, DataFusionError>(decoded)
        };
        let mut last: Option<(&[u8], Arc<T>)> = None;
        let mut rows = Vec::new();
        for (row, blob) in column.iter().enumerate() {
            match (blob, &last) {
                (None, _) => last = None,
                // The very same bytes, as of a literal: there may be many, so they are not even compared.
                (Some(blob), Some((same, _))) if std::ptr::eq(blob, *same) => {}
                (Some(blob), _) => last = Some((blob, find(row, blob)?)),
            }
            rows.push(last.as_ref().map(|(_, decoded)| Arc::clone(decoded)));
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        Ok(rows)
    }
}

fn checksum(blob: &[u8]) -> u64 {
    blob.last_chunk().copied().map_or(0, u64::from_le_bytes)
}
