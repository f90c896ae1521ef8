//! The role that shares out tasks.

use std::sync::Arc;
use std::time::Duration;

use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion::error::{DataFusionError, Result};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;

use super::codec::Codec;
use super::stall::Patience;
use super::watchdog::Watchdog;
use super::{external, session};

/// What the scheduler calls itself.
const SCHEDULER: &str = "the scheduler";

/// What a scheduler is told.
#[derive(Clone, Debug)]
pub struct Scheduler {
    /// Where it listens.
    pub host: String,
    /// 0 for any that is free.
    pub port: u16,
    /// After so many seconds without a sign of life an executor counts as dead, and its tasks run elsewhere.
    pub executor_timeout: u64,
    /// A job is cancelled, and the client submits it again, if after the loss of an executor none of its tasks was done for longer
    /// than `executor_timeout` and so many times its longest task.
    pub stall_tasks: u32,
    /// The version that it works with.
    pub version: String,
}

impl Scheduler {
    /// Works until the process ends. Calls `listening` with the port, when executors and clients may come.
    ///
    /// # Errors
    /// If the port is taken.
    pub async fn run(self, listening: impl FnOnce(u16)) -> Result<()> {
        let listener = TcpListener::bind((self.host.as_str(), self.port)).await.map_err(|error| {
            DataFusionError::Execution(format!("cannot listen on {}:{}: {error}", self.host, self.port))
        })?;
        let port = listener.local_addr()?.port();
        let config = SchedulerConfig {
            external_host: self.host.clone(),
            bind_host: self.host,
            bind_port: port,
            task_distribution: TaskDistributionPolicy::RoundRobin,
            executor_timeout_seconds: self.executor_timeout,
            no_executors_grace_period_seconds: self.executor_timeout,
            expire_dead_executor_interval_seconds: (self.executor_timeout / 4).max(1),
            override_session_builder: Some(Arc::new(|config| Ok(session(config, SCHEDULER)))),
            override_physical_codec: Some(Arc::new(Codec::new(SCHEDULER, &self.version))),
            ..SchedulerConfig::default()
        };
        let cluster = BallistaCluster::new_from_config(&config).await.map_err(external)?;
        let executors = cluster.cluster_state();
        let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config));
        let scheduler = scheduler.await.map_err(external)?;
        let patience =
            Patience { timeout: Duration::from_secs(self.executor_timeout), tasks: self.stall_tasks };
        let watchdog = Watchdog::new(scheduler.clone(), executors, patience).await.map_err(external)?;
        tokio::spawn(watchdog.watch());
        listening(port);
        start_grpc_service_with_listener(listener, scheduler).await.map_err(external)
    }
}
