//! Related headlines: blocks that a heading opens, alternation with dates, inline teasers.

use super::NoiseKind::RelatedHeadlines;
use super::*;

#[test]
fn finds_lists_below_a_heading() {
    finds(
        RelatedHeadlines,
        At::End,
        &[
            (
                "en",
                "Related articles\nFerry crews ask for a longer winter break\nNight buses return to Greater Hessing after a pause",
            ),
            (
                "en",
                "MORE ON THEME\nFerry crews ask for a longer winter break\nBeekeepers of the Tarrow valley count their losses",
            ),
            (
                "de",
                "Lesen Sie auch\nBus ins Tal fährt wieder jede Stunde\nImker am Mühlbach klagen über späten Frost",
            ),
            (
                "fr",
                "À lire aussi\nLe marché couvert rouvre après sept ans de travaux\nLes apiculteurs comptent leurs pertes après le gel",
            ),
            (
                "es",
                "Noticias relacionadas\nLos apicultores cuentan sus pérdidas tras la helada\nVuelven los autobuses nocturnos a la comarca",
            ),
            (
                "it",
                "Leggi anche\nGli apicoltori contano i danni della gelata\nTornano gli autobus notturni nella valle",
            ),
            (
                "ru",
                "Читайте также\nПчеловоды подсчитывают убытки после заморозков\nНочные автобусы возвращаются в райцентр",
            ),
            (
                "tr",
                "Benzer haberler\nArıcılar geç gelen donun zararını hesaplıyor\nGece otobüsleri yeniden sefere çıkıyor",
            ),
            (
                "ar",
                "اقرأ أيضاً\nمزارعو وادي الريحان يبدأون موسم قطف اللوز\nافتتاح مكتبة عامة في قرية أم الزيزفون",
            ),
            ("fa", "اخبار مرتبط\nبرداشت زعفران در دشت مهران‌کوه آغاز شد\nراه روستایی گل‌دره آسفالت می‌شود"),
            (
                "pl",
                "Czytaj także\nPszczelarze liczą straty po późnych przymrozkach\nNocne autobusy wracają na trasę do miasta",
            ),
            (
                "id",
                "Baca juga\nPeternak lebah menghitung kerugian akibat hujan\nBus malam kembali beroperasi di kabupaten",
            ),
            ("ja", "関連記事\n沼代市でリンゴの収穫が始まる\n山あいの分校、最後の運動会"),
            ("zh", "相关新闻\n柳河镇今年苹果喜获丰收\n山区小学举行最后一次运动会"),
        ],
    );
}

#[test]
fn finds_lists_of_the_most_read() {
    finds(
        RelatedHeadlines,
        At::End,
        &[
            (
                "en",
                "Most read\n1. Ferry crews ask for a longer winter break\n2. Night buses return to Greater Hessing\n3. Gorge bridge closed after rockfall",
            ),
            (
                "de",
                "Meistgelesen\n1 Bus ins Tal fährt wieder jede Stunde\n2 Imker klagen über späten Frost\n3 Brücke am Pass bleibt gesperrt",
            ),
            (
                "fr",
                "Les plus lus\n1. Le marché couvert rouvre après sept ans\n2. Les apiculteurs comptent leurs pertes",
            ),
            (
                "es",
                "Lo más leído\n1. Los apicultores cuentan sus pérdidas\n2. Vuelven los autobuses nocturnos a la comarca",
            ),
        ],
    );
}

#[test]
fn finds_bullets_and_marks_of_emphasis() {
    finds(
        RelatedHeadlines,
        At::End,
        &[
            (
                "en",
                "Related stories\n• Ferry crews ask for a longer winter break\n• Gorge bridge closed after rockfall",
            ),
            (
                "en",
                "MORE ON THEME\n**Ferry crews ask for a longer winter break**\n**Gorge bridge closed for a week after rockfall**",
            ),
        ],
    );
}

#[test]
fn finds_headlines_between_dates() {
    let list = "MORE ON THEME
Wed, 02 Apr 2025 09:15:30 +0300
**Grain growers on the Osk plain demand more wagons**
Wed, 02 Apr 2025 09:15:30 +0300
Tue, 01 Apr 2025 18:02:11 +0300
Railway union in Velderan calls off its spring strike
Tue, 01 Apr 2025 18:02:11 +0300
Mon, 31 Mar 2025 07:44:52 +0300
**Gorge bridge closed for a week after rockfall**
Mon, 31 Mar 2025 07:44:52 +0300";
    finds(RelatedHeadlines, At::End, &[("en", list)]);
    finds(RelatedHeadlines, At::Inside, &[("en", list)]);
    let (_, without_heading) = list.split_once('\n').expect("a heading");
    finds(RelatedHeadlines, At::End, &[("en", without_heading)]);
    finds(RelatedHeadlines, At::Inside, &[("en", without_heading)]);
}

#[test]
fn finds_headlines_with_a_date_below_each() {
    finds(
        RelatedHeadlines,
        At::End,
        &[
            (
                "en",
                "Latest news\nFerry crews ask for a longer winter break\n3 hours ago\nGorge bridge closed after rockfall\n5 hours ago\nNight buses return to Greater Hessing\n1 day ago",
            ),
            (
                "ru",
                "Последние новости\nПчеловоды подсчитывают убытки\n21.03.2025\nНочные автобусы возвращаются\n20.03.2025\nМост у ущелья закрыт на неделю\n19.03.2025",
            ),
            (
                "es",
                "Últimas noticias\nLos apicultores cuentan sus pérdidas\n21/03/2025\nVuelven los autobuses nocturnos\n20/03/2025",
            ),
        ],
    );
}

#[test]
fn finds_teasers_on_one_line() {
    finds(
        RelatedHeadlines,
        At::Inside,
        &[
            ("en", "Read also: Ferry crews ask for a longer winter break"),
            ("en", "RELATED: Gorge bridge closed for a week after rockfall"),
            ("de", "Lesen Sie auch: Bus ins Tal fährt wieder jede Stunde"),
            ("fr", "À lire aussi : Les apiculteurs comptent leurs pertes"),
            ("es", "Lea también: Vuelven los autobuses nocturnos a la comarca"),
            ("it", "Leggi anche: Tornano gli autobus notturni nella valle"),
            ("ru", "Читайте также: Ночные автобусы возвращаются в райцентр"),
            ("ar", "اقرأ أيضاً: افتتاح مكتبة عامة في قرية أم الزيزفون"),
            ("id", "Baca juga: Bus malam kembali beroperasi di kabupaten"),
            ("pl", "Czytaj także: Nocne autobusy wracają na trasę do miasta"),
        ],
    );
}

#[test]
fn finds_a_block_inside_until_prose_returns() {
    let list = "Related articles\n• Ferry crews ask for a longer winter break\n• Gorge bridge closed after rockfall\n• Night buses return to Greater Hessing";
    finds(RelatedHeadlines, At::Inside, &[("en", list)]);
    let (text, _) = page("en", At::Inside, list);
    assert_eq!(super::rules().report(&text).related_headlines().len(), 3);
}

/// A heading alone condemns nothing that follows it.
#[test]
fn spares_prose_below_a_heading() {
    let heading = "Recommended reading";
    let (text, first) = page("en", At::Inside, heading);
    assert_finds(&text, &[(first, RelatedHeadlines)]);
    for lang in ["en", "de", "ru", "ar", "ja"] {
        let (text, first) = page(lang, At::Inside, "Read also: Ferry crews ask for a longer winter break");
        assert_finds(&text, &[(first, RelatedHeadlines)]);
    }
}

#[test]
fn spares_the_subheading_above_returning_prose() {
    let (text, first) = page(
        "en",
        At::Inside,
        "Related articles
• Ferry crews ask for a longer winter break
• Gorge bridge closed after rockfall

A tractor and a road

What is still missing costs less than what has been built already, but nobody has ever started a collection for a drain.",
    );
    assert_finds(
        &text,
        &[(first, RelatedHeadlines), (first + 1, RelatedHeadlines), (first + 2, RelatedHeadlines)],
    );
}

#[test]
fn spares_subheadings_and_standfirsts() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "A tractor is still missing\n\nWhat is still missing costs less than what has been built already, said the treasurer of the crew.",
            ),
            (
                "de",
                "Ein Apfel für jedes Kind\n\nDie Lehrerin hatte die Äpfel selbst gepflückt, und zwei Kinder bissen noch vor der ersten Stunde hinein.",
            ),
            (
                "ru",
                "Пироги и гармонь\n\nПраздник готовили всем посёлком, и к полудню на пристани не осталось ни одного пустого стола.",
            ),
            (
                "ja",
                "一脚ずつ張り替えたいす\n\n布は村の人たちが持ち寄ったもので、着物や暖簾だったものもある。座ると懐かしいにおいがするという。",
            ),
        ],
    );
    spares(At::Under, &[("en", "Eleven years after the storm, a bakery and a county made it possible")]);
}

#[test]
fn spares_lists_of_the_article() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "What the crew still needs:\n• a tractor with a long arm and new tyres\n• a drain below the road to the ramp\n• forty metres of rope for the second boat",
            ),
            (
                "en",
                "1. The doors were painted by the school\n2. The ramp was poured in a single night\n3. The bell came from a wreck",
            ),
            (
                "de",
                "- ein Dach ohne Löcher und Flecken\n- ein Bus, der auch im Winter fährt\n- ein Ball, der nicht im Bach landet",
            ),
        ],
    );
}

#[test]
fn spares_tables_of_sport() {
    spares(
        At::Inside,
        &[
            ("en", "Skelmar 3 Port Ansley 1\nTorsvik 0 Little Zavod 0\nHessing 2 Aldermouth 2"),
            ("es", "Valdeluz 2 - Pedralva 1\nRío Seco 0 - El Soto 0\nLa Vega 3 - Montescuro 3"),
        ],
    );
}

#[test]
fn spares_an_interview() {
    assert_spares(
        "\"I still hear the old boat at night\"

Hedda Marl has been coxswain of Skelmar for nineteen years. She talks about fear, about soup and about the sound of wood.

Do you remember your first launch?

\"As if it had been this morning. I wore my brother's boots, and one of them stayed in the harbour for ever.\"

What has changed since then?

\"The boats are faster and the coffee is better. The sea has not changed, and neither have the people who fall into it.\"

Will you retire one day?

\"When somebody else can make the soup. I have been showing them how for nineteen years, and nobody takes notes.\"
",
    );
}

#[test]
fn spares_a_poem() {
    assert_spares(
        "Inventory of a harbour in winter

Eleven boats beneath a single sheet of snow
Three gulls that argue over who may go
A rope that has forgotten what it tied
A ladder going down into the tide
One lamp that nobody has come to light
And all the rest of it is only night
",
    );
}

#[test]
#[ignore = "misses: taken for \"read more\", or for a teaser with one headline"]
fn finds_lists_below_a_heading_of_another_cue() {
    finds(
        RelatedHeadlines,
        At::End,
        &[
            (
                "de",
                "Mehr zum Thema\nBus ins Tal fährt wieder jede Stunde\nImker am Mühlbach klagen über späten Frost",
            ),
            (
                "tr",
                "İlgili haberler\nArıcılar geç gelen donun zararını hesaplıyor\nGece otobüsleri yeniden sefere çıkıyor",
            ),
        ],
    );
}
