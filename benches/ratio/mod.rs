//! How fast cleaning is beside its rivals, as one table.
//!
//! Speeds on a shared machine mean little by themselves, so everything that is
//! compared runs in turn, round after round, and the table shows medians of the
//! rounds and their ratios.

use std::hint::black_box;

use aho_corasick::AhoCorasick;
use descrape::Cleaner;
use descrape_lab::clock::Clock;
use descrape_lab::corpus::Corpus;
use descrape_lab::turns::{Contender, ROUNDS, interleaved};

use crate::rivals;
use crate::{chunks, removed_lines};

/// `report` and its rivals over the same pages.
fn rivalry(clock: &Clock, cleaner: &Cleaner, automaton: &AhoCorasick, corpus: &Corpus) {
    let bytes = corpus.bytes();
    let rules = Cleaner::builder().rules_only().build().expect("all defaults");
    let contenders = [
        Contender::new("report", bytes, || corpus.texts().map(|text| removed_lines(cleaner, text)).sum()),
        Contender::new("report, rules alone", bytes, || {
            corpus.texts().map(|text| removed_lines(&rules, text)).sum()
        }),
        Contender::new("aho-corasick DFA, 500 phrases", bytes, || {
            corpus.texts().map(|text| automaton.find_iter(text).count()).sum()
        }),
        Contender::new("C4 line rules", bytes, || {
            corpus.texts().map(|text| black_box(rivals::c4_lines(text)).len()).sum()
        }),
        Contender::new("chars() features", bytes, || {
            corpus.texts().map(|text| black_box(rivals::features(text)).words).sum()
        }),
    ];
    let times = interleaved(clock, &contenders);
    println!("\n{}: {}", corpus.name, corpus.shape());
    println!("  {:<32} {:>8} {:>8} {:>13}   report is", "", "GB/s", "ns/B", "ns/B min-max");
    for (contender, time) in contenders.iter().zip(&times) {
        let ratio = time.median / times[0].median;
        println!("  {:<32} {}   {ratio:.2} x as fast", contender.name, time.cells());
    }
}

/// `report` over the pages of each language.
fn languages(clock: &Clock, cleaner: &Cleaner, corpora: &[Corpus]) {
    let contenders: Vec<Contender<'_>> = corpora
        .iter()
        .map(|corpus| {
            let run = || corpus.texts().map(|text| removed_lines(cleaner, text)).sum();
            Contender::new(&corpus.name, corpus.bytes(), run)
        })
        .collect();
    println!("\nreport, by language");
    println!("  {:<32} {:>8} {:>8} {:>13}", "", "GB/s", "ns/B", "ns/B min-max");
    for (corpus, time) in corpora.iter().zip(interleaved(clock, &contenders)) {
        println!("  {:<32} {}   {}", corpus.name, time.cells(), corpus.shape());
    }
}

/// `report` of texts of doubling sizes: the time of a byte should not grow.
fn doubling(clock: &Clock, cleaner: &Cleaner, long: &str) {
    let cut: Vec<(usize, Vec<&str>)> =
        crate::sizes().map(|size| (size, chunks(long, size, long.len()))).collect();
    let contenders: Vec<Contender<'_>> = cut
        .iter()
        .map(|(size, texts)| {
            let bytes = texts.iter().map(|text| text.len()).sum();
            let run = || texts.iter().map(|text| removed_lines(cleaner, text)).sum();
            Contender::new(&format!("2^{} B", size.trailing_zeros()), bytes, run)
        })
        .collect();
    let times = interleaved(clock, &contenders);
    println!("\nreport, by size of the text (english pages one after the other)");
    println!("  {:<32} {:>8} {:>8} {:>13}   time of a byte", "", "GB/s", "ns/B", "ns/B min-max");
    for (contender, time) in contenders.iter().zip(&times) {
        let growth = time.median / times[0].median;
        println!("  {:<32} {}   {growth:.2} x that of the first", contender.name, time.cells());
    }
}

/// `report_all` on one and on two threads against a loop.
#[cfg(feature = "parallel")]
fn batch(clock: &Clock, cleaner: &Cleaner, corpus: &Corpus) {
    use std::time::Instant;

    use descrape_lab::turns::Times;

    const REPEATS: usize = 4;
    let texts: Vec<&str> = corpus.texts().collect();
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
    let (one, two) = (pool(1), pool(2));
    let runs: [(&str, &dyn Fn() -> usize); 3] = [
        ("loop over report", &|| texts.iter().map(|text| cleaner.report(text)).collect::<Vec<_>>().len()),
        ("report_all, 1 thread", &|| one.install(|| cleaner.report_all(&texts)).len()),
        ("report_all, 2 threads", &|| two.install(|| cleaner.report_all(&texts)).len()),
    ];
    if clock.process().is_none() {
        println!("\nbatch: no CPU time of all threads on this system");
        return;
    }
    let mut samples = [const { (Vec::new(), Vec::new()) }; 3];
    for round in 0..=ROUNDS {
        for ((_, run), (cpu, wall)) in runs.iter().zip(&mut samples) {
            let (cpu_start, start) = (clock.process().unwrap_or_default(), Instant::now());
            for _ in 0..REPEATS {
                black_box(run());
            }
            let taken = (clock.process().unwrap_or_default() - cpu_start, start.elapsed());
            // The first round only warms up.
            if round > 0 {
                let bytes = (corpus.bytes() * REPEATS) as f64;
                cpu.push(taken.0.as_nanos() as f64 / bytes);
                wall.push(taken.1.as_nanos() as f64 / bytes);
            }
        }
    }
    let times = samples.map(|(cpu, wall)| (Times::of(cpu), Times::of(wall)));
    println!("\nreport_all, {}: CPU time of all threads, and wall time", corpus.name);
    println!(
        "  {:<32} {:>10} {:>11} {:>12} {:>13}",
        "", "CPU ns/B", "wall ns/B", "CPU of loop", "wall of loop"
    );
    for ((name, _), (cpu, wall)) in runs.iter().zip(&times) {
        let (cpu_ratio, wall_ratio) = (cpu.median / times[0].0.median, wall.median / times[0].1.median);
        println!(
            "  {name:<32} {:>10.3} {:>11.3} {cpu_ratio:>10.2} x {wall_ratio:>11.2} x",
            cpu.median, wall.median
        );
    }
    println!(
        "  2 threads: {:.2} x as fast by the wall clock, and the CPU time would allow {:.2} x",
        times[0].1.median / times[2].1.median,
        2.0 * times[0].0.median / times[2].0.median
    );
}

/// Prints all tables.
pub(crate) fn print(clock: &Clock, cleaner: &Cleaner, corpora: &[Corpus], real: &[Corpus], long: &str) {
    println!("clock: {}; {ROUNDS} rounds in turn, medians", clock.name());
    let phrases = rivals::phrases(crate::PHRASES);
    let automaton = rivals::automaton(&phrases);
    for corpus in std::iter::once(&corpora[0]).chain(real) {
        rivalry(clock, cleaner, &automaton, corpus);
    }
    languages(clock, cleaner, corpora);
    doubling(clock, cleaner, long);
    #[cfg(feature = "parallel")]
    batch(clock, cleaner, &corpora[0]);
    #[cfg(not(feature = "parallel"))]
    println!("\nreport_all: the feature `parallel` is off, so it is the loop");
    println!();
}
