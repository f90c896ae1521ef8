//! The sketch of a page: the keys of its lines in their order, as a few bytes a line.
//!
//! | bytes | of each line |
//! |---|---|
//! | 1 | bits: has a key, has a key with slots, prose, sentence |
//! | 1 | width in columns, up to 255 |
//! | 8 | its key, if it has one |
//! | 8 | its key with slots, if it has one |
//! | 8 | the `SimHash` of its words, if it is prose |
//!
//! Time O(bytes), space O(lines).

use super::line::{self, BLANK, Keys};
use crate::bytes::Input;
use crate::error::DecodeError;
use crate::fingerprint::SimHash64;
use crate::text::{Buffers, Document, Reading, Tokens};

/// Of a page with more lines the first and the last ones are kept, half of these each.
const MOST_LINES: usize = 2048;

const KEYED: u8 = 1;
const SLOTTED: u8 = 2;
const PROSE: u8 = 4;
const SENTENCE: u8 = 8;

/// One line of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageSignature {
    pub(super) keys: Keys,
    /// Of the words of prose.
    pub(super) simhash: u64,
}

impl PageSignature {
    /// What it is as a neighbour: the same whatever its numbers are.
    pub(super) fn class(&self) -> u64 {
        self.keys.slotted.or(self.keys.exact).unwrap_or(BLANK)
    }
}

/// Makes sketches, in buffers that are reused.
#[derive(Debug, Default)]
pub(super) struct SignatureMaker {
    buffers: Buffers,
    tokens: Tokens,
}

impl Clone for SignatureMaker {
    /// One with buffers of its own.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl SignatureMaker {
    /// The bytes of memory that the buffers take.
    pub(super) fn memory(&self) -> usize {
        self.buffers.memory() + self.tokens.memory()
    }

    /// The sketch of a page. Time and space O(bytes).
    pub(super) fn sketch(&mut self, text: &str) -> Box<[u8]> {
        let document = Document::read(text, Reading::Ends, std::mem::take(&mut self.buffers));
        let count = line::lines(&document).count();
        let middle = MOST_LINES / 2..count.saturating_sub(MOST_LINES / 2);
        let mut out = Vec::new();
        for (nth, (at, keys)) in line::lines(&document).enumerate() {
            if count > MOST_LINES && middle.contains(&nth) {
                continue;
            }
            let text = document.text_of(&document.lines[at]);
            let words = if keys.prose { self.tokens.read(text) } else { &[] };
            write(&mut out, keys, || SimHash64::of(words).bits());
        }
        self.buffers = document.into_buffers();
        out.into()
    }
}

fn write(out: &mut Vec<u8>, keys: Keys, simhash: impl Fn() -> u64) {
    let bit = |set: bool, bit: u8| if set { bit } else { 0 };
    let bits = bit(keys.exact.is_some(), KEYED)
        | bit(keys.slotted.is_some(), SLOTTED)
        | bit(keys.prose, PROSE)
        | bit(keys.sentence, SENTENCE);
    out.extend([bits, keys.width]);
    out.extend(keys.exact.into_iter().chain(keys.slotted).flat_map(u64::to_le_bytes));
    if keys.prose {
        out.extend(simhash().to_le_bytes());
    }
}

/// The lines of a sketch.
///
/// # Errors
/// If the bytes are no sketch. The offset counts from their start.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<PageSignature>, DecodeError> {
    let mut input = Input::new(bytes);
    let mut lines = Vec::new();
    while input.left() > 0 {
        let at = input.at();
        let [bits, width] = input.take()?;
        let number = |input: &mut Input<'_>, bit: u8| match bits & bit {
            0 => Ok(None),
            _ => input.take().map(u64::from_le_bytes).map(Some),
        };
        let (exact, slotted) = (number(&mut input, KEYED)?, number(&mut input, SLOTTED)?);
        let simhash = number(&mut input, PROSE)?;
        let unknown = bits & !(KEYED | SLOTTED | PROSE | SENTENCE) != 0;
        if unknown || slotted.is_some() && exact.is_none() || lines.len() == MOST_LINES {
            return Err(DecodeError::Corrupt { at });
        }
        let keys = Keys { exact, slotted, width, sentence: bits & SENTENCE != 0, prose: simhash.is_some() };
        lines.push(PageSignature { keys, simhash: simhash.unwrap_or(0) });
    }
    Ok(lines)
}
