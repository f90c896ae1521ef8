//! Functions in SQL give what the library gives, whatever arrays, batches and partitions the rows come in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryViewArray, Int64Array, LargeBinaryArray, ListArray, RecordBatch,
    StringArray, StructArray, UInt64Array, new_empty_array,
};
use datafusion::arrow::compute::{cast, concat, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Schema, UInt16Type, UInt64Type};
use datafusion::config::ConfigOptions;
use datafusion::datasource::MemTable;
use datafusion::error::Result;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs};
use datafusion::physical_plan::{ExecutionPlan, collect, displayable};
use datafusion::prelude::{SessionConfig, SessionContext};
use descrape::fingerprint::{ShingleUnit, Shingler, SimHash64};
use descrape::steps::TokenCounts;
use descrape::template::{line_keys, site_name};
use descrape::{
    Cleaner, Dedup, Evidence, Hints, KeepRule, Policy, Preset, Removal, Scope, TemplateLearner, Templates,
};

/// Texts with noise and without, in several languages; no text, and none at all.
const TEXTS: [Option<&str>; 16] = [
    Some("Advertisement\nSnow fell in the hills on Sunday, and the plough broke down.\nShare this article\n"),
    Some("Snow fell in the hills on Sunday, and the plough broke down."),
    None,
    Some(""),
    Some(" \n\n\t\n"),
    Some(
        "The bridge was closed on Friday, and nobody knows for how long.\nMORE ON THEME\nBridge inspectors find cracks in two pillars\nFerry company adds boats for commuters\n© 2025 The Aldersund Courier. All rights reserved.\n",
    ),
    Some("Реклама\nМост закрыли в пятницу, и никто не знает, когда его откроют снова.\nЧитайте также\n"),
    Some("إعلان\nأغلق الجسر يوم الجمعة، ولا أحد يعرف متى يفتح من جديد.\nشارك المقال\n"),
    Some("Anzeige\nDie Brücke wurde am Freitag gesperrt, und niemand weiß, wie lange.\n"),
    Some("广告\n大桥周五关闭,没有人知道什么时候重新开放。\n"),
    Some("😀\r\n\u{202e}\u{0}x"),
    Some("Ferry fire kills three off Aldersund"),
    Some("Three killed in ferry fire off Aldersund"),
    Some("Advertisement\nSnow fell in the hills on Sunday, and the plough broke down.\nShare this article\n"),
    None,
    Some("A text of one word that goes on: Aldersund Aldersund Aldersund Aldersund Aldersund Aldersund."),
];

fn text_types() -> Vec<DataType> {
    let dictionary = |keys, values| DataType::Dictionary(Box::new(keys), Box::new(values));
    vec![
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        dictionary(DataType::Int8, DataType::Utf8),
        dictionary(DataType::UInt32, DataType::LargeUtf8),
        dictionary(DataType::Int64, DataType::Utf8View),
    ]
}

fn texts_as(data_type: &DataType) -> ArrayRef {
    cast(&StringArray::from(TEXTS.to_vec()), data_type).unwrap()
}

/// A context with one table `t`, in so many partitions of batches of so many rows, an empty one among them.
fn context(columns: Vec<(&str, ArrayRef)>, partitions: usize, batch: usize) -> SessionContext {
    context_in(Arc::default(), columns, partitions, batch)
}

fn context_in(
    runtime: Arc<RuntimeEnv>,
    columns: Vec<(&str, ArrayRef)>,
    partitions: usize,
    batch: usize,
) -> SessionContext {
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(batch);
    let ctx = SessionContext::new_with_config_rt(config, runtime);
    descrape_datafusion::register_all(&ctx);
    let all = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, true)),
    );
    let all = all.unwrap();
    let mut parts = vec![vec![all.slice(0, 0)]; partitions];
    for (nth, start) in (0..all.num_rows()).step_by(batch).enumerate() {
        parts[nth % partitions].push(all.slice(start, batch.min(all.num_rows() - start)));
    }
    ctx.register_table("t", Arc::new(MemTable::try_new(all.schema(), parts).unwrap())).unwrap();
    ctx
}

async fn rows(ctx: &SessionContext, sql: &str) -> Result<RecordBatch> {
    let frame = ctx.sql(sql).await?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    Ok(concat_batches(&schema, &frame.collect().await?)?)
}

async fn column(ctx: &SessionContext, sql: &str) -> ArrayRef {
    Arc::clone(rows(ctx, sql).await.unwrap_or_else(|error| panic!("{sql}: {error}")).column(0))
}

async fn error(ctx: &SessionContext, sql: &str) -> String {
    rows(ctx, sql).await.expect_err(sql).to_string()
}

/// Calls a function without an engine.
fn call(name: &str, args: Vec<ColumnarValue>, number_rows: usize) -> Result<ColumnarValue> {
    let functions = descrape_datafusion::functions::scalar();
    let function = functions.iter().find(|function| function.name() == name).unwrap();
    let arg_fields =
        args.iter().map(|given| Arc::new(Field::new("given", given.data_type(), true))).collect();
    let types: Vec<DataType> = args.iter().map(ColumnarValue::data_type).collect();
    let return_field = Arc::new(Field::new("result", function.return_type(&types)?, true));
    let config_options = Arc::new(ConfigOptions::default());
    function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields,
        number_rows,
        return_field,
        config_options,
    })
}

fn numbers(array: &ArrayRef) -> Vec<Option<u64>> {
    array.as_primitive::<UInt64Type>().iter().collect()
}

fn strings(array: &ArrayRef) -> Vec<Option<String>> {
    let array = cast(array, &DataType::Utf8).unwrap();
    array.as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

/// The rows of lists.
fn lists(array: &ArrayRef) -> Vec<Option<ArrayRef>> {
    array.as_list::<i32>().iter().collect()
}

fn field(array: &ArrayRef, name: &str) -> ArrayRef {
    Arc::clone(array.as_struct().column_by_name(name).unwrap())
}

type Removed = (u64, u64, String, String, u16, String);
type Cleaned = Option<(String, Vec<Removed>)>;

fn cleaned(array: &ArrayRef) -> Vec<Cleaned> {
    let (texts, removed) = (strings(&field(array, "text")), lists(&field(array, "removed")));
    assert_eq!(array.null_count(), texts.iter().filter(|text| text.is_none()).count());
    texts
        .into_iter()
        .zip(removed)
        .map(|(text, removed)| Some((text?, removed.map(|list| removals(&list))?)))
        .collect()
}

fn removals(list: &ArrayRef) -> Vec<Removed> {
    let number = |name| numbers(&field(list, name)).into_iter().map(Option::unwrap).collect::<Vec<_>>();
    let text = |name| strings(&field(list, name)).into_iter().map(Option::unwrap).collect::<Vec<_>>();
    let (start, end, scope, kind, evidence) =
        (number("start"), number("end"), text("scope"), text("kind"), text("evidence"));
    let score = field(list, "score");
    let score = score.as_primitive::<UInt16Type>();
    (0..list.len())
        .map(|i| (start[i], end[i], scope[i].clone(), kind[i].clone(), score.value(i), evidence[i].clone()))
        .collect()
}

fn expected(removal: &Removal) -> Removed {
    let scope = if removal.scope == Scope::Sentence { "sentence" } else { "line" };
    let evidence = match removal.evidence {
        Evidence::Phrase { span } => format!("phrase {}..{}", span.start, span.end),
        Evidence::Shape => "shape".to_owned(),
        Evidence::Repeat { first } => format!("repeat {}..{}", first.start, first.end),
        Evidence::Block { opener } => format!("block {}..{}", opener.start, opener.end),
        Evidence::Template { documents } => format!("template {documents}"),
        Evidence::Model { clues } => {
            format!("sequence {}", clues.iter().map(|clue| clue.to_string()).collect::<Vec<_>>().join(", "))
        }
        other => panic!("{other:?} is new"),
    };
    let (start, end) = (removal.span.start as u64, removal.span.end as u64);
    (start, end, scope.to_owned(), removal.kind.name().to_owned(), removal.score, evidence)
}

fn clean(cleaner: &Cleaner, text: Option<&str>, site: Option<&str>) -> Cleaned {
    let report = cleaner.report_with(text?, Hints::new().site(site));
    Some((report.text().into_owned(), report.removed().iter().map(expected).collect()))
}

fn simhash(text: &str) -> u64 {
    SimHash64::of(Shingler::new(ShingleUnit::words(1).unwrap()).shingles(text)).bits()
}

/// The score of a pair, if it is verified.
fn score(dedup: &Dedup, one: &str, other: &str) -> Option<u16> {
    Some(dedup.compare(one, other).score()).filter(|score| *score >= dedup.min_score())
}

fn atoms(array: &ArrayRef) -> Vec<Option<Vec<u32>>> {
    let blobs = cast(array, &DataType::Binary).unwrap();
    let read =
        |blob: &[u8]| blob.chunks_exact(4).map(|atom| u32::from_le_bytes(atom.try_into().unwrap())).collect();
    blobs.as_binary::<i32>().iter().map(|blob| blob.map(read)).collect()
}

fn blob(atoms: &[u32]) -> Vec<u8> {
    atoms.iter().flat_map(|atom| atom.to_le_bytes()).collect()
}

#[tokio::test]
async fn rows_are_those_of_the_library_for_every_array_and_batch() {
    let map = |answer: &dyn Fn(&str) -> u64| TEXTS.iter().map(|text| text.map(answer)).collect::<Vec<_>>();
    let simhashes = map(&simhash);
    let ranks = map(&|text| KeepRule::Longest.key(text, 0).rank);
    let firsts = map(&|text| KeepRule::First.key(text, 0).rank);
    let policies =
        [("balanced", Policy::balanced()), ("gentle", Policy::gentle()), ("strict", Policy::strict())];
    let dedups = [("documents", Dedup::documents()), ("headlines", Dedup::headlines())];
    for data_type in text_types() {
        for batch in [1, 3, 8192] {
            let ctx = context(vec![("text", texts_as(&data_type))], 1, batch);
            let what = format!("{data_type}, batches of {batch}");
            assert_eq!(numbers(&column(&ctx, "select simhash64(text) from t").await), simhashes, "{what}");
            assert_eq!(numbers(&column(&ctx, "select keep_rank(text) from t").await), ranks, "{what}");
            assert_eq!(
                numbers(&column(&ctx, "select keep_rank(text, 'longest') from t").await),
                ranks,
                "{what}"
            );
            assert_eq!(
                numbers(&column(&ctx, "select keep_rank(text, 'first') from t").await),
                firsts,
                "{what}"
            );
            assert_eq!(
                strings(&column(&ctx, "select site_name(text) from t").await),
                TEXTS.map(|text| text.map(site_name)),
                "{what}"
            );
            for (name, policy) in policies {
                let cleaner = Cleaner::builder().policy(policy).build().unwrap();
                let expected = TEXTS.map(|text| clean(&cleaner, text, None));
                let sql = format!("select descrape_clean(text, '{name}') from t");
                assert_eq!(cleaned(&column(&ctx, &sql).await), expected, "{what}, {name}");
                if name == "balanced" {
                    assert!(expected.iter().flatten().any(|(_, removed)| !removed.is_empty()));
                    let answer = column(&ctx, "select descrape_clean(text) from t").await;
                    assert_eq!(cleaned(&answer), expected, "{what}");
                }
            }
            for (name, dedup) in &dedups {
                let answer = column(&ctx, &format!("select signature(text, '{name}') from t")).await;
                let expected = TEXTS.map(|text| text.map(|text| dedup.row(text)));
                let equal: Vec<_> = expected.iter().map(|row| row.as_ref().map(|row| row.equal)).collect();
                assert_eq!(numbers(&field(&answer, "equal")), equal, "{what}, {name}");
                let carried: Vec<_> =
                    expected.iter().map(|row| row.as_ref().map(|row| row.tokens.clone())).collect();
                assert_eq!(atoms(&field(&answer, "atoms")), carried, "{what}, {name}");
                assert_eq!(answer.null_count(), 2);
                let sql = format!("select band_keys(signature(text, '{name}')['atoms'], '{name}') from t");
                let keys: Vec<_> = lists(&column(&ctx, &sql).await)
                    .into_iter()
                    .map(|keys| {
                        keys.map(|keys| numbers(&keys).into_iter().map(Option::unwrap).collect::<Vec<_>>())
                    })
                    .collect();
                let expected: Vec<_> =
                    expected.iter().map(|row| row.as_ref().map(|row| dedup.keys(row))).collect();
                assert_eq!(keys, expected, "{what}, {name}");
            }
            let answer = column(&ctx, "select line_keys(text) from t").await;
            for (text, keys) in TEXTS.iter().zip(lists(&answer)) {
                let expected = text.map(line_keys);
                assert_eq!(keys.is_some(), expected.is_some());
                let Some((keys, expected)) = keys.zip(expected) else { continue };
                let place = |at: usize| Some(at as u64);
                let of = |read: fn(&descrape::template::LineKey) -> Option<u64>| {
                    expected.iter().map(read).collect::<Vec<_>>()
                };
                assert_eq!(numbers(&field(&keys, "exact")), of(|line| line.exact));
                assert_eq!(numbers(&field(&keys, "slotted")), of(|line| line.slotted));
                let starts: Vec<_> = expected.iter().map(|line| place(line.span.start)).collect();
                let ends: Vec<_> = expected.iter().map(|line| place(line.span.end)).collect();
                assert_eq!((numbers(&field(&keys, "start")), numbers(&field(&keys, "end"))), (starts, ends));
            }
        }
    }
}

#[tokio::test]
async fn scores_of_pairs_are_those_of_the_library() {
    let pairs: Vec<(Option<&str>, Option<&str>)> =
        TEXTS.iter().flat_map(|one| TEXTS.iter().map(move |other| (*one, *other))).collect();
    let (a, b): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
    for (least, data_type) in [1, 500, 1000].into_iter().zip(text_types().into_iter().rev()) {
        let dedup = Dedup::builder(Preset::Headlines).min_score(least).build().unwrap();
        let scores: Vec<Option<u16>> = pairs.iter().map(|(a, b)| score(&dedup, (*a)?, (*b)?)).collect();
        let found = scores.iter().flatten().count();
        assert!(found > 14 && found < pairs.len(), "{found} of {} at {least}", pairs.len());
        let b = cast(&StringArray::from(b.clone()), &data_type).unwrap();
        let ctx = context(vec![("a", Arc::new(StringArray::from(a.clone()))), ("b", b)], 1, 100);
        let answer = column(&ctx, &format!("select pair_score(a, b, {least}) from t")).await;
        assert_eq!(answer.as_primitive::<UInt16Type>().iter().collect::<Vec<_>>(), scores);
        if least == 500 {
            let answer = column(&ctx, "select pair_score(a, b) from t").await;
            assert_eq!(answer.as_primitive::<UInt16Type>().iter().collect::<Vec<_>>(), scores);
        }
        // One side a literal, the other one a dictionary.
        let one = TEXTS[12].unwrap();
        let answer = column(&ctx, &format!("select pair_score(b, '{one}', {least}) from t limit 16")).await;
        let expected: Vec<_> = TEXTS.iter().map(|text| score(&dedup, (*text)?, one)).collect();
        assert_eq!(answer.as_primitive::<UInt16Type>().iter().collect::<Vec<_>>(), expected);
    }
}

/// Pages of three sites, each with furniture of its own.
fn pages() -> Vec<(Option<String>, Option<String>)> {
    const STORIES: [&str; 6] = [
        "Snow closed three roads in the hills on Sunday, and the plough broke down.",
        "The mill was sold on Monday to a baker, who wants to grind rye in it again.",
        "A seal slept on the quay on Tuesday, and the ferry waited until it woke up.",
        "The choir sang in the cold church on Friday, since the stove had been stolen.",
        "Nobody came to the meeting about the car park, so it was moved to Thursday.",
        "A lorry full of apples tipped over at the roundabout, and horses came to help.",
    ];
    let mut pages = Vec::new();
    for (site, name) in
        ["gazette.example", "https://www.Harbour.example/news", "courier.example"].iter().enumerate()
    {
        for (at, story) in STORIES.iter().enumerate() {
            let text = format!(
                "Gazette {name}\nOur tide tables {site}\nOur tide clock\n\n{story}\n\nLost in the fog? Ring the bell\nKeeper's corner {at}\n"
            );
            pages.push((Some((*name).to_owned()), Some(text)));
        }
        pages.push((Some((*name).to_owned()), None));
    }
    pages.push((None, Some("A page of nobody".to_owned())));
    pages
}

fn learnt<'p>(pages: impl IntoIterator<Item = &'p (Option<String>, Option<String>)>) -> Templates {
    let mut learner = TemplateLearner::new();
    for (site, text) in pages {
        if let (Some(site), Some(text)) = (site, text) {
            learner.observe(site, text);
        }
    }
    learner.finish()
}

fn page_columns() -> Vec<(&'static str, ArrayRef)> {
    let (sites, texts): (Vec<_>, Vec<_>) = pages().into_iter().unzip();
    vec![("site", Arc::new(StringArray::from(sites))), ("text", Arc::new(StringArray::from(texts)))]
}

#[tokio::test]
async fn templates_are_those_of_one_learner_for_any_partitions() {
    let pages = pages();
    let all = learnt(&pages).to_bytes();
    assert_eq!(Templates::from_bytes(&all).unwrap().sites(), 3);
    for partitions in [1, 2, 7] {
        for batch in [1, 3, 8192] {
            let ctx = context(page_columns(), partitions, batch);
            let answer = column(&ctx, "select site_template(site, text) from t").await;
            assert_eq!(answer.as_binary_view().value(0), all, "{partitions} partitions, batches of {batch}");
            let sql = "select site, site_template(site, text) from t group by site order by site";
            let answer = rows(&ctx, sql).await.unwrap();
            let sites = strings(answer.column(0));
            assert_eq!(sites.len(), 4);
            for (site, templates) in sites.into_iter().zip(answer.column(1).as_binary_view().iter()) {
                let expected = learnt(pages.iter().filter(|page| page.0 == site)).to_bytes();
                assert_eq!(templates, site.map(|_| expected.as_slice()), "{partitions} partitions");
            }
            let sql = "select site_template(site, text) filter (where site = 'courier.example') from t";
            let answer = column(&ctx, sql).await;
            let expected = learnt(pages.iter().filter(|page| page.0.as_deref() == Some("courier.example")));
            assert_eq!(answer.as_binary_view().value(0), expected.to_bytes());
        }
    }
    let ctx = context(page_columns(), 2, 3);
    let answer = column(&ctx, "select site_template(site, text) from t where text = 'no such page'").await;
    assert_eq!((answer.len(), answer.null_count()), (1, 1), "nothing was learnt");
    let sql = "select site_template(site, text) over (order by text rows unbounded preceding) from t where site = 'courier.example' and text is not null";
    let growing = column(&ctx, sql).await;
    let mut own: Vec<_> = pages
        .iter()
        .filter(|page| page.0.as_deref() == Some("courier.example") && page.1.is_some())
        .collect();
    own.sort();
    for (at, templates) in growing.as_binary_view().iter().enumerate() {
        assert_eq!(templates, Some(learnt(own[..=at].iter().copied()).to_bytes().as_slice()));
    }
}

#[tokio::test]
async fn pages_are_cleaned_with_the_templates_of_their_sites() {
    let pages = pages();
    let all = learnt(&pages);
    let cleaner = Cleaner::builder().templates(all.clone()).build().unwrap();
    let expected: Vec<_> =
        pages.iter().map(|(site, text)| clean(&cleaner, text.as_deref(), site.as_deref())).collect();
    let by_template = |cleaned: &Cleaned| {
        cleaned.iter().flat_map(|(_, removed)| removed).any(|removed| removed.5.starts_with("template "))
    };
    assert_eq!(expected.iter().filter(|cleaned| by_template(cleaned)).count(), 18);
    let without: Vec<_> =
        pages.iter().map(|(site, text)| clean(&Cleaner::new(), text.as_deref(), site.as_deref())).collect();
    for batch in [1, 3, 8192] {
        let ctx = context(page_columns(), 1, batch);
        // All sites in one literal, in one row that is joined to each, and each page with those of its own site.
        let literal: String = all.to_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let joined = "from t left join (select site as its, site_template(site, text) as templates from t group by site) on site = its";
        for sql in [
            format!("select descrape_clean(text, site, X'{literal}'), site, text from t"),
            format!("select descrape_clean(text, site, arrow_cast(X'{literal}', 'LargeBinary')), site, text from t"),
            "select descrape_clean(text, site, templates), site, text from t cross join (select site_template(site, text) as templates from t)".to_owned(),
            format!("select descrape_clean(text, site, templates), site, text {joined}"),
            format!("select descrape_clean(text, site, arrow_cast(templates, 'Dictionary(Int32, Binary)'), 'balanced'), site, text {joined}"),
        ] {
            let answer = rows(&ctx, &sql).await.unwrap();
            let (sites, texts) = (strings(answer.column(1)), strings(answer.column(2)));
            assert_eq!(sites.len(), pages.len(), "{sql}");
            for ((site, text), cleaned) in sites.into_iter().zip(texts).zip(cleaned(answer.column(0))) {
                let page = pages.iter().position(|page| *page == (site.clone(), text.clone())).unwrap();
                assert_eq!(cleaned, expected[page], "{sql}");
            }
        }
        // Without templates, and with those of other sites, a site is a hint like another.
        let other =
            Templates::default().to_bytes().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        for templates in ["null".to_owned(), format!("X'{other}'")] {
            let answer =
                column(&ctx, &format!("select descrape_clean(text, site, {templates}) from t")).await;
            assert_eq!(cleaned(&answer), without);
        }
        let answer = column(&ctx, &format!("select descrape_clean(text, null, X'{literal}') from t")).await;
        let expected: Vec<_> = pages.iter().map(|page| clean(&cleaner, page.1.as_deref(), None)).collect();
        assert_eq!(cleaned(&answer), expected);
    }
}

#[tokio::test]
async fn counts_of_atoms_are_those_of_one_count_for_any_partitions() {
    let dedup = Dedup::headlines();
    let rows: Vec<_> = TEXTS.iter().flatten().map(|text| dedup.row(text)).collect();
    let mut counts = TokenCounts::new(14);
    rows.iter().for_each(|row| counts.add(row));
    let ordered: Vec<Option<Vec<u32>>> = TEXTS
        .iter()
        .map(|text| {
            let mut row = dedup.row((*text)?);
            counts.rarest_first(&mut row);
            Some(row.tokens)
        })
        .collect();
    assert!(rows.iter().any(|row| !ordered.contains(&Some(row.tokens.clone()))), "some order is another one");
    for partitions in [1, 2, 7] {
        for batch in [1, 3, 8192] {
            let ctx = context(vec![("text", texts_as(&DataType::Utf8))], partitions, batch);
            let with = "with a as (select text, signature(text, 'headlines')['atoms'] as atoms from t)";
            let answer = column(&ctx, &format!("{with} select atom_counts(atoms, 14) from a")).await;
            assert_eq!(answer.as_binary_view().value(0), counts.to_bytes());
            let sql = format!(
                "{with} select atom_counts(atoms, n) from a cross join (select count(text) as n from t) group by length(text) = 0 having length(text) = 0"
            );
            let mut empty = TokenCounts::new(14);
            empty.add(&dedup.row(""));
            assert_eq!(column(&ctx, &sql).await.as_binary_view().value(0), empty.to_bytes());
            if partitions == 1 {
                let sql = format!(
                    "{with} select rarest_first(atoms, counts) from a cross join (select atom_counts(atoms, 14) as counts from a)"
                );
                assert_eq!(atoms(&column(&ctx, &sql).await), ordered);
            }
        }
    }
}

/// A rank, a place, and the atoms of a text.
type Entry<'a> = (Option<u64>, Option<&'a str>, Option<Vec<u8>>);

fn bucket(rows: &[Entry<'_>]) -> StructArray {
    let ranks: UInt64Array = rows.iter().map(|row| row.0).collect();
    let places: StringArray = rows.iter().map(|row| row.1).collect();
    let atoms: BinaryViewArray = rows.iter().map(|row| row.2.as_deref()).collect();
    StructArray::try_from(vec![
        ("rank", Arc::new(ranks) as ArrayRef),
        ("place", Arc::new(places)),
        ("atoms", Arc::new(atoms)),
    ])
    .unwrap()
}

type Named = (u64, String, u64, String);

fn pairs(array: &ArrayRef) -> Vec<Option<Vec<Named>>> {
    let read = |list: ArrayRef| {
        let (later_rank, earlier_rank) =
            (numbers(&field(&list, "later_rank")), numbers(&field(&list, "earlier_rank")));
        let (later, earlier) = (strings(&field(&list, "later")), strings(&field(&list, "earlier")));
        (0..list.len())
            .map(|at| {
                let text = |texts: &[Option<String>]| texts[at].clone().unwrap();
                (later_rank[at].unwrap(), text(&later), earlier_rank[at].unwrap(), text(&earlier))
            })
            .collect()
    };
    lists(array).into_iter().map(|list| list.map(read)).collect()
}

#[tokio::test]
async fn pairs_of_a_bucket_are_the_candidates_in_the_order_of_the_keep_rule() {
    let dedup = Dedup::headlines();
    let headline = |n: usize| format!("Ferry fire kills Aldersund {} off Skerrow {}", n % 7, n % 3);
    let id = |n: usize| format!("id{:03}", n * 37 % 200);
    for size in [0, 1, 2, 31, 33, 200] {
        // By rank, then by id: a length that repeats, and ids in another order.
        let mut texts: Vec<(u64, String, String)> =
            (0..size).map(|n| ((n % 5) as u64, id(n), headline(n))).collect();
        let array: Vec<(u64, String, Vec<u8>)> =
            texts.iter().map(|(rank, id, text)| (*rank, id.clone(), blob(&dedup.row(text).tokens))).collect();
        texts.sort();
        let rows: Vec<_> = texts.iter().map(|(_, _, text)| dedup.row(text)).collect();
        let expected: Vec<Named> = dedup
            .candidates(&rows)
            .into_iter()
            .map(|(earlier, later)| {
                let ((rank, id, _), (its_rank, its_id, _)) = (&texts[later], &texts[earlier]);
                (*rank, id.clone(), *its_rank, its_id.clone())
            })
            .collect();
        assert_eq!(expected.is_empty(), size < 2, "{size}");
        assert!(expected.len() <= 3 * size * 32, "{size}: {}", expected.len());
        let ranks: UInt64Array = array.iter().map(|row| Some(row.0)).collect();
        let ids: StringArray = array.iter().map(|row| Some(row.1.as_str())).collect();
        let blobs: BinaryViewArray = array.iter().map(|row| Some(row.2.as_slice())).collect();
        let places: Int64Array = array.iter().map(|row| row.1[2..].parse::<i64>().ok()).collect();
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("rank", Arc::new(ranks)),
            ("id", Arc::new(ids)),
            ("number", Arc::new(places)),
            ("atoms", Arc::new(blobs)),
        ];
        for (partitions, batch) in [(1, 8192), (2, 3), (7, 1)] {
            let ctx = context(columns.clone(), partitions, batch);
            let sql = |place: &str| {
                format!(
                    "select bucket_pairs(array_agg(named_struct('rank', rank, 'place', {place}, 'atoms', atoms)), 'headlines') from t group by rank > 100"
                )
            };
            let answer = pairs(&column(&ctx, &sql("id")).await);
            assert_eq!(answer, if size == 0 { vec![] } else { vec![Some(expected.clone())] });
            let numbered = pairs(&column(&ctx, &sql("number")).await);
            let named: Vec<_> = numbered
                .into_iter()
                .map(|pairs| {
                    let id = |number: &str| format!("id{number:0>3}");
                    let pairs = pairs.unwrap().into_iter();
                    Some(
                        pairs
                            .map(|(rank, one, its, other)| (rank, id(&one), its, id(&other)))
                            .collect::<Vec<_>>(),
                    )
                })
                .collect();
            assert_eq!(named, answer, "numbers are places as well");
        }
    }
}

#[test]
fn what_is_null_or_twice_in_a_bucket_is_passed_over() {
    let dedup = Dedup::headlines();
    let atoms = |text: &str| Some(blob(&dedup.row(text).tokens));
    let (one, other) = (atoms("Ferry fire kills three"), atoms("Three killed in ferry fire"));
    let entries = bucket(&[
        (Some(9), Some("another bucket"), one.clone()),
        (Some(2), Some("b"), other.clone()),
        (None, Some("no rank"), one.clone()),
        (Some(1), None, one.clone()),
        (Some(1), Some("no atoms"), None),
        (Some(2), Some("b"), other.clone()),
        (Some(2), Some("a"), one.clone()),
        (Some(1), Some("behind a null"), one.clone()),
        (Some(1), Some("behind it, too"), one.clone()),
    ]);
    let item = Arc::new(Field::new_list_field(entries.data_type().clone(), true));
    let offsets = [0, 1, 7, 7, 9].into_iter().collect::<Vec<i32>>();
    let nulls = Some(vec![true, true, true, false].into());
    let list = ListArray::try_new(
        item,
        datafusion::arrow::buffer::OffsetBuffer::new(offsets.into()),
        Arc::new(entries),
        nulls,
    );
    let list: ArrayRef = Arc::new(list.unwrap());
    let headlines = || ColumnarValue::Scalar("headlines".into());
    let answer = call("bucket_pairs", vec![ColumnarValue::Array(Arc::clone(&list)), headlines()], 4).unwrap();
    let pair = (2, "b".to_owned(), 2, "a".to_owned());
    let expected = vec![Some(vec![]), Some(vec![pair]), Some(vec![]), None];
    assert_eq!(pairs(&answer.to_array(4).unwrap()), expected);
    for start in 0..4 {
        for end in start..=4 {
            let part = list.slice(start, end - start);
            let answer =
                call("bucket_pairs", vec![ColumnarValue::Array(part), headlines()], end - start).unwrap();
            assert_eq!(pairs(&answer.to_array(end - start).unwrap()), expected[start..end]);
        }
    }
}

/// All slices of arrays of all types, with every function of texts.
#[test]
fn slices_of_arrays_have_the_answers_of_their_rows() {
    let templates = learnt(&pages()).to_bytes();
    let literal = |text: &str| ColumnarValue::Scalar(text.into());
    let functions: Vec<(&str, Vec<ColumnarValue>)> = vec![
        ("simhash64", vec![]),
        ("line_keys", vec![]),
        ("site_name", vec![]),
        ("keep_rank", vec![]),
        ("signature", vec![]),
        ("signature", vec![literal("headlines")]),
        ("pair_score", vec![literal("Ferry fire kills three off Aldersund")]),
        ("descrape_clean", vec![]),
        (
            "descrape_clean",
            vec![
                literal("gazette.example"),
                ColumnarValue::Scalar(datafusion::common::ScalarValue::BinaryView(Some(templates))),
            ],
        ),
    ];
    for data_type in text_types() {
        let array = texts_as(&data_type);
        for (name, more) in &functions {
            let answer = |array: ArrayRef| {
                let rows = array.len();
                let args = std::iter::once(ColumnarValue::Array(array)).chain(more.iter().cloned()).collect();
                call(name, args, rows).unwrap().to_array(rows).unwrap()
            };
            let whole = answer(Arc::clone(&array));
            let expected = &whole;
            for (start, length) in [(0, 0), (5, 0), (16, 0), (0, 1), (2, 1), (14, 2), (1, 15), (3, 7), (7, 9)]
            {
                let part = answer(array.slice(start, length));
                assert_eq!(part.data_type(), expected.data_type());
                assert_eq!(
                    &part,
                    &expected.slice(start, length),
                    "{name} of {data_type}, {start}..+{length}"
                );
            }
            // A part that has other rows before it, and a dictionary of which only some values occur.
            let joined = concat(&[&array.slice(3, 4), &array.slice(0, 3)]).unwrap();
            let expected = concat(&[&expected.slice(3, 4), &expected.slice(0, 3)]).unwrap();
            assert_eq!(&answer(joined.slice(1, 6)), &expected.slice(1, 6), "{name} of {data_type}");
            assert_eq!(answer(new_empty_array(&data_type)).len(), 0);
            let nulls = answer(cast(&StringArray::from(vec![None::<&str>; 3]), &data_type).unwrap());
            assert_eq!((nulls.len(), nulls.null_count()), (3, 3), "{name} of {data_type}");
        }
        // Two columns, each with its own offset.
        let (a, b) = (array.slice(2, 10), texts_as(&DataType::LargeUtf8).slice(5, 10));
        let given = vec![ColumnarValue::Array(a), ColumnarValue::Array(b)];
        let scores = call("pair_score", given, 10).unwrap().to_array(10).unwrap();
        let dedup = Dedup::documents();
        let expected: Vec<_> = (0..10).map(|at| score(&dedup, TEXTS[at + 2]?, TEXTS[at + 5]?)).collect();
        assert_eq!(scores.as_primitive::<UInt16Type>().iter().collect::<Vec<_>>(), expected);
    }
}

#[tokio::test]
async fn literals_are_folded_but_versions_are_asked_for_where_a_query_runs() {
    let ctx = context(vec![("text", texts_as(&DataType::Utf8))], 1, 8192);
    let plan = |sql: &'static str| {
        let ctx = ctx.clone();
        async move { ctx.sql(sql).await.unwrap().into_optimized_plan().unwrap().display_indent().to_string() }
    };
    for sql in [
        "select simhash64('Snow fell') as x from t",
        "select line_keys('Snow fell') as x from t",
        "select descrape_clean('Snow fell', 'gentle') as x from t",
        "select band_keys(signature('Snow fell')['atoms']) as x from t",
        "select pair_score('Snow fell', 'SNOW fell', 900) as x from t",
        "select keep_rank('Snow fell', 'first') as x from t",
    ] {
        let plan = plan(sql).await;
        assert!(
            !["simhash64(", "_keys(", "clean(", "score(", "rank("].iter().any(|name| plan.contains(name)),
            "{plan}"
        );
    }
    let plan = plan("select descrape_version() as x from t").await;
    assert!(plan.contains("descrape_version()"), "{plan}");
    let answers = strings(&column(&ctx, "select descrape_version() from t").await);
    assert_eq!(answers.len(), TEXTS.len());
    let version = descrape_datafusion::functions::version();
    assert!(answers.iter().all(|answer| answer.as_ref() == Some(&version)));
    for part in [
        format!("descrape-datafusion {}", env!("CARGO_PKG_VERSION")),
        format!("clean {}", descrape::CLEAN_VERSION),
        format!("dedup {}", descrape::DEDUP_VERSION),
        format!("fingerprint {}", descrape::fingerprint::FINGERPRINT_VERSION),
        format!("fold {}", descrape::fingerprint::FOLD_VERSION),
        format!("template {}", descrape::template::TEMPLATE_VERSION),
    ] {
        assert!(version.contains(&part), "{part} in {version}");
    }
    let answer = rows(&ctx, "select pair_score('Snow fell', 'SNOW fell'), pair_score('Snow fell', null), descrape_clean(null), simhash64(null)").await;
    let answer = answer.unwrap();
    assert_eq!(answer.column(0).as_primitive::<UInt16Type>().value(0), 1000);
    assert_eq!((1..4).map(|at| answer.column(at).null_count()).collect::<Vec<_>>(), [1, 1, 1]);
}

#[tokio::test]
async fn what_cannot_be_planned_is_an_error_that_names_function_argument_and_what_was_asked() {
    let ctx = context(
        vec![
            ("text", texts_as(&DataType::Utf8)),
            ("n", Arc::new(Int64Array::from_iter_values(0..16))),
            ("blob", cast(&texts_as(&DataType::Utf8), &DataType::Binary).unwrap()),
        ],
        1,
        8192,
    );
    let text = "must be Utf8, LargeUtf8, Utf8View or a dictionary of these";
    let blob = "must be Binary, LargeBinary, BinaryView or a dictionary of these";
    for (expression, expected) in [
        ("simhash64(n)", format!("simhash64: text is Int64, but {text}")),
        ("simhash64(blob)", format!("simhash64: text is Binary, but {text}")),
        ("simhash64(arrow_cast(n, 'Dictionary(Int8, Int64)'))", format!("simhash64: text is Dictionary(Int8, Int64), but {text}")),
        ("simhash64()", "simhash64: 0 arguments were given, but it is simhash64(text)".to_owned()),
        ("line_keys(n)", format!("line_keys: text is Int64, but {text}")),
        ("site_name(n)", format!("site_name: site is Int64, but {text}")),
        ("keep_rank(n)", format!("keep_rank: text is Int64, but {text}")),
        ("keep_rank(text, 'newest')", "keep_rank: rule is newest, but must be a literal, 'longest' or 'first'".to_owned()),
        ("signature(n)", format!("signature: text is Int64, but {text}")),
        ("signature(text, text)", "signature: preset is no literal, but must be a literal, 'documents' or 'headlines'".to_owned()),
        ("signature(text, 'Documents')", "signature: preset is Documents, but must be a literal, 'documents' or 'headlines'".to_owned()),
        ("signature(text, null)", "signature: preset is Null, but must be a literal, 'documents' or 'headlines'".to_owned()),
        ("signature(text, 7)", "signature: preset is Int64, but must be a literal, 'documents' or 'headlines'".to_owned()),
        ("band_keys(text)", format!("band_keys: atoms is Utf8, but {blob}")),
        ("band_keys(blob, 'x')", "band_keys: preset is x, but must be".to_owned()),
        ("rarest_first(blob)", "rarest_first: 1 arguments were given, but it is rarest_first(atoms, counts)".to_owned()),
        ("rarest_first(blob, n)", format!("rarest_first: counts is Int64, but {blob}")),
        ("pair_score(text, n)", format!("pair_score: b is Int64, but {text}")),
        ("pair_score(text, text, 0)", "pair_score: least is 0, but must be a literal, 1 to 1000".to_owned()),
        ("pair_score(text, text, 1001)", "pair_score: least is 1001, but must be a literal, 1 to 1000".to_owned()),
        ("pair_score(text, text, -1)", "pair_score: least is -1, but must be a literal, 1 to 1000".to_owned()),
        ("pair_score(text, text, n)", "pair_score: least is no literal, but must be a literal, 1 to 1000".to_owned()),
        ("pair_score(text, text, '600')", "pair_score: least is Utf8, but must be a literal, 1 to 1000".to_owned()),
        ("pair_score(text)", "pair_score: 1 arguments were given, but it is pair_score(a, b) or pair_score(a, b, least)".to_owned()),
        ("descrape_clean(n)", format!("descrape_clean: text is Int64, but {text}")),
        ("descrape_clean(text, 'harsh')", "descrape_clean: policy is harsh, but must be a literal, 'balanced' or 'gentle' or 'strict'".to_owned()),
        ("descrape_clean(text, 'a.example', 'b')", format!("descrape_clean: templates is Utf8, but {blob}")),
        ("descrape_clean(text, n, blob)", format!("descrape_clean: site is Int64, but {text}")),
        ("descrape_clean()", "descrape_clean: 0 arguments were given, but it is descrape_clean(text) or descrape_clean(text, policy) or descrape_clean(text, site, templates) or descrape_clean(text, site, templates, policy)".to_owned()),
        ("descrape_version(1)", "descrape_version: 1 arguments were given, but it is descrape_version()".to_owned()),
        ("bucket_pairs(text)", "bucket_pairs: bucket is Utf8, but must be a list of struct<rank: UInt64, place, atoms: Binary or BinaryView>".to_owned()),
        ("bucket_pairs(array_agg(named_struct('rank', n, 'place', text, 'atoms', blob)))", "bucket_pairs: bucket is List(".to_owned()),
        ("site_template(text)", "site_template: 1 arguments were given, but it is site_template(site, text)".to_owned()),
        ("site_template(text, n)", format!("site_template: text is Int64, but {text}")),
        ("count(*), site_template(distinct text, text)", "site_template: distinct is not supported".to_owned()),
        ("atom_counts(text, 7)", format!("atom_counts: atoms is Utf8, but {blob}")),
        ("atom_counts(blob, text)", "atom_counts: texts is Utf8, but must be an integer".to_owned()),
    ] {
        let message = error(&ctx, &format!("select {expression} from t")).await;
        assert!(message.contains(&expected), "{expression}: {message}");
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_row_is_an_error_that_names_it() {
    let templates = learnt(&pages()).to_bytes();
    let mut changed = templates.clone();
    changed[40] ^= 1;
    let truncated = &templates[..templates.len() - 1];
    let counts = TokenCounts::new(3).to_bytes();
    let (documents, headlines) = (vec![1; 252], vec![1; 32]);
    type Case<'a> = (&'a str, Vec<Option<&'a [u8]>>, String);
    let cases: Vec<Case<'_>> = vec![
        // The same last bytes as those before, which were right.
        (
            "descrape_clean('Snow', 'a.example', blob)",
            vec![Some(&templates), None, Some(&templates), Some(&changed)],
            format!("descrape_clean: templates in row 3 of the batch: the data is wrong at byte {}", templates.len() - 8),
        ),
        (
            "descrape_clean('Snow', 'a.example', blob)",
            vec![None, Some(truncated)],
            format!("descrape_clean: templates in row 1 of the batch: the data ends after {} bytes, where more must follow", truncated.len()),
        ),
        (
            "descrape_clean('Snow', 'a.example', blob)",
            vec![Some(b"")],
            "descrape_clean: templates in row 0 of the batch: the data ends after 0 bytes, where more must follow".to_owned(),
        ),
        (
            "band_keys(blob)",
            vec![Some(&documents), Some(&headlines)],
            "band_keys: atoms in row 1 of the batch are 32 bytes, but must be 252".to_owned(),
        ),
        (
            "band_keys(blob, 'headlines')",
            vec![Some(&headlines), None, Some(&documents)],
            "band_keys: atoms in row 2 of the batch are 252 bytes, but must be 32".to_owned(),
        ),
        (
            "bucket_pairs(array_agg(named_struct('rank', cast(1 as bigint unsigned), 'place', blob, 'atoms', blob)))",
            vec![Some(&documents), Some(&headlines)],
            "bucket_pairs: atoms in row 0 of the batch are 32 bytes, but must be 252".to_owned(),
        ),
        (
            "atom_counts(blob, 3)",
            vec![Some(&headlines), Some(b"123")],
            "atom_counts: atoms in row 1 of the batch are 3 bytes, but must be 4 for each".to_owned(),
        ),
        (
            "atom_counts(blob, length(arrow_cast(blob, 'Utf8')))",
            vec![Some(&headlines), Some(&documents)],
            "atom_counts: texts must be the same in all rows, but is 32 and 252".to_owned(),
        ),
        (
            "rarest_first(X'00000000', blob)",
            vec![Some(&counts), Some(&templates)],
            "rarest_first: counts in row 1 of the batch: the data is wrong at byte 1".to_owned(),
        ),
    ];
    for (expression, blobs, expected) in cases {
        let blobs: ArrayRef = Arc::new(LargeBinaryArray::from(blobs));
        let ctx = context(vec![("blob", blobs)], 1, 8192);
        let message = error(&ctx, &format!("select {expression} from t")).await;
        assert!(message.contains(&expected), "{expression}: {message}");
    }
    // What does not occur is not looked at.
    let dictionary = DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Binary));
    let blobs = LargeBinaryArray::from(vec![Some(documents.as_slice()), Some(&headlines), Some(&documents)]);
    let blobs = cast(&blobs, &dictionary).unwrap();
    assert!(call("band_keys", vec![ColumnarValue::Array(blobs.slice(0, 1))], 1).is_ok());
    assert!(call("band_keys", vec![ColumnarValue::Array(blobs.slice(2, 1))], 1).is_ok());
    assert!(call("band_keys", vec![ColumnarValue::Array(blobs.slice(0, 2))], 2).is_err());
}

#[test]
fn parts_that_do_not_fit_together_are_errors() {
    use datafusion::arrow::array::BinaryViewArray;
    use datafusion::logical_expr::function::AccumulatorArgs;
    let schema = Schema::empty();
    for (name, good, other, expected) in [
        (
            "site_template",
            TemplateLearner::new().to_bytes(),
            TemplateLearner::with_sample(8).unwrap().to_bytes(),
            "sample differ: 128 and 8",
        ),
        (
            "atom_counts",
            TokenCounts::new(3).to_bytes(),
            TokenCounts::new(100_000).to_bytes(),
            "slots differ: 1024 and 524288",
        ),
    ] {
        let functions = descrape_datafusion::functions::aggregate();
        let function = functions.iter().find(|function| function.name() == name).unwrap();
        let accumulator = || {
            function
                .accumulator(AccumulatorArgs {
                    return_field: Arc::new(Field::new("result", DataType::BinaryView, true)),
                    schema: &schema,
                    ignore_nulls: false,
                    order_bys: &[],
                    is_reversed: false,
                    name,
                    is_distinct: false,
                    exprs: &[],
                    expr_fields: &[],
                })
                .unwrap()
        };
        let merged = |states: Vec<Option<&[u8]>>| {
            let mut accumulator = accumulator();
            accumulator.merge_batch(&[Arc::new(BinaryViewArray::from(states))]).map(|()| accumulator)
        };
        assert!(merged(vec![Some(&good), None, Some(&good)]).is_ok());
        assert!(merged(vec![]).is_ok());
        let message = merged(vec![Some(&good), Some(&other)]).expect_err(name).to_string();
        assert!(message.contains(expected), "{message}");
        let message = merged(vec![Some(&good), Some(b"dtpldsac")]).expect_err(name).to_string();
        assert!(message.contains(&format!("{name}: a part of what was")), "{message}");
        // What a part takes is told.
        let (empty, full) = (accumulator().size(), merged(vec![Some(&TokenCounts::new(1 << 20).to_bytes())]));
        if name == "atom_counts" {
            assert!(full.unwrap().size() > empty + 4 * (1 << 23), "eight slots for a text, of four bytes");
        }
    }
}

#[tokio::test]
async fn a_row_is_looked_at_once_however_many_fields_are_asked_for() {
    let ctx = context(vec![("text", texts_as(&DataType::Utf8))], 2, 3);
    for (function, sql) in [
        (
            "descrape_clean(",
            "select descrape_clean(text)['text'] as a, descrape_clean(text)['removed'] as b from t",
        ),
        (
            "descrape_clean(",
            "select c['text'] as a, c['removed'] as b from (select descrape_clean(text) as c from t)",
        ),
        (
            "signature(",
            "select s['equal'] as a, s['atoms'] as b, band_keys(s['atoms']) as c from (select signature(text) as s from t)",
        ),
    ] {
        let plan = ctx.sql(sql).await.unwrap().create_physical_plan().await.unwrap();
        let plan = displayable(plan.as_ref()).indent(false).to_string();
        assert_eq!(plan.matches(function).count(), 1, "{plan}");
    }
}

#[tokio::test]
async fn learners_spill_where_memory_is_short() {
    let page = |n: usize| {
        format!(
            "Gazette {n}\nOur tide tables\n\nThe {n} boats came home on Monday, said {} people.\n\nRing the bell\n",
            n * 7
        )
    };
    let sites: Vec<String> = (0..3000).map(|n| format!("site{}.example", n * 7 % 1000)).collect();
    let texts: Vec<String> = (0..3000).map(page).collect();
    let columns: Vec<(&str, ArrayRef)> =
        vec![("site", Arc::new(StringArray::from(sites))), ("text", Arc::new(StringArray::from(texts)))];
    let pool = FairSpillPool::new(700_000);
    let short = RuntimeEnvBuilder::new().with_memory_pool(Arc::new(pool)).build_arc().unwrap();
    let mut answers = Vec::new();
    for runtime in [Arc::default(), short] {
        let ctx = context_in(runtime, columns.clone(), 1, 100);
        let sql = "select site, site_template(site, text) as templates from t group by site";
        let plan = ctx.sql(sql).await.unwrap().create_physical_plan().await.unwrap();
        let batches = collect(Arc::clone(&plan), ctx.task_ctx()).await.unwrap();
        let all = concat_batches(&plan.schema(), &batches).unwrap();
        let mut rows: Vec<(Option<String>, Vec<u8>)> = strings(all.column(0))
            .into_iter()
            .zip(all.column(1).as_binary_view().iter().map(|templates| templates.unwrap().to_vec()))
            .collect();
        rows.sort();
        answers.push((rows, spills(&plan)));
    }
    assert_eq!((answers[0].0.len(), answers[0].1), (1000, 0));
    assert_eq!(answers[0].0, answers[1].0);
    assert!(answers[1].1 > 0, "what learners take was not told");
}

/// How often the parts of a plan have put something on disk.
fn spills(plan: &Arc<dyn ExecutionPlan>) -> usize {
    let own = plan.metrics().and_then(|metrics| metrics.spill_count()).unwrap_or(0);
    own + plan.children().into_iter().map(spills).sum::<usize>()
}
