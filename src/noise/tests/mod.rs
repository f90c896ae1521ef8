//! What each kind of noise finds and what it spares, one file for each kind.
//!
//! The tests look from outside: a text goes through a [`Cleaner`] that asks no model, and
//! its lines come back with the kind of noise that they were taken for. Tests
//! are named `finds_...` and `spares_...`; those that the cleaner fails today
//! say so in `#[ignore = "misses: ..."]`, and are not bent to what it does.

use super::NoiseKind;
use crate::{Cleaner, Evidence, Hints, PhrasePlace, Policy, Removal, Scope, TemplateLearner};

mod advertising;
mod articles;
mod comments;
mod cookie_banner;
mod copyright_footer;
mod duplicate_title;
mod inside;
mod media_caption_credit;
mod navigation;
mod newsletter;
mod other_noise;
mod paywall_login;
mod prayer_times;
mod read_more;
mod related_headlines;
mod share_follow;
mod site_template;
mod tags_topics;
mod timestamp_byline;

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

/// The article in `lang` with `lines` in that place, and the number of the first of them.
fn page(lang: &str, at: At, lines: &str) -> (String, usize) {
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
    let number = before.lines().count() + 1;
    (format!("{before}{lines}{after}"), number)
}

/// A cleaner that asks no model: these are tests of rules.
fn rules() -> Cleaner {
    Cleaner::builder().rules_only().build().expect("no option is out of range")
}

/// The lines that are not blank, by their numbers from 1, each with the kind of
/// noise that it is removed as.
fn kinds_of(text: &str) -> Vec<(usize, Option<NoiseKind>)> {
    let report = rules().report(text);
    let mut start = 0;
    let mut kinds = Vec::new();
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if !line.trim().is_empty() {
            let removal = report.removed().iter().find(|r| r.span.start <= start && start < r.span.end);
            kinds.push((i + 1, removal.map(|removal| removal.kind)));
        }
        start += line.len();
    }
    kinds
}

/// Where the cleaner does other than to remove exactly the `wanted` lines as
/// noise of these kinds; empty if it does.
fn complaints(text: &str, wanted: &[(usize, NoiseKind)]) -> String {
    let mut complaints = String::new();
    for (number, got) in kinds_of(text) {
        let want = wanted.iter().find(|(line, _)| *line == number).map(|(_, kind)| *kind);
        if got != want {
            let name = |kind: Option<NoiseKind>| kind.map_or("text", NoiseKind::name);
            let line = text.lines().nth(number - 1).unwrap();
            complaints += &format!("\n  line {number}: {}, not {}: {line:?}", name(got), name(want));
        }
    }
    for (number, _) in wanted {
        assert!(text.lines().nth(number - 1).is_some_and(|line| !line.trim().is_empty()), "no line {number}");
    }
    complaints
}

/// Exactly these lines are removed, as noise of these kinds.
fn assert_finds(text: &str, wanted: &[(usize, NoiseKind)]) {
    let complaints = complaints(text, wanted);
    assert!(complaints.is_empty(), "{complaints}\nin:\n{text}");
}

/// Nothing is removed.
fn assert_spares(text: &str) {
    assert_finds(text, &[]);
}

/// Line `number` stays, whatever becomes of the others.
fn assert_kept(text: &str, number: usize) {
    let kind = kinds_of(text).into_iter().find(|(line, _)| *line == number).expect("that line").1;
    assert_eq!(kind, None, "line {number} of:\n{text}");
}

/// Of each row, a language and lines, the lines are noise of that kind, and the
/// article around them stays.
fn finds(kind: NoiseKind, at: At, rows: &[(&str, &str)]) {
    table(Some(kind), at, rows);
}

/// Of each row, a language and lines, everything stays.
fn spares(at: At, rows: &[(&str, &str)]) {
    table(None, at, rows);
}

fn table(kind: Option<NoiseKind>, at: At, rows: &[(&str, &str)]) {
    let mut failed = String::new();
    for (lang, lines) in rows {
        let (text, first) = page(lang, at, lines);
        let numbers = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let wanted: Vec<_> =
            kind.map_or(Vec::new(), |kind| numbers.map(|(i, _)| (first + i, kind)).collect());
        let complaints = complaints(&text, &wanted);
        if !complaints.is_empty() {
            failed += &format!("\n{lang}, {at:?}, {lines:?}:{complaints}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
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
        finds(*kind, *at, &[("en", line)]);
    }
}

/// The threshold is inclusive: at the line's own score it goes, one above it stays.
#[test]
fn a_line_goes_at_its_score_and_stays_one_above_it() {
    for (kind, at, line) in SAMPLES {
        let (text, _) = page("en", *at, line);
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
    let (text, _) = page("en", At::Inside, "Newsletter");
    for (policy, goes) in [(Policy::gentle(), false), (Policy::balanced(), false), (Policy::strict(), true)] {
        assert_eq!(with(policy).clean(&text) != text, goes, "{policy:?}");
    }
    for (kind, at, line) in SAMPLES {
        let (text, _) = page("en", *at, line);
        let goes = |policy| with(policy).clean(&text) != text;
        assert!(goes(Policy::balanced()) && goes(Policy::strict()), "{kind}");
        let sure = rules().report(&text).removed()[0].score >= 860;
        assert_eq!(goes(Policy::gentle()), sure && *kind != NoiseKind::TimestampByline, "{kind}");
    }
}

#[test]
fn a_kind_that_is_kept_stays_alone() {
    for (kind, at, line) in SAMPLES {
        let (text, _) = page("en", *at, line);
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
fn articles_without_noise_stay_whole() {
    for lang in articles::LANGUAGES {
        assert_spares(&format!("{}\n\n{}\n", headline(lang), article(lang)));
    }
}

#[test]
fn lines_are_numbered_as_an_editor_shows_them() {
    let kinds = kinds_of(
        "\n\nAdvertisement\n\n\nRain is expected in the north by Friday, the weather service said.\n",
    );
    assert_eq!(kinds, [(3, Some(NoiseKind::Advertising)), (6, None)]);
}

#[test]
fn every_kind_has_tests_of_both_sorts() {
    macro_rules! files {
        ($($room:ident)*) => { [$((stringify!($room), include_str!(concat!(stringify!($room), ".rs")))),*] };
    }
    let files = files!(
        prayer_times cookie_banner advertising duplicate_title share_follow newsletter comments paywall_login
        read_more copyright_footer timestamp_byline media_caption_credit tags_topics other_noise
        related_headlines navigation site_template
    );
    for kind in NoiseKind::ALL {
        let (_, file) = files.iter().find(|(room, _)| *room == kind.name()).expect("a file for each kind");
        for sort in ["\nfn finds_", "\nfn spares_"] {
            let count = file.matches(sort).count();
            assert!(count >= 3, "{kind}: {count} tests {}...", sort.trim());
        }
    }
}
