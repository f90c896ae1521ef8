//! `--learn-sites` and `--templates`: what stands on page after page of a site.
//!
//! Learning reads everything once, cleaning reads it again. Standard input that is a file is rewound; else
//! it is kept in a temporary file, so that memory stays bounded by the sample that is kept of each site.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, anyhow, bail};
use descrape::{TemplateLearner, Templates};

use super::jsonl::{self, answer};
use super::options::Options;
use crate::exit::complain;
use crate::json;
use crate::lines::{self, Line};
use crate::progress::Progress;
use crate::replace::replace;
use crate::terminal::shown;

const STDIN: &str = "standard input";

/// Cleans standard input to `out`. `false` if some lines were bad. What cannot be read or written is an error
/// before anything was written to `out`.
pub(super) fn run(options: &Options, out: &mut impl Write) -> anyhow::Result<bool> {
    let known = options.templates.as_deref();
    if let (Some(path), false) = (known, options.learn_sites) {
        return clean(options, load(path)?, Input::Stdin, out);
    }
    if let Some(path) = known {
        check(path)?;
    }
    let mut file = again().context(STDIN)?;
    let start = file.stream_position().context(STDIN)?;
    let (templates, learnt_all) = learn(&mut file)?;
    if let Some(path) = known {
        replace(path, |file| file.write_all(&templates.to_bytes())).with_context(|| shown(path))?;
    }
    file.seek(SeekFrom::Start(start)).context(STDIN)?;
    Ok(clean(options, templates, Input::Again(file), out)? && learnt_all)
}

enum Input {
    Stdin,
    /// What has been read once, from its start.
    Again(File),
}

fn clean(
    options: &Options,
    templates: Templates,
    input: Input,
    out: &mut impl Write,
) -> anyhow::Result<bool> {
    let cleaner = options.cleaner().templates(templates).build()?;
    let without_site = AtomicU64::new(0);
    let work = |line: &Line| {
        let (bytes, site) = answer(&cleaner, &line.bytes, options.join)?;
        without_site.fetch_add(u64::from(!site), Ordering::Relaxed);
        Ok(bytes)
    };
    let good = match input {
        Input::Stdin => lines::answer(&options.files, "cleaned", work, out),
        Input::Again(file) => {
            let visit = |answers: Vec<Vec<u8>>| lines::write(&answers, out);
            lines::each_of(&mut BufReader::new(file), STDIN, "cleaned", work, visit)
        }
    };
    match without_site.into_inner() {
        0 => {}
        1 => complain("1 line without a site, cleaned without templates"),
        count => complain(format_args!("{count} lines without a site, cleaned without templates")),
    }
    good
}

fn load(path: &Path) -> anyhow::Result<Templates> {
    let bytes = fs::read(path).with_context(|| shown(path))?;
    Templates::from_bytes(&bytes).context("no templates").with_context(|| shown(path))
}

/// Only templates are written over, and where nothing can be written it shows before the work is done.
fn check(path: &Path) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("{}: is a directory", shown(path));
    }
    if path.exists() {
        return match load(path) {
            Ok(_) => Ok(()),
            Err(error) => Err(anyhow!("{error:#}; it is not written over")),
        };
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!("{}: its folder does not exist", shown(path));
    }
    Ok(())
}

/// What is learnt of all sites, and whether everything could be read. Bad lines are complained about when they
/// are to be cleaned.
fn learn(file: &mut File) -> anyhow::Result<(Templates, bool)> {
    let mut all = TemplateLearner::new();
    // Each line is learnt from by whichever core is free; in which order they come together does not matter.
    let work = |line: &Line| {
        let mut one = TemplateLearner::new();
        if let Ok(value) = json::object(&line.bytes)
            && let (Ok(text), Ok(Some(site))) = (json::needed(&value, "text"), jsonl::site(&value))
        {
            one.observe(site, text);
        }
        Ok(one)
    };
    let visit = |learners: Vec<TemplateLearner>| Ok(learners.iter().try_for_each(|one| all.merge(one))?);
    let complete = lines::each_of(&mut BufReader::new(file), STDIN, "learnt from", work, visit)?;
    Ok((all.finish(), complete))
}

/// Standard input as a file that can be read twice, where it stands.
fn again() -> anyhow::Result<File> {
    if let Some(file) = seekable()? {
        return Ok(file);
    }
    let kept = || {
        let folder = env::temp_dir();
        format!("could not be kept in {}", shown(&folder))
    };
    // Without a name, so that nothing is left behind however the program ends.
    let mut spool = tempfile::tempfile().with_context(kept)?;
    let progress = Progress::of(&[]);
    io::copy(&mut progress.reading(io::stdin().lock()), &mut spool).with_context(kept)?;
    spool.rewind()?;
    Ok(spool)
}

/// Standard input itself, if it is a file.
#[cfg(unix)]
fn seekable() -> io::Result<Option<File>> {
    use std::os::fd::AsFd;
    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    Ok(file.metadata()?.is_file().then_some(file))
}

#[cfg(not(unix))]
fn seekable() -> io::Result<Option<File>> {
    Ok(None)
}
