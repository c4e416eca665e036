//! The proxy of the system's own settings, as GNOME, macOS and Windows tell it to whoever asks.

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use crate::aws::error::redactor::address;
use crate::aws::network::proxy::Proxy;
use crate::aws::network::way::Way;

/// How long the system may take to say what its settings are; after that it has none.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most bytes of its answer that are read. GNOME's has about 1,000.
const MOST_PRINTED: u64 = 64 * 1024;

/// The program that tells the settings, and what it is asked. It is the system's own, by its whole path: by its name alone
/// another of that name could be found before it. On Windows the path is not put together from `SystemRoot` either, which
/// whoever starts this program may set; where Windows is elsewhere, the system says nothing, and a proxy is typed in.
#[cfg(target_os = "macos")]
const ASKED: (&str, &[&str]) = ("/usr/sbin/scutil", &["--proxy"]);
#[cfg(windows)]
const ASKED: (&str, &[&str]) =
    (r"C:\Windows\System32\reg.exe", &["query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"]);
#[cfg(not(any(target_os = "macos", windows)))]
const ASKED: (&str, &[&str]) = ("/usr/bin/gsettings", &["list-recursively", "org.gnome.system.proxy"]);

#[cfg(not(any(target_os = "macos", windows)))]
use of_gnome as read_answer;
#[cfg(target_os = "macos")]
use of_macos as read_answer;
#[cfg(windows)]
use of_windows as read_answer;

/// What the system says. A system that says nothing has no proxy.
pub(in crate::aws) async fn way() -> Way {
    let asking = tokio::task::spawn_blocking(|| {
        let (program, arguments) = ASKED;
        let mut command = Command::new(program);
        command.args(arguments);
        hide_window(&mut command);
        printed(&mut command)
    });
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(Ok(Some(answer))) => read_answer(&answer),
        _ => Way::Direct,
    }
}

/// What a program prints, as far as it is read. One that prints more is ended.
#[must_use]
pub fn printed(command: &mut Command) -> Option<String> {
    let mut running = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut printed = Vec::new();
    let read = running.stdout.take()?.take(MOST_PRINTED).read_to_end(&mut printed);
    // It may still want to print; that it has ended already is no failure.
    let _ = running.kill();
    let _ = running.wait();
    read.ok().map(|_| String::from_utf8_lossy(&printed).into_owned())
}

/// Windows opens a black window for a program that has none of its own, unless it is told not to
/// (<https://learn.microsoft.com/windows/win32/procthread/process-creation-flags>).
#[cfg(windows)]
fn hide_window(command: &mut Command) {
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
const fn hide_window(_: &mut Command) {}

/// Reads what `gsettings list-recursively org.gnome.system.proxy` prints
/// (<https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas/-/blob/master/schemas/org.gnome.system.proxy.gschema.xml.in>).
#[must_use]
pub fn of_gnome(answer: &str) -> Way {
    let value = |schema: &str, key: &str| {
        let begin = format!("org.gnome.system.proxy{schema} {key} ");
        answer.lines().find_map(|line| line.strip_prefix(&begin)).map(|value| value.trim().trim_matches('\''))
    };
    let listening = |schema: &str| {
        let host = value(schema, "host").filter(|host| !host.is_empty())?;
        let port = value(schema, "port").filter(|port| *port != "0")?;
        Some(format!("{host}:{port}"))
    };
    match value("", "mode") {
        Some("manual") => {
            let bypass = value("", "ignore-hosts").unwrap_or_default().replace(['[', ']', '\''], "");
            manual(listening(".https").or_else(|| listening(".http")), &bypass)
        }
        Some("auto") => script(value("", "autoconfig-url")),
        _ => Way::Direct,
    }
}

/// Reads what `scutil --proxy` prints
/// (<https://developer.apple.com/documentation/systemconfiguration/network_proxy_types>).
#[must_use]
pub fn of_macos(answer: &str) -> Way {
    let lines = || answer.lines().filter_map(|line| line.trim().split_once(" : "));
    let value = |name: &str| lines().find(|(key, _)| *key == name).map(|(_, value)| value);
    let is_on = |name: &str| value(name) == Some("1");
    if is_on("HTTPSEnable") {
        let listening = value("HTTPSProxy").zip(value("HTTPSPort")).map(|(host, port)| format!("{host}:{port}"));
        // The members of the list of exceptions are numbered.
        let numbered = lines().filter(|(key, _)| key.bytes().all(|digit| digit.is_ascii_digit()));
        let bypass: Vec<&str> = numbered.map(|(_, value)| value).collect();
        manual(listening, &bypass.join(","))
    } else if is_on("ProxyAutoConfigEnable") || is_on("ProxyAutoDiscoveryEnable") {
        script(value("ProxyAutoConfigURLString"))
    } else {
        Way::Direct
    }
}

/// Reads what `reg query` prints of the internet settings
/// (<https://learn.microsoft.com/troubleshoot/developer/browsers/connectivity-navigation/how-to-configure-client-proxy-server-settings>).
#[must_use]
pub fn of_windows(answer: &str) -> Way {
    let value = |name: &str| {
        answer.lines().find_map(|line| {
            let rest = line.trim().strip_prefix(name)?.trim_start().strip_prefix("REG_")?;
            rest.split_once(char::is_whitespace).map(|(_, value)| value.trim())
        })
    };
    let server = value("ProxyServer").filter(|_| value("ProxyEnable") == Some("0x1"));
    match (server, value("AutoConfigURL")) {
        (Some(server), _) => {
            // One for everything, or `http=…;https=…`.
            let listening = if server.contains('=') {
                server.split(';').find_map(|part| part.trim().strip_prefix("https="))
            } else {
                Some(server)
            };
            manual(listening.map(ToOwned::to_owned), value("ProxyOverride").unwrap_or_default())
        }
        (None, Some(address)) => script(Some(address)),
        (None, None) => Way::Direct,
    }
}

fn manual(listening: Option<String>, bypass: &str) -> Way {
    let Some(listening) = listening else { return Way::Direct };
    match Proxy::parse(&listening) {
        Ok(proxy) => Way::Through(Arc::new(Proxy { bypass: commas(bypass), ..proxy })),
        Err(refusal) => Way::Unusable { setting: "the proxy settings of this computer", refusal },
    }
}

fn script(place: Option<&str>) -> Way {
    Way::Script { address: place.filter(|place| !place.is_empty()).map(address) }
}

/// A list of exceptions as `NO_PROXY` has it: `*.example.com` is `.example.com` there, and the angle brackets are Windows'.
fn commas(bypass: &str) -> String {
    let names = bypass.split([',', ';', ' ']).map(str::trim);
    let names = names.filter(|name| !name.is_empty() && !name.starts_with('<'));
    names
        .map(|name| name.strip_prefix("*.").map_or_else(|| name.to_owned(), |rest| format!(".{rest}")))
        .collect::<Vec<_>>()
        .join(",")
}
