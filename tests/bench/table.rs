//! The table of calls, and the promises that its numbers must keep.

use std::time::Duration;

use crate::{Connections, LATENCY, Measured};

/// Names of the lines that promises speak of.
pub const BOTO3: &str = "boto3, one after another";
pub const AWS_CLI: &str = "AWS CLI script";
pub const OURS_EIGHT: &str = "ours, the same eight things";
pub const OURS_ALL: &str = "ours, the whole plan";

/// What each contender took, connections cold and warm.
#[derive(Default)]
pub struct Calls {
    lines: Vec<Line>,
}

struct Line {
    name: &'static str,
    /// How many calls wait for one another, for those whose length that bounds.
    chain: Option<u32>,
    cold: Option<Measured>,
    warm: Option<Measured>,
}

impl Calls {
    /// Adds a measurement to a contender's line.
    pub fn add(&mut self, name: &'static str, connections: Connections, measured: Measured) {
        let line = self.line(name);
        match connections {
            Connections::Cold => line.cold = Some(measured),
            Connections::Warm => line.warm = Some(measured),
        }
    }

    /// Says how many calls of a contender wait for one another.
    pub fn set_chain(&mut self, name: &'static str, calls: u32) {
        self.line(name).chain = Some(calls);
    }

    fn line(&mut self, name: &'static str) -> &mut Line {
        let at = self.lines.iter().position(|line| line.name == name).unwrap_or_else(|| {
            self.lines.push(Line { name, chain: None, cold: None, warm: None });
            self.lines.len() - 1
        });
        &mut self.lines[at]
    }

    pub fn print(&self) {
        println!("{:30} {:^41} {:^41}", "", "connections cold", "connections warm");
        let heads = format!("{:>8} {:>11} {:>8} {:>11}", "requests", "connections", "seconds", "÷ its chain");
        println!("{:30} {heads} {heads}", "");
        for Line { name, chain, cold, warm } in &self.lines {
            println!("{name:30} {} {}", cell(*cold, *chain), cell(*warm, *chain));
        }
    }

    /// The promises that were not kept, a sentence each. A promise about a line that was not measured is not kept.
    pub fn broken_promises(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let mut promise = |what: String, ratio: Option<f64>, most: f64| match ratio {
            Some(ratio) if ratio <= most => println!("{what}: {ratio:.2} (at most {most})"),
            Some(ratio) => broken.push(format!("{what}: {ratio:.2}, more than {most}")),
            None => broken.push(format!("{what}: not measured")),
        };
        println!();
        for name in [OURS_EIGHT, OURS_ALL] {
            let line = self.lines.iter().find(|line| line.name == name);
            let ratio = line.and_then(|line| Some(ratio(line.warm?.wall, LATENCY * line.chain?)));
            promise(format!("{name}, warm ÷ its longest chain of calls"), ratio, 1.25);
        }
        for (peer, most) in [(BOTO3, 0.6), (AWS_CLI, 0.15)] {
            // Cold against cold: the CLI has no other.
            let ratio = self.cold(OURS_EIGHT).zip(self.cold(peer)).map(|(ours, theirs)| ratio(ours, theirs));
            promise(format!("{OURS_EIGHT} ÷ {peer}, cold"), ratio, most);
        }
        broken
    }

    fn cold(&self, name: &str) -> Option<Duration> {
        self.lines.iter().find(|line| line.name == name)?.cold.map(|measured| measured.wall)
    }
}

fn cell(measured: Option<Measured>, chain: Option<u32>) -> String {
    let Some(Measured { requests, connections, wall }) = measured else {
        return format!("{:>8} {:>11} {:>8} {:>11}", "–", "–", "–", "–");
    };
    let over_chain = chain.map_or_else(|| "–".to_owned(), |calls| format!("{:.2}", ratio(wall, LATENCY * calls)));
    format!("{requests:>8} {connections:>11} {:>8.2} {over_chain:>11}", wall.as_secs_f64())
}

/// One length of time over another.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
