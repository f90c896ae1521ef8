//! [`Cluster`]: runs plans on executors elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
use super::peer::GAP;
use super::session;
use crate::pipeline::{Engine, Part, PartsExec};

/// So many tasks ask who runs them.
const ASKED: usize = 32;

/// The executors behind a scheduler.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Such as `http://127.0.0.1:50050`.
    scheduler: String,
    version: String,
    codec: Arc<Codec>,
}

impl Cluster {
    /// Those of the scheduler at `host` and `port`, which has to work with the same `version`.
    pub fn new(host: &str, port: u16, version: &str) -> Self {
        let codec = Arc::new(Codec::new(version));
        Self { scheduler: format!("http://{host}:{port}"), version: version.to_owned(), codec }
    }

    /// A session that plans for executors: queries become that many tasks.
    pub fn context(&self, partitions: usize) -> SessionContext {
        let config = SessionConfig::new_with_ballista().with_target_partitions(partitions);
        SessionContext::new_with_state(session(config, "client", &self.version))
    }

    /// Asks, until `executors` of them have answered, who they are and with which version they work, and sees that they can
    /// write to the folder `work`, and that it is the same one everywhere. Gives their names.
    ///
    /// # Errors
    /// If one has another version or does not know the functions, if fewer have answered after `patience`, or if the folder cannot
    /// be written or read.
    pub async fn greet(&self, work: &str, executors: usize, patience: Duration) -> Result<Vec<String>> {
        let since = Instant::now();
        let mut known = BTreeMap::new();
        loop {
            let left = patience.saturating_sub(since.elapsed());
            match tokio::time::timeout(left, self.ask(work)).await {
                Ok(answers) => known.extend(answers?),
                Err(_) => {
                    let (got, names) = (known.len(), known.keys().collect::<Vec<_>>());
                    return exec_err!("of {executors} executors {got} have answered in {patience:?}: {names:?}");
                }
            }
            if let Some((name, version)) = known.iter().find(|(_, version)| **version != self.version) {
                return exec_err!("executor {name} works with {version:?}, but the client with {:?}", self.version);
            }
            if known.len() >= executors {
                return Ok(known.into_keys().collect());
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// Runs tasks that write who runs them, and reads what they wrote.
    async fn ask(&self, work: &str) -> Result<BTreeMap<String, String>> {
        let context = self.context(ASKED);
        let schema = Arc::new(Schema::new(vec![Field::new("at", DataType::Int64, false)]));
        let row = |at: usize| {
            let rows = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(Int64Array::from(vec![at as i64]))]);
            Ok(vec![rows?])
        };
        let rows = (0..ASKED).map(row).collect::<Result<Vec<_>>>()?;
        context.register_table("asked", Arc::new(MemTable::try_new(schema, rows)?))?;
        let query = context.sql("select descrape_peer(at) peer from asked").await?;
        let plan = query.create_physical_plan().await?;
        let folder = format!("{work}/hello-{}/", Uuid::new_v4().simple());
        let plan = Arc::new(PartsExec::new(plan, folder.clone()));
        let parts = self.run(plan, context.task_ctx()).await.map_err(|error| {
            error.context("the cluster cannot run descrape; are all its sides this program, of one build?")
        })?;
        let parts = Part::of(&parts)?;
        let files: Vec<String> = parts.iter().map(|part| format!("{folder}{}", part.name)).collect();
        let read = context.read_parquet(files, ParquetReadOptions::default()).await;
        let answers = match read {
            Ok(read) => read.collect().await,
            Err(error) => Err(error),
        };
        let answers = answers.map_err(|error| {
            error.context(format!("what executors write to {folder} cannot be read here: is it one folder for all?"))
        })?;
        let mut known = BTreeMap::new();
        for batch in answers {
            let answers = batch.column(0).as_string::<i32>();
            for answer in answers.iter().flatten() {
                let (name, version) = answer.split_once(GAP).unwrap_or((answer, ""));
                known.insert(name.to_owned(), version.to_owned());
            }
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
        let config = context.session_config().clone();
        async move {
            let settings = config.ballista_config();
            let rows = execute_physical_plan::<PhysicalPlanNode>(
                self.scheduler.clone(),
                &settings,
                plan,
                self.codec.as_ref(),
                Uuid::new_v4().to_string(),
                config,
            );
            let rows = rows.await.map_err(|error| self.unreached(error))?;
            collect(rows).await
        }
        .boxed()
    }
}

impl Cluster {
    fn unreached(&self, error: DataFusionError) -> DataFusionError {
        error.context(format!("scheduler {}", self.scheduler))
    }
}
