//! Near-duplicates.

mod hamming;
mod profile;
mod scorer;
mod signs;
mod vocabulary;

pub use hamming::{HammingIndex, HammingJoin, HammingMatch, HammingPair, hamming_self_join};

/// TEMP
pub fn signs(a: &str, b: &str) -> Vec<i32> {
    signs::Signs::of(&profile::Profile::of(a), &profile::Profile::of(b), &mut Default::default()).unwrap_or_default().row().to_vec()
}
/// TEMP
pub fn sign_names() -> &'static [&'static str] {
    signs::Signs::NAMES
}
/// TEMP
pub fn brute(texts: &[String], mut f: impl FnMut(usize, usize, u16, i32, i32, i32)) {
    let p: Vec<_> = texts.iter().map(|t| profile::Profile::of(t)).collect();
    let mut found = Default::default();
    for i in 0..p.len() {
        for j in 0..i {
            let Some(s) = signs::Signs::of(&p[i], &p[j], &mut found) else { continue };
            let v = scorer::score(&s);
            if v >= 100 {
                f(j, i, v, s.weighted_jaccard, s.weighted_containment, s.gram_jaccard);
            }
        }
    }
}
/// TEMP
pub fn atoms(text: &str, most: usize, letters: usize) -> Vec<u64> {
    let p = profile::Profile::of(text);
    let mut v: Vec<(u8, u64)> = p.tokens.iter().filter(|t| !t.is(vocabulary::class::FRAME)).map(|t| {
        let f = p.folded(t);
        let mut end = 0; let mut n = 0;
        while end < f.len() { if f[end] & 0xc0 != 0x80 { n += 1; if n > letters { break; } } end += 1; }
        let h = if end < f.len() && !t.is(vocabulary::class::NUMBER) && !t.is(vocabulary::class::PLACE) { crate::hash::bytes(&f[..end]) } else { t.hash };
        (255 - t.weight, h.wrapping_mul(0x9e3779b97f4a7c15))
    }).collect();
    v.sort_unstable(); v.dedup();
    let mut out: Vec<u64> = Vec::new();
    for (w, h) in v { if out.contains(&h) { continue; } if out.len() >= most || (255 - w < 6 && out.len() >= 4) { break; } out.push(h); }
    out
}
