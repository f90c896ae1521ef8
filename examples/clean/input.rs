//! Texts from files and from standard input.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::exit::complain;
use crate::width::printable;

/// Reads one text after another and hands each, with its name, to `visit`; without
/// files it is standard input. Only one text is held at a time.
///
/// What cannot be read is complained about and passed over: `false` then.
pub(crate) fn each(
    files: &[PathBuf],
    mut visit: impl FnMut(&str, &str) -> io::Result<()>,
) -> io::Result<bool> {
    let mut good = true;
    for path in or_stdin(files).iter() {
        let name = name(path);
        let bytes = if is_stdin(path) {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(path)
        };
        match bytes.map_err(|error| error.to_string()).and_then(utf8) {
            Ok(text) => visit(&name, &text)?,
            Err(reason) => {
                complain(format_args!("{}: {reason}", printable(&name)));
                good = false;
            }
        }
    }
    Ok(good)
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

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| not_utf8(error.utf8_error()))
}

/// Bytes that are not UTF-8, in words: a guess at the encoding would change the text.
pub(crate) fn not_utf8(error: std::str::Utf8Error) -> String {
    format!("not UTF-8: first bad byte at offset {}", error.valid_up_to())
}
