//! [`Rows`]: a function that goes through the rows of a batch, as a function of DataFusion.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

use super::arguments::Arguments;
use super::dictionary::distinct;
use super::parameter::{self, Forms};

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
