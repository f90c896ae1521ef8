//! The evaluation kits: where their files are, their rows, and what they are known by.
//!
//! A kit is a folder with `cleaning`, `dedup` and `board.py`. Files are JSON lines, perhaps packed by
//! gzip. None of their text may enter the repository: what is learnt keeps numbers and single words.
//!
//! Time and space O(bytes of the file).

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::read::MultiGzDecoder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// A folder of kits.
#[derive(Clone, Debug)]
pub struct Kit {
    root: PathBuf,
}

impl Kit {
    /// The kits in a folder.
    ///
    /// # Errors
    /// If no kit is there.
    pub fn at(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        for part in ["cleaning", "dedup"] {
            if !root.join(part).is_dir() {
                bail!("{}: no evaluation kit, for it has no folder {part}", root.display());
            }
        }
        Ok(Self { root })
    }

    /// A file by its name within the kit, such as `cleaning/gold.jsonl.gz`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The rows of a file, in its order.
    ///
    /// # Errors
    /// If the file can't be read, or a line is no such row.
    pub fn rows<R: DeserializeOwned>(&self, name: &str) -> Result<Vec<R>> {
        lines(&self.file(name))?.collect()
    }

    /// The names of the files in a folder of the kit that start and end so, sorted.
    ///
    /// # Errors
    /// If the folder can't be read.
    pub fn names(&self, folder: &str, start: &str, end: &str) -> Result<Vec<String>> {
        let path = self.file(folder);
        let mut names = Vec::new();
        for entry in path.read_dir().with_context(|| path.display().to_string())? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.starts_with(start) && name.ends_with(end) {
                names.push(format!("{folder}/{name}"));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The SHA-256 of a file as it lies there, in hexadecimal.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn sha256(&self, name: &str) -> Result<String> {
        let path = self.file(name);
        let mut file = File::open(&path).with_context(|| path.display().to_string())?;
        let mut hasher = Sha256::new();
        let mut block = vec![0; 1 << 16];
        loop {
            match file.read(&mut block)? {
                0 => return Ok(hex(&hasher.finalize())),
                read => hasher.update(&block[..read]),
            }
        }
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The objects of a file of JSON lines, in its order; unpacked if its name ends in `.gz`.
///
/// # Errors
/// The file cannot be opened. What is wrong with a line is an error in its place, which names the file and
/// the line.
pub fn lines<R: DeserializeOwned>(path: &Path) -> Result<impl Iterator<Item = Result<R>> + use<R>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> = if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    Ok(lines_of(BufReader::new(bytes), path.display().to_string()))
}

/// One row a line; blank lines are none.
fn lines_of<R: DeserializeOwned>(input: impl BufRead, name: String) -> impl Iterator<Item = Result<R>> {
    let lines = input.lines().enumerate();
    lines.filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim().is_empty())).map(
        move |(number, line)| {
            let row = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
            row.with_context(|| format!("{name}, line {}", number + 1))
        },
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn rows_are_lines_and_a_bad_one_is_named() {
        let rows = |text: &'static [u8]| lines_of::<u8>(text, "file".to_owned()).collect::<Result<Vec<_>>>();
        assert_eq!(rows(b"1\n\n 2\n").unwrap(), [1, 2]);
        assert_eq!(rows(b"1\n\ntwo\n").unwrap_err().to_string(), "file, line 3");
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        // The examples of FIPS 180-2.
        for (text, expected) in [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ] {
            assert_eq!(sha256(text.as_bytes()), expected);
        }
    }

    #[test]
    fn packed_and_plain_files_have_the_same_rows() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert!(Kit::at(root).is_err(), "an empty folder is no kit");
        for part in ["cleaning", "dedup"] {
            std::fs::create_dir(root.join(part)).unwrap();
        }
        let kit = Kit::at(root).unwrap();
        let lines = b"[\"rain\", 1]\n[\"snow\", 2]\n";
        std::fs::write(kit.file("dedup/a.jsonl"), lines).unwrap();
        let packed = File::create(kit.file("dedup/b.jsonl.gz")).unwrap();
        let mut packer = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
        packer.write_all(lines).unwrap();
        packer.finish().unwrap();
        let plain: Vec<(String, u8)> = kit.rows("dedup/a.jsonl").unwrap();
        assert_eq!(plain, [("rain".to_owned(), 1), ("snow".to_owned(), 2)]);
        assert_eq!(kit.rows::<(String, u8)>("dedup/b.jsonl.gz").unwrap(), plain);
        assert_eq!(kit.names("dedup", "", ".jsonl").unwrap(), ["dedup/a.jsonl"]);
        assert_eq!(kit.sha256("dedup/a.jsonl").unwrap(), sha256(lines));
    }
}
