//! What a text is, in a few words of memory: shingles, `SimHash`, `MinHash`, and joins of what is near.
//!
//! Nothing here knows of noise. Everything is made of integers and of the hashes of
//! folded words, so that all platforms agree, and what is stored can be compared
//! with what will be made tomorrow.
//!
//! Time O(bytes) for a text.

mod majority;
mod minhash;
mod record;
mod shingle;
mod simhash;
mod simhashes;
mod slots;

pub use crate::hamming::{HammingIndex, HammingJoin, HammingMatch, HammingPair, hamming_self_join};
pub use crate::text::FOLD_VERSION;
pub use minhash::{MinHasher, Signature};
pub use shingle::{ShingleUnit, Shingler, shingles};
pub use simhash::{SimHash64, SimHash128};
pub use simhashes::SimHashes;

/// The version of the shingles and of the fingerprints.
///
/// It covers [`FOLD_VERSION`], the hashes of words, characters and
/// shingles, `SimHash`, `MinHash` and the bytes they are stored as. Within one version a
/// text has the same fingerprints on every platform; whatever is stored carries it.
pub const FINGERPRINT_VERSION: u32 = 2;
