//! Words: a line's folded words, where they stand in the source, and their hashes.
//!
//! A word is a run of letters, digits and marks; apostrophes inside it vanish.
//! Scripts written without spaces give overlapping pairs of characters instead
//! (a lone character is a word by itself), so that a phrase of them is found
//! wherever it stands. The oracle for the rest is UAX #29.
//!
//! Time O(bytes).

use super::ascii::{HIGH_BITS, LOWER_CASE_BITS};
use super::entity;
use super::fold::{self, Class};
use crate::hash;

/// One word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The hash of its folded form.
    pub(crate) hash: u64,
    /// Where it stands, in bytes from the start of the folded text's source.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where its folded form stands, in bytes from the start of the folded line.
    pub(crate) folded_start: u32,
    pub(crate) folded_end: u32,
}

/// Folded words, one line after another, in buffers that are reused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// Folded words of all lines, a space before each word but a line's first.
    pub(crate) folded: Vec<u8>,
    pub(crate) words: Vec<Word>,
}

/// The word that is being read.
struct Open {
    start: usize,
    folded_start: usize,
    /// Bit 0: has Latin letters, bit 1: Greek or Cyrillic ones.
    scripts: u8,
    /// An apostrophe has been met that vanishes if a letter follows.
    apostrophe: bool,
    end: usize,
}

struct Reader<'w> {
    out: &'w mut Words,
    /// Where the folded line starts in `out.folded`.
    base: usize,
    /// Where what is read starts in the line.
    source: usize,
    open: Option<Open>,
    /// The source span and folded start of the last ideograph, if one came last.
    ideograph: Option<(usize, usize, usize, bool)>,
}

/// Folds a byte of ASCII: 0 separates, 1 is an apostrophe, 2 starts an entity.
pub(super) const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut b = 0;
    while b < 128 {
        table[b as usize] = match b {
            b'0'..=b'9' | b'a'..=b'z' => b,
            b'A'..=b'Z' => b + 32,
            b'\'' | b'`' => 1,
            b'&' => 2,
            _ => 0,
        };
        b += 1;
    }
    table
};

fn halves(bytes: &[u8; 16]) -> (u64, u64) {
    let both = u128::from_le_bytes(*bytes);
    (both as u64, (both >> 64) as u64)
}

/// The high bit of each byte that is an ASCII letter or digit.
#[inline]
pub(super) fn alphanumeric(bytes: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // With the high bit set, subtracting never borrows from the next byte.
    let at_least = |bytes: u64, least: u8| (bytes | HIGH_BITS) - u64::from(least) * ONES;
    let small = bytes | LOWER_CASE_BITS;
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(bytes, b'0') & !at_least(bytes, b'9' + 1);
    (letter | digit) & !bytes & HIGH_BITS
}

impl Words {
    /// Forgets the words, but keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.folded.clear();
        self.words.clear();
    }

    /// Appends the words of `text`, which is shorter than 4 GiB, and returns
    /// where their folded form starts.
    pub(crate) fn push(&mut self, text: &str) -> usize {
        self.push_start(text, text.len())
    }

    /// The same for the first `end` bytes of `text`, behind which a word ends: that
    /// more text follows is of use only to reading many bytes at once.
    pub(crate) fn push_start(&mut self, text: &str, end: usize) -> usize {
        let base = self.folded.len();
        let mut reader = Reader { out: self, base, source: 0, open: None, ideograph: None };
        reader.read(text, end);
        reader.close();
        base
    }

    /// The same for about the first and the last so many bytes of `text`, cut
    /// between words where there is a space to cut at. No phrase spans the cut.
    pub(crate) fn push_ends(&mut self, text: &str, first: usize, last: usize) -> usize {
        let start = super::prefix(text, first);
        let start = &start[..start.rfind(' ').unwrap_or(start.len())];
        let mut rest = text.len().saturating_sub(last).max(start.len());
        while !text.is_char_boundary(rest) {
            rest += 1;
        }
        let rest = rest + text[rest..].find(' ').unwrap_or(0);
        let base = self.push(start);
        // Two spaces stand at the cut: no phrase has them.
        self.folded.push(b' ');
        let mut reader = Reader { out: self, base, source: rest, open: None, ideograph: None };
        reader.read(&text[rest..], text.len() - rest);
        reader.close();
        base
    }
}

impl Reader<'_> {
    fn read(&mut self, text: &str, limit: usize) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < limit {
            let byte = bytes[at];
            if byte < 0x80 {
                let folded = ASCII[usize::from(byte)];
                if folded > 2
                    && self.open.is_none()
                    && let Some(len) = self.plain_word(bytes, at)
                {
                    // What ended the word is a separator, unless a stroke through it makes
                    // another character of both.
                    let stroke = matches!(bytes.get(at + len), Some(b'<' | b'=' | b'>'));
                    at += len + usize::from(!stroke);
                    continue;
                }
                // A character that can combine with this one is not ASCII, but may be
                // written as an entity.
                let plain = bytes.get(at + 1).is_none_or(|&next| next < 0x80 && next != b'&');
                if folded > 2 && plain {
                    self.letter(folded, at);
                    at += 1;
                    continue;
                }
                if folded == 0 && plain {
                    self.close();
                    at += 1;
                    continue;
                }
            }
            at = self.slow(text, at);
        }
    }

    /// A word of at most 15 ASCII letters and digits with nothing else about it, if
    /// one starts at `at`: the common case, without a branch for each byte.
    #[inline]
    fn plain_word(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut sixteen = [0; 16];
        match bytes.get(at..at + 16) {
            Some(all) => sixteen.copy_from_slice(all),
            None => sixteen[..bytes.len() - at].copy_from_slice(&bytes[at..]),
        }
        let (first, next) = halves(&sixteen);
        let others =
            u128::from(!alphanumeric(first) & HIGH_BITS) | u128::from(!alphanumeric(next) & HIGH_BITS) << 64;
        let len = others.trailing_zeros() as usize / 8;
        // What ends it must not belong to a word, nor combine with this one.
        if len == 0 || len == 16 || sixteen[len] >= 0x80 || ASCII[usize::from(sixteen[len])] != 0 {
            return None;
        }
        self.close_ideographs();
        self.space();
        let folded_start = self.out.folded.len();
        // Setting this bit makes capitals small and leaves digits as they are.
        let keep = !(u128::MAX << (len * 8));
        let lower = (u128::from(first | LOWER_CASE_BITS) | u128::from(next | LOWER_CASE_BITS) << 64) & keep;
        self.out.folded.extend_from_slice(&lower.to_le_bytes());
        self.out.folded.truncate(folded_start + len);
        self.out.words.push(Word {
            hash: hash::short(lower as u64, (lower >> 64) as u64, len),
            start: (self.source + at) as u32,
            end: (self.source + at + len) as u32,
            folded_start: (folded_start - self.base) as u32,
            folded_end: (folded_start - self.base + len) as u32,
        });
        Some(len)
    }

    /// A character that is not plain ASCII, with what may combine with it, and those
    /// that follow and are not ASCII, either.
    fn slow(&mut self, text: &str, mut at: usize) -> usize {
        let Some((mut c, len)) = entity::next_char(&text[at..]) else {
            return text.len();
        };
        let mut end = at + len;
        let mut entry = fold::entry(c);
        while let Some((next, len)) = entity::next_char(&text[end..]) {
            if next.is_ascii() {
                break;
            }
            let behind = fold::entry(next);
            if behind.joins() {
                return self.cluster(text, c, at, end);
            }
            self.entry(entry, c, at, end);
            (c, entry, at) = (next, behind, end);
            end += len;
        }
        self.entry(entry, c, at, end);
        end
    }

    /// A character and those that may combine with it, which go through the normaliser.
    #[cold]
    fn cluster(&mut self, text: &str, c: char, at: usize, mut end: usize) -> usize {
        use unicode_normalization::UnicodeNormalization;
        let mut cluster = String::from(c);
        while let Some((next, len)) = entity::next_char(&text[end..]) {
            if next.is_ascii() || !fold::entry(next).joins() {
                break;
            }
            cluster.push(next);
            end += len;
        }
        for c in cluster.nfkc() {
            fold::fold_char(c, &mut |entry| self.entry(entry, c, at, end));
        }
        end
    }

    #[inline]
    fn letter(&mut self, folded: u8, at: usize) {
        let script = u8::from(folded >= b'a');
        self.continue_word(at, script);
        self.out.folded.push(folded);
        if let Some(open) = &mut self.open {
            open.end = at + 1;
        }
    }

    #[inline]
    fn continue_word(&mut self, at: usize, script: u8) {
        match &mut self.open {
            Some(open) => {
                open.scripts |= script;
                open.apostrophe = false;
            }
            None => {
                self.close_ideographs();
                self.space();
                self.open = Some(Open {
                    start: at,
                    folded_start: self.out.folded.len(),
                    scripts: script,
                    apostrophe: false,
                    end: at,
                });
            }
        }
    }

    #[inline]
    fn space(&mut self) {
        if self.out.folded.len() > self.base {
            self.out.folded.push(b' ');
        }
    }

    fn entry(&mut self, entry: fold::Entry, c: char, at: usize, end: usize) {
        match entry.class() {
            Class::Separator => self.close(),
            Class::Drop => {}
            Class::Apostrophe => match &mut self.open {
                Some(open) if !open.apostrophe => open.apostrophe = true,
                _ => self.close(),
            },
            Class::Word => {
                self.continue_word(at, entry.script());
                push_char(&mut self.out.folded, entry.char());
                if let Some(open) = &mut self.open {
                    open.end = end;
                }
            }
            Class::Ideograph => self.pair(entry.char(), at, end),
            Class::Expand => {
                use unicode_normalization::UnicodeNormalization;
                for part in std::iter::once(c).nfkc() {
                    // Never `Expand` again: `fold_char` only gives final entries.
                    fold::fold_char(part, &mut |entry| self.entry(entry, part, at, end));
                }
            }
        }
    }

    /// An ideograph makes a word with the one before it.
    fn pair(&mut self, c: char, at: usize, end: usize) {
        if self.open.is_some() {
            self.close();
        }
        if self.ideograph.is_none() {
            self.space();
        }
        let folded_start = self.out.folded.len();
        push_char(&mut self.out.folded, c);
        let paired = match self.ideograph {
            Some((start, _, folded, _)) => {
                self.push(start, end, folded, self.out.folded.len());
                true
            }
            None => false,
        };
        self.ideograph = Some((at, end, folded_start, paired));
    }

    fn close_ideographs(&mut self) {
        if let Some((start, end, folded, paired)) = self.ideograph.take()
            && !paired
        {
            self.push(start, end, folded, self.out.folded.len());
        }
    }

    #[inline]
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            if open.scripts == 3 {
                self.unmask(open.folded_start);
            }
            self.push(open.start, open.end, open.folded_start, self.out.folded.len());
        } else {
            self.close_ideographs();
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, folded_start: usize, folded_end: usize) {
        self.out.words.push(Word {
            hash: hash::bytes(&self.out.folded[folded_start..folded_end]),
            start: (self.source + start) as u32,
            end: (self.source + end) as u32,
            folded_start: (folded_start - self.base) as u32,
            folded_end: (folded_end - self.base) as u32,
        });
    }

    /// Gives a word of two scripts the letters of one, if [`unmasked`] finds them.
    #[cold]
    fn unmask(&mut self, folded_start: usize) {
        if let Some(unmasked) = unmasked(&self.out.folded[folded_start..]) {
            self.out.folded.truncate(folded_start);
            self.out.folded.extend_from_slice(unmasked.as_bytes());
        }
    }
}

/// A word of two scripts in the letters of the one that has more of them, if every
/// letter of the other one can pose as one of its letters.
pub(super) fn unmasked(word: &[u8]) -> Option<String> {
    let word = String::from_utf8_lossy(word);
    let latin = word.chars().filter(char::is_ascii_lowercase).count();
    let lookalike = word.chars().filter(|&c| fold::entry(c).script() == 2).count();
    let replace: fn(char) -> Option<char> = if latin >= lookalike {
        |c| if fold::entry(c).script() == 2 { fold::as_latin(c) } else { Some(c) }
    } else {
        |c| if fold::entry(c).script() == 1 { fold::as_cyrillic(c) } else { Some(c) }
    };
    word.chars().map(replace).collect()
}

/// Appends `c` in UTF-8, with copies of known lengths.
#[inline]
fn push_char(out: &mut Vec<u8>, c: char) {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer);
    match (c.len_utf8(), buffer) {
        (1, [a, ..]) => out.push(a),
        (2, [a, b, ..]) => out.extend_from_slice(&[a, b]),
        (3, [a, b, c, _]) => out.extend_from_slice(&[a, b, c]),
        (_, all) => out.extend_from_slice(&all),
    }
}

/// The folded words of `text`, separated by single spaces.
///
/// What is equal after folding is equal to this crate: letter case, width,
/// quote forms, HTML entities and the other differences that scrapers and
/// editors make do not matter. Scripts written without spaces keep their
/// characters together.
///
/// The result belongs to [`FOLD_VERSION`](crate::fingerprint::FOLD_VERSION).
///
/// # Complexity
/// Time and space O(bytes).
///
/// ```
/// use descrape::fold;
/// assert_eq!(fold("“Don’t MISS” — Ｔｏｐ 10&nbsp;stories"), "dont miss top 10 stories");
/// assert_eq!(fold("ΑΘΉΝΑ"), fold("Αθηνα"));
/// assert_eq!(fold("İSTANBUL ışık"), "istanbul işik");
/// assert_eq!(fold("آخِر الأخبار"), fold("اخر الاخبار"));
/// ```
pub fn fold(text: &str) -> String {
    let mut words = Words::default();
    // The offsets of words are 32 bits wide, so the text is read in pieces.
    for piece in pieces(text, 1 << 30) {
        let base = words.push(piece);
        words.words.clear();
        if base > 0 && words.folded.len() > base {
            words.folded.insert(base, b' ');
        }
    }
    String::from_utf8(words.folded).unwrap_or_default()
}

/// `text` in pieces of at most `limit` bytes, cut at white space where there is any.
pub(crate) fn pieces(text: &str, limit: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.len();
        if end > limit {
            end = super::prefix(rest, limit).len();
            end = rest[..end].rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(end);
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_segmentation::UnicodeSegmentation;

    /// The definition of folding, letter by letter.
    fn naive(text: &str) -> String {
        let mut decoded = String::new();
        let mut rest = text;
        while let Some((c, len)) = entity::next_char(rest) {
            decoded.push(c);
            rest = &rest[len..];
        }
        let mut entries = Vec::new();
        for c in decoded.nfkc() {
            fold::fold_char(c, &mut |entry| entries.push(entry));
        }
        let mut words = Words::default();
        let mut reader = Reader { out: &mut words, base: 0, source: 0, open: None, ideograph: None };
        for entry in entries {
            reader.entry(entry, entry.char(), 0, 0);
        }
        reader.close();
        String::from_utf8(words.folded).unwrap_or_default()
    }

    #[test]
    fn folds() {
        for (name, input, expected) in [
            ("case", "Read MORE", "read more"),
            ("width", "ＡＢＣ１２", "abc12"),
            ("ligature", "oﬃce", "office"),
            ("sharp s", "STRASSE Straße", "strasse strasse"),
            ("acute and grave", "Más À lire SUSCRÍBETE", "mas a lire suscribete"),
            ("letters that stay", "schön año şu", "schön año şu"),
            ("decomposed", "scho\u{308}n cafe\u{301}", "schön cafe"),
            ("turkish i", "İLGİLİ ılık", "ilgili ilik"),
            ("greek", "Διαβάστε ΔΙΑΒΑΣΤΕ ϊΐ", "διαβαστε διαβαστε ιι"),
            ("final sigma", "νέος ΝΕΟΣ", "νεοσ νεοσ"),
            ("yo", "ещё ЁЛКА", "еще елка"),
            ("short i stays", "мой", "мой"),
            ("alef and hamza", "أخبار إعلان آخر", "اخبار اعلان اخر"),
            ("harakat and tatweel", "مُحَمَّد الـــعربية", "محمد العربيه"),
            ("persian", "می\u{200c}شود یک", "ميشود يك"),
            ("arabic digits", "٠٥:١٢ ۱۲", "05 12 12"),
            ("hebrew points", "שָׁלוֹם", "שלום"),
            ("zero width", "Ad\u{200b}ver\u{ad}tise\u{feff}ment", "advertisement"),
            ("apostrophes", "Jumu’ah Isya' l'été rock 'n' roll", "jumuah isya lete rock n roll"),
            ("punctuation", "—Top10— (a/b) x_y", "top10 a b x y"),
            ("entities", "Q&amp;A caf&eacute; it&#8217;s", "q a cafe its"),
            ("cyrillic in latin", "p\u{430}ypal", "paypal"),
            ("latin in cyrillic", "Мoсквa", "москва"),
            ("two scripts that do not pose", "iPhoneй", "iphoneй"),
            ("a stroke through a sign", "a<\u{338} b =\u{338} c", "a b c"),
            ("han", "関連記事 もっと", "関連記事 もっと"),
            ("half-width kana", "ﾊﾞｽ", "バス"),
            ("hangul jamo", "\u{1112}\u{1161}\u{11ab}", "한"),
            ("nothing", " .,;!", ""),
        ] {
            assert_eq!(super::fold(input), expected, "{name}");
        }
    }

    fn split(text: &str) -> Vec<String> {
        let mut words = Words::default();
        words.push(text);
        words
            .words
            .iter()
            .map(|w| {
                let folded = &words.folded[w.folded_start as usize..w.folded_end as usize];
                assert_eq!(w.hash, hash::bytes(folded));
                format!("{}={}", &text[w.start as usize..w.end as usize], String::from_utf8_lossy(folded))
            })
            .collect()
    }

    #[test]
    fn words_know_where_they_stand() {
        assert_eq!(split("  Don’t go!"), ["Don’t=dont", "go=go"]);
        assert_eq!(split("関連記事"), ["関連=関連", "連記=連記", "記事=記事"]);
        assert_eq!(split("字 x国"), ["字=字", "x=x", "国=国"]);
        assert_eq!(split("NHKは放送"), ["NHK=nhk", "は放=は放", "放送=放送"]);
        assert_eq!(split("a&amp;b"), ["a=a", "b=b"]);
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[ -~]{0,6}",
            "[a-zA-Z' ’é\u{300}-\u{308}\u{323}\u{327}ñÅüß&;#0-9]{0,6}",
            "[\u{590}-\u{6ff}]{0,6}",
            "[\u{370}-\u{52f}a-z]{0,6}",
            "[\u{1100}-\u{11ff}\u{ac00}-\u{ac40}]{0,4}",
            "[\u{900}-\u{9ff}\u{e00}-\u{eff}]{0,6}",
            "[\u{3040}-\u{30ff}\u{ff00}-\u{ffef}\u{4e00}-\u{4e40}]{0,6}",
            "[\u{1f00}-\u{1fff}\u{2000}-\u{2100}\u{fb00}-\u{fdff}]{0,6}",
            "\\PC{0,4}",
            Just("&amp;".to_owned()),
            Just("&#769;".to_owned()),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_fast_path_equals_the_definition(text in nasty()) {
            prop_assert_eq!(super::fold(&text), naive(&text));
        }

        #[test]
        fn folding_what_is_folded_changes_nothing(text in "[a-zA-Z éßñüΆΈа-яЁ٠-٩أإ'-]{0,40}") {
            let once = super::fold(&text);
            prop_assert_eq!(super::fold(&once), once);
        }

        #[test]
        fn plain_words_are_those_of_uax_29(text in "[a-zA-Zäöüéа-я0-9 ,;!?()\n]{0,60}") {
            let expected: Vec<String> = text.unicode_words().map(super::fold).collect();
            prop_assert_eq!(super::fold(&text), expected.join(" "));
        }
    }
}
