//! Which pairs must be judged by a model that saw none of them: stories, lists, templates.
//!
//! Two texts that are labelled as one belong to one story, in whichever files they stand, and so do all
//! texts that the kit puts into one cluster. Pairs from real lists go by list, templated ones by template.
//! A text that is one with no other, and is paired with texts of one story only, as a headline with a changed
//! number is, belongs to that story. A story is never split: all of it falls into one fold.
//!
//! Time O(texts x α(texts)), by disjoint sets (Tarjan 1975); space O(texts).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::kit::sha256;

/// Of a text only so many characters tell it from others.
const TOLD_BY: usize = 200;

/// What a text is known by: its words in small letters.
pub(crate) fn known_by(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().chars().take(TOLD_BY).collect()
}

/// Sets of texts that tell one story, by names.
#[derive(Debug, Default)]
pub(crate) struct Stories {
    numbers: HashMap<String, usize>,
    /// The least name of each set stands for it, so that the order of joining does not matter.
    names: Vec<String>,
    parents: Vec<usize>,
}

impl Stories {
    /// Both names are of one story.
    pub(crate) fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.number(one), self.number(other));
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = if self.names[one] <= self.names[other] { (one, other) } else { (other, one) };
        self.parents[high] = low;
    }

    /// A text that no other was joined with goes to the story whose texts it is paired with, if they are of one.
    pub(crate) fn take_in_lone(&mut self, pairs: Vec<(String, String)>) {
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (one, other) in &pairs {
            let (one, other) = (self.number(one), self.number(other));
            if one != other {
                let (root_of_one, root_of_other) = (self.root(one), self.root(other));
                partners.entry(one).or_default().insert(root_of_other);
                partners.entry(other).or_default().insert(root_of_one);
            }
        }
        for number in 0..self.names.len() {
            let root = self.root(number);
            *sizes.entry(root).or_default() += 1;
        }
        for (lone, partners) in partners {
            if let (Some(1), [Some(&partner), None]) = (sizes.get(&lone), first_two(&partners)) {
                let (lone, partner) = (self.names[lone].clone(), self.names[partner].clone());
                self.join(&lone, &partner);
            }
        }
    }

    /// The name of the story that a text belongs to.
    pub(crate) fn of(&mut self, name: &str) -> &str {
        let number = self.number(name);
        let root = self.root(number);
        &self.names[root]
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len();
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        self.parents.push(number);
        number
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }
}

fn first_two(numbers: &BTreeSet<usize>) -> [Option<&usize>; 2] {
    let mut numbers = numbers.iter();
    [numbers.next(), numbers.next()]
}

/// The fold of a story, a list or a template, by its name alone.
pub(crate) fn fold_of(name: &str, folds: usize) -> usize {
    let hash = sha256(name.as_bytes());
    let start = u64::from_str_radix(hash.get(..12).unwrap_or("0"), 16).unwrap_or(0);
    (start % folds.max(1) as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_is_one_story_in_whatever_order() {
        let links = [("ferry", "boat"), ("rain", "storm"), ("boat", "ship"), ("storm", "gale")];
        let mut forwards = Stories::default();
        let mut backwards = Stories::default();
        links.iter().for_each(|(one, other)| forwards.join(one, other));
        links.iter().rev().for_each(|(one, other)| backwards.join(other, one));
        for (name, story) in
            [("ferry", "boat"), ("ship", "boat"), ("gale", "gale"), ("rain", "gale"), ("hive", "hive")]
        {
            assert_eq!(forwards.of(name), story);
            assert_eq!(backwards.of(name), story);
        }
    }

    #[test]
    fn lone_texts_go_with_their_only_story() {
        let mut stories = Stories::default();
        stories.join("ferry", "boat");
        stories.join("rain", "storm");
        let pairs = [
            ("ferry", "two ferries"),
            ("boat", "two ferries"),
            ("rain", "no rain"),
            ("boat", "hive"),
            ("rain", "hive"),
            ("snow", "ice"),
            ("ferry", "rain"),
        ];
        stories.take_in_lone(pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).into());
        for (one, other, together) in [
            ("two ferries", "boat", true),
            ("no rain", "storm", true),
            ("snow", "ice", true),
            ("hive", "boat", false),
            ("hive", "rain", false),
            ("ferry", "rain", false),
        ] {
            let story = stories.of(one).to_owned();
            assert_eq!(story == stories.of(other), together, "{one} and {other}");
        }
    }

    #[test]
    fn a_text_is_known_by_its_words_alone() {
        assert_eq!(known_by("  Ferry\tFIRE \n off Aldersund"), known_by("ferry fire off aldersund"));
        assert_ne!(known_by("ferry fire"), known_by("ferry fires"));
        assert_eq!(known_by(&"ä".repeat(500)).chars().count(), TOLD_BY);
    }

    #[test]
    fn folds_are_about_equal_and_stay() {
        let mut sizes = [0; 5];
        for story in 0..2000 {
            sizes[fold_of(&format!("story {story}"), 5)] += 1;
        }
        assert!(sizes.iter().all(|size| (320..480).contains(size)), "{sizes:?}");
        assert_eq!(fold_of("ferry", 5), fold_of("ferry", 5));
        assert_eq!(fold_of("ferry", 1), 0);
    }
}
