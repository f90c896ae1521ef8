//! How a stream is stored: little-endian numbers in blocks, of which each proves all bytes before its end.
//!
//! Of the blocks of a [`Frame`] the first one has the options: the preset (1 byte: 1 headlines, 2 documents) and the
//! least score (2). Each other one has texts: of each its id (8), the hash of what equal texts share (4), its
//! length (4), its row, and its bytes. A block without texts ends all.
//!
//! Keys and tables are not stored: they follow from the rows.
//!
//! Time and space O(bytes).

use super::{DedupIndex, keys};
use crate::bytes::{Frame, Input, Sum};
use crate::dedup::{DEDUP_VERSION, Dedup, Preset};
use crate::error::DecodeError;
use crate::fingerprint::FINGERPRINT_VERSION;
use crate::text::FOLD_VERSION;

pub(super) const FRAME: Frame = Frame {
    magic: *b"dsix",
    version: 2,
    rests_on: &[
        ("DEDUP_VERSION", DEDUP_VERSION),
        ("FOLD_VERSION", FOLD_VERSION),
        ("FINGERPRINT_VERSION", FINGERPRINT_VERSION),
    ],
};
/// A block ends with the text that makes it so long.
const BLOCK: usize = 1 << 18;

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
        let (mut block, mut sum) = FRAME.head();
        sum.write_block(&mut block, |out| {
            out.push(self.dedup.scheme.tag());
            out.extend(self.dedup.min_score.to_le_bytes());
        });
        let (mut place, mut ended) = (0, false);
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let mut out = std::mem::take(&mut block);
            sum.write_block(&mut out, |out| {
                let start = out.len();
                while (place as usize) < self.len() && out.len() - start < BLOCK {
                    self.write(place, out);
                    place += 1;
                }
                ended = out.len() == start;
            });
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
    /// Once the options were read.
    stream: Option<DedupIndex>,
    ended: bool,
    /// The checksum of all that was read, once the head was.
    sum: Option<Sum>,
    /// How many bytes were read, and those behind them.
    at: usize,
    rest: Vec<u8>,
    failed: Option<DecodeError>,
}

impl IndexDecoder {
    /// Nothing was read yet.
    pub fn new() -> Self {
        Self::default()
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
        let Some(sum) = &mut self.sum else {
            let head = FRAME.head_len();
            match FRAME.check_head(&bytes[..head.min(bytes.len())]) {
                Err(DecodeError::Truncated { .. }) => return Ok(None),
                checked => self.sum = Some(checked?),
            }
            return Ok(Some(head));
        };
        if self.ended {
            return if bytes.is_empty() { Ok(None) } else { Err(DecodeError::Corrupt { at: self.at }) };
        }
        let Some(len) = sum.read_block(bytes, self.at)? else { return Ok(None) };
        let content = Sum::content(&bytes[..len], self.at);
        match &mut self.stream {
            None => self.stream = Some(read_options(content)?),
            Some(stream) => {
                self.ended = content.left() == 0;
                read_texts(stream, content)?;
            }
        }
        Ok(Some(len))
    }
}

/// Adds the texts of a block.
fn read_texts(stream: &mut DedupIndex, mut input: Input<'_>) -> Result<(), DecodeError> {
    let mut row = vec![0; keys::width(&stream.dedup.scheme)];
    while input.left() > 0 {
        // The checksum was right, so that whoever wrote this meant it.
        let wrong = DecodeError::Corrupt { at: input.at() };
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

/// An empty stream of these options.
fn read_options(mut input: Input<'_>) -> Result<DedupIndex, DecodeError> {
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
    input.close()?;
    Ok(dedup.index())
}
