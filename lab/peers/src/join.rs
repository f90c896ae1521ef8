//! Self-join of fingerprints within distance 3: `hamming_self_join` beside gaoya's index.
//!
//! gaoya keeps a match only when its distance is *below* the index's second argument, so one more
//! than the radius is given to it. Six blocks are its better setting: 20 tables by 3 of 6 blocks that agree;
//! 5 blocks make 10 tables by 2 of 5, with longer buckets. It answers queries, so each fingerprint is
//! looked up and pairs are taken from one side.

use std::hint::black_box;
use std::time::Duration;

use descrape::fingerprint::hamming_self_join;
use descrape_lab::clock::Clock;
use descrape_lab::memory;
use descrape_lab::neighbours::planted;
use gaoya::simhash::SimHashIndex;

const RADIUS: u32 = 3;
const BLOCKS: [usize; 2] = [6, 5];
/// How many are checked first, and with 5 blocks only so many are looked up: others take as long.
const CHECKED: usize = 50_000;

fn ours(fingerprints: &[u64]) -> usize {
    let join = hamming_self_join(fingerprints, RADIUS).expect("the radius is in range");
    black_box(&join).pairs().len()
}

fn index(fingerprints: &[u64], blocks: usize) -> SimHashIndex<u64, u32> {
    let mut index = SimHashIndex::new(blocks, RADIUS as usize + 1);
    for (id, &fingerprint) in (0..).zip(fingerprints) {
        index.insert(id, fingerprint);
    }
    index
}

/// How many pairs queries for the first so many fingerprints give, each with those before it.
fn queries(index: &SimHashIndex<u64, u32>, fingerprints: &[u64]) -> usize {
    let earlier = |(id, fingerprint): (u32, &u64)| {
        index.query(fingerprint).into_iter().filter(|&&other| other < id).count()
    };
    (0..).zip(fingerprints).map(earlier).sum()
}

/// The table, with so many rounds.
pub(crate) fn table(clock: &Clock, n: usize, rounds: usize) {
    let all = planted(n, RADIUS);
    for blocks in BLOCKS {
        let few = &all[..CHECKED.min(n)];
        assert_eq!(queries(&index(few, blocks), few), ours(few), "{blocks} blocks");
    }
    let timed = |work: &mut dyn FnMut()| {
        let start = clock.now();
        work();
        clock.now() - start
    };
    let mut times: [Vec<Duration>; 5] = Default::default();
    let (mut pairs, mut held) = ([0; 3], [0; 3]);
    for round in 0..rounds {
        for _ in 0..3 {
            times[0].push(timed(&mut || pairs[0] = ours(&all)));
        }
        for (at, blocks) in (1..).zip(BLOCKS) {
            // With 5 blocks all queries would take minutes.
            let asked = if blocks == 5 { &all[..CHECKED.min(n)] } else { &all[..] };
            let mut built = None;
            times[2 * at - 1].push(timed(&mut || built = Some(index(&all, blocks))));
            let built = built.expect("it was just built");
            let taken = timed(&mut || pairs[at] = queries(&built, asked));
            times[2 * at].push(taken.mul_f64(n as f64 / asked.len() as f64));
        }
        if round == 0 {
            held[0] = memory::peak(|| hamming_self_join(&all, RADIUS));
            for (at, blocks) in (1..).zip(BLOCKS) {
                held[at] = memory::peak(|| index(&all, blocks));
            }
        }
    }
    assert_eq!(pairs[0], pairs[1], "the counts of all pairs");
    let [join, build, query, build_5, query_5] = times.map(|mut samples| {
        samples.sort_unstable();
        samples[samples.len() / 2].as_secs_f64()
    });
    println!("\nself-join of {n} fingerprints, radius {RADIUS}; {} pairs, {rounds} rounds in turn", pairs[0]);
    println!("  {:<42} {:>9} {:>10} {:>11}   join is", "", "s", "ns each", "bytes each");
    let line = |name: &str, seconds: f64, held: usize| {
        let (each, bytes) = (seconds * 1e9 / n as f64, held as f64 / n as f64);
        println!("  {name:<42} {seconds:>9.3} {each:>10.0} {bytes:>11.1}   {:.0} x as fast", seconds / join);
    };
    line("descrape, hamming_self_join", join, held[0]);
    line("gaoya, 6 blocks, index and all queries", build + query, held[1]);
    line("  its index alone", build, held[1]);
    line("gaoya, 5 blocks, queries extrapolated", build_5 + query_5, held[2]);
    line("  its index alone", build_5, held[2]);
}
