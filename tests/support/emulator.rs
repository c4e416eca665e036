//! Stand-ins for AWS on a loopback port, one process per test.

use std::process::Command;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tempfile::TempDir;

use super::process::Process;
use super::{free_port, python_program};

/// moto's answer to `GetCallerIdentity`.
pub const ACCOUNT: &str = "123456789012";

/// A running emulator; it ends when this is dropped.
pub struct Emulator {
    process: Process,
    port: u16,
    reset_path: &'static str,
    _folder: TempDir,
}

impl Emulator {
    /// moto server: every call of ours over the wire, no permission enforced.
    pub async fn moto() -> Self {
        let port = free_port();
        let mut command = Process::command(python_program("moto_server"));
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        Self::start(command, port, "/moto-api/reset").await
    }

    /// ministack: permissions really enforced, conditions and bucket denies included. An access key of twelve digits is
    /// the root user of that account.
    pub async fn ministack() -> Self {
        let port = free_port();
        let mut command = Process::command(python_program("ministack"));
        // Without BIND_HOST it listens on every address; the other two would open ports of their own.
        command.envs([("AUTH", "true"), ("BIND_HOST", "127.0.0.1"), ("IOT_MTLS_ENABLED", "0"), ("SFTP_ENABLED", "0")]);
        command.env("GATEWAY_PORT", port.to_string());
        Self::start(command, port, "/_ministack/reset").await
    }

    async fn start(mut command: Command, port: u16, reset_path: &'static str) -> Self {
        let folder = TempDir::new().unwrap();
        command.current_dir(folder.path());
        let process = Process::start(command, &folder.path().join("log"));
        let mut emulator = Self { process, port, reset_path, _folder: folder };
        let patience = Instant::now() + Duration::from_mins(1);
        while !emulator.answers().await {
            let ended = emulator.process.has_ended();
            assert!(!ended && Instant::now() < patience, "the emulator did not start:\n{}", emulator.process.printed());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        emulator
    }

    /// What `AWS_ENDPOINT_URL` takes.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Forgets everything that was made.
    pub async fn reset(&self) {
        assert!(self.post(self.reset_path).await, "the emulator did not reset:\n{}", self.process.printed());
    }

    /// An emptied emulator that says so has started.
    async fn answers(&self) -> bool {
        self.post(self.reset_path).await
    }

    async fn post(&self, path: &str) -> bool {
        let request = hyper::Request::post(format!("{}{path}", self.endpoint())).body(Empty::<Bytes>::new()).unwrap();
        let client = Client::builder(TokioExecutor::new()).build_http::<Empty<Bytes>>();
        match client.request(request).await {
            Ok(answer) => answer.status().is_success() && answer.into_body().collect().await.is_ok(),
            Err(_) => false,
        }
    }
}
