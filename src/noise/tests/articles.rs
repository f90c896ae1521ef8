//! The invented articles of `tests/data/noise/articles.tsv`, to stand around the cases.

/// The language, the headline and the paragraphs of each, with `\n` for ends of lines.
const ARTICLES: &str = include_str!("../../../tests/data/noise/articles.tsv");

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let rows = ARTICLES.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let mut fields = row.splitn(3, '\t');
        let mut next = || fields.next().expect("three fields");
        (next(), next(), next())
    })
}

/// Every language that has an article.
pub(super) fn languages() -> Vec<&'static str> {
    rows().map(|(lang, ..)| lang).collect()
}

/// The article's headline.
pub(super) fn headline(lang: &str) -> &'static str {
    rows().find(|(known, ..)| *known == lang).expect("an article").1
}

/// A few paragraphs with blank lines between them.
pub(super) fn article(lang: &str) -> String {
    rows().find(|(known, ..)| *known == lang).expect("an article").2.replace("\\n", "\n")
}
