//! `floors`: no row of the evaluation kit's board may be worse than it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, ValueEnum};
use descrape_lab::floors::{Change, Direction, Floors, Outcome};
use serde_json::Value;

/// What `floors` takes.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this board; without it, both.
    board: Option<Board>,
    /// Where the evaluation kit is.
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/eval"))]
    kit: PathBuf,
    /// Only the rows that the expression finds, as board.py takes it.
    #[arg(long, value_name = "REGEX")]
    rows: Option<String>,
    /// The file of floors, in place of the board's own.
    #[arg(long, value_name = "FILE", requires = "board")]
    floors: Option<PathBuf>,
    /// Answers to score, in place of a command; rows that they do not cover are left out.
    #[arg(long, value_name = "FILE", requires = "board", conflicts_with = "command")]
    answers: Option<PathBuf>,
    /// Figures that board.py saved before, in place of a run.
    #[arg(long, value_name = "FILE", requires = "board", conflicts_with_all = ["answers", "command"])]
    saved: Option<PathBuf>,
    /// Writes the floors anew, from what was measured.
    #[arg(long)]
    bless: bool,
    /// What board.py calls, in place of the program beside this one.
    #[arg(last = true, requires = "board")]
    command: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Board {
    Clean,
    Dedup,
}

impl Board {
    fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Dedup => "dedup",
        }
    }

    /// The class of `board.py` whose rows these are.
    fn class(self) -> &'static str {
        match self {
            Self::Clean => "Clean",
            Self::Dedup => "Dedup",
        }
    }

    /// The command of the program `descrape` that speaks the board's protocol.
    fn command(self) -> Result<Vec<String>> {
        let program =
            std::env::current_exe()?.with_file_name(format!("descrape{}", std::env::consts::EXE_SUFFIX));
        ensure!(
            program.exists(),
            "no {}: build it with `cargo build --release -p descrape-cli`",
            program.display()
        );
        let options: &[&str] = match self {
            Self::Clean => &["clean", "--jsonl"],
            Self::Dedup => &["dedup"],
        };
        let words = std::iter::once(program.display().to_string());
        Ok(words.chain(options.iter().map(|&option| option.to_owned())).collect())
    }
}

/// Compares what the kit measures with the floors; the exit status is 1 if a row is worse.
pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    if !options.kit.join("board.py").exists() {
        println!("skipped: no evaluation kit at {}", options.kit.display());
        return Ok(ExitCode::SUCCESS);
    }
    let boards = options.board.map_or(vec![Board::Clean, Board::Dedup], |board| vec![board]);
    let mut worse = false;
    for board in boards {
        worse |= check(board, options)?;
    }
    Ok(ExitCode::from(u8::from(worse)))
}

/// Whether a row of the board is worse than its floor.
fn check(board: Board, options: &Options) -> Result<bool> {
    let path = options.floors.clone().unwrap_or_else(|| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("floors/{}.tsv", board.name()))
    });
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut floors: Floors = text.parse().with_context(|| path.display().to_string())?;
    let figures = figures(board, options)?;
    // Answers hold no gentle run and no clusters, so their rows may lack.
    let partial = options.rows.is_some() || options.answers.is_some();
    let outcome = floors.compare(&figures);
    let worse = !outcome.worse.is_empty() || !partial && !outcome.missing.is_empty();
    print(board, &outcome, partial);
    if options.bless {
        floors.bless(&rows(board, &options.kit)?, &figures);
        fs::write(&path, floors.to_string()).with_context(|| path.display().to_string())?;
        println!("wrote {}", path.display());
        return Ok(false);
    }
    Ok(worse)
}

/// The figure of each row that is measured.
fn figures(board: Board, options: &Options) -> Result<BTreeMap<String, f64>> {
    let Some(saved) = &options.saved else {
        let scratch = tempfile::tempdir()?;
        let saved = scratch.path().join("figures.json");
        run_board(board, options, &saved)?;
        return read_figures(&saved);
    };
    read_figures(saved)
}

fn run_board(board: Board, options: &Options, saved: &Path) -> Result<()> {
    let mut python = Command::new("python3");
    python.arg("-B").arg(options.kit.join("board.py")).arg(board.name()).arg("--save").arg(saved);
    if let Some(rows) = &options.rows {
        python.args(["--rows", rows]);
    }
    match &options.answers {
        Some(answers) => python.arg("--answers").arg(answers),
        None if options.command.is_empty() => python.arg("--").args(board.command()?),
        None => python.arg("--").args(&options.command),
    };
    // Its own table is that of its bars. Its exit status is 1 where one of them is not reached, as many are not.
    let status = python.stdout(Stdio::null()).status().context("python3 runs the evaluation kit")?;
    ensure!(saved.exists(), "board.py measured nothing: {status}");
    Ok(())
}

fn read_figures(path: &Path) -> Result<BTreeMap<String, f64>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let Value::Object(rows) = serde_json::from_str(&text)? else { bail!("{}: no object", path.display()) };
    let figure = |(row, value): (String, Value)| {
        let value = value.as_f64().with_context(|| format!("{}: {row}: no number", path.display()))?;
        Ok((row, value))
    };
    rows.into_iter().map(figure).collect()
}

/// The names of all rows in the board's order, and which way is better, as the board itself has it.
fn rows(board: Board, kit: &Path) -> Result<Vec<(String, Direction)>> {
    const ASK: &str = "import json, sys; sys.path.insert(0, sys.argv[1]); import board; \
        print(json.dumps([[row[0], row[2]] for row in getattr(board, sys.argv[2])([], None).rows()]))";
    let output = Command::new("python3").args(["-B", "-c", ASK]).arg(kit).arg(board.class()).output()?;
    ensure!(output.status.success(), "board.py: {}", String::from_utf8_lossy(&output.stderr));
    let rows: Vec<(String, i64)> = serde_json::from_slice(&output.stdout)?;
    let direction = |sign| if sign > 0 { Direction::AtLeast } else { Direction::AtMost };
    Ok(rows.into_iter().map(|(row, sign)| (row, direction(sign))).collect())
}

fn print(board: Board, outcome: &Outcome<'_>, partial: bool) {
    for (title, changes) in [("worse", &outcome.worse), ("better", &outcome.better)] {
        if !changes.is_empty() {
            println!("{:<70} {:>9} {:>9} {:>9}  {title}", board.name(), "floor", "now", "slack");
        }
        for Change { floor, now } in changes {
            println!("{:<70} {:>9.4} {now:>9.4} {:>9.4}", floor.row, floor.value, floor.slack);
        }
    }
    for row in outcome.missing.iter().filter(|_| !partial) {
        println!("{row}: has a floor and was not measured");
    }
    for row in &outcome.unknown {
        println!("{row}: has no floor (--bless gives it one)");
    }
    let (compared, worse, better) = (outcome.compared, outcome.worse.len(), outcome.better.len());
    println!("{}: {worse} of {compared} rows are worse than their floors, {better} better", board.name());
}
