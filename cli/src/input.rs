//! Texts from files and from standard input.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::exit::complain;
use crate::terminal::printable;

/// Reads one text after another and hands each, with its name, to `visit`; without
/// files it is standard input. Only one text is held at a time.
///
/// What cannot be read is complained about and passed over: `false` then.
pub(crate) fn each(
    files: &[PathBuf],
    mut visit: impl FnMut(&str, &str) -> anyhow::Result<()>,
) -> anyhow::Result<bool> {
    let mut good = true;
    for path in or_stdin(files).iter() {
        let name = name(path);
        match read(path) {
            Ok(text) => visit(&name, &text)?,
            Err(reason) => {
                complain(format_args!("{}: {reason}", printable(&name)));
                good = false;
            }
        }
    }
    Ok(good)
}

fn read(path: &Path) -> anyhow::Result<String> {
    let bytes = if is_stdin(path) {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        fs::read(path)?
    };
    String::from_utf8(bytes).map_err(|error| not_utf8(error.utf8_error()))
}

/// The files, or standard input if there are none.
pub(crate) fn or_stdin(files: &[PathBuf]) -> Cow<'_, [PathBuf]> {
    if files.is_empty() { vec![PathBuf::from("-")].into() } else { files.into() }
}

/// What to call a file.
pub(crate) fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Bytes as text.
pub(crate) fn utf8(bytes: &[u8]) -> anyhow::Result<&str> {
    std::str::from_utf8(bytes).map_err(not_utf8)
}

/// Bytes that are not UTF-8, in words: a guess at the encoding would change the text.
fn not_utf8(error: std::str::Utf8Error) -> anyhow::Error {
    anyhow!("not UTF-8: first bad byte at offset {}", error.valid_up_to())
}
