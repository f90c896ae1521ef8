//! Single words that some rules ask for and that are no phrases of a cue: data, not code.
//!
//! Time O(bytes x words), of short lines only.

/// Words for "o'clock" that are written with a capital and are no names.
const CLOCK_WORDS: &[&str] = &["Uhr"];

/// What cookies are called, in small letters, as a part of words too: "Cookie-Einstellungen".
const COOKIE_WORDS: &[&str] = &["cookie", "куки", "クッキー", "쿠키", "คุกกี้", "كوكيز"];

/// Whether a word stands behind a time of day and names nobody.
pub(crate) fn is_clock_word(word: &str) -> bool {
    CLOCK_WORDS.contains(&word)
}

/// Whether a line names cookies.
pub(crate) fn names_cookies(line: &str) -> bool {
    let line = line.to_lowercase();
    COOKIE_WORDS.iter().any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case_and_not_in_others() {
        for (line, named) in [
            ("Cookie-Einstellungen", true),
            ("MANAGE COOKIES", true),
            ("Настройки куки", true),
            ("Book a table", false),
            ("", false),
        ] {
            assert_eq!(names_cookies(line), named, "{line}");
        }
        assert!(is_clock_word("Uhr") && !is_clock_word("Uhrwerk") && !is_clock_word("Jane"));
    }
}
