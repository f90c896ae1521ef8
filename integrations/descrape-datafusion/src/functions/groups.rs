//! [`Gathered`]: what is gathered over the rows of a group, as an aggregate of DataFusion.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{ScalarValue, exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::utils::{AggregateOrderSensitivity, format_state_name};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, ColumnarValue, Signature, Volatility,
};

use super::arguments::Arguments;
use super::column::blobs;
use super::parameter::{self, Forms};

/// Something that grows row by row, is stored as a blob, and is merged in any order.
///
/// Blobs are views, so that those of many groups may have more than two gigabytes together, and so that joining one to many
/// rows copies nothing.
pub(super) trait Gathered: Debug + Default + Send + Sync + 'static {
    const NAME: &'static str;
    const FORMS: Forms;

    /// Adds the rows of a batch. Rows with a null are passed over.
    fn update(&mut self, arguments: &Arguments) -> Result<()>;

    /// What was gathered so far; `None` if nothing was.
    fn state(&self) -> Option<Vec<u8>>;

    /// Adds what another one has gathered.
    fn merge(&mut self, state: &[u8]) -> Result<()>;

    /// What comes of it; `None` if nothing was gathered. In a window, more may follow.
    fn result(&self) -> Option<Vec<u8>>;

    /// The bytes of memory that it takes.
    fn size(&self) -> usize;
}

pub(super) fn aggregate_udf<G: Gathered>() -> Arc<AggregateUDF> {
    let signature = Signature::user_defined(Volatility::Immutable);
    Arc::new(AggregateUDF::from(Function { signature, gathered: PhantomData::<G> }))
}

/// A [`Gathered`] to DataFusion.
#[derive(Debug)]
struct Function<G> {
    signature: Signature,
    gathered: PhantomData<G>,
}

impl<G: Gathered> PartialEq for Function<G> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<G: Gathered> Eq for Function<G> {}

impl<G: Gathered> Hash for Function<G> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        G::NAME.hash(state);
    }
}

impl<G: Gathered> AggregateUDFImpl for Function<G> {
    fn name(&self) -> &str {
        G::NAME
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        parameter::accepted(G::NAME, G::FORMS, given)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::BinaryView)
    }

    fn state_fields(&self, arguments: StateFieldsArgs) -> Result<Vec<FieldRef>> {
        let name = format_state_name(arguments.name, "state");
        Ok(vec![Arc::new(Field::new(name, DataType::BinaryView, true))])
    }

    fn accumulator(&self, arguments: AccumulatorArgs) -> Result<Box<dyn Accumulator>> {
        if arguments.is_distinct {
            return plan_err!("{}: distinct is not supported", G::NAME);
        }
        Ok(Box::new(Gathering(G::default())))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }
}

#[derive(Debug)]
struct Gathering<G>(G);

impl<G: Gathered> Accumulator for Gathering<G> {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let rows = values.first().map_or(0, |array| array.len());
        let values = values.iter().map(|array| ColumnarValue::Array(Arc::clone(array))).collect();
        self.0.update(&Arguments::new(G::NAME, G::FORMS, values, rows)?)
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let Some(states) = states.first().and_then(|states| blobs(states)) else {
            return exec_err!("{}: what was gathered has come as no blobs", G::NAME);
        };
        states.iter().flatten().try_for_each(|state| self.0.merge(state))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(vec![ScalarValue::BinaryView(self.0.state())])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::BinaryView(self.0.result()))
    }

    fn size(&self) -> usize {
        self.0.size()
    }
}
