//! [`Codec`]: carries [`PartsExec`] between the sides of a cluster, with the version of the side that sent it.

use std::sync::Arc;

use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion::common::{Result, internal_err};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};

use crate::pipeline::PartsExec;

/// What a node of ours begins with. Ballista's own begin with the tag of a field, which no letter is.
const MAGIC: &[u8] = b"descrape parts\n";

/// Encodes nodes of ours, and leaves all others to Ballista.
///
/// An executor that cannot read a plan says so to nobody but its log. So a plan of another version is read, and fails when
/// it is run: that comes back to the client. The scheduler hands on what it has found wrong.
#[derive(Debug)]
pub(crate) struct Codec {
    /// Who reads and writes.
    name: String,
    version: String,
    ballista: BallistaPhysicalExtensionCodec,
}

impl Codec {
    pub(crate) fn new(name: &str, version: &str) -> Self {
        let ballista = BallistaPhysicalExtensionCodec::default();
        Self { name: name.to_owned(), version: version.to_owned(), ballista }
    }
}

impl PhysicalExtensionCodec for Codec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(ours) = bytes.strip_prefix(MAGIC) else {
            return self.ballista.try_decode(bytes, inputs, context, converter);
        };
        let text = String::from_utf8_lossy(ours);
        let mut lines = text.splitn(4, '\n');
        let (Some(name), Some(version), Some(folder), [input]) =
            (lines.next(), lines.next(), lines.next(), inputs)
        else {
            return internal_err!("a node of descrape that cannot be read: {text:?}");
        };
        let found = || format!("{} works with {}, but {name} with {version}", self.name, self.version);
        let refusal = lines.next().map(str::to_owned).or_else(|| (version != self.version).then(found));
        Ok(Arc::new(PartsExec::new(Arc::clone(input), folder).refused(refusal)))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(parts) = node.downcast_ref::<PartsExec>() else {
            return self.ballista.try_encode(node, bytes, converter);
        };
        bytes.extend_from_slice(MAGIC);
        let lines = [&self.name, &self.version, parts.folder()].into_iter().chain(parts.refusal());
        bytes.extend_from_slice(lines.collect::<Vec<_>>().join("\n").as_bytes());
        Ok(())
    }
}
