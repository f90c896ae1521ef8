//! `models/words.txt`: how rare words are. Nobody knows any more what the list was counted from, and counting the
//! texts of the kit anew judges worse, so it is not made but held to what it is.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::Artefact;
use super::card::Card;
use crate::kit;

/// The list as it was reviewed.
const SHA256: &str = "0b67159ce3a0d44c9f90719878ed5f7c87f721d120ed89bd1cfd358637e61abe";

/// Names of scripts, of servers of advertisements and of sites, which a crawl left in the list.
const JUNK: [&str; 38] = [
    "adfclick",
    "adfshow",
    "allyes",
    "asp",
    "bhmadeco",
    "bhmadonna",
    "bhmagazino",
    "bhmagourmet",
    "cfu",
    "cgi",
    "chinatimes",
    "clickboard",
    "crowninc",
    "ctrl",
    "eladies",
    "elita",
    "hkt",
    "href",
    "huanqiu",
    "iads",
    "icp",
    "ifeng",
    "img",
    "ismap",
    "javascript",
    "js",
    "ncc",
    "netease",
    "newsru",
    "nhi",
    "noscript",
    "nownews",
    "posid",
    "regnum",
    "showadcode",
    "tempfile",
    "tripass",
    "twsina",
];

/// Reads the list and checks that it is what was reviewed.
pub(crate) fn make(out: &Path) -> Result<Artefact> {
    let path = out.join("words.txt");
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let found = kit::sha256(&bytes);
    ensure!(found == SHA256, "{}: sha256 {found}, but what was reviewed has {SHA256}", path.display());
    let left = junk(std::str::from_utf8(&bytes)?);
    ensure!(left.is_empty(), "{}: holds {}", path.display(), left.join(" "));
    let card = Card {
        about: "How rare words are in general, in levels: 2 for every second page, and so on by halves. Origin unknown: \
                counted once over pages in many languages that are lost. Names of scripts and sites were taken out by hand \
                (JUNK in lab/src/retrain/words.rs)."
            .to_owned(),
        format: "A level and its words a line".to_owned(),
        ..Card::new("words.txt", &bytes)
    };
    Ok(Artefact { bytes, card })
}

/// The words of a list with any that crawls leave behind.
fn junk(list: &str) -> Vec<&str> {
    let words = list.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ').skip(1));
    words.filter(|word| JUNK.contains(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn junk_is_found_and_words_are_spared() {
        assert_eq!(junk("# noscript\n2 the\n7 rain noscript snow adfshow\n"), ["noscript", "adfshow"]);
        assert!(junk("7 script scripts image").is_empty());
        assert!(JUNK.is_sorted(), "no word stands twice");
    }
}
