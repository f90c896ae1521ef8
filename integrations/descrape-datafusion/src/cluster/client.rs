//! [`Cluster`]: runs plans on executors elsewhere.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ballista_core::config::BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS;
use ballista_core::execution_plans::execute_physical_plan;
use ballista_core::extension::SessionConfigExt;
use datafusion::arrow::array::{AsArray, Int64Array, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::common::exec_err;
use datafusion::datasource::MemTable;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::{ExecutionPlan, common::collect};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use datafusion_proto::protobuf::PhysicalPlanNode;
use futures::FutureExt;
use futures::future::BoxFuture;
use uuid::Uuid;

use super::codec::Codec;
use super::session;
use crate::pipeline::{Engine, Part, PartsExec};

/// What the client calls itself.
const CLIENT: &str = "the client";
/// So many tasks ask who runs them.
const ASKED: usize = 32;
/// How often a job is begun that comes to nothing when an executor is lost.
const ATTEMPTS: usize = 3;
/// After so many seconds without a word from the scheduler it is asked whether it is there; it has 20 more to answer.
const KEEPALIVE: usize = 20;

/// The executors behind a scheduler.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Such as `http://127.0.0.1:50050`.
    scheduler: String,
    codec: Arc<Codec>,
}

impl Cluster {
    /// Those of the scheduler at `host` and `port`. All have to work with the same `version`.
    pub fn new(host: &str, port: u16, version: &str) -> Self {
        Self { scheduler: format!("http://{host}:{port}"), codec: Arc::new(Codec::new(CLIENT, version)) }
    }

    /// A session that plans for executors: queries become so many tasks, which handle so many rows at a time.
    pub fn context(&self, partitions: usize, batch: usize) -> SessionContext {
        let config =
            SessionConfig::new_with_ballista().with_target_partitions(partitions).with_batch_size(batch);
        let config = config.set_usize(BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS, KEEPALIVE);
        SessionContext::new_with_state(session(config, CLIENT))
    }

    /// Asks who they are, until `executors` of them have answered, and sees that the scheduler and each of them work with the same
    /// version, that they can write to the folder `work`, and that it is one folder for all. Gives their names.
    ///
    /// # Errors
    /// If a side has another version or is not of this program, if fewer have answered after `patience`, or if the
    /// folder cannot be written or read.
    pub async fn greet(&self, work: &str, executors: usize, patience: Duration) -> Result<Vec<String>> {
        let since = Instant::now();
        let mut known = BTreeSet::new();
        loop {
            let left = patience.saturating_sub(since.elapsed());
            match tokio::time::timeout(left, self.ask(work)).await {
                Ok(names) => known.extend(names?),
                Err(_) => {
                    return exec_err!(
                        "of {executors} executors {} have answered in {patience:?}: {known:?}",
                        known.len()
                    );
                }
            }
            if known.len() >= executors {
                return Ok(known.into_iter().collect());
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Runs tasks that write who runs them, and reads what they wrote.
    async fn ask(&self, work: &str) -> Result<BTreeSet<String>> {
        let context = self.context(ASKED, ASKED);
        let schema = Arc::new(Schema::new(vec![Field::new("at", DataType::Int64, false)]));
        let row = |at: usize| {
            let rows =
                RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(Int64Array::from(vec![at as i64]))]);
            Ok(vec![rows?])
        };
        let rows = (0..ASKED).map(row).collect::<Result<Vec<_>>>()?;
        context.register_table("asked", Arc::new(MemTable::try_new(schema, rows)?))?;
        let query = context.sql("select descrape_peer(at) peer from asked").await?;
        let plan = query.create_physical_plan().await?;
        let folder = format!("{work}/hello-{}/", Uuid::new_v4().simple());
        let plan = Arc::new(PartsExec::new(plan, folder.clone()));
        let parts = self.run(plan, context.task_ctx()).await.map_err(|error| {
            error.context("the cluster does not run descrape: are all its sides this program, of one build?")
        })?;
        let parts = Part::of(&parts)?;
        let files: Vec<String> = parts.iter().map(|part| format!("{folder}{}", part.name)).collect();
        let read = context.read_parquet(files, ParquetReadOptions::default()).await;
        let answers = match read {
            Ok(read) => read.collect().await,
            Err(error) => Err(error),
        };
        let answers = answers.map_err(|error| {
            error.context(format!(
                "what executors write to {folder} cannot be read here: is it one folder for all?"
            ))
        })?;
        let mut known = BTreeSet::new();
        for batch in answers {
            let names = batch.column(0).as_string::<i32>();
            known.extend(names.iter().flatten().map(str::to_owned));
        }
        crate::pipeline::remove(&context, &folder).await?;
        Ok(known)
    }
}

impl Engine for Cluster {
    fn run(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: Arc<TaskContext>,
    ) -> BoxFuture<'_, Result<Vec<RecordBatch>>> {
        async move {
            let mut attempts = 0;
            loop {
                attempts += 1;
                let error = match self.submit(Arc::clone(&plan), context.session_config().clone()).await {
                    Ok(rows) => return Ok(rows),
                    Err(error) => error,
                };
                match Trouble::of(&error) {
                    Some(trouble) if attempts < ATTEMPTS => log::warn!("{trouble}, and runs again: {error}"),
                    Some(trouble) => return Err(error.context(format!("{trouble}, {ATTEMPTS} times"))),
                    None => return Err(error),
                }
            }
        }
        .boxed()
    }
}

impl Cluster {
    async fn submit(&self, plan: Arc<dyn ExecutionPlan>, config: SessionConfig) -> Result<Vec<RecordBatch>> {
        let settings = config.ballista_config();
        let rows = execute_physical_plan::<PhysicalPlanNode>(
            self.scheduler.clone(),
            &settings,
            plan,
            self.codec.as_ref(),
            Uuid::new_v4().to_string(),
            config,
        );
        collect(rows.await.map_err(|error| self.unreached(error))?).await
    }

    fn unreached(&self, error: DataFusionError) -> DataFusionError {
        let is_gone = if is_gone(&error) { " is gone, or cannot be reached: is it running?" } else { "" };
        error.context(format!("scheduler {}{is_gone}", self.scheduler))
    }
}

/// Why a job has come to nothing that is worth another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// An executor was gone when the client fetched the rows of a job that had ended. The scheduler knows nothing of
    /// that: what it fetches itself, it runs again.
    Lost,
    /// The [watchdog](super::watchdog) of the scheduler has cancelled it.
    Stalled,
}

impl Trouble {
    /// What an error says of it. (Some come as texts.)
    fn of(error: &DataFusionError) -> Option<Self> {
        let text = error.to_string();
        let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
        if has(&[
            "GrpcConnectionError",
            "Grpc connection error",
            "Grpc Execute Action error",
            "Shuffle fetch partition error",
        ]) {
            return Some(Self::Lost);
        }
        has(&["failed: Cancelled"]).then_some(Self::Stalled)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Lost => "what an executor had is lost",
            Self::Stalled => {
                "a job was cancelled, since after an executor was lost nothing of it was done for too long"
            }
        })
    }
}

/// Whether there was no answer, which is said in many ways.
fn is_gone(error: &DataFusionError) -> bool {
    let text = error.to_string();
    let answers = ["failed: ", "Fail to execute query"];
    let signs = [
        "transport error",
        "Transport",
        "tcp connect error",
        "h2 protocol error",
        "error reading a body",
        "Stream closed without job completing",
        "operation timed out",
        "Timeout expired",
        "broken pipe",
        "connection reset",
        "keep-alive timed out",
    ];
    !answers.iter().any(|sign| text.contains(sign)) && signs.iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use ballista_core::error::BallistaError;

    use super::*;

    #[test]
    fn what_is_worth_another_attempt_is_told_from_what_fails() {
        let gone = || BallistaError::GrpcConnectionError("connection refused".to_owned());
        // As the client of Ballista says it.
        let as_text = DataFusionError::Execution(format!("{:?}", gone()));
        assert_eq!(Trouble::of(&as_text), Some(Trouble::Lost));
        for error in [
            gone(),
            BallistaError::GrpcActionError("broken pipe".to_owned()),
            BallistaError::FetchFailed("first".to_owned(), 1, 2, "broken pipe".to_owned()),
        ] {
            assert_eq!(Trouble::of(&error.into_datafusion().context("step cleaned")), Some(Trouble::Lost));
        }
        let text = |text: &str| DataFusionError::Execution(text.to_owned()).context("scheduler x");
        assert_eq!(Trouble::of(&text("Job abc failed: Cancelled")), Some(Trouble::Stalled));
        for error in [
            "descrape_clean: row 3",
            "Job abc failed: Resources exhausted",
            "Job abc failed: Task 3: Cancelled",
        ] {
            assert_eq!(Trouble::of(&text(error)), None);
        }
    }

    #[test]
    fn a_scheduler_that_is_gone_is_told_from_one_that_answers() {
        let cluster = Cluster::new("quay.example", 50_050, "1");
        let told = |text: &str| cluster.unreached(DataFusionError::Execution(text.to_owned())).to_string();
        for gone in [
            "tonic::transport::Error(Transport, ConnectError(ConnectError(\"tcp connect error\")))",
            "code: 'Unknown error', message: \"h2 protocol error: error reading a body from connection\"",
            "Stream closed without job completing",
        ] {
            assert!(told(gone).contains("scheduler http://quay.example:50050 is gone"), "{}", told(gone));
        }
        for answer in [
            "Job abc failed: Cancelled",
            "Job abc failed: task 3: transport error",
            "Fail to execute query due to Transport",
        ] {
            let told = told(answer);
            assert!(
                told.contains("scheduler http://quay.example:50050") && !told.contains("is gone"),
                "{told}"
            );
        }
    }
}
