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

    /// Bytes of one block with others at some place of the content, under the right checksum.
    #[cfg(test)]
    pub(crate) fn forged(&self, bytes: &[u8], at: usize, new: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        bytes[at..at + new.len()].copy_from_slice(new);
        self.write(|out| out.extend(&bytes[self.head_len() + LENGTH..bytes.len() - SUM]))
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

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { magic: *b"test", version: 3, rests_on: &[("ONE", 7), ("OTHER", 8)] };

    fn refused(bytes: &[u8]) -> Option<DecodeError> {
        FRAME.open(bytes).err()
    }

    #[test]
    fn the_form_is_frozen() {
        let bytes = FRAME.write(|out| out.extend(b"content"));
        let expected = b"test\x03\0\0\0\x07\0\0\0\x08\0\0\0\x07\0\0\0\0\0\0\0content";
        assert_eq!(bytes[..bytes.len() - SUM], expected[..]);
        assert_eq!(bytes[bytes.len() - SUM..], 0x7be6f61425dcf9c1_u64.to_le_bytes());
        assert_eq!(FRAME.head_len(), 16);
    }

    #[test]
    fn content_comes_back_with_its_place() -> Result<(), DecodeError> {
        for content in [&b""[..], b"x", b"content of any length"] {
            let bytes = FRAME.write(|out| out.extend(content));
            let mut input = FRAME.open(&bytes)?;
            assert_eq!((input.at(), input.left()), (24, content.len()));
            assert_eq!(input.skip(content.len())?, content);
            assert_eq!(input.at(), bytes.len() - SUM);
            assert_eq!(input.take::<1>(), Err(DecodeError::Truncated { at: bytes.len() - SUM }));
            input.close()?;
        }
        Ok(())
    }

    #[test]
    fn whatever_is_cut_or_changed_is_refused_with_its_place() {
        let bytes = FRAME.write(|out| out.extend(b"content"));
        for end in 0..bytes.len() {
            assert_eq!(refused(&bytes[..end]), Some(DecodeError::Truncated { at: end }));
        }
        let longer = [&bytes[..], b"!"].concat();
        assert_eq!(refused(&longer), Some(DecodeError::Corrupt { at: bytes.len() }));
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let expected = match at {
                0..4 => DecodeError::Corrupt { at },
                4..8 => DecodeError::UnknownVersion { got: 3 ^ 1 << ((at - 4) * 8), newest: 3 },
                8..12 => DecodeError::OtherVersion { of: "ONE", got: 7 ^ 1 << ((at - 8) * 8), known: 7 },
                12..16 => DecodeError::OtherVersion { of: "OTHER", got: 8 ^ 1 << ((at - 12) * 8), known: 8 },
                // A byte less, or more than there are.
                16 => DecodeError::Corrupt { at: 30 },
                17..24 => DecodeError::Truncated { at: bytes.len() },
                _ => DecodeError::Corrupt { at: 31 },
            };
            assert_eq!(refused(&changed), Some(expected), "byte {at}");
        }
    }

    #[test]
    fn blocks_rest_on_those_before_them() -> Result<(), DecodeError> {
        let (mut bytes, mut sum) = FRAME.head();
        sum.write_block(&mut bytes, |out| out.extend(b"one"));
        let second = bytes.len();
        sum.write_block(&mut bytes, |out| out.extend(b"other"));
        let mut sum = FRAME.check_head(&bytes)?;
        assert_eq!(sum.read_block(&bytes[16..20], 16)?, None);
        // The second block alone is not what follows the head.
        let alone = { sum }.read_block(&bytes[second..], second);
        assert_eq!(alone, Err(DecodeError::Corrupt { at: bytes.len() - SUM }));
        assert_eq!(sum.read_block(&bytes[16..], 16)?, Some(second - 16));
        assert_eq!(sum.read_block(&bytes[second..], second)?, Some(bytes.len() - second));
        Ok(())
    }

    #[test]
    fn names_have_to_be_the_same_in_the_same_order() {
        let stored = |names: &[&str]| FRAME.write(|out| put_names(out, names.iter().copied()));
        let check = |names: &[&str]| {
            let bytes = stored(names);
            FRAME.open(&bytes)?.same_names("sign", ["one", "two"].into_iter())
        };
        let other = |at, known| Err(DecodeError::OtherName { of: "sign", at, known });
        assert_eq!(check(&["one", "two"]), Ok(()));
        assert_eq!(check(&["two", "one"]), other(0, "one"));
        assert_eq!(check(&["one"]), other(1, "two"));
        assert_eq!(check(&["one", "two", "three"]), other(2, ""));
        assert_eq!(check(&[]), other(0, "one"));
        let foreign = FRAME.forged(&stored(&["one", "two"]), 27, b"\xff");
        assert_eq!(
            FRAME.open(&foreign).and_then(|mut input| input.names().map(|_| ())),
            Err(DecodeError::Corrupt { at: 27 })
        );
    }
}
