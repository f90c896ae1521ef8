//! How a stream is stored: little-endian numbers in blocks, of which each proves all bytes before its end.
//!
//! | bytes | |
//! |---|---|
//! | 4 | `dsix` |
//! | 4 | the version of this form |
//! | 12 | `DEDUP_VERSION`, `FOLD_VERSION`, `FINGERPRINT_VERSION` |
//! | 1 | the preset: 1 headlines, 2 documents |
//! | 2 | the least score |
//! | 1 | zero |
//!
//! and then blocks: how many bytes there are up to the checksum (4); texts, each as its id (8), the hash of what equal
//! texts share (4), its length (4), its row, and its bytes; a checksum of all that stands before it in
//! the file (8). A block without texts ends all.
//!
//! Keys and tables are not stored: they follow from the rows.
//!
//! Time and space O(bytes).

use super::{DedupIndex, keys};
use crate::bytes::{self, Input};
use crate::dedup::{DEDUP_VERSION, Dedup, Preset};
use crate::error::DecodeError;
use crate::fingerprint::FINGERPRINT_VERSION;
use crate::hash;
use crate::text::FOLD_VERSION;

const MAGIC: [u8; 4] = *b"dsix";
const VERSION: u32 = 1;
const HEAD: usize = 24;
/// A block ends with the text that makes it so long.
const BLOCK: usize = 1 << 18;
/// The length before the texts of a block, and the checksum behind them.
const LENGTH: usize = 4;
const SUM: usize = 8;

/// The versions on which answers rest.
const VERSIONS: [(&str, u32); 3] = [
    ("DEDUP_VERSION", DEDUP_VERSION),
    ("FOLD_VERSION", FOLD_VERSION),
    ("FINGERPRINT_VERSION", FINGERPRINT_VERSION),
];

impl DedupIndex {
    /// The stream as bytes, from which [`DedupIndex::from_bytes`] makes one that gives the same answers: for a text its own
    /// bytes, and 32 more for a headline or 184 for a document. They hold version, options and checksums.
    ///
    /// The same texts in the same order give the same bytes.
    ///
    /// ```
    /// use descrape::DedupIndex;
    /// let mut seen = descrape::Dedup::headlines().index();
    /// seen.add(7, "Snow closes three mountain roads");
    /// let stored = seen.to_bytes();
    /// let restored = DedupIndex::from_bytes(&stored)?;
    /// assert_eq!(restored.query("Three mountain roads closed by snow").map(|found| found.id), Some(7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        self.blocks().fold(Vec::new(), |mut bytes, block| {
            bytes.extend(block);
            bytes
        })
    }

    /// [`DedupIndex::to_bytes`] in parts of about a quarter of a megabyte (more if a single text is longer), for
    /// storing without a second copy in memory.
    pub fn blocks(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        let head = self.head();
        let (mut place, mut ended, mut sum) = (0, false, proof(hash::EMPTY, &head));
        let mut block = head;
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let mut out = std::mem::take(&mut block);
            let start = out.len();
            out.extend([0; LENGTH]);
            while (place as usize) < self.len() && out.len() - start < BLOCK {
                self.write(place, &mut out);
                place += 1;
            }
            let len = out.len() - start - LENGTH;
            ended = len == 0;
            out[start..start + LENGTH].copy_from_slice(&(len as u32).to_le_bytes());
            sum = proof(sum, &out[start..]);
            out.extend(sum.to_le_bytes());
            Some(out)
        })
    }

    /// The stream that [`DedupIndex::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`DecodeError`] for bytes that it did not write, for those of another version, and where what answers rest on
    /// has another version.
    ///
    /// # Complexity
    /// Time and space O(bytes), whatever they hold.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut decoder = IndexDecoder::new();
        decoder.feed(bytes)?;
        decoder.finish()
    }

    fn head(&self) -> Vec<u8> {
        let mut head = bytes::head(MAGIC, VERSION, &VERSIONS);
        head.push(self.dedup.scheme.tag());
        head.extend(self.dedup.min_score.to_le_bytes());
        head.push(0);
        head
    }

    fn write(&self, place: u32, out: &mut Vec<u8>) {
        let text = self.texts.get(place);
        out.extend(self.ids[place as usize].to_le_bytes());
        out.extend(self.equal[place as usize].to_le_bytes());
        out.extend((text.len() as u32).to_le_bytes());
        self.row(place).iter().for_each(|token| out.extend(token.to_le_bytes()));
        out.extend(text.as_bytes());
    }
}

/// Makes a [`DedupIndex`] of stored bytes that come in parts of any size, so that a file need not be in memory as a whole.
///
/// ```
/// use descrape::steps::IndexDecoder;
/// let mut seen = descrape::Dedup::headlines().index();
/// seen.add(7, "Snow closes three mountain roads");
/// let mut decoder = IndexDecoder::new();
/// for part in seen.to_bytes().chunks(10) {
///     decoder.feed(part)?;
/// }
/// assert_eq!(decoder.finish()?.ids(), [7]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct IndexDecoder {
    /// Once the head was read.
    stream: Option<DedupIndex>,
    ended: bool,
    /// The checksum of all blocks that were read.
    sum: u64,
    /// How many bytes were read, and those behind them.
    at: usize,
    rest: Vec<u8>,
    failed: Option<DecodeError>,
}

impl IndexDecoder {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self { sum: hash::EMPTY, ..Self::default() }
    }

    /// Reads on.
    ///
    /// # Errors
    /// [`DecodeError`] if the bytes so far are not the start of a stored stream; then all that follows is the same error.
    /// Its offset counts from the first byte that was fed.
    ///
    /// # Complexity
    /// Time O(bytes). At most one block is held besides what was read, and never more than was fed.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let result = if self.rest.is_empty() {
            self.read(bytes).map(|used| self.rest.extend(&bytes[used..]))
        } else {
            let mut rest = std::mem::take(&mut self.rest);
            rest.extend(bytes);
            self.read(&rest).map(|used| {
                rest.drain(..used);
                self.rest = rest;
            })
        };
        self.failed = result.err();
        result
    }

    /// The stream, now that all bytes were fed.
    ///
    /// # Errors
    /// As of [`IndexDecoder::feed`]; and [`DecodeError::Truncated`] if bytes are missing.
    pub fn finish(self) -> Result<DedupIndex, DecodeError> {
        match (self.failed, self.stream) {
            (Some(error), _) => Err(error),
            (None, Some(stream)) if self.ended => Ok(stream),
            _ => Err(DecodeError::Truncated { at: self.at + self.rest.len() }),
        }
    }

    /// Reads the head and all whole blocks, and returns how many bytes these are.
    fn read(&mut self, bytes: &[u8]) -> Result<usize, DecodeError> {
        let start = self.at;
        while let Some(len) = self.next(&bytes[self.at - start..])? {
            self.at += len;
        }
        Ok(self.at - start)
    }

    /// Reads the head or a block, and returns how many bytes it has, if they are all there.
    fn next(&mut self, bytes: &[u8]) -> Result<Option<usize>, DecodeError> {
        let Some(stream) = &mut self.stream else {
            // Foreign bytes are told by the first of them.
            let known = bytes.iter().zip(MAGIC).take_while(|(byte, known)| *byte == known).count();
            if known < MAGIC.len().min(bytes.len()) {
                return Err(DecodeError::Corrupt { at: known });
            }
            let Some(head) = bytes.first_chunk::<HEAD>() else { return Ok(None) };
            self.stream = Some(read_head(head)?);
            self.sum = proof(self.sum, head);
            return Ok(Some(HEAD));
        };
        if self.ended {
            return if bytes.is_empty() { Ok(None) } else { Err(DecodeError::Corrupt { at: self.at }) };
        }
        let Some(&promised) = bytes.first_chunk::<LENGTH>() else { return Ok(None) };
        let end = LENGTH + u32::from_le_bytes(promised) as usize;
        let Some(sum) = bytes.get(end..).and_then(|rest| rest.first_chunk::<SUM>()) else { return Ok(None) };
        self.sum = proof(self.sum, &bytes[..end]);
        if *sum != self.sum.to_le_bytes() {
            return Err(DecodeError::Corrupt { at: self.at + end });
        }
        read_texts(stream, &bytes[LENGTH..end], self.at + LENGTH)?;
        self.ended = end == LENGTH;
        Ok(Some(end + SUM))
    }
}

/// The checksum of what had the checksum `sum`, and of what follows it.
fn proof(sum: u64, bytes: &[u8]) -> u64 {
    hash::extend(sum, hash::bytes(bytes))
}

/// Adds the texts of a block, which starts at `start`.
fn read_texts(stream: &mut DedupIndex, block: &[u8], start: usize) -> Result<(), DecodeError> {
    let mut input = Input::new(block);
    let mut row = vec![0; keys::width(&stream.dedup.scheme)];
    while input.left() > 0 {
        // The checksum was right, so that whoever wrote this meant it.
        let wrong = DecodeError::Corrupt { at: start + input.at() };
        let mut text = || {
            let id = u64::from_le_bytes(input.take()?);
            let equal = u32::from_le_bytes(input.take()?);
            let len = u32::from_le_bytes(input.take()?);
            for token in &mut row {
                *token = u16::from_le_bytes(input.take()?);
            }
            let text = std::str::from_utf8(input.skip(len as usize)?).map_err(|_| wrong)?;
            Ok((id, equal, text))
        };
        let (id, equal, text) = text().map_err(|_: DecodeError| wrong)?;
        stream.store(id, text, equal, &row);
    }
    Ok(())
}

/// An empty stream of the options in a head.
fn read_head(head: &[u8; HEAD]) -> Result<DedupIndex, DecodeError> {
    let mut input = Input::new(head);
    input.head(MAGIC, VERSION, &VERSIONS)?;
    let at = input.at();
    let [preset] = input.take()?;
    let preset = match preset {
        1 => Preset::Headlines,
        2 => Preset::Documents,
        _ => return Err(DecodeError::Corrupt { at }),
    };
    let at = input.at();
    let min_score = u16::from_le_bytes(input.take()?);
    let dedup =
        Dedup::builder(preset).min_score(min_score).build().map_err(|_| DecodeError::Corrupt { at })?;
    let at = input.at();
    if input.take()? != [0] {
        return Err(DecodeError::Corrupt { at });
    }
    Ok(dedup.index())
}
