//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::Builder;

/// Writes beside the file, has it reach the disk, and then takes the file's place, so that at no time there is less
/// than one whole file under its name. What a failed run wrote is gone; what a killed one wrote stays, named
/// after the file and ending in `.part`.
pub(crate) fn replace(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&File>) -> io::Result<()>,
) -> io::Result<()> {
    // Where the name is a link, what it leads to is replaced, and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(".");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".part");
    #[cfg(unix)]
    {
        // As for any new file: the umask takes away what the user wants to have taken away.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let part = builder.tempfile_in(folder)?;
    let mut file = BufWriter::new(part.as_file());
    write(&mut file)?;
    file.flush()?;
    drop(file);
    part.as_file().sync_all()?;
    part.persist(&path)?;
    if let Ok(folder) = File::open(folder) {
        // The new name, too, should outlast a power cut; where folders cannot be synced nothing is lost.
        let _ = folder.sync_all();
    }
    Ok(())
}
