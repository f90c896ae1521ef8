//! The frame of stored bytes: magic, version, content, and a checksum over all of it.

use super::TEMPLATE_VERSION;
use crate::bytes::Input;
use crate::error::DecodeError;
use crate::hash;

const SUM: usize = 8;

/// Bytes with a head, ready for the content.
pub(super) fn open(magic: [u8; 4]) -> Vec<u8> {
    let mut out = magic.to_vec();
    out.extend(TEMPLATE_VERSION.to_le_bytes());
    out
}

/// Puts the checksum behind the content.
pub(super) fn seal(mut out: Vec<u8>) -> Vec<u8> {
    let sum = hash::bytes(&out);
    out.extend(sum.to_le_bytes());
    out
}

/// The content of bytes that [`seal`] made, if they are whole.
pub(super) fn content(bytes: &[u8], magic: [u8; 4]) -> Result<Input<'_>, DecodeError> {
    let mut head = Input::new(bytes);
    if head.take()? != magic {
        return Err(DecodeError::Corrupt { at: 0 });
    }
    let got = u32::from_le_bytes(head.take()?);
    if got != TEMPLATE_VERSION {
        return Err(DecodeError::UnknownVersion { got, newest: TEMPLATE_VERSION });
    }
    let truncated = DecodeError::Truncated { at: bytes.len() };
    let end = bytes.len().checked_sub(SUM).filter(|&end| end >= head.at()).ok_or(truncated)?;
    if bytes[end..] != hash::bytes(&bytes[..end]).to_le_bytes() {
        return Err(DecodeError::Corrupt { at: end });
    }
    let mut input = Input::new(&bytes[..end]);
    input.skip(head.at())?;
    Ok(input)
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
