//! Forests: sums of trees whose splits are the same across a level.
//!
//! Such a tree (an oblivious one: Langley and Sage 1994; Prokhorenkova et al. 2018) is a
//! table: each split gives one bit of the number of a leaf. So it is asked of many
//! lines at once without a branch, and all numbers are integers: every platform agrees.
//!
//! Time O(trees x lines).

mod columns;
mod rows;
mod stored;

pub(crate) use columns::{Columns, LANES, LEVELS, REACH};
pub(crate) use rows::RowForest;
#[cfg(test)]
pub(crate) use stored::{MOST_BIAS, MOST_TREES};

/// Numbers features in the order in which they are listed, names them as models store them, and counts them.
macro_rules! features {
    ($(#[$about:meta])* $vis:vis enum $Feature:ident { $($(#[$doc:meta])* $name:ident)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug)]
        #[repr(u8)]
        $vis enum $Feature { $($(#[$doc])* $name,)* }

        /// Their names, as models store them.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name),)*];

        /// How many there are.
        pub(crate) const COUNT: usize = NAMES.len();
    };
}
pub(crate) use features;

/// How many splits a tree has.
pub(crate) const DEPTH: usize = 6;
/// What counts as one unit of log odds.
pub(crate) const UNIT: i32 = 1024;

/// Whether the value of a feature, `offset` lines away, is greater than `above`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Split {
    pub(crate) feature: u8,
    pub(crate) offset: i8,
    pub(crate) above: u8,
}

#[cfg(feature = "train")]
impl Split {
    /// No value is greater.
    pub(crate) const NEVER: Self = Self { feature: 0, offset: 0, above: u8::MAX };
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) splits: [Split; DEPTH],
    pub(crate) leaves: [i16; 1 << DEPTH],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forest {
    pub(crate) bias: i32,
    pub(crate) trees: Vec<Tree>,
}

impl Forest {
    /// The log odds of each line, in [`UNIT`]s.
    pub(crate) fn sums(&self, columns: &Columns) -> Vec<i32> {
        let lines = columns.lines();
        let mut sums = vec![self.bias; lines.next_multiple_of(LANES)];
        for (block, sums) in sums.chunks_exact_mut(LANES).enumerate() {
            for tree in &self.trees {
                tree.add(columns, block * LANES, sums);
            }
        }
        sums.truncate(lines);
        sums
    }
}

impl Tree {
    fn add(&self, columns: &Columns, first: usize, sums: &mut [i32]) {
        let mut leaf = [0u8; LANES];
        for (bit, split) in self.splits.iter().enumerate() {
            let Some(values) = columns.lanes(usize::from(split.feature), split.offset, first) else { return };
            for (leaf, &value) in leaf.iter_mut().zip(values) {
                *leaf |= u8::from(value > split.above) << bit;
            }
        }
        for (sum, leaf) in sums.iter_mut().zip(leaf) {
            *sum += i32::from(self.leaves[usize::from(leaf) % (1 << DEPTH)]);
        }
    }
}

/// One sum for each of several classes: the trees are shared, the leaves are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassForest {
    /// How many classes there are, at most [`MOST_CLASSES`].
    pub(crate) classes: usize,
    /// What the leaves of each tree say of each class, in 64ths of a unit of log odds: leaf by leaf.
    pub(crate) trees: Vec<([Split; DEPTH], Box<[i8]>)>,
}

/// More classes are not told apart.
pub(crate) const MOST_CLASSES: usize = 64;

impl ClassForest {
    /// The number of the likeliest class of one line.
    pub(crate) fn likeliest(&self, columns: &Columns, line: usize) -> usize {
        let mut sums = [0i32; MOST_CLASSES];
        let sums = &mut sums[..self.classes.min(MOST_CLASSES)];
        for (splits, leaves) in &self.trees {
            let leaf = leaf(splits, |split: Split| {
                columns.at(usize::from(split.feature), split.offset, line) > split.above
            });
            for (sum, &says) in sums.iter_mut().zip(&leaves[leaf * self.classes..]) {
                *sum += i32::from(says);
            }
        }
        let best = sums.iter().enumerate().max_by_key(|&(class, &sum)| (sum, std::cmp::Reverse(class)));
        best.map_or(0, |(class, _)| class)
    }
}

/// The number of the leaf to which these splits lead, given whether each is true.
#[inline(always)]
pub(crate) fn leaf(splits: &[Split; DEPTH], holds: impl Fn(Split) -> bool) -> usize {
    splits.iter().enumerate().fold(0, |leaf, (bit, split)| leaf | usize::from(holds(*split)) << bit)
}

/// How likely something with these log odds is, 0 to 1000.
pub(crate) fn per_mille(sum: i32) -> u16 {
    const STEP: i32 = UNIT / 16;
    let at = (sum / STEP).clamp(-127, 127) + 127;
    LOGISTIC[at as usize]
}

/// The same with straight lines between the steps.
pub(crate) fn likelihood(sum: i32) -> u16 {
    const STEP: i32 = UNIT / 16;
    let at = sum.clamp(-127 * STEP, 127 * STEP - 1) + 127 * STEP;
    let (step, rest) = ((at / STEP) as usize, at % STEP);
    let (low, high) = (i32::from(LOGISTIC[step]), i32::from(LOGISTIC[step + 1]));
    (low + (high - low) * rest / STEP) as u16
}

/// The logistic function in steps of a sixteenth, from -127/16 to 127/16. Made of sums and
/// products only, which are the same everywhere.
const LOGISTIC: [u16; 255] = {
    let mut table = [0; 255];
    // e to the sixteenth, by its series.
    let (mut root, mut term, mut n) = (1.0, 1.0, 1.0);
    while n < 12.0 {
        term *= 0.0625 / n;
        root += term;
        n += 1.0;
    }
    let (mut power, mut i) = (1.0, 0);
    while i <= 127 {
        let likely = (1000.0 * power / (1.0 + power) + 0.5) as u16;
        table[127 + i] = likely;
        table[127 - i] = 1000 - likely;
        power *= root;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests;
