//! What of a page goes by which policy, what stands inside of its paragraphs, and what the site repeats.
//!
//! The tests look from outside: a text goes through a [`Cleaner`] that asks no model. What each kind
//! finds and what it spares are the tables under `tests/data/noise`, read by `tests/kinds.rs`.

use super::NoiseKind;
use crate::{Cleaner, Evidence, Hints, PhrasePlace, Policy, Removal, Scope, TemplateLearner};

mod articles;
mod inside;
mod site_template;

use articles::{article, headline};

/// Where on a page the lines of a case stand.
#[derive(Clone, Copy, Debug)]
enum At {
    /// Over the headline.
    Top,
    /// Between the headline and the first paragraph.
    Under,
    /// Between the first and the second paragraph.
    Inside,
    /// Behind the last paragraph.
    End,
}

/// The article in `lang` with `lines` in that place.
fn page(lang: &str, at: At, lines: &str) -> String {
    let (headline, body) = (headline(lang), article(lang));
    let (first, rest) = body.split_once("\n\n").expect("several paragraphs");
    let before = match at {
        At::Top => String::new(),
        At::Under => format!("{headline}\n"),
        At::Inside => format!("{headline}\n\n{first}\n\n"),
        At::End => format!("{headline}\n\n{body}\n\n"),
    };
    let after = match at {
        At::Top => format!("\n\n{headline}\n\n{body}\n"),
        At::Under => format!("\n\n{body}\n"),
        At::Inside => format!("\n\n{rest}\n"),
        At::End => "\n".to_owned(),
    };
    format!("{before}{lines}{after}")
}

/// A cleaner that asks no model: these are tests of rules.
fn rules() -> Cleaner {
    Cleaner::builder().rules_only().build().expect("no option is out of range")
}

/// A line of each kind, where it stands, and the score that it is claimed with.
const SAMPLES: &[(NoiseKind, At, &str)] = &[
    (NoiseKind::PrayerTimes, At::End, "Fajr 04:52 Dhuhr 12:07 Asr 15:29"),
    (
        NoiseKind::CookieBanner,
        At::End,
        "By continuing you agree to our use of cookies and to our privacy policy.",
    ),
    (NoiseKind::Advertising, At::End, "Advertisement"),
    (NoiseKind::DuplicateTitle, At::Under, "Harbour town of Skelmar opens its new lifeboat station"),
    (NoiseKind::ShareFollow, At::End, "Share this article"),
    (NoiseKind::Newsletter, At::End, "Sign up for our newsletter"),
    (NoiseKind::Comments, At::End, "Leave a comment"),
    (NoiseKind::PaywallLogin, At::End, "Already a subscriber?"),
    (NoiseKind::ReadMore, At::Under, "4 min read"),
    (NoiseKind::CopyrightFooter, At::End, "© 2025 The Skelmar Courier. All rights reserved."),
    (NoiseKind::TimestampByline, At::Under, "Friday 21 March 2025 - 08:45"),
    (NoiseKind::MediaCaptionCredit, At::Inside, "Photo: Orla Venn / The Skelmar Courier"),
    (NoiseKind::TagsTopics, At::End, "Tags: lifeboats, Skelmar, harbour"),
    (NoiseKind::OtherNoise, At::End, "Please enable JavaScript"),
    (NoiseKind::RelatedHeadlines, At::End, "Read also: Ferry crews ask for a longer winter break"),
    (NoiseKind::Navigation, At::Top, "Home > News > Coast"),
];

fn with(policy: Policy) -> Cleaner {
    Cleaner::builder().rules_only().policy(policy).build().expect("a policy in range")
}

#[test]
fn every_kind_has_a_sample() {
    let sampled: Vec<NoiseKind> = SAMPLES.iter().map(|sample| sample.0).collect();
    // A template is one by what was learnt of its site, and by no sample.
    assert_eq!([&sampled[..], &[NoiseKind::SiteTemplate]].concat(), NoiseKind::ALL);
    for (kind, at, line) in SAMPLES {
        let text = page("en", *at, line);
        let report = rules().report(&text);
        let removed: Vec<_> = report.removed().iter().map(|r| (r.kind, r.span.of(&text).trim())).collect();
        assert_eq!(removed, [(*kind, *line)]);
    }
}

/// The threshold is inclusive: at the line's own score it goes, one above it stays.
#[test]
fn a_line_goes_at_its_score_and_stays_one_above_it() {
    for (kind, at, line) in SAMPLES {
        let text = page("en", *at, line);
        let score = rules().report(&text).removed()[0].score;
        for (min, removed) in [(score - 1, 1), (score, 1), (score + 1, 0)] {
            let policy = Policy::strict().min_score(min);
            let report = with(policy).report(&text).removed().to_vec();
            assert_eq!(report.len(), removed, "{kind}: score {score}, least {min}");
        }
    }
}

/// The single word between paragraphs, which may be a sub-heading, is for the strict.
#[test]
fn presets_are_ordered() {
    let text = page("en", At::Inside, "Newsletter");
    for (policy, goes) in [(Policy::gentle(), false), (Policy::balanced(), false), (Policy::strict(), true)] {
        assert_eq!(with(policy).clean(&text) != text, goes, "{policy:?}");
    }
    for (kind, at, line) in SAMPLES {
        let text = page("en", *at, line);
        let goes = |policy| with(policy).clean(&text) != text;
        assert!(goes(Policy::balanced()) && goes(Policy::strict()), "{kind}");
        let sure = rules().report(&text).removed()[0].score >= 860;
        assert_eq!(goes(Policy::gentle()), sure && *kind != NoiseKind::TimestampByline, "{kind}");
    }
}

#[test]
fn a_kind_that_is_kept_stays_alone() {
    for (kind, at, line) in SAMPLES {
        let text = page("en", *at, line);
        assert_eq!(with(Policy::balanced().spare(*kind)).clean(&text), text, "{kind} is kept");
        for other in NoiseKind::ALL.iter().filter(|other| *other != kind) {
            assert_ne!(
                with(Policy::balanced().spare(*other)).clean(&text),
                text,
                "{kind} goes, {other} is kept"
            );
        }
    }
}

#[test]
fn reports_name_the_byline_and_the_dateline() {
    let text = page("en", At::Under, "By Orla Venn\nFriday 21 March 2025 - 08:45");
    let report = rules().report(&text);
    assert_eq!(report.byline().map(|span| span.of(&text)), Some("By Orla Venn"));
    assert_eq!(report.dateline().map(|span| span.of(&text)), Some("Friday 21 March 2025 - 08:45"));
}

#[test]
fn reports_name_related_headlines_and_not_their_heading() {
    let list =
        "Related articles\n• Ferry crews ask for a longer winter break\n• Gorge bridge closed after rockfall";
    let text = page("en", At::Inside, list);
    let report = rules().report(&text);
    let related: Vec<_> = report.related_headlines().iter().map(|span| span.of(&text)).collect();
    assert_eq!(related, ["Ferry crews ask for a longer winter break", "Gorge bridge closed after rockfall"]);
}

#[test]
fn the_name_of_the_site_that_is_known_is_navigation() {
    let text = page("en", At::Top, "The Skelmar Courier");
    let hints = Hints::new().site("The Skelmar Courier");
    let report = rules().report_with(&text, hints);
    assert_eq!(
        report.removed().iter().map(|removal| removal.kind).collect::<Vec<_>>(),
        [NoiseKind::Navigation]
    );
}

/// A label of three letters may be a word, as the host itself may not.
#[test]
fn labels_of_a_host_are_names_from_four_letters_on() {
    for (site, line, goes) in [
        ("https://www.orrn.example/page", "Orrn", true),
        ("https://m.orrn.example", "ORRN", true),
        ("https://www.orr.example/page", "Orr", false),
        ("https://www.orr.example/page", "orr.example", true),
        ("https://www.orr.example/page", "www.orr.example", true),
        ("https://www.orr.example/page", "Orrn", false),
    ] {
        let text = page("en", At::Top, line);
        let report = rules().report_with(&text, Hints::new().site(site));
        let kinds: Vec<_> = report.removed().iter().map(|removal| removal.kind).collect();
        let expected: &[NoiseKind] = if goes { &[NoiseKind::Navigation] } else { &[] };
        assert_eq!(kinds, expected, "{line} of {site}");
    }
}

/// What is more than half of a text has to say plainly that it is noise; half of it need not.
#[test]
fn most_of_a_text_goes_only_for_a_plain_claim() {
    let notice = "This material may not be published, broadcast, rewritten or redistributed without permission by \
                  anyone who has not asked for it first, in writing and in time";
    let plain = "© 2025 The Skelmar Courier. All rights reserved, in this town and in every other one that lies on \
                 the coast, by all who have written it down and their heirs";
    let body = article("en").replace("\n\n", " ");
    for (line, others, goes) in [
        (notice, notice.len() + 1, true),
        (notice, notice.len(), true),
        (notice, notice.len() - 1, false),
        (plain, plain.len() - 1, true),
    ] {
        let text = format!("{}.\n\n{line}\n", &body[..others - 1]);
        assert_eq!(rules().clean(&text) != text, goes, "{line}, beside {others} bytes");
    }
}
