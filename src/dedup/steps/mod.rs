//! The job of [`Dedup::clusters`] as steps over plain rows, for engines that map, group and join.
//!
//! Each step is a function of one row or of one group, and what is counted can be merged. Under
//! [`Linkage::Connected`](super::Linkage::Connected) they come to the same clusters.
//!
//! Each step takes time O(its rows), or O(rows log rows) where it sorts.

mod counts;
mod pair_scorer;

pub use super::index::IndexDecoder;
pub use counts::TokenCounts;
pub use pair_scorer::PairScorer;

use super::Dedup;
use super::blocking::candidates::{Rows, unpacked};
use super::blocking::tokens::Scratch;
use super::builder::KeepRule;
use super::compare::Profile;

/// What the steps carry of a text, besides its id.
///
/// # The steps
///
/// 1. **Map** each text to its [`Dedup::row`], and to its [`KeepRule::key`], which says what is kept of a cluster.
/// 2. **Group** by [`CandidateRow::equal`]. Of each group only the text with the least key goes on; each other one
///    is joined to it by a pair if the score of both is 1000. (Should it be less, which needs two texts with the
///    same hash, both go on.)
/// 3. **Count** the tokens of those that go on: [`TokenCounts`], merged, and given to everyone.
/// 4. **Map** each row, with its tokens by [`TokenCounts::rarest_first`], to its [`Dedup::keys`].
/// 5. **Group** by key: [`Dedup::candidates`] gives pairs of each group. Drop those that repeat.
/// 6. **Join** with the texts on both sides: [`Dedup::pair_scorer`] says which pairs are verified, in less time where those of
///    one text come one after another.
/// 7. **Group** by text, in rounds: [`large_star`] and [`small_star`] make components of verified pairs, each named by its
///    least key.
///
/// `tests/steps/clusters.rs` of the repository is this list as code.
///
/// ```
/// use descrape::Dedup;
/// let dedup = Dedup::headlines();
/// let one = dedup.row("Ferry fire kills three off Aldersund");
/// let other = dedup.row("Three killed in ferry fire off Aldersund");
/// assert!(dedup.keys(&one).iter().any(|key| dedup.keys(&other).contains(key)));
/// assert_eq!(dedup.candidates(&[one, other]), [(0, 1)]);
/// # Ok::<(), descrape::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CandidateRow {
    /// A hash of what texts have in common that are equal after folding.
    pub equal: u64,
    /// What texts have in common that are candidates: 8 numbers of a headline, 63 of a document, filled up with zeros.
    /// They belong to [`DEDUP_VERSION`](crate::DEDUP_VERSION).
    pub tokens: Vec<u32>,
}

impl CandidateRow {
    /// A row of numbers that came from [`Dedup::row`], such as those of a table.
    pub const fn new(equal: u64, tokens: Vec<u32>) -> Self {
        Self { equal, tokens }
    }
}

impl Dedup {
    /// What the steps carry of a text.
    ///
    /// # Complexity
    /// Time O(bytes + words log words).
    pub fn row(&self, text: &str) -> CandidateRow {
        let mut profile = Profile::default();
        profile.read_tokens(text);
        let mut tokens = Vec::new();
        self.scheme.tokens(&profile, &mut Scratch::default(), &mut tokens);
        CandidateRow { equal: profile.key(), tokens }
    }

    /// The keys of a text: at most 15 of a headline, 42 of a document. Those that share one are worth a look.
    ///
    /// Of a headline, keys depend on the order of the tokens, which has to be the same in all rows; which texts are candidates
    /// does not, but with the rarest first fewer of them share a key.
    pub fn keys(&self, row: &CandidateRow) -> Vec<u64> {
        let mut keys = Vec::new();
        self.scheme.keys(&row.tokens, |key| keys.push(key));
        keys
    }

    /// The candidates among all rows that share a key, in the order of the keep rule: pairs of places, the earlier one
    /// first, ascending. Rows of another length than the preset's have none.
    ///
    /// # Complexity
    /// Among up to 32 rows O(rows^2); of more, a constant number for each row (sorted neighbourhood: Hernandez, Stolfo 1995).
    pub fn candidates(&self, rows: &[CandidateRow]) -> Vec<(usize, usize)> {
        let width = self.scheme.width();
        if rows.iter().any(|row| row.tokens.len() != width) {
            return Vec::new();
        }
        let tokens = rows.iter().flat_map(|row| row.tokens.iter().copied()).collect();
        let pairs = Rows { scheme: &self.scheme, tokens }.of_one_key().into_iter().map(unpacked);
        pairs.map(|(earlier, later)| (earlier as usize, later as usize)).collect()
    }
}

/// Where a text stands in the order of the keep rule: of a cluster the least is kept. No two texts have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct KeepKey {
    /// What the rule goes by, the best first.
    pub rank: u64,
    /// Where the text stood in what was given.
    pub place: u64,
}

impl KeepKey {
    /// The key of a rank, the best first, and a place in what was given.
    pub const fn new(rank: u64, place: u64) -> Self {
        Self { rank, place }
    }
}

impl KeepRule {
    /// Where a text stands in the order of this rule, if it stood at `place` in what was given.
    ///
    /// ```
    /// use descrape::KeepRule;
    /// let (short, long) = ("Snow fell.", "Snow fell in the hills.");
    /// assert!(KeepRule::First.key(short, 0) < KeepRule::First.key(long, 1));
    /// assert!(KeepRule::Longest.key(short, 0) > KeepRule::Longest.key(long, 1));
    /// ```
    pub const fn key(self, text: &str, place: u64) -> KeepKey {
        let rank = match self {
            Self::First => 0,
            Self::Longest => u64::MAX - text.len() as u64,
        };
        KeepKey { rank, place }
    }
}

/// One half of a round that finds connected components: joins the greater neighbours of a node to the least one.
///
/// A round is: give each pair to both of its nodes; [`large_star`] of each node, which gives new pairs; drop those that
/// repeat; give each to its greater node; [`small_star`] of each node; drop those that repeat. Rounds end when the pairs do
/// not change. Then each node but the least of a component is in one pair, with the least. So every node that is in no
/// pair, or in none as the first, is the least of its component.
///
/// Rounds are few: O(log^2 n), and in practice some five.
///
/// Source: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii 2014, "Connected Components in `MapReduce` and Beyond".
///
/// ```
/// use descrape::steps::{large_star, small_star};
/// assert_eq!(large_star(2, &[1, 3, 4]), [(3, 1), (4, 1)]);
/// assert_eq!(small_star(4, &[1, 3]), [(3, 1), (4, 1)]);
/// ```
pub fn large_star<T: Copy + Ord>(node: T, neighbours: &[T]) -> Vec<(T, T)> {
    let least = neighbours.iter().copied().fold(node, T::min);
    neighbours.iter().filter(|&&other| other > node).map(|&other| (other, least)).collect()
}

/// The other half of a round, see [`large_star`]: joins a node and its lesser neighbours to the least of them. Greater
/// neighbours do not count.
pub fn small_star<T: Copy + Ord>(node: T, neighbours: &[T]) -> Vec<(T, T)> {
    let lesser = || neighbours.iter().copied().filter(|&other| other < node);
    let Some(least) = lesser().min() else { return Vec::new() };
    lesser().filter(|&other| other != least).chain([node]).map(|other| (other, least)).collect()
}
