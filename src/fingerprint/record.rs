//! How fingerprints are stored: little-endian numbers behind one kind of head.
//!
//! | bytes | |
//! |---|---|
//! | 3 | `dfp` |
//! | 1 | the algorithm |
//! | 4 | `FINGERPRINT_VERSION` |
//! | 2 | the unit of the shingles; two zeros if it is not known |
//!
//! Time O(bytes).

use super::FINGERPRINT_VERSION;
use super::shingle::ShingleUnit;
use crate::bytes::Input;
use crate::error::DecodeError;

const MAGIC: [u8; 3] = *b"dfp";

/// What follows the head.
#[derive(Clone, Copy)]
pub(super) enum Algorithm {
    SimHash64 = 1,
    MinHash = 2,
}

/// Bytes as they are written.
pub(super) struct Output(Vec<u8>);

impl Output {
    /// A head, and room for so many bytes behind it.
    pub(super) fn new(algorithm: Algorithm, unit: Option<ShingleUnit>, room: usize) -> Self {
        let mut out = Self(Vec::with_capacity(10 + room));
        out.put(MAGIC);
        out.put([algorithm as u8]);
        out.put(FINGERPRINT_VERSION.to_le_bytes());
        out.put(unit.map_or([0, 0], ShingleUnit::tag));
        out
    }

    pub(super) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        self.0.extend_from_slice(&bytes);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads the head of bytes: what follows it, and the unit.
pub(super) fn open(
    bytes: &[u8],
    algorithm: Algorithm,
) -> Result<(Input<'_>, Option<ShingleUnit>), DecodeError> {
    let mut input = Input::new(bytes);
    if input.take()? != MAGIC {
        return Err(DecodeError::Corrupt { at: 0 });
    }
    if input.take()? != [algorithm as u8] {
        return Err(DecodeError::Corrupt { at: 3 });
    }
    let got = u32::from_le_bytes(input.take()?);
    if got != FINGERPRINT_VERSION {
        return Err(DecodeError::UnknownVersion { got, newest: FINGERPRINT_VERSION });
    }
    let at = input.at();
    let unit = match input.take()? {
        [0, 0] => None,
        tag => Some(ShingleUnit::of_tag(tag).ok_or(DecodeError::Corrupt { at })?),
    };
    Ok((input, unit))
}
