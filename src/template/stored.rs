//! The frame of stored bytes: magic, version, content, and a checksum over all of it.
//!
//! Time O(bytes).

use super::TEMPLATE_VERSION;
use crate::bytes::{self, Input};
use crate::error::DecodeError;
use crate::hash;

const SUM: usize = 8;

/// Bytes with a head, ready for the content.
pub(super) fn open(magic: [u8; 4]) -> Vec<u8> {
    bytes::head(magic, TEMPLATE_VERSION, &[])
}

/// The content of bytes with a head and a checksum, if they are whole.
pub(super) fn content(bytes: &[u8], magic: [u8; 4]) -> Result<Input<'_>, DecodeError> {
    let mut input = Input::new(bytes);
    input.head(magic, TEMPLATE_VERSION, &[])?;
    let truncated = DecodeError::Truncated { at: bytes.len() };
    let end = bytes.len().checked_sub(SUM).filter(|&end| end >= input.at()).ok_or(truncated)?;
    if bytes[end..] != hash::bytes(&bytes[..end]).to_le_bytes() {
        return Err(DecodeError::Corrupt { at: end });
    }
    let mut content = Input::new(&bytes[..end]);
    content.skip(input.at())?;
    Ok(content)
}

/// A name behind its length.
pub(super) fn name(input: &mut Input<'_>) -> Result<String, DecodeError> {
    let length = u16::from_le_bytes(input.take()?);
    let at = input.at();
    let name = std::str::from_utf8(input.skip(length.into())?);
    match name {
        Ok(name) if !name.is_empty() => Ok(name.to_owned()),
        _ => Err(DecodeError::Corrupt { at }),
    }
}
