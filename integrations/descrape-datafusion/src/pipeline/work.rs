//! [`Work`]: the folder in which every stage leaves its rows.
//!
//! A stage is a folder of parquet files and a file `_done`, which is written last and names those that count. So
//! a stage is either whole or not there, and files that an interrupted run left behind are never read.

use std::sync::Arc;

use datafusion::common::{Result, exec_err};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::object_store::path::Path;
use datafusion::object_store::{Error, ObjectStore, ObjectStoreExt, PutPayload};
use datafusion::prelude::SessionContext;

use super::parts::Part;

/// The first line of `_done`.
const FIRST: &str = "descrape stage 1";
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

    fn done(&self, stage: &str) -> Result<Path> {
        let url = ListingTableUrl::parse(self.folder(stage))?;
        Ok(Path::from(format!("{}/{DONE}", url.prefix())))
    }

    /// The stage, if it is whole.
    ///
    /// # Errors
    /// If another job left it, or if `_done` is none of ours.
    pub(crate) async fn stage(&self, stage: &str) -> Result<Option<Stage>> {
        let path = self.done(stage)?;
        let bytes = match self.store.get(&path).await {
            Ok(found) => found.bytes().await?,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        if lines.next() != Some(FIRST) {
            return exec_err!("{path} is no list of the parts of a stage");
        }
        let job = lines.next().unwrap_or_default();
        if job != self.job {
            return exec_err!(
                "{path} was left by another job: {job:?}, and not {:?}; choose another folder to work in",
                self.job
            );
        }
        let parts = lines.map(str::parse).collect::<Result<_>>()?;
        Ok(Some(Stage { folder: self.folder(stage), parts }))
    }

    /// Makes a stage whole.
    pub(crate) async fn finish(&self, stage: &str, parts: Vec<Part>) -> Result<Stage> {
        let mut text = format!("{FIRST}\n{}\n", self.job);
        for part in &parts {
            text.push_str(&String::from(part));
            text.push('\n');
        }
        self.store.put(&self.done(stage)?, PutPayload::from(text.into_bytes())).await?;
        Ok(Stage { folder: self.folder(stage), parts })
    }
}

fn with_slash(folder: &str) -> String {
    if folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") }
}

/// How many bytes the files of an address have together.
pub(crate) async fn size(context: &SessionContext, address: &str) -> Result<u64> {
    use futures::TryStreamExt;
    let url = ListingTableUrl::parse(address)?;
    let store = context.runtime_env().object_store(&url)?;
    let state = context.state();
    let files = url.list_all_files(&state, store.as_ref(), ".parquet").await?;
    let sizes: Vec<u64> = files.map_ok(|file| file.size).try_collect().await.map_err(|error| {
        DataFusionError::Execution(format!("the files of {address} cannot be listed: {error}"))
    })?;
    if sizes.is_empty() {
        return exec_err!("there are no parquet files at {address}");
    }
    Ok(sizes.iter().sum())
}

/// Removes all files of a folder.
#[cfg(feature = "cluster")]
pub(crate) async fn remove(context: &SessionContext, folder: &str) -> Result<()> {
    use futures::{StreamExt, TryStreamExt};
    let url = ListingTableUrl::parse(folder)?;
    let store = context.runtime_env().object_store(&url)?;
    let files = store.list(Some(url.prefix())).map_ok(|file| file.location).boxed();
    store.delete_stream(files).try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}
