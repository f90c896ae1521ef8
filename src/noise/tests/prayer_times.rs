//! Prayer times: runs of three or more different names.

use super::NoiseKind::PrayerTimes;
use super::*;

/// Menus of names, in the languages that have their own.
const MENUS: &[(&str, &str)] = &[
    ("en", "• Fajr\n• Sunrise\n• Dhuhr\n• Asr\n• Maghrib\n• Isha"),
    ("en", "Fajr\nZuhr\nAsr\nMagrib\nIsha"),
    ("ar", "الفجر\nالشروق\nالظهر\nالعصر\nالمغرب\nالعشاء"),
    ("tr", "İmsak\nGüneş\nÖğle\nİkindi\nAkşam\nYatsı"),
    ("id", "- Subuh\n- Zuhur\n- Asar\n- Magrib\n- Isya"),
    ("fa", "اذان صبح\nطلوع آفتاب\nاذان ظهر\nغروب آفتاب\nاذان مغرب"),
    ("ur", "فجر\nظہر\nعصر\nمغرب\nعشاء"),
    ("ru", "Фаджр\nВосход\nЗухр\nАср\nМагриб\nИша"),
    ("fr", "Fajr\nDohr\nAsr\nMaghreb\nIsha"),
];

#[test]
fn finds_menus_of_names() {
    finds(PrayerTimes, At::Top, MENUS);
    finds(PrayerTimes, At::End, MENUS);
}

#[test]
fn finds_menus_between_paragraphs() {
    finds(PrayerTimes, At::Inside, MENUS);
}

#[test]
fn finds_names_with_times() {
    finds(
        PrayerTimes,
        At::Top,
        &[
            ("en", "Fajr 04:52\nSunrise 06:14\nDhuhr 12:07\nAsr 15:29\nMaghrib 17:59\nIsha 19:18"),
            ("en", "Fajr: 4.52 am\nDhuhr: 12.07 pm\nAsr: 3.29 pm"),
            ("en", "05:12 Fajr\n12:40 Dhuhr\n16:02 Asr"),
            ("ar", "الفجر ٤:٥٢\nالظهر ١٢:٠٧\nالعصر ٣:٢٩\nالمغرب ٥:٥٩"),
            ("fa", "اذان صبح: ۰۴:۳۱\nطلوع آفتاب: ۰۶:۰۲\nاذان ظهر: ۱۲:۰۹\nاذان مغرب: ۱۸:۳۳"),
            ("tr", "İmsak 05:12\nGüneş 06:41\nÖğle 13:02\nİkindi 16:27"),
            ("id", "• Subuh 04.31 WIB\n• Zuhur 11.52 WIB\n• Asar 15.14 WIB"),
            ("ur", "فجر ۴:۵۲\nظہر ۱۲:۰۷\nعصر ۳:۲۹"),
            ("de", "Fadschr 05:12\nDhuhr 13:02\nAsr 16:27\nMaghrib 19:40"),
        ],
    );
}

#[test]
fn finds_times_on_lines_of_their_own() {
    finds(
        PrayerTimes,
        At::Top,
        &[
            ("en", "Fajr\n04:52\nDhuhr\n12:07\nAsr\n15:29"),
            ("id", "Subuh\n04:31\n\nZuhur\n11:52\n\nAsar\n15:14"),
        ],
    );
}

#[test]
fn finds_names_on_one_line() {
    finds(
        PrayerTimes,
        At::End,
        &[
            ("en", "Fajr Dhuhr Asr Maghrib Isha"),
            ("en", "Fajr 04:52 | Dhuhr 12:07 | Asr 15:29"),
            ("ar", "الفجر ٤:٥٢ - الظهر ١٢:٠٧ - العصر ٣:٢٩ - المغرب ٥:٥٩ - العشاء ٧:١٨"),
            ("tr", "İmsak 05:12 Güneş 06:41 Öğle 13:02 İkindi 16:27 Akşam 19:11 Yatsı 20:34"),
            ("fa", "اذان صبح ۰۴:۳۱ | اذان ظهر ۱۲:۰۹ | اذان مغرب ۱۸:۳۳"),
            ("id", "Subuh 04.31 • Zuhur 11.52 • Asar 15.14 • Magrib 17.58"),
        ],
    );
}

#[test]
fn finds_names_on_one_line_with_commas() {
    finds(PrayerTimes, At::End, &[("en", "Fajr 04:52, Dhuhr 12:07, Asr 15:29, Maghrib 17:59")]);
}

#[test]
fn finds_the_heading_over_the_names() {
    finds(
        PrayerTimes,
        At::Top,
        &[
            ("en", "Prayer Times\nFajr 04:52\nDhuhr 12:07\nAsr 15:29"),
            ("ar", "مواقيت الصلاة\nالفجر\nالظهر\nالعصر"),
            ("tr", "Namaz Vakitleri\nİmsak 05:12\nGüneş 06:41\nÖğle 13:02"),
            ("id", "Jadwal Sholat\nSubuh\nZuhur\nAsar"),
        ],
    );
}

/// The boundary: three names are a run, two are not.
#[test]
fn finds_three_names_where_two_are_spared() {
    for at in [At::Top, At::Inside, At::End] {
        finds(PrayerTimes, at, &[("en", "Fajr\nDhuhr\nAsr"), ("en", "Fajr 04:52 Dhuhr 12:07 Asr 15:29")]);
        spares(at, &[("en", "Fajr\nDhuhr"), ("en", "Fajr 04:52 Dhuhr 12:07")]);
        spares(at, &[("ar", "الفجر\nالظهر"), ("fa", "اذان صبح ۰۴:۳۱\nاذان ظهر ۱۲:۰۹")]);
    }
}

#[test]
fn spares_a_name_that_is_only_repeated() {
    spares(At::Inside, &[("en", "Iftar\nIftar\nIftar"), ("tr", "Güneş\nGüneş\nGüneş")]);
    spares(At::Inside, &[("en", "Fajr 04:52\nFajr 04:53\nFajr 04:54\nDhuhr 12:07")]);
}

#[test]
fn spares_sentences_that_name_three_prayers() {
    spares(
        At::Inside,
        &[
            ("en", "The call rings out at Fajr, at Maghrib and at Isha, and the traffic stops each time."),
            (
                "ar",
                "تغلق المحال أبوابها عند صلاة الظهر والعصر والمغرب، ثم تعود إلى العمل حتى ساعة متأخرة من الليل.",
            ),
            (
                "tr",
                "Çarşıdaki dükkânlar öğle, ikindi ve akşam ezanında kısa bir süre için kapanır, sonra yeniden açılırdı.",
            ),
            (
                "id",
                "Para pedagang menutup lapak saat Zuhur, Asar, dan Magrib, lalu membukanya kembali sampai larut malam.",
            ),
            (
                "de",
                "Der Ruf erklang zu Fadschr, zu Maghrib und zu Ischa, und jedes Mal wurde es still im Basar.",
            ),
        ],
    );
}

#[test]
fn spares_sun_and_moon_of_a_weather_report() {
    spares(
        At::Inside,
        &[
            ("en", "Sunrise 06:12\nSunset 18:40\nHigh tide 11:05"),
            (
                "en",
                "Sunrise\n\nThe fishermen were already out beyond the second buoy when the light came up over the bay.",
            ),
            ("ru", "Восход 06:12\nЗакат 18:40\nДавление 745 мм"),
        ],
    );
}

#[test]
fn spares_subheadings_of_an_article_about_a_fast() {
    assert_spares(
        "A day of fasting in the old quarter

The kitchen of the Dorrabi family wakes up long before the street does. Imane warms the bread while her sons are still asleep.

Suhoor

There is little talk at this hour. Everyone drinks as much water as they can, and the youngest is allowed an extra spoon of honey.

Iftar

When the cannon sounds over the river, the whole street falls silent. Then come dates, soup and the noise of forty families at once.

Taraweeh

Later the men walk to the square, and the children carry lamps. Nobody goes to bed before midnight.
",
    );
}

#[test]
fn spares_plain_words_of_a_poem() {
    assert_spares("Four lines for the harbour\n\nSunrise\nthe nets are wet\nSunset\nthe nets are full\n");
}

#[test]
fn finds_the_last_time_in_other_digits() {
    finds(
        PrayerTimes,
        At::Inside,
        &[
            ("ar", "الفجر\n٤:٥٢\nالظهر\n١٢:٠٧\nالعصر\n٣:٢٩"),
            ("fa", "اذان صبح\n۰۴:۳۱\nاذان ظهر\n۱۲:۰۹\nاذان مغرب\n۱۸:۳۳"),
        ],
    );
}

#[test]
fn spares_short_sentences_that_name_three_prayers() {
    spares(
        At::Inside,
        &[
            ("en", "Between Fajr, Dhuhr and Asr the shop stays open."),
            ("en", "He sleeps through Fajr and Dhuhr, but never Maghrib."),
        ],
    );
}

#[test]
#[ignore = "misses: the run starts at the first name"]
fn finds_times_before_the_names() {
    finds(
        PrayerTimes,
        At::Inside,
        &[("en", "04:52\nFajr\n12:07\nDhuhr\n15:29\nAsr"), ("ar", "٤:٥٢\nالفجر\n١٢:٠٧\nالظهر\n٣:٢٩\nالعصر")],
    );
}
