//! [`Parameter`]: what a function takes. Types and literals are checked when a query is planned.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{ScalarValue, plan_err};
use datafusion::error::Result;

use super::bucket::place_of;
use super::column::{is_blob, is_text};

/// One argument of a function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
}

/// What an argument may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    Blob,
    /// A whole number that is not negative.
    Number,
    /// A literal, one of these names; the first one is the default.
    Choice(&'static [&'static str]),
    /// A literal, a score of 1 to 1000.
    Score,
    /// The rows of a bucket: see `bucket.rs`.
    Bucket,
}

/// The lists of parameters that a function accepts, told apart by their lengths.
pub(super) type Forms = &'static [&'static [Parameter]];

impl Parameter {
    pub(super) const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }

    /// The names that a choice has, the default first.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self.kind {
            Kind::Choice(names) => names,
            _ => &[],
        }
    }

    /// The one of its names that a literal is.
    pub(super) fn chosen(self, literal: &ScalarValue) -> Option<&'static str> {
        let given = literal.try_as_str()??;
        self.names().iter().copied().find(|name| *name == given)
    }

    /// The type to which an argument of this type is converted before the function sees it.
    fn accepted(&self, function: &str, given: &DataType) -> Result<DataType> {
        let fits = match self.kind {
            Kind::Text | Kind::Choice(_) => is_text(given),
            Kind::Blob => is_blob(given),
            Kind::Bucket => place_of(given).is_some(),
            Kind::Score => given.is_integer(),
            Kind::Number => *given == DataType::UInt64,
        };
        match (given, self.kind) {
            _ if fits => Ok(given.clone()),
            (DataType::Null, Kind::Text) => Ok(DataType::Utf8View),
            (DataType::Null, Kind::Blob) => Ok(DataType::BinaryView),
            (given, Kind::Number) if given.is_integer() || given.is_null() => Ok(DataType::UInt64),
            _ => plan_err!("{function}: {} is {given}, but must be {}", self.name, self.kind.described()),
        }
    }

    /// Sees to it that what must be a literal is one, and a good one.
    fn check_literal(&self, function: &str, literal: Option<&ScalarValue>) -> Result<()> {
        let good = match self.kind {
            Kind::Choice(_) => literal.is_some_and(|given| self.chosen(given).is_some()),
            Kind::Score => literal.is_some_and(|given| score(given).is_some()),
            _ => true,
        };
        if good {
            return Ok(());
        }
        let given = literal.map_or_else(|| "no literal".to_owned(), ToString::to_string);
        plan_err!("{function}: {} is {given}, but must be {}", self.name, self.kind.described())
    }
}

/// The score that a literal is.
pub(super) fn score(literal: &ScalarValue) -> Option<u16> {
    match literal.cast_to(&DataType::UInt16) {
        Ok(ScalarValue::UInt16(score)) => score.filter(|score| (1..=1000).contains(score)),
        _ => None,
    }
}

impl Kind {
    fn described(self) -> String {
        match self {
            Kind::Text => "Utf8, LargeUtf8, Utf8View or a dictionary of these".to_owned(),
            Kind::Blob => "Binary, LargeBinary, BinaryView or a dictionary of these".to_owned(),
            Kind::Number => "an integer".to_owned(),
            Kind::Choice(names) => format!("a literal, '{}'", names.join("' or '")),
            Kind::Score => "a literal, 1 to 1000".to_owned(),
            Kind::Bucket => "a list of struct<rank: UInt64, place, atoms: Binary or BinaryView>".to_owned(),
        }
    }
}

/// The form that has so many parameters.
pub(super) fn form(function: &str, forms: Forms, given: usize) -> Result<&'static [Parameter]> {
    if let Some(form) = forms.iter().find(|form| form.len() == given) {
        return Ok(form);
    }
    let listed = |form: &&[Parameter]| {
        let names: Vec<&str> = form.iter().map(|parameter| parameter.name).collect();
        format!("{function}({})", names.join(", "))
    };
    let listed: Vec<String> = forms.iter().map(listed).collect();
    plan_err!("{function}: {given} arguments were given, but it is {}", listed.join(" or "))
}

/// The types to which arguments are converted before the function sees them.
pub(super) fn accepted(function: &str, forms: Forms, given: &[DataType]) -> Result<Vec<DataType>> {
    let form = form(function, forms, given.len())?;
    form.iter().zip(given).map(|(parameter, given)| parameter.accepted(function, given)).collect()
}

/// Sees to it that what must be a literal is one, and a good one.
pub(super) fn check_literals(function: &str, forms: Forms, given: &[Option<&ScalarValue>]) -> Result<()> {
    let form = form(function, forms, given.len())?;
    form.iter().zip(given).try_for_each(|(parameter, given)| parameter.check_literal(function, *given))
}
