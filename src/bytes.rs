//! Stored bytes: the frame that all of them have, and how they are read, one number after another.
//!
//! | bytes | |
//! |---|---|
//! | 4 | what they are |
//! | 4 | the version of their form |
//! | 4 for each | the versions of what they rest on |
//!
//! and then a block, or more of them where things are stored in parts:
//!
//! | bytes | |
//! |---|---|
//! | 8 | the length of the content |
//! | length | the content |
//! | 8 | a checksum of all that stands before it |
//!
//! All numbers are little-endian. Time O(bytes).

use crate::error::DecodeError;
use crate::hash;

/// What one kind of stored bytes starts with.
pub(crate) struct Frame {
    pub(crate) magic: [u8; 4],
    pub(crate) version: u32,
    /// The versions of what they rest on, by the names of the constants.
    pub(crate) rests_on: &'static [(&'static str, u32)],
}

/// The length before the content of a block, and the checksum behind it.
const LENGTH: usize = 8;
const SUM: usize = 8;

impl Frame {
    /// How many bytes the head has.
    pub(crate) const fn head_len(&self) -> usize {
        8 + 4 * self.rests_on.len()
    }

    /// The head alone, and the checksum of it.
    pub(crate) fn head(&self) -> (Vec<u8>, Sum) {
        let mut out = self.magic.to_vec();
        out.extend(self.version.to_le_bytes());
        self.rests_on.iter().for_each(|(_, version)| out.extend(version.to_le_bytes()));
        let sum = Sum(hash::EMPTY).after(&out);
        (out, sum)
    }

    /// A head and one block, whose content `content` appends.
    pub(crate) fn write(&self, content: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let (mut out, mut sum) = self.head();
        sum.write_block(&mut out, content);
        out
    }

    /// The content of bytes that are a head and one block.
    pub(crate) fn open<'b>(&self, bytes: &'b [u8]) -> Result<Input<'b>, DecodeError> {
        let truncated = DecodeError::Truncated { at: bytes.len() };
        let mut sum = self.check_head(bytes)?;
        let start = self.head_len();
        let end = start + sum.read_block(&bytes[start..], start)?.ok_or(truncated)?;
        if end < bytes.len() {
            return Err(DecodeError::Corrupt { at: end });
        }
        Ok(Sum::content(&bytes[start..], start))
    }

    /// The checksum of the head at the start of these bytes, if it is of this kind and of these versions.
    pub(crate) fn check_head(&self, bytes: &[u8]) -> Result<Sum, DecodeError> {
        // Foreign bytes are told by the first of them.
        let known = bytes.iter().zip(self.magic).take_while(|(byte, known)| *byte == known).count();
        if known < self.magic.len().min(bytes.len()) {
            return Err(DecodeError::Corrupt { at: known });
        }
        let mut input = Input::new(bytes);
        input.take::<4>()?;
        let got = u32::from_le_bytes(input.take()?);
        if got != self.version {
            return Err(DecodeError::UnknownVersion { got, newest: self.version });
        }
        for &(of, known) in self.rests_on {
            let got = u32::from_le_bytes(input.take()?);
            if got != known {
                return Err(DecodeError::OtherVersion { of, got, known });
            }
        }
        Ok(Sum(hash::EMPTY).after(&bytes[..input.at]))
    }
}

/// The checksum of all bytes so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum(u64);

impl Sum {
    fn after(self, bytes: &[u8]) -> Self {
        Self(hash::extend(self.0, hash::bytes(bytes)))
    }

    /// Appends a block, whose content `content` appends.
    pub(crate) fn write_block(&mut self, out: &mut Vec<u8>, content: impl FnOnce(&mut Vec<u8>)) {
        let start = out.len();
        out.extend([0; LENGTH]);
        content(out);
        let len = out.len() - start - LENGTH;
        out[start..start + LENGTH].copy_from_slice(&(len as u64).to_le_bytes());
        *self = self.after(&out[start..]);
        out.extend(self.0.to_le_bytes());
    }

    /// How long the block is at the start of these bytes, or none if it is not all there. `at` is how many stand before them.
    pub(crate) fn read_block(&mut self, bytes: &[u8], at: usize) -> Result<Option<usize>, DecodeError> {
        let Some(&promised) = bytes.first_chunk::<LENGTH>() else { return Ok(None) };
        let end = usize::try_from(u64::from_le_bytes(promised)).ok().and_then(|len| len.checked_add(LENGTH));
        let Some(end) = end else { return Ok(None) };
        let Some(sum) = bytes.get(end..).and_then(|rest| rest.first_chunk::<SUM>()) else { return Ok(None) };
        let next = self.after(&bytes[..end]);
        if *sum != next.0.to_le_bytes() {
            return Err(DecodeError::Corrupt { at: at + end });
        }
        *self = next;
        Ok(Some(end + SUM))
    }

    /// The content of a whole block. `at` is how many bytes stand before it.
    pub(crate) fn content(block: &[u8], at: usize) -> Input<'_> {
        let end = block.len().saturating_sub(SUM);
        Input { bytes: block.get(LENGTH..end).unwrap_or_default(), start: at + LENGTH, at: 0 }
    }
}

/// Appends names, each behind its length.
pub(crate) fn put_names<'n>(out: &mut Vec<u8>, names: impl ExactSizeIterator<Item = &'n str>) {
    out.extend((names.len() as u16).to_le_bytes());
    for name in names {
        out.push(name.len() as u8);
        out.extend(name.as_bytes());
    }
}

/// Bytes, and how far they have been read.
pub(crate) struct Input<'b> {
    bytes: &'b [u8],
    /// How many bytes stand before them.
    start: usize,
    at: usize,
}

impl<'b> Input<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, start: 0, at: 0 }
    }

    /// Where the next one stands.
    pub(crate) fn at(&self) -> usize {
        self.start + self.at
    }

    /// How many have not.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next ones.
    pub(crate) fn take<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let rest = &self.bytes[self.at..];
        let taken =
            *rest.first_chunk().ok_or(DecodeError::Truncated { at: self.start + self.bytes.len() })?;
        self.at += N;
        Ok(taken)
    }

    /// The next `count` of them, borrowed.
    pub(crate) fn skip(&mut self, count: usize) -> Result<&'b [u8], DecodeError> {
        let rest = &self.bytes[self.at..];
        let taken = rest.get(..count).ok_or(DecodeError::Truncated { at: self.start + self.bytes.len() })?;
        self.at += count;
        Ok(taken)
    }

    /// The next names, of which each has to be valid UTF-8.
    pub(crate) fn names(&mut self) -> Result<Vec<&'b str>, DecodeError> {
        let count = u16::from_le_bytes(self.take()?);
        let name = |_| {
            let [length] = self.take()?;
            let at = self.at();
            std::str::from_utf8(self.skip(length.into())?).map_err(|_| DecodeError::Corrupt { at })
        };
        (0..count).map(name).collect()
    }

    /// The next names, which have to be these. `of` says of what they are.
    pub(crate) fn same_names(
        &mut self,
        of: &'static str,
        names: impl Iterator<Item = &'static str>,
    ) -> Result<(), DecodeError> {
        let stored = self.names()?;
        let known: Vec<&'static str> = names.collect();
        let differs = |&at: &usize| stored.get(at) != known.get(at);
        match (0..stored.len().max(known.len())).find(differs) {
            Some(at) => Err(DecodeError::OtherName { of, at, known: known.get(at).copied().unwrap_or("") }),
            None => Ok(()),
        }
    }

    /// Nothing may follow.
    pub(crate) fn close(self) -> Result<(), DecodeError> {
        if self.left() == 0 { Ok(()) } else { Err(DecodeError::Corrupt { at: self.at() }) }
    }
}
