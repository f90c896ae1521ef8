//! Comments: headings, forms and rules around what readers write.

use super::NoiseKind::Comments;
use super::*;

const PROMPTS: &[(&str, &str)] = &[
    ("en", "Leave a comment"),
    ("en", "Leave a Reply"),
    ("en", "22 comments"),
    ("en", "Be the first to comment"),
    ("de", "Kommentar schreiben"),
    ("de", "12 Kommentare"),
    ("fr", "Laisser un commentaire"),
    ("es", "Deja un comentario"),
    ("it", "Lascia un commento"),
    ("pt", "Deixe um comentário"),
    ("nl", "Laat een reactie achter"),
    ("pl", "Dodaj komentarz"),
    ("ru", "Оставить комментарий"),
    ("tr", "Yorum yap"),
    ("ar", "أضف تعليقك"),
    ("fa", "ارسال نظر"),
    ("ja", "コメントを書く"),
    ("zh", "发表评论"),
    ("id", "Tulis komentar"),
];

#[test]
fn finds_prompts() {
    finds(Comments, At::End, PROMPTS);
}

#[test]
fn finds_forms() {
    finds(
        Comments,
        At::End,
        &[
            ("en", "Leave a Reply\nRequired fields are marked *"),
            ("en", "Comments are closed."),
            ("en", "You must be logged in to post a comment."),
        ],
    );
}

#[test]
fn finds_counts() {
    finds(
        Comments,
        At::Under,
        &[
            ("en", "0 Comments"),
            ("en", "Comments (7)"),
            ("fr", "3 commentaires"),
            ("ru", "5 комментариев"),
            ("es", "14 comentarios"),
        ],
    );
}

#[test]
#[ignore = "misses: rules that are whole sentences score 690 behind the body"]
fn finds_rules() {
    finds(
        Comments,
        At::End,
        &[
            ("en", "Comments that violate the rules of the house will be removed without further notice."),
            ("en", "The comments are moderated, so it may take some time until yours appears on this page."),
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
                "Comment\n\nThe county should have paid for the ramp long ago, and it should not have needed a bakery to say so.",
            ),
            (
                "de",
                "Kommentar\n\nDas Land hätte längst handeln müssen, und es ist kein Ruhmesblatt, dass Eltern selbst streichen mussten.",
            ),
        ],
    );
}

#[test]
fn spares_paragraphs_about_comments() {
    spares(
        At::Inside,
        &[
            (
                "en",
                "The comments of the council on the plan fill eleven pages, and most of them concern the colour of the doors.",
            ),
            (
                "fr",
                "Les commentaires des voisins remplissent un cahier entier, et presque tous demandent que l'horloge se taise la nuit.",
            ),
            (
                "ru",
                "Комментарии жителей к проекту заняли одиннадцать страниц, и почти все они касались цвета новых перил.",
            ),
            (
                "es",
                "Los comentarios de los vecinos llenan un cuaderno, y casi todos piden que se arregle primero el camino.",
            ),
        ],
    );
}

#[test]
fn spares_what_readers_wrote() {
    let (text, first) = page(
        "en",
        At::End,
        "2 comments
Well done, Skelmar! My grandfather rowed on the old boat and would have been proud of every one of you.
I drove past on Sunday and the doors were open, so the coxswain let us look around for an hour.",
    );
    assert_finds(&text, &[(first, Comments)]);
}

#[test]
fn spares_quotes_and_answers() {
    spares(
        At::Inside,
        &[
            ("en", "\"No comment,\" said the harbour master."),
            ("en", "The ministry declined to comment."),
            ("en", "Reply came within a week"),
        ],
    );
}

#[test]
fn spares_letters_to_the_editor() {
    assert_spares(
        "Letters: what our readers say about the ramp

It is too steep for anyone over fifty, and I speak from a sprained ankle. Why was nobody from the village asked before it was poured?

Nella Forsyke, Mill Lane

I have slid down it four times now and would like to thank those who built it. The children of the whole street agree with me.

Edric Pallow, Cobbler's Row
",
    );
}

#[test]
#[ignore = "misses: it is taken for the form of a newsletter"]
fn finds_the_line_on_addresses() {
    finds(
        Comments,
        At::End,
        &[
            ("en", "Your email address will not be published. Required fields are marked *"),
            ("de", "Ihre E-Mail-Adresse wird nicht veröffentlicht."),
            ("fr", "Votre adresse e-mail ne sera pas publiée."),
        ],
    );
}
