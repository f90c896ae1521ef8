//! Cleans a text: what is left of the standard input goes to the standard output.
//!
//! ```text
//! cargo run --release --example clean < examples/pages/full-page.txt
//! ```

use std::error::Error;
use std::io::{self, Read, Write};

use descrape::{Cleaner, NoiseKind, PhrasePlace, Policy};

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;

    // `descrape::clean(&text)` does the same with all defaults. A cleaner is built once and cleans any number of texts.
    let cleaner = Cleaner::builder()
        .policy(Policy::balanced().spare(NoiseKind::TimestampByline))
        .phrase(NoiseKind::OtherNoise, PhrasePlace::Starts, "Our reporters are on")
        .build()?;
    io::stdout().write_all(cleaner.clean(&text).as_bytes())?;
    Ok(())
}
