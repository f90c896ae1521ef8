use super::*;
use crate::label::LineModel;
use crate::span::Span;

fn shipped() -> std::sync::Arc<LineModel> {
    LineModel::shipped().unwrap()
}

fn read(text: &str) -> String {
    Units::of(text, &shipped().breaks).text.into_owned()
}

/// Sentences that a scraper broke are whole, and what stands in lines of its own stays so.
#[test]
fn broken_sentences_are_joined_and_lines_are_not() {
    for (broken, whole) in [
        ("Home\nNews\nSport\nWeather\nJobs\nContact\n", "Home\nNews\nSport\nWeather\nJobs\nContact\n"),
        ("* one lamp\n* two oars\n* a rope\n", "* one lamp\n* two oars\n* a rope\n"),
        ("```\nlet a = 1,\nb = 2\n```\n", "```\nlet a = 1,\nb = 2\n```\n"),
        ("| a | b |\n| - | - |\n| c | d |\n", "| a | b |\n| - | - |\n| c | d |\n"),
        ("", ""),
        ("\n\n", "\n\n"),
        ("one", "one"),
    ] {
        assert_eq!(read(broken), whole, "{broken:?}");
    }
}

/// A page that was cut at its inline tags, as scrapers leave it.
#[test]
fn sentences_that_were_cut_at_tags_are_whole() {
    let mut text = String::from("Ferry to sail again\n");
    let names =
        ["Anna Holm", "Peter Lind", "Ada Marsh", "John Oake", "Martha King", "Tom Tarrant", "Edith Swan"];
    for (name, number) in names.into_iter().zip(3..) {
        text += &format!(
            "The keeper of lamp number {number},\n{name}\n, said on\nMonday\nthat the ferry to the islands would sail \
             again in {number} weeks, and that nobody had to wait any longer for it.\nThe old boat was sold to\n\
             a museum\nin 201{number}, and nobody has sailed it since then, as far as the harbour knows.\n"
        );
    }
    let whole = read(&text);
    let lines: Vec<&str> = whole.lines().collect();
    assert_eq!(lines[0], "Ferry to sail again");
    for sentence in [
        "Peter Lind , said on Monday that the ferry",
        "The old boat was sold to a museum in 2017, and nobody",
    ] {
        assert!(lines.iter().any(|line| line.contains(sentence)), "{whole}");
    }
    assert!(lines.len() <= names.len() * 2 + 3, "{whole}");
}

/// A paragraph of a width that terminals have is one unit, with either kind of line end.
#[test]
fn wrapped_paragraphs_are_joined() {
    let paragraph = "The council agreed on Tuesday to rebuild the wooden pier that collapsed in the\nwinter storms, \
                     and said that nobody had been hurt when it fell into the water at\nnight. Work is to begin in \
                     May, when the herring boats have left the harbour for\nthe season, and will take until autumn.\n";
    let text = format!("{paragraph}\n{paragraph}");
    let whole = read(&text);
    assert_eq!(whole.lines().filter(|line| !line.is_empty()).count(), 2, "{whole}");
    let crlf = text.replace('\n', "\r\n");
    let whole = read(&crlf);
    assert_eq!(whole.len(), crlf.len());
    assert_eq!(whole.lines().filter(|line| !line.trim().is_empty()).count(), 2, "{whole}");
}

/// Rewriting changes white space and nothing else, and each place that it names.
#[test]
fn rewriting_keeps_every_offset() {
    let text = "ab\r\ncd ef\ngh";
    let whole = rewritten(text, &[3], &[6]);
    assert_eq!(whole, "ab  cd\nef\ngh");
    assert_eq!(whole.len(), text.len());
    assert!(matches!(rewritten(text, &[], &[]), Cow::Borrowed(_)));
}

#[test]
fn words_lie_between_spaces() {
    let text = "x  Home News\tSport";
    let words: Vec<&str> = words::words(text, 0, text.len())
        .iter()
        .map(|word| Span::new(word.start, word.end).of(text))
        .collect();
    assert_eq!(words, ["x", "Home", "News", "Sport"]);
    assert_eq!(words::bucket("News,"), words::bucket("news"));
}

/// Without trees nothing is told of any break, and a text is what it is.
#[test]
fn a_model_without_trees_reads_lines() {
    let text = "The harbour master\n, Anna Holm, said that\nthe ferry would sail.\n".repeat(40);
    let units = Units::of(&text, &BreakModel::default());
    assert!(matches!(units.text, Cow::Borrowed(_)) && units.joins.is_empty() && units.splits.is_empty());
}

proptest::proptest! {
    /// Whatever a text is: its units have its length and its letters, and breaks are where spaces or breaks were.
    #[test]
    fn units_change_white_space_alone(text in "([a-zé雨,.]{0,9}[ \n\r]{0,2}|\\PC{0,4}){0,300}") {
        let units = Units::of(&text, &shipped().breaks);
        assert_eq!(units.text.len(), text.len());
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(letters(&units.text), letters(&text));
        assert!(units.joins.iter().all(|&at| text.as_bytes()[at] == b'\n'));
        assert!(units.splits.iter().all(|&at| matches!(text.as_bytes()[at], b' ' | b'\t')));
    }
}
