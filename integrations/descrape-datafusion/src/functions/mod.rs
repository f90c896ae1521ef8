use std::sync::Arc;
use datafusion::logical_expr::{AggregateUDF, ScalarUDF};
pub fn scalar() -> Vec<Arc<ScalarUDF>> { vec![] }
pub fn aggregate() -> Vec<Arc<AggregateUDF>> { vec![] }
pub fn version() -> String { "v".into() }
