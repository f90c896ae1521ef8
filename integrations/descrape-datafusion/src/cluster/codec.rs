//! [`Codec`]: carries [`PartsExec`] between the sides of a cluster, with the version of the side that sent it.

use std::sync::Arc;

use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion::common::{Result, exec_err, internal_err};
use datafusion::execution::TaskContext;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};

use crate::pipeline::PartsExec;

/// What a node of ours begins with. Ballista's own begin with the tag of a field, which no letter is.
const MAGIC: &[u8] = b"descrape parts\n";

/// Encodes nodes of ours, and leaves all others to Ballista.
#[derive(Debug)]
pub(crate) struct Codec {
    version: String,
    ballista: BallistaPhysicalExtensionCodec,
}

impl Codec {
    pub(crate) fn new(version: &str) -> Self {
        Self { version: version.to_owned(), ballista: BallistaPhysicalExtensionCodec::default() }
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
        let (Some((version, folder)), [input]) = (text.split_once('\n'), inputs) else {
            return internal_err!("a node of descrape that cannot be read: {text:?}");
        };
        if version != self.version {
            return exec_err!("one side of the cluster has {version:?}, and another one {:?}", self.version);
        }
        Ok(Arc::new(PartsExec::new(Arc::clone(input), folder)))
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
        bytes.extend_from_slice(format!("{}\n{}", self.version, parts.folder()).as_bytes());
        Ok(())
    }
}
