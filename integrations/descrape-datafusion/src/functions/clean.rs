//! `descrape_clean`: a text without its noise, and what was removed and why.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ListArray, StringArray, StringViewBuilder, StructArray, UInt16Array, UInt64Array,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::common::DataFusionError;
use datafusion::error::Result;
use descrape::{Cleaner, Evidence, Hints, Policy, Removal, Scope, Span, Templates};

use super::kept::Kept;
use super::parameter::{Forms, Kind, Parameter};
use super::rows::{Arguments, Rows};

#[derive(Debug, Default)]
pub(super) struct Clean {
    templates: Kept<Templates>,
}

const TEXT: Parameter = Parameter::new("text", Kind::Text);
const SITE: Parameter = Parameter::new("site", Kind::Text);
const TEMPLATES: Parameter = Parameter::new("templates", Kind::Blob);
const POLICIES: &[&str] = &["balanced", "gentle", "strict"];
const POLICY: Parameter = Parameter::new("policy", Kind::Choice(POLICIES));

fn fields() -> Fields {
    let field = |name, data_type| Field::new(name, data_type, true);
    [field("text", DataType::Utf8View), field("removed", DataType::List(removed_item()))]
        .into_iter()
        .collect()
}

fn removed_item() -> FieldRef {
    Arc::new(Field::new_list_field(DataType::Struct(removal_fields()), true))
}

fn removal_fields() -> Fields {
    let field = |(name, data_type)| Field::new(name, data_type, true);
    let fields = [
        ("start", DataType::UInt64),
        ("end", DataType::UInt64),
        ("scope", DataType::Utf8),
        ("kind", DataType::Utf8),
        ("score", DataType::UInt16),
        ("evidence", DataType::Utf8),
    ];
    fields.map(field).into_iter().collect()
}

impl Rows for Clean {
    const NAME: &'static str = "descrape_clean";
    const FORMS: Forms =
        &[&[TEXT], &[TEXT, POLICY], &[TEXT, SITE, TEMPLATES], &[TEXT, SITE, TEMPLATES, POLICY]];

    fn returns(_: &[DataType]) -> DataType {
        DataType::Struct(fields())
    }

    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef> {
        let policy = match arguments.choice(POLICY.name, POLICIES)? {
            "gentle" => Policy::gentle(),
            "strict" => Policy::strict(),
            _ => Policy::balanced(),
        };
        let (texts, sites) = (arguments.texts(TEXT.name)?, arguments.texts(SITE.name)?);
        let blobs = arguments.blobs(TEMPLATES.name)?;
        let templates = self.templates.decoded(Self::NAME, TEMPLATES.name, &blobs, Templates::from_bytes)?;
        let mut cleaned = StringViewBuilder::new();
        let (mut removals, mut lengths) = (Vec::new(), Vec::new());
        for (row, templates) in templates.into_iter().enumerate() {
            let text = texts.get(row);
            let before = removals.len();
            if let Some(text) = text {
                let cleaner = Cleaner::builder().policy(policy).templates(templates.unwrap_or_default());
                let cleaner = cleaner.build().map_err(|error| DataFusionError::External(Box::new(error)))?;
                let report = cleaner.report_with(text, Hints { site: sites.get(row), ..Hints::default() });
                cleaned.try_append_value(report.text())?;
                removals.extend_from_slice(report.removed());
            } else {
                cleaned.append_null();
            }
            lengths.push(removals.len() - before);
        }
        let cleaned = cleaned.finish();
        let nulls = cleaned.nulls().cloned();
        let removed = ListArray::try_new(
            removed_item(),
            OffsetBuffer::from_lengths(lengths),
            Arc::new(table(&removals)?),
            nulls.clone(),
        )?;
        Ok(Arc::new(StructArray::try_new(fields(), vec![Arc::new(cleaned), Arc::new(removed)], nulls)?))
    }
}

/// One row for each removal.
fn table(removals: &[Removal]) -> Result<StructArray> {
    let number = |number: fn(&Removal) -> usize| -> ArrayRef {
        Arc::new(UInt64Array::from_iter_values(removals.iter().map(|removal| number(removal) as u64)))
    };
    let text = |text: fn(&Removal) -> Cow<'static, str>| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(removals.iter().map(text)))
    };
    let columns = vec![
        number(|removal| removal.span.start),
        number(|removal| removal.span.end),
        text(|removal| scope(removal.scope).into()),
        text(|removal| removal.kind.name().into()),
        Arc::new(UInt16Array::from_iter_values(removals.iter().map(|removal| removal.score))),
        text(|removal| evidence(removal.evidence).into()),
    ];
    Ok(StructArray::try_new(removal_fields(), columns, None)?)
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Sentence => "sentence",
        _ => "line",
    }
}

/// All that is known of it, as words: the span or the number, or the clues.
fn evidence(evidence: Evidence) -> String {
    match evidence {
        Evidence::Phrase { span } => format!("phrase {}", bytes(span)),
        Evidence::Repeat { first } => format!("repeat {}", bytes(first)),
        Evidence::Block { opener } => format!("block {}", bytes(opener)),
        Evidence::Template { documents } => format!("template {documents}"),
        Evidence::Sequence { clues } => {
            let clues: Vec<String> = clues.iter().map(|clue| clue.to_string()).collect();
            format!("sequence {}", clues.join(", "))
        }
        _ => "shape".to_owned(),
    }
}

fn bytes(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}
