//! Child processes that end with the test that started them, however the test ends.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Runs a program while standard input is open. The shell becomes the program; the loop that it leaves behind reads
/// until the test closes the pipe (by `Drop`) or dies (then the kernel does), and ends the process group: politely,
/// so that Xvfb removes its lock file, then for certain.
const LEASH: &str = r#"
exec 3<&0
{ read -r _; trap '' TERM; kill -TERM 0; sleep 0.5; kill -KILL 0; } <&3 3<&- >/dev/null 2>&1 &
exec "$@" </dev/null 3<&-
"#;

/// A program and everything it started. All of it ends when this is dropped and when the test process dies.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// A command to which arguments and environment can be added before [`Process::start`].
    pub fn command(program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LEASH, "sh"]).arg(program);
        command
    }

    /// Starts it; what it prints goes to the file `log`.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let output = File::create(log).unwrap();
        command.stdout(output.try_clone().unwrap()).stderr(output);
        let child = command.stdin(Stdio::piped()).process_group(0).spawn().unwrap();
        Self { child, log: log.to_owned() }
    }

    /// Starts it and takes the first line it prints; what goes to standard error goes to the file `log`.
    pub fn start_and_read_line(mut command: Command, log: &Path) -> (Self, String) {
        command.stdout(Stdio::piped()).stderr(File::create(log).unwrap());
        let mut child = command.stdin(Stdio::piped()).process_group(0).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (Self { child, log: log.to_owned() }, line.trim().to_owned())
    }

    /// The number of the process, and of the process group that it leads.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether the program has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Ends it and everything it started as a power cut does: at once, with nothing written.
    pub fn kill(mut self) {
        let group = format!("-{}", self.child.id());
        assert!(Command::new("/bin/kill").args(["-KILL", "--", &group]).status().unwrap().success());
        self.child.wait().unwrap();
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
