//! Texts that no page is, but that a crawler will meet: huge, repetitive or made
//! of characters that are hardly there.

use descrape::Report;

use super::Family;

/// A text of any size.
pub struct Page {
    pub name: String,
    /// Of how many bytes or lines it is made at full size.
    pub size: usize,
    pub make: Box<dyn Fn(usize) -> String>,
    /// What has to hold for a report of it, of any size.
    pub check: fn(&Report<'_>),
}

#[derive(Default)]
struct Pages(Vec<Page>);

impl Pages {
    fn add(
        &mut self,
        name: &str,
        size: usize,
        make: impl Fn(usize) -> String + 'static,
        check: fn(&Report<'_>),
    ) {
        self.0.push(Page { name: name.to_owned(), size, make: Box::new(make), check });
    }
}

/// One function after the other, as they stand below.
pub const FAMILIES: [Family<Page>; 8] = [
    ("one_line", one_line),
    ("nothing_but_line_ends", nothing_but_line_ends),
    ("characters_that_are_hardly_there", characters_that_are_hardly_there),
    ("entities", entities),
    ("one_line_again_and_again", one_line_again_and_again),
    ("lines_that_are_all_different", lines_that_are_all_different),
    ("lines_that_take_turns", lines_that_take_turns),
    ("noise_inside_noise", noise_inside_noise),
];

const MEGA: usize = 1 << 20;

fn anything(_: &Report<'_>) {}

fn untouched(report: &Report<'_>) {
    assert!(report.removed().is_empty(), "{:?} ...", report.removed().first());
}

pub fn one_line() -> Vec<Page> {
    let mut pages = Pages::default();
    let sentence = "The ferry leaves at noon, and the harbour master waves. ";
    pages.add("a line of prose", 64 * MEGA, |n| sentence.repeat(n.div_ceil(sentence.len())), untouched);
    pages.add("a line of one letter", 64 * MEGA, |n| "a".repeat(n), untouched);
    pages.add("a line of words of noise", 16 * MEGA, |n| "share cookies fajr ".repeat(n / 19), anything);
    pages.add(
        "a line of white space and a word",
        16 * MEGA,
        |n| format!("{}Share", "\u{a0} ".repeat(n / 3)),
        anything,
    );
    pages.add("a line of digits", 16 * MEGA, |n| "20250403".repeat(n / 8), untouched);
    pages.add("a line of labels", 16 * MEGA, |n| "Advertisement The ".repeat(n / 18), anything);
    pages.add(
        "a line of labels that open sentences",
        16 * MEGA,
        |n| "in the rain. Advertisement The ".repeat(n / 31),
        anything,
    );
    pages.add("a line of pleas", 16 * MEGA, |n| "Sign up for our newsletter. ".repeat(n / 28), anything);
    pages.add("a line of full stops", 16 * MEGA, |n| format!("{}a", ".".repeat(n)), untouched);
    pages.add(
        "a line of full stops and letters",
        16 * MEGA,
        |n| format!("{}a. ", ".".repeat(999)).repeat(n / 1002),
        anything,
    );
    pages.add("a line of ideographic full stops", 16 * MEGA, |n| "。".repeat(n / 3), untouched);
    pages.add("a line of dividers", 16 * MEGA, |n| "Home > News | ".repeat(n / 14), anything);
    pages.0
}

pub fn nothing_but_line_ends() -> Vec<Page> {
    let mut pages = Pages::default();
    pages.add("empty lines", 10_000_000, |n| "\n".repeat(n), untouched);
    pages.add("blank lines", 10_000_000, |n| " \r\n".repeat(n / 3), untouched);
    pages.add("lone carriage returns", 10_000_000, |n| "\r".repeat(n), untouched);
    pages.add("carriage returns between words", 10_000_000, |n| "Share\r".repeat(n / 6), anything);
    pages.add(
        "blank lines behind a share button",
        10_000_000,
        |n| format!("Share this article{}", "\n".repeat(n)),
        anything,
    );
    pages.0
}

pub fn characters_that_are_hardly_there() -> Vec<Page> {
    let mut pages = Pages::default();
    for (name, unit) in [
        ("zeros", "\0"),
        ("zeros in lines", "\0\n"),
        ("control characters", "\u{1}\u{7f}\u{9f}\u{1b}[0m\n"),
        ("marks of direction", "\u{202e}\u{2066}\u{200f}\u{61c}"),
        ("marks of direction in lines", "\u{202e}Share\u{202c}\n"),
        ("combining marks", "\u{301}\u{323}\u{345}\u{5b0}"),
        ("combining marks in lines", "\u{323}\u{301}\n"),
        ("marks on one letter", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"),
        ("joiners and soft hyphens", "\u{200d}\u{ad}\u{200b}\u{feff}"),
        ("the last character", "\u{10ffff}"),
        ("ligatures that fold to many letters", "\u{fdfa}"),
        ("Hangul letters", "\u{1100}\u{1161}\u{11a8}"),
    ] {
        pages.add(name, 8 * MEGA, |n| unit.repeat(n / unit.len()), anything);
    }
    // A letter and then marks without end: normalising has to sort them.
    pages.add("a tower of marks", 8 * MEGA, |n| format!("a{}", "\u{323}\u{301}".repeat(n / 4)), anything);
    pages.0
}

pub fn entities() -> Vec<Page> {
    let mut pages = Pages::default();
    for (name, unit) in [
        ("entities", "&amp;"),
        ("entities that are white space", "&nbsp;"),
        ("numeric entities", "&#1114111;"),
        ("entities that never end", "&#x"),
        ("ampersands", "&"),
        ("entities in lines", "&bull; Read&nbsp;more &raquo;\n"),
    ] {
        pages.add(name, 8 * MEGA, |n| unit.repeat(n / unit.len()), anything);
    }
    pages.0
}

pub fn one_line_again_and_again() -> Vec<Page> {
    let mut pages = Pages::default();
    for line in [
        "Related articles",
        "Fajr",
        "Wed, 02 Apr 2025 09:15:30 +0300",
        "Share",
        "Tags",
        "Tags: rivers",
        "Previous Article",
        READ_ALSO,
        "Home > News > World",
        COOKIES,
        "Ferry town votes to rebuild its drowned pier",
        "The council agreed to rebuild the wooden pier that collapsed in the winter storms, and eleven voted for it.",
        "By Harriet Mosswell",
        "* x",
    ] {
        pages.add(line, 1_000_000, move |n| format!("{line}\n").repeat(n), anything);
    }
    pages.0
}

/// A line of each of two kinds, for which there are rules.
pub const READ_ALSO: &str = "Read also: Ferry stops for the winter";
pub const COOKIES: &str = "By continuing to browse this site you agree to our use of cookies.";

pub fn lines_that_are_all_different() -> Vec<Page> {
    let mut pages = Pages::default();
    let lines = |line: fn(usize) -> String| move |n: usize| (0..n).map(line).collect::<String>();
    pages.add("short lines", 1_000_000, lines(|i| format!("word{i}\n")), anything);
    pages.add("numbers", 1_000_000, lines(|i| format!("{i}\n")), anything);
    pages.add(
        "headlines",
        500_000,
        lines(|i| format!("How the town of Ansley{i} lost its train{i}\n")),
        anything,
    );
    // Keys that differ, so that no set of those seen stays small.
    pages.add("names of prayers", 1_000_000, lines(|i| format!("Fajr at{i}x\n")), anything);
    pages.add(
        "names of prayers with times",
        1_000_000,
        lines(|i| format!("Fajr {}:{:02}\n", i / 60, i % 60)),
        anything,
    );
    pages.add("dates", 1_000_000, lines(|i| format!("{} April 2025 {i}\n", i % 30 + 1)), anything);
    pages.add("menu entries", 1_000_000, lines(|i| format!("News {i}x\n")), anything);
    pages.add("tags", 500_000, lines(|i| format!("Tags: river{i}\n")), anything);
    pages.add(
        "cookie texts",
        250_000,
        lines(|i| format!("We use cookies to improve your experience {i}x, you agree.\n")),
        anything,
    );
    pages.add("comments", 500_000, lines(|i| format!("Reply to user{i}x\n")), anything);
    pages.0
}

pub fn lines_that_take_turns() -> Vec<Page> {
    let mut pages = Pages::default();
    let prose = "The council agreed to rebuild the wooden pier that collapsed in the winter storms, and eleven voted for it.";
    for (name, unit) in [
        ("prose and menu", format!("{prose}\nHome\n")),
        ("prose and heading", format!("{prose}\nRelated articles\n")),
        ("prose and share", format!("{prose}\n\nShare this article\n\n")),
        ("heading and headline", "Related articles\nFerry town votes to rebuild its pier\n".to_owned()),
        (
            "headline between dates",
            "2 April 2025\nFerry town votes to rebuild its pier\n2 April 2025\n".to_owned(),
        ),
        (
            "headline, date and prose",
            format!("Ferry town votes to rebuild its pier\n2 April 2025\n{prose}\n"),
        ),
        ("menu and blank lines", "Home\n\n\n\nNews\n\n".to_owned()),
        ("prayers and times", "Fajr\n04:52\nDhuhr\n12:07\nAsr\n15:29\n".to_owned()),
        ("cookie text and buttons", "We use cookies, you agree.\nAccept all\nSettings\n".to_owned()),
        (
            "previous and next",
            "Previous Article\nFerry town votes for its pier\nNext Article\nNight buses return\n".to_owned(),
        ),
        ("tags and tags", "Tags\nrivers\nbridges\n".to_owned()),
    ] {
        pages.add(name, 16 * MEGA, move |n| unit.repeat(n / unit.len()), anything);
    }
    // A long menu over a long list with no article at all, and one article between them.
    let around = |n: usize, middle: &str| {
        format!("{}{middle}{}", "Home\n".repeat(n), "Related articles\nFerry stops for good\n".repeat(n))
    };
    pages.add("menu and list", 500_000, move |n| around(n, ""), anything);
    pages.add(
        "menu, article and list",
        500_000,
        move |n| around(n, &format!("{prose}\n\n").repeat(4)),
        anything,
    );
    pages.0
}

/// Each round of cleaning may free what the next one takes: the rounds are bounded.
pub fn noise_inside_noise() -> Vec<Page> {
    let mut pages = Pages::default();
    let nested = |n: usize| {
        let (open, close) = ("Related articles\nShare\n", "Fajr\nHome\n2 April 2025\n");
        format!("{}Ferry town votes to rebuild its pier\n{}", open.repeat(n), close.repeat(n))
    };
    pages.add("noise inside noise", 200_000, nested, anything);
    pages.0
}
