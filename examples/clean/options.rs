//! A command line taken apart by hand: a crate for it would be the example's only
//! dependency, and file names that are not Unicode pass through untouched.

use std::ffi::OsString;
use std::path::PathBuf;

/// One thing on the command line.
pub(crate) enum Arg {
    /// `-` is standard input.
    File(PathBuf),
    /// With its dashes.
    Option(String),
}

/// The arguments, one after another.
pub(crate) struct Options<A> {
    args: A,
    /// After `--`.
    only_files: bool,
    /// The option that came last, and the value after its `=` until it is taken.
    name: String,
    inline: Option<OsString>,
}

impl<A: Iterator<Item = OsString>> Options<A> {
    pub(crate) fn new(args: A) -> Self {
        Self { args, only_files: false, name: String::new(), inline: None }
    }

    /// The next one. It is an error if the last one was given a value that nobody took.
    pub(crate) fn next(&mut self) -> Result<Option<Arg>, String> {
        if self.inline.is_some() {
            return Err(format!("{} takes no value", self.name));
        }
        let Some(mut arg) = self.args.next() else { return Ok(None) };
        if arg == "--" && !self.only_files {
            self.only_files = true;
            match self.args.next() {
                Some(file) => arg = file,
                None => return Ok(None),
            }
        }
        if self.only_files || arg == "-" || !arg.as_encoded_bytes().starts_with(b"-") {
            return Ok(Some(Arg::File(arg.into())));
        }
        let Some(arg) = arg.to_str() else { return Err(unknown(&arg.to_string_lossy())) };
        let (name, inline) = match arg.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (arg, None),
        };
        (self.name, self.inline) = (name.to_owned(), inline.map(OsString::from));
        Ok(Some(Arg::Option(self.name.clone())))
    }

    /// The value of the option that came last: behind its `=`, or else the next argument.
    pub(crate) fn value(&mut self) -> Result<OsString, String> {
        let value = self.inline.take().or_else(|| self.args.next());
        value.ok_or_else(|| format!("{} needs a value", self.name))
    }

    /// The same, if it is Unicode.
    pub(crate) fn word(&mut self) -> Result<String, String> {
        let word = self.value()?.into_string();
        word.map_err(|value| format!("{} {}: not Unicode", self.name, value.to_string_lossy()))
    }
}

/// What to say of an option that there is not.
pub(crate) fn unknown(name: &str) -> String {
    format!("unknown option {name}")
}
