//! From verified pairs to clusters.
//!
//! Time O(pairs log pairs), space O(texts).

use super::DuplicatePair;

/// How verified pairs make clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Linkage {
    /// In the order of the keep rule each text joins the earliest leader that it has a verified pair
    /// with, or becomes a leader. So each dropped text is verified against the one that
    /// is kept in its place. The careful choice for dropping texts.
    Leader,
    /// All texts that a chain of verified pairs connects: connected components. The first
    /// text in the order of the keep rule is the leader. One wrong pair joins two clusters.
    Connected,
    /// The surest pairs first; a single text joins any cluster that it has a verified pair with,
    /// but two clusters of two or more texts join only by a pair that is surer by 150.
    /// Single linkage (Sneath 1957) with a check on chains: the choice for
    /// gathering all headlines of a story.
    Stepwise,
}

/// How much surer a pair has to be that joins two clusters, of 1000.
const SURER: u16 = 150;

/// A verified pair by the places of its texts in the order of the keep rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    pub(super) earlier: u32,
    pub(super) later: u32,
    pub(super) score: u16,
}

/// For each text its leader, and the text and score that speak for its being in the cluster.
#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) leader: Vec<u32>,
    pub(super) because: Vec<(u32, u16)>,
}

impl Linkage {
    /// `links` come sorted by earlier and then later text, without repeats.
    pub(super) fn assign(self, texts: usize, links: &[Link], min_score: u16) -> Assignment {
        let alone = (0..texts as u32).map(|text| (text, 1000));
        let mut this = Assignment { leader: (0..texts as u32).collect(), because: alone.collect() };
        match self {
            Self::Leader => this.lead(links),
            Self::Connected => this.connect(links, |_, _, _| true),
            Self::Stepwise => {
                let mut surest = links.to_vec();
                surest.sort_unstable_by_key(|link| (u16::MAX - link.score, link.earlier, link.later));
                let least = min_score.saturating_add(SURER).min(1000);
                this.connect(&surest, |score, one, other| score >= least || one.min(other) == 1);
            }
        }
        this
    }

    /// The name in options and output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Connected => "connected",
            Self::Stepwise => "stepwise",
        }
    }
}

impl Assignment {
    fn lead(&mut self, links: &[Link]) {
        // By their later text, and of each the earlier ones in order.
        let mut by_later = links.to_vec();
        by_later.sort_unstable_by_key(|link| (link.later, link.earlier));
        for link in by_later {
            let (earlier, later) = (link.earlier as usize, link.later as usize);
            if self.leader[later] == link.later && self.leader[earlier] == link.earlier {
                self.leader[later] = link.earlier;
                self.because[later] = (link.earlier, link.score);
            }
        }
    }

    /// Joins the clusters of each pair that `may`, by its score and the clusters' sizes.
    fn connect(&mut self, links: &[Link], may: impl Fn(u16, u32, u32) -> bool) {
        let mut size = vec![1u32; self.leader.len()];
        for link in links {
            let (one, other) = (self.find(link.earlier), self.find(link.later));
            if one != other && may(link.score, size[one as usize], size[other as usize]) {
                // The earliest text stays at the root.
                let (root, child) = (one.min(other), one.max(other));
                self.leader[child as usize] = root;
                size[root as usize] += size[child as usize];
            }
        }
        for text in 0..self.leader.len() as u32 {
            self.leader[text as usize] = self.find(text);
        }
        for link in links {
            let (one, other) = (link.earlier as usize, link.later as usize);
            if self.leader[one] == self.leader[other] {
                for (text, with) in [(one, link.later), (other, link.earlier)] {
                    let known = self.because[text];
                    let own = known.0 as usize == text;
                    if own || (link.score, u32::MAX - with) > (known.1, u32::MAX - known.0) {
                        self.because[text] = (with, link.score);
                    }
                }
            }
        }
    }

    fn find(&mut self, text: u32) -> u32 {
        let mut root = text;
        while self.leader[root as usize] != root {
            root = self.leader[root as usize];
        }
        let mut at = text;
        while self.leader[at as usize] != root {
            at = std::mem::replace(&mut self.leader[at as usize], root);
        }
        root
    }
}

/// Which texts are one: what [`Dedup::clusters`](crate::Dedup::clusters) found.
///
/// Texts are named by their places in what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clusters {
    pub(super) leaders: Vec<u32>,
    pub(super) because: Vec<(u32, u16)>,
    pub(super) pairs: Vec<DuplicatePair>,
}

impl Clusters {
    /// How many texts were given.
    pub fn texts(&self) -> usize {
        self.leaders.len()
    }

    /// How many clusters there are, those of a single text included.
    ///
    /// # Complexity
    /// O(texts).
    pub fn count(&self) -> usize {
        self.keep().count()
    }

    /// The text that is kept for the cluster of text `text`: the first of the cluster in the order
    /// of the keep rule, or the text itself. `None` if there is no such text.
    pub fn leader_of(&self, text: usize) -> Option<usize> {
        self.leaders.get(text).map(|&leader| leader as usize)
    }

    /// The texts to keep, one a cluster, ascending.
    ///
    /// ```
    /// let dedup = descrape::Dedup::documents();
    /// let clusters = dedup.clusters(&["Snow fell.", "Rain fell.", "SNOW FELL!"]);
    /// assert_eq!(clusters.keep().collect::<Vec<_>>(), [0, 1]);
    /// # Ok::<(), descrape::BuildError>(())
    /// ```
    pub fn keep(&self) -> impl Iterator<Item = usize> + '_ {
        let texts = self.leaders.iter().enumerate();
        texts.filter(|(text, leader)| *text == **leader as usize).map(|(text, _)| text)
    }

    /// The verified pair that puts `text` into its cluster: of a text that is equal to an earlier one after
    /// folding with the first of these; of others with the leader under [`Linkage::Leader`], else with the
    /// member it is surest of. `None` for a text that is alone, and for a leader under [`Linkage::Leader`].
    pub fn because(&self, text: usize) -> Option<DuplicatePair> {
        let &(with, score) = self.because.get(text)?;
        let with = with as usize;
        (with != text).then(|| DuplicatePair { first: with.min(text), second: with.max(text), score })
    }

    /// All clusters, each with its texts ascending, in the order of their first texts.
    ///
    /// # Complexity
    /// Time and space O(texts).
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut place = vec![usize::MAX; self.leaders.len()];
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (text, &leader) in self.leaders.iter().enumerate() {
            let slot = &mut place[leader as usize];
            if *slot == usize::MAX {
                *slot = groups.len();
                groups.push(Vec::new());
            }
            groups[*slot].push(text);
        }
        groups
    }

    /// All verified pairs that were found, as of [`Dedup::pairs`](crate::Dedup::pairs).
    pub fn pairs(&self) -> &[DuplicatePair] {
        &self.pairs
    }
}

#[cfg(test)]
mod tests;
