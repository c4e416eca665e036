//! The files in which the AWS CLI and its kin keep profiles, read up to a limit before anybody takes them apart.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};

use super::failure::{MOST_SECTIONS, SignInFailure};
use crate::files;

/// The most bytes that one of them may have: a thousand profiles of the AWS CLI's have about 200,000.
pub const MOST_BYTES: u64 = 1_000_000;

/// Where one of them is: the variable that says so, and its name in the folder `.aws` of the home folder
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html>).
struct Place {
    kind: EnvConfigFileKind,
    variable: &'static str,
    name: &'static str,
}

const PLACES: [Place; 2] = [
    Place { kind: EnvConfigFileKind::Config, variable: "AWS_CONFIG_FILE", name: "config" },
    Place { kind: EnvConfigFileKind::Credentials, variable: "AWS_SHARED_CREDENTIALS_FILE", name: "credentials" },
];

/// The shared files of this computer. One that is missing is an empty one.
///
/// # Errors
/// When one may not be read, is no ordinary file, or is larger than any such file is.
pub fn shared_files() -> Result<EnvConfigFiles, SignInFailure> {
    let home = home();
    let path_of = |place: &Place| match std::env::var_os(place.variable).map(PathBuf::from) {
        Some(path) => Some(in_home(path, home.as_deref())),
        None => Some(home.as_deref()?.join(".aws").join(place.name)),
    };
    let [config, credentials] = PLACES.each_ref().map(path_of);
    shared_files_at(config.as_deref(), credentials.as_deref())
}

/// The same at these places; none where a file has no place.
///
/// # Errors
/// As above.
pub fn shared_files_at(config: Option<&Path>, credentials: Option<&Path>) -> Result<EnvConfigFiles, SignInFailure> {
    let mut read = EnvConfigFiles::builder();
    for (place, path) in PLACES.iter().zip([config, credentials]) {
        read = read.with_contents(place.kind, path.map(text).transpose()?.unwrap_or_default());
    }
    Ok(read.build())
}

/// As on a computer without any.
#[must_use]
pub fn no_files() -> EnvConfigFiles {
    EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, "").build()
}

fn text(path: &Path) -> Result<String, SignInFailure> {
    match files::read_text(path, MOST_BYTES) {
        Ok(text) if sections(&text) > MOST_SECTIONS => {
            Err(SignInFailure::TooManyProfiles { path: path.to_owned(), max: MOST_SECTIONS })
        }
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(SignInFailure::FileUnusable { path: path.to_owned(), source }),
    }
}

fn sections(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with('[')).count()
}

/// The home folder, as the SDK looks for it.
fn home() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from);
    set("HOME").or_else(|| set("USERPROFILE")).or_else(|| Some(directories::BaseDirs::new()?.home_dir().to_owned()))
}

/// A path that begins with `~` is in the home folder.
fn in_home(path: PathBuf, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path,
    }
}
