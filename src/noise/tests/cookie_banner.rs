//! Cookie banners: two terms, or a term and a verb of consent; buttons beside them.

use super::NoiseKind::CookieBanner;
use super::*;

/// Sentences with two terms, or with one that has a consent in it.
const BANNERS: &[(&str, &str)] = &[
    ("en", "We use cookies and similar technologies to improve your experience on our pages."),
    ("fr", "En poursuivant votre navigation sur ce site, vous acceptez l'utilisation de cookies."),
    (
        "es",
        "Utilizamos cookies propias y de terceros. Si continúa navegando, consideramos que acepta su uso.",
    ),
    ("it", "Questo sito utilizza i cookie. Continuando a navigare accetti l'uso dei cookie."),
    (
        "pt",
        "Este site utiliza cookies. Ao continuar a navegar, está a concordar com a utilização de cookies.",
    ),
    (
        "ja",
        "当サイトではクッキーを使用しています。閲覧を続けることで、クッキーの使用に同意したものとみなされます。",
    ),
    ("zh", "本网站使用Cookie来改善您的体验。继续浏览即表示您同意我们使用Cookie。"),
    ("id", "Situs ini menggunakan cookie. Dengan melanjutkan, Anda menyetujui penggunaan cookie kami."),
];

/// The same with one term and a verb of consent.
const WITH_ONE_TERM: &[(&str, &str)] = &[
    ("en", "By continuing to browse skelmar.example you agree to our use of cookies."),
    (
        "de",
        "Diese Website verwendet Cookies. Mit der weiteren Nutzung stimmen Sie der Verwendung von Cookies zu.",
    ),
    ("pl", "Ta strona używa plików cookies. Korzystając z niej, wyrażasz zgodę na używanie plików cookies."),
    (
        "ru",
        "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь на использование cookie.",
    ),
    (
        "tr",
        "Bu site çerezleri kullanır. Siteyi kullanmaya devam ederek çerez politikamızı kabul etmiş olursunuz.",
    ),
    (
        "ar",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. باستمرارك في التصفح فإنك توافق على سياسة ملفات تعريف الارتباط.",
    ),
    (
        "nl",
        "Deze website maakt gebruik van cookies. Door verder te gaan gaat u akkoord met ons gebruik van cookies.",
    ),
];

#[test]
fn finds_one_term_and_a_verb_above_the_article() {
    finds(CookieBanner, At::Top, WITH_ONE_TERM);
}

#[test]
fn finds_one_term_and_a_verb_behind_the_article() {
    finds(CookieBanner, At::End, WITH_ONE_TERM);
}

#[test]
fn finds_texts_above_the_article() {
    finds(CookieBanner, At::Top, BANNERS);
}

#[test]
fn finds_texts_behind_the_article() {
    finds(CookieBanner, At::End, BANNERS);
}

#[test]
fn finds_buttons_beside_the_text() {
    let text = "We use cookies and similar technologies. By clicking you agree to our use of cookies.";
    for (lang, before, after) in [
        ("en", "", "\nAccept all\nReject all\nCookie settings"),
        ("en", "Accept\nDecline\n", ""),
        ("en", "Manage preferences\n", "\nAccept all cookies"),
        ("de", "", "\nAlle akzeptieren\nAblehnen"),
        ("fr", "", "\nTout accepter\nTout refuser"),
    ] {
        let lines = format!("{before}{text}{after}");
        finds(CookieBanner, At::Top, &[(lang, &lines)]);
        finds(CookieBanner, At::End, &[(lang, &lines)]);
    }
}

#[test]
fn finds_settings_that_name_cookies() {
    finds(CookieBanner, At::End, &[("en", "Accept all cookies"), ("en", "Manage cookies")]);
}

/// The boundary: with one term it takes a verb of consent, without one two terms.
#[test]
fn finds_two_terms_or_a_verb_where_one_term_is_spared() {
    spares(At::End, &[("en", "The reading room has a page on cookies for visitors")]);
    finds(
        CookieBanner,
        At::End,
        &[
            ("en", "The reading room has a page on cookies and legitimate interest for visitors"),
            ("en", "You consent to the page of the reading room on cookies for visitors"),
        ],
    );
}

#[test]
fn spares_buttons_without_a_text() {
    spares(At::Inside, &[("en", "Accept"), ("en", "OK"), ("de", "Ablehnen"), ("fr", "Tout accepter")]);
    spares(At::End, &[("en", "Accept"), ("en", "Allow")]);
}

#[test]
fn spares_buttons_far_from_the_text() {
    let (text, first) = page("en", At::Inside, "Accept all");
    let banner = "We use cookies and similar technologies. By clicking you agree to our use of cookies.";
    let text = format!("{banner}\nAccept all\n\n{text}");
    assert_finds(&text, &[(1, CookieBanner), (2, CookieBanner)]);
    assert_kept(&text, first + 3);
}

#[test]
fn spares_an_article_about_cookies() {
    assert_spares(
        "Regulator takes a closer look at consent banners

The data protection office of Velderan has examined two hundred websites and how they ask for cookies. On most of them refusing took three clicks and accepting one.

The office says that tracking cookies were often set before anyone had answered. A third of the sites shared data with more than a hundred firms, and few of them explained what a cookie is.

\"You accept because you are tired,\" said the head of the office, Mirna Petkovel. She wants browsers to answer in place of their users, so that cookies need no banner.

Shops have until autumn to change their pages. Those that still set advertising cookies without consent will have to pay.
",
    );
}

#[test]
fn spares_a_paragraph_on_cookies_in_another_article() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "The station's website was redesigned as well, and it no longer uses cookies, to the relief of the volunteers.",
            ),
            (
                "de",
                "Auch die Internetseite der Gemeinde wurde erneuert, und sie kommt seitdem ganz ohne Cookies aus, sagte er.",
            ),
            (
                "ru",
                "Обновили и сайт посёлка: он больше не использует файлы cookie, и пожилым людям стало проще им пользоваться.",
            ),
        ],
    );
}

#[test]
fn spares_recipes_and_quotes() {
    spares(
        At::Inside,
        &[
            ("en", "For the cookies you need:\n200 g of oats\n1 egg\nhoney"),
            ("en", "\"We use cookies to lure the seals,\" the warden said with a grin."),
            ("en", "Accept no cookies from strangers"),
        ],
    );
}

#[test]
fn finds_settings_in_other_languages() {
    finds(CookieBanner, At::End, &[("fr", "Accepter les cookies")]);
}
