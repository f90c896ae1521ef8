//! Runs the program, as its users do.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_descrape");

/// The program on this task with these arguments, and pipes on all sides.
fn command<A: AsRef<OsStr>>(task: &str, args: &[A]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg(task).args(args).env_remove("COLUMNS").env_remove("NO_COLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program on this task with these arguments and this standard input.
pub(crate) fn run<A: AsRef<OsStr>>(task: &str, args: &[A], stdin: impl AsRef<[u8]>) -> Output {
    let mut child = command(task, args).spawn().unwrap();
    let stdin = stdin.as_ref().to_vec();
    let mut pipe = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || match pipe.write_all(&stdin) {
        // The program may end without reading, as it does after a bad option.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => panic!("{error}"),
        _ => {}
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Runs the program with nobody to read what it writes, on what `write` gives again and
/// again until it fails.
pub(crate) fn run_unread<A: AsRef<OsStr>>(
    task: &str,
    args: &[A],
    mut write: impl FnMut(&mut ChildStdin) -> io::Result<()> + Send,
) -> Output {
    let mut child = command(task, args).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || while write(&mut stdin).is_ok() {});
        child.wait_with_output().unwrap()
    })
}

pub(crate) fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A new directory for one test.
pub(crate) fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}_{name}", env!("CARGO_CRATE_NAME")));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

pub(crate) fn file(directory: &Path, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = directory.join(name);
    fs::write(&path, bytes).unwrap();
    path
}
