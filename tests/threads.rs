//! I5 and I8: the number of threads changes nothing, nor does the pool in which
//! a batch is cleaned or clustered.
#![cfg(feature = "parallel")]

use descrape::{Cleaner, Dedup, Policy, Report};
use rayon::ThreadPoolBuilder;

/// Pages of many sizes, so that threads finish out of order.
fn texts() -> Vec<String> {
    let lines = [
        "Home",
        "News",
        "Sport",
        "Ferry town votes to rebuild its drowned pier",
        "By Harriet Mosswell",
        "12 September 2025, 07:30",
        "The council agreed to rebuild the wooden pier that collapsed during the winter storms, and eleven members voted for it.",
        "Advertisement",
        "Nobody was hurt, but the town lost its only landing stage. Since then the ferry has tied up at the coal quay.",
        "Share this article",
        "Related articles",
        "Night buses return to Greater Hessing",
        "© 2025 The Example. All rights reserved.",
    ];
    // A small generator, fixed for ever: the pages are the same on every machine.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..400)
        .map(|page| {
            let count = if page % 50 == 0 { 3000 } else { next(60) };
            (0..count)
                .map(|_| format!("{}{}", lines[next(lines.len())], ["\n", "\n\n", "\r\n"][next(3)]))
                .collect()
        })
        .collect()
}

#[test]
fn pools_of_any_size_give_equal_reports() {
    let texts = texts();
    for policy in [Policy::gentle(), Policy::balanced(), Policy::strict()] {
        let cleaner = Cleaner::builder().policy(policy).build().unwrap();
        let one_by_one: Vec<Report<'_>> = texts.iter().map(|text| cleaner.report(text)).collect();
        assert!(one_by_one.iter().any(|report| !report.removed().is_empty()));
        for threads in [1, 2, 8] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let reports = pool.install(|| cleaner.report_all(&texts));
            assert!(reports == one_by_one, "{threads} threads");
        }
        assert!(cleaner.report_all(&texts) == one_by_one, "the global pool");
    }
}

#[test]
fn batches_may_be_nested_and_empty() {
    let cleaner = Cleaner::new();
    assert!(cleaner.report_all::<&str>(&[]).is_empty());
    let texts = texts();
    let halves: Vec<&[String]> = texts.chunks(texts.len() / 2).collect();
    let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let (first, second) =
        pool.install(|| rayon::join(|| cleaner.report_all(halves[0]), || cleaner.report_all(halves[1])));
    let together = [first, second].concat();
    assert!(together == cleaner.report_all(&texts));
}

#[test]
fn one_cleaner_serves_many_threads() {
    let texts = texts();
    let cleaner = Cleaner::new();
    let expected: Vec<Report<'_>> = texts.iter().map(|text| cleaner.report(text)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for (text, expected) in texts.iter().zip(&expected) {
                    assert!(cleaner.report(text) == *expected);
                }
            });
        }
    });
}

/// Headlines that repeat one another, in crowds and alone, so that every way to a candidate is taken.
fn headlines() -> Vec<String> {
    let words =
        ["ferry", "harbour", "council", "fire", "bridge", "storm", "festival", "strike", "school", "river"];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..2200)
        .map(|i| {
            if i % 3 == 0 {
                return format!("Ferry {} leaves Aldersund at six on Monday morning", next(700));
            }
            let count = next(7) + 1;
            let mut text: Vec<String> = (0..count).map(|_| words[next(words.len())].to_owned()).collect();
            text.push(format!("Skerrow{}", next(1000)));
            text.join(" ")
        })
        .collect()
}

#[test]
fn pools_of_any_size_find_equal_clusters() {
    let texts = headlines();
    for dedup in [Dedup::headlines(), Dedup::documents()] {
        let clusters = |threads: usize| {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| dedup.clusters(&texts))
        };
        let expected = clusters(1);
        assert!(expected.count() < texts.len());
        assert_eq!(dedup.pairs(&texts), expected.pairs());
        for threads in [2, 8] {
            assert!(clusters(threads) == expected, "{threads} threads");
        }
    }
}
