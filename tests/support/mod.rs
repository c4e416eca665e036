//! What the program is tested against and with: stand-ins for AWS, a proxy before them, another SDK that reads back.
#![allow(dead_code, reason = "shared by several test crates, each of which uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::missing_panics_doc, reason = "a test fails by panicking")]

pub mod boto;
pub mod center_server;
pub mod company;
pub mod emulator;
pub mod faults;
pub mod pastes;
pub mod process;
pub mod proof;
pub mod proxy;
pub mod sdk;
pub mod sign_in_server;
pub mod stand_in;

use std::path::PathBuf;
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// A file of the repository, by its path from the top level.
pub fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A program of the Python environment that `./dev test` makes from `tests/requirements.txt`.
pub fn python_program(name: &str) -> PathBuf {
    let program = repository("target/venv/bin").join(name);
    assert!(program.exists(), "{} is missing; `./dev test` installs it", program.display());
    program
}

/// A loopback port that was free a moment ago.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// A time as the files of the AWS CLI have it, in whole seconds.
pub fn written(time: SystemTime) -> String {
    DateTime::from_secs(DateTime::from(time).secs()).fmt(Format::DateTime).unwrap()
}
