//! Site templates, learnt from the pages of articles in many languages.

use super::NoiseKind::{Navigation, Newsletter, SiteTemplate};
use super::*;

fn site() -> Hints<'static> {
    Hints::new().site("https://www.site.example/page")
}

/// A cleaner that has seen the articles of all languages with these lines, in that place.
fn taught(policy: Policy, at: At, lines: &str) -> Cleaner {
    let mut learner = TemplateLearner::new();
    for lang in articles::languages() {
        assert!(learner.observe("site.example", &page(lang, at, lines)));
    }
    let builder = Cleaner::builder().rules_only().policy(policy).templates(learner.finish());
    builder.build().expect("a policy in range")
}

/// What goes of the English article with these lines, each with its kind.
fn removed<'t>(cleaner: &Cleaner, text: &'t str, hints: Hints<'_>) -> Vec<(NoiseKind, &'t str)> {
    let report = cleaner.report_with(text, hints);
    report.removed().iter().map(|removal| (removal.kind, removal.span.of(text).trim())).collect()
}

#[test]
fn finds_what_nobody_has_written_down() {
    for at in [At::Top, At::Under, At::End] {
        let lines = "Foghorn of the north coast\nThe bell rings twice for subscribers of the tide\nKnock";
        let cleaner = taught(Policy::balanced(), at, lines);
        let text = page("en", at, lines);
        let wanted: Vec<_> = lines.lines().map(|line| (SiteTemplate, line)).collect();
        assert_eq!(removed(&cleaner, &text, site()), wanted, "{at:?}");
        let report = cleaner.report_with(&text, site());
        let documents = articles::languages().len() as u32;
        assert!(report.removed().iter().all(|removal| removal.evidence == Evidence::Template { documents }));
        assert_eq!(report.headline().map(|span| span.of(&text)), Some(headline("en")));
    }
}

#[test]
fn finds_prose_between_paragraphs() {
    let lines = "The keeper of the light asks all readers of this page to ring the bell before they leave it, \
                 and to leave a coin, or two.\nOil for the lamp";
    let cleaner = taught(Policy::balanced(), At::Inside, lines);
    let text = page("en", At::Inside, lines);
    let wanted: Vec<_> = lines.lines().map(|line| (SiteTemplate, line)).collect();
    assert_eq!(removed(&cleaner, &text, site()), wanted);
}

#[test]
fn finds_the_kind_that_others_see_and_is_surer_of_it() {
    let lines = "Foghorn of the north coast\nFoghorn newsletter: sign up, all of you, at the foghorn tower";
    let text = page("en", At::End, lines);
    let alone = rules().report(&text).removed().to_vec();
    let cleaner = taught(Policy::balanced(), At::End, lines);
    let with = cleaner.report_with(&text, site()).removed().to_vec();
    let newsletter = |removed: &[Removal]| {
        removed.iter().find(|removal| removal.kind == Newsletter).map(|removal| removal.score)
    };
    assert!(newsletter(&with) >= newsletter(&alone), "{with:?}");
    assert_eq!(with.len(), 2);

    // Among entries of a menu a template is one, too.
    let menu = "Home\nPolitics\nFoghorn of the coast\nSport\nContact";
    let cleaner = taught(Policy::balanced(), At::Top, menu);
    let text = page("en", At::Top, menu);
    let wanted: Vec<_> = menu.lines().map(|line| (Navigation, line)).collect();
    assert_eq!(removed(&cleaner, &text, site()), wanted);
}

/// Whether only the template lines went, or nothing.
#[test]
fn spares_a_sub_heading_that_is_an_entry_of_the_menu() {
    let menu = "Foghorn\nShips and bells\nThe old tower";
    let cleaner = taught(Policy::balanced(), At::Top, menu);
    for heading in menu.lines() {
        let text = page("en", At::Inside, heading);
        assert_eq!(removed(&cleaner, &text, site()), [], "{heading}");
    }
}

#[test]
fn spares_pages_of_other_sites_and_of_none() {
    let lines = "Foghorn of the north coast\nKnock twice";
    let cleaner = taught(Policy::balanced(), At::End, lines);
    let text = page("en", At::End, lines);
    for site in [None, Some("other.example"), Some(""), Some("coast.site.example")] {
        assert_eq!(removed(&cleaner, &text, Hints::new().site(site)), [], "{site:?}");
    }
}

#[test]
fn spares_what_the_policy_keeps() {
    let lines = "Foghorn of the north coast\nKnock twice";
    let text = page("en", At::End, lines);
    let keeping = Policy::balanced().spare(SiteTemplate);
    assert_eq!(removed(&taught(keeping, At::End, lines), &text, site()), []);
    let score = taught(Policy::balanced(), At::End, lines).report_with(&text, site()).removed()[0].score;
    for (least, count) in [(score, 2), (score + 1, 0)] {
        let cleaner = taught(Policy::balanced().min_score(least), At::End, lines);
        assert_eq!(removed(&cleaner, &text, site()).len(), count, "{least}");
    }
}

#[test]
fn spares_the_headline_that_the_caller_knows() {
    let lines = "Foghorn of the north coast\nKnock twice";
    let cleaner = taught(Policy::balanced(), At::Top, lines);
    let text = page("en", At::Top, lines);
    let hints = Hints::new().title("Foghorn of the north coast");
    assert!(removed(&cleaner, &text, hints).iter().all(|(_, line)| *line != "Foghorn of the north coast"));
}

/// Paragraphs are known again by a cleaner that reads them as a whole.
#[test]
fn finds_long_lines_with_phrases_of_ones_own() {
    let long = format!("The keeper asks: {}", "ring the bell, leave a coin, and mind the step. ".repeat(8));
    let lines = format!("{}\nKnock twice", long.trim());
    let mut learner = TemplateLearner::new();
    for lang in articles::languages() {
        learner.observe("site.example", &page(lang, At::End, &lines));
    }
    let builder = Cleaner::builder().rules_only().templates(learner.finish());
    let cleaner =
        builder.phrase(Newsletter, PhrasePlace::Whole, "no such line").build().expect("a good phrase");
    let text = page("en", At::End, &lines);
    assert_eq!(removed(&cleaner, &text, site()).len(), 2);
}

/// A sentence that would go by itself goes with its paragraph.
#[test]
fn finds_paragraphs_with_noise_inside_of_them_as_a_whole() {
    let long = "The lamp of this page is lit by the keepers of the north coast. ".repeat(3);
    let lines = format!("{long}All rights reserved. {}\nKnock twice", long.trim());
    let text = page("en", At::End, &lines);
    let cleaner = taught(Policy::balanced(), At::End, &lines);
    let report = cleaner.report_with(&text, site());
    let scopes: Vec<_> = report.removed().iter().map(|removal| removal.scope).collect();
    assert_eq!(scopes, [Scope::Line, Scope::Line]);
    assert!(rules().report(&text).removed().iter().any(|removal| removal.scope == Scope::Sentence));
    // Neither goes if templates are to stay.
    let keeping = taught(Policy::balanced().spare(SiteTemplate), At::End, &lines);
    assert_eq!(removed(&keeping, &text, site()), []);
}
