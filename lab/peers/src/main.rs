//! Fingerprints, joins and clusters beside those of other crates, in the same run.
//!
//! `cargo run --release --manifest-path lab/peers/Cargo.toml`, with `join`, `clusters` or
//! `fingerprints` behind `--` for one of the tables, and `million` for a million headlines; files of pages in
//! `DESCRAPE_PAGES`, as for the benches, come besides the made-up ones. A package by itself,
//! since no user of the crate should have to fetch what is only compared with.

mod cluster;
mod join;

use std::hint::black_box;

use descrape::fingerprint::{MinHasher, ShingleUnit, Shingler, SimHash64};
use gaoya::minhash::MinHasher as _;
use txtfp::Fingerprinter as _;

use descrape_lab::clock::Clock;
use descrape_lab::corpus::{self, Corpus, real_pages};
use descrape_lab::memory;
use descrape_lab::turns::{Contender, ROUNDS, interleaved};

#[global_allocator]
static ALLOCATOR: memory::Counting = memory::Counting;

/// The names of the tables, as arguments select them.
const TABLES: [&str; 3] = ["fingerprints", "join", "clusters"];
/// How many slots a signature has.
const SLOTS: usize = 128;
/// How many words a shingle has.
const WORDS: usize = 3;

fn main() {
    let clock = Clock::new();
    println!("clock: {}; {ROUNDS} rounds in turn unless said otherwise, medians", clock.name());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |wanted: &str| arguments.iter().any(|argument| argument == wanted);
    let all = !TABLES.iter().any(|table| has(table));
    if all || has("fingerprints") {
        fingerprints(&clock);
    }
    if all || has("join") {
        // Where whatever is parallel stays on this thread, whose clock is read.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        pool.expect("no thread is started").install(|| join::table(&clock, 1_000_000, 3));
    }
    if all || has("clusters") {
        std::thread::scope(|scope| {
            let million = has("million").then_some(1_000_000);
            let ours: Vec<usize> = [100_000].into_iter().chain(million).collect();
            // A thread that is in no pool yet, so that the global one is used.
            scope.spawn(move || cluster::table(&Clock::new(), &ours, &[10_000, 100_000], 3));
        });
    }
}

fn fingerprints(clock: &Clock) {
    let made_up = Corpus::generate(&corpus::LANGUAGES[0]);
    for corpus in std::iter::once(made_up).chain(real_pages()) {
        let pages: Vec<&str> = corpus.texts().collect();
        let lines: Vec<&str> =
            pages.iter().flat_map(|page| page.lines()).filter(|line| is_headline(line)).collect();
        let lines = &lines[..lines.len().min(20_000)];
        println!("\n{}: {}", corpus.name, corpus.shape());
        simhash_of(clock, "pages", &pages);
        simhash_of(clock, "headlines", lines);
        minhash_of(clock, "pages", &pages);
        minhash_of(clock, "headlines", lines);
    }
}

/// Six to fifteen words in 40 to 110 bytes.
fn is_headline(line: &str) -> bool {
    (40..=110).contains(&line.len()) && (6..=15).contains(&line.split_whitespace().count())
}

fn simhash_of(clock: &Clock, what: &str, texts: &[&str]) {
    let bytes = texts.iter().map(|text| text.len()).sum();
    let unit = ShingleUnit::words(1).expect("one is a size");
    let shingler = std::cell::RefCell::new(Shingler::new(unit));
    let gaoya = gaoya::simhash::SimHash::<_, u64, 64>::new(gaoya::simhash::SimSipHasher64::new(1, 2));
    let txtfp = txtfp::SimHashFingerprinter::new(txtfp::Canonicalizer::default(), txtfp::WordTokenizer);
    let contenders = [
        Contender::new("descrape, words", bytes, || {
            let mut shingler = shingler.borrow_mut();
            sum(texts, |text| SimHash64::of(shingler.shingles(text)).bits())
        }),
        Contender::new("simhash, split at white space", bytes, || sum(texts, simhash::simhash)),
        Contender::new("gaoya, split at white space", bytes, || {
            sum(texts, |text| gaoya.create_signature(text.split_whitespace()))
        }),
        Contender::new("txtfp, words", bytes, || {
            sum(texts, |text| txtfp.fingerprint(text).map_or(0, |simhash| simhash.0))
        }),
    ];
    table(clock, &format!("SimHash64 of {} {what}", texts.len()), texts.len(), &contenders);
}

fn minhash_of(clock: &Clock, what: &str, texts: &[&str]) {
    let bytes = texts.iter().map(|text| text.len()).sum();
    let unit = ShingleUnit::words(WORDS).expect("three is a size");
    let hasher = MinHasher::new(SLOTS, 1).expect("128 is a number of slots");
    let memory = std::cell::RefCell::new((Shingler::new(unit), hasher.signature(&[])));
    let gaoya = gaoya::minhash::MinHasher32::new(SLOTS);
    let shingled = txtfp::ShingleTokenizer { k: WORDS, inner: txtfp::WordTokenizer };
    let txtfp = txtfp::MinHashFingerprinter::<_, SLOTS>::new(txtfp::Canonicalizer::default(), shingled);
    let contenders = [
        Contender::new("descrape", bytes, || {
            let (shingler, signature) = &mut *memory.borrow_mut();
            sum(texts, |text| {
                hasher.signature_into(shingler.shingles(text), signature);
                u64::from(signature.slots()[0])
            })
        }),
        Contender::new("gaoya 32, spans of the text", bytes, || {
            sum(texts, |text| u64::from(gaoya.create_signature(spans(text).into_iter())[0]))
        }),
        Contender::new("gaoya 32, its shingle_tokens", bytes, || {
            sum(texts, |text| {
                let words: Vec<&str> = text.split_whitespace().collect();
                if words.len() < WORDS {
                    return 0;
                }
                u64::from(gaoya.create_signature(gaoya::text::shingle_tokens(&words, WORDS))[0])
            })
        }),
        Contender::new("txtfp", bytes, || {
            sum(texts, |text| txtfp.fingerprint(text).map_or(0, |signature| signature.hashes[0]))
        }),
    ];
    table(
        clock,
        &format!("MinHash {SLOTS} of {} {what}, {WORDS} words", texts.len()),
        texts.len(),
        &contenders,
    );
}

/// The parts of the text that hold three words each: the cheapest shingles there are.
fn spans(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let span = |window: &[&str]| {
        let last = window[window.len() - 1];
        text.get(offset(window[0])..offset(last) + last.len()).unwrap_or_default()
    };
    match words.len() {
        0 => Vec::new(),
        len => words.windows(WORDS.min(len)).map(span).collect::<Vec<&str>>(),
    }
}

fn sum(texts: &[&str], mut hash: impl FnMut(&str) -> u64) -> usize {
    texts.iter().fold(0u64, |sum, text| sum.wrapping_add(black_box(hash(text)))) as usize
}

fn table(clock: &Clock, title: &str, texts: usize, contenders: &[Contender<'_>]) {
    // Each answer is some sum of fingerprints: texts without any would be nothing to time.
    for contender in contenders {
        assert!((contender.run)() > 0, "{title}: {} gives nothing", contender.name);
    }
    let times = interleaved(clock, contenders);
    println!("\n{title}");
    println!(
        "  {:<32} {:>8} {:>8} {:>13}   {:>10}   descrape is",
        "", "GB/s", "ns/B", "ns/B min-max", "ns a text"
    );
    for (contender, time) in contenders.iter().zip(&times) {
        let each = time.median * contender.bytes as f64 / texts as f64;
        let ratio = time.median / times[0].median;
        println!("  {:<32} {}   {each:>10.0}   {ratio:.2} x as fast", contender.name, time.cells());
    }
}
