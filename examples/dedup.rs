//! Finds headlines that tell one story: one headline a line in, clusters out.
//!
//! ```text
//! printf 'Snow closes three roads\nThree roads closed by snow\nSnow closes the airport\n' |
//!     cargo run --release --example dedup
//! ```

use std::error::Error;
use std::io::{self, Write};

use descrape::Dedup;

fn main() -> Result<(), Box<dyn Error>> {
    let headlines: Vec<String> = io::stdin().lines().collect::<Result<_, _>>()?;
    let dedup = Dedup::headlines();
    let clusters = dedup.clusters(&headlines);

    let mut out = io::stdout().lock();
    for group in clusters.groups() {
        // The one that is kept comes first, and behind it what would be dropped for it.
        let (kept, dropped): (Vec<usize>, Vec<usize>) =
            group.iter().partition(|&&text| clusters.leader_of(text) == Some(text));
        for text in kept {
            writeln!(out, "{}", headlines[text])?;
        }
        for text in dropped {
            // The verified pair that puts it there, and what speaks for it and what against.
            let Some(pair) = clusters.because(text) else { continue };
            let comparison = dedup.compare(&headlines[pair.first], &headlines[pair.second]);
            let reasons: Vec<String> = comparison.reasons().map(|reason| reason.to_string()).collect();
            writeln!(out, "  {} {} ({})", pair.score, headlines[text], reasons.join(", "))?;
        }
    }
    Ok(())
}
