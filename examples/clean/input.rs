//! Texts from files and from standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::complain;
use crate::width::printable;

/// Reads one text after another and hands each, with its name, to `visit`; without
/// files it is standard input. Only one text is held at a time.
///
/// What cannot be read is complained about and passed over: `false` then.
pub(crate) fn each(
    files: &[PathBuf],
    mut visit: impl FnMut(&str, &str) -> io::Result<()>,
) -> io::Result<bool> {
    let stdin = [PathBuf::from("-")];
    let mut good = true;
    for path in if files.is_empty() { &stdin } else { files } {
        let (name, bytes) = if is_stdin(path) {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            ("standard input".to_owned(), read.map(|_| bytes))
        } else {
            (path.display().to_string(), fs::read(path))
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
