//! Noise inside of a paragraph: what goes, and what stays.

use super::*;

/// A paragraph around `inner`, long enough to be one, in the language of `inner`.
fn around(lang: &str, inner: &str) -> String {
    let (before, after) = match lang {
        "de" => (
            "Der Hafen bleibt bis Freitag gesperrt, weil die neue Schleuse noch nicht dicht ist, sagte die Leiterin des Amtes am Montag im Rat der Stadt.",
            "Die Fähren legen so lange am alten Kai ab, und der Fischmarkt zieht für eine Woche auf den Platz vor der Kirche um, wie es schon im Winter war.",
        ),
        "ja" => (
            "港は金曜日まで閉鎖されると市の担当者が月曜日に議会で述べた。新しい水門がまだ完成していないためで、工事は来週まで続く見込みだという。漁師たちは不満を口にした。",
            "フェリーはそれまで古い岸壁から出発する。魚市場は一週間、教会の前の広場に移る予定で、冬と同じやり方になると市は説明している。",
        ),
        _ => (
            "The harbour stays closed until Friday, since the new lock still leaks, the head of the office told the town council on Monday afternoon.",
            "The ferries leave from the old quay for as long, and the fish market moves to the square in front of the church, as it did in the winter.",
        ),
    };
    let space = if lang == "ja" { "" } else { " " };
    format!("{before}{space}{inner}{space}{after}")
}

/// What goes from inside of the lines of `text`, without white space at its ends.
fn inside(text: &str) -> Vec<(NoiseKind, String)> {
    let report = rules().report(text);
    let sentences = report.removed().iter().filter(|removal| removal.scope == Scope::Sentence);
    sentences.map(|removal| (removal.kind, removal.span.of(text).trim().to_owned())).collect()
}

#[test]
fn finds_sentences_of_noise() {
    for (lang, kind, inner) in [
        ("en", NoiseKind::Advertising, "Advertisement."),
        ("en", NoiseKind::Advertising, "Story continues after advertisement."),
        ("de", NoiseKind::Advertising, "Anzeige."),
        ("en", NoiseKind::CopyrightFooter, "All rights reserved."),
        ("en", NoiseKind::CopyrightFooter, "© 2025 The Skelmar Courier."),
        ("de", NoiseKind::CopyrightFooter, "Alle Rechte vorbehalten."),
        (
            "en",
            NoiseKind::CookieBanner,
            "By continuing you agree to our use of cookies and to our privacy policy.",
        ),
        ("en", NoiseKind::Newsletter, "Sign up for our newsletter."),
        ("en", NoiseKind::ReadMore, "Read more."),
        ("en", NoiseKind::ShareFollow, "Share this article."),
        ("ja", NoiseKind::RelatedHeadlines, "関連記事。"),
    ] {
        let text = around(lang, inner);
        assert_eq!(inside(&text), [(kind, inner.to_owned())], "{lang}");
        let cleaned = rules().clean(&text).into_owned();
        assert_eq!(cleaned.len() + inner.len() + usize::from(lang != "ja"), text.len(), "{cleaned}");
    }
}

#[test]
fn finds_labels_between_two_sentences() {
    // The council's words have "the" in small letters, too: so "The" starts a sentence.
    for inner in ["Advertisement", "ADVERTISEMENT", "Story continues after advertisement"] {
        for before in ["", "Ferry sinks"] {
            let text = around("en", format!("{before} {inner}").trim());
            assert_eq!(inside(&text), [(NoiseKind::Advertising, inner.to_owned())], "{before:?}");
        }
    }
}

#[test]
fn finds_a_link_that_a_label_or_the_line_ends() {
    let link = "Read also: Ferry crews ask for a longer break";
    let text = around("en", &format!("{link} Advertisement"));
    let expected = [
        (NoiseKind::RelatedHeadlines, link.to_owned()),
        (NoiseKind::Advertising, "Advertisement".to_owned()),
    ];
    assert_eq!(inside(&text), expected);
    let text = format!("{} {link}", around("en", "It rained."));
    assert_eq!(inside(&text), expected[..1]);
    assert!(rules().clean(&text).ends_with("in the winter."), "the space before it goes along");
}

#[test]
fn spares_a_link_that_may_run_on_into_the_article() {
    let text = around("en", "Read also: Ferry crews ask for a longer break");
    assert_eq!(inside(&text), []);
}

#[test]
fn spares_what_only_begins_like_noise() {
    for inner in [
        "Advertising Standards officials said that the lock was never advertised as safe.",
        "Advertisement-free boats are what the crews want.",
        "She posted it on Facebook.",
        "Read more books, the teacher said.",
        "The word ADVERTISEMENT stood on the side of the boat.",
        "He called it (affiliate link) a shame.",
        "Share prices of the yard rose by a tenth.",
        "All rights of way are reserved to the town.",
        "Cookies were sold on the quay, and everyone agreed that they were good.",
        "Contact us, he had said.",
        "News.",
        "Home.",
    ] {
        assert_eq!(inside(&around("en", inner)), [], "{inner}");
    }
}

#[test]
fn spares_lines_that_are_no_paragraphs() {
    // So long a line is none, and one byte more is one.
    for (bytes, found) in [(256, 0), (257, 1)] {
        let mut text = format!("It rained. Advertisement. {}", "Rain ".repeat(60));
        text.truncate(bytes - 1);
        text.push('.');
        assert_eq!(inside(&format!("{text}\n")).len(), found, "{bytes}");
    }
}

#[test]
fn spares_what_is_all_of_a_line() {
    let text = "All rights reserved. ".repeat(20);
    assert_eq!(inside(&text), []);
}

#[test]
fn what_the_policy_keeps_stays() {
    let text = around("en", "Advertisement. All rights reserved.");
    let cleaner = with(Policy::balanced().spare(NoiseKind::Advertising));
    let report = cleaner.report(&text);
    let kinds: Vec<_> = report.removed().iter().map(|removal| removal.kind).collect();
    assert_eq!(kinds, [NoiseKind::CopyrightFooter]);
    assert!(report.text().contains(" Advertisement. The ferries"), "{}", report.text());
    // What stays might stand in a line that is too short to be looked into.
    assert!(!report.settled());
    let cleaner = with(Policy::balanced().spare(NoiseKind::Advertising).spare(NoiseKind::CopyrightFooter));
    let report = cleaner.report(&text);
    assert!(report.removed().is_empty() && report.settled());
}

#[test]
fn a_line_takes_along_what_stands_in_it() {
    let banner = "We use cookies and other technologies, and so do our partners, so that our pages work and to \
                  show what you may like. All rights reserved. By clicking accept you agree to our use of cookies. \
                  You may withdraw your consent in the privacy settings at any time, as our privacy policy says.";
    let text = format!("{}\n\n{}\n\n{banner}\n", around("en", "It rained."), around("en", "It snowed."));
    let report = rules().report(&text);
    assert_eq!(report.removed().len(), 1, "{:?}", report.removed());
    assert_eq!((report.removed()[0].scope, report.removed()[0].span.of(&text).trim()), (Scope::Line, banner));
}
