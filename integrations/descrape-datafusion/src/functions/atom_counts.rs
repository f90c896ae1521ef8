//! `atom_counts`: how common atoms are.

use datafusion::common::{exec_datafusion_err, exec_err};
use datafusion::error::Result;
use descrape::steps::TokenCounts;

use super::arguments::Arguments;
use super::atoms;
use super::groups::Gathered;
use super::parameter::{Forms, Kind, Parameter};
use super::refused;

/// Counts of the atoms of all texts, for [`rarest_first`](super::rarest_first). How many texts there will be, about, is the same
/// number in all rows.
#[derive(Debug, Default)]
pub(super) struct CountAtoms {
    texts: Option<u64>,
    counts: Option<TokenCounts>,
}

const ATOMS: Parameter = Parameter::new("atoms", Kind::Blob);
const TEXTS: Parameter = Parameter::new("texts", Kind::Number);

impl Gathered for CountAtoms {
    const NAME: &'static str = "atom_counts";
    const FORMS: Forms = &[&[ATOMS, TEXTS]];

    fn update(&mut self, arguments: &Arguments) -> Result<()> {
        let (blobs, texts) = (arguments.blobs(ATOMS)?, arguments.numbers(TEXTS)?);
        for (row, (blob, texts)) in blobs.iter().zip(texts.iter()).enumerate() {
            let Some((blob, texts)) = blob.zip(texts) else { continue };
            let known = *self.texts.get_or_insert(texts);
            if known != texts {
                return exec_err!(
                    "{}: texts must be the same in all rows, but is {known} and {texts}",
                    Self::NAME
                );
            }
            let texts = usize::try_from(texts).unwrap_or(usize::MAX);
            let counts = self.counts.get_or_insert_with(|| TokenCounts::new(texts));
            counts.add(&atoms::read(Self::NAME, row, blob, None)?);
        }
        Ok(())
    }

    fn state(&self) -> Option<Vec<u8>> {
        self.counts.as_ref().map(TokenCounts::to_bytes)
    }

    fn merge(&mut self, state: &[u8]) -> Result<()> {
        let other = TokenCounts::from_bytes(state)
            .map_err(|error| exec_datafusion_err!("{}: a part of what was counted: {error}", Self::NAME))?;
        match &mut self.counts {
            Some(counts) => counts.merge(&other).map_err(refused(Self::NAME)),
            none => {
                *none = Some(other);
                Ok(())
            }
        }
    }

    fn result(&self) -> Option<Vec<u8>> {
        self.state()
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.counts.as_ref().map_or(0, TokenCounts::memory)
    }
}
