//! Says of each headline whether it was seen before, today or in any earlier run: the index is kept in a file.
//!
//! ```text
//! printf 'Snow closes three roads\nThree roads closed by snow\n' | cargo run --release --example index -- seen.index
//! ```

use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::{env, fs};

use descrape::{Dedup, DedupIndex};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: index FILE < headlines")?;
    let mut index = match fs::read(&path) {
        Ok(bytes) => DedupIndex::from_bytes(&bytes)?,
        Err(error) if error.kind() == ErrorKind::NotFound => Dedup::headlines().index(),
        Err(error) => return Err(error.into()),
    };

    // Ids are the caller's: here they go on from the greatest.
    let next = index.ids().iter().max().map_or(1, |id| id + 1);
    let mut out = io::stdout().lock();
    for (id, headline) in (next..).zip(io::stdin().lines()) {
        let headline = headline?;
        // Stores the headline if it repeats none; `query` would only ask.
        match index.insert(id, &headline) {
            Some(earlier) => writeln!(out, "repeats {} ({})\t{headline}", earlier.id, earlier.score)?,
            None => writeln!(out, "new, {id}\t{headline}")?,
        }
    }
    fs::write(&path, index.to_bytes())?;
    Ok(())
}
