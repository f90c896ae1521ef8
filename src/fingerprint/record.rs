//! How fingerprints are stored: the unit of the shingles first (2 bytes, zeros if it is not known), then numbers.
//!
//! Time O(bytes).

use super::FINGERPRINT_VERSION;
use super::shingle::ShingleUnit;
use crate::bytes::{Frame, Input};
use crate::error::DecodeError;

const fn frame(magic: [u8; 4]) -> Frame {
    Frame { magic, version: FINGERPRINT_VERSION, rests_on: &[] }
}

pub(super) const SIMHASHES: Frame = frame(*b"dfps");
pub(super) const SIGNATURE: Frame = frame(*b"dfpm");

/// The bytes of fingerprints of this unit.
pub(super) fn write(frame: &Frame, unit: Option<ShingleUnit>, numbers: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    frame.write(|out| {
        out.extend(unit.map_or([0, 0], ShingleUnit::tag));
        numbers(out);
    })
}

/// The numbers of stored fingerprints, and their unit.
pub(super) fn open<'b>(
    frame: &Frame,
    bytes: &'b [u8],
) -> Result<(Input<'b>, Option<ShingleUnit>), DecodeError> {
    let mut input = frame.open(bytes)?;
    let at = input.at();
    let unit = match input.take()? {
        [0, 0] => None,
        tag => Some(ShingleUnit::of_tag(tag).ok_or(DecodeError::Corrupt { at })?),
    };
    Ok((input, unit))
}
