//! The pipeline in this process says what the library says, however rows are shared out; what is wrong is named; and
//! a run begins where the last one ended.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use datafusion::arrow::array::{
    ArrayRef, AsArray, BinaryArray, DictionaryArray, Int32Array, Int64Array, LargeStringArray, RecordBatch,
    StringArray, UInt64Array,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type, UInt64Type};
use datafusion::error::DataFusionError;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use descrape::KeepRule;
use descrape_datafusion::pipeline::{InProcess, Options, Pipeline, Step, WorkError};
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
}

/// What a run says of a folder that an earlier one left: what is wrong with it, in which step, or that all is well.
async fn found(source: &str, work: &str, options: &Options) -> Option<(WorkError, String)> {
    let error = match pipeline(context(2, 8192), options).run(source, work).await {
        Ok(steps) => {
            assert!(steps.iter().all(|step| step.took.is_none()));
            return None;
        }
        Err(error) => error,
    };
    let text = error.strip_backtrace();
    let DataFusionError::External(cause) = error.find_root() else { panic!("{text}") };
    Some((cause.downcast_ref::<WorkError>().unwrap_or_else(|| panic!("{text}")).clone(), text))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_known_by_what_is_in_its_pages_and_by_its_options() {
    let folder = Folder::new();
    let work = folder.at("work");
    let pages = |name: &str, weather: &str| {
        let path = folder.0.join(name);
        let text = texts(&["Mist lay over the quay.", weather, "A seal slept on the quay."]);
        parquet(
            &path,
            vec![("id", texts(&["a", "b", "c"])), ("site", texts(&["x", "x", "y"])), ("text", text)],
        );
        path
    };
    let options = Options::default();
    let path = pages("pages.parquet", "Snow fell.");
    let source = path.to_str().unwrap();
    pipeline(context(2, 8192), &options).run(source, &work).await.unwrap();
    assert_eq!(found(source, &work, &options).await, None);
    let moved = pages("moved.parquet", "Snow fell.");
    assert_eq!(found(moved.to_str().unwrap(), &work, &options).await, None);

    let other = |job: &str, told: Option<(WorkError, String)>| {
        let Some((WorkError::OtherJob { asked, .. }, text)) = told else { panic!("{told:?}") };
        assert!(asked.contains(job) && text.contains("was left by another job"), "{text}");
    };
    other("min_score=700", found(source, &work, &Options { min_score: 700, ..options.clone() }).await);
    other(
        "keep=Longest",
        found(source, &work, &Options { keep: KeepRule::Longest, ..options.clone() }).await,
    );
    other("clean=false", found(source, &work, &Options { clean: false, ..options.clone() }).await);
    // As long as what was there.
    let before = fs::metadata(&path).unwrap().len();
    pages("pages.parquet", "Rain fell.");
    assert_eq!(fs::metadata(&path).unwrap().len(), before);
    other("clean=true", found(source, &work, &options).await);
    pages("pages.parquet", "Snow fell.");
    assert_eq!(found(source, &work, &options).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_is_not_as_it_was_written_is_an_error_that_names_it() {
    let folder = Folder::new();
    let (source, work) = (folder.at("pages"), folder.at("work"));
    write(pages(300), Path::new(&source), 2).unwrap();
    let options = Options::default();
    let steps = pipeline(context(2, 8192), &options).run(&source, &work).await.unwrap();
    let mut swapped = 0;
    for name in ["templates", "cleaned", "verified", "documents"] {
        let step = steps.iter().find(|step| step.name == name).unwrap();
        let at = |nth: usize| {
            let file: &String = &step.files[nth];
            PathBuf::from(file.strip_prefix("file://").unwrap_or(file))
        };
        let (path, written) = (at(0), fs::read(at(0)).unwrap());
        let flipped = |bits: &[usize]| {
            let mut bytes = written.clone();
            bits.iter().for_each(|bit| bytes[bit / 8] ^= 1 << (bit % 8));
            bytes
        };
        let bits = written.len() * 8;
        let half = &written[..written.len() / 2];
        let longer = [&written[..], b"\0"].concat();
        let content = |part: String| WorkError::PartContent { part };
        let size = |found: &[u8]| {
            let (written, found) = (written.len() as u64, found.len() as u64);
            move |part| WorkError::PartSize { part, written, found }
        };
        type Wrong<'a> = (Option<&'a [u8]>, Box<dyn Fn(String) -> WorkError>);
        let wrong: [Wrong<'_>; 6] = [
            (Some(&flipped(&[bits / 2])), Box::new(content)),
            (Some(&flipped(&[100, bits / 3, bits - 100])), Box::new(content)),
            (Some(half), Box::new(size(half))),
            (Some(&longer), Box::new(size(&longer))),
            (Some(b""), Box::new(size(b""))),
            (None, Box::new(|part| WorkError::MissingPart { part })),
        ];
        for (bytes, expected) in wrong {
            match bytes {
                Some(bytes) => fs::write(&path, bytes).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let (error, text) = found(&source, &work, &options).await.unwrap();
            let part = step.files[0].clone();
            assert!(text.contains(&format!("step {name}")) && text.contains(&part), "{text}");
            assert_eq!(error, expected(part));
            fs::write(&path, &written).unwrap();
        }
        if step.files.len() > 1 {
            swapped += 1;
            let (other, theirs) = (at(1), fs::read(at(1)).unwrap());
            assert_ne!(written, theirs);
            fs::write(&path, &theirs).unwrap();
            fs::write(&other, &written).unwrap();
            let (error, _) = found(&source, &work, &options).await.unwrap();
            assert!(matches!(error, WorkError::PartSize { .. } | WorkError::PartContent { .. }), "{error}");
            fs::write(&path, &written).unwrap();
            fs::write(&other, &theirs).unwrap();
        }
        assert_eq!(found(&source, &work, &options).await, None);
    }
    assert!(swapped > 0, "no two parts to swap");

    let list = |step: &str| stage(&work, step).join("_done");
    let (pairs, texts) = (fs::read(list("pairs")).unwrap(), fs::read(list("texts")).unwrap());
    for wrong in [&texts[..], b"what is this", b"", &pairs[..pairs.len() - 1], &[&pairs[..], b"\n"].concat()]
    {
        fs::write(list("pairs"), wrong).unwrap();
        let (error, _) = found(&source, &work, &options).await.unwrap();
        assert!(matches!(&error, WorkError::NoList { path } if path.ends_with("pairs/_done")), "{error}");
    }
    fs::write(list("pairs"), &pairs).unwrap();
    assert_eq!(found(&source, &work, &options).await, None);
}
