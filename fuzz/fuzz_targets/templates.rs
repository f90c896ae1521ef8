//! Pages of sites: learners merge in any order, bytes are read again or refused, and cleaners with what was learnt keep
//! every invariant.
#![no_main]

use descrape::{Cleaner, Hints, Policy, TemplateLearner, Templates};
use descrape_lab::invariants;
use libfuzzer_sys::fuzz_target;

const SITES: [&str; 2] = ["a.example", "https://www.b.example/x"];

fuzz_target!(|data: &[u8]| {
    // As they are: any bytes are read or refused.
    if let Ok(learner) = TemplateLearner::from_bytes(data) {
        assert_eq!(learner.to_bytes(), data);
        learner.finish();
    }
    if let Ok(templates) = Templates::from_bytes(data) {
        assert_eq!(templates.to_bytes(), data);
    }
    let Some((&options, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    // A form feed stands between pages.
    let pages: Vec<&str> = text.split('\u{c}').take(40).collect();
    let learner = || TemplateLearner::with_sample(8).unwrap();
    let (mut all, mut parts) = (learner(), [learner(), learner(), learner()]);
    for (at, page) in pages.iter().enumerate() {
        let site = SITES[at % (1 + usize::from(options % 2))];
        all.observe(site, page);
        parts[(usize::from(options) * (at + 1) / 3) % 3].observe(site, page);
    }
    let [one, mut other, third] = parts;
    other.merge(&third).unwrap();
    other.merge(&one).unwrap();
    let bytes = all.to_bytes();
    assert_eq!(other.to_bytes(), bytes);
    assert_eq!(TemplateLearner::from_bytes(&bytes).unwrap().to_bytes(), bytes);

    let templates = all.finish();
    let mut stored = templates.to_bytes();
    assert_eq!(Templates::from_bytes(&stored).as_ref(), Ok(&templates));
    let at = usize::from(options) % stored.len();
    stored[at] ^= 1 << (options % 8);
    assert!(Templates::from_bytes(&stored).is_err());
    stored.truncate(at);
    assert!(Templates::from_bytes(&stored).is_err());

    let policy = [Policy::gentle(), Policy::balanced(), Policy::strict()][usize::from(options) % 3];
    let cleaner = Cleaner::builder().policy(policy).templates(templates).build().unwrap();
    for page in pages.iter().take(3) {
        invariants::check_all(policy, &cleaner, page, Hints::new().site(SITES[0]));
    }
});
