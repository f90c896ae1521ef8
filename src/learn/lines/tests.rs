use super::targets::TEXT;
use super::*;
use crate::{Cleaner, Policy};

const SENTENCES: [&str; 6] = [
    "The council agreed on Tuesday to rebuild the wooden pier that collapsed in the winter storms.",
    "Nobody was hurt, but the town lost its only landing stage, and the ferry has used the quay since.",
    "The engineers said that the old piles would have to be pulled out of the mud one by one.",
    "A fund that the harbour master set up in spring has gathered half of the money that is needed.",
    "Children of the school by the river painted a picture of the pier as it was a hundred years ago.",
    "Work is to begin as soon as the herring boats have left, which is usually in the first week of May.",
];

const TITLE: &str = "Wooden pier to be rebuilt by the town council";

/// An article, and the same with a list of offers that no rule knows, before and behind it.
fn page(number: usize) -> (String, String) {
    let sentence =
        |i: usize| format!("{} That was {} days later.\n", SENTENCES[(number + i) % 6], number + i + 2);
    let paragraphs: String = (0..4).map(sentence).collect();
    let article = format!("{TITLE}\n\n{paragraphs}");
    let offers = |from: usize| -> String {
        (from..from + 6)
            .map(|i| format!("Velvet lamp no. {} EUR {}\n", i * 7 + number, i * 13 + number))
            .collect()
    };
    let page = format!("{}{article}{}", offers(number), offers(number + 9));
    (article, page)
}

fn trainer(pages: std::ops::Range<usize>) -> Trainer {
    let mut trainer = Trainer::new();
    for number in pages {
        let (article, text) = page(number);
        let site = format!("site{number}.example");
        let (gold, title) = (Gold::Article(&article), Some(TITLE));
        trainer.add(Example { text: &text, gold, title, site: &site, weight: 1000 });
        trainer.add(Example { text: &article, gold, title, site: &site, weight: 1000 });
    }
    trainer
}

fn learn(trainer: &mut Trainer) -> LineModel {
    trainer.train(&mut Options::new())
}

#[test]
fn finds_on_other_pages_what_it_was_taught_and_no_rule_knows() {
    let model = learn(&mut trainer(0..24));
    let (article, text) = page(40);
    let rules = Cleaner::builder().rules_only().build().unwrap();
    assert_eq!(rules.clean(&text), text, "a rule knows it");
    let taught = Cleaner::builder().model(model).policy(Policy::strict()).build().unwrap();
    assert_eq!(taught.clean(&text), article);
    assert_eq!(taught.clean(&article), article);
}

#[test]
fn the_same_examples_give_the_same_bytes_for_any_number_of_threads() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| learn(&mut trainer(0..6)).to_bytes())
    };
    let one = bytes(1);
    assert_eq!(one, bytes(2));
    // A trainer can be asked again.
    let mut twice = trainer(0..6);
    learn(&mut twice);
    assert_eq!(learn(&mut twice).to_bytes(), one);
}

#[test]
fn a_part_that_is_left_out_says_nothing() {
    let left_out = |number: usize| Trainer::part_of(&format!("site{number}.example"), 3) == 1;
    assert!((0..12).any(left_out) && !(0..12).all(left_out));
    let model = |word: &str| {
        let mut trainer = Trainer::new();
        for number in 0..12 {
            let (mut article, mut text) = page(number);
            if left_out(number) {
                (article, text) = (article.replace("the", word), text.replace("the", word));
            }
            let site = format!("site{number}.example");
            let gold = Gold::Article(&article);
            trainer.add(Example { text: &text, gold, title: None, site: &site, weight: 1000 });
        }
        (trainer.train(&mut Options::new().fold(1, 3)), learn(&mut trainer))
    };
    let (one, other) = (model("the"), model("zig"));
    assert_eq!(one.0, other.0, "what was left out was learnt from");
    assert_ne!(one.1, other.1, "what was not left out was not learnt from");
}

#[test]
fn nothing_is_learnt_from_nothing() {
    let model = learn(&mut Trainer::new());
    assert_eq!(LineModel::from_bytes(&model.to_bytes()).as_ref(), Ok(&model));
    let cleaner = Cleaner::builder().model(model).build().unwrap();
    let (_, text) = page(3);
    assert_eq!(cleaner.clean(&text), text);
    let mut empty = Trainer::new();
    empty.add(Example { text: "", gold: Gold::Article(""), title: None, site: "", weight: 0 });
    empty.add(Example {
        text: "\n \n",
        gold: Gold::Lines(&[(7, None)]),
        title: Some(""),
        site: "x",
        weight: 1,
    });
    learn(&mut empty);
}

#[test]
fn lines_that_were_named_are_learnt() {
    let text = "Velvet lamp no. 3\nThe council agreed.\n";
    let mut trainer = Trainer::new();
    let lines = [(4, Some(NoiseKind::Advertising)), (20, None), (999, None)];
    trainer.add(Example { text, gold: Gold::Lines(&lines), title: None, site: "a", weight: 1000 });
    let whole = &trainer.pages[0];
    let known: Vec<bool> = trainer.rows[whole.rows.clone()].iter().map(|row| row.wanted).collect();
    assert_eq!(known, [true, false]);
    assert_eq!(trainer.kinds[whole.kinds.clone()].len(), 1);
    assert_eq!(trainer.kinds[0].class, NoiseKind::Advertising as u8);
}

#[test]
fn alignment_tells_lines_by_their_neighbours() {
    let article = "One two three four five.\nHealth\nSix seven eight nine ten eleven.";
    for (text, shares) in [
        // The heading between its paragraphs is the article's, the entry of the menu is not.
        (
            "Health\nNews\nOne two three four five.\nHealth\nSix seven eight nine ten eleven.",
            vec![0, 0, 1000, 1000, 1000],
        ),
        ("one TWO three four five\nbuy lamps\nSix seven eight nine, ten eleven", vec![1000, 0, 1000]),
        ("nothing of it at all", vec![0]),
        ("", vec![]),
    ] {
        let found: Vec<u16> = align::shares(text, article).into_iter().flatten().collect();
        assert_eq!(found, shares, "{text:?}");
    }
    assert_eq!(align::shares("* * *\nx", "x"), [None, Some(1000)]);
    assert_eq!(align::shares("a b c", ""), [Some(0)]);
}

#[test]
fn paragraphs_out_of_order_are_found() {
    let first = "Alpha beta gamma delta epsilon zeta eta theta iota kappa.";
    let second = "Red orange yellow green blue indigo violet black white grey brown.";
    let shares = align::shares(&format!("{second}\n{first}"), &format!("{first}\n{second}"));
    assert!(shares.iter().all(|share| share.is_some_and(|share| share >= 800)), "{shares:?}");
}

#[test]
fn segments_name_lines_with_and_without() {
    let text =
        "The council agreed on Tuesday to rebuild the pier.\nSign up for letters of the harbour\nPlain line";
    let document = Document::read(text, Reading::Ends, Buffers::default());
    let gold = Gold::Segments {
        with: &["on Tuesday  to rebuild"],
        without: &["Sign up for letters of the harbour today"],
    };
    let example = Example { text, gold, title: None, site: "", weight: 1 };
    assert_eq!(
        targets::of(&document, &example, &targets::titles(&document, &example)),
        [TEXT, NOISE, UNKNOWN]
    );
}

#[test]
fn the_copy_over_the_article_is_the_headline() {
    let text =
        "Pier rebuilt\nMenu\nPier rebuilt\nThe council agreed on Tuesday to rebuild it.\nPier rebuilt\n";
    let document = Document::read(text, Reading::Ends, Buffers::default());
    let gold = Gold::Article("The council agreed on Tuesday to rebuild it.");
    let example = Example { text, gold, title: Some("PIER REBUILT"), site: "", weight: 1 };
    assert_eq!(targets::titles(&document, &example), [0, 2, 4]);
    assert_eq!(
        targets::of(&document, &example, &targets::titles(&document, &example)),
        [UNKNOWN, NOISE, TEXT, TEXT, UNKNOWN]
    );
}
