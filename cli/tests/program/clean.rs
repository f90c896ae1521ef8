//! `descrape clean`: arguments, files and pipes.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::runner::{self, directory, file, stderr, stdout};

const PAGE: &str = "Advertisement\n\
    \n\
    Rain is expected in the north by Friday, the weather service said on Tuesday.\n\
    Share this article\n";
const PROSE: &str = "Rain is expected in the north by Friday, the weather service said on Tuesday.\n";

/// Runs the program with these arguments and this standard input.
fn run<A: AsRef<OsStr>>(args: &[A], stdin: impl AsRef<[u8]>) -> Output {
    runner::run("clean", args, stdin)
}

#[test]
fn standard_input_is_cleaned_to_standard_output() {
    for args in [&[][..], &["-"], &["--policy", "strict"], &["--policy=gentle"], &["--lang", "en"]] {
        let output = run(args, PAGE);
        assert_eq!((stdout(&output), output.status.code()), (PROSE, Some(0)), "{args:?}");
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn kept_kinds_stay() {
    let output = run(&["--keep", "advertising", "--keep", "share_follow"], PAGE);
    assert_eq!(stdout(&output), PAGE);
}

#[test]
fn files_come_one_after_another_with_a_blank_line_between() {
    let directory = directory("files");
    let one = file(&directory, "one.txt", PAGE);
    let two = file(&directory, "two.txt", PAGE.trim_end());
    let three = file(&directory, "three.txt", "Sun.");
    let output = run(&[&one, &three, &two], "");
    assert_eq!(stdout(&output), format!("{PROSE}\nSun.\n\n{PROSE}"));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn empty_input_is_no_error() {
    for args in [&[][..], &["--report"], &["--html", "-"], &["--jsonl"]] {
        let output = run(args, "");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(stderr(&output), "", "{args:?}");
    }
    assert_eq!(stdout(&run::<&str>(&[], "")), "");
    assert_eq!(stdout(&run(&["--jsonl"], "\n \n")), "");
    assert!(stdout(&run(&["--report"], "")).contains("0 lines kept, 0 removed"));
}

#[test]
fn the_report_names_lines_kinds_and_reasons() {
    let directory = directory("report");
    let one = file(&directory, "one.txt", PAGE);
    let two = file(&directory, "two.txt", PAGE);
    let output = run(&[OsStr::new("--report"), one.as_os_str(), two.as_os_str()], "");
    let report = stdout(&output);
    let row =
        |kind: &str| report.lines().find(|line| line.contains(kind)).unwrap_or_else(|| panic!("{report}"));
    let advertising: Vec<&str> = row("advertising").split_whitespace().collect();
    assert_eq!(advertising[..2], ["1-2", "advertising"], "{report}");
    assert!((1..=1000).contains(&advertising[2].parse::<u32>().unwrap()));
    assert!(row("advertising").contains("phrase found: \"Advertisement\""), "{report}");
    assert!(row("share_follow").trim_start().starts_with("4 "), "{report}");
    assert!(report.contains("1 line kept, 2 removed; 78 bytes kept, 34 removed"), "{report}");
    assert!(report.contains("headline: ") && report.contains("related headlines: 0"), "{report}");
    assert!(report.contains("All 2 files") && report.contains("2 lines kept, 4 removed"), "{report}");
    assert!(!report.contains('\x1b'), "no colour in a pipe: {report}");
}

#[test]
fn reports_stay_within_the_columns_and_do_not_steer_the_terminal() {
    let text = format!("{PROSE}Share this article\x1b[2J \u{202e}{}\nAdvertisement 広告\n", "と".repeat(10));
    for columns in [60, 80, 100] {
        let output = Command::new(runner::PROGRAM)
            .args(["clean", "--report", "--policy", "strict"])
            .arg(file(&directory(&format!("columns_{columns}")), "page.txt", &text).file_name().unwrap())
            .current_dir(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("program_columns_{columns}")))
            .env("COLUMNS", columns.to_string())
            .output()
            .unwrap();
        let report = stdout(&output);
        assert!(!report.contains(['\x1b', '\u{202e}']), "{report}");
        for line in
            report.lines().filter(|line| line.contains("share_follow") || line.contains("advertising"))
        {
            let wide = line.chars().filter(|&c| c > '\u{2e80}' && c != '\u{fffd}').count();
            assert!(line.chars().count() + wide <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn the_page_is_escaped_and_stands_alone() {
    let directory = directory("html");
    let name = if cfg!(windows) { "a&b.txt" } else { "a<script>&\"b'.txt" };
    let text =
        format!("{PAGE}<script>alert(1)</script> & \"more\" was written on the wall of the town hall.\n");
    let source = file(&directory, name, text);
    let page = directory.join("page.html");
    let output = run(&[OsStr::new("--html"), page.as_os_str(), source.as_os_str()], "");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let html = fs::read_to_string(&page).unwrap();
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"), "{html}");
    assert!(html.contains(if cfg!(windows) {
        "a&amp;b.txt"
    } else {
        "a&lt;script&gt;&amp;&quot;b&#39;.txt"
    }));
    for outside in ["http://", "https://", "src=", "url(", "@import", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("dir=\"auto\""));
    assert!(html.contains("title=\"advertising, score "), "{html}");
    assert!(html.contains("phrase found: &quot;Advertisement&quot;"), "{html}");
    assert!(html.starts_with("<!DOCTYPE html>") && html.ends_with("</html>\n"));
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 2, "nothing but the text and the page is left");
}

#[test]
fn the_page_never_takes_the_place_of_a_text() {
    let directory = directory("html_guard");
    let one = file(&directory, "one.txt", PAGE);
    let two = file(&directory, "two.html", PAGE);
    for (page, text) in [(&one, &two), (&two, &two)] {
        let output = run(&[OsStr::new("--html"), page.as_os_str(), text.as_os_str()], "");
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(fs::read_to_string(page).unwrap(), PAGE);
    }
    let nowhere = directory.join("none").join("page.html");
    let output = run(&[OsStr::new("--html"), nowhere.as_os_str(), one.as_os_str()], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("page.html"), "{}", stderr(&output));
}

#[test]
fn json_lines_are_answered_in_order_with_offsets_into_the_text() {
    let filler = "é ".repeat(200);
    let mut input = String::new();
    let texts: Vec<String> =
        (0..700).map(|at| format!("{PAGE}Line {at} {filler}é.\nDie Anzeige ☂\n{PAGE}")).collect();
    for (at, text) in texts.iter().enumerate() {
        let object = serde_json::json!({"id": at, "text": text, "lang": "de", "site": null, "other": [1]});
        input.push_str(&format!("{object}\r\n"));
        if at % 50 == 0 {
            input.push('\n');
        }
    }
    let output = run(&["--jsonl"], input.trim_end());
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let answers: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), texts.len());
    for (at, (answer, text)) in answers.iter().zip(&texts).enumerate() {
        assert_eq!(answer["id"], at);
        let mut kept = String::new();
        let mut end = 0;
        let removed = answer["removed"].as_array().unwrap();
        assert!(!removed.is_empty());
        for removal in removed {
            let offset = |name: &str| usize::try_from(removal[name].as_u64().unwrap()).unwrap();
            kept.push_str(text.get(end..offset("start")).unwrap());
            assert!(text.get(offset("start")..offset("end")).is_some_and(|line| !line.is_empty()));
            end = offset("end");
            assert!(removal["kind"].is_string() && removal["score"].as_u64().unwrap() <= 1000);
        }
        kept.push_str(&text[end..]);
        assert_eq!(answer["text"], kept);
        assert_eq!(answer["settled"], true);
    }
}

#[test]
fn json_lines_tell_headlines_and_use_hints() {
    let text = "example site\nHome\nRain in the north\nBy Ada Brook\n4 November 2025\n\nIt rained in the north on Tuesday, \
        and the river rose by a metre, said the mayor of the town.\n\nRelated articles\nSnow expected in the south\n\
        Wind damages the old lighthouse\n";
    let object = serde_json::json!({"id": {"a": ["x", 1]}, "text": text, "title": "Rain in the north"});
    let output = run(&["--jsonl"], object.to_string());
    let answer: Value = serde_json::from_str(stdout(&output)).unwrap();
    let slice = |span: &Value| {
        let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
        &text[at(0)..at(1)]
    };
    assert_eq!(answer["id"], object["id"]);
    assert_eq!(slice(&answer["headline"]), "Rain in the north");
    assert_eq!(slice(&answer["byline"]), "By Ada Brook");
    assert_eq!(slice(&answer["dateline"]), "4 November 2025");
    let related: Vec<&str> = answer["related_headlines"].as_array().unwrap().iter().map(slice).collect();
    assert_eq!(related, ["Snow expected in the south", "Wind damages the old lighthouse"]);
    let fields = ["id", "text", "removed", "headline", "byline", "dateline", "related_headlines", "settled"];
    let places: Vec<_> = fields.map(|field| stdout(&output).find(&format!("\"{field}\":")).unwrap()).to_vec();
    assert!(places.is_sorted(), "{}", stdout(&output));
    let missing: Value = serde_json::from_str(stdout(&run(&["--jsonl"], "{\"text\":\"Sun.\"}"))).unwrap();
    assert_eq!((&missing["id"], &missing["headline"]), (&Value::Null, &Value::Null));
}

#[test]
fn bad_json_lines_are_numbered_counted_and_skipped() {
    let mut input =
        b"{\"id\":1,\"text\":\"Sun.\"}\n\n\xff\xfe\n{\"id\":\n[1]\n{\"id\":2}\n{\"text\":3}\n".to_vec();
    input.extend_from_slice(
        b"{\"text\":\"a\",\"lang\":4}\n{\"text\":\"a\",\"site\":[]}\n{\"text\":\"a\",\"title\":{}}\n",
    );
    input.extend_from_slice(
        b"{\"text\":\"\\ud800\"}\n{\"id\":1,\"text\":\"a\"} x\n{\"id\":3,\"text\":\"Rain.\"}",
    );
    let output = run(&["--jsonl"], input);
    assert_eq!(output.status.code(), Some(1));
    let ids: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, [1, 3]);
    let said = stderr(&output);
    for (number, reason) in [
        (3, "not UTF-8: first bad byte at offset 0"),
        (4, "not JSON: EOF while parsing"),
        (5, "not an object"),
        (6, "no \"text\""),
        (7, "\"text\" is not a string"),
        (8, "\"lang\" is not a string"),
        (9, "\"site\" is not a string"),
        (10, "\"title\" is not a string"),
        (11, "not JSON: "),
        (12, "not JSON: trailing characters"),
    ] {
        assert!(said.contains(&format!("line {number}: {reason}")), "{number}: {said}");
    }
    assert!(said.contains("10 bad lines skipped, 2 cleaned"), "{said}");
    assert_eq!(said.lines().count(), 11, "{said}");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": PAGE.repeat(100)}));
    let output = runner::run_unread("clean", &["--jsonl"], |stdin| stdin.write_all(line.as_bytes()));
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_cleaned() {
    let directory = directory("unreadable");
    let good = file(&directory, "good.txt", PAGE);
    let bad = file(&directory, "bad.txt", b"Sun. \xff Rain.");
    let missing = directory.join("missing.txt");
    let output = run(&[&bad, &missing, &directory, &good], "");
    assert_eq!((stdout(&output), output.status.code()), (PROSE, Some(1)));
    let said = stderr(&output);
    assert!(said.contains("bad.txt: not UTF-8: first bad byte at offset 5"), "{said}");
    assert!(said.contains("missing.txt: "), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
    let output = run(&["--jsonl", "--html"], "");
    assert_eq!(output.status.code(), Some(2));
}

/// Only Linux surely takes such names.
#[cfg(target_os = "linux")]
#[test]
fn file_names_need_not_be_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let directory = directory("names");
    let path = file(&directory, OsStr::from_bytes(b"page\xff.txt"), PAGE);
    let output = run(&[&path], "");
    assert_eq!((stdout(&output), output.status.code()), (PROSE, Some(0)));
    let output = run(&[OsStr::from_bytes(b"--\xff")], "");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn bad_command_lines_are_named_and_end_with_2() {
    for (args, named) in [
        (&["--frobnicate"][..], "--frobnicate"),
        (&["-x"], "-x"),
        (&["--policy", "foo"], "'foo' for '--policy <NAME>'"),
        (&["--policy=foo"], "[possible values: gentle, balanced, strict]"),
        (&["--policy"], "--policy"),
        (&["--keep", "bananas"], "'bananas' for '--keep <KIND>'"),
        (&["--keep", "bananas"], "prayer_times"),
        (&["--lang", "xx"], "'xx' for '--lang <CODE>': must be one of"),
        (&["--html"], "--html"),
        (&["--report=yes"], "--report"),
        (&["--report", "--jsonl"], "--jsonl"),
        (&["--html", "page.html", "--report"], "--html"),
        (&["--jsonl", "file.txt"], "--jsonl"),
    ] {
        let output = run(args, PAGE);
        assert_eq!((stdout(&output), output.status.code()), ("", Some(2)), "{args:?}");
        assert!(stderr(&output).contains(named), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn help_names_every_option() {
    let output = run(&["--help"], "");
    assert_eq!(output.status.code(), Some(0));
    for option in [
        "--report",
        "--html",
        "--jsonl",
        "--policy",
        "--keep",
        "--lang",
        "--learn-sites",
        "--templates",
        "--help",
    ] {
        assert!(stdout(&output).contains(option), "{option}");
    }
}

#[test]
fn after_two_dashes_all_are_files() {
    let output = run(&["--", "--report"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--report: "), "{}", stderr(&output));
}

/// JSON lines of a site's pages, each with the same invented lines around a story of its own.
fn crawl(field: &str, site: &str) -> (String, Vec<String>) {
    let stories = [
        "Snow closed three roads in the hills on Sunday, and the only plough of the county broke down at noon.",
        "The mill was sold on Monday to a baker from the coast, who wants to grind his own rye in it again.",
        "A seal slept on the coal quay on Tuesday, and the ferry waited for two hours until it woke up.",
        "The choir sang in a cold church on Friday, since somebody had stolen the stove and all of the wood.",
        "Two bells of the old tower are to be cast anew, and the third one will be given to the museum.",
    ];
    let mut input = String::new();
    let mut cleaned = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let text = format!(
            "Foghorn of the coast\nKnock twice\nOil and wicks\n\n{story}\n\nRing for the keeper\nMind the step\n"
        );
        input.push_str(&format!("{}\n", serde_json::json!({"id": at, "text": text, field: site})));
        cleaned.push(format!("{story}\n\n"));
    }
    (input, cleaned)
}

fn texts(output: &Output) -> Vec<String> {
    let text = |line: &str| serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned();
    stdout(output).lines().map(text).collect()
}

#[test]
fn sites_are_learnt_in_a_first_pass() {
    for (field, site) in [("site", "fog.example"), ("url", "https://www.fog.example/a?b")] {
        let (input, cleaned) = crawl(field, site);
        // A pipe is kept in a temporary file, a file is read twice.
        let piped = run(&["--jsonl", "--learn-sites"], &input);
        assert_eq!((piped.status.code(), stderr(&piped)), (Some(0), ""));
        assert_eq!(texts(&piped), cleaned);
        let path = file(&directory(&format!("learn_{field}")), "pages.jsonl", &input);
        let opened = Command::new(runner::PROGRAM)
            .args(["clean", "--jsonl", "--learn-sites"])
            .stdin(fs::File::open(path).unwrap())
            .output()
            .unwrap();
        assert_eq!(stdout(&opened), stdout(&piped));
        assert_ne!(texts(&run(&["--jsonl"], &input)), cleaned);
    }
}

#[test]
fn templates_are_saved_and_used_later() {
    let (input, cleaned) = crawl("site", "fog.example");
    let directory = directory("templates");
    let path = directory.join("fog.templates");
    let name = path.to_str().unwrap();
    let learning = run(&["--jsonl", "--learn-sites", "--templates", name], &input);
    assert_eq!((learning.status.code(), stderr(&learning)), (Some(0), ""));
    let templates = descrape::Templates::from_bytes(&fs::read(&path).unwrap()).unwrap();
    assert_eq!((templates.sites(), templates.len()), (1, 5));
    // Nothing else is left behind.
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
    for line in input.lines().zip(&cleaned) {
        let later = run(&["--jsonl", "--templates", name], line.0);
        assert_eq!((texts(&later), stderr(&later)), (vec![line.1.clone()], ""));
    }
    // They are written over by what is learnt anew.
    assert_eq!(run(&["--jsonl", "--learn-sites", "--templates", name], "").status.code(), Some(0));
    assert!(descrape::Templates::from_bytes(&fs::read(&path).unwrap()).unwrap().is_empty());
}

#[test]
fn lines_without_a_site_are_cleaned_and_counted() {
    let (mut input, mut cleaned) = crawl("site", "fog.example");
    input.push_str("{\"text\":\"Foghorn of the coast\"}\nbad\n{\"text\":\"Knock twice\",\"site\":\" \"}\n");
    cleaned.extend(["Foghorn of the coast".to_owned(), "Knock twice".to_owned()]);
    let output = run(&["--jsonl", "--learn-sites"], &input);
    assert_eq!((texts(&output), output.status.code()), (cleaned, Some(1)));
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 3, "bad lines are complained about once: {said}");
    assert!(said.contains("line 7: not JSON") && said.contains("2 lines without a site"), "{said}");
}

#[test]
fn files_of_templates_that_are_of_no_use_are_named() {
    let (input, _) = crawl("site", "fog.example");
    let directory = directory("no_templates");
    let other = file(&directory, "story.txt", "A story that nobody wants to lose.");
    let missing = directory.join("missing").join("fog.templates");
    for (path, learn, reason) in [
        (&other, false, "the data is wrong at byte 0"),
        (&other, true, "it is not written over"),
        (&missing, false, "missing"),
        (&missing, true, "its folder does not exist"),
        (&directory, true, "is a directory"),
    ] {
        let mut args = vec!["--jsonl", "--templates", path.to_str().unwrap()];
        args.extend(learn.then_some("--learn-sites"));
        let output = run(&args, &input);
        assert_eq!((stdout(&output), output.status.code()), ("", Some(1)), "{args:?}");
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(&other).unwrap(), "A story that nobody wants to lose.");
    for (args, named) in [
        (&["--learn-sites"][..], "--jsonl"),
        (&["--templates", "x"], "--jsonl"),
        (&["--report", "--learn-sites"], "--learn-sites"),
        (&["--html", "-", "--templates", "x"], "--templates"),
    ] {
        let output = run(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(named), "{}", stderr(&output));
    }
}

/// Where nothing can be kept, it is said so, and nothing is written.
#[cfg(unix)]
#[test]
fn a_pipe_that_cannot_be_kept_is_an_error() {
    let mut child = Command::new(runner::PROGRAM)
        .args(["clean", "--jsonl", "--learn-sites"])
        .env("TMPDIR", "/nonexistent")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((stdout(&output), output.status.code()), ("", Some(1)));
    assert!(stderr(&output).contains("could not be kept in /nonexistent"), "{}", stderr(&output));
}
