//! The pipeline in this process says what the library says, however rows are shared out; what is wrong is named; and
//! a run begins where the last one ended.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, DictionaryArray, Int32Array, Int64Array, LargeStringArray,
    RecordBatch, StringArray, UInt64Array,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type, UInt64Type};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use descrape::KeepRule;
use descrape_datafusion::pipeline::{InProcess, Options, Pipeline, Step};
use descrape_datafusion::register_all;
use descrape_datafusion::trial::{Page, Twin, pages, same, write};

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name =
            format!("descrape-pipeline-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn context(partitions: usize, batch: usize) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(batch);
    let context = SessionContext::new_with_config(config);
    register_all(&context);
    context
}

fn pipeline(context: SessionContext, options: &Options) -> Pipeline<'static> {
    Pipeline::new(context, Arc::new(InProcess), options.clone())
}

/// What the pipeline says against some pages, without the way to it.
async fn error(columns: Vec<(&str, ArrayRef)>) -> String {
    let folder = Folder::new();
    parquet(&folder.0.join("pages.parquet"), columns);
    let mut pipeline = pipeline(context(2, 8192), &Options::default());
    pipeline.run(&folder.at("pages.parquet"), &folder.at("work")).await.unwrap_err().strip_backtrace()
}

fn parquet(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn texts(values: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

async fn table(steps: &[Step], name: &str, sql: &str) -> Vec<RecordBatch> {
    let context = SessionContext::new();
    let files = steps.iter().find(|step| step.name == name).unwrap().files.clone();
    let table = context.read_parquet(files, ParquetReadOptions::default()).await.unwrap();
    context.register_table("t", table.into_view()).unwrap();
    context.sql(sql).await.unwrap().collect().await.unwrap()
}

fn stage(work: &str, step: &str) -> PathBuf {
    let versions = fs::read_dir(work).unwrap().next().unwrap().unwrap();
    versions.path().join(step)
}

async fn agree(pages: &[Page], options: &Options, partitions: usize, batch: usize) -> (usize, usize) {
    let folder = Folder::new();
    write(pages.iter().cloned(), &folder.0.join("pages"), 3).unwrap();
    let mut pipeline = pipeline(context(partitions, batch), options);
    let steps = pipeline.run(&folder.at("pages"), &folder.at("work")).await.unwrap();
    let twin = Twin::of(pages, options).unwrap();
    let agrees = twin.agrees(&SessionContext::new(), &steps).await;
    agrees
        .unwrap_or_else(|error| panic!("{partitions} partitions, batches of {batch}, {options:?}: {error}"));
    twin.counts()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pipeline_says_what_the_library_says() {
    let pages: Vec<Page> = pages(3000).collect();
    let (all, kept) = agree(&pages, &Options::default(), 2, 8192).await;
    assert_eq!(all, 3000);
    assert!(kept < 2400, "{kept} are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_partitions_nor_batches_nor_options_make_a_difference() {
    let pages: Vec<Page> = pages(300).collect();
    let longest = Options { keep: KeepRule::Longest, ..Options::default() };
    let scraped = Options { clean: false, min_score: 300, ..Options::default() };
    for (partitions, batch, options) in
        [(1, 1000, &longest), (2, 10, &longest), (7, 50, &longest), (7, 8192, &scraped)]
    {
        agree(&pages, options, partitions, batch).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn crowds_are_what_the_library_says() {
    let page = |at: usize, text: String| Page {
        id: format!("{:04}", at * 7919 % 10_000),
        site: None,
        text: Some(text),
    };
    let bulletin = "The ferry to the outer islands leaves from the inner quay at noon, says the harbour master, and asks \
        all who have a ticket to come an hour earlier, since the gate is narrow and the wind has turned to the north.";
    let crowd = |at: usize| match at % 3 {
        0 => bulletin.to_owned(),
        1 => format!("{bulletin} Boat {at}."),
        _ => format!("{bulletin} Boat {} goes to {} with {} sheep.", at % 50, at % 7, at % 11),
    };
    let pages: Vec<Page> = (0..900).map(|at| page(at, crowd(at))).collect();
    let (_, kept) = agree(&pages, &Options::default(), 3, 100).await;
    assert!(kept < 300, "{kept} are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_pages_are_no_documents() {
    assert_eq!(agree(&[], &Options::default(), 2, 8192).await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_may_be_integers_and_columns_of_any_kind_of_text() {
    let folder = Folder::new();
    let snow = "Snow closed three roads in the hills on Sunday, and the plough that should clear them broke down at once.";
    let values = [snow, "A seal slept on the quay.", snow, snow];
    let site: DictionaryArray<Int32Type> =
        vec![Some("a.example"), None, Some("a.example"), None].into_iter().collect();
    parquet(
        &folder.0.join("pages.parquet"),
        vec![
            ("id", Arc::new(UInt64Array::from(vec![10, 7, 2, u64::MAX])) as ArrayRef),
            ("site", Arc::new(site)),
            ("text", Arc::new(LargeStringArray::from(values.to_vec()))),
        ],
    );
    let mut pipeline = pipeline(context(2, 8192), &Options::default());
    let steps = pipeline.run(&folder.at("pages.parquet"), &folder.at("work")).await.unwrap();
    let rows = table(&steps, "documents", "select id, kept_id, \"cluster\", score from t order by id").await;
    let column = |at: usize| rows[0].column(at).as_primitive::<UInt64Type>().values().to_vec();
    assert_eq!(column(0), [2, 7, 10, u64::MAX]);
    assert_eq!(column(1), [2, 7, 2, 2], "the least number is kept, which is not the least text");
    assert_eq!(column(2), column(1));
    let scores = cast(rows[0].column(3), &DataType::Int64).unwrap();
    assert_eq!(
        scores.as_primitive::<Int64Type>().iter().collect::<Vec<_>>(),
        [None, None, Some(1000), Some(1000)]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_says_so_and_tells_the_score_of_its_ends() {
    // Each shares most with the next one, and the first nothing with the last.
    let link = |(at, page): (usize, Page)| (74..78).contains(&(at % 100)).then_some(page.text);
    let page = |(at, text)| Page { id: format!("{at:02}"), site: None, text };
    let pages: Vec<Page> = pages(500).enumerate().filter_map(link).enumerate().map(page).collect();
    assert_eq!(agree(&pages, &Options::default(), 2, 8192).await, (20, 1));
    let folder = Folder::new();
    write(pages.into_iter(), &folder.0.join("pages"), 1).unwrap();
    let mut pipeline = pipeline(context(2, 8192), &Options::default());
    let steps = pipeline.run(&folder.at("pages"), &folder.at("work")).await.unwrap();
    let rows =
        table(&steps, "documents", "select reason, score from t where id in ('00', '01', '19') order by id")
            .await;
    let reasons = cast(rows[0].column(0), &DataType::Utf8).unwrap();
    assert_eq!(
        reasons.as_string::<i32>().iter().flatten().collect::<Vec<_>>(),
        ["kept", "verified", "chain"]
    );
    let scores = cast(rows[0].column(1), &DataType::Int64).unwrap();
    let scores = scores.as_primitive::<Int64Type>();
    assert!(scores.value(1) >= 500 && scores.value(2) < 500, "{scores:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_pages_is_named() {
    let ids = || texts(&["a", "b", "a"]);
    let good = || texts(&["x", "y", "z"]);
    let numbers = || Arc::new(Int32Array::from(vec![1, 2, 3])) as ArrayRef;
    for (columns, expected) in [
        (vec![("id", good()), ("site", good())], "pages have no column \"text\", only [\"id\", \"site\"]"),
        (
            vec![("id", good()), ("site", good()), ("text", numbers())],
            "column \"text\" of pages is Int32, but must be a text",
        ),
        (
            vec![("id", good()), ("site", numbers()), ("text", good())],
            "column \"site\" of pages is Int32, but must be a text",
        ),
        (
            vec![
                ("id", Arc::new(BinaryArray::from(vec![b"x" as &[u8]; 3])) as ArrayRef),
                ("site", good()),
                ("text", good()),
            ],
            "but must be a text or an integer",
        ),
        (
            vec![("id", ids()), ("site", good()), ("text", good())],
            "the id \"a\" stands for 2 pages, but must for one",
        ),
        (
            vec![
                ("id", Arc::new(StringArray::from(vec![Some("a"), None, Some("b")])) as ArrayRef),
                ("site", good()),
                ("text", good()),
            ],
            "pages without an id: 1",
        ),
    ] {
        let error = error(columns).await;
        assert!(error.contains(expected), "{error}");
    }
    let negative = Arc::new(Int64Array::from(vec![1, -7, 3])) as ArrayRef;
    let error = error(vec![("id", negative), ("site", good()), ("text", good())]).await;
    assert!(error.contains("the id -7 is negative"), "{error}");
    let folder = Folder::new();
    let mut empty = pipeline(context(1, 10), &Options::default());
    let error = empty.run(&folder.at(""), &folder.at("work")).await.unwrap_err().strip_backtrace();
    assert!(error.contains("there are no parquet files at"), "{error}");
    let mut eager = pipeline(context(1, 10), &Options { min_score: 0, ..Options::default() });
    let error = eager.run(&folder.at(""), &folder.at("work")).await.unwrap_err().strip_backtrace();
    assert!(error.contains("min_score is 0, but must be 1 to 1000"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_begins_at_the_first_step_that_is_missing() {
    let folder = Folder::new();
    let (source, work) = (folder.at("pages"), folder.at("work"));
    write(pages(400), Path::new(&source), 2).unwrap();
    let options = Options::default();
    let run = |options: &Options| {
        let (source, work, options) = (source.clone(), work.clone(), options.clone());
        async move { pipeline(context(2, 8192), &options).run(&source, &work).await }
    };
    let first = run(&options).await.unwrap();
    assert!(first.iter().all(|step| step.took.is_some() && !step.files.is_empty()));
    let second = run(&options).await.unwrap();
    assert!(second.iter().all(|step| step.took.is_none()));

    // An interrupted run leaves files, but no list of them.
    for step in ["pairs", "documents"] {
        fs::remove_file(stage(&work, step).join("_done")).unwrap();
        fs::write(stage(&work, step).join("half.parquet"), b"PAR1 but not to its end").unwrap();
    }
    let third = run(&options).await.unwrap();
    let done: Vec<&str> =
        third.iter().filter(|step| step.took.is_some()).map(|step| step.name.as_str()).collect();
    assert_eq!(done, ["pairs", "documents"]);
    assert_eq!(same(&SessionContext::new(), &first, &third).await.unwrap(), 400);

    // Another job does not take up these steps, nor does one on other pages.
    let error = run(&Options { min_score: 700, ..options.clone() }).await.unwrap_err().strip_backtrace();
    assert!(error.contains("was left by another job") && error.contains("min_score=700"), "{error}");
    write(pages(401), Path::new(&source), 2).unwrap();
    let error = run(&options).await.unwrap_err().strip_backtrace();
    assert!(error.contains("was left by another job"), "{error}");
    write(pages(400), Path::new(&source), 2).unwrap();
    run(&options).await.unwrap();

    for (content, expected) in
        [("what is this", "is no list of the parts of a stage"), ("", "is no list of the parts of a stage")]
    {
        fs::write(stage(&work, "pairs").join("_done"), content).unwrap();
        let error = run(&options).await.unwrap_err().strip_backtrace();
        assert!(error.contains(expected), "{error}");
    }
    let list = fs::read_to_string(stage(&work, "texts").join("_done")).unwrap();
    fs::write(stage(&work, "pairs").join("_done"), list.replace(".parquet ", ".parquet x")).unwrap();
    let error = run(&options).await.unwrap_err().strip_backtrace();
    assert!(error.contains("names no part of a stage"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrupt_template_is_an_error_with_its_place() {
    let folder = Folder::new();
    let (source, work) = (folder.at("pages"), folder.at("work"));
    write(pages(300), Path::new(&source), 1).unwrap();
    let first = pipeline(context(1, 8192), &Options::default()).run(&source, &work).await.unwrap();
    let templates = first.iter().find(|step| step.name == "templates").unwrap();
    let rows = table(&first, "templates", "select * from t").await;
    let sites = cast(rows[0].column(0), &DataType::Utf8).unwrap();
    let bytes = vec![&b"no templates"[..]; sites.len()];
    for file in &templates.files {
        let path = file.strip_prefix("file://").unwrap_or(file);
        parquet(
            Path::new(path),
            vec![("site", Arc::clone(&sites)), ("templates", Arc::new(BinaryArray::from(bytes.clone())))],
        );
    }
    fs::remove_file(stage(&work, "cleaned").join("_done")).unwrap();
    let error = pipeline(context(1, 8192), &Options::default())
        .run(&source, &work)
        .await
        .unwrap_err()
        .strip_backtrace();
    assert!(
        error.contains("step cleaned") && error.contains("descrape_clean") && error.contains("row"),
        "{error}"
    );
}
