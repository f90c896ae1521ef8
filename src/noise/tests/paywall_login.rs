//! Paywalls and logins.

use super::NoiseKind::PaywallLogin;
use super::*;

#[test]
fn finds_logins_outside_the_body() {
    for at in [At::Top, At::End] {
        finds(
            PaywallLogin,
            at,
            &[
                ("en", "Log in"),
                ("en", "Sign in to your account"),
                ("en", "Forgot your password?"),
                ("de", "Anmelden"),
                ("fr", "Se connecter"),
                ("es", "Iniciar sesión"),
                ("it", "Accedi"),
                ("pt", "Entrar"),
                ("pl", "Zaloguj się"),
                ("ru", "Войти"),
                ("tr", "Giriş yap"),
                ("ar", "تسجيل الدخول"),
                ("ja", "ログイン"),
                ("zh", "登录"),
                ("id", "Masuk"),
            ],
        );
    }
}

#[test]
fn finds_pleas_to_subscribe() {
    finds(
        PaywallLogin,
        At::End,
        &[
            ("en", "Already a subscriber?"),
            ("en", "Already a subscriber? Log in"),
            ("en", "This article is for subscribers only"),
            ("en", "Subscribe to read the rest of this story"),
            ("de", "Jetzt weiterlesen mit dem Probeabo"),
            ("fr", "Article réservé aux abonnés"),
            ("es", "Contenido exclusivo para suscriptores"),
        ],
    );
}

#[test]
fn finds_walls_between_paragraphs() {
    finds(
        PaywallLogin,
        At::Inside,
        &[
            ("en", "Already a subscriber? Log in"),
            ("de", "Sie sind bereits Abonnent? Hier anmelden"),
            ("fr", "Déjà abonné ? Connectez-vous"),
            ("es", "¿Ya eres suscriptor? Inicia sesión"),
        ],
    );
}

#[test]
fn finds_walls_of_several_lines() {
    finds(
        PaywallLogin,
        At::End,
        &[
            ("en", "This article is for subscribers only\nAlready a subscriber?\nLog in"),
            ("en", "Log in\nRegister\nForgot your password?"),
        ],
    );
}

#[test]
fn spares_single_words_between_paragraphs() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Join\n\nNew members of the crew meet on Thursdays, and nobody is asked whether they have been at sea before.",
            ),
            (
                "en",
                "Register\n\nEvery launch is written down in a book with a green cover, which has been kept since the first one.",
            ),
            (
                "de",
                "Anmelden\n\nWer sein Kind in die neue Schule schicken möchte, kommt am besten am Montagabend im Gasthof vorbei.",
            ),
        ],
    );
}

#[test]
fn spares_paragraphs_about_subscriptions() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "The county paper lost a third of its subscribers last year, and those who log in read mostly the deaths and the tides.",
            ),
            (
                "de",
                "Die Zeitung im Tal hat zuletzt viele Abonnenten verloren, und wer sich anmeldet, liest meist nur das Wetter.",
            ),
            (
                "fr",
                "Le journal de la vallée a perdu un tiers de ses abonnés, et ceux qui restent lisent surtout les avis de décès.",
            ),
        ],
    );
}

#[test]
fn spares_quotes() {
    spares(
        At::Inside,
        &[
            ("en", "\"Log in and see for yourself,\" said the clerk."),
            ("en", "\"Please support us,\" it said on the jar."),
        ],
    );
}

#[test]
fn spares_subheadings_of_several_words() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Thanks to a bakery\n\nThe collection had begun with a jar on a counter, and it ended with a cheque of nine thousand pounds.",
            ),
            (
                "en",
                "Who may join the crew\n\nNobody is asked whether they have been at sea before, but everyone has to be able to swim a mile.",
            ),
            (
                "es",
                "Una cuenta pendiente\n\nEl camino se llena de barro cada otoño, y hace once años que el ayuntamiento promete arreglarlo.",
            ),
        ],
    );
}

#[test]
fn spares_a_standfirst_on_signing_in() {
    spares(At::Under, &[("en", "Visitors have to sign in at the gate, and dogs stay outside")]);
}

#[test]
fn finds_more_words_for_a_wall() {
    finds(
        PaywallLogin,
        At::Inside,
        &[("en", "Subscribe to keep reading"), ("fr", "Cet article est réservé aux abonnés")],
    );
}
