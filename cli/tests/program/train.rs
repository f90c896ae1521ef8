//! `descrape train`: arguments, and what it learns from a few pages.

use std::fs::{self, File};
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::runner::{directory, file, run, stderr, stdout};

/// Cases of several sites, each page with noise around a story of its own.
fn cases() -> String {
    let stories = [
        "Snow closed three roads in the hills on Sunday, and the only plough of the county broke down at noon.",
        "The mill was sold on Monday to a baker from the coast, who wants to grind his own rye in it again.",
        "A seal slept on the coal quay on Tuesday, and the ferry waited for two hours until it woke up.",
        "The choir sang in a cold church on Friday, since somebody had stolen the stove and all of the wood.",
    ];
    let case = |at: usize, story: &str| {
        json!({
            "id": format!("page{at}/dump"), "source": "invented", "kind": "dump", "site": format!("site{at}.example"),
            "lang": "en", "text": format!("Home\nNews\nSport\n\n{story}\n\nShare this article\n"), "gold": story,
        })
    };
    stories.iter().enumerate().map(|(at, story)| format!("{}\n", case(at, story))).collect()
}

#[test]
fn pages_are_cleaned_by_models_that_have_not_seen_their_sites() {
    let directory = directory("train");
    let pages = file(&directory, "pages.jsonl", cases());
    let [answers, model] = ["answers.jsonl", "model.bin"].map(|name| directory.join(name));
    let args = [
        pages.as_os_str(),
        "--folds=2".as_ref(),
        "--answers".as_ref(),
        answers.as_os_str(),
        "--weights".as_ref(),
        model.as_os_str(),
    ];
    let output = run("train", &args, "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("F1 before") && stdout(&output).contains("dump of invented"));
    assert!(stderr(&output).contains("fold 2 of 2: its pages are cleaned"), "{}", stderr(&output));
    let answers = fs::read_to_string(answers).unwrap();
    let mut ids: Vec<String> = answers
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    assert_eq!(ids, ["page0/dump", "page1/dump", "page2/dump", "page3/dump"]);
    let learnt = fs::read(&model).unwrap();
    assert!(descrape::LineModel::from_bytes(&learnt).is_ok());

    // The same cases in a packed file of several parts give the same bytes.
    let packed = directory.join("pages.jsonl.gz");
    let mut out = File::create(&packed).unwrap();
    for case in cases().split_inclusive('\n') {
        let mut part = GzEncoder::new(&mut out, Compression::fast());
        part.write_all(case.as_bytes()).unwrap();
        part.finish().unwrap();
    }
    let again = directory.join("again.bin");
    let output = run("train", &[packed.as_os_str(), "--weights".as_ref(), again.as_os_str()], "");
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), ""), "{}", stderr(&output));
    assert!(fs::read(&again).unwrap() == learnt);
}

#[test]
fn what_is_no_case_is_named_and_nothing_is_learnt() {
    let directory = directory("no_cases");
    let model = directory.join("model.bin");
    let good = file(&directory, "good.jsonl", cases());
    let bad = file(&directory, "bad.jsonl", format!("{}\n{{\"id\":1}}\n", cases()));
    let broken = file(&directory, "broken.jsonl.gz", cases());
    let missing = directory.join("missing.jsonl");
    for (path, said) in [
        (&bad, "bad.jsonl: line 6 is no case"),
        (&broken, "broken.jsonl.gz: "),
        (&missing, "missing.jsonl: "),
    ] {
        let args =
            [good.as_os_str(), "--also".as_ref(), path.as_os_str(), "--weights".as_ref(), model.as_os_str()];
        let output = run("train", &args, "");
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
        assert!(!model.exists());
    }
}

#[test]
fn bad_command_lines_are_named_and_end_with_2() {
    for (args, named) in [
        (&[][..], "<FILE>..."),
        (&["x.jsonl"], "--folds"),
        (&["x.jsonl", "--folds", "1"], "'1' for '--folds <N>': 1 is not in 2..=100"),
        (&["x.jsonl", "--score", "1001", "--folds", "2"], "'1001' for '--score <N>'"),
        (&["x.jsonl", "--answers", "y", "--weights", "z"], "--folds"),
        (&["x.jsonl", "--frobnicate"], "--frobnicate"),
    ] {
        let output = run("train", args, "");
        assert_eq!((stdout(&output), output.status.code()), ("", Some(2)), "{args:?}");
        assert!(stderr(&output).contains(named), "{args:?}: {}", stderr(&output));
    }
}
