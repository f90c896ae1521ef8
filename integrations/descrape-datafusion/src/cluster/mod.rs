//! The pipeline on many machines, by Ballista: a scheduler, executors, and a client.
//!
//! Plans name functions and do not carry them, so all sides have to know them, with one version. They are one
//! program, `descrape-cluster`. The client plans each step itself and sends the plan to the scheduler, which
//! cuts it into tasks.

mod client;
mod codec;
mod executor;
mod peer;
mod scheduler;
mod slots;
mod stall;
mod watchdog;

use ballista_core::error::BallistaError;
use datafusion::error::DataFusionError;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::SessionConfig;

use crate::functions;

pub use client::Cluster;
pub use executor::Executor;
pub use scheduler::Scheduler;

/// A session with all functions, in the process `name`.
fn session(mut config: SessionConfig, name: &str) -> SessionState {
    // As `register_all` does.
    config.options_mut().optimizer.enable_leaf_expression_pushdown = false;
    let mut builder = SessionStateBuilder::new().with_default_features().with_config(config);
    let scalar = builder.scalar_functions().get_or_insert_default();
    scalar.extend(functions::scalar());
    scalar.push(peer::peer(name));
    builder.aggregate_functions().get_or_insert_default().extend(functions::aggregate());
    builder.build()
}

fn external(error: BallistaError) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
