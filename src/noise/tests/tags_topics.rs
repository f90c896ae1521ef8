//! Tags and topics.

use super::NoiseKind::TagsTopics;
use super::*;

#[test]
fn finds_tags_on_one_line() {
    finds(
        TagsTopics,
        At::End,
        &[
            ("en", "Tags: lifeboats, Skelmar, harbour"),
            ("en", "Filed under: Coast, Rescue"),
            ("de", "Schlagwörter: Schule, Altenrieth, Landleben"),
            ("fr", "Mots-clés : horloge, Vauclaron"),
            ("es", "Etiquetas: molino, Valdeluz, agua"),
            ("it", "Tag: cinema, Montescuro"),
            ("pl", "Tagi: biblioteka, Zarzecze"),
            ("ru", "Теги: пристань, Заречный"),
            ("tr", "Etiketler: değirmen, Karadere"),
            ("ar", "كلمات مفتاحية: مدرسة، عين الصفصاف"),
            ("fa", "برچسب‌ها: آسیاب، چنارستان"),
            ("ja", "キーワード：杉ノ原村、映画館"),
            ("zh", "标签：渡口 青石沟"),
            ("id", "Tag: perahu, Sumberwangi"),
        ],
    );
}

#[test]
fn finds_tags_below_a_heading() {
    finds(
        TagsTopics,
        At::End,
        &[
            ("en", "Tags\nlifeboats\nSkelmar\nharbour"),
            ("en", "Topics\n• Lifeboats\n• Harbours"),
            ("de", "Themen\nDorfschule\nAltenrieth\nLandleben"),
            ("fr", "Tags\nhorloge\nVauclaron"),
            ("ru", "Теги\nпристань\nЗаречный"),
            ("es", "Etiquetas\nmolino\nValdeluz"),
        ],
    );
}

#[test]
fn finds_tags_between_paragraphs() {
    finds(
        TagsTopics,
        At::Inside,
        &[
            ("en", "Tags: lifeboats, Skelmar, harbour"),
            ("de", "Schlagwörter: Schule, Altenrieth"),
            ("ru", "Теги: пристань, Заречный"),
        ],
    );
}

#[test]
fn finds_the_heading_without_tags_behind_the_body() {
    finds(
        TagsTopics,
        At::End,
        &[("en", "Tags"), ("en", "Topics:"), ("de", "Schlagwörter"), ("es", "Etiquetas")],
    );
}

#[test]
fn spares_lists_without_a_heading() {
    spares(
        At::Inside,
        &[
            ("en", "lifeboats\nropes\nlanterns"),
            ("de", "• Kreide\n• Äpfel\n• Hefte"),
            ("ru", "доски\nгвозди\nкраска"),
            ("ja", "菓子\n野菜\n漬物"),
        ],
    );
    spares(At::End, &[("en", "Oats\nHoney\nButtermilk")]);
}

#[test]
fn spares_a_subheading_with_a_paragraph_below_it() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Topics\n\nThe crew talks about the weather first, about the tides second, and about money only when nobody listens.",
            ),
            (
                "en",
                "Labels\n\nEvery jar in the bakery carries one, and some of them have not been read by anybody since the old storm.",
            ),
            (
                "de",
                "Themen\n\nGesprochen wurde zuerst über das Wetter, dann über den Bus und erst ganz zum Schluss über das Geld.",
            ),
        ],
    );
}

#[test]
fn spares_sentences_about_tags() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Tags of brass were nailed to the lockers, one for each member of the crew, and two of them are still empty.",
            ),
            (
                "es",
                "Las etiquetas de los sacos las escribieron los niños, y en cada una hay un dibujo distinto del viejo molino.",
            ),
            ("en", "Keywords are painted on the wall."),
        ],
    );
}

#[test]
fn spares_a_heading_over_sentences() {
    spares(
        At::Inside,
        &[(
            "en",
            "Topics to be decided:\nWho pays for the tractor?\nWho mends the road?\nWho locks the doors?",
        )],
    );
}

#[test]
fn spares_hashtags_in_a_sentence() {
    spares(
        At::Inside,
        &[(
            "en",
            "Within a day the word #lifeboat was everywhere, and the bakery had to switch off its telephone, said Marl.",
        )],
    );
}

#[test]
#[ignore = "misses: \"Topics\" and \"タグ\" count as whole lines only"]
fn finds_tags_behind_headings_that_stand_alone() {
    finds(TagsTopics, At::End, &[("en", "Topics: lifeboats | harbours"), ("ja", "タグ：杉ノ原村、映画館")]);
}
