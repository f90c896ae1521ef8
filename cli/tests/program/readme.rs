//! What README.md says that the program prints.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::runner::{self, stdout};

/// The repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn samples_are_what_is_printed() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let samples: Vec<&str> =
        readme.split("```text\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let headlines = "Snow closes three roads\nThree roads closed by snow\n";
    let listing = runner::run("dedup", &["cluster"], headlines);
    let report = Command::new(runner::PROGRAM)
        .args(["clean", "--report", "examples/pages/cookie-and-share.txt"])
        .current_dir(ROOT)
        .env_remove("COLUMNS")
        .output()
        .unwrap();
    for output in [&listing, &report] {
        assert!(samples.contains(&stdout(output)), "README.md has no sample\n{}", stdout(output));
    }
    assert_eq!(samples.len(), 2, "a sample that nobody checks");
    assert!(
        readme.contains(&format!("printf '{}' | descrape dedup cluster", headlines.replace('\n', "\\n")))
    );
}
