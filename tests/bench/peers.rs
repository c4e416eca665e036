//! The same eight things made with AWS's own tools: a key, its alias, a bucket, its public access block and
//! encryption, a policy, a role, and the attachment.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::Command;

use crate::support::{python_program, repository};
use crate::{Connections, REGION, Stopwatch};

/// boto3, one call after another. The time is that of the calls: Python's start and imports are not counted.
pub async fn boto3(endpoint: &str, connections: Connections, clock: &mut Stopwatch<'_>) {
    let mut child = Command::new(python_program("python"))
        .arg(repository("tests/bench/boto3_in_a_row.py"))
        .args([endpoint, REGION, if connections == Connections::Warm { "warm" } else { "cold" }])
        .envs(CREDENTIALS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(lines.next_line().await.unwrap().as_deref(), Some("ready"));
    clock.start();
    child.stdin.take().unwrap().write_all(b"go\n").await.unwrap();
    assert_eq!(lines.next_line().await.unwrap().as_deref(), Some("done"));
    clock.stop();
}

/// The AWS CLI, a command after another, as a script that a person runs.
pub async fn aws_cli(endpoint: &str, clock: &mut Stopwatch<'_>) {
    let script = repository("tests/bench/aws_cli.sh");
    let mut command = Command::new("bash");
    command.arg(script).arg(python_program("aws")).args([endpoint, REGION]).envs(CREDENTIALS).kill_on_drop(true);
    clock.start();
    let output = command.output().await.unwrap();
    clock.stop();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Nobody's: moto takes any. The files of the person who runs the benchmark are not read.
const CREDENTIALS: [(&str, &str); 6] = [
    ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
    ("AWS_SECRET_ACCESS_KEY", "example"),
    ("AWS_SESSION_TOKEN", ""),
    ("AWS_CONFIG_FILE", "/dev/null"),
    ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
    ("AWS_EC2_METADATA_DISABLED", "true"),
];
