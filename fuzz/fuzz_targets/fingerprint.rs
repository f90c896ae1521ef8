//! Shingles and fingerprints of any text against their plain definitions.
#![no_main]

use std::collections::HashSet;

use descrape::fingerprint::{MinHasher, ShingleUnit, Shingler, SimHash64, SimHash128, shingles};
use descrape::fold;
use libfuzzer_sys::fuzz_target;

const LONGEST: usize = 16 * 1024;

fuzz_target!(|data: &[u8]| {
    let Some((&[size, slots, seed], rest)) = data.split_first_chunk() else { return };
    let text = String::from_utf8_lossy(&rest[..rest.len().min(LONGEST)]);
    let size = usize::from(size % 16) + 1;
    let (words, chars) = (ShingleUnit::words(size).unwrap(), ShingleUnit::chars(size).unwrap());
    let one = ShingleUnit::words(1).unwrap();

    // Reading words for their hashes alone finds those that folding finds. A folded word
    // is a run of ASCII letters and digits or goes another way, so both ways are compared.
    // Scripts without spaces overlap, and what vanished in folding may have kept letters apart.
    let folded = fold(&text);
    let hashes = shingles(&text, one);
    let plain = folded.bytes().all(|byte| byte == b' ' || byte.is_ascii_alphanumeric());
    if plain {
        let each: Vec<u64> = folded.split(' ').flat_map(|word| shingles(word, one)).collect();
        assert_eq!(hashes, each, "{folded:?}");
        assert_eq!(shingles(&text, chars), shingles(&folded, chars));
    }
    assert_eq!(hashes.is_empty(), folded.is_empty(), "{folded:?}");

    // A text's words are those of its lines.
    let by_lines: Vec<u64> = text.split_inclusive('\n').flat_map(|line| shingles(line, one)).collect();
    assert_eq!(by_lines, hashes);

    let mut shingler = Shingler::new(words);
    let features = shingler.shingles(&text).to_vec();
    assert_eq!(shingler.shingles(&text), features);
    assert_eq!(
        features.len(),
        if hashes.is_empty() { 0 } else { hashes.len().saturating_sub(size - 1).max(1) }
    );
    let characters = folded.chars().count();
    let expected = if characters == 0 { 0 } else { characters.saturating_sub(size - 1).max(1) };
    assert_eq!(shingles(&text, chars).len(), expected);

    let simhash = SimHash64::of(&features).bits();
    for bit in 0..64 {
        let ones = features.iter().filter(|&feature| feature >> bit & 1 == 1).count();
        assert_eq!(simhash >> bit & 1 == 1, ones * 2 > features.len(), "bit {bit}");
    }
    assert_eq!(SimHash128::of(&features).bits() as u64, simhash);

    let hasher = MinHasher::new(usize::from(slots) + 1, u64::from(seed)).unwrap();
    let signature = hasher.signature(&features);
    let set: HashSet<u64> = features.iter().copied().collect();
    let once: Vec<u64> = set.into_iter().collect();
    assert_eq!(signature, hasher.signature(&once), "neither order nor repeats matter");
    let (left, right) = once.split_at(once.len() / 2);
    let mut merged = hasher.signature(left);
    merged.merge(&hasher.signature(right)).unwrap();
    assert_eq!(signature, merged, "the signature of a union");
});
