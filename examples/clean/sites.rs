//! `--learn-sites` and `--templates`: what stands on page after page of a site.
//!
//! Learning reads everything once, cleaning reads it again. Standard input that is a file is rewound; else
//! it is kept in a temporary file, so that memory stays bounded by the sample that is kept of each site.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use descrape::{TemplateLearner, Templates};

use crate::args::Args;
use crate::exit::complain;
use crate::json;
use crate::jsonl::{self, answer};
use crate::lines::{self, Line};
use crate::progress::Progress;
use crate::replace::replace;
use crate::width::printable;

/// Cleans standard input to `out`. `false` if some lines were bad, or a file could not be read or written.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> io::Result<bool> {
    match try_run(args, out) {
        Ok(good) => good,
        Err(reason) => {
            complain(reason);
            Ok(false)
        }
    }
}

/// The error says which file is of no use, before anything was written to `out`.
fn try_run(args: &Args, out: &mut impl Write) -> Result<io::Result<bool>, String> {
    let mut input = Input::Stdin;
    let mut learnt_all = true;
    let templates = match (&args.templates, args.learn_sites) {
        (Some(path), false) => load(path)?,
        (path, _) => {
            if let Some(path) = path {
                check(path)?;
            }
            let mut file = again().map_err(|error| format!("standard input: {error}"))?;
            let start = file.stream_position().map_err(|error| format!("standard input: {error}"))?;
            let (templates, complete) = learn(&mut file)?;
            learnt_all = complete;
            if let Some(path) = path {
                replace(path, |file| file.write_all(&templates.to_bytes()))
                    .map_err(|error| named(path, error))?;
            }
            file.seek(SeekFrom::Start(start)).map_err(|error| format!("standard input: {error}"))?;
            input = Input::Again(file);
            templates
        }
    };
    let cleaner = args.builder.clone().templates(templates).build().map_err(|error| error.to_string())?;
    let without_site = AtomicU64::new(0);
    let work = |line: &Line| {
        let (bytes, site) = answer(&cleaner, &line.bytes)?;
        without_site.fetch_add(u64::from(!site), Ordering::Relaxed);
        Ok(bytes)
    };
    let visit = |answers: Vec<Vec<u8>>| {
        answers.iter().try_for_each(|answer| out.write_all(answer))?;
        out.flush()
    };
    let good = match input {
        Input::Stdin => lines::each(&args.files, "cleaned", work, visit),
        Input::Again(file) => {
            lines::each_of(&mut BufReader::new(file), "standard input", "cleaned", work, visit)
        }
    };
    match without_site.into_inner() {
        0 => {}
        1 => complain("1 line without a site, cleaned without templates"),
        count => complain(format_args!("{count} lines without a site, cleaned without templates")),
    }
    Ok(good.map(|good| good && learnt_all))
}

enum Input {
    Stdin,
    /// What has been read once, from its start.
    Again(File),
}

fn named(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", printable(&path.display().to_string()))
}

fn load(path: &Path) -> Result<Templates, String> {
    let bytes = fs::read(path).map_err(|error| named(path, error))?;
    Templates::from_bytes(&bytes).map_err(|error| named(path, format_args!("no templates: {error}")))
}

/// Only templates are written over, and where nothing can be written it shows before the work is done.
fn check(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        return Err(named(path, "is a directory"));
    }
    if path.exists() {
        return load(path).map(|_| ()).map_err(|error| format!("{error}; it is not written over"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { Ok(()) } else { Err(named(path, "its folder does not exist")) }
}

/// What is learnt of all sites, and whether everything could be read. Bad lines are complained about when they
/// are to be cleaned.
fn learn(file: &mut File) -> Result<(Templates, bool), String> {
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
    let visit = |learners: Vec<TemplateLearner>| {
        learners.into_iter().try_for_each(|one| all.merge(&one)).map_err(io::Error::other)
    };
    let complete =
        lines::each_of(&mut BufReader::new(&mut *file), "standard input", "learnt from", work, visit)
            .map_err(|error| format!("standard input: {error}"))?;
    Ok((all.finish(), complete))
}

/// Standard input as a file that can be read twice, where it stands.
fn again() -> io::Result<File> {
    if let Some(file) = seekable()? {
        return Ok(file);
    }
    let mut spool = temporary()?;
    let mut progress = Progress::of(&[]);
    let (mut input, mut buffer) = (io::stdin().lock(), vec![0; 1 << 18]);
    loop {
        let count = match input.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if count == 0 {
            break;
        }
        spool.write_all(&buffer[..count]).map_err(|error| kept(&error))?;
        progress.add(0, count);
    }
    spool.seek(SeekFrom::Start(0))?;
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

/// A new temporary file. Where the system allows it, it has no name any more, so that nothing is left behind
/// however the program ends.
fn temporary() -> io::Result<File> {
    let folder = std::env::temp_dir();
    for attempt in 0..1000 {
        let path = folder.join(format!("descrape-{}-{attempt}.jsonl", process::id()));
        let opened = File::options().read(true).write(true).create_new(true).open(&path);
        match opened {
            Ok(file) => {
                #[cfg(unix)]
                fs::remove_file(&path)?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(kept(&error)),
        }
    }
    Err(kept(&io::Error::from(io::ErrorKind::AlreadyExists)))
}

/// That the input could not be kept, and where.
fn kept(error: &io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    io::Error::other(format!("could not be kept in {}: {error}", printable(&folder.display().to_string())))
}
