//! The breaks inside of sentences: each shape of a page beside the shape of it that has a line for each unit.

use std::collections::HashMap;

use anyhow::Result;
use descrape::train::{BreakExample, BreakTrainer};
use serde::Deserialize;

use super::steps::Steps;
use crate::kit::Kit;

#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    kind: String,
    site: String,
    text: String,
    gold: String,
}

/// The shape with a line for each block of the page.
const WHOLE: &str = "dump:wet";

/// Shapes that break lines, or may; that of the blocks says which of their breaks are inside of one.
const BROKEN: [&str; 6] = [
    "dump:bs4-newline",
    "dump:html2text",
    "dump:w3m",
    "dump:html-text",
    "dump:inscriptis",
    "dump:resiliparse",
];

/// A trainer that has seen all pages that are there in two shapes.
pub(crate) fn trainer(kit: &Kit, steps: &Steps) -> Result<BreakTrainer> {
    steps.say("breaks: texts");
    let mut trainer = BreakTrainer::new();
    for name in
        ["cleaning/renderings.jsonl.gz", "cleaning/recipes.jsonl.gz", "cleaning/extra_renderings.jsonl.gz"]
    {
        let rows: Vec<Row> = kit.rows(name)?;
        let page = |row: &Row| row.id.rsplit_once('/').map_or(row.id.clone(), |(page, _)| page.to_owned());
        let whole_of: HashMap<String, &str> =
            rows.iter().filter(|row| row.kind == WHOLE).map(|row| (page(row), &*row.text)).collect();
        for row in &rows {
            let whole = if row.kind.starts_with("gold:") && row.kind != "gold:one-line" {
                Some(&*row.gold)
            } else if BROKEN.contains(&&*row.kind) {
                whole_of.get(&page(row)).copied()
            } else {
                None
            };
            let lined = match &*row.kind {
                "dump:one-line" => whole_of.get(&page(row)).copied(),
                "gold:one-line" => Some(&*row.gold),
                _ => None,
            };
            if let Some(whole) = lined {
                let weight = if row.kind.starts_with("gold") { 1500 } else { 1000 };
                trainer.add_line(BreakExample { text: &row.text, whole, site: &row.site, weight });
            }
            if let Some(whole) = whole {
                let weight = if row.kind.starts_with("gold") { 3000 } else { 1000 };
                trainer.add(BreakExample { text: &row.text, whole, site: &row.site, weight });
            }
            if row.kind == WHOLE {
                let one = row.text.split_whitespace().collect::<Vec<_>>().join(" ");
                trainer.add_line(BreakExample {
                    text: &one,
                    whole: &row.text,
                    site: &row.site,
                    weight: 1000,
                });
                // At any width, and not at all.
                for width in [48, 64, 72, 80, 100] {
                    if descrape::train::Trainer::part_of(&row.id, 5) as usize == width / 10 % 5 {
                        let wrapped = wrap(&row.text, width);
                        trainer.add(BreakExample {
                            text: &wrapped,
                            whole: &row.text,
                            site: &row.site,
                            weight: 500,
                        });
                    }
                }
                trainer.add(BreakExample { text: &row.text, whole: &row.text, site: &row.site, weight: 500 });
            }
        }
    }
    for row in kit.rows::<Row>("cleaning/harm.jsonl.gz")? {
        if ["harm:verse", "harm:news", "harm:news-ar"].contains(&&*row.kind) {
            trainer.add(BreakExample { text: &row.text, whole: &row.text, site: &row.id, weight: 500 });
            if row.kind != "harm:verse" {
                trainer.add(BreakExample {
                    text: &wrap(&row.text, 76),
                    whole: &row.text,
                    site: &row.id,
                    weight: 500,
                });
            }
        }
    }
    let (known, inside) = trainer.known();
    steps.say(&format!("breaks: {known} are known, {inside} of them inside of units"));
    Ok(trainer)
}

/// The text with its lines broken at a width.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut column = 0;
        for word in line.split_inclusive(' ') {
            let wide = word.trim_end().chars().count();
            if column > 0 && column + wide > width {
                while wrapped.ends_with(' ') {
                    wrapped.pop();
                }
                wrapped.push('\n');
                column = 0;
            }
            wrapped.push_str(word);
            column += word.chars().count();
        }
    }
    wrapped
}
