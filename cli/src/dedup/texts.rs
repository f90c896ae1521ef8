//! Texts to compare, and what to call them.

use std::path::PathBuf;

use crate::input;
use crate::lines::{self, Line};

/// Texts, and what to call them: an id in JSON, or a place in the input.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) names: Vec<String>,
    pub(super) texts: Vec<String>,
}

impl Texts {
    /// What `read` makes of each line: a name and a text. `false` if some input was bad.
    pub(super) fn read_lines(
        &mut self,
        files: &[PathBuf],
        read: fn(&Line) -> anyhow::Result<(String, String)>,
    ) -> anyhow::Result<bool> {
        lines::each(files, "read", read, |batch| {
            let (names, texts): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
            self.names.extend(names);
            self.texts.extend(texts);
            Ok(())
        })
    }

    /// Each of several files for one text; the texts of a single one. `false` if some input was bad.
    pub(super) fn read_documents(&mut self, files: &[PathBuf]) -> anyhow::Result<bool> {
        input::each(files, |name, text| {
            if files.len() > 1 {
                self.push(name.to_owned(), text);
            } else {
                self.split(text);
            }
            Ok(())
        })
    }

    fn push(&mut self, name: String, text: &str) {
        self.names.push(name);
        self.texts.push(text.to_owned());
    }

    /// The texts between lines of `---`, without blank ones.
    fn split(&mut self, text: &str) {
        let (mut start, mut first, mut at) = (0, 1, 0);
        for (before, line) in text.split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" {
                self.part(text.get(start..at).unwrap_or(""), first);
                (start, first) = (at + line.len(), before + 2);
            }
            at += line.len();
        }
        self.part(text.get(start..).unwrap_or(""), first);
    }

    /// A part that starts with line `first`. It is called after its first line that is not blank.
    fn part(&mut self, text: &str, first: usize) {
        if let Some(blank) = text.lines().position(|line| !line.trim().is_empty()) {
            self.push(format!("line {}", first + blank), text);
        }
    }
}
