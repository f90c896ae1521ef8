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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::BuildError;
    use crate::fingerprint::{MinHasher, Signature, SimHashes};

    #[test]
    fn simhashes_that_were_never_written_are_refused() -> Result<(), BuildError> {
        let good = SimHashes::new(Some(ShingleUnit::words(3)?)).to_bytes();
        let with = |at: usize, new: &[u8]| SimHashes::from_bytes(&SIMHASHES.forged(&good, at, new)).err();
        for (at, new, expected) in [
            (16, &[1, 3][..], None),
            (16, &[3], Some(DecodeError::Corrupt { at: 16 })),
            (17, &[17], Some(DecodeError::Corrupt { at: 16 })),
            (18, &[1], Some(DecodeError::Truncated { at: good.len() })),
            // A count that no memory could hold.
            (25, &[0xff], Some(DecodeError::Truncated { at: good.len() })),
        ] {
            assert_eq!(with(at, new), expected, "{at}: {new:?}");
        }
        Ok(())
    }

    #[test]
    fn signatures_that_were_never_written_are_refused() -> Result<(), BuildError> {
        let good = MinHasher::new(2, 0)?.signature(&[1]).to_bytes();
        let with = |at: usize, new: [u8; 4]| Signature::from_bytes(&SIGNATURE.forged(&good, at, &new)).err();
        let end = good.len() - 8;
        for (at, new, expected) in [
            (18, [2, 0, 0, 0], None),
            (18, [0; 4], Some(DecodeError::Corrupt { at: 18 })),
            (18, [0xff; 4], Some(DecodeError::Corrupt { at: 18 })),
            (18, [3, 0, 0, 0], Some(DecodeError::Truncated { at: end })),
            (18, [1, 0, 0, 0], Some(DecodeError::Corrupt { at: end - 4 })),
            // No key is as great, and only all slots can be empty.
            (30, [0, 0, 0, 0x80], Some(DecodeError::Corrupt { at: 30 })),
            (30, [0xff; 4], Some(DecodeError::Corrupt { at: 34 })),
            (34, [0xff; 4], Some(DecodeError::Corrupt { at: 34 })),
        ] {
            assert_eq!(with(at, new), expected, "{at}: {new:?}");
        }
        Ok(())
    }
}
