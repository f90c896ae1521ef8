//! Learns what stands on page after page of a site, and removes it: files of one site in, cleaned texts out.
//!
//! ```text
//! cargo run --release --example templates -- news.example crawl/*.txt
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::{env, fs};

use descrape::{Cleaner, Hints, TemplateLearner, Templates};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let site = args.next().ok_or("usage: templates SITE FILE...")?;
    let pages = args.map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;

    // Pages come in any order. Learners of threads, machines or days are merged with the same result.
    let (mut learner, mut other) = (TemplateLearner::new(), TemplateLearner::new());
    for (at, page) in pages.iter().enumerate() {
        let one = if at % 2 == 0 { &mut learner } else { &mut other };
        one.observe(&site, page);
    }
    learner.merge(&other)?;

    // What is learnt can be stored, and serves pages that come later.
    let stored = learner.finish().to_bytes();
    let templates = Templates::from_bytes(&stored)?;
    eprintln!("{} lines are templates, {} bytes", templates.len(), stored.len());

    let cleaner = Cleaner::builder().templates(templates).build()?;
    let pages: Vec<(&str, Hints<'_>)> =
        pages.iter().map(|page| (page.as_str(), Hints::new().site(site.as_str()))).collect();
    let mut out = io::stdout().lock();
    for report in cleaner.report_all_with(&pages) {
        writeln!(out, "{}", report.text())?;
    }
    Ok(())
}
