//! How long things take: our calls beside boto3's and the AWS CLI's, our window beside an empty one, Home with
//! thousands of setups, and the longest paste.
//!
//! A proxy before moto makes each answer 100 ms late, and the first on a new connection 200 ms more, as opening one
//! with TLS does (TCP's round trip and TLS 1.3's, RFC 8446 section 2).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark fails by panicking")]

mod home;
mod ours;
mod paste;
mod peers;
mod start_up;
#[path = "../support/mod.rs"]
mod support;
mod table;
#[path = "../desktop/window.rs"]
mod window;

use std::time::Duration;

use support::emulator::Emulator;
use support::proxy::Proxy;

const LATENCY: Duration = Duration::from_millis(100);
const HANDSHAKE: Duration = Duration::from_millis(200);
const RUNS: usize = 3;

/// The region in which everything is made.
const REGION: &str = "eu-west-1";

/// Whether the connections that a contender uses were open before the clock started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connections {
    Cold,
    Warm,
}

/// What one run took.
#[derive(Clone, Copy, Debug)]
struct Measured {
    requests: usize,
    /// Opened while the clock ran, or used by a request made while it ran.
    connections: usize,
    wall: Duration,
}

/// Runs `make` a few times, each against an empty account, and keeps the run of median length. `make` gets an endpoint
/// and starts the clock itself, by calling [`Stopwatch::start`] when its connections are as they should be.
async fn measure(moto: &Emulator, make: impl AsyncFn(&str, &mut Stopwatch<'_>)) -> Measured {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        moto.reset().await;
        let proxy = Proxy::before(&moto.endpoint()).latency(LATENCY).handshake(HANDSHAKE).start().await;
        let mut stopwatch = Stopwatch { proxy: &proxy, started: None, measured: None };
        make(&proxy.endpoint(), &mut stopwatch).await;
        runs.push(stopwatch.measured.expect("the contender stops the clock"));
    }
    runs.sort_by_key(|run| run.wall);
    runs[RUNS / 2]
}

/// Measures from the moment at which a contender is ready.
struct Stopwatch<'a> {
    proxy: &'a Proxy,
    started: Option<std::time::Instant>,
    measured: Option<Measured>,
}

impl Stopwatch<'_> {
    fn start(&mut self) {
        self.proxy.forget();
        self.started = Some(std::time::Instant::now());
    }

    fn stop(&mut self) {
        let wall = self.started.expect("the clock runs").elapsed();
        let asked = self.proxy.asked();
        let connections: std::collections::BTreeSet<_> = asked.iter().map(|request| request.connection).collect();
        self.measured = Some(Measured { requests: asked.len(), connections: connections.len(), wall });
    }
}

#[tokio::main]
async fn main() {
    let moto = Emulator::moto().await;
    println!("Calls: each answer {LATENCY:?} late, the first on a connection {HANDSHAKE:?} more; median of {RUNS}.\n");
    let mut calls = table::Calls::default();
    for connections in [Connections::Cold, Connections::Warm] {
        calls.add(
            table::BOTO3,
            connections,
            measure(&moto, async |endpoint, clock| {
                peers::boto3(endpoint, connections, clock).await;
            })
            .await,
        );
    }
    // Every command is a process of its own, so its connections are always new.
    calls.add(table::AWS_CLI, Connections::Cold, measure(&moto, peers::aws_cli).await);
    Box::pin(ours::measure_all(&moto, &mut calls)).await;
    calls.print();

    println!("\nStart-up: from starting the program until the first control of its page can be used.\n");
    let start_up = start_up::measure().await;
    start_up.print();

    println!("\nHome: the same, with many setups in the journal and with one.\n");
    let home = home::measure().await;
    home.print();

    println!("\nPaste: the longest text that is read, in the shape that takes longest.\n");
    let paste = paste::measure();
    paste.print();

    let window = start_up.broken_promise().into_iter().chain(home.broken_promise()).chain(paste.broken_promise());
    let broken: Vec<String> = calls.broken_promises().into_iter().chain(window).collect();
    if !broken.is_empty() {
        println!("\nNot kept:\n  {}", broken.join("\n  "));
        std::process::exit(1);
    }
}
