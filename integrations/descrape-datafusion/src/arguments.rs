//! The command line: a role, and options with a value each.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

/// Options that are not yet asked for.
#[derive(Debug)]
pub(crate) struct Arguments {
    role: String,
    options: BTreeMap<String, String>,
}

impl Arguments {
    pub(crate) fn new(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let role = words.next().unwrap_or_else(|| "help".to_owned());
        let mut options = BTreeMap::new();
        while let Some(word) = words.next() {
            let name = word.strip_prefix("--").ok_or_else(|| format!("{word:?} is no option"))?;
            let value = words.next().ok_or_else(|| format!("--{name} has no value"))?;
            if options.insert(name.to_owned(), value).is_some() {
                return Err(format!("--{name} comes twice"));
            }
        }
        Ok(Self { role, options })
    }

    pub(crate) fn role(&self) -> &str {
        &self.role
    }

    pub(crate) fn text(&mut self, name: &str, default: &str) -> String {
        self.options.remove(name).unwrap_or_else(|| default.to_owned())
    }

    pub(crate) fn needed(&mut self, name: &str) -> Result<String, String> {
        self.options.remove(name).ok_or_else(|| format!("--{name} is missing"))
    }

    pub(crate) fn maybe<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, String>
    where
        T::Err: Display,
    {
        let parse = |value: String| value.parse().map_err(|error| format!("--{name} is {value:?}: {error}"));
        self.options.remove(name).map(parse).transpose()
    }

    pub(crate) fn number<T: FromStr>(&mut self, name: &str, default: T) -> Result<T, String>
    where
        T::Err: Display,
    {
        Ok(self.maybe(name)?.unwrap_or(default))
    }

    /// Values with commas between them.
    pub(crate) fn list<T: FromStr>(&mut self, name: &str) -> Result<Vec<T>, String> {
        let value = self.text(name, "");
        let parse =
            |item: &str| item.parse().map_err(|_| format!("--{name} has {item:?}, which it cannot have"));
        value.split(',').filter(|item| !item.is_empty()).map(parse).collect()
    }

    /// A host with a port.
    pub(crate) fn address(&mut self, name: &str) -> Result<Option<(String, u16)>, String> {
        let Some(value) = self.options.remove(name) else { return Ok(None) };
        let parsed =
            value.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
        parsed.map(Some).ok_or_else(|| format!("--{name} is {value:?}, but must be HOST:PORT"))
    }

    /// Complains of options that nobody asked for.
    pub(crate) fn end(&self) -> Result<(), String> {
        match self.options.keys().next() {
            None => Ok(()),
            Some(name) => Err(format!("{} has no option --{name}", self.role)),
        }
    }
}
