//! Time on a CPU, which other processes do not add to.

use std::time::{Duration, Instant};

/// A clock of the calling thread's CPU time.
///
/// On Linux it reads `/proc/thread-self/schedstat`. The kernel brings that figure
/// up to date when it schedules, so the thread yields before every reading.
/// Where there is no such file, it is a wall clock, and [`Clock::name`] says so.
pub struct Clock {
    start: Instant,
    scheduler: bool,
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock {
    pub fn new() -> Self {
        Self { start: Instant::now(), scheduler: on_cpu("/proc/thread-self/schedstat").is_some() }
    }

    pub fn name(&self) -> &'static str {
        if self.scheduler {
            "thread CPU time of /proc/thread-self/schedstat"
        } else {
            "WALL TIME (this system has no /proc/thread-self/schedstat)"
        }
    }

    /// What the calling thread has used so far.
    pub fn now(&self) -> Duration {
        if self.scheduler {
            std::thread::yield_now();
            if let Some(time) = on_cpu("/proc/thread-self/schedstat") {
                return time;
            }
        }
        self.start.elapsed()
    }

    /// What all threads of the process that are still alive have used so far.
    pub fn process(&self) -> Option<Duration> {
        std::thread::yield_now();
        let tasks = std::fs::read_dir("/proc/self/task").ok()?;
        tasks.map(|task| on_cpu(task.ok()?.path().join("schedstat").to_str()?)).sum()
    }
}

/// The first field of a `schedstat`: nanoseconds on a CPU.
fn on_cpu(path: &str) -> Option<Duration> {
    let text = std::fs::read_to_string(path).ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
