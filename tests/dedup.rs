//! The invariants of near-duplicates, for texts put together from few words, and
//! for arbitrary text. What must be found and what must be told apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use descrape::{BuildErrorKind, Dedup, KeepRule, Linkage, Preset};
use descrape_lab::invariants::dedup as rules;
use proptest::prelude::*;

/// Words of headlines, some of which say the same or the contrary, and what stands around them.
const WORDS: &[&str] = &[
    "ferry",
    "Ferry",
    "FERRY",
    "ferries",
    "Skerrow",
    "Tollhaven",
    "Brackwater",
    "burns",
    "burned",
    "fire",
    "blaze",
    "harbour",
    "harbour's",
    "council",
    "closes",
    "opens",
    "3",
    "13",
    "three",
    "1,200",
    "1 200",
    "killed",
    "dead",
    "not",
    "without",
    "with",
    "the",
    "in",
    "of",
    "Norway",
    "Portugal",
    "UPDATE 1-",
    "BREAKING:",
    "- BBC News",
    "| Reuters",
    "(VIDEO)",
    "…",
    "渡船今晨停航",
    "паром",
    "горит",
    "fеrrу",
    "l’eau",
    "&amp;",
    "!",
    "\u{200b}",
];

fn headline() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..10).prop_map(|words| words.join(" "))
}

/// A text, and texts made from it: a word more, a word less, in capitals, twice.
fn texts(most: usize) -> impl Strategy<Value = Vec<String>> {
    let changed = (headline(), prop::sample::select(WORDS), 0..6u8).prop_map(|(text, word, how)| match how {
        0 => vec![text.clone(), format!("{text} {word}")],
        1 => vec![text.clone(), text.to_uppercase()],
        2 => vec![text.clone(), format!("  {text}."), text],
        3 => vec![text.split_once(' ').map_or("", |(_, rest)| rest).to_owned(), text],
        _ => vec![text],
    });
    prop::collection::vec(changed, 0..most).prop_map(move |texts| {
        let mut texts = texts.concat();
        texts.truncate(most);
        texts
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn check(texts: &[String], min_score: u16) {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for (linkage, keep, dedup) in rules::dedups(min_score) {
        rules::check_texts(&dedup, linkage, keep, &texts);
        if linkage == Linkage::Leader && keep == KeepRule::First {
            rules::a_stream_finds_what_a_batch_finds(&dedup, &texts);
        }
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn few_texts_keep_the_invariants(texts in texts(rules::CROWD), min_score in 1u16..=1000) {
        check(&texts, min_score);
        check(&texts, 500);
    }

    #[test]
    fn many_texts_keep_the_invariants(texts in texts(60)) {
        check(&texts, 500);
    }

    #[test]
    fn any_texts_keep_the_invariants(texts in prop::collection::vec(any::<String>(), 0..8)) {
        check(&texts, 1);
    }

    #[test]
    fn verdicts_are_symmetric(one in headline(), other in headline(), any in any::<String>()) {
        let dedup = Dedup::headlines();
        rules::verdicts_are_symmetric(&dedup, &one, &other);
        rules::verdicts_are_symmetric(&dedup, &one, &any);
    }

    /// Neither the preset nor the options change a verdict.
    #[test]
    fn verdicts_do_not_depend_on_options(one in headline(), other in headline()) {
        let expected = Dedup::headlines().compare(&one, &other);
        for (_, _, dedup) in rules::dedups(900) {
            prop_assert_eq!(dedup.compare(&one, &other), expected.clone());
        }
    }

    /// With keys that differ, the order in which texts are given does not matter.
    #[test]
    fn the_order_of_the_texts_does_not_matter(texts in texts(rules::CROWD), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by_key(|&text| (text as u64 + 1).wrapping_mul(seed | 1));
        let shuffled: Vec<&String> = order.iter().map(|&text| &texts[text]).collect();
        for (_, _, dedup) in rules::dedups(500) {
            let straight = dedup.clusters_by(&texts, |text| text);
            let other = dedup.clusters_by(&shuffled, |place| order[place]);
            for (place, &text) in order.iter().enumerate() {
                let leader = other.leader_of(place).map(|leader| order[leader]);
                prop_assert_eq!(leader, straight.leader_of(text), "{:?}", texts);
            }
        }
    }

    /// The least key is kept, whichever text has it.
    #[test]
    fn the_least_key_leads(texts in texts(rules::CROWD), keys in prop::collection::vec(0..4u8, rules::CROWD)) {
        for (_, _, dedup) in rules::dedups(500) {
            let clusters = dedup.clusters_by(&texts, |text| keys[text]);
            for group in clusters.groups() {
                let least = group.iter().copied().min_by_key(|&text| (keys[text], text));
                prop_assert_eq!(clusters.leader_of(group[0]), least);
            }
        }
    }

    /// The naive twin. All pairs that are sure enough and share two words are found, as long as texts have
    /// no more than four words and no two words stand in more texts than a crowd; and no pair is
    /// found that is not sure enough.
    #[test]
    fn pairs_are_those_of_comparing_all(
        texts in prop::collection::vec(prop::collection::vec(0..14usize, 1..5), 0..60),
    ) {
        const PLAIN: [&str; 14] = [
            "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "islet", "jetty", "knoll", "larch",
            "marsh", "otter",
        ];
        let sets: Vec<Vec<usize>> = texts
            .iter()
            .map(|words| {
                let mut words = words.clone();
                words.sort_unstable();
                words.dedup();
                words
            })
            .collect();
        let texts: Vec<String> =
            texts.iter().map(|words| words.iter().map(|&at| PLAIN[at]).collect::<Vec<_>>().join(" ")).collect();
        let mut crowds: HashMap<(usize, usize), usize> = HashMap::new();
        for set in &sets {
            for (at, &one) in set.iter().enumerate() {
                set[at..].iter().for_each(|&other| *crowds.entry((one, other)).or_default() += 1);
            }
        }
        let crowded = crowds.iter().any(|((one, other), &count)| one != other && count > rules::CROWD);
        let dedup = Dedup::headlines();
        let pairs = dedup.pairs(&texts);
        let first: Vec<usize> =
            texts.iter().map(|text| texts.iter().position(|other| other == text).unwrap()).collect();
        for other in 0..texts.len() {
            for one in 0..other {
                let found = pairs.iter().find(|pair| (pair.first, pair.second) == (one, other));
                let score = dedup.compare(&texts[one], &texts[other]).score();
                if let Some(pair) = found {
                    prop_assert_eq!((pair.score, score >= 500), (score, true));
                    continue;
                }
                // Of equal texts only the first one is paired with others.
                let copies = first[one] != one || first[other] != other && first[other] != one;
                let shared = sets[one].iter().filter(|word| sets[other].contains(word)).count();
                let candidates = shared >= 2 || sets[one] == sets[other];
                if !copies && !crowded && candidates {
                    prop_assert!(score < 500, "{:?} and {:?} were missed", texts[one], texts[other]);
                }
            }
        }
    }
}

/// Headlines whose every form is one with them.
const HEADLINES: &[&str] = &[
    "Ferry fire kills three off Aldersund, coastguard says",
    "Town council moves Skerrow's river festival to September",
    "\"We were lucky\" - crew of 14 rescued from sinking trawler",
    "L'écluse de Vaubrune rouvre après six mois de travaux",
    "Hochwasser überflutet die Altstadt von Grünmünde",
    "El puente de Valdearroyo reabre tras dos años de obras",
    "В Заречинске открыли мост через реку Талую",
    "Στο λιμάνι έφτασε το πρώτο καράβι με 40 επιβάτες",
    "عودة الصيادين إلى الميناء القديم بعد ترميم الرصيف",
    "停航六年的老渡口十九日清晨重新通航",
    "山あいの駅で10年ぶりに列車が走る",
    "폭우로 강변 도로 12km 구간 통제",
    "Tàu khách đầu tiên trở lại ga Đồng Lâm sau bão",
];

fn full_width(text: &str) -> String {
    let wide =
        |c: char| if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c };
    text.chars().map(wide).collect()
}

fn with_zero_width(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        if c.is_alphabetic() && c.is_ascii() {
            out.push('\u{200b}');
        }
    }
    out
}

fn with_homoglyphs(text: &str) -> String {
    let pose = |c: char| match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'c' => 'с',
        _ => c,
    };
    text.chars().map(pose).collect()
}

fn decomposed(text: &str) -> String {
    const LETTERS: [(char, &str); 16] = [
        ('é', "e\u{301}"),
        ('è', "e\u{300}"),
        ('ü', "u\u{308}"),
        ('ñ', "n\u{303}"),
        ('ά', "α\u{301}"),
        ('έ', "ε\u{301}"),
        ('ώ', "ω\u{301}"),
        ('ό', "ο\u{301}"),
        ('й', "и\u{306}"),
        ('à', "a\u{300}"),
        ('á', "a\u{301}"),
        ('ầ', "a\u{302}\u{300}"),
        ('ở', "o\u{31b}\u{309}"),
        ('ạ', "a\u{323}"),
        ('ồ', "o\u{302}\u{300}"),
        ('â', "a\u{302}"),
    ];
    text.chars()
        .map(|c| {
            LETTERS
                .iter()
                .find(|(letter, _)| *letter == c)
                .map_or(c.to_string(), |(_, parts)| (*parts).into())
        })
        .collect()
}

#[test]
fn finds_every_form_of_a_headline() {
    type Form = fn(&str) -> String;
    let forms: [(&str, Form); 17] = [
        ("capitals", |text| text.to_uppercase()),
        ("small letters", |text| text.to_lowercase()),
        ("full width", full_width),
        ("zero width", with_zero_width),
        ("homoglyphs", with_homoglyphs),
        ("decomposed", decomposed),
        ("entities", |text| text.replace('"', "&quot;").replace('\'', "&#39;").replace('é', "&eacute;")),
        ("numeric entities", |text| {
            text.replace('"', "&#x22;").replace('\'', "&#8217;").replace('é', "&#233;")
        }),
        ("quotes", |text| text.replacen('"', "“", 1).replace('"', "”").replace('\'', "’")),
        ("quoted", |text| format!("«{text}»")),
        ("dashes", |text| text.replace(" - ", " – ")),
        ("spaces", |text| format!("\u{feff} {}\r\n", text.replace(' ', "\u{a0} \t"))),
        ("soft hyphens", |text| text.replace("ster", "st\u{ad}er").replace("rri", "r\u{ad}ri")),
        ("bold", |text| format!("**{text}**")),
        ("heading", |text| format!("## {text}")),
        ("item", |text| format!("* _{text}_")),
        ("end", |text| format!("{text}!")),
    ];
    for headline in HEADLINES {
        for (name, form) in forms {
            let form = form(headline);
            for dedup in [Dedup::headlines(), Dedup::documents()] {
                let score = dedup.compare(headline, &form).score();
                assert!(score >= 500, "{name}: {score} for {form:?}");
                let other = "Beekeepers of Hollin Moor count their hives";
                let clusters = dedup.clusters(&[headline, other, form.as_str()]);
                assert_eq!(clusters.groups(), [vec![0, 2], vec![1]], "{name}: {form:?}");
            }
        }
    }
}

#[test]
fn finds_the_same_news_in_other_words() {
    let dedup = Dedup::headlines();
    for (one, other) in [
        ("Ferry fire kills three off Aldersund", "Three killed in ferry fire off Aldersund"),
        ("Ferry fire kills three off Aldersund", "UPDATE 2-Ferry fire kills 3 off Aldersund - Reuters"),
        ("Snow closes three mountain roads", "Three mountain roads closed by snow"),
        ("Skerrow to rebuild drowned pier", "Skerrow will rebuild its drowned pier, council says"),
        ("Strong quake shakes Tollhaven", "Strong earthquake shakes Tollhaven"),
        ("Pears worth 1,200 euros stolen", "Pears worth 1.200 euros stolen"),
    ] {
        let score = dedup.compare(one, other).score();
        assert!(score >= 500, "{score}: {one:?} and {other:?}");
    }
}

#[test]
fn spares_pairs_that_one_word_tells_apart() {
    let dedup = Dedup::headlines();
    for (one, other) in [
        ("3 killed in ferry fire", "13 killed in ferry fire"),
        ("Three killed in ferry fire off Aldersund", "Five killed in ferry fire off Aldersund"),
        ("Skerrow wins cup final at home", "Skerrow loses cup final at home"),
        ("Harbour bridge opened to traffic", "Harbour bridge closed to traffic"),
        ("Pilot lands plane with wheels", "Pilot lands plane without wheels"),
        ("Storm hits Norway on Monday night", "Storm hits Portugal on Monday night"),
        ("Bread prices rise in Tollhaven", "Bread prices fall in Tollhaven"),
        ("Council approves plan for harbour", "Council rejects plan for harbour"),
        ("Obama visits flooded valley", "Merkel visits flooded valley"),
        ("Ferry burns off Aldersund", "Council moves its festival"),
        ("", "Ferry burns off Aldersund"),
        ("!", "Ferry burns off Aldersund"),
    ] {
        let score = dedup.compare(one, other).score();
        assert!(score < 500, "{score}: {one:?} and {other:?}");
        assert_eq!(dedup.clusters(&[one, other]).count(), 2, "{one:?} and {other:?}");
    }
}

/// The same for names that look alike, which likeness of words takes for slips of the pen.
#[test]
fn spares_names_that_look_alike() {
    let dedup = Dedup::headlines();
    for (one, other) in
        [("Austria", "Australia"), ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia")]
    {
        let text = |name: &str| format!("Storm hits {name} on Monday night");
        let score = dedup.compare(&text(one), &text(other)).score();
        assert!(score < 500, "{score}: {one} and {other}");
    }
}

#[test]
fn spares_pairs_of_which_one_denies() {
    let dedup = Dedup::headlines();
    for (one, other) in [
        ("Skerrow will pay for the pier", "Skerrow will not pay for the pier"),
        ("Mayor says bridge is safe", "Mayor says bridge is not safe"),
    ] {
        let score = dedup.compare(one, other).score();
        assert!(score < 500, "{score}: {one:?} and {other:?}");
    }
}

/// A text without letters and digits is one only with texts of the same signs.
#[test]
fn spares_signs_that_differ() {
    let dedup = Dedup::headlines();
    for (one, other) in [("!", "?"), ("", "!"), ("🚢", "⛴")] {
        let score = dedup.compare(one, other).score();
        assert!(score < 500, "{score}: {one:?} and {other:?}");
    }
}

/// As candidates they are told apart, though by `compare` alone they are not.
#[test]
fn signs_that_differ_stay_apart_in_batches() {
    for dedup in [Dedup::headlines(), Dedup::documents()] {
        let clusters = dedup.clusters(&["!", "?", "", " ! ", "🚢", "\u{a0}", "⛴", "ferry"]);
        assert_eq!(clusters.groups(), [vec![0, 3], vec![1], vec![2, 5], vec![4], vec![6], vec![7]]);
        let mut stream = dedup.index();
        for (id, (text, repeats)) in
            [("!", None), ("?", None), (" ! ", Some(0)), ("", None), ("\n", Some(3))].into_iter().enumerate()
        {
            assert_eq!(stream.insert(id as u64, text).map(|found| found.id), repeats, "{text:?}");
        }
    }
}

const STORY: &str = "The old ferry of Aldersund caught fire on Tuesday morning with 42 passengers on board. \
    Harbour master Harriet Mosswell said that all of them reached the shore in the boats of local fishermen. \
    The fire started in the engine room and was put out after two hours. The ferry company will send another ship \
    from Tollhaven on Friday, so that the islands are not cut off. Passengers praised the calm of the crew.";

#[test]
fn finds_edited_copies_of_a_story() {
    let dedup = Dedup::documents();
    let more = format!("{STORY} The mayor thanked everyone who had helped.");
    let less = STORY.replace(" Passengers praised the calm of the crew.", "");
    let reworded = STORY.replace("caught fire", "went up in flames");
    let framed = format!("Advertisement\n{STORY}\nShare this article");
    let texts = [
        STORY,
        &more,
        &less,
        &reworded,
        &framed,
        "Beekeepers of Hollin Moor count their hives twice a year.",
    ];
    let clusters = dedup.clusters(&texts);
    assert_eq!(clusters.groups(), [vec![0, 1, 2, 3, 4], vec![5]]);
}

/// Small words of a long text are no opposites of each other.
#[test]
fn finds_a_copy_with_two_phrases_reworded() {
    let dedup = Dedup::documents();
    let reworded = STORY.replace("caught fire", "went up in flames").replace("put out", "extinguished");
    let score = dedup.compare(STORY, &reworded).score();
    assert!(score >= 500, "{score}");
}

#[test]
fn spares_stories_with_other_names_and_numbers() {
    let dedup = Dedup::documents();
    let other = STORY
        .replace("Aldersund", "Brackwater")
        .replace("42", "17")
        .replace("Harriet Mosswell", "Olaf Tennig")
        .replace("Tollhaven", "Greyling")
        .replace("Tuesday", "Sunday");
    let score = dedup.compare(STORY, &other).score();
    assert!(score < 500, "{score}");
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let (headlines, documents) = (Dedup::headlines(), Dedup::documents());
    assert_eq!((headlines.min_score(), documents.min_score()), (500, 500));
    let explicit =
        Dedup::builder(Preset::Headlines).min_score(500).linkage(Linkage::Stepwise).keep(KeepRule::First);
    assert_eq!(format!("{:?}", explicit.build().unwrap()), format!("{headlines:?}"));
    let explicit =
        Dedup::builder(Preset::Documents).min_score(500).linkage(Linkage::Leader).keep(KeepRule::First);
    assert_eq!(format!("{:?}", explicit.build().unwrap()), format!("{documents:?}"));
    assert_eq!(KeepRule::default(), KeepRule::First);
}

#[test]
fn least_scores_are_one_to_a_thousand() {
    for (score, accepted) in [(0, false), (1, true), (1000, true), (1001, false), (u16::MAX, false)] {
        for preset in [Preset::Headlines, Preset::Documents] {
            let result = Dedup::builder(preset).min_score(score).build();
            assert_eq!(result.is_ok(), accepted, "{score}");
            if let Err(error) = result {
                let kind = BuildErrorKind::OutOfRange {
                    option: "dedup.min_score",
                    got: score.into(),
                    min: 1,
                    max: 1000,
                };
                assert_eq!(*error.kind(), kind);
            }
        }
    }
}

/// Texts that are the same after folding may be cut into words in another way: only the first
/// of them is compared with others.
#[test]
fn reasons_of_copies_name_the_first_equal_text() {
    let texts = [
        "Ferry fire kills three off Aldersund",
        "Three killed in ferry fire off Aldersund",
        "THREE KILLED in ferry fire off Aldersund!",
    ];
    let clusters =
        Dedup::builder(Preset::Headlines).linkage(Linkage::Leader).build().unwrap().clusters(&texts);
    assert_eq!(clusters.leader_of(2), Some(0));
    let because = clusters.because(2).unwrap();
    assert_eq!((because.first, because.second), (1, 2));
}
