//! Texts as templates, feeds and adversaries send them: all the same, all nearly the same,
//! made of the same few words, of one word, or of none.

use descrape::Clusters;

use super::Family;

/// A list of any length.
pub struct Texts {
    pub name: String,
    /// How many texts it has at full size.
    pub count: usize,
    /// The text of a place.
    pub text: Box<dyn Fn(usize) -> String>,
    /// What has to hold for clusters of them, of any number.
    pub check: fn(&Clusters),
}

#[derive(Default)]
struct Lists(Vec<Texts>);

impl Lists {
    fn add(
        &mut self,
        name: &str,
        count: usize,
        text: impl Fn(usize) -> String + 'static,
        check: fn(&Clusters),
    ) {
        self.0.push(Texts { name: name.to_owned(), count, text: Box::new(text), check });
    }
}

/// One function after the other, as they stand below.
pub const FAMILIES: [Family<Texts>; 5] = [
    ("equal_texts", equal_texts),
    ("texts_without_words", texts_without_words),
    ("texts_of_one_word", texts_of_one_word),
    ("texts_that_share_two_words", texts_that_share_two_words),
    ("texts_that_are_nearly_equal", texts_that_are_nearly_equal),
];

pub const MILLION: usize = 1 << 20;

fn anything(_: &Clusters) {}

/// A word that no table knows, of five letters, as many as a candidate's words are cut to: another one for each
/// number up to three million.
pub fn word(number: usize) -> String {
    let mut word = String::new();
    let mut rest = number.wrapping_mul(7919) % 3_200_000;
    for _ in 0..5 {
        word.push(char::from(b"bcdfghjklmnpqrstvwxz"[rest % 20]));
        rest /= 20;
    }
    word
}

pub fn equal_texts() -> Vec<Texts> {
    let mut lists = Lists::default();
    lists.add(
        "equal",
        MILLION,
        |_| "Ferry fire kills three off Aldersund".to_owned(),
        |clusters| assert_eq!((clusters.count(), clusters.pairs().len()), (1, clusters.texts() - 1)),
    );
    // Equal after folding only, in a thousand kinds.
    lists.add(
        "equal after folding",
        MILLION / 4,
        |i| {
            format!(
                "{}{} {} ferry{}",
                " ".repeat(i % 7),
                word(i % 1000),
                word(i % 1000 + 1),
                "!".repeat(i % 5)
            )
        },
        |clusters| assert!(clusters.count() <= 1000),
    );
    lists.0
}

pub fn texts_without_words() -> Vec<Texts> {
    let mut lists = Lists::default();
    lists.add("empty", MILLION, |i| " ".repeat(i % 3), |clusters| assert_eq!(clusters.count(), 1));
    lists.add(
        "signs",
        MILLION / 4,
        |i| "!?-|*"[i % 5..].repeat(i % 50 + 1),
        |clusters| assert!(clusters.count() <= 250 && clusters.count() >= 5),
    );
    lists.add(
        "signs that all differ",
        MILLION / 4,
        |i| format!("{i:b}").replace('0', "-").replace('1', "|"),
        |clusters| {
            assert_eq!(clusters.count(), clusters.texts());
        },
    );
    lists.0
}

pub fn texts_of_one_word() -> Vec<Texts> {
    let mut lists = Lists::default();
    lists.add(
        "one word of few",
        20_000,
        |i| word(i % 100),
        |clusters| assert_eq!(clusters.count(), 100.min(clusters.texts())),
    );
    lists.add("one word each", 20_000, word, |clusters| assert_eq!(clusters.count(), clusters.texts()));
    // Each cut to the same five letters, so all have one key.
    lists.add("one word with one start", 20_000, |i| format!("ferry{}", word(i)), anything);
    lists.add(
        "one number each",
        20_000,
        |i| i.to_string(),
        |clusters| assert_eq!(clusters.count(), clusters.texts()),
    );
    lists.0
}

pub fn texts_that_share_two_words() -> Vec<Texts> {
    let mut lists = Lists::default();
    lists.add(
        "two words and no more",
        MILLION,
        |i| format!("{} {} {}", word(1), word(2), word(10 + i)),
        anything,
    );
    lists.add(
        "two words and six of their own",
        MILLION / 4,
        |i| {
            let own: Vec<String> = (0..6).map(|at| word(10 + 6 * i + at)).collect();
            format!("{} {} {}", word(1), word(2), own.join(" "))
        },
        |clusters| assert_eq!(clusters.count(), clusters.texts()),
    );
    lists.0
}

pub fn texts_that_are_nearly_equal() -> Vec<Texts> {
    let mut lists = Lists::default();
    lists.add(
        "a counter",
        MILLION,
        |i| format!("Ferry {i} leaves Aldersund at six on Monday morning"),
        anything,
    );
    lists.add(
        "a word that differs",
        MILLION / 4,
        |i| format!("Ferry {} leaves Aldersund at six on Monday morning", word(i)),
        anything,
    );
    lists.add(
        "eight words of twelve",
        MILLION / 4,
        |i| (0..8).map(|at| word((i * 31 + at * (i % 11 + 1)) % 12)).collect::<Vec<_>>().join(" "),
        anything,
    );
    lists.add(
        "words of a large family",
        MILLION / 4,
        |i| (0..8).map(|at| word((i >> at & 1) * 8 + at)).collect::<Vec<_>>().join(" "),
        anything,
    );
    // Words that are alike but not the same: each pair is looked at letter by letter.
    lists.add(
        "words that start alike",
        MILLION / 16,
        |i| (0..30).map(|at| format!("harbour{}", word((i + at) % 5000))).collect::<Vec<_>>().join(" "),
        anything,
    );
    lists.0
}

/// The text of a place.
pub type TextOf = fn(usize) -> String;

/// Lists that an index grows by, text by text.
pub fn growing() -> [(&'static str, TextOf); 3] {
    [
        ("equal", |_| "Ferry fire kills three off Aldersund".to_owned()),
        ("a counter", |i| format!("Ferry {i} leaves Aldersund at six on Monday morning")),
        ("one word with one start", |i| format!("ferry{}", word(i))),
    ]
}
