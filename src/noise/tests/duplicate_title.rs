//! Duplicate titles: the headline once more.

use super::NoiseKind::{DuplicateTitle, TimestampByline};
use super::*;

const SOME: &[&str] = &["en", "de", "fr", "es", "ru", "tr", "ar", "fa", "pl", "ja", "zh", "ko", "id", "hi"];

/// All languages' complaints about the same page.
fn assert_for_some(make: impl Fn(&str) -> String, wanted: &[(usize, NoiseKind)]) {
    let mut failed = String::new();
    for lang in SOME {
        let complaints = complaints(&make(lang), wanted);
        if !complaints.is_empty() {
            failed += &format!("\n{lang}:{complaints}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn finds_the_headline_right_below_itself() {
    assert_for_some(
        |lang| format!("{0}\n{0}\n\n{1}\n", headline(lang), article(lang)),
        &[(2, DuplicateTitle)],
    );
}

#[test]
fn finds_the_headline_behind_a_dateline() {
    assert_for_some(
        |lang| format!("{0}\n2025-03-21 08:45\n{0}\n\n{1}\n", headline(lang), article(lang)),
        &[(2, TimestampByline), (3, DuplicateTitle)],
    );
}

#[test]
fn finds_the_headline_behind_dateline_and_byline() {
    for (lang, date, byline) in [
        ("en", "Friday 21 March 2025 - 08:45", "By: Rashan Tilouni"),
        ("de", "Freitag, 21. März 2025, 08:45 Uhr", "Von Wiebke Harmsen"),
        ("fr", "Vendredi 21 mars 2025 à 08h45", "Par Maëlle Quéffelec"),
        ("es", "21 de marzo de 2025 08:45", "Por Julián Arbeloa"),
        ("ru", "21 марта 2025, 08:45", "Автор: Аглая Синицына"),
    ] {
        let text = format!("{0}\n{date}\n{byline}\n{0}\n\n{1}\n", headline(lang), article(lang));
        assert_finds(&text, &[(2, TimestampByline), (3, TimestampByline), (4, DuplicateTitle)]);
    }
}

#[test]
fn finds_more_than_one_copy() {
    for lang in ["en", "de", "es", "ru", "tr", "ar", "fa", "pl", "zh", "id", "hi"] {
        let text = format!("{0}\n{0}\n{0}\n\n{1}\n", headline(lang), article(lang));
        assert_finds(&text, &[(2, DuplicateTitle), (3, DuplicateTitle)]);
    }
}

#[test]
fn finds_the_title_with_the_name_of_the_site() {
    for (lang, title) in [
        ("en", "Harbour town of Skelmar opens its new lifeboat station - The Skelmar Courier"),
        ("en", "Harbour town of Skelmar opens its new lifeboat station | Coast"),
        ("de", "Bergdorf Altenrieth bekommt seine Dorfschule zurück - Talbote"),
        ("ru", "В посёлке Заречный снова открылась старая пристань — Районные вести"),
        ("fa", "آسیاب آبی روستای چنارستان دوباره به راه افتاد - خبر چنار"),
    ] {
        finds(DuplicateTitle, At::Top, &[(lang, title)]);
    }
}

#[test]
fn finds_copies_in_other_letters() {
    let body = article("en");
    let (plain, loud) =
        ("Harbour town's new lifeboat station opens", "HARBOUR TOWN’S NEW LIFEBOAT STATION OPENS");
    let text = format!("{plain}\n\n**{loud}**\n\n{body}\n");
    assert_finds(&text, &[(3, DuplicateTitle)]);
}

#[test]
fn spares_the_only_copy() {
    for lang in SOME {
        assert_spares(&format!("{}\n\n{}\n", headline(lang), article(lang)));
        assert_kept(&format!("{0}\n{0}\n\n{1}\n", headline(lang), article(lang)), 1);
    }
}

#[test]
fn spares_lines_that_share_words_with_the_headline() {
    spares(
        At::Under,
        &[
            ("en", "The harbour town of Skelmar waited eleven years for this station"),
            ("de", "Das Bergdorf bekommt auch seine Lehrerin zurück"),
            ("es", "El molino de agua de Valdeluz no molía desde hace cuarenta años"),
            ("ja", "杉ノ原村の映画館を支えた人たち"),
        ],
    );
}

#[test]
fn spares_a_sentence_that_says_the_headline_again() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "The harbour town of Skelmar opens its new lifeboat station on a day without wind, the crew had hoped.",
            ),
            (
                "de",
                "Das Bergdorf Altenrieth bekommt seine Dorfschule zurück, stand in großen Buchstaben über der Tür.",
            ),
        ],
    );
}

#[test]
fn spares_refrains() {
    assert_spares(
        "The ferryman's song

Row me over, row me home,
the lamps are lit on the shore.

Row me over, row me home,
I will not ask for more.

Row me over, row me home,
the tide is at the door.
",
    );
}

#[test]
fn spares_repeated_questions_of_an_interview() {
    assert_spares(
        "Two bakers, the same questions

Two sisters run the bakery of Oosterwold, and they rarely agree. We asked each of them the same questions, in the same order.

What was the hardest day?

\"The first one, because the oven smoked and the whole queue could see it,\" says the older one. She laughs about it now.

What would you change?

\"The hours, if people could be talked into buying bread at noon,\" she adds, and looks at the clock.

What was the hardest day?

\"The day the flour did not come, and we had to send everyone home,\" says the younger one. It was raining, too.

What would you change?

\"Nothing but the colour of the door,\" she says after a long pause, and her sister shakes her head.
",
    );
}

#[test]
fn spares_a_subheading_of_one_word_like_the_headline() {
    assert_spares(
        "Skelmar

The harbour town has eleven streets and one of them leads straight into the sea. It was laid out for horses that pulled the boats.

Skelmar

Nobody knows where the name comes from, and the three books about it do not agree with one another at all.
",
    );
}

#[test]
fn finds_three_copies_of_a_headline_with_a_comma() {
    assert_for_some(
        |lang| format!("{0}\n{0}\n{0}\n\n{1}\n", headline(lang), article(lang)),
        &[(2, DuplicateTitle), (3, DuplicateTitle)],
    );
}
