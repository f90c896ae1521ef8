//! Sentences: the unit of removal inside of a line that is a paragraph.
//!
//! A sentence ends behind a sign that ends sentences and the quotes and brackets that
//! close with it, where white space follows and what comes next is no small letter; behind
//! the full stops of scripts without spaces at once; and before a sign that lists or
//! divides (`|`, `•`) behind white space. An abbreviation before a name ends one, too: a sentence too many
//! costs nothing, since each is judged as a whole, and what says nothing stays.
//!
//! Time O(bytes).

use super::punctuation::{closes_sentence, is_ellipsis, is_stop, is_wide_stop};
use crate::span::Span;

/// The sentences of a line, with the white space after each: they tile it.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == text.len() {
            return None;
        }
        let mut at = start;
        let end = loop {
            match next_sign(&text.as_bytes()[at..]) {
                None => break text.len(),
                Some(offset) => {
                    at += offset;
                    let sign = text[at..].chars().next().unwrap_or(' ');
                    let behind = at + sign.len_utf8();
                    match border(text, sign, behind) {
                        // A sign that lists may open the sentence.
                        Ok(border) if border > start => break border,
                        Ok(_) => at = behind,
                        Err(next) => at = next,
                    }
                }
            }
        };
        let sentence = Span::new(start, end);
        start = end;
        Some(sentence)
    })
}

/// Whether a byte may be the first one of a sign at which a sentence ends.
const FIRST: [bool; 256] = {
    let mut table = [false; 256];
    // After these in ASCII: "؟" "۔" "։" "।" "…" "•" "。" "！". Letters of some scripts start so, too.
    let firsts = [b'.', b'!', b'?', b'|', 0xd8, 0xdb, 0xd6, 0xe0, 0xe1, 0xe2, 0xe3, 0xef];
    let mut i = 0;
    while i < firsts.len() {
        table[firsts[i] as usize] = true;
        i += 1;
    }
    table
};

fn next_sign(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|&byte| FIRST[usize::from(byte)])
}

/// Where the next sentence starts, if one ends with this sign; else from where to look on.
fn border(text: &str, sign: char, behind: usize) -> Result<usize, usize> {
    let open = match sign {
        _ if is_wide_stop(sign) => true,
        _ if is_stop(sign) || is_ellipsis(sign) => false,
        // These belong to what they list, unless they stand inside of a word.
        '|' | '•' => {
            let start = behind - sign.len_utf8();
            let apart = text[..start].chars().next_back().is_none_or(char::is_whitespace);
            return if apart { Ok(start) } else { Err(behind) };
        }
        _ => return Err(behind),
    };
    let rest = text[behind..].trim_start_matches(closes_sentence);
    let next = rest.trim_start();
    let ends = match next.chars().next() {
        None => true,
        Some(c) if open => !closes_sentence(c),
        Some(c) => next.len() < rest.len() && !c.is_lowercase(),
    };
    // Signs that close with this one are not asked again, however many there are.
    if ends { Ok(text.len() - next.len()) } else { Err(text.len() - rest.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::punctuation::stops;
    use crate::text::{Document, Ending};

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|span| span.of(text)).collect()
    }

    /// Whatever ends a sentence is found by its first byte, and ends a line.
    #[test]
    fn every_stop_ends_sentences_and_lines() {
        let signs: Vec<char> = stops().chain(['…']).collect();
        assert!(signs.len() > 15);
        for sign in signs {
            let text = format!("Snow fell{sign} Nobody came");
            assert_eq!(split(&text).len(), 2, "{text}");
            let document = Document::new(&text[..text.len() - " Nobody came".len()]);
            let ending = document.lines[0].shape.ending;
            assert!(matches!(ending, Ending::Stop | Ending::Ellipsis), "{sign}: {ending:?}");
        }
    }

    #[test]
    fn sentences_tile_the_line() {
        for (text, expected) in [
            ("", vec![]),
            ("No end", vec!["No end"]),
            ("It rained. We stayed.", vec!["It rained. ", "We stayed."]),
            ("It rained.  “We stayed.” Nobody came", vec!["It rained.  ", "“We stayed.” ", "Nobody came"]),
            ("Really?! Yes… No", vec!["Really?! ", "Yes… ", "No"]),
            ("It cost 3.50 euros. e.g. this", vec!["It cost 3.50 euros. e.g. this"]),
            ("v1.2 is out.Read it", vec!["v1.2 is out.Read it"]),
            ("雨だった。「寒い。」人はいない。", vec!["雨だった。", "「寒い。」", "人はいない。"]),
            ("وصل القطار. هل تأخر؟ نعم", vec!["وصل القطار. ", "هل تأخر؟ ", "نعم"]),
            ("Home | Sport • News", vec!["Home ", "| Sport ", "• News"]),
            ("| a", vec!["| a"]),
            ("Home| Sport |News", vec!["Home| Sport ", "|News"]),
            ("...", vec!["..."]),
        ] {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
