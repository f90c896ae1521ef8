//! Reads the tables under `tests/data/noise`: lines, where they stand on which page, and what they are.
//!
//! One file for each kind of noise. A row says in which test it belongs (`finds_...` or
//! `spares_...`), at which places of the articles of which languages its lines stand, what is
//! expected, and who misses that today. `articles.tsv` holds the articles.

use std::str::FromStr;

use descrape::NoiseKind;

use crate::golden::{folder, read};

/// A table: the fields of its rows, without comments.
pub fn table<const FIELDS: usize>(name: &str) -> Vec<[String; FIELDS]> {
    let text = read(&folder("tests/data").join(name));
    let rows = text.lines().filter(|row| !row.starts_with('#') && !row.is_empty());
    let fields = |row: &str| {
        let fields: Vec<String> = row.split('\t').map(unescaped).collect();
        fields.try_into().unwrap_or_else(|_| panic!("{name}: not {FIELDS} fields in {row:?}"))
    };
    rows.map(fields).collect()
}

/// A field as it was before it was written: with line feeds, tabs and backslashes.
fn unescaped(field: &str) -> String {
    let mut text = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => match chars.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some('\\') => '\\',
                other => panic!("a backslash before {other:?} in {field:?}"),
            },
            c => c,
        });
    }
    text
}

/// What a text is called in a list: its beginning, on one line.
pub fn beginning(text: &str) -> String {
    let start: String = text.chars().take(64).collect();
    start.replace('\n', " / ").replace(char::is_control, " ").trim_end().to_owned()
}

/// An invented article, to stand around the lines of a row.
pub struct Article {
    pub lang: String,
    pub headline: String,
    /// Paragraphs with blank lines between them.
    pub paragraphs: String,
}

impl Article {
    /// The headline and the paragraphs, and nothing else.
    pub fn page(&self) -> String {
        format!("{}\n\n{}\n", self.headline, self.paragraphs)
    }
}

/// The article of each language that has one.
pub fn articles() -> Vec<Article> {
    let rows = table("noise/articles.tsv").into_iter();
    rows.map(|[lang, headline, paragraphs]| Article { lang, headline, paragraphs }).collect()
}

/// Where on a page the lines of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over the headline.
    Top,
    /// Between the headline and the first paragraph.
    Under,
    /// Between the first and the second paragraph.
    Inside,
    /// Behind the last paragraph.
    End,
    /// They are all of the page, with `{headline}` and `{article}` filled in.
    Page,
}

impl Place {
    /// The page around `lines`, and the number of the first of them.
    fn page(self, article: &Article, lines: &str) -> (String, usize) {
        let Article { headline, paragraphs, .. } = article;
        let (first, rest) = paragraphs.split_once("\n\n").expect("several paragraphs");
        let (before, after) = match self {
            Self::Top => (String::new(), format!("\n\n{headline}\n\n{paragraphs}\n")),
            Self::Under => (format!("{headline}\n"), format!("\n\n{paragraphs}\n")),
            Self::Inside => (format!("{headline}\n\n{first}\n\n"), format!("\n\n{rest}\n")),
            Self::End => (format!("{headline}\n\n{paragraphs}\n\n"), "\n".to_owned()),
            Self::Page => {
                let page = lines.replace("{headline}", headline).replace("{article}", paragraphs);
                return (page, 1);
            }
        };
        let number = before.lines().count() + 1;
        (format!("{before}{lines}{after}"), number)
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let places = [Self::Top, Self::Under, Self::Inside, Self::End, Self::Page];
        let named = places.into_iter().find(|place| place.name() == name);
        named.ok_or_else(|| format!("no place {name:?}"))
    }
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Under => "under",
            Self::Inside => "inside",
            Self::End => "end",
            Self::Page => "page",
        }
    }
}

/// One row at one place of one article.
pub struct Case {
    /// The file that it stands in: the kind of noise that it is about.
    pub kind: NoiseKind,
    pub test: String,
    /// Kind, test, place, language and the beginning of the lines: no two cases have the same.
    pub name: String,
    pub text: String,
    /// The lines of the text that are noise, by number from 1, each with its kind.
    pub noise: Vec<(usize, NoiseKind)>,
    /// Whether a cleaner that asks no model is known to do otherwise.
    pub rules_miss: bool,
    /// Whether the default cleaner is known to do otherwise.
    pub default_misses: bool,
}

/// The kinds that have a table: all but the one that takes templates of a site.
pub fn kinds() -> impl Iterator<Item = NoiseKind> {
    NoiseKind::ALL.iter().copied().filter(|kind| *kind != NoiseKind::SiteTemplate)
}

/// Every row of every kind at each of its places in each of its languages.
pub fn cases() -> Vec<Case> {
    let articles = articles();
    let mut cases = Vec::new();
    for kind in kinds() {
        for [test, places, langs, expected, missed, lines] in table(&format!("noise/{}.tsv", kind.name())) {
            let (rules_miss, default_misses) = missed_by(&missed);
            for place in places.split(',').map(|place| place.parse::<Place>().expect("a place")) {
                for lang in langs.split(',') {
                    let article = articles.iter().find(|article| article.lang == lang).expect("an article");
                    let (text, first) = place.page(article, &lines);
                    let noise = noise(&expected, &lines, first);
                    let name = format!("{kind}/{test}/{}/{lang}/{}", place.name(), beginning(&lines));
                    let test = test.clone();
                    cases.push(Case { kind, test, name, text, noise, rules_miss, default_misses });
                }
            }
        }
    }
    cases
}

/// The fields of "missed by": by the rules alone, and by the default.
fn missed_by(field: &str) -> (bool, bool) {
    match field {
        "-" => (false, false),
        "rules" => (true, false),
        "default" => (false, true),
        "both" => (true, true),
        other => panic!("nobody is called {other:?}"),
    }
}

/// What is expected of the lines of a row, of which the first has that number on its page:
/// nothing (`-`), that all of them are of one kind, or that some are (`1=comments 3=navigation`).
fn noise(expected: &str, lines: &str, first: usize) -> Vec<(usize, NoiseKind)> {
    if expected == "-" {
        return Vec::new();
    }
    let kind = |name: &str| name.parse::<NoiseKind>().expect("a kind of noise");
    let filled: Vec<usize> =
        lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(i, _)| i).collect();
    if !expected.contains('=') {
        return filled.into_iter().map(|i| (first + i, kind(expected))).collect();
    }
    let line = |part: &str| {
        let (number, name) = part.split_once('=').expect("a number and a kind");
        let i = number.parse::<usize>().expect("a number") - 1;
        assert!(filled.contains(&i), "no line {number} in {lines:?}");
        (first + i, kind(name))
    };
    expected.split(' ').map(line).collect()
}
