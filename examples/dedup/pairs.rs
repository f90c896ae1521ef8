//! `pairs`: two texts a line in, a score a line out, in the same order.

use std::io::{self, Write};

use descrape::Comparison;
use serde_json::Value;

use crate::args::Args;
use crate::input::not_utf8;
use crate::lines::{self, Line};
use crate::{explain, json};

/// Compares all pairs. `false` if some lines were bad.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    let answer = if args.jsonl { object } else { tabs };
    lines::answer(&args.files, "compared", |line: &Line| answer(args, &line.bytes), out)
}

/// The answer to two texts with a tab between them.
fn tabs(args: &Args, line: &[u8]) -> Result<Vec<u8>, String> {
    let line = std::str::from_utf8(line).map_err(not_utf8)?;
    let (a, b) = line.split_once('\t').ok_or("no tab")?;
    if b.contains('\t') {
        return Err("more than one tab".to_owned());
    }
    let verdict = args.dedup.compare(a, b);
    let word = if is_dup(args, &verdict) { "duplicate" } else { "different" };
    Ok(format!("{}\t{word}\t{}\n", verdict.score(), explain::reasons(&verdict).join(", ")).into())
}

/// The answer to a JSON line.
fn object(args: &Args, line: &[u8]) -> Result<Vec<u8>, String> {
    let value = json::object(line)?;
    let id = json::id(&value);
    let verdict = args.dedup.compare(json::needed(&value, "a")?, json::needed(&value, "b")?);
    // Written field by field, since a map would sort the names.
    let mut out = format!("{{\"id\":{id},\"score\":{},\"dup\":{}", verdict.score(), is_dup(args, &verdict));
    if args.explain {
        let reasons: Value = verdict.reasons().map(|reason| reason.to_string()).collect();
        let signs: Vec<String> = verdict.signs().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        out.push_str(&format!(",\"reasons\":{reasons},\"signs\":{{{}}}", signs.join(",")));
    }
    out.push_str("}\n");
    Ok(out.into())
}

fn is_dup(args: &Args, verdict: &Comparison) -> bool {
    verdict.score() >= args.dedup.min_score()
}
