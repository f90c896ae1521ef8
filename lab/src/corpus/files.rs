//! Pages from files, which are not part of this repository.

use super::Corpus;

/// The pages that `DESCRAPE_PAGES` names: files of one JSON object a line, whose
/// `text` is a page, separated by colons.
pub fn real_pages() -> Vec<Corpus> {
    let Ok(paths) = std::env::var("DESCRAPE_PAGES") else { return Vec::new() };
    let read = |path: &str| {
        let lines = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let texts = lines.lines().filter(|line| !line.trim().is_empty()).filter_map(|line| {
            let page: serde_json::Value = serde_json::from_str(line).expect("one JSON object a line");
            page.get("text")?.as_str().map(str::to_owned)
        });
        let corpus = Corpus::of_texts(path.to_owned(), texts.collect());
        assert!(corpus.bytes() > 0, "{path}: no line has a text");
        corpus
    };
    paths.split(':').filter(|path| !path.is_empty()).map(read).collect()
}
