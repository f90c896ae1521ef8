//! Stored bytes: the frame that all of them have, and how they are read, one number after another.
//!
//! Time O(bytes).

use crate::error::DecodeError;
use crate::hash;

/// What stored bytes start with: what they are, the version of their form, and those of what they rest on.
pub(crate) fn head(magic: [u8; 4], version: u32, rest_on: &[(&'static str, u32)]) -> Vec<u8> {
    let mut out = magic.to_vec();
    out.extend(version.to_le_bytes());
    rest_on.iter().for_each(|(_, version)| out.extend(version.to_le_bytes()));
    out
}

/// Puts a checksum behind the bytes.
pub(crate) fn sealed(mut out: Vec<u8>) -> Vec<u8> {
    let sum = hash::bytes(&out);
    out.extend(sum.to_le_bytes());
    out
}

/// Bytes, and how far they have been read.
pub(crate) struct Input<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Input<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes have been read.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// How many have not.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next ones.
    pub(crate) fn take<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let rest = &self.bytes[self.at..];
        let taken = *rest.first_chunk().ok_or(DecodeError::Truncated { at: self.bytes.len() })?;
        self.at += N;
        Ok(taken)
    }

    /// The next `count` of them, borrowed.
    pub(crate) fn skip(&mut self, count: usize) -> Result<&'b [u8], DecodeError> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..count).ok_or(DecodeError::Truncated { at: self.bytes.len() })?;
        self.at += count;
        Ok(taken)
    }

    /// A [`head`] of this kind, which has to be of the same versions.
    pub(crate) fn head(
        &mut self,
        magic: [u8; 4],
        version: u32,
        rest_on: &[(&'static str, u32)],
    ) -> Result<(), DecodeError> {
        let at = self.at;
        if self.take()? != magic {
            return Err(DecodeError::Corrupt { at });
        }
        let got = u32::from_le_bytes(self.take()?);
        if got != version {
            return Err(DecodeError::UnknownVersion { got, newest: version });
        }
        for &(of, known) in rest_on {
            let got = u32::from_le_bytes(self.take()?);
            if got != known {
                return Err(DecodeError::OtherVersion { of, got, known });
            }
        }
        Ok(())
    }

    /// Nothing may follow.
    pub(crate) fn close(self) -> Result<(), DecodeError> {
        if self.left() == 0 { Ok(()) } else { Err(DecodeError::Corrupt { at: self.at }) }
    }
}
