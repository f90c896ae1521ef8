//! [`PartsExec`]: writes each partition of a plan to a parquet file of its own.
//!
//! An engine that loses a worker runs a task again, so a partition may be written twice, or by halves. Each attempt
//! therefore takes a new name, and what a plan gives is one row for each file that was finished. The engine
//! hands on the rows of one attempt a partition: only files that are named in them count.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, exec_err, internal_err};
use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::object_store::buffered::BufWriter;
use datafusion::object_store::path::Path;
use datafusion::parquet::arrow::AsyncArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning, PlanProperties,
};
use futures::StreamExt;
use uuid::Uuid;

use super::digest::{Digest, DigestWriter};

/// So many rows are a row group: enough to compress well, few enough to be held while they are written.
const ROW_GROUP: usize = 64 * 1024;

/// A file that was finished.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its name in the folder of its stage.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// The BLAKE3 hash of these bytes, in hexadecimal digits.
    pub hash: String,
}

impl Part {
    fn schema() -> SchemaRef {
        let number = |name| Field::new(name, DataType::UInt64, false);
        Arc::new(Schema::new(vec![
            Field::new("name", DataType::Utf8, false),
            number("rows"),
            number("bytes"),
            Field::new("hash", DataType::Utf8, false),
        ]))
    }

    fn row(&self) -> Result<RecordBatch> {
        let number = |value| Arc::new(UInt64Array::from(vec![value]));
        let text = |value: &String| Arc::new(StringArray::from(vec![value.clone()]));
        let columns: Vec<ArrayRef> =
            vec![text(&self.name), number(self.rows), number(self.bytes), text(&self.hash)];
        Ok(RecordBatch::try_new(Self::schema(), columns)?)
    }

    /// The parts that the rows of a [`PartsExec`] name, by name.
    pub(crate) fn of(batches: &[RecordBatch]) -> Result<Vec<Self>> {
        let mut parts = Vec::new();
        for batch in batches {
            let column = |at: usize| batch.columns().get(at).map(|column| column.as_any());
            let number = |at| column(at)?.downcast_ref::<UInt64Array>();
            let text = |at| column(at)?.downcast_ref::<StringArray>();
            let (Some(names), Some(rows), Some(bytes), Some(hashes)) =
                (text(0), number(1), number(2), text(3))
            else {
                return internal_err!("rows that name no parts: {}", batch.schema());
            };
            for at in 0..batch.num_rows() {
                let name = names.value(at).to_owned();
                let hash = hashes.value(at).to_owned();
                parts.push(Self { name, rows: rows.value(at), bytes: bytes.value(at), hash });
            }
        }
        parts.sort();
        Ok(parts)
    }
}

/// Writes each partition of its input to a parquet file, and gives a row for each file.
#[derive(Debug)]
pub struct PartsExec {
    input: Arc<dyn ExecutionPlan>,
    /// The address of the folder.
    folder: String,
    /// Why it will not be done.
    refusal: Option<String>,
    properties: Arc<PlanProperties>,
}

impl PartsExec {
    /// Files go to `folder`, the address of a folder with a slash at its end.
    pub fn new(input: Arc<dyn ExecutionPlan>, folder: impl Into<String>) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(Part::schema()),
            Partitioning::UnknownPartitioning(input.output_partitioning().partition_count()),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        Self { input, folder: folder.into(), refusal: None, properties: Arc::new(properties) }
    }

    /// The same, but it fails when it is run, since a side of a cluster has found it wrong.
    #[cfg(feature = "cluster")]
    pub(crate) fn refused(self, why: Option<String>) -> Self {
        Self { refusal: why, ..self }
    }

    #[cfg(feature = "cluster")]
    pub(crate) fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// Where the files go.
    pub fn folder(&self) -> &str {
        &self.folder
    }
}

impl DisplayAs for PartsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartsExec: folder={}", self.folder)
    }
}

impl ExecutionPlan for PartsExec {
    fn name(&self) -> &str {
        "PartsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match <[_; 1]>::try_from(children) {
            Ok([input]) => {
                let new = Self::new(input, self.folder.clone());
                Ok(Arc::new(Self { refusal: self.refusal.clone(), ..new }))
            }
            Err(children) => internal_err!("PartsExec has one input, not {}", children.len()),
        }
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        if let Some(why) = &self.refusal {
            return exec_err!("{why}");
        }
        let input = self.input.execute(partition, Arc::clone(&context))?;
        let part = write(input, self.folder.clone(), context);
        let rows = futures::stream::once(async move { part.await?.row() });
        Ok(Box::pin(RecordBatchStreamAdapter::new(Part::schema(), rows)))
    }
}

async fn write(
    mut input: SendableRecordBatchStream,
    folder: String,
    context: Arc<TaskContext>,
) -> Result<Part> {
    let folder = ListingTableUrl::parse(&folder)?;
    let store = context.runtime_env().object_store(&folder)?;
    let name = format!("{}.parquet", Uuid::new_v4().simple());
    // Object stores show a file when it is complete, and local files are renamed then.
    let path = Path::from(format!("{}/{name}", folder.prefix()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    let file = DigestWriter::new(BufWriter::new(store, path));
    let mut writer = AsyncArrowWriter::try_new(file, input.schema(), Some(properties))?;
    let mut rows = 0;
    while let Some(batch) = input.next().await {
        let batch = batch?;
        rows += batch.num_rows() as u64;
        writer.write(&batch).await?;
    }
    writer.finish().await?;
    let Digest { bytes, hash } = writer.into_inner().digest();
    Ok(Part { name, rows, bytes, hash: hash.to_string() })
}

impl From<&Part> for String {
    fn from(part: &Part) -> Self {
        format!("{} {} {} {}", part.name, part.rows, part.bytes, part.hash)
    }
}

impl std::str::FromStr for Part {
    type Err = DataFusionError;

    fn from_str(line: &str) -> Result<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        if let [name, rows, bytes, hash] = words[..]
            && let (Ok(rows), Ok(bytes)) = (rows.parse(), bytes.parse())
        {
            return Ok(Self { name: name.to_owned(), rows, bytes, hash: hash.to_owned() });
        }
        exec_err!("{line:?} names no part of a stage")
    }
}
