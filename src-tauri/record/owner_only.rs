//! Files and folders that only their owner may read, from the moment they are made.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// How files are opened that are made with mode 0600. On Windows the local application data is the user's own already.
#[must_use]
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder, and those it is in, with mode 0700. One that is there gets that mode.
///
/// # Errors
/// When it cannot be made, or its mode not changed.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    restrict(folder, 0o700)
}

/// Makes a file with mode 0600, unless it is there. One that is there gets that mode.
///
/// # Errors
/// When it cannot be made, or its mode not changed.
pub fn make_file(file: &Path) -> std::io::Result<()> {
    options().create(true).truncate(false).open(file)?;
    restrict(file, 0o600)
}

/// Writes a file with mode 0600, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write(file: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut fresh = file.as_os_str().to_owned();
    fresh.push(".new");
    // One that a crash left behind could have other rights.
    match std::fs::remove_file(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut written = options().create_new(true).open(&fresh)?;
    written.write_all(text)?;
    written.sync_all()?;
    std::fs::rename(&fresh, file)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn restrict(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}
