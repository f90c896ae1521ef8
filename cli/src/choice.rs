//! Options that take one of several names.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// One of `all` by its name. Help and errors list the names.
pub(crate) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let find = move |said: String| all.iter().copied().find(|&one| name(one) == said).ok_or("no such name");
    PossibleValuesParser::new(all.iter().map(|&one| name(one))).try_map(find)
}
