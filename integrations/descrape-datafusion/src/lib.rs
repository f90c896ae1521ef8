#[cfg(feature = "cluster")]
pub mod cluster;
pub mod functions;
pub mod pipeline;
pub mod trial;
pub fn register_all(ctx: &datafusion::prelude::SessionContext) {
    for f in functions::scalar() { ctx.register_udf(f.as_ref().clone()); }
    for f in functions::aggregate() { ctx.register_udaf(f.as_ref().clone()); }
}
