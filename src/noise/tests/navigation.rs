//! Navigation: breadcrumbs, neighbours, menus.

use super::NoiseKind::{Navigation, ShareFollow};
use super::*;

#[test]
fn finds_breadcrumbs() {
    finds(
        Navigation,
        At::Top,
        &[
            ("en", "Home > News > Coast"),
            ("en", "Home / News / Coast"),
            ("en", "Home » News » Coast"),
            ("en", "You are here: Home / News / Coast"),
            ("de", "Startseite > Nachrichten > Region"),
            ("fr", "Accueil > Actualités > Région"),
            ("es", "Inicio > Noticias > Comarca"),
            ("it", "Home > Notizie > Cultura"),
            ("pl", "Strona główna > Wiadomości > Region"),
            ("ru", "Главная > Новости > Общество"),
            ("tr", "Ana Sayfa > Haberler > Yerel"),
            ("ar", "الرئيسية > أخبار > محليات"),
            ("fa", "صفحه اصلی > اخبار > استان‌ها"),
            ("ja", "ホーム > ニュース > 地域"),
            ("zh", "首页 > 新闻 > 地方"),
            ("id", "Beranda > Berita > Daerah"),
        ],
    );
}

#[test]
fn finds_menus() {
    const MENUS: &[(&str, &str)] = &[
        ("en", "Home\nNews\nSport\nWeather\nContact us"),
        ("de", "Startseite\nPolitik\nWirtschaft\nSport\nKultur"),
        ("fr", "Accueil\nPolitique\nÉconomie\nSport\nCulture"),
        ("es", "Inicio\nPolítica\nEconomía\nDeportes\nCultura"),
        ("it", "Home\nPolitica\nEconomia\nSport\nCultura"),
        ("pl", "Strona główna\nPolityka\nGospodarka\nSport\nKultura"),
        ("ru", "Главная\nПолитика\nЭкономика\nСпорт\nКультура"),
        ("tr", "Ana Sayfa\nGündem\nEkonomi\nSpor\nKültür"),
        ("ar", "الصفحة الرئيسية\nسياسة\nاقتصاد\nرياضة\nثقافة"),
        ("fa", "صفحه نخست\nسیاسی\nاقتصادی\nورزشی\nفرهنگی"),
        ("ja", "ホーム\n社会\n経済\nスポーツ\n天気"),
        ("zh", "首页\n国内\n国际\n财经\n体育"),
        ("ko", "홈\n정치\n경제\n사회\n스포츠"),
        ("id", "Beranda\nPolitik\nEkonomi\nOlahraga\nBudaya"),
    ];
    finds(Navigation, At::Top, MENUS);
    finds(Navigation, At::End, MENUS);
}

#[test]
fn finds_menus_on_one_line() {
    for at in [At::Top, At::End] {
        finds(
            Navigation,
            at,
            &[
                ("en", "Home News Sport Weather Business Culture"),
                ("en", "Home | News | Sport | Weather"),
                ("de", "Startseite Politik Wirtschaft Sport Kultur"),
                ("ru", "Главная Политика Экономика Спорт Культура"),
                ("es", "Inicio Política Economía Deportes Cultura"),
            ],
        );
    }
}

#[test]
fn finds_neighbours_with_their_headlines() {
    finds(
        Navigation,
        At::End,
        &[
            (
                "en",
                "Previous Article\nBeekeepers of the Tarrow valley count their losses\n\nNext Article\nNight buses return to Greater Hessing after a pause",
            ),
            (
                "en",
                "Previous post\nBeekeepers of the Tarrow valley count their losses\nNext post\nNight buses return to Greater Hessing after a pause",
            ),
            (
                "de",
                "Vorheriger Artikel\nImker am Mühlbach klagen über späten Frost\nNächster Artikel\nBus ins Tal fährt wieder jede Stunde",
            ),
            (
                "fr",
                "Article précédent\nLes apiculteurs comptent leurs pertes\nArticle suivant\nLe marché couvert rouvre après sept ans",
            ),
            (
                "es",
                "Artículo anterior\nLos apicultores cuentan sus pérdidas tras la helada\nArtículo siguiente\nVuelven los autobuses nocturnos a la comarca",
            ),
            (
                "it",
                "Articolo precedente\nGli apicoltori contano i danni della gelata\nArticolo successivo\nTornano gli autobus notturni nella valle",
            ),
            (
                "tr",
                "Önceki Haber\nArıcılar geç gelen donun zararını hesaplıyor\nSonraki Haber\nGece otobüsleri yeniden sefere çıkıyor",
            ),
        ],
    );
}

#[test]
fn finds_one_neighbour() {
    finds(
        Navigation,
        At::End,
        &[
            ("en", "Next article\nNight buses return to Greater Hessing after a pause"),
            ("de", "Nächster Artikel\nBus ins Tal fährt wieder jede Stunde"),
        ],
    );
}

#[test]
fn finds_the_name_of_the_site_that_is_known() {
    let (text, _) = page("en", At::Top, "The Skelmar Courier");
    let hints = Hints::new().site("The Skelmar Courier");
    let report = super::rules().report_with(&text, hints);
    assert_eq!(report.removed().iter().map(|removal| removal.kind).collect::<Vec<_>>(), [Navigation]);
}

#[test]
fn spares_a_single_short_line() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "Weather\n\nThe wind had been in the east for a week, and the old people said that nothing good would come of it.",
            ),
            (
                "de",
                "Kultur\n\nIm Saal des Gasthofs wird einmal im Monat ein Film gezeigt, und danach streiten alle über das Ende.",
            ),
            (
                "es",
                "Cultura\n\nEn la sala del molino se proyecta una película al mes, y después todos discuten sobre el final.",
            ),
            (
                "ru",
                "Культура\n\nРаз в месяц в клубе показывают кино, а после сеанса все до полуночи спорят, чем оно кончилось.",
            ),
            ("ja", "天気\n\nその週はずっと東風が吹き、年寄りたちは「ろくなことにならない」と言い合った。"),
        ],
    );
}

/// Three entries make a menu outside the body; two do not.
#[test]
fn spares_two_entries_where_three_are_found() {
    finds(Navigation, At::Top, &[("en", "Sport\nWeather\nBusiness"), ("ru", "Спорт\nПогода\nЭкономика")]);
    spares(At::Top, &[("en", "Sport\nWeather"), ("ru", "Спорт\nПогода")]);
}

#[test]
fn spares_lists_and_tables() {
    spares(
        At::Inside,
        &[
            ("en", "Skelmar 12 9 2 1 29\nTorsvik 12 8 2 2 26\nHessing 12 7 3 2 24"),
            ("en", "500 g of flour\n300 ml of buttermilk\n2 spoons of honey"),
            ("de", "500 g Mehl\n300 ml Buttermilch\n2 Löffel Honig"),
            ("es", "Mesa 1: Valdeluz\nMesa 2: Pedralva\nMesa 3: Montescuro"),
        ],
    );
}

#[test]
fn spares_results_with_dividers() {
    spares(
        At::Inside,
        &[
            ("en", "Skelmar | 12 | 29\nTorsvik | 12 | 26"),
            ("en", "Flour / oats / rye"),
            ("en", "salt → rope → wood"),
        ],
    );
}

#[test]
fn spares_the_line_below_a_share_bar() {
    let (text, first) = page(
        "en",
        At::Under,
        "Share this article\n\nEleven years after the storm, a bakery and a county made it possible",
    );
    assert_finds(&text, &[(first, ShareFollow)]);
}

#[test]
fn spares_the_end_of_the_article() {
    spares(
        At::End,
        &[
            ("en", "Hedda Marl will be there."),
            ("en", "The bakery is open daily"),
            ("de", "Fortsetzung folgt"),
            ("fr", "M. Q."),
        ],
    );
}

#[test]
fn spares_words_of_direction_in_sentences() {
    spares(
        At::Inside,
        &[
            ("en", "Next came the second boat."),
            ("en", "Previous attempts had failed"),
            ("en", "\"Next,\" said the clerk."),
            (
                "en",
                "The next article of the treaty forbids nets with meshes of less than nine centimetres, and nobody obeys it.",
            ),
        ],
    );
}

#[test]
fn finds_a_menu_whose_first_entry_is_unknown() {
    finds(Navigation, At::End, &[("ar", "الرئيسية\nسياسة\nاقتصاد\nرياضة\nثقافة")]);
}
