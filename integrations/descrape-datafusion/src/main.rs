//! `descrape-cluster`: the pipeline on one machine or on many. `descrape-cluster help` says how.

mod arguments;
mod journal;
mod watch;

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use descrape::KeepRule;
use descrape_datafusion::cluster::{Cluster, Executor, Scheduler};
use descrape_datafusion::pipeline::{InProcess, Options, Pipeline, Step};
use descrape_datafusion::{functions, register_all, trial};

use arguments::Arguments;
use watch::Watch;

type Outcome<T> = Result<T, Box<dyn Error>>;

const HELP: &str = "\
descrape-cluster ROLE [OPTION VALUE]...

Of all roles: --log off|error|warn|info|debug, what the engine writes to standard error.

scheduler   shares out tasks
  --host 127.0.0.1  --port 50050  where it listens; port 0 is any that is free
  --executor-timeout 60           seconds without a sign of life after which tasks of an executor run elsewhere
executor    does the work
  --scheduler HOST:PORT
  --host 127.0.0.1  --port 0  --task-port 0
  --tasks N                       how many run at a time; as many as there are cores
  --memory BYTES                  of all tasks together, past which they use the disk
  --folder DIR                    for rows between steps; a new one for temporary files
  --heartbeat 10                  seconds between signs of life
  --name NAME                     its own among all executors
run         the pipeline; prints what each step gave
  --pages FILES                   a parquet file or a folder of such: id, site, text
  --work FOLDER                   where steps are written; a run begins at the first that is missing
  --scheduler HOST:PORT           runs there; without it, in this process
  --executors 1  --patience 60    waits for so many executors, for so many seconds
  --partitions N  --batch 8192  --memory BYTES
  --keep first|longest  --min-score 500  --clean yes|no
  --watch PID,PID                 measures the memory of these processes, too
  --watch-folders DIR,DIR         measures what the folders of executors hold at the most: what is moved between them
generate    made-up pages
  --documents N  --out FOLDER  --files 8
  --of mixed|equal|crowd          of all kinds, all the same, or all nearly the same
check       runs the pipeline as `run` does on made-up pages that it holds, and compares it with the library
  --documents N  and the options of `run` but --pages
same        compares the last tables of two runs on the same pages
  --pages FILES  --work FOLDER  --other FOLDER  and the options of `run`
";

fn main() -> ExitCode {
    let run = || -> Outcome<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            // Plans are trees that are walked by recursion.
            .thread_stack_size(16 << 20)
            .build()?;
        let mut arguments = Arguments::new(std::env::args().skip(1))?;
        journal::start(&arguments.text("log", "error"))?;
        runtime.block_on(role(&mut arguments))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("descrape-cluster: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn role(arguments: &mut Arguments) -> Outcome<()> {
    match arguments.role() {
        "scheduler" => scheduler(arguments).await,
        "executor" => executor(arguments).await,
        "run" => {
            let job = Job::of(arguments)?;
            let (pages, _) = (arguments.needed("pages")?, arguments.end()?);
            let steps = job.run(&pages).await?;
            let last = steps.last().ok_or("no steps")?;
            println!("{} documents in", last.rows);
            last.files.iter().for_each(|file| println!("{file}"));
            Ok(())
        }
        "generate" => {
            let documents = arguments.number("documents", 10_000)?;
            let (out, files) = (arguments.needed("out")?, arguments.number("files", 8)?);
            let (of, out) = (arguments.text("of", "mixed"), Path::new(&out));
            arguments.end()?;
            match of.as_str() {
                "mixed" => trial::write(trial::pages(documents), out, files)?,
                "equal" => trial::write(trial::equal(documents), out, files)?,
                "crowd" => trial::write(trial::crowd(documents), out, files)?,
                other => return Err(format!("--of is {other:?}, but must be mixed, equal or crowd").into()),
            };
            Ok(())
        }
        "check" => check(arguments).await,
        "same" => {
            let job = Job::of(arguments)?;
            let (pages, other) = (arguments.needed("pages")?, arguments.needed("other")?);
            arguments.end()?;
            let (one, other) =
                (job.run(&pages).await?, Job { work: other, ..job.clone() }.run(&pages).await?);
            println!("{} equal rows", trial::same(&SessionContext::new(), &one, &other).await?);
            Ok(())
        }
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no role {other:?}; `descrape-cluster help` names them").into()),
    }
}

async fn scheduler(arguments: &mut Arguments) -> Outcome<()> {
    let scheduler = Scheduler {
        host: arguments.text("host", "127.0.0.1"),
        port: arguments.number("port", 50050)?,
        executor_timeout: arguments.number("executor-timeout", 60)?,
        version: version(arguments),
    };
    arguments.end()?;
    Ok(scheduler.run(|port| say(&format!("scheduler listens on port {port}"))).await?)
}

async fn executor(arguments: &mut Arguments) -> Outcome<()> {
    let id = std::process::id();
    let cores = std::thread::available_parallelism()?.get();
    let folder = std::env::temp_dir().join(format!("descrape-executor-{id}"));
    let executor = Executor {
        host: arguments.text("host", "127.0.0.1"),
        port: arguments.number("port", 0)?,
        task_port: arguments.number("task-port", 0)?,
        scheduler: arguments.address("scheduler")?.ok_or("--scheduler HOST:PORT is missing")?,
        tasks: arguments.number("tasks", cores)?,
        memory: arguments.maybe("memory")?,
        folder: arguments.text("folder", &folder.to_string_lossy()),
        heartbeat: arguments.number("heartbeat", 10)?,
        name: arguments.text("name", &format!("executor-{id}")),
        version: version(arguments),
    };
    arguments.end()?;
    std::fs::create_dir_all(&executor.folder)?;
    say(&format!("executor {} keeps rows in {}", executor.name, executor.folder));
    Ok(executor.run().await?)
}

/// The version of the functions. A test may pretend another one.
fn version(arguments: &mut Arguments) -> String {
    arguments.text("pretend-version", &functions::version())
}

async fn check(arguments: &mut Arguments) -> Outcome<()> {
    let documents = arguments.number("documents", 10_000)?;
    let job = Job::of(arguments)?;
    arguments.end()?;
    let folder = Path::new(&job.work).join(format!("pages-{documents}"));
    let list: Vec<trial::Page> = trial::pages(documents).collect();
    trial::write(list.iter().cloned(), &folder, 8)?;
    let steps = job.run(&folder.to_string_lossy()).await?;
    let since = Instant::now();
    let twin = trial::Twin::of(&list, &job.options)?;
    let (all, kept) = twin.counts();
    say(&format!("the library keeps {kept} of {all} in {:.1} s", since.elapsed().as_secs_f64()));
    twin.agrees(&SessionContext::new(), &steps).await?;
    println!("{all} documents, {kept} kept: as the library says");
    Ok(())
}

/// A run of the pipeline.
#[derive(Clone, Debug)]
struct Job {
    work: String,
    options: Options,
    scheduler: Option<(String, u16)>,
    executors: usize,
    patience: u64,
    partitions: usize,
    batch: usize,
    memory: Option<usize>,
    watch: Vec<u32>,
    folders: Vec<String>,
}

impl Job {
    fn of(arguments: &mut Arguments) -> Outcome<Self> {
        let cores = std::thread::available_parallelism()?.get();
        Ok(Self {
            work: arguments.needed("work")?,
            options: Options {
                keep: match arguments.text("keep", "first").as_str() {
                    "first" => KeepRule::First,
                    "longest" => KeepRule::Longest,
                    other => return Err(format!("--keep is {other:?}, but must be first or longest").into()),
                },
                min_score: arguments.number("min-score", 500)?,
                clean: match arguments.text("clean", "yes").as_str() {
                    "yes" => true,
                    "no" => false,
                    other => return Err(format!("--clean is {other:?}, but must be yes or no").into()),
                },
            },
            scheduler: arguments.address("scheduler")?,
            executors: arguments.number("executors", 1)?,
            patience: arguments.number("patience", 60)?,
            partitions: arguments.number("partitions", cores)?,
            batch: arguments.number("batch", 8192)?,
            memory: arguments.maybe("memory")?,
            watch: arguments.list("watch")?,
            folders: arguments.list("watch-folders")?,
        })
    }

    async fn run(&self, pages: &str) -> Outcome<Vec<Step>> {
        std::fs::create_dir_all(&self.work)?;
        let watch = Watch::new(&self.watch, &self.folders);
        let since = Instant::now();
        let told = |step: &Step| {
            let (peaks, moved) = watch.peaks();
            let Some(took) = step.took else {
                return say(&format!("{:<12} {:>10} rows, found", step.name, step.rows));
            };
            let megabytes = |bytes: u64| bytes as f64 / 1e6;
            let (written, spilled, moved) =
                (megabytes(step.bytes), megabytes(step.spilled), megabytes(moved));
            let (seconds, all) = (took.as_secs_f64(), since.elapsed().as_secs_f64());
            say(&format!(
                "{:<12} {:>10} rows {seconds:>7.1} s of {all:>6.1} s, {written:.1} MB written, {moved:.1} MB moved, \
                 {spilled:.1} MB spilled, memory {peaks}",
                step.name, step.rows
            ));
        };
        let mut pipeline = match &self.scheduler {
            None => Pipeline::new(self.context()?, Arc::new(InProcess), self.options.clone()),
            Some((host, port)) => {
                let cluster = Cluster::new(host, *port, &functions::version());
                let patience = Duration::from_secs(self.patience);
                let names = cluster.greet(&self.work, self.executors, patience).await?;
                say(&format!("executors: {}", names.join(", ")));
                Pipeline::new(
                    cluster.context(self.partitions, self.batch),
                    Arc::new(cluster),
                    self.options.clone(),
                )
            }
        };
        pipeline = pipeline.telling(told);
        Ok(pipeline.run(pages, &self.work).await?)
    }

    fn context(&self) -> Outcome<SessionContext> {
        let mut runtime = RuntimeEnvBuilder::new();
        if let Some(memory) = self.memory {
            runtime = runtime.with_memory_pool(Arc::new(FairSpillPool::new(memory)));
        }
        let mut config =
            SessionConfig::new().with_target_partitions(self.partitions).with_batch_size(self.batch);
        if let Some(memory) = self.memory {
            // Joins that sort can use the disk, and those that hash cannot. What a sort sets aside for merging is for more memory.
            let options = config.options_mut();
            options.optimizer.prefer_hash_join = false;
            let reserved = &mut options.execution.sort_spill_reservation_bytes;
            *reserved = (*reserved).min(memory / self.partitions / 16);
        }
        let context = SessionContext::new_with_config_rt(config, runtime.build_arc()?);
        register_all(&context);
        Ok(context)
    }
}

/// Progress, on standard error.
fn say(line: &str) {
    // Nobody is there to be told if this fails.
    let _ = writeln!(std::io::stderr(), "{line}");
}
