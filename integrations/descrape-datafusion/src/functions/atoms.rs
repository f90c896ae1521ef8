//! Atoms, the tokens of [`CandidateRow`], as they are carried: 4 bytes each, the lowest first.

use datafusion::common::exec_err;
use datafusion::error::Result;
use descrape::Dedup;
use descrape::steps::CandidateRow;

/// The atoms of a row.
pub(super) fn write(row: &CandidateRow) -> Vec<u8> {
    row.tokens.iter().flat_map(|atom| atom.to_le_bytes()).collect()
}

/// How many atoms a text has.
pub(super) fn width(dedup: &Dedup) -> usize {
    dedup.row("").tokens.len()
}

/// The row of these atoms, as many as `width` if that is known. What equal texts share is not asked for any more.
pub(super) fn read(function: &str, row: usize, blob: &[u8], width: Option<usize>) -> Result<CandidateRow> {
    let (atoms, rest) = blob.as_chunks();
    if rest.is_empty() && width.is_none_or(|width| width == atoms.len()) {
        let tokens = atoms.iter().map(|atom| u32::from_le_bytes(*atom)).collect();
        return Ok(CandidateRow::new(0, tokens));
    }
    let asked = width.map_or_else(|| "4 for each".to_owned(), |width| (4 * width).to_string());
    exec_err!("{function}: atoms in row {row} of the batch are {} bytes, but must be {asked}", blob.len())
}
