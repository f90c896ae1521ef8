//! The ladder of scores: what a score of 0 to 1000 means to what looks at claims.
//!
//! Kinds score their claims by hand, by what speaks for them: a phrase that is the whole line before one within it, a
//! place outside of the body before one inside, company before solitude. What they score lies between these steps.
//! Policies ask for 380, 700 or 860 (`clean/policy.rs`).

/// A phrase of the caller's own: nothing takes it back.
pub(crate) const CERTAIN: u16 = 1000;
/// It says plainly that it is noise, so that even most of a text may go for it.
pub(crate) const PLAIN: u16 = 950;
/// What a phrase says so surely: the line is not elected as the headline, and hardly a doubt of the model takes it back.
pub(crate) const SPOKEN: u16 = 860;
/// A claim that is evidence for its neighbours.
pub(crate) const SOLID: u16 = 700;
