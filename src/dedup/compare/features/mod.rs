//! What speaks for and against two texts being one: a fixed row of integers.
//!
//! All of it comes from the two texts alone and is the same in either order. Shares
//! are in thousandths.
//!
//! Time O(words log words) for texts of any length.

use super::profile::{Profile, Style, Token};
use super::similarity::similarity;
use super::vocabulary::{class, related, vocabulary};

/// Signs of a pair of texts, by name, in the order of [`Comparison::signs`].
macro_rules! signs {
    ($($name:ident),* $(,)?) => {
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub(in crate::dedup) struct PairFeatures { $(pub(super) $name: i32),* }
        impl PairFeatures {
            pub(in crate::dedup) const NAMES: &'static [&'static str] = &[$(stringify!($name)),*];
            pub(in crate::dedup) fn row(&self) -> [i32; Self::NAMES.len()] { [$(self.$name),*] }
        }
    };
}

signs!(
    weighted_jaccard,
    weighted_containment,
    soft_jaccard,
    soft_containment,
    jaccard,
    gram_jaccard,
    gram_containment,
    order_jaccard,
    longest_run,
    least_words,
    most_words,
    length_ratio,
    shared_weight,
    least_unshared,
    most_unshared,
    heaviest_unshared,
    shared_numbers,
    least_numbers,
    most_numbers,
    number_share,
    shared_names,
    least_names,
    most_names,
    name_share,
    least_places,
    least_persons,
    least_organisations,
    plain_share,
    opposites,
    negations,
    swaps,
    swapped_numbers,
    swapped_places,
    swapped_persons,
    swapped_organisations,
    swapped_capitals,
    swapped_mixed,
    swapped_plain,
    swapped_opposites,
    swapped_alike,
    gaps,
    alike,
    sentence_style,
    prefix,
    same_first,
    same_last,
    cut,
);

/// A pair that shares less than this of the lighter text's words, by weight, and of its
/// trigrams, in thousandths, is not looked at any further.
const LEAST_SHARE: i32 = 200;

/// How alike words are that are used for each other, in thousandths.
const RELATED: i32 = 700;

/// Opposites of less weight count only where they stand in the same place.
const TELLING: u8 = 4;

/// More words than this are not compared one by one.
const MOST_PAIRED: usize = 24;

pub(in crate::dedup) fn share(part: i64, whole: i64) -> i32 {
    if whole <= 0 { 1000 } else { (part * 1000 / whole) as i32 }
}

/// Which tokens of each text the other one has, too, and room to find out more.
#[derive(Debug, Default)]
pub(in crate::dedup) struct TokenAlignment {
    a: Vec<bool>,
    b: Vec<bool>,
    /// Those it has in a form that is alike.
    alike_a: Vec<bool>,
    alike_b: Vec<bool>,
    neighbours: [Vec<u64>; 2],
    runs: [Vec<Run>; 2],
    unshared: [Vec<u32>; 2],
    opposed: [Vec<u64>; 2],
    pairs: Vec<(i64, usize, usize, usize)>,
}

impl TokenAlignment {
    fn find(&mut self, a: &Profile, b: &Profile) {
        for (flags, profile) in
            [(&mut self.a, a), (&mut self.b, b), (&mut self.alike_a, a), (&mut self.alike_b, b)]
        {
            flags.clear();
            flags.resize(profile.tokens.len(), false);
        }
        let (mut i, mut j) = (0, 0);
        while let (Some(&(left, at)), Some(&(right, other))) = (a.sorted.get(i), b.sorted.get(j)) {
            if left == right {
                self.a[at as usize] = true;
                self.b[other as usize] = true;
            }
            i += usize::from(left <= right);
            j += usize::from(left >= right);
        }
    }
}

impl PairFeatures {
    /// The signs of a pair, or none if the texts share too little to look further.
    pub(in crate::dedup) fn of(a: &Profile, b: &Profile, found: &mut TokenAlignment) -> Option<Self> {
        if a.tokens.is_empty() || b.tokens.is_empty() {
            return None;
        }
        let mut signs = Self::default();
        found.find(a, b);
        signs.weigh(a, b, found);
        signs.compare_grams(a, b);
        if signs.weighted_containment < LEAST_SHARE && signs.gram_containment < LEAST_SHARE {
            return None;
        }
        signs.match_softly(a, b, found);
        signs.shared_weight = signs.shared_weight.min(2000);
        signs.count_classes(a, b, found);
        signs.compare_order(a, b, found);
        signs.compare_swaps(a, b, found);
        signs.sentence_style = i32::from(a.style == Style::Sentence) + i32::from(b.style == Style::Sentence);
        Some(signs)
    }

    fn weigh(&mut self, a: &Profile, b: &Profile, found: &TokenAlignment) {
        let sum = |profile: &Profile, found: &[bool], wanted: bool| -> i64 {
            let tokens = profile.tokens.iter().zip(found);
            tokens.filter(|(_, found)| **found == wanted).map(|(token, _)| i64::from(token.weight)).sum()
        };
        // A word may stand in a frame on one side only.
        let both = sum(a, &found.a, true).min(sum(b, &found.b, true));
        let (only_a, only_b) = (sum(a, &found.a, false), sum(b, &found.b, false));
        self.weighted_jaccard = share(both, both + only_a + only_b);
        self.weighted_containment = share(both, both + only_a.min(only_b));
        self.shared_weight = both.min(i64::from(i32::MAX)) as i32;
        self.least_unshared = only_a.min(only_b).min(2000) as i32;
        self.most_unshared = only_a.max(only_b).min(2000) as i32;
        let heaviest = |profile: &Profile, found: &[bool]| {
            let tokens = profile.tokens.iter().zip(found);
            tokens.filter(|(_, found)| !**found).map(|(token, _)| i32::from(token.weight)).max().unwrap_or(0)
        };
        self.heaviest_unshared = heaviest(a, &found.a).min(heaviest(b, &found.b));
        let plain = |profile: &Profile| profile.tokens.iter().filter(|t| !t.is(class::FRAME)).count() as i64;
        let (in_a, in_b) = (plain(a), plain(b));
        let count = |found: &[bool]| found.iter().filter(|found| **found).count() as i64;
        let shared = count(&found.a);
        self.jaccard = share(shared, a.tokens.len() as i64 + b.tokens.len() as i64 - shared);
        self.least_words = in_a.min(in_b).min(2000) as i32;
        self.most_words = in_a.max(in_b).min(2000) as i32;
        self.length_ratio = share(in_a.min(in_b), in_a.max(in_b));
    }

    fn match_softly(&mut self, a: &Profile, b: &Profile, found: &mut TokenAlignment) {
        let (soft, alike) = match_softly(a, b, found);
        let weight = |profile: &Profile, found: &[bool]| -> i64 {
            let tokens = profile.tokens.iter().zip(found);
            tokens.map(|(token, found)| if *found { 0 } else { i64::from(token.weight) }).sum()
        };
        let both = i64::from(self.shared_weight);
        let soft_a = (weight(a, &found.a) - soft).max(0);
        let soft_b = (weight(b, &found.b) - soft).max(0);
        self.soft_jaccard = share(both + soft, both + soft + soft_a + soft_b);
        self.soft_containment = share(both + soft, both + soft + soft_a.min(soft_b));
        self.alike = alike;
    }

    fn count_classes(&mut self, a: &Profile, b: &Profile, found: &TokenAlignment) {
        let count = |wanted: fn(&Token) -> bool| {
            let of = |profile: &Profile, found: &[bool], alike: &[bool]| {
                let tokens = profile.tokens.iter().zip(found.iter().zip(alike));
                let (mut shared, mut unshared) = (0i64, 0i64);
                for (_, (&found, &alike)) in
                    tokens.filter(|(token, _)| !token.is(class::FRAME) && wanted(token))
                {
                    shared += i64::from(found || alike);
                    unshared += i64::from(!(found || alike));
                }
                (shared, unshared)
            };
            let (in_a, in_b) = (of(a, &found.a, &found.alike_a), of(b, &found.b, &found.alike_b));
            let shared = in_a.0.min(in_b.0);
            (shared, in_a.1.min(in_b.1), in_a.1.max(in_b.1))
        };
        let clip = |count: i64| count.min(500) as i32;
        let (shared, least, most) = count(|token| token.is(class::NUMBER));
        (self.shared_numbers, self.least_numbers, self.most_numbers) =
            (clip(shared), clip(least), clip(most));
        self.number_share = share(shared, shared + least);
        let (shared, least, most) = count(|token| token.is(class::NAME | class::CAPITAL));
        (self.shared_names, self.least_names, self.most_names) = (clip(shared), clip(least), clip(most));
        self.name_share = share(shared, shared + least);
        self.least_places = clip(count(|token| token.is(class::PLACE)).1);
        self.least_persons = clip(count(|token| token.is(class::PERSON)).1);
        self.least_organisations = clip(count(|token| token.is(class::ORGANISATION)).1);
        let (shared, least, _) = count(|token| !token.is(class::NUMBER | class::NAME | class::CAPITAL));
        self.plain_share = share(shared, shared + least);
        let negated =
            |profile: &Profile| profile.tokens.iter().filter(|token| token.is(class::NEGATION)).count();
        self.negations = negated(a).abs_diff(negated(b)).min(3) as i32;
        self.cut = i32::from(a.cut) + i32::from(b.cut);
    }

    fn compare_grams(&mut self, a: &Profile, b: &Profile) {
        // Where one side is a sample, both are looked at up to the same hash.
        let limit = a.upto.min(b.upto);
        let upto = |profile: &Profile| profile.grams.partition_point(|&gram| gram <= limit);
        let (left, right) = (&a.grams[..upto(a)], &b.grams[..upto(b)]);
        let shared = common(left, right) as i64;
        self.gram_jaccard = share(shared, (left.len() + right.len()) as i64 - shared);
        self.gram_containment = share(shared, left.len().min(right.len()) as i64);
    }

    fn compare_order(&mut self, a: &Profile, b: &Profile, found: &mut TokenAlignment) {
        for (pairs, profile) in found.neighbours.iter_mut().zip([a, b]) {
            pairs.clear();
            pairs.extend(profile.tokens.windows(2).map(|two| beside(two[0].hash, two[1].hash)));
            pairs.sort_unstable();
            pairs.dedup();
        }
        let [left, right] = &found.neighbours;
        let shared = common(left, right) as i64;
        self.order_jaccard = share(shared, (left.len() + right.len()) as i64 - shared);
        let run = |found: &[bool]| found.split(|found| !found).map(<[bool]>::len).max().unwrap_or(0);
        let least = a.tokens.len().min(b.tokens.len()) as i64;
        self.longest_run = share(run(&found.a).min(run(&found.b)) as i64, least).min(1000);
        let same = a.tokens.iter().zip(&b.tokens).take_while(|(one, other)| one.hash == other.hash).count();
        self.prefix = share(same as i64, least);
        self.same_first = i32::from(same > 0);
        let last = |profile: &Profile| profile.tokens.last().map(|token| token.hash);
        self.same_last = i32::from(last(a) == last(b));
    }

    /// What stands in one text between the same neighbours as something else in the other.
    fn compare_swaps(&mut self, a: &Profile, b: &Profile, found: &mut TokenAlignment) {
        let vocabulary = vocabulary();
        runs(a, &found.a, &mut found.runs[0]);
        runs(b, &found.b, &mut found.runs[1]);
        let [left, right] = &found.runs;
        let (mut i, mut j) = (0, 0);
        let mut swapped = 0;
        while let (Some(one), Some(other)) = (left.get(i), right.get(j)) {
            match one.between.cmp(&other.between) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    swapped += 1;
                    self.swap(
                        (a, &a.tokens[one.tokens.0..one.tokens.1]),
                        (b, &b.tokens[other.tokens.0..other.tokens.1]),
                    );
                    i += 1;
                    j += 1;
                }
            }
        }
        self.swaps = swapped.min(200);
        self.gaps = ((left.len() + right.len()) as i32 - 2 * swapped).min(200);
        // Opposites may stand anywhere, but "in" and "out" say nothing unless they were swapped.
        for (words, (profile, found)) in found.opposed.iter_mut().zip([(a, &found.a), (b, &found.b)]) {
            words.clear();
            let opposed = profile
                .tokens
                .iter()
                .zip(found)
                .filter(|(token, found)| !**found && token.is(class::OPPOSED) && token.weight >= TELLING);
            words.extend(opposed.map(|(token, _)| token.hash).take(MOST_PAIRED));
        }
        let count = |one: &[u64], other: &[u64]| {
            let opposed =
                one.iter().filter(|&&word| other.iter().any(|&other| vocabulary.opposed(word, other)));
            opposed.count().min(9) as i32
        };
        let [one, other] = &found.opposed;
        self.opposites = count(one, other).min(count(other, one)).max(self.swapped_opposites.min(9));
    }

    fn swap(&mut self, (a, left): (&Profile, &[Token]), (b, right): (&Profile, &[Token])) {
        let vocabulary = vocabulary();
        let any = |tokens: &[Token], class: u16| tokens.iter().any(|token| token.is(class));
        let both = |class: u16| any(left, class) && any(right, class);
        let count = |sign: &mut i32| *sign = (*sign + 1).min(200);
        if let ([one], [other]) = (left, right)
            && !one.is(class::NUMBER)
            && !other.is(class::NUMBER)
            && alike(a, one, b, other) > 0
        {
            return count(&mut self.swapped_alike);
        }
        let opposed =
            left.iter().any(|one| right.iter().any(|other| vocabulary.opposed(one.hash, other.hash)));
        if opposed {
            count(&mut self.swapped_opposites);
        } else if both(class::NUMBER) {
            count(&mut self.swapped_numbers);
        } else if both(class::PLACE) {
            count(&mut self.swapped_places);
        } else if both(class::PERSON) {
            count(&mut self.swapped_persons);
        } else if both(class::ORGANISATION) {
            count(&mut self.swapped_organisations);
        } else if both(class::NAME | class::CAPITAL) {
            count(&mut self.swapped_capitals);
        } else if any(left, class::NAME | class::CAPITAL | class::NUMBER)
            || any(right, class::NAME | class::CAPITAL | class::NUMBER)
        {
            count(&mut self.swapped_mixed);
        } else {
            count(&mut self.swapped_plain);
        }
    }
}

/// How many elements two sorted lists without repeats share.
fn common<T: Ord>(left: &[T], right: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        let order = left[i].cmp(&right[j]);
        shared += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    shared
}

fn beside(left: u64, right: u64) -> u64 {
    crate::hash::extend(crate::hash::extend(crate::hash::EMPTY, left), right)
}

/// Tokens that the other text does not have, and what stands around them.
#[derive(Debug)]
struct Run {
    between: u64,
    tokens: (usize, usize),
}

/// The runs of tokens that were not found, sorted by their neighbours.
fn runs(profile: &Profile, found: &[bool], runs: &mut Vec<Run>) {
    runs.clear();
    let tokens = &profile.tokens;
    let skipped = |at: usize| tokens[at].is(class::FRAME);
    let mut at = 0;
    let mut left = 0;
    while at < tokens.len() {
        if found[at] || skipped(at) {
            if !skipped(at) {
                left = tokens[at].hash;
            }
            at += 1;
            continue;
        }
        let start = at;
        while at < tokens.len() && !found[at] && !skipped(at) {
            at += 1;
        }
        let right = tokens.get(at).filter(|_| !skipped(at)).map_or(0, |token| token.hash);
        runs.push(Run { between: beside(left, right), tokens: (start, at) });
    }
    runs.sort_unstable_by_key(|run| (run.between, run.tokens));
}

/// The weight of words that are alike without being equal, and how many there are.
fn match_softly(a: &Profile, b: &Profile, found: &mut TokenAlignment) -> (i64, i32) {
    let TokenAlignment { a: in_a, b: in_b, alike_a, alike_b, unshared, pairs, .. } = found;
    for (unshared, (profile, found)) in unshared.iter_mut().zip([(a, &*in_a), (b, &*in_b)]) {
        unshared.clear();
        let tokens = profile.tokens.iter().zip(found).zip(0..);
        let wanted = tokens.filter(|((token, found), _)| !**found && !token.is(class::FRAME | class::NUMBER));
        unshared.extend(wanted.map(|(_, at)| at).take(MOST_PAIRED));
    }
    let [left, right] = unshared;
    let vocabulary = vocabulary();
    pairs.clear();
    for (i, &at) in left.iter().enumerate() {
        let one = &a.tokens[at as usize];
        for (j, &at) in right.iter().enumerate() {
            let other = &b.tokens[at as usize];
            let mut similarity = alike(a, one, b, other);
            if similarity == 0
                && related(one.related, other.related)
                && !vocabulary.opposed(one.hash, other.hash)
            {
                similarity = RELATED;
            }
            if similarity > 0 {
                let weight = i64::from(one.weight.min(other.weight)) * i64::from(similarity) / 1000;
                pairs.push((-weight, i + j, i, j));
            }
        }
    }
    // Of equal weights those that stand nearest to the start: the same in either order of the texts.
    pairs.sort_unstable_by_key(|&(weight, sum, i, j)| (weight, sum, i.min(j), i));
    let (mut used_a, mut used_b) = ([false; MOST_PAIRED], [false; MOST_PAIRED]);
    let (mut weight, mut count) = (0, 0);
    for &(negative, _, i, j) in &*pairs {
        if !used_a[i] && !used_b[j] {
            (used_a[i], used_b[j]) = (true, true);
            (alike_a[left[i] as usize], alike_b[right[j] as usize]) = (true, true);
            weight -= negative;
            count += 1;
        }
    }
    (weight, count)
}

/// How alike two words are, in thousandths. Known names are not: Austria is not Australia.
fn alike(a: &Profile, one: &Token, b: &Profile, other: &Token) -> i32 {
    if one.is(class::NAME) && other.is(class::NAME) { 0 } else { similarity(a.folded(one), b.folded(other)) }
}

#[cfg(test)]
mod tests;
