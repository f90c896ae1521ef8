//! [`Arguments`]: what a function was given, by its parameters.

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::common::{ScalarValue, exec_err};
use datafusion::error::Result;
use datafusion::logical_expr::ColumnarValue;

use super::column::{self, Column};
use super::parameter::{self, Forms, Parameter, score};

/// What a function was given for the rows of a batch.
pub(super) struct Arguments {
    function: &'static str,
    form: &'static [Parameter],
    given: Vec<Given>,
    rows: usize,
}

/// An argument.
struct Given {
    array: ArrayRef,
    /// Of which `array` is the only row.
    literal: Option<ScalarValue>,
}

impl Arguments {
    pub(super) fn new(
        function: &'static str,
        forms: Forms,
        given: Vec<ColumnarValue>,
        rows: usize,
    ) -> Result<Self> {
        let form = parameter::form(function, forms, given.len())?;
        let given = given.into_iter().map(|given| match given {
            ColumnarValue::Array(array) => Ok(Given { array, literal: None }),
            ColumnarValue::Scalar(literal) => {
                Ok(Given { array: literal.to_array()?, literal: Some(literal) })
            }
        });
        Ok(Self { function, form, given: given.collect::<Result<_>>()?, rows })
    }

    /// The array of an argument that is no option.
    pub(super) fn array(&self, parameter: Parameter) -> Result<&dyn Array> {
        match self.find(parameter) {
            Some(given) => Ok(given.array.as_ref()),
            None => exec_err!("{}: {} is missing", self.function, parameter.name),
        }
    }

    /// The texts of an argument: nulls if it was left out.
    pub(super) fn texts(&self, parameter: Parameter) -> Result<Column<'_, &str>> {
        self.column(parameter, column::texts)
    }

    /// The blobs of an argument: nulls if it was left out.
    pub(super) fn blobs(&self, parameter: Parameter) -> Result<Column<'_, &[u8]>> {
        self.column(parameter, column::blobs)
    }

    /// The numbers of an argument: nulls if it was left out.
    pub(super) fn numbers(&self, parameter: Parameter) -> Result<Column<'_, u64>> {
        self.column(parameter, column::numbers)
    }

    fn column<'a, T: 'a>(&'a self, parameter: Parameter, read: Read<'a, T>) -> Result<Column<'a, T>> {
        let Some(Given { array, literal }) = self.find(parameter) else {
            return Ok(Column::nulls(self.rows));
        };
        let Some(column) = read(array.as_ref()) else {
            return exec_err!("{}: {} has come as {}", self.function, parameter.name, array.data_type());
        };
        Ok(if literal.is_some() { column.repeated(self.rows) } else { column })
    }

    /// Which of its names the literal is: the first one if it was left out.
    pub(super) fn choice(&self, parameter: Parameter) -> Result<&'static str> {
        let chosen = self.literal(parameter, |literal| parameter.chosen(literal))?;
        Ok(chosen.or(parameter.names().first().copied()).unwrap_or_default())
    }

    /// The score that the literal is, if it was not left out.
    pub(super) fn score(&self, parameter: Parameter) -> Result<Option<u16>> {
        self.literal(parameter, score)
    }

    fn literal<T>(
        &self,
        parameter: Parameter,
        read: impl Fn(&ScalarValue) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(given) = self.find(parameter) else { return Ok(None) };
        match given.literal.as_ref().and_then(read) {
            None => exec_err!("{}: {} has come as no literal that it may be", self.function, parameter.name),
            read => Ok(read),
        }
    }

    fn find(&self, parameter: Parameter) -> Option<&Given> {
        let at = self.form.iter().position(|other| other.name == parameter.name)?;
        self.given.get(at)
    }
}

type Read<'a, T> = fn(&'a dyn Array) -> Option<Column<'a, T>>;
