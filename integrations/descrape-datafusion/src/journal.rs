//! What DataFusion and Ballista have to say, on standard error.

use std::io::Write as _;

use log::{LevelFilter, Log, Metadata, Record};

struct Journal;

/// Writes all that is at least as grave as `level`.
pub(crate) fn start(level: &str) -> Result<(), String> {
    let level: LevelFilter = level.parse().map_err(|_| format!("--log is {level:?}, which is no level"))?;
    log::set_logger(&Journal).map_err(|error| error.to_string())?;
    log::set_max_level(level);
    Ok(())
}

impl Log for Journal {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        // Nobody is there to be told if this fails.
        let _ = writeln!(std::io::stderr(), "{} {}: {}", record.level(), record.target(), record.args());
    }

    fn flush(&self) {}
}
