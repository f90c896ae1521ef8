//! Many texts in few pieces of memory.
//!
//! Space O(bytes), time O(1) for a text.

use super::grown;

/// Texts share pieces of so many bytes; a longer one has a piece of its own.
const PIECE: usize = 1 << 18;

/// Texts by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pieces: Vec<String>,
    /// The number of its piece, and where it starts in it.
    starts: Vec<(u32, u32)>,
}

impl Texts {
    /// A text of at most 2^32 bytes.
    pub(super) fn push(&mut self, text: &str) {
        let full = self.pieces.last().is_none_or(|last| last.len() + text.len() > PIECE);
        if full {
            if let Some(last) = self.pieces.last_mut() {
                last.shrink_to_fit();
            }
            // The first one grows with the texts.
            let room = if self.pieces.is_empty() { text.len() } else { text.len().max(PIECE) };
            self.pieces.push(String::with_capacity(room));
        }
        grown(&mut self.starts, 1);
        let piece = self.pieces.len() - 1;
        self.starts.push((piece as u32, self.pieces[piece].len() as u32));
        self.pieces[piece].push_str(text);
    }

    /// The first byte of a text, or of what comes after it.
    pub(super) fn prefetch(&self, place: u32) -> u8 {
        let (piece, start) = self.starts[place as usize];
        self.pieces[piece as usize].as_bytes().get(start as usize).copied().unwrap_or(0)
    }

    pub(super) fn get(&self, place: u32) -> &str {
        let (piece, start) = self.starts[place as usize];
        let end = self.starts.get(place as usize + 1).filter(|next| next.0 == piece);
        let text = &self.pieces[piece as usize];
        &text[start as usize..end.map_or(text.len(), |next| next.1 as usize)]
    }

    /// The bytes that are held.
    pub(super) fn memory(&self) -> usize {
        let texts: usize = self.pieces.iter().map(String::capacity).sum();
        texts
            + self.pieces.capacity() * size_of::<String>()
            + self.starts.capacity() * size_of::<(u32, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_was_given() {
        let long = "é".repeat(PIECE);
        let exact = "x".repeat(PIECE);
        let mut given = vec!["", "Snow fell.", "", &long, "", "Rain fell.", &exact, &exact, "", "終"];
        given.extend(std::iter::repeat_n("The ferry stops for good.", 100_000));
        let mut texts = Texts::default();
        for text in &given {
            texts.push(text);
        }
        assert_eq!(texts.starts.len(), given.len());
        for (place, text) in (0..).zip(&given) {
            assert!(texts.get(place) == *text, "text {place}");
        }
        let bytes: usize = given.iter().map(|text| text.len()).sum();
        assert!(texts.memory() <= bytes + given.len() * 9 + PIECE + 4096, "{}", texts.memory());
    }
}
