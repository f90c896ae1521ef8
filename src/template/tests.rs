//! Small sites, written line by line.

use super::*;
use crate::error::DecodeError;
use crate::hash;

/// A word that comes of a number.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ker", "lo", "min", "tu", "sar", "de", "nol", "pi", "gra", "fe", "hun", "vo", "rik", "ze",
        "mal",
    ];
    let mut rest = hash::mix(number, 9);
    (0..3).map(|_| (SYLLABLES[(rest % 16) as usize], rest /= 16).0).collect()
}

/// A paragraph that nobody else has written.
fn paragraph(number: u64) -> String {
    let words: Vec<String> = (0..16).map(|at| word(number * 100 + at)).collect();
    format!("The {}, said the {}.", words[..8].join(" "), words[8..].join(" "))
}

/// So many paragraphs of story `number`.
fn story(number: u64, paragraphs: u64) -> Vec<String> {
    (0..paragraphs).map(|at| paragraph(number * 50 + at)).collect()
}

/// A page: what stands over the story, the story, what stands under it.
fn page(over: &[&str], story: &[String], under: &[&str]) -> String {
    let story = story.iter().map(String::as_str);
    let lines: Vec<&str> = over.iter().copied().chain(story).chain(under.iter().copied()).collect();
    lines.join("\n")
}

#[test]
fn memory_is_that_of_the_sample_however_it_was_come_by() {
    let mut learner = TemplateLearner::with_sample(8).unwrap_or_default();
    let mut other = learner.clone();
    let empty = learner.memory();
    let mut most = 0;
    for number in 0..60 {
        let text = page(&OVER, &story(number, 1 + number % 7), &UNDER);
        let half = if number % 2 == 0 { &mut learner } else { &mut other };
        assert!(half.observe("site.example", &text) && half.observe("site.example", &text));
        most = most.max(text.len());
    }
    assert_eq!(learner.merge(&other), Ok(()));
    let kept = learner.to_bytes();
    // The buffers that pages are read with come on top; what was stored has none.
    let restored = TemplateLearner::from_bytes(&kept).map_or(0, |restored| restored.memory());
    assert!(restored > empty + kept.len() / 2, "{restored}");
    assert!(restored < empty + 9 * (most + 100), "eight pages and a name: {restored}");
    assert!(learner.memory() >= restored);
}

/// More sites than may be: those of least hash stay, in any order and split.
#[test]
fn sites_are_bounded_whatever_the_order() {
    let sites: Vec<String> = (0..40).map(|number| format!("s{number}.example")).collect();
    let few = || TemplateLearner::new().most_sites(7);
    let text = page(&OVER, &story(1, 3), &UNDER);
    let (mut forward, mut backward, mut parts) = (few(), few(), [few(), few()]);
    for (number, site) in sites.iter().enumerate() {
        forward.observe(site, &text);
        parts[number % 2].observe(site, &text);
    }
    for site in sites.iter().rev() {
        backward.observe(site, &text);
    }
    let [mut merged, other] = parts;
    assert_eq!(merged.merge(&other), Ok(()));
    assert_eq!((forward.sites(), forward.pages()), (7, 7));
    for learner in [&backward, &merged] {
        assert_eq!(learner.to_bytes(), forward.to_bytes());
    }
    let mut all = TemplateLearner::new();
    assert!(sites.iter().all(|site| all.observe(site, &text)));
    assert_eq!(all.sites(), 40);
    assert!(all.merge(&forward).is_err(), "bounds differ");
    assert_eq!(all.most_sites(7).to_bytes(), forward.to_bytes());
    let restored = TemplateLearner::from_bytes(&forward.to_bytes()).map(|learner| learner.to_bytes());
    assert_eq!(restored, Ok(forward.to_bytes()));
}

fn learn<T: AsRef<str>>(pages: &[T]) -> Templates {
    let mut learner = TemplateLearner::new();
    for page in pages {
        assert!(learner.observe("site.example", page.as_ref()));
    }
    learner.finish()
}

/// The lines of `text` that are templates.
fn found<'t>(templates: &Templates, text: &'t str) -> Vec<&'t str> {
    templates.lines("site.example", text).iter().map(|line| line.span.of(text)).collect()
}

const OVER: [&str; 3] = ["Harbour Gazette", "Tides and bells", "Ring the keeper"];
const UNDER: [&str; 3] = ["Lost in the fog", "Sold at every quay, and nowhere else.", "Printed on Aldersund"];

/// `count` pages between [`OVER`] and [`UNDER`], with what `line` puts behind a story's first paragraph.
fn with(count: u64, line: impl Fn(u64) -> Option<&'static str>) -> Vec<String> {
    let page = |number| {
        let mut story = story(number, 4);
        if let Some(line) = line(number) {
            story.insert(1, line.to_owned());
        }
        page(&OVER, &story, &UNDER)
    };
    (0..count).map(page).collect()
}

#[test]
fn finds_what_stands_around_every_article() {
    for count in [2, 3, 5, 50, 400] {
        let pages = with(count, |_| None);
        let templates = learn(&pages);
        assert_eq!(found(&templates, &pages[0]), [OVER, UNDER].concat(), "{count} pages");
        let documents = templates.lines("site.example", &pages[0])[0].documents;
        assert_eq!(u64::from(documents), count.min(128));
    }
}

#[test]
fn finds_blocks_of_sections_and_variants() {
    let section = ["Fishers' corner", "Nets and knots"];
    let pages: Vec<String> = (0..40)
        .map(|number| {
            let mut over = OVER.to_vec();
            over.extend(if number % 10 == 0 { &section[..] } else { &[] });
            over.extend(if number % 2 == 0 {
                ["Try the bell", "For a week"]
            } else {
                ["Try the horn", "For a month"]
            });
            page(&over, &story(number, 3), &UNDER)
        })
        .collect();
    let templates = learn(&pages);
    assert_eq!(found(&templates, &section.join("\n")), section);
    for variant in ["Try the bell", "Try the horn", "For a week", "For a month"] {
        assert_eq!(found(&templates, variant), [variant]);
    }
}

#[test]
fn finds_lines_whose_numbers_and_dates_change() {
    let months = ["January", "February", "March", "April", "May"];
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let line =
        |number: usize| format!("Bell rung on {}, {} {}", days[number % 5], number + 1, months[number % 5]);
    let pages: Vec<String> = (0..5)
        .map(|number| {
            let (bells, ships) = (line(number), format!("{} ships in sight", number * 7));
            page(&[OVER[0], &bells, OVER[1]], &story(number as u64, 3), &[UNDER[0], &ships, UNDER[2]])
        })
        .collect();
    let templates = learn(&pages);
    for changing in ["Bell rung on Sunday, 30 December", "4711 ships in sight"] {
        assert_eq!(found(&templates, changing), [changing]);
    }
    // Without a number it says something else.
    for other in ["Bell rung on Sunday", "ships in sight", "4711"] {
        assert_eq!(found(&templates, other), [""; 0]);
    }
}

#[test]
fn finds_templates_in_any_script() {
    for lines in [
        ["Маяк над бухтой", "Звоните смотрителю", "Погода у причала"],
        ["ميناء الضباب", "اقرع الجرس", "حالة البحر"],
        ["灯塔日报社", "请敲响雾钟", "港口的天气"],
    ] {
        let pages: Vec<String> = (0..4).map(|number| page(&lines, &story(number, 3), &[])).collect();
        assert_eq!(found(&learn(&pages), &pages[0]), lines);
    }
}

#[test]
fn finds_a_lone_label_from_half_of_the_pages_on() {
    // Between a story and a line that changes, so that no neighbour is ever the same.
    let lone = |shown: u64, count: u64| -> Vec<String> {
        (0..count)
            .map(|number| {
                let (above, below) = (word(number + 900), word(number + 1900));
                let label = if number < shown { "Knock twice" } else { "" };
                page(&[&above, label, &below], &story(number, 3), &[])
            })
            .collect()
    };
    for (shown, count, found_it) in
        [(3, 6, true), (3, 7, false), (2, 3, false), (10, 20, true), (9, 20, false)]
    {
        let templates = learn(&lone(shown, count));
        assert_eq!(!found(&templates, "Knock twice").is_empty(), found_it, "{shown} of {count}");
    }
}

#[test]
fn finds_a_label_inside_articles_if_nearly_all_have_it() {
    for (every, found_it) in [(1, true), (2, false)] {
        let pages = with(20, |number| (number % every == 0).then_some("Hear the foghorn"));
        let templates = learn(&pages);
        assert_eq!(found(&templates, "Hear the foghorn").len(), usize::from(found_it), "one in {every}");
    }
}

#[test]
fn finds_a_sentence_at_the_edge_of_articles_if_most_pages_have_it() {
    const PLEA: &str = "Ring the bell twice before you leave the page.";
    for (shown, count, found_it) in [(7, 7, false), (8, 8, true), (12, 20, true), (11, 20, false)] {
        let pages: Vec<String> = (0..count)
            .map(|number| {
                let mut story = story(number, 4);
                story.extend((number < shown).then(|| PLEA.to_owned()));
                page(&OVER, &story, &UNDER)
            })
            .collect();
        assert_eq!(found(&learn(&pages), PLEA).len(), usize::from(found_it), "{shown} of {count}");
    }
}

#[test]
fn finds_blocks_as_wide_as_headlines_from_six_in_a_hundred_on() {
    let block = ["The bulletin of the fishers of the coast", "Nets, knots and other matters of rope"];
    for (count, found_it) in [(50, true), (51, false)] {
        let pages: Vec<String> = (0..count)
            .map(|number| {
                let mut over = OVER.to_vec();
                over.extend(if number < 3 { &block[..] } else { &[] });
                page(&over, &story(number, 3), &UNDER)
            })
            .collect();
        assert_eq!(found(&learn(&pages), block[0]).len(), usize::from(found_it), "3 of {count}");
    }
}

/// Asserts that of all pages only the lines around the stories are templates.
fn spares<T: AsRef<str>>(pages: &[T]) {
    let templates = learn(pages);
    for page in pages {
        let found = found(&templates, page.as_ref());
        let strangers: Vec<_> =
            found.iter().filter(|line| !OVER.contains(line) && !UNDER.contains(line)).collect();
        assert!(strangers.is_empty(), "{strangers:?}");
    }
}

#[test]
fn spares_an_article_that_is_printed_twice() {
    for (pages, copies) in [(2, 2), (3, 2), (3, 3), (5, 2), (5, 3), (30, 3), (30, 6)] {
        let copy = |number: u64| if number < copies { 0 } else { number };
        let texts: Vec<String> = (0..pages)
            .map(|number| {
                let mut story = story(copy(number), 6);
                // Each printing has a paragraph of its own, and one with a word that was put right.
                story[2] = paragraph(7000 + number);
                story[4] = story[4].replace("said", ["said", "says"][number as usize % 2]);
                page(&OVER, &story, &UNDER)
            })
            .collect();
        spares(&texts);
        // Copies count as one article.
        let templates = learn(&texts);
        let articles = pages - copies + 1;
        let line = templates.lines("site.example", OVER[0]);
        assert_eq!(line.first().map_or(1, |line| u64::from(line.documents)), articles, "{copies} of {pages}");
    }
}

#[test]
fn spares_a_site_of_two_copies() {
    let one = page(&OVER, &story(1, 5), &UNDER);
    let templates = learn(&[&one, &format!("{one}\nPrinted again")]);
    assert!(templates.is_empty());
    assert!(learn(&[&one]).is_empty());
    assert!(learn(&[&one, &one.to_uppercase()]).is_empty(), "folded lines are the same");
}

#[test]
fn spares_the_running_gag_of_a_columnist() {
    const GAG: &str = "And that, dear reader, is why I keep a goat.";
    for (every, count) in [(3, 30), (2, 12), (1, 5)] {
        spares(&with(count, |number| (number % every == 0).then_some(GAG)));
        // At the end of the column it always stands over the same line.
        let pages: Vec<String> = (0..count)
            .map(|number| {
                let mut story = story(number, 4);
                story.extend((number % every == 0).then(|| GAG.to_owned()));
                page(&OVER, &story, &UNDER)
            })
            .collect();
        spares(&pages);
    }
}

#[test]
fn spares_short_common_sentences_and_sub_headings() {
    for line in ["Nobody was hurt.", "“No comment.”", "Why?", "Background", "What we know so far"] {
        for every in [2, 3, 5] {
            spares(&with(30, |number| (number % every == 0).then_some(line)));
        }
        spares(&with(3, |_| Some(line)));
    }
}

#[test]
fn spares_a_teaser_whose_article_is_a_page_of_the_site() {
    // Each page teases the three stories after its own, in their order.
    let headline = |number: u64| {
        format!("Ferry {} finds the {} of {}", word(number), word(number + 50), word(number + 99))
    };
    let pages: Vec<String> = (0..12)
        .map(|number| {
            let own = headline(number);
            let others: Vec<String> = (1..=3).map(|step| headline((number + step) % 12)).collect();
            let mut under: Vec<&str> = UNDER.to_vec();
            under.extend(others.iter().map(String::as_str));
            page(&[OVER[0], OVER[1], OVER[2], &own], &story(number, 4), &under)
        })
        .collect();
    spares(&pages);
}

#[test]
fn spares_ingredients_that_many_recipes_share() {
    let ingredients =
        ["Two cups of rye", "A pinch of salt", "One onion", "Half a herring", "Dill", "Butter", "Cream"];
    let pages: Vec<String> = (0..20)
        .map(|number: usize| {
            let list: Vec<&str> =
                (0..3).map(|at| ingredients[(number * 5 + at * (1 + number % 6)) % 7]).collect();
            let mut lines: Vec<String> = story(number as u64, 2);
            lines.splice(1..1, list.iter().map(|&line| line.to_owned()));
            page(&OVER, &lines, &UNDER)
        })
        .collect();
    let templates = learn(&pages);
    for ingredient in ingredients {
        assert_eq!(found(&templates, ingredient), [""; 0]);
    }
}

#[test]
fn spares_other_sites_and_pages_without_one() {
    let pages = with(6, |_| None);
    let templates = learn(&pages);
    assert!(templates.lines("other.example", &pages[0]).is_empty());
    assert!(templates.lines("", &pages[0]).is_empty());
    let mut learner = TemplateLearner::new();
    for (site, text) in
        [("", "Snow"), (" ", "Snow"), ("https://", "Snow"), ("a.example", ""), ("a.example", "*\n—\n")]
    {
        assert!(!learner.observe(site, text), "{site:?} {text:?}");
    }
    assert_eq!((learner.sites(), learner.pages()), (0, 0));
}

#[test]
fn sites_have_one_name() {
    for site in [
        "Gazette.example",
        "www.gazette.example",
        "https://www.gazette.example/a/b?c#d",
        " http://gazette.example ",
        "https://me@gazette.example:8080/",
        "gazette.example?x=/y",
        "//gazette.example",
    ] {
        let expected = if site.starts_with("//") { "" } else { "gazette.example" };
        assert_eq!(site_name(site), expected, "{site:?}");
    }
}

#[test]
fn a_page_counts_once_and_a_sample_is_bounded() {
    let pages = with(50, |_| None);
    let mut learner = TemplateLearner::with_sample(8).unwrap_or_default();
    for page in pages.iter().chain(&pages) {
        learner.observe("site.example", page);
    }
    assert_eq!((learner.sample(), learner.pages(), learner.sites()), (8, 100, 1));
    let templates = learner.finish();
    assert_eq!(templates.lines("site.example", OVER[0])[0].documents, 8);
    for (pages, good) in [(7, false), (8, true), (4096, true), (4097, false), (0, false)] {
        assert_eq!(TemplateLearner::with_sample(pages).is_ok(), good, "{pages}");
    }
}

#[test]
fn unlike_samples_are_not_merged() {
    let mut learner = TemplateLearner::new();
    learner.observe("a.example", "Snow fell");
    let before = learner.to_bytes();
    let other = TemplateLearner::with_sample(64).unwrap_or_default();
    assert_eq!(
        learner.merge(&other).map_err(|error| error.to_string()),
        Err("sample differ: 128 and 64".to_owned())
    );
    assert_eq!(learner.to_bytes(), before);
}

/// A learner and what it has learnt, as bytes.
fn stored() -> [Vec<u8>; 2] {
    let mut learner = TemplateLearner::new();
    for (number, page) in with(4, |_| Some("Bell 12 of 30")).iter().enumerate() {
        learner.observe(["a.example", "b.example"][number % 2], page);
    }
    let bytes = learner.to_bytes();
    [bytes, learner.finish().to_bytes()]
}

type Reader = fn(&[u8]) -> Result<Vec<u8>, DecodeError>;
const READERS: [Reader; 2] = [
    |bytes| TemplateLearner::from_bytes(bytes).map(|read| read.to_bytes()),
    |bytes| Templates::from_bytes(bytes).map(|read| read.to_bytes()),
];

#[test]
fn what_is_stored_is_read_again() {
    for (bytes, read) in stored().iter().zip(READERS) {
        assert_eq!(read(bytes).as_ref(), Ok(bytes));
    }
    let [learner, templates] = stored();
    let read = TemplateLearner::from_bytes(&learner).map(TemplateLearner::finish);
    assert_eq!(read, Templates::from_bytes(&templates));
    assert_eq!(READERS[0](&TemplateLearner::new().to_bytes()), Ok(TemplateLearner::new().to_bytes()));
    assert_eq!(READERS[1](&Templates::default().to_bytes()), Ok(Templates::default().to_bytes()));
}

#[test]
fn damaged_bytes_are_refused() {
    for (bytes, read) in stored().iter().zip(READERS) {
        for length in 0..bytes.len() {
            let error = read(&bytes[..length]);
            assert!(
                matches!(error, Err(DecodeError::Truncated { .. } | DecodeError::Corrupt { .. })),
                "{length}"
            );
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x40;
            assert!(read(&damaged).is_err(), "byte {at}");
        }
        assert!(read(&[bytes.as_slice(), &[0]].concat()).is_err());
        let mut newer = bytes.clone();
        newer[4] = TEMPLATE_VERSION as u8 + 1;
        assert_eq!(
            read(&newer),
            Err(DecodeError::UnknownVersion { got: TEMPLATE_VERSION + 1, newest: TEMPLATE_VERSION })
        );
    }
    let [learner, templates] = stored();
    assert_eq!(READERS[0](&templates), Err(DecodeError::Corrupt { at: 3 }));
    assert_eq!(READERS[1](&learner), Err(DecodeError::Corrupt { at: 3 }));
}

/// Bytes with a right checksum that hold what was never written.
#[test]
fn wrong_content_under_a_right_checksum_is_refused() {
    // By their places in the content.
    const CONTENT: usize = 16;
    let sealed = |bytes: &[u8], at: usize, new: &[u8]| {
        let magic = bytes.first_chunk().copied().unwrap_or_default();
        super::stored::frame(magic).forged(bytes, CONTENT + at, new)
    };
    let [learner, templates] = stored();
    let corrupt = |at| Err(DecodeError::Corrupt { at: CONTENT + at });
    // The sample, how many sites may be and how many there are.
    assert_eq!(READERS[0](&sealed(&learner, 0, &7u32.to_le_bytes())), corrupt(0));
    assert_eq!(READERS[0](&sealed(&learner, 4, &0u32.to_le_bytes())), corrupt(4));
    assert_eq!(READERS[0](&sealed(&learner, 4, &1u32.to_le_bytes())), corrupt(4));
    assert_eq!(READERS[0](&sealed(&learner, 8, &u64::MAX.to_le_bytes())), corrupt(4));
    assert!(matches!(
        READERS[0](&sealed(&learner, 8, &1_000_000u64.to_le_bytes())),
        Err(DecodeError::Truncated { .. })
    ));
    // The site's name, how many pages were seen, and how many are kept.
    assert_eq!(READERS[0](&sealed(&learner, 18, b"\xff")), corrupt(18));
    assert_eq!(READERS[0](&sealed(&learner, 18, b"z")), corrupt(16 + 11 + 8 + 4 + page_bytes(&learner)));
    assert_eq!(READERS[0](&sealed(&learner, 35, &0u32.to_le_bytes())), corrupt(35));
    assert_eq!(READERS[0](&sealed(&learner, 35, &3u32.to_le_bytes())), corrupt(35));
    assert!(matches!(
        READERS[0](&sealed(&learner, 39, &u32::MAX.to_le_bytes())),
        Err(DecodeError::Truncated { .. })
    ));
    // The bits of the first line.
    assert_eq!(READERS[0](&sealed(&learner, 43, &[0xf0])), corrupt(43));
    // Templates: how many lines there are, then the first key, documents, score and whether it stands inside.
    assert_eq!(READERS[1](&sealed(&templates, 19, &u32::MAX.to_le_bytes())), corrupt(19));
    assert_eq!(READERS[1](&sealed(&templates, 23, &u64::MAX.to_le_bytes())), corrupt(38));
    assert_eq!(READERS[1](&sealed(&templates, 35, &1001u16.to_le_bytes())), corrupt(23));
    assert_eq!(READERS[1](&sealed(&templates, 37, &[2])), corrupt(23));
}

/// How many bytes the pages of the first site take in a stored learner.
fn page_bytes(learner: &[u8]) -> usize {
    let length = |at: usize| {
        u32::from_le_bytes([learner[at], learner[at + 1], learner[at + 2], learner[at + 3]]) as usize
    };
    let first = 4 + length(55);
    first + 4 + length(55 + first)
}

/// Keys are stored, so they must not change within a version.
#[test]
fn keys_are_frozen() {
    use crate::text::{Buffers, Document, Reading};
    let text = "Harbour Gazette\nSeen 12 times on Monday, 5 May\n2024-05-05 12:30\n".to_owned()
        + &"fog and bells ".repeat(30);
    for reading in [Reading::Ends, Reading::Whole] {
        let document = Document::read(&text, reading, Buffers::default());
        let keys: Vec<_> = lines(&document).map(|(_, keys)| (keys.exact, keys.slotted)).collect();
        assert_eq!(
            keys,
            [
                (Some(15_550_768_304_025_259_558), None),
                (Some(5_905_795_206_278_138_344), Some(1_475_019_698_482_817_122)),
                (None, None),
                (Some(11_515_509_521_513_046_154), None),
            ],
            "{reading:?}"
        );
    }
}
