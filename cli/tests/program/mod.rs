//! Runs the example programs, as their users do.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;

/// The program of the example `name`, of which a test has only one. `cargo test` builds it, but
/// `cargo test --test` and `--all-targets` do not: it is built here then.
pub(crate) fn path(name: &str) -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let directory = test.parent().and_then(Path::parent).unwrap();
        let program = directory.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        if !program.exists() {
            let profile = directory.file_name().filter(|&name| name != "debug").unwrap_or(OsStr::new("dev"));
            let mut build = Command::new(env!("CARGO"));
            build.args(["build", "--quiet", "--example", name, "--manifest-path"]);
            build.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).arg("--profile").arg(profile);
            build.arg("--target-dir").arg(directory.parent().unwrap());
            assert!(build.status().unwrap().success() && program.exists(), "no {}", program.display());
        }
        program
    })
}

/// The program with these arguments, and pipes on all sides.
fn command<A: AsRef<OsStr>>(name: &str, args: &[A]) -> Command {
    let mut command = Command::new(path(name));
    command.args(args).env_remove("COLUMNS").env_remove("NO_COLOR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program with these arguments and this standard input.
pub(crate) fn run<A: AsRef<OsStr>>(name: &str, args: &[A], stdin: impl AsRef<[u8]>) -> Output {
    let mut child = command(name, args).spawn().unwrap();
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
    name: &str,
    args: &[A],
    mut write: impl FnMut(&mut ChildStdin) -> io::Result<()> + Send,
) -> Output {
    let mut child = command(name, args).spawn().unwrap();
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
