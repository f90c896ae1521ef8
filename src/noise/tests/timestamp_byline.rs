//! Timestamps and bylines.

use super::NoiseKind::TimestampByline;
use super::*;

#[test]
fn finds_dates_under_the_headline() {
    finds(
        TimestampByline,
        At::Under,
        &[
            ("en", "Friday 21 March 2025 - 08:45"),
            ("en", "March 21, 2025"),
            ("en", "Fri, 21 Mar 2025 08:45:10 GMT"),
            ("en", "3 hours ago"),
            ("de", "21.03.2025, 08:45 Uhr"),
            ("de", "Freitag, 21. März 2025"),
            ("fr", "21 mars 2025 à 08h45"),
            ("es", "21 de marzo de 2025 08:45"),
            ("it", "21 marzo 2025"),
            ("pt", "21 de março de 2025 às 08h45"),
            ("nl", "21 maart 2025 om 08:45"),
            ("pl", "21 marca 2025, 08:45"),
            ("sv", "21 mars 2025 08.45"),
            ("tr", "21 Mart 2025 08:45"),
            ("ru", "21 марта 2025, 08:45"),
            ("uk", "21 березня 2025, 08:45"),
            ("el", "21 Μαρτίου 2025"),
            ("ar", "الجمعة ٢١ مارس ٢٠٢٥ - ٠٨:٤٥"),
            ("fa", "۱ فروردین ۱۴۰۴ - ۰۸:۴۵"),
            ("he", "21 במרץ 2025"),
            ("hi", "21 मार्च 2025"),
            ("ja", "2025年3月21日 8時45分"),
            ("zh", "2025年3月21日 08:45"),
            ("ko", "2025년 3월 21일 08:45"),
            ("id", "Jumat, 21 Maret 2025 08:45 WIB"),
        ],
    );
}

#[test]
fn finds_labelled_dates() {
    finds(
        TimestampByline,
        At::Under,
        &[
            ("en", "Published: 21 March 2025 at 08:45"),
            ("en", "Last updated on 21 March 2025"),
            ("de", "Veröffentlicht am 21. März 2025"),
            ("fr", "Publié le 21 mars 2025"),
            ("es", "Publicado el 21 de marzo de 2025"),
            ("ru", "Опубликовано: 21 марта 2025"),
            ("fa", "تاریخ انتشار: ۱ فروردین ۱۴۰۴"),
            ("tr", "Yayınlanma: 21 Mart 2025"),
        ],
    );
}

#[test]
fn finds_bylines() {
    finds(
        TimestampByline,
        At::Under,
        &[
            ("en", "By: Rashan Tilouni"),
            ("en", "By Orla Venn and Edric Pallow"),
            ("en", "Written by Orla Venn"),
            ("de", "Von Wiebke Harmsen"),
            ("fr", "Par Maëlle Quéffelec"),
            ("es", "Por Julián Arbeloa"),
            ("it", "di Ornella Brusaferri"),
            ("pt", "Por Inês Varandas"),
            ("ru", "Автор: Аглая Синицына"),
            ("ar", "كتب: نزار الحلواني"),
            ("id", "Oleh Ratih Wulansari"),
        ],
    );
}

#[test]
fn finds_dates_and_names_together() {
    finds(
        TimestampByline,
        At::Under,
        &[
            ("en", "Orla Venn | 21 March 2025"),
            ("en", "By Orla Venn\nFriday 21 March 2025 - 08:45"),
            ("en", "By Orla Venn, 21 March 2025, 08:45"),
            ("de", "Von Wiebke Harmsen\n21.03.2025, 08:45 Uhr"),
            ("ru", "21.03.2025 08:45\nАвтор: Аглая Синицына"),
        ],
    );
}

#[test]
fn finds_the_spans_of_both_for_the_report() {
    let (text, _) = page("en", At::Under, "By Orla Venn\nFriday 21 March 2025 - 08:45");
    let report = super::rules().report(&text);
    assert_eq!(report.byline().map(|span| span.of(&text)), Some("By Orla Venn"));
    assert_eq!(report.dateline().map(|span| span.of(&text)), Some("Friday 21 March 2025 - 08:45"));
}

#[test]
fn spares_times_of_a_live_blog() {
    assert_spares(
        "Live: snow closes the pass of Altenrieth

Snow has been falling since the early morning, and the road over the pass is closed. We follow what happens.

16:40

Two lorries that had been stuck since noon are on their way down again. Nobody was hurt, the police said.

15.10 Uhr

The first plough has reached the hut at the top. Its driver reports drifts as high as the roof of his cabin.

14h05

Power is off in three villages. The school has sent its thirteen children home with a neighbour's tractor.
",
    );
}

#[test]
fn spares_dates_that_head_a_chronicle() {
    assert_spares(
        "How the mill of Valdeluz came back

The restoration took four years and eleven carpenters. This is what happened, in the order in which it did.

21 March 2021

The priest finds the plans of the mill behind a cupboard. Nobody believes that they are real until the wheel is measured.

3 May 2023

The first stone is lifted with a crane that was meant for a church. A crowd gathers, and an old miller weeps.

9 August 2024

Water runs through the channel for the first time. It leaks in forty places, and the children count every one of them.
",
    );
}

#[test]
fn spares_lines_that_begin_with_by() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "By the river\n\nThe mill stands where the water is loudest, and the miller has long since stopped hearing any of it.",
            ),
            (
                "fr",
                "Par tous les temps\n\nLe facteur monte au village deux fois par semaine, et il n'a manqué que trois tournées en vingt ans.",
            ),
            (
                "es",
                "Por fin llueve\n\nLos vecinos salieron a la calle con cubos y cazuelas, porque el pozo llevaba seco desde el mes de mayo.",
            ),
        ],
    );
}

#[test]
fn spares_sentences_with_dates() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "On 21 March 2025 the ramp was flooded again, and the crew carried the boat across the road by hand.",
            ),
            (
                "de",
                "Am 21. März 2025 fiel der Bus zum letzten Mal aus, seitdem fährt die Lehrerin die Kinder selbst nach Hause.",
            ),
            (
                "ru",
                "Первый теплоход ушёл 21 марта 2025 года в 08:45, и на нём было больше детей, чем взрослых, говорит капитан.",
            ),
        ],
    );
}

#[test]
#[ignore = "misses: behind the first paragraph lines with a date still count as the dateline"]
fn spares_fixtures_of_a_season() {
    spares(
        At::Inside,
        &[(
            "en",
            "Skelmar v Port Ansley, 3 May, 15:00\nTorsvik v Skelmar, 10 May, 17:30\nSkelmar v Little Zavod, 17 May, 15:00",
        )],
    );
}

#[test]
fn spares_numbers_that_are_no_dates() {
    spares(
        At::Under,
        &[
            ("en", "11 years, 9 winters and one bakery"),
            ("de", "13 Kinder, 1 Lehrerin"),
            ("en", "Score: 3-2-1"),
        ],
    );
}

#[test]
#[ignore = "misses: behind the first paragraph \"By\" and capitals still count as the byline"]
fn spares_a_subheading_in_capitals_that_begins_with_by() {
    spares(
        At::Inside,
        &[(
            "en",
            "By Noon Nobody Was Left\n\nThe crowd had come for the boat, and when the boat had gone down the ramp they all went home.",
        )],
    );
}
