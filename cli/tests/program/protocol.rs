//! What other programs call `descrape` by, and what they read: bytes that stay as they are for good. New fields and
//! options come beside these, so a test that fails here is a change that breaks somebody.

use crate::runner::{run, stderr, stdout};

/// Runs a task on `input`, which has to go well, and gives what is printed.
fn answers(task: &str, args: &[&str], input: &str) -> String {
    let output = run(task, args, input);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{args:?}");
    stdout(&output).to_owned()
}

#[test]
fn clean_reads_and_writes_json_lines() {
    let page = r#"{"id":"a/1","text":"Advertisement\nRain in the north\nBy Ada Brook\n\nIt rained in the north on Tuesday, and the river rose by a metre, said the mayor of the town.\nShare this article\n","site":"rain.example","title":"Rain in the north","lang":"en"}"#;
    let cleaned = r#"{"id":"a/1","text":"Rain in the north\nIt rained in the north on Tuesday, and the river rose by a metre, said the mayor of the town.\n","removed":["#;
    let headline =
        r#"],"headline":[14,31],"byline":[32,44],"dateline":null,"related_headlines":[],"settled":true}"#;
    for policy in [&[][..], &["--policy", "balanced"], &["--policy", "strict"], &["--learn-sites"]] {
        let answer = answers("clean", &[&["--jsonl"], policy].concat(), page);
        assert!(answer.starts_with(cleaned), "{policy:?}: {answer}");
        assert!(answer.ends_with(&format!("{headline}\n")), "{policy:?}: {answer}");
        assert!(answer.contains(r#"{"start":0,"end":14,"kind":"advertising","score":"#), "{answer}");
        assert!(answer.contains(r#"{"start":140,"end":159,"kind":"share_follow","score":"#), "{answer}");
    }
    let gentle = answers("clean", &["--jsonl", "--policy", "gentle"], page);
    assert!(gentle.contains(r#""text":"Rain in the north\nBy Ada Brook\n\nIt rained"#), "{gentle}");
    assert_eq!(answers("clean", &["--jsonl"], ""), "");
}

#[test]
fn clean_reports_on_files() {
    let pages = ["german-page.txt", "prayer-menu.txt"]
        .map(|page| format!("{}/../examples/pages/{page}", env!("CARGO_MANIFEST_DIR")));
    let report = answers("clean", &["--report", &pages[0], &pages[1]], "");
    for page in &pages {
        assert!(report.contains(&format!("{page}\n")), "{report}");
    }
    assert!(report.contains("All 2 files"), "{report}");
}

#[test]
fn dedup_pairs_reads_and_writes_json_lines() {
    let pairs = "{\"id\":1.50,\"a\":\"Snow closes three roads\",\"b\":\"SNOW closes three roads!\"}\n\
                 {\"id\":{\"n\":2},\"a\":\"Snow\",\"b\":\"Rain\",\"lang\":\"en\"}\n";
    for preset in ["headlines", "documents"] {
        let answer = answers("dedup", &["pairs", "--jsonl", "--preset", preset], pairs);
        assert_eq!(
            answer,
            "{\"id\":1.50,\"score\":1000,\"dup\":true}\n{\"id\":{\"n\":2},\"score\":0,\"dup\":false}\n"
        );
        let explained = answers("dedup", &["pairs", "--jsonl", "--preset", preset, "--explain"], pairs);
        let first = r#"{"id":1.50,"score":1000,"dup":true,"reasons":["the same after folding"],"signs":{}}"#;
        assert!(explained.starts_with(first), "{explained}");
        let near =
            r#"{"id":3,"a":"Ferry fire kills three off Aldersund","b":"Ferry fire kills 13 off Aldersund"}"#;
        let explained = answers("dedup", &["pairs", "--jsonl", "--preset", preset, "--explain"], near);
        for part in [
            r#"{"id":3,"score":"#,
            r#","dup":false,"reasons":[""#,
            r#""numbers differ (1)""#,
            r#""],"signs":{""#,
        ] {
            assert!(explained.contains(part), "{part}: {explained}");
        }
    }
}

#[test]
fn dedup_cluster_reads_and_writes_json_lines() {
    let texts = "{\"id\":\"x\",\"text\":\"Snow closes three roads\"}\n{\"id\":7,\"text\":\"The mill was sold\"}\n\
                 {\"id\":null,\"text\":\"Snow closes three roads!\"}\n";
    for preset in ["headlines", "documents"] {
        let answer = answers("dedup", &["cluster", "--jsonl", "--preset", preset], texts);
        let expected =
            "{\"id\":\"x\",\"cluster\":\"x\"}\n{\"id\":7,\"cluster\":7}\n{\"id\":null,\"cluster\":\"x\"}\n";
        assert_eq!(answer, expected, "{preset}");
        let explained = answers("dedup", &["cluster", "--jsonl", "--preset", preset, "--explain"], texts);
        let expected = "{\"id\":\"x\",\"cluster\":\"x\",\"leader\":\"x\",\"because\":null,\"score\":null}\n\
                        {\"id\":7,\"cluster\":7,\"leader\":7,\"because\":null,\"score\":null}\n\
                        {\"id\":null,\"cluster\":\"x\",\"leader\":\"x\",\"because\":\"x\",\"score\":1000}\n";
        assert_eq!(explained, expected, "{preset}");
    }
}

#[test]
fn the_exit_status_tells_bad_input_from_a_bad_command_line() {
    for (task, args, input, status) in [
        ("clean", &["--jsonl"][..], "{\"id\":1}\n", 1),
        ("clean", &["no-such-file"], "", 1),
        ("clean", &["--jsonl", "--policy", "soft"], "", 2),
        ("dedup", &["pairs", "--jsonl"], "[]\n", 1),
        ("dedup", &["cluster", "--jsonl", "--preset", "titles"], "", 2),
        ("train", &["no-such-file", "--folds", "2"], "", 1),
        ("train", &["no-such-file"], "", 2),
        ("frobnicate", &[], "", 2),
        ("--help", &[], "", 0),
    ] {
        let output = run(task, args, input);
        assert_eq!(output.status.code(), Some(status), "{task} {args:?}: {}", stderr(&output));
        assert_eq!(stderr(&output).is_empty(), status == 0, "{task} {args:?}");
    }
}
