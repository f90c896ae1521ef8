//! The invariants, for pages put together from the lines that pages are made
//! of, and for arbitrary text. And what the types and options promise.

use std::fmt::Debug;
use std::panic::UnwindSafe;

use descrape::{
    BuildError, BuildErrorKind, Cleaner, CleanerBuilder, Evidence, Hints, Lang, NoiseKind, PhrasePlace,
    Policy, Removal, Report, Span, TemplateLearner, Templates,
};
use descrape_lab::invariants;
use proptest::prelude::*;

/// Lines of menus, banners, lists and footers, in several languages.
const NOISE: &[&str] = &[
    "Home",
    "* News",
    "    * Sport",
    "Home > News > World",
    "Contact us | Privacy policy | Terms of use",
    "Startseite",
    "الرئيسية",
    "首页",
    "Главная",
    "Share",
    "Share this article: Facebook | X | WhatsApp",
    "Follow us on Facebook",
    "Partager cet article sur Facebook",
    "Advertisement",
    "Anzeige",
    "Related articles",
    "MORE ON THEME",
    "Most read",
    "Das könnte Sie auch interessieren",
    "اقرأ أيضاً",
    "関連記事",
    "Читайте также",
    "Read also: Ferry stops for the winter",
    "Baca juga: Harga solar naik lagi",
    "Previous Article",
    "Next Article",
    "Tags: rivers, bridges",
    "Tags",
    "bridges",
    "Comments (14)",
    "Leave a comment",
    "Log in",
    "Subscribe to keep reading this article.",
    "Sign up for our newsletter and never miss a story.",
    "No time to read?",
    "Get a summary",
    "Read more",
    "3 min read",
    "By continuing to browse this site you agree to our use of cookies.",
    "We use cookies and similar technologies to personalise content. Accept all | Settings",
    "Accept all cookies",
    "Cookie settings",
    "Photo: Ona Brill / Wire",
    "© 2025 The Example. All rights reserved.",
    "Alle Rechte vorbehalten.",
    "Fajr 04:52",
    "• Dhuhr",
    "Asr",
    "Maghrib 18:01",
    "الفجر ٤:٥٢",
    "Namaz Vakitleri: İmsak 05:42 Güneş 07:08 Öğle 13:01 İkindi 16:12",
];

/// Dates and names of authors.
const CREDITS: &[&str] = &[
    "Wed, 02 Apr 2025 09:15:30 +0300",
    "12 September 2025, 07:30",
    "2025-04-19 08:26",
    "06.03.2025 - 11:47",
    "2025年11月8日 9時30分",
    "2 hours ago",
    "14:05",
    "By Harriet Mosswell",
    "Von Annegret Tollmann, 04.06.2025, 11:20 Uhr",
    "بقلم: نزار الحلواني",
];

/// Sentences and headlines: what an article says.
const BODY: &[&str] = &[
    "Ferry town votes to rebuild its drowned pier",
    "**Gorge bridge closed for a week after rockfall**",
    "How a border town lost its only passenger train",
    "The council agreed to rebuild the wooden pier that collapsed during the winter storms, and eleven members voted for it.",
    "\"We have heard every joke there is,\" said the harbour master. She has run the ferry for thirty years, and means to go on.",
    "Der Gemeinderat hat beschlossen, die alte Strecke wieder zu eröffnen. Die Kosten trägt das Land.",
    "عاد عشرات الصيادين صباح الثلاثاء إلى الميناء القديم، بعد أن انتهت البلدية من ترميم الرصيف الذي جرفته السيول.",
    "停航六年的老渡口十九日清晨重新通航。第一班渡船载着七十多名乘客驶向对岸，不少人带着相机，站在船头拍照。",
    "В Заречинске в пятницу открыли мост через реку, который жители ждали двадцать лет. Движение уже началось.",
    "She left.",
    "Yes.",
    "A roof of cedar and brass",
    "1. Peel the pears",
    "- two cups of flour",
    "Q: Why now?",
    "Wolves 3, Rovers 1",
];

/// Characters that are not what they seem.
const ODD: &[&str] = &[
    "\0",
    "\r",
    "\u{b}\u{c}\u{85}",
    "\u{202e}Related articles\u{202c}",
    "\u{200f}\u{200e}",
    "\u{301}\u{301}\u{301}",
    "S\u{301}hare",
    "\u{feff}Home",
    "Ｓｈａｒｅ　ｔｈｉｓ",
    "Sh\u{ad}are",
    "Ѕhаre", // Cyrillic letters among Latin ones
    "&nbsp;&nbsp;",
    "Read&nbsp;more &raquo;",
    "&#8226; Home",
    "&#x110000; &amp;amp;",
    "| | | |",
    "***",
    "•",
    "\u{1f9ea}\u{200d}\u{1f9ea}",
    "\u{2028}Share\u{2029}",
    "o ",
    "12",
];

fn line() -> impl Strategy<Value = String> {
    let any_of = |lines: &'static [&'static str]| prop::sample::select(lines).prop_map(str::to_owned);
    prop_oneof![
        6 => any_of(NOISE),
        2 => any_of(CREDITS),
        5 => any_of(BODY),
        1 => any_of(ODD),
        // A paragraph of several sentences.
        2 => prop::collection::vec(prop::sample::select(BODY), 1..5).prop_map(|parts| parts.join(" ")),
        // Two things that scrapers glue together.
        1 => (prop::sample::select(NOISE), prop::sample::select(CREDITS), prop::sample::select(&[" ", " | ", "\r", "\t"][..]))
            .prop_map(|(a, b, glue)| format!("{a}{glue}{b}")),
        // And a page that has lost all its lines.
        2 => prop::collection::vec(
            (prop_oneof![prop::sample::select(BODY), prop::sample::select(NOISE)], prop::sample::select(&[" ", ". ", " | ", "\t", "。"][..])),
            4..14,
        )
        .prop_map(|parts| parts.into_iter().map(|(part, glue)| format!("{part}{glue}")).collect()),
        1 => "[a-zA-Z .,:|0-9]{0,60}",
        1 => "\\PC{0,30}",
    ]
}

fn terminator() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        10 => Just("\n"),
        4 => Just("\n\n"),
        2 => Just("\r\n"),
        1 => Just("\r\n\r\n"),
        1 => Just("\n \u{a0}\t\n"),
        1 => Just("\n\u{3000}\r\n\n"),
        1 => Just("\r"),
        1 => Just("\r\r\n"),
    ]
}

fn page() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(&["", "", "", " ", "\t", "  • ", "* ", "> "][..]);
    let row = (indent, line(), terminator()).prop_map(|(indent, line, end)| format!("{indent}{line}{end}"));
    let start = prop::sample::select(&["", "", "\n", " \r\n\n", "\u{feff}"][..]);
    (start, prop::collection::vec(row, 0..48)).prop_map(|(start, rows)| format!("{start}{}", rows.concat()))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn check(text: &str) {
    for (policy, cleaner) in invariants::presets() {
        invariants::check_all(policy, &cleaner, text, Hints::default());
    }
    invariants::presets_nest(text, Hints::default());
}

proptest! {
    #![proptest_config(config(192))]

    #[test]
    fn pages_keep_the_invariants(page in page()) {
        check(&page);
    }

    #[test]
    fn any_text_keeps_the_invariants(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_lines_keep_the_invariants(lines in prop::collection::vec("(?s:.){0,40}", 0..30)) {
        check(&lines.join("\n"));
    }

    #[test]
    fn hints_keep_the_invariants(
        page in page(),
        which in any::<prop::sample::Index>(),
        title in prop::option::of("\\PC{0,40}"),
        site in prop::option::of(prop::sample::select(&["", ".", "www.", "home.example", "www.share.example", "Главная"][..])),
        lang in prop::option::of(prop::sample::select(&["en", "DE", "ar", "zh-Hans", "xx", "", "en-GB"][..])),
    ) {
        // Half of the titles are lines of the page, as they are in real life.
        let lines: Vec<&str> = page.lines().collect();
        let own = (!lines.is_empty()).then(|| *which.get(&lines));
        for title in [title.as_deref(), own] {
            let hints = Hints::new().site(site).title(title).lang(lang);
            for (policy, cleaner) in invariants::presets() {
                invariants::check_all(policy, &cleaner, &page, hints);
            }
        }
    }

    #[test]
    fn own_options_keep_the_invariants(
        page in page(),
        score in 0u16..=1000,
        kept in prop::sample::subsequence(NoiseKind::ALL, 0..NoiseKind::ALL.len()),
        kind in prop::sample::select(NoiseKind::ALL),
        mode in prop::sample::select(&[PhrasePlace::Whole, PhrasePlace::Starts, PhrasePlace::Ends, PhrasePlace::Within][..]),
        phrase in prop::sample::select(&["the", "Yes", "council agreed", "Ferry town votes", "Gemeinderat"][..]),
    ) {
        let policy = kept.into_iter().fold(Policy::balanced().min_score(score), Policy::spare);
        let cleaner = Cleaner::builder()
            .policy(policy)
            .languages(&["en".parse().unwrap(), "ru".parse().unwrap()])
            .phrase(kind, mode, phrase)
            .build()
            .unwrap();
        invariants::check_all(policy, &cleaner, &page, Hints::default());
    }

    /// Whatever was learnt of a site, be it from lines of the page itself.
    #[test]
    fn templates_keep_the_invariants(
        pages in prop::collection::vec(page(), 2..6),
        own in prop::collection::vec(any::<prop::sample::Selector>(), 0..6),
        title in any::<bool>(),
    ) {
        let page = &pages[0];
        let lines: Vec<&str> = page.lines().collect();
        let own: String = own.iter().filter_map(|own| own.try_select(&lines)).flat_map(|line| [line, "\n"]).collect();
        let mut learner = TemplateLearner::new();
        for page in &pages {
            learner.observe("site.example", page);
            learner.observe("site.example", &format!("{own}{page}"));
        }
        let templates = learner.finish();
        let title = title.then(|| own.lines().next()).flatten();
        let hints = Hints::new().site("site.example").title(title).lang(None);
        for policy in [Policy::gentle(), Policy::balanced(), Policy::strict()] {
            let cleaner = Cleaner::builder().policy(policy).templates(templates.clone()).build().unwrap();
            invariants::check_all(policy, &cleaner, page, hints);
        }
    }

    /// Words of small letters, one space between two of them, and a line end is no more than any other white space.
    #[test]
    fn folding_gives_words_and_nothing_else(text in any::<String>(), more in any::<String>()) {
        let folded = descrape::fold(&text);
        prop_assert!(folded.is_empty() || folded.split(' ').all(|word| !word.is_empty()), "{folded:?}");
        prop_assert!(!folded.contains(|c: char| c != ' ' && (c.is_whitespace() || c.is_ascii_uppercase())), "{folded:?}");
        prop_assert!(!folded.contains(|c: char| c.is_ascii_punctuation() || c.is_control()), "{folded:?}");
        let parts = [folded, descrape::fold(&more)];
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        prop_assert_eq!(descrape::fold(&format!("{text}\n{more}")), parts.join(" "));
    }

    /// Of what was folded nothing is left to fold. (Marks are put in order before the quotes between them go.)
    #[test]
    fn folding_twice_is_folding_once(text in r"[\PM]{0,60}") {
        let folded = descrape::fold(&text);
        prop_assert_eq!(&descrape::fold(&folded), &folded);
    }

    /// Letters are the same in either case, whatever the alphabet. (Names of entities are not: they end at `&`.)
    #[test]
    fn folding_knows_no_case(text in "[^&]{0,40}") {
        let both = |c: &char| c.to_uppercase().flat_map(char::to_lowercase).eq(c.to_lowercase());
        let text: String = text.chars().filter(both).collect();
        prop_assert_eq!(descrape::fold(&text.to_uppercase()), descrape::fold(&text));
    }

    #[test]
    fn what_is_escaped_folds_as_it_did(text in "([a-zà-ÿа-я]{0,4}[ &<>\"'/;#0-9]{0,3}(&eacute;|&amp;|&#233;)?){0,6}") {
        let escaped = html_escape::encode_safe(&text);
        prop_assert_eq!(descrape::fold(&escaped), descrape::fold(&text), "{:?}", escaped);
        let twice = html_escape::encode_safe(&escaped);
        prop_assert_eq!(descrape::fold(&twice), descrape::fold(&text), "{:?}", twice);
    }
}

/// Every name of the table means what a decoder of HTML says.
#[test]
fn names_of_characters_are_those_of_html() {
    let table = include_str!("../src/text/entities.tsv");
    let names: Vec<&str> =
        table.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split('\t').next()).collect();
    assert!(names.len() > 252, "HTML 4 alone has 252");
    for name in names {
        let written = format!("ab&{name};cd");
        let decoded = html_escape::decode_html_entities(&written);
        assert_ne!(decoded, written, "{name}");
        assert_eq!(descrape::fold(&written), descrape::fold(&decoded), "{name}");
    }
}

/// Pages that once broke an invariant, or nearly did.
#[test]
fn texts_met_before_keep_the_invariants() {
    for text in [
        // A sentence that goes behind a closing sign, and one at the end of a text without a line break.
        "川の祭りは九月に延期されることになったと町議会が月曜日に決めた。夏は乾きすぎて船が出せないからだと議長は話した。\
         「来年は元に戻したい。」無断転載を禁じます。屋台の人たちはすでに準備を始めていたが、文句を言う人はいなかった。",
        "Share\nThe council agreed on Tuesday to rebuild the pier, which fell in the storms of January, and nobody was hurt \
         when it did, since the gulls had left it hours before and the last walkers had gone home for their supper and \
         their beds; the price of it all is not known yet, said the mayor, who sold the coal quay. © 2023",
        "",
        "\n",
        "\r",
        " \n \n",
        "Share",
        "\n\nShare\n\n",
        "Share\r\n\r\nHome\r\n",
        "Share\rHome\rNews",
        "Advertisement\nAdvertisement\n\n \nAdvertisement",
        "Related articles\nRelated articles\nRelated articles\n",
        "Fajr\nDhuhr\nAsr\n\n\u{a0}\nMaghrib",
        "\u{feff}Share this article\n",
    ] {
        check(text);
    }
}

#[test]
fn cleaners_can_be_shared_and_copied() {
    fn shared<T: Send + Sync + Clone + UnwindSafe + Unpin + Debug + 'static>() {}
    shared::<Cleaner>();
    shared::<CleanerBuilder>();
    shared::<Policy>();
    shared::<Hints<'static>>();
    shared::<Report<'static>>();
    shared::<Removal>();
    shared::<Evidence>();
    shared::<NoiseKind>();
    shared::<Lang>();
    shared::<PhrasePlace>();
    shared::<Span>();
    shared::<Templates>();
    shared::<TemplateLearner>();
    shared::<BuildError>();
    shared::<BuildErrorKind>();
    fn error<T: std::error::Error>() {}
    error::<BuildError>();
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let least = |policy: Policy, kind: NoiseKind| (0..=1000).find(|&score| policy.removes(kind, score));
    for (policy, score, byline) in [
        (Policy::gentle(), 860, None),
        (Policy::balanced(), 700, Some(700)),
        (Policy::strict(), 380, Some(380)),
    ] {
        for &kind in NoiseKind::ALL {
            let expected = if kind == NoiseKind::TimestampByline { byline } else { Some(score) };
            assert_eq!(least(policy, kind), expected, "{policy:?} {kind}");
        }
    }
    assert_eq!(Policy::default(), Policy::balanced());
    assert_eq!(Hints::default(), Hints::new().site(None).title(None).lang(None));

    // No option, no phrase and every language: three ways to say the same.
    let text = format!("{}\n{}\n{}\n", NOISE.join("\n"), CREDITS.join("\n"), BODY.join("\n\n"));
    let all: Vec<Lang> = Lang::all().collect();
    let expected = Cleaner::new().report(&text);
    assert!(!expected.removed().is_empty());
    for cleaner in [
        Cleaner::default(),
        Cleaner::builder().build().unwrap(),
        Cleaner::builder().policy(Policy::balanced()).build().unwrap(),
        Cleaner::builder().languages(&all).build().unwrap(),
    ] {
        assert_eq!(cleaner.report(&text), expected);
    }
    assert_eq!(descrape::clean(&text), expected.text());
}

#[test]
fn names_are_fixed() {
    let names: Vec<&str> = NoiseKind::ALL.iter().map(|kind| kind.name()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let expected = [
        "advertising",
        "comments",
        "cookie_banner",
        "copyright_footer",
        "duplicate_title",
        "media_caption_credit",
        "navigation",
        "newsletter",
        "other_noise",
        "paywall_login",
        "prayer_times",
        "read_more",
        "related_headlines",
        "share_follow",
        "site_template",
        "tags_topics",
        "timestamp_byline",
    ];
    assert_eq!(sorted, expected);
    for &kind in NoiseKind::ALL {
        assert_eq!(kind.to_string().parse::<NoiseKind>().unwrap(), kind);
    }
    let codes: Vec<&str> = Lang::all().map(Lang::code).collect();
    assert!(codes.is_sorted() && codes.len() == 82);
    for lang in Lang::all() {
        assert_eq!(lang.to_string().to_uppercase().parse::<Lang>().unwrap(), lang);
    }
}

/// An error names the option, the value that was given and what is accepted.
#[test]
fn errors_say_what_was_wrong() {
    let english: Lang = "en".parse().unwrap();
    let own = |phrase: &str| {
        let builder = Cleaner::builder().languages(&[english]).phrase(
            NoiseKind::OtherNoise,
            PhrasePlace::Whole,
            phrase,
        );
        builder.build().map(drop)
    };
    let words = "word ".repeat(25);
    let score = |score: u16| Cleaner::builder().policy(Policy::strict().min_score(score)).build().map(drop);
    for (result, says) in [
        (score(1001), &["policy.min_score", "1001", "0 to 1000"][..]),
        (score(u16::MAX), &["policy.min_score", "65535", "0 to 1000"]),
        (own(""), &["phrase", "\"\"", "no letter and no digit"]),
        (own(" …\u{301}| "), &["phrase", "…", "no letter and no digit"]),
        (own(&words), &["phrase", "25 words", "24"]),
        ("tlh".parse::<Lang>().map(drop), &["languages", "tlh"]),
        ("Cookie_Banner".parse::<NoiseKind>().map(drop), &["Cookie_Banner", "kind of noise"]),
    ] {
        let error = result.expect_err(says[0]);
        let message = error.to_string();
        assert!(says.iter().all(|part| message.contains(part)), "{message}: {says:?}");
    }
    // The numbers are there for programs, too.
    match score(1001).unwrap_err().kind() {
        BuildErrorKind::OutOfRange { option, got, min, max } => {
            assert_eq!((*option, *got, *min, *max), ("policy.min_score", 1001, 0, 1000));
        }
        other => panic!("{other:?}"),
    }
    // One step on the right side of each bound.
    assert_eq!(score(1000), Ok(()));
    assert_eq!(score(0), Ok(()));
    assert_eq!(own("9"), Ok(()));
    assert_eq!(own(&"word ".repeat(24)), Ok(()));
}

#[test]
fn phrases_of_ones_own_are_bounded() {
    const MOST: usize = 1_000_000;
    let mut builder = Cleaner::builder();
    for _ in 0..=MOST {
        builder = builder.phrase(NoiseKind::OtherNoise, PhrasePlace::Whole, "x");
    }
    let error = builder.build().unwrap_err();
    assert_eq!(*error.kind(), BuildErrorKind::TooManyPhrases { got: MOST + 1, max: MOST });
    let message = error.to_string();
    assert!(message.contains("1000001") && message.contains("1000000"), "{message}");
}

/// Lines that a cleaner with phrases of its own reads whole, and lines of numbers only.
#[test]
fn own_phrases_are_found_and_explained() {
    let cleaner = Cleaner::builder()
        .phrase(NoiseKind::OtherNoise, PhrasePlace::Whole, "22")
        .phrase(NoiseKind::OtherNoise, PhrasePlace::Within, "a b c")
        .phrase(NoiseKind::Newsletter, PhrasePlace::Within, "deep inside")
        .build()
        .unwrap();
    let deep = format!("{} deep inside {}", "word ".repeat(500), "word ".repeat(500));
    assert_eq!(cleaner.report(&deep).removed()[0].kind, NoiseKind::Newsletter);
    for text in ["22\nSnow fell.\n", "404\nSnow fell.\n", &"home ".repeat(70_000), &"a b cd ".repeat(20_000)]
    {
        for removal in cleaner.report(text).removed() {
            if let Evidence::Phrase { span } = removal.evidence {
                assert!(!span.is_empty() && span.end <= removal.span.end);
            }
        }
    }
}
