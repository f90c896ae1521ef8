//! Short articles of unusual build, in our own words, that must come out as they are.

use descrape::Cleaner;

const ARTICLES: [(&str, &str); 7] = [
    (
        "names and ages with a name that is a month elsewhere",
        "Thomas Greer, 78\nSam Oyelaran, 66\nThe town will remember them both, said the mayor on Sunday in the \
         crowded old church.\n",
    ),
    (
        "questions and headings on rights",
        "Was auf einer Seite stehen muss\n\nViele Betreiber fragen, welche Hinweise das Gesetz von ihnen verlangt, und \
         die Antwort ist kürzer als gedacht.\n\nMuss da ein © 2025 stehen?\n\nNein, der Schutz entsteht mit dem Werk, \
         und kein Zeichen ändert daran etwas.\n\nNachdruck verboten?\n\nAuch dieser Satz ist eine Bitte, denn verboten \
         ist der Nachdruck ohnehin, solange niemand zustimmt.\n\nAlle Rechte vorbehalten\n\nDie Formel stammt aus einem \
         alten Abkommen, das heute kaum noch jemand braucht.\n",
    ),
    (
        "a poem with the words of buttons",
        "The harbour light\n\nNobody\nread more\nin that light\nthan the gulls\n\nThey said\nfollow us,\nfollow us\nout \
         to the bar\n",
    ),
    (
        "a dialogue of short answers",
        "На кухне было тихо, и чайник давно остыл, но никто не вставал из-за стола.\n— Ещё чаю?\n— Ещё.\nОна налила ему \
         полную чашку, и они снова замолчали надолго.\n",
    ),
    (
        "a sub-heading that opens like a link",
        "村の図書館が新しくなりました。利用者は去年の二倍に増え、職員は忙しい毎日を送っています。\n\n続きを読むには\n\n\
         図書館で資料を見ることができます。開館時間は午前九時から午後六時までで、月曜日は休みです。\n",
    ),
    (
        "dates of a tour",
        "Band adds nine dates\n\nThe band adds nine dates to its tour, the singer said on Friday after a rehearsal in her \
         home town.\n\nJune 10 – Skelmar, Old Brewery Hall\nJune 14 – Port Ansley, Harbour Stage\nJune 17 – Torsvik, \
         Market Square\nJune 24 – Little Zavod, Opera House\n\nTickets go on sale next week, and the band asks its \
         listeners to come by train if they can.\n",
    ),
    (
        "sentences that name prayers",
        "The shop by the bridge has its own hours. Between Fajr, Dhuhr and Asr the shop stays open.\nHe sleeps through \
         Fajr and Dhuhr, but never Maghrib.\nThe neighbours have learnt to wait, and nobody minds the handwritten note \
         on the door.\n",
    ),
];

#[test]
fn articles_come_out_as_they_are() {
    let rules = Cleaner::builder().rules_only().build().unwrap();
    for cleaner in [Cleaner::new(), rules] {
        for (name, article) in ARTICLES {
            let report = cleaner.report(article);
            assert_eq!(report.text(), article, "{name}: {:?}", report.removed());
        }
    }
}
