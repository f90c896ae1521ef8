//! `descrape dedup`: arguments, files and pipes.

use std::ffi::OsStr;
use std::io::Write;
use std::process::Output;

use serde_json::{Value, json};

use crate::runner::{self, directory, file, stderr, stdout};

const THREE: &str = "Ferry fire kills three off Aldersund";
const AGAIN: &str = "Three killed in ferry fire off Aldersund";
const THIRTEEN: &str = "Ferry fire kills 13 off Aldersund";
const COUNCIL: &str = "Town council moves river festival to September";

const STORY: &str = "The ferry left the quay at noon on Sunday with forty people on board.\n\n\
    An hour later smoke rose from the engine room, and the crew called for help by radio.\n\
    Fishing boats took all passengers to the harbour of Aldersund before dark.\n";
const FESTIVAL: &str = "The town council voted on Monday to move the river festival to September.\n\
    Bands from four countries have said that they will come all the same.\n";

/// Runs the program with these arguments and this standard input.
fn run<A: AsRef<OsStr>>(args: &[A], stdin: impl AsRef<[u8]>) -> Output {
    runner::run("dedup", args, stdin)
}

fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

fn answers(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn good(output: &Output) {
    assert_eq!((output.status.code(), stderr(output)), (Some(0), ""));
}

fn ids_of_all_types() -> Vec<Value> {
    let exact = ["12345678901234567890123456789", "1.50", "-0"];
    let mut ids =
        vec![json!("a \"ferry\" ☂"), json!(null), json!(true), json!([1, "x", {}]), json!({"a": [2]})];
    ids.extend(exact.map(|number| serde_json::from_str(number).unwrap()));
    ids
}

#[test]
fn pairs_are_answered_in_order_under_ids_of_any_type() {
    let pair = |id: &Value, b: &str| json!({"id": id, "a": THREE, "b": b, "lang": "en"});
    let ids = ids_of_all_types();
    let mut input: Vec<Value> = Vec::new();
    for at in 0..400 {
        let b = [AGAIN, THIRTEEN, COUNCIL][at % 3];
        input.push(pair(ids.get(at).unwrap_or(&json!(at)), b));
    }
    for preset in ["headlines", "documents"] {
        let output = run(&["pairs", "--jsonl", "--preset", preset], lines(&input).replace('\n', "\r\n\n"));
        good(&output);
        let answers = answers(&output);
        assert_eq!(answers.len(), input.len());
        for (at, (answer, pair)) in answers.iter().zip(&input).enumerate() {
            assert_eq!(answer["id"].to_string(), pair["id"].to_string());
            assert_eq!(answer["dup"], at % 3 == 0, "{answer} {pair}");
            assert_eq!(answer["score"].as_u64().unwrap() >= 500, at % 3 == 0);
            assert_eq!(answer.as_object().unwrap().len(), 3);
        }
    }
}

#[test]
fn pairs_are_explained() {
    let pairs = [(THREE, THIRTEEN), (THREE, "FERRY FIRE kills three off Aldersund!"), ("Snow", "Rain")];
    let input: Vec<Value> = pairs.iter().map(|(a, b)| json!({"a": a, "b": b})).collect();
    let output = run(&["pairs", "--jsonl", "--explain"], lines(&input));
    good(&output);
    let answers = answers(&output);
    let reasons: Vec<&str> =
        answers[0]["reasons"].as_array().unwrap().iter().map(|reason| reason.as_str().unwrap()).collect();
    assert!(reasons.contains(&"numbers differ (1)"), "{reasons:?}");
    let signs = answers[0]["signs"].as_object().unwrap();
    assert!(signs.len() > 10 && signs.values().all(Value::is_i64), "{signs:?}");
    assert_eq!(answers[1]["reasons"], json!(["the same after folding"]));
    assert_eq!((&answers[1]["score"], &answers[1]["signs"]), (&json!(1000), &json!({})));
    assert_eq!((&answers[2]["dup"], &answers[2]["reasons"]), (&json!(false), &json!([])));
    let fields = ["id", "score", "dup", "reasons", "signs"];
    let first = stdout(&output).lines().next().unwrap();
    let places: Vec<_> = fields.map(|field| first.find(&format!("\"{field}\":")).unwrap()).to_vec();
    assert!(places.is_sorted(), "{first}");
}

#[test]
fn the_least_score_decides() {
    let input = lines(&[json!({"id": 1, "a": THREE, "b": AGAIN}), json!({"id": 2, "a": THREE, "b": THREE})]);
    let dups = |args: &[&str]| -> Vec<Value> {
        let output = run(args, &input);
        good(&output);
        answers(&output).iter().map(|answer| answer["dup"].clone()).collect()
    };
    assert_eq!(dups(&["pairs", "--jsonl", "--min-score", "1000"]), [false, true]);
    assert_eq!(dups(&["pairs", "--min-score=1", "--jsonl", "-"]), [true, true]);
}

#[test]
fn pairs_with_tabs_between_them_are_told_in_words() {
    let input = format!("{THREE}\t{AGAIN}\r\n\n{THREE}\t{THIRTEEN}\n{THREE}\n\t\t\na\tb\tc\n{THREE}\tSnow");
    let output = run(&["pairs"], input);
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<Vec<&str>> = stdout(&output).lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows.iter().all(|row| row.len() == 3 && row[0].parse::<u16>().unwrap() <= 1000), "{rows:?}");
    assert_eq!((rows[0][1], rows[1][1], rows[2][1]), ("duplicate", "different", "different"));
    assert!(rows[0][2].contains(" % of the words shared"), "{rows:?}");
    assert!(rows[1][2].contains(", but numbers differ (1)"), "{rows:?}");
    assert_eq!(rows[2][2], "next to nothing shared");
    let said = stderr(&output);
    assert!(said.contains("line 4: no tab") && said.contains("line 6: more than one tab"), "{said}");
    assert!(said.contains("2 bad lines skipped, 3 compared"), "{said}");
}

#[test]
fn clusters_are_named_by_their_leaders_in_the_order_of_the_lines() {
    let ids = ids_of_all_types();
    let texts = [COUNCIL, THREE, THIRTEEN, AGAIN, "Snow", "Rain", "Wind", THREE];
    let input: Vec<Value> =
        ids.iter().zip(texts).map(|(id, text)| json!({"id": id, "text": text, "lang": "en"})).collect();
    for linkage in ["leader", "connected", "stepwise"] {
        let output = run(&["cluster", "--jsonl", "--linkage", linkage], lines(&input));
        good(&output);
        let expected: String = [0, 1, 2, 1, 4, 5, 6, 1]
            .iter()
            .zip(&ids)
            .map(|(&leader, id)| format!("{{\"id\":{id},\"cluster\":{}}}\n", ids[leader]))
            .collect();
        assert_eq!(stdout(&output), expected, "{linkage}");
    }
}

#[test]
fn clusters_are_explained() {
    let longer = format!("{AGAIN}, police say");
    let input = lines(&[
        json!({"id": 1, "text": THREE}),
        json!({"id": 2, "text": COUNCIL}),
        json!({"id": 3, "text": longer}),
    ]);
    let explained = |args: &[&str]| {
        let output = run(args, &input);
        good(&output);
        answers(&output)
    };
    let first = explained(&["cluster", "--jsonl", "--explain", "--linkage", "leader"]);
    let score = first[2]["score"].as_u64().unwrap();
    assert!((500..=1000).contains(&score));
    assert_eq!(first[0], json!({"id": 1, "cluster": 1, "leader": 1, "because": null, "score": null}));
    assert_eq!(first[1], json!({"id": 2, "cluster": 2, "leader": 2, "because": null, "score": null}));
    assert_eq!(first[2], json!({"id": 3, "cluster": 1, "leader": 1, "because": 1, "score": score}));
    let longest = explained(&["cluster", "--jsonl", "--explain", "--linkage=leader", "--keep", "longest"]);
    assert_eq!(longest[0], json!({"id": 1, "cluster": 3, "leader": 3, "because": 3, "score": score}));
    assert_eq!(longest[2]["because"], json!(null));
    let sure = explained(&["cluster", "--jsonl", "--explain", "--min-score", "1000"]);
    assert!(sure.iter().all(|answer| answer["id"] == answer["cluster"]));
}

#[test]
fn files_of_json_lines_are_read_one_after_another() {
    let directory = directory("jsonl_files");
    let one = file(&directory, "one.jsonl", lines(&[json!({"id": "a", "text": THREE})]));
    let two = file(&directory, "two.jsonl", format!("{{\n{}", json!({"id": "b", "text": AGAIN})));
    let missing = directory.join("missing.jsonl");
    let args = ["cluster", "--jsonl"].map(OsStr::new);
    let files = [&one, &missing, &directory, &two].map(|path| path.as_os_str());
    let output = run(&[&args[..], &files].concat(), "");
    assert_eq!(output.status.code(), Some(1));
    let clusters: Vec<Value> = answers(&output).iter().map(|answer| answer["cluster"].clone()).collect();
    assert_eq!(clusters, ["a", "a"]);
    let said = stderr(&output);
    assert!(said.contains("missing.jsonl: "), "{said}");
    assert!(said.contains("two.jsonl: line 1: not JSON"), "{said}");
    assert!(said.contains("1 bad line skipped, 2 read"), "{said}");
    assert_eq!(said.lines().count(), 4, "{said}");
}

#[test]
fn headlines_are_listed_with_reasons() {
    let input = format!("{THREE}\n \n{COUNCIL}\r\n{AGAIN}\n{THIRTEEN}\n\n{}\n", THREE.to_uppercase());
    let output = run(&["cluster"], input);
    good(&output);
    let listing = stdout(&output);
    let row = |name: &str| {
        let line = listing.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{listing}"));
        line.split_once(name).map(|(mark, text)| (mark.trim(), text.trim())).unwrap()
    };
    assert!(listing.starts_with("Cluster 1: 3 texts\n"), "{listing}");
    assert_eq!(row("line 1"), ("keep", THREE));
    assert_eq!(row("line 4").1, AGAIN);
    assert!((500..=1000).contains(&row("line 4").0.parse::<u16>().unwrap()), "{listing}");
    assert_eq!(row("line 7"), ("1000", THREE.to_uppercase().as_str()));
    assert!(
        listing.contains(" % of the words shared") && listing.contains("the same after folding"),
        "{listing}"
    );
    assert!(!listing.contains("council") && !listing.contains("13"), "{listing}");
    assert!(
        listing.ends_with("\n\n5 texts in 3 clusters, 1 of them of several texts; 2 would be dropped\n"),
        "{listing}"
    );
    assert!(!listing.contains('\x1b'), "no colour in a pipe: {listing}");
}

#[test]
fn a_chain_names_the_text_in_the_middle() {
    let input = format!("{THREE}\n{AGAIN}\n{AGAIN}, police say on Tuesday\n");
    let output = run(&["cluster", "--linkage", "connected", "--keep", "first"], input);
    good(&output);
    assert!(stdout(&output).contains("        with line 2: "), "{}", stdout(&output));
}

#[test]
fn listings_do_not_steer_the_terminal_and_stay_within_its_columns() {
    let text = format!("\x1b[2J\u{202e}{THREE} {}", "と".repeat(200));
    let output = run(&["cluster"], format!("{text}\n{text}\n"));
    good(&output);
    let listing = stdout(&output);
    assert!(listing.contains("line 2") && !listing.contains(['\x1b', '\u{202e}']), "{listing}");
    for line in listing.lines() {
        let wide = line.chars().filter(|&c| c > '\u{2e80}' && c != '\u{fffd}').count();
        assert!(line.chars().count() + wide <= 100, "{line}");
    }
}

#[test]
fn documents_are_files_or_parts_of_one() {
    let directory = directory("documents");
    let copy = format!("By our reporter\n\n{STORY}");
    let parts = format!("---\n\n{STORY}---\n{FESTIVAL}--- \r\n{copy}\n---\n\n");
    let summary = "3 texts in 2 clusters, 1 of them of several texts; 1 would be dropped\n";
    let args = ["cluster", "--preset", "documents"].map(OsStr::new);
    let files = [("a.txt", STORY), ("b.txt", FESTIVAL), ("c.txt", &copy)]
        .map(|(name, text)| file(&directory, name, text));
    let files: Vec<&OsStr> = files.iter().map(|path| path.as_os_str()).collect();
    let output = run(&[&args[..], &files].concat(), "");
    good(&output);
    assert!(stdout(&output).ends_with(summary), "{}", stdout(&output));
    assert!(stdout(&output).contains("a.txt  The ferry left"), "{}", stdout(&output));
    assert!(stdout(&output).contains("c.txt  By our reporter"), "{}", stdout(&output));

    let whole = file(&directory, "whole.txt", &parts);
    for (arg, stdin) in [(whole.as_os_str(), ""), (OsStr::new("-"), parts.as_str())] {
        let output = run(&[&args[..], &[arg]].concat(), stdin);
        good(&output);
        assert!(stdout(&output).ends_with(summary), "{}", stdout(&output));
        assert!(stdout(&output).contains("keep  line 3   The ferry left"), "{}", stdout(&output));
        assert!(stdout(&output).contains("line 11  By our reporter"), "{}", stdout(&output));
    }
}

#[test]
fn empty_input_is_no_error() {
    for args in [&["pairs"][..], &["pairs", "--jsonl"], &["cluster", "--jsonl"]] {
        for input in ["", "\n \n"] {
            let output = run(args, input);
            good(&output);
            assert_eq!(stdout(&output), "", "{args:?}");
        }
    }
    for args in [&["cluster"][..], &["cluster", "--preset", "documents"]] {
        let output = run(args, " \n");
        good(&output);
        assert_eq!(
            stdout(&output),
            "0 texts in 0 clusters, 0 of them of several texts; 0 would be dropped\n",
            "{args:?}"
        );
    }
    let empty =
        lines(&[json!({"id": 1, "text": ""}), json!({"id": 2, "text": " "}), json!({"id": 3, "text": "a"})]);
    let output = run(&["cluster", "--jsonl"], empty);
    let clusters: Vec<Value> = answers(&output).iter().map(|answer| answer["cluster"].clone()).collect();
    assert_eq!(clusters, [1, 1, 3]);
}

#[test]
fn bad_json_lines_are_numbered_counted_and_skipped() {
    let mut input =
        b"{\"id\":1,\"a\":\"Sun\",\"b\":\"Sun\",\"text\":\"Sun\"}\n\n\xff\xfe\n{\"id\":\n[1]\n".to_vec();
    input.extend_from_slice(b"{\"id\":2}\n{\"id\":3,\"a\":4,\"b\":\"\",\"text\":[]}\n");
    input.extend_from_slice(
        b"{\"id\":4,\"a\":\"\",\"b\":null,\"text\":null}\n{\"a\":\"\",\"b\":7,\"text\":\"\"}\n",
    );
    input.extend_from_slice(b"{\"id\":9,\"a\":\"\",\"b\":\"\",\"text\":\"Sun.\"}");
    let shared = [
        (3, "not UTF-8: first bad byte at offset 0"),
        (4, "not JSON: EOF while parsing"),
        (5, "not an object"),
    ];
    let pairs =
        [(6, "no \"a\""), (7, "\"a\" is not a string"), (8, "no \"b\""), (9, "\"b\" is not a string")];
    let cluster = [(6, "no \"text\""), (7, "\"text\" is not a string"), (8, "no \"text\""), (9, "no \"id\"")];
    for (mode, own, done) in [("pairs", pairs, "compared"), ("cluster", cluster, "read")] {
        let output = run(&[mode, "--jsonl"], &input);
        assert_eq!(output.status.code(), Some(1));
        let ids: Vec<Value> = answers(&output).iter().map(|answer| answer["id"].clone()).collect();
        assert_eq!(ids, [1, 9]);
        let said = stderr(&output);
        for (number, reason) in shared.iter().chain(&own) {
            assert!(said.contains(&format!("line {number}: {reason}")), "{number}: {said}");
        }
        assert!(said.contains(&format!("7 bad lines skipped, 2 {done}")), "{said}");
        assert_eq!(said.lines().count(), 8, "{said}");
    }
    let output = run(&["cluster"], b"Sun\n\xff\nSun\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("line 2: not UTF-8"), "{}", stderr(&output));
    assert!(stdout(&output).contains("2 texts in 1 cluster,"), "{}", stdout(&output));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let pair = lines(&[json!({"id": 1, "a": THREE, "b": AGAIN})]).repeat(100);
    let output = runner::run_unread("dedup", &["pairs", "--jsonl"], |stdin| stdin.write_all(pair.as_bytes()));
    good(&output);
    // Clusters are written only after all is read.
    let mut texts = (0..5000).map(|id| json!({"id": id, "text": format!("Snow {id}")}));
    let output = runner::run_unread("dedup", &["cluster", "--jsonl"], |stdin| match texts.next() {
        Some(text) => writeln!(stdin, "{text}"),
        None => Err(std::io::ErrorKind::BrokenPipe.into()),
    });
    good(&output);
}

#[test]
fn bad_command_lines_are_named_and_end_with_2() {
    for (args, named) in [
        (&[][..], "pairs"),
        (&["frobnicate"], "frobnicate"),
        (&["-"], "'-'"),
        (&["--jsonl"], "--jsonl"),
        (&["cluster", "--frobnicate"], "--frobnicate"),
        (&["cluster", "-x"], "-x"),
        (&["cluster", "--policy=strict"], "--policy"),
        (&["cluster", "--min-score"], "'--min-score <N>'"),
        (&["cluster", "--min-score", "0"], "'0' for '--min-score <N>': 0 is not in 1..=1000"),
        (&["pairs", "--min-score=1001"], "'1001' for '--min-score <N>'"),
        (&["pairs", "--min-score", "70000"], "'70000' for '--min-score <N>'"),
        (&["pairs", "--min-score", "-1"], "'-1' for '--min-score <N>'"),
        (&["pairs", "--min-score", "0.5"], "'0.5' for '--min-score <N>'"),
        (&["pairs", "--preset", "titles"], "[possible values: headlines, documents]"),
        (&["cluster", "--linkage", "single"], "[possible values: leader, connected, stepwise]"),
        (&["cluster", "--keep", "last"], "[possible values: first, longest]"),
        (&["pairs", "--keep", "first"], "--keep"),
        (&["pairs", "--linkage", "leader"], "--linkage"),
        (&["cluster", "--jsonl=yes"], "--jsonl"),
        (&["cluster", "--explain"], "--jsonl"),
    ] {
        let output = run(args, "Sun\n");
        assert_eq!((stdout(&output), output.status.code()), ("", Some(2)), "{args:?}");
        assert!(stderr(&output).contains(named), "{args:?}: {}", stderr(&output));
    }
}

#[test]
fn help_names_every_option() {
    let output = run(&["--help"], "");
    good(&output);
    for task in ["pairs", "cluster", "add", "query", "remove", "merge"] {
        assert!(stdout(&output).contains(&format!("  {task}  ")), "{task}");
    }
    let shared = ["--jsonl", "--preset", "--min-score", "--help", "Exit status: 0 "];
    let own = [
        ("pairs", &["--explain"][..]),
        ("cluster", &["--explain", "--linkage", "--keep", " ---\n"]),
        ("add", &["--index"]),
    ];
    for (task, own) in own {
        let output = run(&[task, "--help"], "");
        good(&output);
        for said in shared.iter().chain(own) {
            assert!(stdout(&output).contains(said), "{task}: {said}");
        }
    }
}

#[test]
fn after_two_dashes_all_are_files() {
    let output = run(&["cluster", "--", "--jsonl", "--"], "");
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("--jsonl: ") && said.contains("descrape: --: "), "{said}");
}

/// The three answers that an index gives, without the first line of the text.
fn told(output: &Output) -> Vec<String> {
    stdout(output).lines().map(|line| line.rsplit_once('\t').unwrap().0.to_owned()).collect()
}

#[test]
fn an_index_knows_what_came_in_earlier_runs() {
    let directory = directory("index");
    let index = directory.join("seen.index");
    let with = |mode: &str, stdin: &str| {
        let output = run(&[OsStr::new(mode), OsStr::new("--index"), index.as_os_str()], stdin);
        good(&output);
        output
    };
    let first = with("add", &format!("{THREE}\n\n{COUNCIL}\n{AGAIN}\n"));
    assert_eq!(told(&first)[..2], ["1\tnew\t", "2\tnew\t"]);
    assert!(told(&first)[2].starts_with("3\trepeats 1\t"), "{:?}", told(&first));
    assert!(stdout(&first).ends_with(&format!("\t{AGAIN}\n")));
    let before = std::fs::read(&index).unwrap();
    let asked = with("query", &format!("{THIRTEEN}\n{AGAIN}\n"));
    assert_eq!(told(&asked)[0], "3\tnew\t", "ids go on from the greatest that is stored");
    assert!(told(&asked)[1].starts_with("4\trepeats 1\t"));
    assert!(std::fs::read(&index).unwrap() == before, "asking changes nothing");
    with("add", THIRTEEN);
    assert!(told(&with("query", THIRTEEN))[0].ends_with("\trepeats 3\t1000"));
    assert_eq!(stdout(&with("remove", "1\n3\n77\n")), "2 removed, 1 left\n");
    assert_eq!(told(&with("query", &format!("{THREE}\n{COUNCIL}")))[0], "3\tnew\t");
    assert_eq!(std::fs::read_dir(&directory).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn an_index_takes_json_lines_with_numbers_for_ids() {
    let directory = directory("index_jsonl");
    let index = directory.join("seen.index");
    let args = [OsStr::new("add"), OsStr::new("--jsonl"), OsStr::new("--index"), index.as_os_str()];
    let input = lines(&[
        json!({"id": u64::MAX, "text": THREE}),
        json!({"id": "x", "text": THREE}),
        json!({"id": 7, "text": AGAIN}),
        json!({"id": 7}),
        json!({"id": 7, "text": COUNCIL}),
        json!({"id": 7, "text": THIRTEEN}),
    ]);
    let output = run(&args, input);
    assert_eq!(output.status.code(), Some(1));
    let answers = answers(&output);
    assert_eq!(answers.len(), 4);
    assert_eq!((&answers[0]["repeats"], &answers[1]["repeats"]), (&Value::Null, &json!(u64::MAX)));
    assert!(answers[1]["score"].as_u64() >= Some(500));
    assert!(stderr(&output).contains("line 2: no \"id\" that is a whole number"), "{}", stderr(&output));
    assert!(stderr(&output).contains("line 4: no \"text\""));
    assert!(stderr(&output).contains("2 bad lines skipped, 4 asked"));
    // What was good was stored; ids need not be unique, and go together.
    let output = run(&[OsStr::new("remove"), OsStr::new("--index"), index.as_os_str()], "7");
    good(&output);
    assert_eq!(stdout(&output), "2 removed, 1 left\n");
}

#[test]
fn indexes_are_merged_where_they_are_alike() {
    let directory = directory("merge");
    let add = |name: &str, options: &[&str], text: &str| {
        let index = directory.join(name);
        let mut args = vec![OsStr::new("add"), OsStr::new("--index"), index.as_os_str()];
        args.extend(options.iter().map(OsStr::new));
        good(&run(&args, text));
        index
    };
    let (one, two) = (add("one", &[], THREE), add("two", &[], COUNCIL));
    let documents = add("documents", &["--preset", "documents"], STORY);
    let all = directory.join("all");
    let merge = |parts: &[&std::path::Path]| {
        let mut args = vec![OsStr::new("merge"), OsStr::new("--index"), all.as_os_str()];
        args.extend(parts.iter().map(|part| part.as_os_str()));
        run(&args, "")
    };
    let output = merge(&[&one, &two]);
    good(&output);
    assert_eq!(stdout(&output), "2 added, 2 in all\n");
    let output = merge(&[&documents]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), "0 added, 2 in all\n"));
    assert!(
        stderr(&output).ends_with("documents: preset differ: headlines and documents\n"),
        "{}",
        stderr(&output)
    );
    let query = |options: &[&str]| {
        let mut args = vec![OsStr::new("query"), OsStr::new("--index"), all.as_os_str()];
        args.extend(options.iter().map(OsStr::new));
        run(&args, format!("{AGAIN}\n{COUNCIL}\n"))
    };
    assert_eq!(told(&query(&[])).iter().filter(|line| line.contains("\trepeats ")).count(), 2);
    let output = query(&["--min-score", "600"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""));
    assert!(
        stderr(&output).contains("min_score differ: 500 and 600 (index and options)"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn what_is_no_index_is_refused_and_stays() {
    let directory = directory("no_index");
    let index = directory.join("seen.index");
    good(&run(&[OsStr::new("add"), OsStr::new("--index"), index.as_os_str()], THREE));
    let whole = std::fs::read(&index).unwrap();
    let mut changed = whole.clone();
    changed[40] ^= 1;
    let mut newer = whole.clone();
    newer[4] = 2;
    for (bytes, said) in [
        (&whole[..whole.len() - 1], format!("the data ends after {} bytes", whole.len() - 1)),
        (&[], "the data ends after 0 bytes".to_owned()),
        (&changed, "the data is wrong at byte".to_owned()),
        (&newer, "the data has version 2, but only version 1 is understood".to_owned()),
        (b"Snow fell in the hills.\n", "the data is wrong at byte 0".to_owned()),
    ] {
        std::fs::write(&index, bytes).unwrap();
        for mode in ["add", "query", "remove", "merge"] {
            let output = run(&[OsStr::new(mode), OsStr::new("--index"), index.as_os_str()], COUNCIL);
            assert_eq!((output.status.code(), stdout(&output)), (Some(1), ""), "{mode} {said}");
            assert!(stderr(&output).contains(&said), "{mode}: {}", stderr(&output));
            assert!(std::fs::read(&index).unwrap() == bytes, "{mode} {said}");
        }
    }
    std::fs::remove_file(&index).unwrap();
    for mode in ["query", "remove"] {
        let output = run(&[OsStr::new(mode), OsStr::new("--index"), index.as_os_str()], COUNCIL);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("there is no such file"));
    }
    for (args, said) in [
        (&["add"][..], "--index <INDEX>"),
        (&["cluster", "--index", "x"], "--index"),
        (&["add", "--index", "x", "--explain", "--jsonl"], "--explain"),
        (&["query", "--index", "x", "--keep", "first"], "--keep"),
    ] {
        let output = run(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
    }
}

/// A disk that is full and a process that is killed while it writes, both by a limit on the size of files: the shell
/// ignores its signal, so that writing fails, or does not, so that the signal ends the program.
#[cfg(unix)]
#[test]
fn a_run_that_cannot_write_leaves_the_old_index_whole() {
    let directory = directory("full");
    let index = directory.join("seen.index");
    good(&run(&[OsStr::new("add"), OsStr::new("--index"), index.as_os_str()], THREE));
    let old = std::fs::read(&index).unwrap();
    let many: String =
        (0..12_000).map(|i| format!("ferry{i} quay{} mill{} pier{i}\n", i * 7, i * 13)).collect();
    let input = file(&directory, "many.txt", &many);
    for (full, killed) in [(true, false), (false, true)] {
        let script = format!(
            "{} ulimit -f 512; exec \"$0\" dedup add --index \"$1\" \"$2\"",
            if full { "trap '' XFSZ;" } else { "" }
        );
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .arg(runner::PROGRAM)
            .args([index.as_os_str(), input.as_os_str()])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), if killed { None } else { Some(1) }, "{}", stderr(&output));
        assert_eq!(
            stderr(&output).contains("not written, and so still without what is new"),
            full,
            "{}",
            stderr(&output)
        );
        assert!(std::fs::read(&index).unwrap() == old, "the old index is whole");
        let left = std::fs::read_dir(&directory)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
        assert_eq!(
            left.count(),
            usize::from(killed),
            "what a failed run wrote is gone, what a killed one wrote stays"
        );
    }
    // What is left of a killed run harms nobody.
    let output =
        run(&[OsStr::new("add"), OsStr::new("--index"), index.as_os_str()], format!("{AGAIN}\n{COUNCIL}\n"));
    good(&output);
    assert!(told(&output)[0].contains("\trepeats 1\t") && told(&output)[1].ends_with("\tnew\t"));
}
