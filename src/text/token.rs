//! The hashes of a text's folded words, and nothing else.
//!
//! Equal to the hashes of [`Words::push`](super::Words::push), but without the
//! words' places and folded forms: that is all a fingerprint needs. A text is read
//! in two passes over a kilobyte at a time. The first makes bitmaps of 64 bytes:
//! which ones belong to a *run* (ASCII letters and digits, and whatever the folding
//! has to look at: other characters, apostrophes, entities), and writes down where
//! runs start and end. The second hashes the runs. One that is nothing but 16 or
//! fewer ASCII letters and digits is a word: it is loaded, lowered, masked and
//! hashed without a branch on its length. Any other is the business of
//! [`Stretch`]. Between runs stand bytes that end words wherever they
//! stand, so runs can be read one by one.
//!
//! Time O(bytes), space O(words).

use super::ascii::LOWER_CASE_BITS;
use super::stretch::Stretch;
use crate::hash;

/// How many bytes one bitmap covers.
const BLOCK: usize = 64;
/// How many blocks the first pass does before the second starts.
const BLOCKS: usize = 16;
/// How many places of edges are kept: every byte may be one, a run may be open from
/// before, and a block writes its places in whole steps.
const EDGES: usize = BLOCKS * BLOCK + 1 + BLOCK;
/// How many places are written in one step.
const PLACES_A_STEP: usize = 8;

/// Stands in the end of a run that is not all ASCII letters and digits. No place in a
/// text is so high, and no word is so long.
const MIXED: usize = 1 << (usize::BITS - 1);

/// Reads the hashes of texts' words, in buffers that are reused.
#[derive(Clone, Debug)]
pub(crate) struct Tokens {
    hashes: Vec<u64>,
    /// Where runs start and end, by turns. An end may have [`MIXED`].
    edges: Box<[usize; EDGES]>,
    stretch: Stretch,
}

impl Default for Tokens {
    fn default() -> Self {
        Self { hashes: Vec::new(), edges: Box::new([0; EDGES]), stretch: Stretch::default() }
    }
}

/// The last bytes of a text, up to 64, with zeros behind them: from each of the last 16,
/// sixteen can be loaded.
struct Tail {
    bytes: [u8; BLOCK + 16],
    /// Where in the text they start.
    start: usize,
}

impl Tail {
    fn of(text: &[u8]) -> Self {
        let mut bytes = [0; BLOCK + 16];
        let len = text.len();
        // Copies of known lengths that overlap, since a copy of so few bytes is slow if its
        // length is not known.
        match (text.last_chunk::<BLOCK>(), text.first_chunk::<32>(), text.last_chunk::<32>()) {
            (Some(last), ..) => bytes[..BLOCK].copy_from_slice(last),
            (None, Some(first), Some(last)) => {
                bytes[..32].copy_from_slice(first);
                bytes[len - 32..len].copy_from_slice(last);
            }
            _ => bytes[..len].copy_from_slice(text),
        }
        Self { bytes, start: len.saturating_sub(BLOCK) }
    }

    /// The bitmaps of the last `rest` bytes of the text.
    fn classes(&self, rest: usize) -> (u64, u64) {
        let Some(block) = self.bytes.first_chunk() else { return (0, 0) };
        let (plain, special) = classes(block);
        // In a short text, all of the bytes are the rest.
        let others = if self.start == 0 && rest > 0 { 0 } else { (BLOCK - rest) as u32 };
        (plain.checked_shr(others).unwrap_or(0), special.checked_shr(others).unwrap_or(0))
    }
}

/// What the first pass knows of the blocks before.
#[derive(Default)]
struct Carry {
    /// Bit 0: the last byte belongs to a run.
    run: u64,
    /// Bit 0: and that run is of ASCII letters and digits so far.
    plain: u64,
}

/// For each length up to 16, which bits of a word to keep.
const KEEP: [[u64; 2]; 17] = {
    let mut table = [[0; 2]; 17];
    let mut len = 1;
    while len <= 16 {
        let bits = u128::MAX >> (128 - 8 * len);
        table[len] = [bits as u64, (bits >> 64) as u64];
        len += 1;
    }
    table
};

impl Tokens {
    /// The bytes of memory that the buffers take, about.
    pub(crate) fn memory(&self) -> usize {
        self.hashes.capacity() * size_of::<u64>() + size_of_val(&*self.edges)
    }

    /// The hashes of the words of `text`, in their order.
    pub(crate) fn read(&mut self, text: &str) -> &[u64] {
        self.hashes.clear();
        let bytes = text.as_bytes();
        let mut carry = Carry::default();
        // Up to where the text has been read as words.
        let mut done = 0;
        // How many runs are open from the chunk before: none or one.
        let mut open = 0;
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let tail = Tail::of(bytes);
        let count = if bytes.is_empty() { 0 } else { blocks.len() + 1 };
        for first in (0..count).step_by(BLOCKS) {
            let mut edges = open;
            for at in first..count.min(first + BLOCKS) {
                let (plain, special) = match blocks.get(at) {
                    Some(block) => classes(block),
                    None => tail.classes(rest.len()),
                };
                edges += self.find_edges(plain, special, at * BLOCK, edges, &mut carry);
            }
            done = self.hash_runs(text, &tail, edges / 2, done);
            open = edges % 2;
            self.edges[0] = self.edges[edges - open];
        }
        &self.hashes
    }

    /// The first pass over one block, which starts at `base`: writes the places to
    /// `edges[at..]`, and returns how many there are.
    #[inline]
    fn find_edges(&mut self, plain: u64, special: u64, base: usize, at: usize, carry: &mut Carry) -> usize {
        let run = plain | special;
        let before = run << 1 | carry.run;
        let edge = run ^ before;
        let count = edge.count_ones() as usize;
        let (steps, _) = self.edges[at..].as_chunks_mut::<PLACES_A_STEP>();
        let mut left = edge;
        // Whole steps: a branch for each place would cost more than those written in vain.
        for step in steps.iter_mut().take(count.div_ceil(PLACES_A_STEP)) {
            for place in step {
                *place = base + left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
            }
        }
        // Adding its first bit to a run of ones carries through to the bit behind it,
        // and gets stuck where a special byte has left a hole.
        let (sum, over) = plain.overflowing_add(run & !before);
        let (sum, again) = sum.overflowing_add(carry.plain);
        let mut mixed = before & !run & !sum;
        while mixed != 0 {
            let lowest = mixed & mixed.wrapping_neg();
            self.edges[at + (edge & (lowest - 1)).count_ones() as usize] |= MIXED;
            mixed ^= lowest;
        }
        carry.run = run >> 63;
        carry.plain = u64::from(over | again);
        count
    }

    /// The second pass, over the first `runs` of them. What lies before `done` has
    /// been read; returns the same for the next call.
    fn hash_runs(&mut self, text: &str, tail: &Tail, runs: usize, mut done: usize) -> usize {
        let bytes = text.as_bytes();
        let Self { hashes, edges, stretch } = self;
        hashes.reserve(runs);
        for &[start, end] in &edges.as_chunks::<2>().0[..runs] {
            let len = end.wrapping_sub(start);
            // Near the end of the text, the same bytes with zeros behind them.
            let (from, at) =
                if start < tail.start { (bytes, start) } else { (&tail.bytes[..], start - tail.start) };
            if let Some(keep) = KEEP.get(len)
                && let Some(sixteen) = from.get(at..at + 16).and_then(<[u8]>::first_chunk::<16>)
                && start >= done
            {
                hashes.push(short(sixteen, keep, len));
            } else if start >= done {
                done = stretch.read(text, start, end & !MIXED, hashes);
            }
        }
        done
    }
}

/// The hash of the first `len` of 16 bytes, made small.
#[inline]
fn short(bytes: &[u8; 16], keep: &[u64; 2], len: usize) -> u64 {
    let both = u128::from_le_bytes(*bytes);
    let first = (both as u64 | LOWER_CASE_BITS) & keep[0];
    let next = ((both >> 64) as u64 | LOWER_CASE_BITS) & keep[1];
    hash::short(first, next, len)
}

/// Two bitmaps of 64 bytes: ASCII letters and digits, and whatever else belongs to runs.
#[inline]
fn classes(block: &[u8; BLOCK]) -> (u64, u64) {
    // A plain loop over bytes, of which compilers make wide instructions.
    let mut plain = [0; BLOCK];
    let mut special = [0; BLOCK];
    for (at, &byte) in block.iter().enumerate() {
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        let other = (byte == b'&') | (byte == b'\'') | (byte == b'`');
        plain[at] = if letter | digit { 0x80 } else { 0 };
        special[at] = byte & 0x80 | if other { 0x80 } else { 0 };
    }
    (gather(&plain), gather(&special))
}

/// The highest bits of 64 bytes of which nothing else is set, side by side.
#[inline]
fn gather(bytes: &[u8; BLOCK]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().enumerate().fold(0, |bits, (at, eight)| {
        // A sum of eight shifted copies, in which the bits meet in one byte: the lowest
        // of the upper half, since compilers make bad use of vectors for the lower one.
        let product = u128::from(u64::from_le_bytes(*eight)) * 0x0204_0810_2040_8100;
        bits | u64::from((product >> 64) as u8) << (8 * at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::super::stretch::in_run;
    use super::*;
    use proptest::prelude::*;

    fn slow(text: &str) -> Vec<u64> {
        let mut words = Words::default();
        words.push(text);
        words.words.iter().map(|word| word.hash).collect()
    }

    #[track_caller]
    fn same(text: &str) {
        assert_eq!(Tokens::default().read(text), slow(text), "{text:?}");
    }

    #[test]
    fn hashes_are_those_of_the_words() {
        for text in [
            "",
            " ",
            "a",
            "Don’t MISS — top 10&nbsp;stories",
            "caf&#233;s &amp;c. &#233;é",
            "=\u{338} <\u{338}x >&#x338; &lt;\u{338}y a=\u{301}b",
            "'tis rock 'n' roll `quoted` l'''été o’'x",
            "sixteen_letters0 seventeenletters0a antidisestablishmentarianism",
            "関連記事 NHKは放送 x国 字",
            "p\u{430}ypal Мoсквa paypal\u{430}ndmuchmoreofthesame",
            "مُحَمَّد الـــعربية ٠٥:١٢",
            "&#769;a a&#769; e&#769;&#769;b &",
            "a&b;c &;d &#;e",
            "ｈａｌｆ ﾊﾞｽ \u{1112}\u{1161}\u{11ab}",
        ] {
            same(text);
            // At every distance from the borders of blocks and chunks.
            for pad in (0..BLOCK + 1).chain(BLOCK * BLOCKS - 70..BLOCK * BLOCKS + 3) {
                same(&format!("{}{text}", ".".repeat(pad)));
                same(&format!("{}{text}", "x".repeat(pad)));
                same(&format!("{}{text} tail", "é ".repeat(pad / 3)));
            }
        }
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[ -~]{0,40}",
            4 => "[a-zA-Z ]{0,90}",
            2 => "[a-zA-Z0-9]{10,40}",
            2 => "[a-zA-Z' ’é\u{a0}“”\u{300}-\u{308}\u{338}<=>\u{323}ñÅüß&;#0-9]{0,12}",
            1 => "[\u{590}-\u{6ff} ]{0,12}",
            1 => "[\u{370}-\u{52f}a-z]{0,12}",
            1 => "[\u{1100}-\u{11ff}\u{ac00}-\u{ac40}]{0,4}",
            1 => "[\u{900}-\u{9ff}\u{e00}-\u{eff}]{0,6}",
            1 => "[\u{3040}-\u{30ff}\u{ff00}-\u{ffef}\u{4e00}-\u{4e40}]{0,12}",
            1 => "[\u{1f00}-\u{1fff}\u{2000}-\u{2100}\u{fb00}-\u{fdff}]{0,6}",
            1 => "\\PC{0,8}",
            1 => Just("&amp;".to_owned()),
            1 => Just("&#769;".to_owned()),
            1 => Just("&#x338;".to_owned()),
            1 => Just("&rsquo;s".to_owned()),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_fast_path_equals_the_words(text in nasty()) {
            let mut tokens = Tokens::default();
            tokens.read("What was read before does not matter, it’s forgotten");
            prop_assert_eq!(tokens.read(&text), slow(&text));
        }

        #[test]
        fn any_text_at_all(chars in prop::collection::vec(any::<char>(), 0..60)) {
            let text: String = chars.into_iter().collect();
            let mut tokens = Tokens::default();
            prop_assert_eq!(tokens.read(&text), slow(&text));
        }
    }

    #[test]
    fn bitmaps_and_table_agree_on_what_is_in_a_run() {
        for byte in 0..=255u8 {
            let (plain, special) = classes(&[byte; BLOCK]);
            assert_eq!(plain, if byte.is_ascii_alphanumeric() { u64::MAX } else { 0 }, "{byte}");
            assert_eq!(plain | special, if in_run(byte) { u64::MAX } else { 0 }, "{byte}");
        }
    }
}
