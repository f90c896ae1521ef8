//! `add`, `query`, `remove`, `merge`: an index that lasts, in a file.

pub(super) mod ask;
pub(super) mod change;

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use descrape::DedupIndex;
use descrape::steps::IndexDecoder;

use crate::progress::during;
use crate::replace::replace;
use crate::terminal::shown;

/// Where the index is.
#[derive(Args)]
struct Stored {
    /// The file of the index
    #[arg(long, value_name = "INDEX")]
    index: PathBuf,
}

impl Stored {
    /// `None` if there is no such file.
    fn read(&self) -> anyhow::Result<Option<DedupIndex>> {
        during("reading the index", || read(&self.index))
    }

    /// What is read from a file that must be there.
    fn read_known(&self) -> anyhow::Result<DedupIndex> {
        self.read()?.context("there is no such file").with_context(|| shown(&self.index))
    }

    /// Puts `index` into the place of the old one. Whoever reads the answers has them before the index says so.
    fn write(&self, index: &DedupIndex, out: &mut impl Write) -> anyhow::Result<()> {
        out.flush()?;
        let blocks =
            || replace(&self.index, |file| index.blocks().try_for_each(|block| file.write_all(&block)));
        let written = during("writing the index", blocks);
        written.context("not written, and so still without what is new").with_context(|| shown(&self.index))
    }
}

/// An index, of which only a part is held as bytes at a time; `None` if there is no such file.
fn read(path: &Path) -> anyhow::Result<Option<DedupIndex>> {
    let named = || shown(path);
    let mut file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.with_context(named)?,
    };
    let (mut decoder, mut part) = (IndexDecoder::new(), vec![0; PART]);
    loop {
        match file.read(&mut part) {
            Ok(0) => return decoder.finish().map(Some).with_context(named),
            Ok(len) => decoder.feed(part.get(..len).unwrap_or_default()).with_context(named)?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error).with_context(named),
        }
    }
}

/// So many bytes are read at a time.
const PART: usize = 1 << 20;
