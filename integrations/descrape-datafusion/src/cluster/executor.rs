//! The role that does the work.

use std::net::TcpListener;
use std::sync::Arc;

use ballista_core::extension::SessionConfigExt;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use datafusion::error::Result;
use datafusion::prelude::SessionConfig;

use super::codec::Codec;
use super::{external, session};

/// What an executor is told.
#[derive(Clone, Debug)]
pub struct Executor {
    /// Where it listens, and where others find it.
    pub host: String,
    /// Where it hands out rows to others; 0 for any that is free.
    pub port: u16,
    /// Where it takes tasks; 0 for any that is free.
    pub task_port: u16,
    /// Where the scheduler is.
    pub scheduler: (String, u16),
    /// How many tasks run at a time.
    pub tasks: usize,
    /// How many bytes all tasks together may take of what DataFusion counts; past that it uses the disk, where it can.
    pub memory: Option<u64>,
    /// Where rows are kept between steps. It has to exist.
    pub folder: String,
    /// Seconds between signs of life.
    pub heartbeat: u64,
    /// Its name among all executors.
    pub name: String,
    /// The version that it works with.
    pub version: String,
}

impl Executor {
    /// Works until the process ends.
    ///
    /// # Errors
    /// If the scheduler cannot be reached within a minute, or a port is taken.
    pub async fn run(self) -> Result<()> {
        let codec = Arc::new(Codec::new(&format!("executor {}", self.name), &self.version));
        let state = session(SessionConfig::new_with_ballista(), &self.name);
        let config = ExecutorProcessConfig {
            executor_id: self.name,
            bind_host: self.host.clone(),
            external_host: Some(self.host.clone()),
            port: free(&self.host, self.port)?,
            grpc_port: free(&self.host, self.task_port)?,
            scheduler_host: self.scheduler.0,
            scheduler_port: self.scheduler.1,
            scheduler_connect_timeout_seconds: 60,
            vcores: self.tasks,
            work_dir: Some(self.folder),
            executor_heartbeat_interval_seconds: self.heartbeat,
            memory_pool_size: Some(self.memory.unwrap_or(0)),
            override_function_registry: Some(Arc::new(BallistaFunctionRegistry::from(&state))),
            override_physical_codec: Some(codec),
            ..ExecutorProcessConfig::default()
        };
        start_executor_process(Arc::new(config)).await.map_err(external)
    }
}

/// The port, or one that nobody has if it is 0. Ballista names it to others before it listens, so it has to be known.
fn free(host: &str, port: u16) -> Result<u16> {
    if port != 0 {
        return Ok(port);
    }
    Ok(TcpListener::bind((host, 0))?.local_addr()?.port())
}
