//! Why two texts are one or are not, in words.

use descrape::Comparison;

/// The reasons, those against it behind a "but".
pub(super) fn reasons(comparison: &Comparison) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut all_for = true;
    for reason in comparison.reasons() {
        let turns = all_for && !reason.speaks_for();
        all_for &= reason.speaks_for();
        words.push(if turns && !words.is_empty() { format!("but {reason}") } else { reason.to_string() });
    }
    if words.is_empty() {
        words.push("next to nothing shared".to_owned());
    }
    words
}
