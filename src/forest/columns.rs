//! Columns: the features of all lines of a page, one column a feature.
//!
//! A column has room on both sides of the page, where every value is 0: so what a
//! feature says of a line a few places away is a load at another offset, and a tree
//! asks it of many lines at once.
//!
//! Space one byte for each line and feature.

/// The farthest that a split looks from its line, in lines.
pub(crate) const REACH: usize = 8;
/// How many lines are looked at together.
pub(crate) const LANES: usize = 32;
/// Every value is less.
pub(crate) const LEVELS: usize = 32;

/// Values of features, from 0 to [`LEVELS`].
#[derive(Debug, Default)]
pub(crate) struct Columns {
    lines: usize,
    stride: usize,
    data: Vec<u8>,
}

impl Columns {
    /// Columns of zeros.
    pub(crate) fn new(features: usize, lines: usize) -> Self {
        let stride = REACH + lines.next_multiple_of(LANES) + REACH;
        Self { lines, stride, data: vec![0; features * stride] }
    }

    pub(crate) fn lines(&self) -> usize {
        self.lines
    }

    pub(crate) fn set(&mut self, feature: usize, line: usize, value: u8) {
        debug_assert!(usize::from(value) < LEVELS && line < self.lines);
        self.data[feature * self.stride + REACH + line] = value;
    }

    /// Sets a feature to what it is for these lines in `from`.
    pub(crate) fn pick(&mut self, feature: usize, from: &Columns, lines: &[u32]) {
        let values = &from.data[feature * from.stride + REACH..][..from.lines];
        for (value, &line) in self.data[feature * self.stride + REACH..].iter_mut().zip(lines) {
            *value = values[line as usize];
        }
    }

    /// The value of a feature `offset` places behind a line.
    pub(crate) fn at(&self, feature: usize, offset: i8, line: usize) -> u8 {
        let at = feature * self.stride + (REACH + line).wrapping_add_signed(isize::from(offset));
        self.data.get(at).copied().unwrap_or(0)
    }

    /// The values of a feature, with [`REACH`] zeros before those of the page and at
    /// least as many behind them.
    #[cfg(feature = "train")]
    pub(crate) fn column(&self, feature: usize) -> &[u8] {
        &self.data[feature * self.stride..][..self.stride]
    }

    /// The values of a feature `offset` places behind the lines from `first` on.
    pub(crate) fn lanes(&self, feature: usize, offset: i8, first: usize) -> Option<&[u8; LANES]> {
        let start = feature * self.stride + (REACH + first).wrapping_add_signed(isize::from(offset));
        self.data.get(start..start + LANES)?.try_into().ok()
    }
}
