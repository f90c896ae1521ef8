//! [`Rows`]: a function that goes through the rows of a batch, as a function of DataFusion.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{ScalarValue, exec_datafusion_err, exec_err};
use datafusion::error::Result;
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use super::column::{self, Column};
use super::dictionary::distinct;
use super::parameter::{self, Forms, Parameter, chosen, score};

/// A function of rows.
pub(super) trait Rows: Debug + Send + Sync + 'static {
    const NAME: &'static str;
    const FORMS: Forms;
    const VOLATILITY: Volatility = Volatility::Immutable;

    /// The type of the result, for arguments of these types.
    fn returns(given: &[DataType]) -> DataType;

    /// The result of each row.
    fn rows(&self, arguments: &Arguments) -> Result<ArrayRef>;
}

pub(super) fn scalar_udf<R: Rows>(function: R) -> Arc<ScalarUDF> {
    let signature = Signature::user_defined(R::VOLATILITY);
    Arc::new(ScalarUDF::from(Function { signature, function }))
}

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
    pub(super) fn array(&self, name: &str) -> Result<&dyn Array> {
        match self.find(name) {
            Some(given) => Ok(given.array.as_ref()),
            None => exec_err!("{}: {name} is missing", self.function),
        }
    }

    /// The texts of an argument: nulls if it was left out.
    pub(super) fn texts(&self, name: &str) -> Result<Column<'_, &str>> {
        self.column(name, column::texts)
    }

    /// The blobs of an argument: nulls if it was left out.
    pub(super) fn blobs(&self, name: &str) -> Result<Column<'_, &[u8]>> {
        self.column(name, column::blobs)
    }

    /// The numbers of an argument: nulls if it was left out.
    pub(super) fn numbers(&self, name: &str) -> Result<Column<'_, u64>> {
        self.column(name, column::numbers)
    }

    fn column<'a, T: 'a>(&'a self, name: &str, read: Read<'a, T>) -> Result<Column<'a, T>> {
        let Some(Given { array, literal }) = self.find(name) else { return Ok(Column::nulls(self.rows)) };
        let Some(column) = read(array.as_ref()) else {
            return exec_err!("{}: {name} has come as {}", self.function, array.data_type());
        };
        Ok(if literal.is_some() { column.repeated(self.rows) } else { column })
    }

    /// Which name the literal is: the first one if it was left out.
    pub(super) fn choice(&self, name: &str, names: &[&'static str]) -> Result<&'static str> {
        match self.find(name) {
            None => Ok(names[0]),
            Some(given) => self.literal(name, given, |literal| chosen(literal, names)),
        }
    }

    /// The score that the literal is.
    pub(super) fn score(&self, name: &str) -> Result<Option<u16>> {
        self.find(name).map(|given| self.literal(name, given, score)).transpose()
    }

    fn literal<T>(&self, name: &str, given: &Given, read: impl Fn(&ScalarValue) -> Option<T>) -> Result<T> {
        let read = given.literal.as_ref().and_then(read);
        read.ok_or_else(|| {
            exec_datafusion_err!("{}: {name} has come as no literal that it may be", self.function)
        })
    }

    fn find(&self, name: &str) -> Option<&Given> {
        let at = self.form.iter().position(|parameter| parameter.name == name)?;
        self.given.get(at)
    }
}

type Read<'a, T> = fn(&'a dyn Array) -> Option<Column<'a, T>>;

/// A [`Rows`] to DataFusion.
#[derive(Debug)]
struct Function<R> {
    signature: Signature,
    function: R,
}

impl<R: Rows> PartialEq for Function<R> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<R: Rows> Eq for Function<R> {}

impl<R: Rows> Hash for Function<R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        R::NAME.hash(state);
    }
}

impl<R: Rows> ScalarUDFImpl for Function<R> {
    fn name(&self) -> &str {
        R::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        parameter::accepted(R::NAME, R::FORMS, given)
    }

    fn return_type(&self, given: &[DataType]) -> Result<DataType> {
        Ok(R::returns(given))
    }

    fn return_field_from_args(&self, arguments: ReturnFieldArgs) -> Result<FieldRef> {
        parameter::check_literals(R::NAME, R::FORMS, arguments.scalar_arguments)?;
        let given: Vec<DataType> =
            arguments.arg_fields.iter().map(|field| field.data_type().clone()).collect();
        Ok(Arc::new(Field::new(R::NAME, R::returns(&given), true)))
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let ScalarFunctionArgs { mut args, number_rows, .. } = arguments;
        let call = |args, rows| self.function.rows(&Arguments::new(R::NAME, R::FORMS, args, rows)?);
        let arrays = args.iter().filter(|given| matches!(given, ColumnarValue::Array(_))).count();
        if arrays == 0 {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&call(args, 1)?, 0)?));
        }
        if let (1, Some(ColumnarValue::Array(array))) = (arrays, args.first_mut())
            && let Some((values, rows)) = distinct(array)?
        {
            let count = values.len();
            *array = values;
            return Ok(ColumnarValue::Array(take(&call(args, count)?, &rows, None)?));
        }
        Ok(ColumnarValue::Array(call(args, number_rows)?))
    }
}
