//! Newsletters: pleas, forms and thanks.

use super::NoiseKind::Newsletter;
use super::*;

const PLEAS: &[(&str, &str)] = &[
    ("en", "Sign up for our newsletter"),
    ("en", "Subscribe to our newsletter"),
    ("en", "Get the latest news in your inbox"),
    ("de", "Newsletter abonnieren"),
    ("de", "Jetzt für den Newsletter anmelden"),
    ("fr", "Inscrivez-vous à notre newsletter"),
    ("es", "Suscríbete a nuestro boletín"),
    ("it", "Iscriviti alla newsletter"),
    ("pt", "Assine nossa newsletter"),
    ("nl", "Schrijf je in voor onze nieuwsbrief"),
    ("pl", "Zapisz się do newslettera"),
    ("ru", "Подпишитесь на нашу рассылку"),
    ("tr", "Bültenimize abone olun"),
    ("ar", "اشترك في النشرة البريدية"),
    ("id", "Berlangganan newsletter kami"),
];

#[test]
fn finds_pleas_behind_the_article() {
    finds(Newsletter, At::End, PLEAS);
}

#[test]
fn finds_pleas_between_paragraphs() {
    finds(Newsletter, At::Inside, PLEAS);
}

#[test]
fn finds_forms() {
    finds(
        Newsletter,
        At::End,
        &[
            ("en", "Enter your email address"),
            ("en", "Sign up for our newsletter\nEnter your email address"),
            ("en", "Newsletter"),
            ("de", "Newsletter"),
            ("ja", "メールマガジン登録"),
            ("zh", "订阅我们的电子报"),
        ],
    );
}

#[test]
fn finds_sentences_outside_the_body() {
    finds(
        Newsletter,
        At::End,
        &[
            ("en", "Sign up for our newsletter and get the best stories from the coast every Friday."),
            ("en", "Stay up to date with our morning briefing, delivered to your inbox before breakfast."),
        ],
    );
}

#[test]
fn spares_the_single_word_between_paragraphs() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Newsletter\n\nEvery month the crew writes four pages on what happened at sea, and the bakery hands them out.",
            ),
            (
                "de",
                "Newsletter\n\nEinmal im Monat schreiben die Eltern auf, was in der Schule geschah, und hängen es an die Kirchentür.",
            ),
        ],
    );
}

#[test]
fn spares_paragraphs_that_mention_one() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "The call for money first appeared in a newsletter of the bell-ringers, which has some ninety readers along the coast.",
            ),
            (
                "de",
                "Der Aufruf stand zuerst im Newsletter des Gesangvereins, den vor allem ältere Bewohner des Tals lesen.",
            ),
            (
                "fr",
                "L'appel avait paru dans la newsletter d'une chorale, que lisent surtout les anciens élèves de l'école.",
            ),
        ],
    );
}

#[test]
fn spares_quotes() {
    spares(
        At::Inside,
        &[(
            "en",
            "\"Sign up for our newsletter, they said, and then came forty letters a week,\" said Marl.",
        )],
    );
}

#[test]
fn spares_other_pleas_to_sign() {
    spares(
        At::Inside,
        &[
            ("en", "Volunteers sign up at the bakery"),
            ("en", "Sign-up sheets hang in the workshop."),
            ("es", "Los voluntarios se apuntan en la plaza"),
        ],
    );
}

#[test]
fn spares_headlines_about_newsletters() {
    assert_spares(
        "A newsletter for eleven lighthouses

Orla Venn writes to people who live alone on rocks. Once a month her four pages go out with the supply boat.

She began with a list of tides and a recipe. Now the keepers write back, and the letters take up most of the space.
",
    );
}
