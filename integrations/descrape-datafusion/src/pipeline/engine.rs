//! [`Engine`]: where plans run.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::common::Result;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::{ExecutionPlan, collect};
use futures::FutureExt;
use futures::future::BoxFuture;

/// Runs a plan to its end and gives its rows, which are few: large results are written by the plan itself.
pub trait Engine: Send + Sync {
    /// Runs all partitions of `plan`. `context` is that of the session that made the plan.
    fn run(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: Arc<TaskContext>,
    ) -> BoxFuture<'_, Result<Vec<RecordBatch>>>;
}

/// Runs plans in this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess;

impl Engine for InProcess {
    fn run(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        context: Arc<TaskContext>,
    ) -> BoxFuture<'_, Result<Vec<RecordBatch>>> {
        collect(plan, context).boxed()
    }
}
