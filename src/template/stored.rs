//! How what was learnt of sites is stored, and read again.
//!
//! Time O(bytes).

use super::TEMPLATE_VERSION;
use crate::bytes::{Frame, Input};
use crate::error::DecodeError;

/// The frame of one kind of them.
pub(super) const fn frame(magic: [u8; 4]) -> Frame {
    Frame { magic, version: TEMPLATE_VERSION, rests_on: &[] }
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
