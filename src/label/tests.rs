//! Where the model holds back. What it finds is tested by what it was taught (`train/tests.rs`),
//! by `tests/golden.rs`, and by the floors of `lab/floors`.

use super::{DOUBT, FEW_WORDS, merged};
use crate::noise::{Finding, PLAIN, SOLID, Why};
use crate::{Cleaner, Evidence, Hints, NoiseKind, PhrasePlace, Policy, TemplateLearner};

const ARTICLE: &str = "Wooden pier to be rebuilt by the town council

The council agreed on Tuesday to rebuild the wooden pier that collapsed in the winter storms, after a debate that
went on until midnight.

Nobody was hurt when it fell, but the town lost its only landing stage, and the ferry has used the coal quay since,
which is two miles from the station.

\"We owe it to the fishermen,\" said the harbour master, who had gathered half of the money that is needed.

Work is to begin as soon as the herring boats have left, which is usually in the first week of May.
";

/// Headlines of other articles, with nothing said of what they are.
const TEASERS: &str = "Library opens in the old mill at last
Storm takes the roof off the school in Greater Hessing
Night buses return after a pause of seven years
Three swans and a very patient policeman
Why the price of coal has doubled since the autumn
Ferry company looks for a new captain
";

fn rules() -> Cleaner {
    Cleaner::builder().rules_only().build().unwrap()
}

#[test]
fn spares_an_article_by_itself() {
    assert_eq!(Cleaner::new().clean(ARTICLE), ARTICLE);
    assert_eq!(Cleaner::builder().policy(Policy::strict()).build().unwrap().clean(ARTICLE), ARTICLE);
}

#[test]
fn says_nothing_of_a_few_words() {
    let teasers = |words: usize| {
        let words: Vec<&str> = TEASERS.split_inclusive([' ', '\n']).cycle().take(words).collect();
        words.concat()
    };
    let short = teasers(FEW_WORDS - 1);
    assert_eq!(Cleaner::new().report(&short), rules().report(&short));
    let long = teasers(FEW_WORDS);
    assert_ne!(Cleaner::new().report(&long), rules().report(&long));
}

#[test]
fn spares_what_is_most_of_the_text() {
    let line = TEASERS.replace('\n', " ").repeat(3);
    let page = format!("{line}\nLibrary opens\n");
    assert!(Cleaner::new().clean(&page).starts_with(&line));
}

#[test]
fn leaves_phrases_of_the_caller_alone() {
    let own = Cleaner::builder()
        .phrase(NoiseKind::OtherNoise, PhrasePlace::Starts, "Nobody was hurt when it fell")
        .build()
        .unwrap();
    let report = own.report(ARTICLE);
    assert_eq!(report.removed().len(), 1);
    assert_eq!((report.removed()[0].kind, report.removed()[0].score), (NoiseKind::OtherNoise, 1000));
}

#[test]
fn keeps_one_headline_of_several_copies() {
    let headline = ARTICLE.lines().next().unwrap();
    let page = format!("{headline}\nHome\nNews\nSport\n\n{ARTICLE}\n{TEASERS}");
    let report = Cleaner::new().report(&page);
    assert_eq!(report.text().matches(headline).count(), 1, "{}", report.text());
    assert_eq!(report.headline().map(|span| span.of(&page)), Some(headline));
}

/// Each row: what a rule claims, how likely the model thinks noise, and what comes of both.
#[test]
fn doubts_overrule_what_rules_do_not_say_plainly() {
    use NoiseKind::{CopyrightFooter, DuplicateTitle, SiteTemplate, TagsTopics};
    let (shape, template) = (Why::Shape, Why::Template(7));
    for (kind, score, why, likely, expected) in [
        (TagsTopics, 840, shape, DOUBT, 840),
        (TagsTopics, 840, shape, DOUBT - 1, DOUBT - 1),
        (TagsTopics, 840, shape, 900, 900),
        (CopyrightFooter, PLAIN, shape, 0, PLAIN),
        (CopyrightFooter, PLAIN - 1, shape, 0, 0),
        (DuplicateTitle, SOLID, shape, 0, SOLID),
        (DuplicateTitle, SOLID - 1, shape, 0, 0),
        (SiteTemplate, SOLID, template, 0, SOLID),
        (SiteTemplate, SOLID - 1, template, 0, 0),
    ] {
        let found = Finding { kind, score, why };
        assert_eq!(merged(Some(found), likely), expected, "{found:?}, {likely}");
    }
    assert_eq!(merged(None, 640), 640);
}

/// The same on a page: a list of tags in an article without furniture falls to the model, a notice of rights stays found.
#[test]
fn doubts_overrule_tags_and_no_notice_of_rights() {
    for (line, by_rules, by_default) in [
        ("Tags: pier, herring, coal", true, false),
        ("© 2024 The Pier Post. All rights reserved.", true, true),
    ] {
        let page = ARTICLE.replacen("\n\nNobody", &format!("\n\n{line}\n\nNobody"), 1);
        for (cleaner, goes) in [(rules(), by_rules), (Cleaner::new(), by_default)] {
            let removed = cleaner.report(&page).removed().len();
            assert_eq!((cleaner.clean(&page) == ARTICLE, removed), (goes, usize::from(goes)), "{line}");
        }
    }
}

/// A paragraph that reads like one of the article goes for standing on other pages, too.
#[test]
fn does_not_rule_out_templates() {
    let plea = "The keeper of the light has asked for nothing in forty years, and now he asks every reader for a lamp, \
                since the old one was lost in the storms.";
    let stories = TEASERS.lines().map(|teaser| format!("{teaser}, said everybody. ").repeat(4));
    let mut learner = TemplateLearner::new();
    for story in stories.chain([ARTICLE.to_owned()]) {
        learner.observe("site.example", &format!("{story}\nOil for the lamp\n{plea}\nKnock twice\n"));
    }
    let cleaner = Cleaner::builder().templates(learner.finish()).build().unwrap();
    let page = format!("{ARTICLE}\nOil for the lamp\n{plea}\nKnock twice\n");
    assert!(Cleaner::new().clean(&page).contains(plea));
    let report = cleaner.report_with(&page, Hints::new().site("site.example"));
    assert_eq!(report.text().trim_end(), ARTICLE.trim_end());
    assert!(report.removed().iter().all(|removal| removal.evidence == Evidence::Template { documents: 7 }));
}
