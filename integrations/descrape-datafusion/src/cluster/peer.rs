//! `descrape_peer`: who runs a task. The client asks before a job.

use std::sync::Arc;

use datafusion::arrow::array::StringArray;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};

/// Gives the name of the process for each row. Its argument keeps planners from running it once.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Peer {
    process: String,
    signature: Signature,
}

/// The function as the process `name` answers it.
pub(crate) fn peer(name: &str) -> Arc<ScalarUDF> {
    let signature = Signature::exact(vec![DataType::Int64], Volatility::Volatile);
    Arc::new(ScalarUDF::from(Peer { process: name.to_owned(), signature }))
}

impl ScalarUDFImpl for Peer {
    fn name(&self) -> &str {
        "descrape_peer"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let names = vec![self.process.as_str(); args.number_rows];
        Ok(ColumnarValue::Array(Arc::new(StringArray::from(names))))
    }
}
