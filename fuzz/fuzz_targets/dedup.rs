//! The lines of any bytes as texts: both presets, all linkages and keep rules, streams; every invariant.
#![no_main]

use std::sync::OnceLock;

use descrape::{Dedup, KeepRule, Linkage};
use descrape_lab::invariants::dedup as rules;
use libfuzzer_sys::fuzz_target;

/// Few enough that no bucket is a crowd, where all invariants hold, and that comparing all with all is
/// quick. Crowds are the business of `tests/hostile_dedup.rs`.
const MOST: usize = rules::CROWD;
/// Longer texts find no new paths: past sixty words there are no frames, past 200 the style is
/// settled, and past 768 bytes trigrams are a sample.
const LONGEST: usize = 4096;

static DEDUPS: OnceLock<[Vec<(Linkage, KeepRule, Dedup)>; 3]> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let Some((&least, data)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(data);
    let texts: Vec<&str> = text.split('\n').take(MOST).map(|line| start(line, LONGEST)).collect();
    let dedups = DEDUPS.get_or_init(|| [1, 500, 900].map(rules::dedups));
    let dedups = &dedups[usize::from(least) % dedups.len()];
    for (at, (linkage, keep, dedup)) in dedups.iter().enumerate() {
        rules::check_texts(dedup, *linkage, *keep, &texts);
        // Streams know of neither linkage nor keep rule: one for each preset.
        if at < 2 {
            rules::a_stream_finds_what_a_batch_finds(dedup, &texts);
        }
    }
    if let [one, other, ..] = texts.as_slice() {
        rules::verdicts_are_symmetric(&dedups[0].2, one, other);
    }
});

fn start(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}
