//! Any bytes as text, all three policies, every invariant.
#![no_main]

use std::sync::OnceLock;

use descrape::{Cleaner, Hints, Policy};
use descrape_lab::invariants;
use libfuzzer_sys::fuzz_target;

/// Longer texts find no new paths: cleaning sees lines, looks at 2 KiB of each at
/// the most, and a page of 64 KiB holds any arrangement of them. They only make
/// runs rarer. Great texts are the business of `tests/hostile.rs`.
const LONGEST: usize = 64 * 1024;

static PRESETS: OnceLock<[(Policy, Cleaner); 3]> = OnceLock::new();

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(&data[..data.len().min(LONGEST)]);
    // What a crawler knows of a page often stands on the page: any line may be the title.
    let title = text.lines().nth(data.first().map_or(0, |&byte| usize::from(byte % 8)));
    let hinted = Hints::new().title(title).site(text.split_whitespace().next()).lang("en");
    for (policy, cleaner) in PRESETS.get_or_init(invariants::presets) {
        invariants::check_all(*policy, cleaner, &text, Hints::default());
        invariants::check_all(*policy, cleaner, &text, hinted);
    }
    // Folding only has to take any text.
    descrape::fold(&text);
});
