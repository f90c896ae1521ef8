//! Stored bytes as they are read, one number after another.

use crate::error::DecodeError;

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

    /// Nothing may follow.
    pub(crate) fn close(self) -> Result<(), DecodeError> {
        if self.left() == 0 { Ok(()) } else { Err(DecodeError::Corrupt { at: self.at }) }
    }
}
