//! [`Watch`]: how much memory processes take, for the progress of a run. Only Linux tells.

use std::fmt::Write as _;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Looks at processes ten times a second: this one, and others of this machine.
#[derive(Debug)]
pub(crate) struct Watch {
    /// The most kilobytes of each process since the last question.
    peaks: Arc<Mutex<Vec<u64>>>,
}

impl Watch {
    pub(crate) fn new(others: &[u32]) -> Self {
        let processes: Vec<String> =
            std::iter::once("self".to_owned()).chain(others.iter().map(u32::to_string)).collect();
        let peaks = Arc::new(Mutex::new(vec![0; processes.len()]));
        let seen = Arc::downgrade(&peaks);
        // Ends with the last one who asks.
        thread::spawn(move || {
            while let Some(peaks) = seen.upgrade() {
                let mut peaks = peaks.lock().unwrap_or_else(PoisonError::into_inner);
                for (peak, process) in peaks.iter_mut().zip(&processes) {
                    *peak = (*peak).max(resident(process));
                }
                drop(peaks);
                thread::sleep(Duration::from_millis(100));
            }
        });
        Self { peaks }
    }

    /// The most megabytes that each process took since the last question.
    pub(crate) fn peaks(&self) -> String {
        let mut peaks = self.peaks.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        for (at, peak) in peaks.iter_mut().enumerate() {
            let gap = if at > 0 { " + " } else { "" };
            // Writing to a string does not fail.
            let _ = write!(text, "{gap}{}", std::mem::take(peak) / 1000);
        }
        text + " MB"
    }
}

/// Kilobytes of a process in memory, or 0 if nobody knows.
fn resident(process: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
