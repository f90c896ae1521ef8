//! The whole way from pages to a table that says of every document which one is kept for it.
//!
//! ```text
//! pages (id, site, text)
//!   -> templates    what stands on page after page of a site
//!   -> cleaned      each text without its noise, and what went
//!   -> signatures   what is carried of a text; those equal after folding are one from here on
//!   -> shared       the keys that texts share
//!   -> pairs        pairs worth a look, of each key
//!   -> texts        the texts that are in a pair
//!   -> verified     pairs that are one text
//!   -> large, links in rounds: each text with the least of its component
//!   -> scores       how sure that is
//!   -> labels       all that is known of texts that are not alone
//!   -> documents    id, cluster, kept_id, score, reason, policy
//! ```
//!
//! The steps are those of [`descrape::steps::CandidateRow`], so clusters are those of [`descrape::Dedup::clusters`] under
//! [`descrape::Linkage::Connected`], whatever the engine, its partitions and its batches. Every step is
//! written to parquet, and a run begins at the first one that is missing.

mod engine;
mod parts;
mod stages;
mod work;

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::common::{Result, exec_err, plan_err};
use datafusion::error::DataFusionError;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use descrape::KeepRule;

pub use engine::{Engine, InProcess};
pub use parts::{Part, PartsExec};
use stages::Sql;
#[cfg(feature = "cluster")]
pub(crate) use work::remove;
use work::{Stage, Work};

/// Rounds that find components are few (O(log^2 n)); this many would be an error in the program.
const MOST_ROUNDS: usize = 64;

/// What is asked of the pipeline.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which document of a cluster is kept.
    ///
    /// ### Default
    /// [`KeepRule::First`]: the one with the least id.
    pub keep: KeepRule,
    /// The least score of a pair that counts as verified, 1 to 1000.
    ///
    /// ### Default
    /// 500
    pub min_score: u16,
    /// Whether texts are cleaned first.
    ///
    /// ### Default
    /// `true`
    pub clean: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { keep: KeepRule::First, min_score: 500, clean: true }
    }
}

/// A step that is done.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name, such as `cleaned`.
    pub name: String,
    /// How many rows it gave.
    pub rows: u64,
    /// How many bytes its files have.
    pub bytes: u64,
    /// How long it took; none if an earlier run had done it.
    pub took: Option<Duration>,
    /// How many bytes went through files for want of memory, if it ran in this process.
    pub spilled: u64,
    /// Its files.
    pub files: Vec<String>,
}

/// The job: where pages are, where steps are written, and where they run.
pub struct Pipeline<'p> {
    context: SessionContext,
    engine: Arc<dyn Engine>,
    options: Options,
    told: Box<dyn FnMut(&Step) + Send + 'p>,
}

impl<'p> Pipeline<'p> {
    /// A job that plans with `context`, which has to know the [functions](crate::register_all), and runs on `engine`.
    pub fn new(context: SessionContext, engine: Arc<dyn Engine>, options: Options) -> Self {
        Self { context, engine, options, told: Box::new(|_| ()) }
    }

    /// Calls `told` after each step.
    pub fn telling(mut self, told: impl FnMut(&Step) + Send + 'p) -> Self {
        self.told = Box::new(told);
        self
    }

    /// Runs all steps that are missing in the folder `work`. `pages` is a parquet file or a folder of such, with the columns
    /// `id` (texts or integers, each once), `site` and `text` (texts). Gives all steps, the last of which is the table
    /// `documents`.
    ///
    /// # Errors
    /// If a column is missing or has another type, if an id is missing or comes twice, if `work` has steps of another
    /// job, and whatever the engine says.
    pub async fn run(&mut self, pages: &str, work: &str) -> Result<Vec<Step>> {
        if !(1..=1000).contains(&self.options.min_score) {
            return plan_err!("min_score is {}, but must be 1 to 1000", self.options.min_score);
        }
        let bytes = work::size(&self.context, pages).await?;
        let Options { keep, min_score, clean } = self.options;
        let job = format!("pages={pages} bytes={bytes} keep={keep:?} min_score={min_score} clean={clean}");
        let work = Work::new(&self.context, &format!("{work}/{}", versions()), job)?;
        self.read("pages", vec![pages.to_owned()]).await?;
        let sql = Sql { keep, min_score, id: self.columns().await?, clean };

        let mut steps = Vec::new();
        if work.stage("cleaned").await?.is_none() {
            self.see_that_ids_are_unique(&sql).await?;
        }
        if clean {
            steps.push(self.step(&work, "templates", sql.templates()).await?);
        }
        for (name, query) in [
            ("cleaned", sql.cleaned()),
            ("signatures", sql.signatures()),
            ("shared", sql.shared()),
            ("pairs", sql.pairs()),
            ("texts", sql.texts()),
            ("verified", sql.verified()),
        ] {
            steps.push(self.step(&work, name, query).await?);
        }
        let mut links = "verified".to_owned();
        for round in 1..=MOST_ROUNDS {
            if self.number(&sql.unsettled(&links)).await? == 0 {
                break;
            }
            if round == MOST_ROUNDS {
                return exec_err!("{MOST_ROUNDS} rounds have not made components of the pairs");
            }
            let large = format!("large_{round}");
            steps.push(self.step(&work, &large, sql.large(&links)).await?);
            links = format!("links_{round}");
            steps.push(self.step(&work, &links, sql.small(&large)).await?);
        }
        steps.push(self.step(&work, "scores", sql.scores(&links)).await?);
        steps.push(self.step(&work, "labels", sql.labels(&links)).await?);
        steps.push(self.step(&work, "documents", sql.documents()).await?);
        Ok(steps)
    }

    /// Runs a step, or finds it, and makes a table of it.
    async fn step(&mut self, work: &Work, name: &str, query: String) -> Result<Step> {
        let since = Instant::now();
        let in_step = |error: DataFusionError| error.context(format!("step {name}"));
        let (stage, took, spilled) = match work.stage(name).await? {
            Some(stage) => (stage, None, 0),
            None => {
                let plan = self.planner(name).sql(&query).await.map_err(in_step)?;
                let plan = plan.create_physical_plan().await.map_err(in_step)?;
                let parts = Arc::new(PartsExec::new(Arc::clone(&plan), work.folder(name)));
                let rows = self.engine.run(parts, self.context.task_ctx()).await.map_err(in_step)?;
                (work.finish(name, Part::of(&rows)?).await?, Some(since.elapsed()), spilled(plan.as_ref()))
            }
        };
        self.read(name, stage.files()).await.map_err(in_step)?;
        let step = Step {
            name: name.to_owned(),
            rows: stage.rows(),
            bytes: stage.bytes(),
            took,
            spilled,
            files: Stage::files(&stage),
        };
        (self.told)(&step);
        Ok(step)
    }

    /// The session that plans a step. Templates are small and texts are not, so of this join the small side is given to everyone.
    fn planner(&self, step: &str) -> SessionContext {
        if step != "cleaned" {
            return self.context.clone();
        }
        let mut state = self.context.state();
        let optimizer = &mut state.config_mut().options_mut().optimizer;
        optimizer.prefer_hash_join = true;
        optimizer.hash_join_single_partition_threshold = usize::MAX;
        optimizer.hash_join_single_partition_threshold_rows = usize::MAX;
        SessionContext::new_with_state(state)
    }

    async fn read(&self, table: &str, files: Vec<String>) -> Result<()> {
        self.context.deregister_table(table)?;
        let frame = self.context.read_parquet(files, ParquetReadOptions::default()).await?;
        self.context.register_table(table, frame.into_view())?;
        Ok(())
    }

    /// Sees that `pages` has the columns that are needed, and gives the type of its ids.
    async fn columns(&self) -> Result<DataType> {
        let pages = self.context.table("pages").await?;
        let column = |name: &str| match pages.schema().field_with_unqualified_name(name) {
            Ok(field) => Ok(field.data_type().clone()),
            Err(_) => {
                let known: Vec<&str> =
                    pages.schema().fields().iter().map(|field| field.name().as_str()).collect();
                plan_err!("pages have no column {name:?}, only {known:?}")
            }
        };
        for name in ["site", "text"] {
            let found = column(name)?;
            if !is_text(&found) {
                return plan_err!("column {name:?} of pages is {found}, but must be a text");
            }
        }
        let id = column("id")?;
        if !is_text(&id) && !id.is_integer() {
            return plan_err!("column \"id\" of pages is {id}, but must be a text or an integer");
        }
        Ok(id)
    }

    async fn see_that_ids_are_unique(&self, sql: &Sql) -> Result<()> {
        let wrong = self.rows(&sql.wrong_ids()).await?;
        let Some(row) = wrong.iter().find(|batch| batch.num_rows() > 0) else { return Ok(()) };
        let id = datafusion::arrow::compute::cast(row.column(0), &DataType::Utf8)?;
        match id.as_string::<i32>() {
            id if id.is_null(0) => exec_err!("pages without an id: {}", count(row)),
            id if count(row) == 1 => exec_err!("the id {} is negative", id.value(0)),
            id => exec_err!("the id {:?} stands for {} pages, but must for one", id.value(0), count(row)),
        }
    }

    async fn rows(&self, query: &str) -> Result<Vec<RecordBatch>> {
        let plan = self.context.sql(query).await?.create_physical_plan().await?;
        self.engine.run(plan, self.context.task_ctx()).await
    }

    async fn number(&self, query: &str) -> Result<i64> {
        let rows = self.rows(query).await?;
        Ok(rows
            .iter()
            .filter(|batch| batch.num_rows() > 0)
            .map(|batch| batch.column(0).as_primitive::<Int64Type>().value(0))
            .sum())
    }
}

/// How many bytes the nodes of a plan that was run have put into files.
fn spilled(plan: &dyn ExecutionPlan) -> u64 {
    let own = plan.metrics().and_then(|metrics| metrics.spilled_bytes()).unwrap_or(0) as u64;
    own + plan.children().into_iter().map(|child| spilled(child.as_ref())).sum::<u64>()
}

fn count(row: &RecordBatch) -> i64 {
    row.column(1).as_primitive::<Int64Type>().value(0)
}

/// Whether a column has texts, plain or by a dictionary.
fn is_text(column: &DataType) -> bool {
    match column {
        DataType::Dictionary(_, values) => is_text(values),
        _ => column.is_string(),
    }
}

/// The folder of what these versions of the functions make.
fn versions() -> String {
    use descrape::fingerprint::{FINGERPRINT_VERSION, FOLD_VERSION};
    use descrape::template::TEMPLATE_VERSION;
    use descrape::{CLEAN_VERSION, DEDUP_VERSION};
    format!(
        "clean{CLEAN_VERSION}-template{TEMPLATE_VERSION}-dedup{DEDUP_VERSION}-fold{FOLD_VERSION}-fingerprint{FINGERPRINT_VERSION}"
    )
}
