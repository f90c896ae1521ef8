use proptest::prelude::*;

use super::super::similarity::{one_slip, similarity};
use super::*;

fn signs(a: &str, b: &str) -> Option<PairFeatures> {
    PairFeatures::of(&Profile::of(a), &Profile::of(b), &mut TokenAlignment::default())
}

fn sign(a: &str, b: &str, name: &str) -> i32 {
    let place = PairFeatures::NAMES.iter().position(|known| *known == name).unwrap();
    signs(a, b).unwrap_or_else(|| panic!("{a:?} and {b:?} share too little")).row()[place]
}

/// Each row: two texts and what a sign says of them, in either order.
fn say(name: &str, rows: &[(&str, &str, i32)]) {
    for &(a, b, expected) in rows {
        assert_eq!(sign(a, b, name), expected, "{name} of {a:?} and {b:?}");
        assert_eq!(sign(b, a, name), expected, "{name} of {b:?} and {a:?}");
    }
}

#[test]
fn shares_are_thousandths() {
    for (part, whole, expected) in
        [(0, 5, 0), (1, 3, 333), (2, 3, 666), (5, 5, 1000), (0, 0, 1000), (3, -1, 1000)]
    {
        assert_eq!(share(part, whole), expected, "{part} of {whole}");
    }
}

/// A pair is looked at if it shares enough of either: of words, or of runs of letters.
#[test]
fn pairs_share_enough_words_or_enough_letters() {
    let shares = |a: &str, b: &str| {
        let (a, b) = (Profile::of(a), Profile::of(b));
        let (mut shared, mut found) = (PairFeatures::default(), TokenAlignment::default());
        found.find(&a, &b);
        shared.weigh(&a, &b, &found);
        shared.compare_grams(&a, &b);
        [shared.weighted_containment, shared.gram_containment].map(|share| share >= LEAST_SHARE)
    };
    for (a, b, enough) in [
        ("Skerrow Tollhaven", "Skerrow Brackwater", [true, true]),
        ("Harbourmasters Skerrowdales", "Harbourmastery Skerrowdalen", [false, true]),
        ("Oak Tollhavenbridge Brackwatershire", "Oak Mirnapetkovelic Dunmarrowfestival", [true, false]),
        ("Tollhavenbridge Brackwatershire", "Mirnapetkovelic Dunmarrowfestival", [false, false]),
    ] {
        assert_eq!(shares(a, b), enough, "{a:?} and {b:?}");
        assert_eq!(signs(a, b).is_some(), enough.contains(&true), "{a:?} and {b:?}");
    }
}

/// A related word counts as seven tenths of a shared one, whatever its letters.
#[test]
fn related_words_are_shared_in_part() {
    let (same, related) = (("Skerrow ferry", "Skerrow ferry"), ("Skerrow ferry", "Skerrow vessel"));
    let weight = |text: &str| sign(text, text, "shared_weight");
    let lighter = weight("ferry").min(weight("vessel"));
    let soft = i64::from(lighter * 700 / 1000);
    let both = i64::from(weight("Skerrow")) + soft;
    let left = |word: &str| i64::from(weight(word)) - soft;
    assert_eq!(sign(same.0, same.1, "soft_jaccard"), 1000);
    let whole = both + left("ferry") + left("vessel");
    assert_eq!(sign(related.0, related.1, "soft_jaccard"), share(both, whole));
    assert_eq!(sign(related.1, related.0, "soft_jaccard"), share(both, whole));
    assert_eq!(sign(related.0, related.1, "alike"), 1);
    // Not so a word that is no relation.
    assert_eq!(sign("Skerrow ferry", "Skerrow council", "alike"), 0);
}

#[test]
fn weights_of_shared_words() {
    // All of these words are in no table and weigh 20.
    say(
        "shared_weight",
        &[
            ("Skerrow Tollhaven", "Tollhaven Skerrow", 40),
            ("Skerrow Tollhaven", "Skerrow Brackwater", 20),
            ("Skerrow Skerrow", "Skerrow Tollhaven", 20),
        ],
    );
    say(
        "weighted_jaccard",
        &[
            ("Skerrow Tollhaven", "Tollhaven Skerrow", 1000),
            ("Skerrow Tollhaven", "Skerrow Brackwater", 333),
            ("Skerrow", "Skerrow Tollhaven", 500),
        ],
    );
    say(
        "weighted_containment",
        &[("Skerrow Tollhaven", "Skerrow Brackwater", 500), ("Skerrow", "Skerrow Tollhaven", 1000)],
    );
    say(
        "least_unshared",
        &[("Skerrow", "Skerrow Tollhaven", 0), ("Skerrow Tollhaven", "Skerrow Brackwater", 20)],
    );
    say("most_unshared", &[("Skerrow", "Skerrow Tollhaven Brackwater", 40)]);
    say(
        "heaviest_unshared",
        &[
            ("Skerrow Tollhaven", "Skerrow Brackwater", 20),
            ("Skerrow Tollhaven", "Skerrow the", 1),
            ("Skerrow Tollhaven", "Skerrow", 0),
        ],
    );
}

#[test]
fn counts_of_words() {
    say(
        "least_words",
        &[("Skerrow", "Skerrow Tollhaven", 1), ("BREAKING: Skerrow Tollhaven", "Skerrow Tollhaven", 2)],
    );
    say("most_words", &[("Skerrow", "Skerrow Tollhaven", 2)]);
    say(
        "length_ratio",
        &[("Skerrow", "Skerrow Tollhaven", 500), ("Skerrow", "Skerrow Skerrow Skerrow", 333)],
    );
    let long = "skerrow ".repeat(2001);
    say("most_words", &[(&long, "Skerrow", 2000)]);
    say("shared_weight", &[(&long, &long, 2000)]);
}

#[test]
fn numbers_of_both_texts() {
    say(
        "least_numbers",
        &[
            ("3 killed off Skerrow", "13 killed off Skerrow", 1),
            ("3 killed off Skerrow", "three killed off Skerrow", 0),
            ("3 killed off Skerrow", "killed off Skerrow", 0),
            ("3 of 4 killed off Skerrow", "5 of 6 killed off Skerrow", 2),
        ],
    );
    say("shared_numbers", &[("3 killed off Skerrow", "three killed off Skerrow", 1)]);
    say(
        "number_share",
        &[
            ("3 killed off Skerrow", "13 killed off Skerrow", 0),
            ("3 of 4 killed off Skerrow", "3 of 6 killed off Skerrow", 500),
            ("killed off Skerrow", "killed near Skerrow", 1000),
        ],
    );
}

#[test]
fn names_of_both_texts() {
    say(
        "least_places",
        &[
            ("Storm hits Norway at night", "Storm hits Portugal at night", 1),
            ("Storm hits Norway at night", "Storm hits Norway at noon", 0),
        ],
    );
    say(
        "least_names",
        &[
            ("Storm hits Skerrow at night", "Storm hits Tollhaven at night", 1),
            ("storm hits skerrow at night", "storm hits tollhaven at night", 0),
        ],
    );
}

#[test]
fn finds_opposites_anywhere() {
    say(
        "opposites",
        &[
            ("Skerrow wins the cup", "Skerrow loses the cup", 1),
            ("Wins at last: Skerrow", "Skerrow team loses", 1),
            ("Harbour opened with a feast", "Harbour closed without a feast", 2),
        ],
    );
}

#[test]
fn spares_opposites_that_both_texts_have() {
    say(
        "opposites",
        &[
            ("Skerrow wins, Tollhaven loses", "Tollhaven loses, Skerrow wins", 0),
            ("Skerrow wins the cup", "Skerrow won a cup", 0),
            ("Skerrow wins the cup", "Skerrow paints the cup", 0),
        ],
    );
}

#[test]
fn negations_count_by_their_difference() {
    say(
        "negations",
        &[
            ("Skerrow will not pay", "Skerrow will pay", 1),
            ("Skerrow will not pay", "Skerrow will never pay", 0),
            ("Skerrow not not not not not paying", "Skerrow paying", 3),
        ],
    );
}

#[test]
fn swaps_by_their_class() {
    for (name, a, b) in [
        ("swapped_numbers", "Ferry carries 12 cars to town", "Ferry carries 40 cars to town"),
        ("swapped_places", "Ferry leaves Norway at dawn", "Ferry leaves Portugal at dawn"),
        ("swapped_persons", "Crowd cheers obama at dawn", "Crowd cheers merkel at dawn"),
        ("swapped_organisations", "Crowd cheers google at dawn", "Crowd cheers nokia at dawn"),
        ("swapped_capitals", "Ferry leaves Skerrow at dawn", "Ferry leaves Tollhaven at dawn"),
        ("swapped_mixed", "Ferry leaves Skerrow at dawn", "Ferry leaves empty at dawn"),
        ("swapped_plain", "Ferry leaves empty at dawn", "Ferry leaves crowded at dawn"),
        ("swapped_opposites", "Ferry leaves early at dawn", "Ferry leaves late at dawn"),
        ("swapped_alike", "Ferry leaves crowded at dawn", "Ferry leaves crowding at dawn"),
    ] {
        let found: Vec<&str> = PairFeatures::NAMES
            .iter()
            .filter(|sign| sign.starts_with("swapped_"))
            .filter(|sign| super::tests::sign(a, b, sign) > 0)
            .copied()
            .collect();
        assert_eq!(found, [name], "{a:?} and {b:?}");
        say("swaps", &[(a, b, 1)]);
        say("gaps", &[(a, b, 0)]);
    }
    // At the start, at the end, and what only one text has.
    say(
        "swaps",
        &[
            ("Empty ferry leaves", "Crowded ferry leaves", 1),
            ("Ferry leaves empty", "Ferry leaves crowded", 1),
        ],
    );
    say(
        "gaps",
        &[("Ferry leaves", "Ferry leaves crowded", 1), ("Ferry soon leaves", "Ferry leaves crowded", 2)],
    );
}

#[test]
fn likeness_at_its_bounds() {
    for (a, b, expected) in [
        ("", "", 0),
        ("ferry", "ferry", 1000),
        // A common start of four letters that is half of the longer one.
        ("mosstrail", "mossgreen", 0),
        ("mosstail", "mossgrey", 500),
        ("mos", "moss", 800),
        ("mosses", "mossy", 727),
        // One slip: three letters and four, and one letter more at the most.
        ("cat", "cut", 0),
        ("cast", "cost", 800),
        ("cast", "cat", 800),
        ("at", "cat", 0),
        ("cast", "cats", 800),
        ("cast", "acts", 0),
        // A common start goes before a slip.
        ("harbour", "harbuor", 571),
        ("harbour", "hrabour", 800),
        ("harbour", "sarbour", 800),
        ("harbour", "sarbou", 0),
        ("паром", "парам", 800),
        ("渡船", "渡口", 0),
    ] {
        assert_eq!(similarity(a.as_bytes(), b.as_bytes()), expected, "{a} and {b}");
        assert_eq!(similarity(b.as_bytes(), a.as_bytes()), expected, "{b} and {a}");
    }
}

#[test]
fn one_slip_is_one_letter() {
    for (a, b, expected) in [
        ("", "", true),
        ("a", "", true),
        ("a", "b", true),
        ("ab", "ba", true),
        ("ab", "bc", false),
        ("ab", "", false),
        ("xc", "yc", true),
        ("xyc", "yxc", true),
        ("xyzc", "zyxc", false),
        ("аж", "ыж", true),
        ("渡", "船", true),
    ] {
        assert_eq!(one_slip(a.as_bytes(), b.as_bytes()), expected, "{a:?} and {b:?}");
        assert_eq!(one_slip(b.as_bytes(), a.as_bytes()), expected, "{b:?} and {a:?}");
    }
}

#[test]
fn words_that_are_alike_count_by_their_likeness() {
    // "mosstail" and "mossgrey" are alike by a half, at a weight of 20: 10 of 20 + 10 + 10 + 10.
    say(
        "soft_jaccard",
        &[("Skerrow mosstail", "Skerrow mossgrey", 600), ("Skerrow Tollhaven", "Skerrow Brackwater", 333)],
    );
    say(
        "alike",
        &[
            ("Skerrow mosstail", "Skerrow mossgrey", 1),
            ("Skerrow mosstail mosstaal", "Skerrow mossgrey", 1),
            ("Skerrow Tollhaven", "Skerrow Brackwater", 0),
            // Used for each other, but opposites are not.
            ("Skerrow quake felt", "Skerrow tremor felt", 1),
            ("Skerrow victory", "Skerrow defeat", 0),
        ],
    );
}

#[test]
fn order_of_words() {
    say(
        "order_jaccard",
        &[
            ("Skerrow Tollhaven Brackwater", "Skerrow Tollhaven Brackwater", 1000),
            ("Skerrow Tollhaven Brackwater", "Brackwater Tollhaven Skerrow", 0),
            ("Skerrow Tollhaven", "Skerrow Tollhaven Brackwater", 500),
        ],
    );
    say("prefix", &[("Skerrow Tollhaven Brackwater", "Skerrow Tollhaven Greyling", 666)]);
    say(
        "same_first",
        &[("Skerrow Tollhaven", "Skerrow Greyling", 1), ("Tollhaven Skerrow", "Greyling Skerrow", 0)],
    );
    say(
        "same_last",
        &[("Skerrow Tollhaven", "Skerrow Greyling", 0), ("Tollhaven Skerrow", "Greyling Skerrow", 1)],
    );
    say(
        "longest_run",
        &[
            ("Skerrow Tollhaven Brackwater Mossfell", "Skerrow Tollhaven Brackwater Greyling", 750),
            ("Skerrow Tollhaven Mossfell Brackwater", "Skerrow Tollhaven Greyling Brackwater", 500),
        ],
    );
}

#[test]
fn spares_pairs_that_share_too_little() {
    assert_eq!(signs("Ferry burns off Aldersund", "Council moves its festival"), None);
    assert!(signs("Ferry burns off Aldersund", "Ferry saved at Aldersund").is_some());
}

/// Samples of trigrams estimate the share that all of them have.
#[test]
fn sampled_trigrams_are_near_the_truth() {
    let word = |i: usize| format!("w{} ", (i * 2_654_435_761) % 1_000_003);
    let text = |from: usize| (from..from + 4000).map(word).collect::<String>();
    let grams = |text: &str| {
        let chars: Vec<char> = text.trim_end().chars().collect();
        chars.windows(3).map(|three| three.to_vec()).collect::<std::collections::BTreeSet<_>>()
    };
    let base = text(0);
    for shift in [0, 400, 2000, 4000] {
        let other = text(shift);
        let (left, right) = (grams(&base), grams(&other));
        let shared = left.intersection(&right).count() as i32;
        let exact = shared * 1000 / (left.len() + right.len() - shared as usize) as i32;
        let mut signs = PairFeatures::default();
        signs.compare_grams(&Profile::of(&base), &Profile::of(&other));
        assert!((signs.gram_jaccard - exact).abs() <= 100, "{shift}: {}, not {exact}", signs.gram_jaccard);
    }
}

#[test]
fn common_elements_of_sorted_lists() {
    for (left, right, expected) in
        [(&[][..], &[1][..], 0), (&[1, 2, 3], &[2, 3, 4], 2), (&[1], &[1], 1), (&[1, 3, 5], &[2, 4], 0)]
    {
        assert_eq!((common(left, right), common(right, left)), (expected, expected), "{left:?}, {right:?}");
    }
}

const WORDS: &[&str] = &[
    "ferry",
    "Skerrow",
    "Tollhaven",
    "burns",
    "burned",
    "burning",
    "fire",
    "blaze",
    "3",
    "13",
    "three",
    "1,200",
    "wins",
    "won",
    "victory",
    "not",
    "without",
    "with",
    "the",
    "in",
    "of",
    "Norway",
    "Portugal",
    "obama",
    "nokia",
    "UPDATE",
    "2-",
    "-",
    "|",
    "Reuters",
    "BBC News",
    "(VIDEO)",
    "…",
    "渡船今晨",
    "паром",
    "fеrrу",
    "harbour's",
    "l’eau",
];

fn headline() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn signs_are_the_same_in_either_order(a in headline(), b in headline()) {
        // Opposites have a test of their own.
        let signs = |a, b| signs(a, b).map(|signs| PairFeatures { opposites: signs.opposites.min(1), ..signs });
        prop_assert_eq!(signs(&a, &b), signs(&b, &a), "{:?} {:?}", a, b);
    }

    #[test]
    fn signs_are_shares_and_counts(a in headline(), b in headline()) {
        let Some(signs) = signs(&a, &b) else { return Ok(()) };
        for (name, sign) in PairFeatures::NAMES.iter().zip(signs.row()) {
            prop_assert!((0..=2000).contains(&sign), "{} is {}", name, sign);
        }
        for share in [
            signs.weighted_jaccard, signs.weighted_containment, signs.soft_jaccard, signs.soft_containment,
            signs.jaccard, signs.gram_jaccard, signs.gram_containment, signs.order_jaccard, signs.longest_run,
            signs.length_ratio, signs.number_share, signs.name_share, signs.plain_share, signs.prefix,
        ] {
            prop_assert!(share <= 1000, "{:?}", signs);
        }
        prop_assert!(signs.weighted_jaccard <= signs.weighted_containment);
        prop_assert!(signs.gram_jaccard <= signs.gram_containment);
    }

    /// Memory from one pair does not reach the next one.
    #[test]
    fn matching_can_be_used_again(a in headline(), b in headline(), c in headline()) {
        let (a, b, c) = (Profile::of(&a), Profile::of(&b), Profile::of(&c));
        let mut found = TokenAlignment::default();
        for (one, other) in [(&a, &b), (&b, &c), (&a, &c), (&a, &b)] {
            prop_assert_eq!(PairFeatures::of(one, other, &mut found), PairFeatures::of(one, other, &mut TokenAlignment::default()));
        }
    }
}

/// A word that two words of the other text speak against counts once, or twice, by the order of the texts.
#[test]
fn opposites_count_the_same_in_either_order() {
    say("opposites", &[("Skerrow accepts approves plan", "Skerrow rejects plan", 1)]);
}

/// Two names that start alike are two names, however alike they are.
#[test]
fn finds_names_that_look_alike() {
    for (one, other) in
        [("Austria", "Australia"), ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Slovakia", "Slovenia")]
    {
        let text = |name: &str| format!("Storm hits {name} at night");
        let (a, b) = (text(one), text(other));
        assert_eq!(
            (sign(&a, &b, "least_places"), sign(&a, &b, "swapped_alike")),
            (1, 0),
            "{one} and {other}"
        );
    }
}

/// Letters of two bytes that share the first one are two letters.
#[test]
fn letters_are_compared_whole() {
    for (a, b, expected) in [
        // Two letters of four differ.
        ("зона", "зима", 0),
        // Three letters in common, as in "domik" and "domah".
        ("домик", "домах", 0),
        // Five letters in common.
        ("паромы", "паромщик", 714),
        // Neighbours that changed places.
        ("рпаом", "праом", 800),
    ] {
        assert_eq!(similarity(a.as_bytes(), b.as_bytes()), expected, "{a} and {b}");
    }
}
