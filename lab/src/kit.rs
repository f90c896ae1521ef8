//! Reads the evaluation kit: files of one JSON object a line, perhaps packed by gzip.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::MultiGzDecoder;
use serde_json::Value;

/// The objects of a file of JSON lines, in its order; unpacked if its name ends in `.gz`.
///
/// # Errors
///
/// The file cannot be opened. What is wrong with a line is an error in its place,
/// which names the file and the line.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = Result<Value>> + use<>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let name = path.display().to_string();
    let lines = BufReader::new(bytes).lines().enumerate();
    Ok(lines.filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim().is_empty())).map(
        move |(number, line)| {
            let value = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
            value.with_context(|| format!("{name}, line {}", number + 1))
        },
    ))
}
