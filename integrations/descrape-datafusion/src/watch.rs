//! [`Watch`]: how much memory processes take and how much they keep in folders, for the progress of a run. Of memory
//! only Linux tells.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Looks at processes and folders twenty times a second: at this process, and at others of this machine.
#[derive(Debug)]
pub(crate) struct Watch {
    seen: Arc<Mutex<Seen>>,
}

/// The most since the last question.
#[derive(Debug)]
struct Seen {
    /// Of each process, in kilobytes.
    memory: Vec<u64>,
    /// Of all folders together, in bytes.
    kept: u64,
}

impl Watch {
    pub(crate) fn new(others: &[u32], folders: &[String]) -> Self {
        let processes: Vec<String> =
            std::iter::once("self".to_owned()).chain(others.iter().map(u32::to_string)).collect();
        let seen = Arc::new(Mutex::new(Seen { memory: vec![0; processes.len()], kept: 0 }));
        let (known, folders) = (Arc::downgrade(&seen), folders.to_vec());
        // Ends with the last one who asks.
        thread::spawn(move || {
            while let Some(seen) = known.upgrade() {
                let kept = folders.iter().map(|folder| bytes(Path::new(folder))).sum();
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.kept = seen.kept.max(kept);
                for (peak, process) in seen.memory.iter_mut().zip(&processes) {
                    *peak = (*peak).max(resident(process));
                }
                drop(seen);
                thread::sleep(Duration::from_millis(50));
            }
        });
        Self { seen }
    }

    /// The most megabytes of each process since the last question, and the most bytes of the folders.
    pub(crate) fn peaks(&self) -> (String, u64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let memory: Vec<String> =
            seen.memory.iter_mut().map(|peak| (std::mem::take(peak) / 1000).to_string()).collect();
        (memory.join(" + ") + " MB", std::mem::take(&mut seen.kept))
    }
}

/// Kilobytes of a process in memory, or 0 if nobody knows.
fn resident(process: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Bytes of all files in a folder.
fn bytes(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() => bytes(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}
