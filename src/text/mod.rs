//! One text seen as units: folded words in lines that tile it.
//!
//! Time and space O(bytes).

mod ascii;
mod entity;
mod fold;
mod line;
mod punctuation;
mod sentence;
mod shape;
mod stretch;
mod token;
mod word;
mod word_set;

pub use fold::FOLD_VERSION;
pub use word::fold;

pub(crate) use fold::{as_cyrillic, as_latin, is_ideograph};
pub(crate) use line::{Buffers, Document, Line, Reading};
pub(crate) use punctuation::{
    closes_bracket, closes_quote, is_colon, is_comma, is_dash, is_ellipsis, is_exclamation, is_question,
    is_stop, opens_quote,
};
pub(crate) use sentence::sentences;
pub(crate) use shape::{Ending, Shape, after_bullet};
pub(crate) use token::Tokens;
pub(crate) use word::{Word, Words, pieces};
pub(crate) use word_set::WordSet;

/// The longest start of `text` with at most `bytes` bytes.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
