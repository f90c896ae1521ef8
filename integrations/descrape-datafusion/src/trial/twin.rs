//! [`Twin`]: what the library says of pages in one go, to compare the pipeline with.

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, UInt16Type, UInt64Type};
use datafusion::common::{exec_datafusion_err, exec_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use descrape::{Cleaner, Dedup, Hints, Linkage, Preset, TemplateLearner, Templates};

use super::Page;
use crate::pipeline::{Options, Step};

/// What the library says of some pages: [`TemplateLearner`], [`Cleaner`], and [`Dedup`] under [`Linkage::Connected`].
#[derive(Debug)]
pub struct Twin {
    /// By id: what is left of a text, and the removed spans.
    texts: BTreeMap<String, (String, Vec<(u64, u64)>)>,
    templates: Templates,
    /// By id: the first one that is equal to it after folding, in the order of the keep rule.
    first: BTreeMap<String, String>,
    /// By id: the one that is kept.
    kept: BTreeMap<String, String>,
    dedup: Dedup,
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

impl Twin {
    /// Asks the library.
    ///
    /// # Errors
    /// If it refuses an option.
    pub fn of(pages: &[Page], options: &Options) -> Result<Self> {
        let mut learner = TemplateLearner::new();
        for page in pages {
            if let (Some(site), Some(text)) = (&page.site, &page.text) {
                learner.observe(site, text);
            }
        }
        let templates = learner.finish();
        let cleaner = Cleaner::builder().templates(templates.clone()).build().map_err(failed)?;
        let mut texts = BTreeMap::new();
        for page in pages {
            let text = page.text.as_deref().unwrap_or_default();
            let report = cleaner.report_with(text, Hints::new().site(page.site.as_deref()));
            let removed = report.removed().iter().map(|part| (part.span.start as u64, part.span.end as u64));
            let row = match options.clean {
                true => (report.text().into_owned(), removed.collect()),
                false => (text.to_owned(), Vec::new()),
            };
            texts.insert(page.id.clone(), row);
        }
        // In the order of ids, which decides where the rule does not.
        let dedup = Dedup::builder(Preset::Documents).linkage(Linkage::Connected).keep(options.keep);
        let dedup = dedup.min_score(options.min_score).build().map_err(failed)?;
        let (ids, list): (Vec<&String>, Vec<&str>) =
            texts.iter().map(|(id, (text, _))| (id, text.as_str())).unzip();
        let clusters = dedup.clusters(&list);
        let kept = (0..ids.len()).map(|at| {
            let leader = clusters.leader_of(at).unwrap_or(at);
            (ids[at].clone(), ids[leader].clone())
        });
        let kept = kept.collect();
        let mut equals: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        list.iter()
            .enumerate()
            .for_each(|(at, text)| equals.entry(dedup.row(text).equal).or_default().push(at));
        let mut first = BTreeMap::new();
        for group in equals.into_values() {
            let Some(&least) = group.iter().min_by_key(|&&at| options.keep.key(list[at], at as u64)) else {
                continue;
            };
            for at in group {
                let same = at == least || dedup.compare(list[at], list[least]).score() == 1000;
                first.insert(ids[at].clone(), ids[if same { least } else { at }].clone());
            }
        }
        Ok(Self { texts, templates, first, kept, dedup })
    }

    /// How many pages there are, and how many of them are kept.
    pub fn counts(&self) -> (usize, usize) {
        (self.kept.len(), self.kept.iter().filter(|(id, kept)| id == kept).count())
    }

    /// Compares the tables of a run with this, row for row.
    ///
    /// # Errors
    /// If there is a difference: the first one.
    pub async fn agrees(&self, context: &SessionContext, steps: &[Step]) -> Result<()> {
        let mut sites = 0;
        for batch in table(context, steps, "templates").await? {
            let (site, blob) =
                (text(&batch, "site")?, cast(column(&batch, "templates")?, &DataType::Binary)?);
            for at in 0..batch.num_rows() {
                let bytes = blob.as_binary::<i32>().value(at);
                let one = Templates::from_bytes(bytes).map_err(failed)?;
                sites += one.sites();
                let name = site.as_string::<i32>().value(at);
                for (text, _) in self.texts.values().take(50) {
                    if one.lines(name, text) != self.templates.lines(name, text) {
                        return exec_err!("templates of {name:?} differ");
                    }
                }
            }
        }
        if sites != self.templates.sites() && steps.iter().any(|step| step.name == "templates") {
            return exec_err!("{sites} sites have templates, and not {}", self.templates.sites());
        }
        self.texts_agree(&table(context, steps, "cleaned").await?)?;
        self.documents_agree(&table(context, steps, "documents").await?)
    }

    fn texts_agree(&self, batches: &[RecordBatch]) -> Result<()> {
        let mut rows = 0;
        for batch in batches {
            let (ids, texts) = (text(batch, "id")?, text(batch, "text")?);
            let removed = column(batch, "removed")?;
            for at in 0..batch.num_rows() {
                let id = ids.as_string::<i32>().value(at);
                let (expected, spans) = self.of_id(id)?;
                if texts.as_string::<i32>().value(at) != expected {
                    return exec_err!("the text of {id} differs");
                }
                if let (Some(list), true) = (removed.as_list_opt::<i32>(), removed.is_valid(at)) {
                    let list = list.value(at);
                    let bounds = |name| {
                        list.as_struct()
                            .column_by_name(name)
                            .map(|bounds| bounds.as_primitive::<UInt64Type>())
                    };
                    let (Some(starts), Some(ends)) = (bounds("start"), bounds("end")) else {
                        return exec_err!("removed has no start or no end");
                    };
                    let found: Vec<(u64, u64)> =
                        starts.values().iter().copied().zip(ends.values().iter().copied()).collect();
                    if found != *spans {
                        return exec_err!("the spans of {id} are {found:?}, and not {spans:?}");
                    }
                } else if !spans.is_empty() {
                    return exec_err!("the spans of {id} are missing");
                }
                rows += 1;
            }
        }
        match rows == self.texts.len() {
            true => Ok(()),
            false => exec_err!("there are {rows} cleaned texts, and not {}", self.texts.len()),
        }
    }

    fn of_id(&self, id: &str) -> Result<&(String, Vec<(u64, u64)>)> {
        self.texts.get(id).ok_or_else(|| exec_datafusion_err!("nobody knows the id {id}"))
    }

    fn documents_agree(&self, batches: &[RecordBatch]) -> Result<()> {
        let mut found = BTreeMap::new();
        let mut clusters: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for batch in batches {
            let (ids, names) = (text(batch, "id")?, text(batch, "cluster")?);
            let (kept, reasons) = (text(batch, "kept_id")?, text(batch, "reason")?);
            let scores = column(batch, "score")?.as_primitive::<UInt16Type>();
            for at in 0..batch.num_rows() {
                let value = |column: &ArrayRef| column.as_string::<i32>().value(at).to_owned();
                let (id, keeper, reason) = (value(&ids), value(&kept), value(&reasons));
                let one = self.first.get(&id).unwrap_or(&id);
                let (one, other) = (&self.of_id(one)?.0, &self.of_id(&keeper)?.0);
                let score = scores.is_valid(at).then(|| scores.value(at));
                let expected = match id == keeper {
                    true => None,
                    false => Some(self.dedup.compare(one, other).score()),
                };
                if score != expected || (reason == "kept") != expected.is_none() {
                    return exec_err!(
                        "{id} and {keeper}: {score:?} and {reason}, but {expected:?} was expected"
                    );
                }
                if reason == "equal" && score != Some(1000)
                    || reason == "verified" && score < Some(self.dedup.min_score())
                {
                    return exec_err!("{id} is {reason} with {score:?}");
                }
                clusters.entry(value(&names)).or_default().push(id.clone());
                if found.insert(id.clone(), keeper).is_some() {
                    return exec_err!("{id} comes twice");
                }
            }
        }
        if found != self.kept {
            let differs = self.kept.iter().find(|(id, kept)| found.get(*id) != Some(*kept));
            return exec_err!(
                "the kept ids differ: {differs:?} in the library, {:?} here",
                differs.map(|(id, _)| found.get(id))
            );
        }
        for (name, ids) in &clusters {
            let least = ids.iter().min();
            if least != Some(name) || ids.iter().any(|id| found.get(id) != found.get(name)) {
                return exec_err!("cluster {name} is {ids:?}");
            }
        }
        Ok(())
    }
}

/// Compares the last tables of two runs, row for row.
///
/// # Errors
/// If they differ.
pub async fn same(context: &SessionContext, one: &[Step], other: &[Step]) -> Result<u64> {
    let mut rows = [0, 0];
    let mut tables = [Vec::new(), Vec::new()];
    for ((steps, table_rows), count) in [one, other].into_iter().zip(&mut tables).zip(&mut rows) {
        for batch in table(context, steps, "documents").await? {
            let columns = ["id", "cluster", "kept_id", "reason", "policy", "score"];
            let columns = columns.iter().map(|name| text(&batch, name)).collect::<Result<Vec<_>>>()?;
            for at in 0..batch.num_rows() {
                let value = |column: &ArrayRef| match column.is_null(at) {
                    true => "null".to_owned(),
                    false => column.as_string::<i32>().value(at).to_owned(),
                };
                table_rows.push(columns.iter().map(value).collect::<Vec<_>>());
            }
            *count += batch.num_rows() as u64;
        }
        table_rows.sort_unstable();
    }
    let [left, right] = tables;
    if let Some((left, right)) = left.iter().zip(&right).find(|(left, right)| left != right) {
        return exec_err!("the tables differ: {left:?} and {right:?}");
    }
    match rows[0] == rows[1] {
        true => Ok(rows[0]),
        false => exec_err!("the tables have {} and {} rows", rows[0], rows[1]),
    }
}

async fn table(context: &SessionContext, steps: &[Step], name: &str) -> Result<Vec<RecordBatch>> {
    let Some(step) = steps.iter().find(|step| step.name == name) else { return Ok(Vec::new()) };
    context.read_parquet(step.files.clone(), ParquetReadOptions::default()).await?.collect().await
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| exec_datafusion_err!("there is no column {name}"))
}

/// A column as plain texts.
fn text(batch: &RecordBatch, name: &str) -> Result<ArrayRef> {
    Ok(cast(column(batch, name)?, &DataType::Utf8)?)
}
