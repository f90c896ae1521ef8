//! Headlines from a model of words: grammar words, words by rank (Zipf 1949), names and
//! numbers, 6 to 14 of them, some of which are rewritten copies of earlier ones.

/// One of so many headlines is a rewrite of an earlier one.
pub const PLANTED: usize = 20;

const GRAMMAR: [&str; 24] = [
    "the", "of", "in", "to", "and", "for", "on", "after", "over", "with", "at", "as", "from", "by", "says",
    "new", "is", "a", "how", "who", "amid", "is", "will", "not",
];
const ONSETS: [&str; 20] =
    ["b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
const CODAS: [&str; 10] = ["", "n", "r", "s", "t", "l", "nd", "st", "m", "ck"];

/// How many words there are besides grammar.
const WORDS: u64 = 120_000;

/// A small generator of random numbers (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ x >> 31) % bound
    }
}

/// The word of a rank: the same for every call.
fn word(rank: u64) -> String {
    let mut chance = Chance::new(rank.wrapping_mul(0xd6e8_feb8_6659_fd93));
    let syllables = 1 + chance.below(3) + u64::from(rank > 2000);
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(ONSETS[chance.below(20) as usize]);
        word.push_str(VOWELS[chance.below(8) as usize]);
        word.push_str(CODAS[chance.below(10) as usize]);
    }
    if rank.is_multiple_of(5) {
        word[..1].make_ascii_uppercase();
    }
    word
}

/// A rank, about as often as words of that rank come.
fn rank(chance: &mut Chance) -> u64 {
    // The inverse of the cumulated 1 / rank, by its logarithm, in integers: so many doublings, and
    // evenly within.
    // The first of them are the words of grammar.
    let doublings = 4 + chance.below(13);
    let rank = (1 << doublings) + chance.below(1 << doublings);
    rank.min(WORDS)
}

fn headline(chance: &mut Chance) -> Vec<String> {
    let count = 6 + chance.below(9);
    (0..count)
        .map(|_| match chance.below(10) {
            0..3 => GRAMMAR[chance.below(24) as usize].to_owned(),
            3 => (1 + chance.below(300)).to_string(),
            _ => word(rank(chance)),
        })
        .collect()
}

/// The same said a little otherwise: a word less, two halves in turn, a site's name, capitals.
fn rewritten(words: &[String], chance: &mut Chance) -> String {
    let mut words = words.to_vec();
    let at = chance.below(words.len() as u64) as usize;
    match chance.below(4) {
        0 => drop(words.remove(at)),
        1 => words.rotate_left(at),
        2 => words.push("- Aldersund News".to_owned()),
        _ => words.iter_mut().for_each(|word| *word = word.to_uppercase()),
    }
    words.join(" ")
}

/// So many headlines, and for each whether it is a rewrite of an earlier one, by its place.
pub fn headlines(count: usize) -> (Vec<String>, Vec<Option<usize>>) {
    let mut chance = Chance::new(7);
    let (mut texts, mut sources, mut originals) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..count {
        if at % PLANTED == PLANTED - 1 {
            let of = chance.below(originals.len() as u64) as usize;
            let (place, words): &(usize, Vec<String>) = &originals[of];
            texts.push(rewritten(words, &mut chance));
            sources.push(Some(*place));
        } else {
            let words = headline(&mut chance);
            texts.push(words.join(" "));
            sources.push(None);
            originals.push((at, words));
        }
    }
    (texts, sources)
}

/// The headline of a place in a list that has no end, and where what it rewrites stands, if it is a rewrite: for lists
/// of which the words do not fit into memory. No rewrite is one of a rewrite.
pub fn nth(at: usize) -> (String, Option<usize>) {
    let mut chance = Chance::new((at as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
    if at % PLANTED != PLANTED - 1 {
        return (headline(&mut chance).join(" "), None);
    }
    let of = chance.below(at as u64) as usize;
    let of = of - usize::from(of % PLANTED == PLANTED - 1);
    let words = headline(&mut Chance::new((of as u64).wrapping_mul(0x2545_f491_4f6c_dd1d)));
    (rewritten(&words, &mut chance), Some(of))
}

/// How many rewrites are found, by whether a method holds two texts for one.
pub fn found(sources: &[Option<usize>], mut one: impl FnMut(usize, usize) -> bool) -> usize {
    sources
        .iter()
        .enumerate()
        .filter(|&(text, source)| source.is_some_and(|source| one(source, text)))
        .count()
}
