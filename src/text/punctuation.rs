//! Punctuation: which signs end sentences, close, quote, list and divide, in all scripts. One list for all who ask.
//!
//! Time O(1).

/// A full stop, a question or exclamation mark of a script that is written without spaces.
pub(crate) const fn is_wide_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// A sign that ends a sentence. An ellipsis may end one: see [`is_ellipsis`].
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '۔' | '։' | '।' | '॥' | '།' | '༎' | '።' | '။' | '។')
        || is_wide_stop(c)
}

/// A question mark.
pub(crate) const fn is_question(c: char) -> bool {
    matches!(c, '?' | '？' | '؟')
}

/// An exclamation mark.
pub(crate) const fn is_exclamation(c: char) -> bool {
    matches!(c, '!' | '！')
}

/// A sign that says that more could follow.
pub(crate) const fn is_ellipsis(c: char) -> bool {
    c == '…'
}

/// A colon.
pub(crate) const fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

/// A comma or a semicolon.
pub(crate) const fn is_comma(c: char) -> bool {
    matches!(c, ',' | ';' | '、' | '，' | '；' | '،' | '؛')
}

/// A dash or a hyphen.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// A quotation mark that opens, or that stands on either side.
pub(crate) const fn opens_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '„' | '‘' | '«' | '‹' | '「' | '『' | '《')
}

/// A quotation mark that closes, or that stands on either side.
pub(crate) const fn closes_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '》')
}

/// A bracket or a sign of emphasis that closes.
pub(crate) const fn closes_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '）' | '】' | '*' | '_')
}

/// What may stand behind the sign that ends a sentence and belongs to it, or ends it once more.
pub(crate) const fn closes_sentence(c: char) -> bool {
    is_stop(c) || is_ellipsis(c) || closes_quote(c) || closes_bracket(c)
}

/// A sign between the parts of a line, besides those of ASCII.
pub(crate) const fn is_wide_divider(c: char) -> bool {
    matches!(c, '｜' | '／' | '＞' | '・')
}

/// The same in the width of Latin letters.
pub(crate) const fn is_divider(c: char) -> bool {
    matches!(c, '›' | '·' | '•' | '→' | '▸' | '►')
}

/// Signs that end sentences and are not ASCII.
#[cfg(test)]
pub(crate) fn stops() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|&c| is_stop(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_exclamations_are_stops_and_never_both() {
        let asks = |c: &char| is_question(*c);
        assert_eq!(stops().filter(asks).collect::<String>(), "?؟？");
        assert_eq!(stops().filter(|&c| is_exclamation(c)).collect::<String>(), "!！");
        assert_eq!(('\0'..=char::MAX).filter(|&c| is_question(c) || is_exclamation(c)).count(), 5);
    }
}
