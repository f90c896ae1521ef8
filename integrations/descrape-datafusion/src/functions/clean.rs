//! `descrape_clean`: a text without its noise, and what was removed and why.

use std::fmt::{self, Write};
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ListArray, StringBuilder, StringViewBuilder, StructArray, UInt16Builder, UInt64Builder,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::error::Result;
use descrape::{Cleaner, Evidence, Hints, Policy, Removal, Scope, Templates};

use super::arguments::Arguments;
use super::kept::Kept;
use super::parameter::{Forms, Kind, Parameter};
use super::refused;
use super::rows::Rows;

/// The templates may be those of the page's site alone or of many. Without a site, or without templates, the rest is as ever.
#[derive(Debug, Default)]
pub(super) struct Clean {
    templates: Kept<Templates>,
}

const TEXT: Parameter = Parameter::new("text", Kind::Text);
const SITE: Parameter = Parameter::new("site", Kind::Text);
const TEMPLATES: Parameter = Parameter::new("templates", Kind::Blob);
const POLICY: Parameter = Parameter::new("policy", Kind::Choice(&["balanced", "gentle", "strict"]));

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
        let policy = match arguments.choice(POLICY)? {
            "gentle" => Policy::gentle(),
            "strict" => Policy::strict(),
            _ => Policy::balanced(),
        };
        let (texts, sites) = (arguments.texts(TEXT)?, arguments.texts(SITE)?);
        let blobs = arguments.blobs(TEMPLATES)?;
        let templates = self.templates.decoded(Self::NAME, TEMPLATES.name, &blobs, Templates::from_bytes)?;
        let mut cleaned = StringViewBuilder::new();
        let (mut removals, mut lengths) = (Removals::default(), Vec::new());
        for (row, templates) in templates.into_iter().enumerate() {
            let Some(text) = texts.get(row) else {
                cleaned.append_null();
                lengths.push(0);
                continue;
            };
            let cleaner = Cleaner::builder().policy(policy).templates(templates.unwrap_or_default());
            let cleaner = cleaner.build().map_err(refused(Self::NAME))?;
            let report = cleaner.report_with(text, Hints::new().site(sites.get(row)));
            cleaned.try_append_value(report.text())?;
            for removal in report.removed() {
                removals.push(removal).map_err(refused(Self::NAME))?;
            }
            lengths.push(report.removed().len());
        }
        let cleaned = cleaned.finish();
        let nulls = cleaned.nulls().cloned();
        let (offsets, removals) = (OffsetBuffer::from_lengths(lengths), Arc::new(removals.finish()?));
        let removed = ListArray::try_new(removed_item(), offsets, removals, nulls.clone())?;
        Ok(Arc::new(StructArray::try_new(fields(), vec![Arc::new(cleaned), Arc::new(removed)], nulls)?))
    }
}

/// What was removed, column by column.
#[derive(Default)]
struct Removals {
    start: UInt64Builder,
    end: UInt64Builder,
    scope: StringBuilder,
    kind: StringBuilder,
    score: UInt16Builder,
    evidence: StringBuilder,
}

impl Removals {
    fn push(&mut self, removal: &Removal) -> fmt::Result {
        self.start.append_value(removal.span.start as u64);
        self.end.append_value(removal.span.end as u64);
        self.scope.append_value(if removal.scope == Scope::Sentence { "sentence" } else { "line" });
        self.kind.append_value(removal.kind.name());
        self.score.append_value(removal.score);
        write(removal.evidence, &mut self.evidence)?;
        self.evidence.append_value("");
        Ok(())
    }

    fn finish(mut self) -> Result<StructArray> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.scope.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.evidence.finish()),
        ];
        Ok(StructArray::try_new(removal_fields(), columns, None)?)
    }
}

/// All that is known of it, as words: the span or the number, or the clues.
fn write(evidence: Evidence, out: &mut impl Write) -> fmt::Result {
    match evidence {
        Evidence::Phrase { span } => write!(out, "phrase {}..{}", span.start, span.end),
        Evidence::Repeat { first } => write!(out, "repeat {}..{}", first.start, first.end),
        Evidence::Block { opener } => write!(out, "block {}..{}", opener.start, opener.end),
        Evidence::Template { documents } => write!(out, "template {documents}"),
        Evidence::Model { clues } => {
            out.write_str("sequence ")?;
            clues.iter().enumerate().try_for_each(|(nth, clue)| {
                let comma = if nth == 0 { "" } else { ", " };
                write!(out, "{comma}{clue}")
            })
        }
        _ => out.write_str("shape"),
    }
}
