//! Starts the program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use export_storage_setup::commands::start_failure::StartFailure;
use zeroizing_alloc::ZeroAlloc;

/// What is let go of is wiped: the copies of keys that libraries made, too, which have no type that would.
#[global_allocator]
static WIPED: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    keep_memory_private();
    match export_storage_setup::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}: {}", StartFailure::title(), failure.text());
            ExitCode::FAILURE
        }
    }
}

/// Keeps keys that are in memory out of core dumps and, on Linux, from other programs of the same user
/// (<https://man7.org/linux/man-pages/man2/PR_SET_DUMPABLE.2const.html>). Where the system does not allow it, the program is
/// of use all the same. Windows has nothing of the kind that can be asked for without `unsafe`.
fn keep_memory_private() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        // Only what counts now: a browser that is started from here may raise its own again.
        let Rlimit { maximum, .. } = getrlimit(Resource::Core);
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum });
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
