//! [`Digest`]: what a file has in it, as 32 bytes of BLAKE3. Files are read and written in a stream.

use blake3::{Hash, Hasher};
use bytes::Bytes;
use datafusion::error::Result;
use datafusion::object_store::buffered::BufWriter;
use datafusion::object_store::path::Path;
use datafusion::object_store::{ObjectStore, ObjectStoreExt};
use datafusion::parquet::arrow::async_writer::AsyncFileWriter;
use datafusion::parquet::errors::Result as ParquetResult;
use futures::TryStreamExt;
use futures::future::BoxFuture;

/// How many files are read at a time.
pub(crate) const AT_A_TIME: usize = 4;

/// The bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digest {
    pub(crate) bytes: u64,
    pub(crate) hash: Hash,
}

impl Digest {
    /// Reads a file.
    pub(crate) async fn of(store: &dyn ObjectStore, path: &Path) -> Result<Self> {
        let mut hasher = Hasher::new();
        let mut chunks = store.get(path).await?.into_stream();
        while let Some(chunk) = chunks.try_next().await? {
            hasher.update(&chunk);
        }
        Ok(Self::finished(&hasher))
    }

    fn finished(hasher: &Hasher) -> Self {
        Self { bytes: hasher.count(), hash: hasher.finalize() }
    }
}

/// Writes a file, and takes the digest of what it was given.
#[derive(Debug)]
pub(crate) struct DigestWriter {
    inner: BufWriter,
    hasher: Hasher,
}

impl DigestWriter {
    pub(crate) fn new(inner: BufWriter) -> Self {
        Self { inner, hasher: Hasher::new() }
    }

    pub(crate) fn digest(&self) -> Digest {
        Digest::finished(&self.hasher)
    }
}

impl AsyncFileWriter for DigestWriter {
    fn write(&mut self, bytes: Bytes) -> BoxFuture<'_, ParquetResult<()>> {
        self.hasher.update(&bytes);
        AsyncFileWriter::write(&mut self.inner, bytes)
    }

    fn complete(&mut self) -> BoxFuture<'_, ParquetResult<()>> {
        AsyncFileWriter::complete(&mut self.inner)
    }
}
