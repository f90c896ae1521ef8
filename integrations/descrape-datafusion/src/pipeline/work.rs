//! [`Work`]: the folder in which every stage leaves its rows.
//!
//! A stage is a folder of parquet files and a file `_done`, which is written last and names those that count. So
//! a stage is either whole or not there, and files that an interrupted run left behind are never read.
//!
//! `_done` has the stage, the job, a line for each part with its rows, bytes and hash, and at last the hash of all that. What an
//! earlier run left is read through once before it is used: a part that is not as it was written is an error.

use std::sync::Arc;

use blake3::Hasher;
use datafusion::common::{Result, exec_err};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::object_store::path::Path;
use datafusion::object_store::{Error, ObjectStore, ObjectStoreExt, PutPayload};
use datafusion::prelude::SessionContext;
use futures::{StreamExt, TryStreamExt};

use super::digest::{AT_A_TIME, Digest};
use super::parts::Part;
use super::work_error::WorkError;

/// The first line of `_done`.
const FIRST: &str = "descrape stage 2";
const DONE: &str = "_done";

/// The folder of a job.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    /// With a slash at its end.
    folder: String,
    store: Arc<dyn ObjectStore>,
    /// What the job does: stages of another job are not its own.
    job: String,
}

/// A stage that is whole.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) folder: String,
    pub(crate) parts: Vec<Part>,
}

impl Stage {
    pub(crate) fn rows(&self) -> u64 {
        self.parts.iter().map(|part| part.rows).sum()
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.bytes).sum()
    }

    /// The addresses of its files: those with rows, or one without if there are none.
    pub(crate) fn files(&self) -> Vec<String> {
        let address = |part: &Part| format!("{}{}", self.folder, part.name);
        let files: Vec<String> = self.parts.iter().filter(|part| part.rows > 0).map(address).collect();
        if files.is_empty() { self.parts.iter().take(1).map(address).collect() } else { files }
    }
}

impl Work {
    pub(crate) fn new(context: &SessionContext, folder: &str, job: String) -> Result<Self> {
        let url = ListingTableUrl::parse(with_slash(folder))?;
        let store = context.runtime_env().object_store(&url)?;
        Ok(Self { folder: url.as_str().to_owned(), store, job })
    }

    /// The folder of a stage.
    pub(crate) fn folder(&self, stage: &str) -> String {
        format!("{}{stage}/", self.folder)
    }

    /// Where a file of a stage is.
    fn path(&self, stage: &str, file: &str) -> Result<Path> {
        let url = ListingTableUrl::parse(self.folder(stage))?;
        Ok(Path::from(format!("{}/{file}", url.prefix())))
    }

    /// The stage, if it is whole. Its parts are not looked at.
    ///
    /// # Errors
    /// If another job left it, or if `_done` is not what [`Work::finish`] wrote there.
    pub(crate) async fn stage(&self, stage: &str) -> Result<Option<Stage>> {
        let path = self.path(stage, DONE)?;
        let bytes = match self.store.get(&path).await {
            Ok(found) => found.bytes().await?,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let address = || format!("{}{DONE}", self.folder(stage));
        let no_list = || WorkError::NoList { path: address() };
        let text = std::str::from_utf8(&bytes).ok().and_then(unsealed).ok_or_else(no_list)?;
        let mut lines = text.lines();
        if lines.next() != Some(FIRST) || lines.next() != Some(stage) {
            return Err(no_list().into());
        }
        let job = lines.next().unwrap_or_default();
        if job != self.job {
            let (path, found, asked) = (address(), job.to_owned(), self.job.clone());
            return Err(WorkError::OtherJob { path, found, asked }.into());
        }
        let parts = lines.map(str::parse).collect::<Result<_>>()?;
        Ok(Some(Stage { folder: self.folder(stage), parts }))
    }

    /// Reads the parts of a stage, and sees that they are what was written.
    ///
    /// # Errors
    /// Of the first part by name that is not.
    pub(crate) async fn verify(&self, stage: &str, parts: &[Part]) -> Result<()> {
        let parts = futures::stream::iter(parts).map(|part| self.verify_part(stage, part));
        parts.buffered(AT_A_TIME).try_for_each(|()| async { Ok(()) }).await
    }

    async fn verify_part(&self, stage: &str, written: &Part) -> Result<()> {
        let path = self.path(stage, &written.name)?;
        let part = || format!("{}{}", self.folder(stage), written.name);
        let found = match self.store.head(&path).await {
            Err(Error::NotFound { .. }) => return Err(WorkError::MissingPart { part: part() }.into()),
            found => found?.size,
        };
        if found != written.bytes {
            return Err(WorkError::PartSize { part: part(), written: written.bytes, found }.into());
        }
        let found = Digest::of(self.store.as_ref(), &path).await?;
        if found.hash.to_string() != written.hash {
            return Err(WorkError::PartContent { part: part() }.into());
        }
        Ok(())
    }

    /// Makes a stage whole.
    pub(crate) async fn finish(&self, stage: &str, parts: Vec<Part>) -> Result<Stage> {
        let mut text = format!("{FIRST}\n{stage}\n{}\n", self.job);
        for part in &parts {
            text.push_str(&String::from(part));
            text.push('\n');
        }
        self.store.put(&self.path(stage, DONE)?, PutPayload::from(sealed(text).into_bytes())).await?;
        Ok(Stage { folder: self.folder(stage), parts })
    }
}

/// A list with its own hash as its last line.
fn sealed(mut list: String) -> String {
    let hash = blake3::hash(list.as_bytes());
    list.push_str(&format!("{hash}\n"));
    list
}

/// The list, if its last line is its hash.
fn unsealed(text: &str) -> Option<&str> {
    let whole = text.strip_suffix('\n')?;
    let (list, hash) = whole.split_at(whole.rfind('\n')? + 1);
    (blake3::hash(list.as_bytes()).to_string() == hash).then_some(list)
}

fn with_slash(folder: &str) -> String {
    if folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") }
}

/// What is in the files of an address, whatever they are called and wherever they are: a hash, and how many bytes. Each is read
/// through once.
///
/// # Errors
/// If there are none, or if they cannot be read.
pub(crate) async fn content(context: &SessionContext, address: &str) -> Result<Digest> {
    let url = ListingTableUrl::parse(address)?;
    let store = context.runtime_env().object_store(&url)?;
    let state = context.state();
    let files = url.list_all_files(&state, store.as_ref(), ".parquet").await?;
    let digests = files.map(|file| {
        let store = Arc::clone(&store);
        async move { Digest::of(store.as_ref(), &file?.location).await }
    });
    let digests: Vec<Digest> = digests.buffer_unordered(AT_A_TIME).try_collect().await.map_err(|error| {
        DataFusionError::Execution(format!("the files of {address} cannot be read: {error}"))
    })?;
    if digests.is_empty() {
        return exec_err!("there are no parquet files at {address}");
    }
    let mut hashes: Vec<[u8; 32]> = digests.iter().map(|digest| *digest.hash.as_bytes()).collect();
    hashes.sort_unstable();
    let mut hasher = Hasher::new();
    hashes.iter().for_each(|hash| {
        hasher.update(hash);
    });
    Ok(Digest { bytes: digests.iter().map(|digest| digest.bytes).sum(), hash: hasher.finalize() })
}

/// Removes all files of a folder.
#[cfg(feature = "cluster")]
pub(crate) async fn remove(context: &SessionContext, folder: &str) -> Result<()> {
    let url = ListingTableUrl::parse(folder)?;
    let store = context.runtime_env().object_store(&url)?;
    let files = store.list(Some(url.prefix())).map_ok(|file| file.location).boxed();
    store.delete_stream(files).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_from_one_with_any_bit_changed_and_from_any_part_of_it() {
        let list = format!("{FIRST}\ncleaned\npages=1 clean=true\na.parquet 3 400 00ff\n");
        let whole = sealed(list.clone());
        assert_eq!(unsealed(&whole), Some(list.as_str()));
        for bit in 0..whole.len() * 8 {
            let mut changed = whole.clone().into_bytes();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(std::str::from_utf8(&changed).ok().and_then(unsealed), None, "bit {bit}");
        }
        for length in 0..whole.len() {
            assert_eq!(unsealed(&whole[..length]), None, "{length} bytes");
        }
        assert_eq!(unsealed(&format!("{whole}\n")), None);
    }
}
