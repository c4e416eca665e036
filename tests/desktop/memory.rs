//! What other programs can get of this one's memory, and whose memory still holds a secret after signing out.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, MetadataExt, chown};
use std::path::Path;
use std::time::{Duration, Instant};

use regex::bytes::Regex;

use crate::support::company::{Company, Door};
use crate::support::emulator::ACCOUNT;
use crate::support::process::Process;
use crate::window::{Home, Window};

const ID: &str = "ASIAIOSFODNN7EXAMPLE";
const SECRET: &str = "mEmOrYcAnArY/sEcReT+ThatIsForty/SignsLon";
const TOKEN: &str =
    "mEmOrYcAnArYtOkEn/ThatIsLongEnoughToBeOne+AndHasEverySign/ThatAnyTokenEverHad+AndGoesOn/UntilItEnds==";

/// The user that owns nothing, under the number that Linux systems give it.
const NOBODY: u32 = 65534;

/// What the kernel calls the processes: fifteen letters of their names.
const PROGRAM: &str = "export-storage-";
const PAGE: &str = "WebKitWebProces";

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A process of the window: the program itself, or one of the webview's.
struct Living {
    name: String,
    id: u32,
}

/// The processes of a window, by the process group that its driver leads.
fn processes(window: &Window) -> Vec<Living> {
    let group = window.process_group().to_string();
    let all = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    let of_group = all.filter_map(|id: u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name may hold blanks; state, parent and group follow it.
        let (before, after) = stat.rsplit_once(") ")?;
        let is_here = after.split(' ').nth(2)? == group;
        let name = before.split_once('(')?.1.to_owned();
        is_here.then_some(Living { name, id })
    });
    of_group.collect()
}

/// Whether a process has a text that matches in memory that it may write to.
fn has(process: u32, sought: &Regex) -> bool {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let [memory, pages] = ["mem", "pagemap"].map(|name| File::open(format!("/proc/{process}/{name}")).unwrap());
    let mut writable =
        maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw")));
    writable.any(|line| {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|text| u64::from_str_radix(text, 16).unwrap());
        filled(&pages, from, to).into_iter().any(|(from, length)| {
            let mut place = vec![0; length];
            // What is mapped and not memory, as with devices, cannot be read.
            memory.read_exact_at(&mut place, from).is_ok() && sought.is_match(&place)
        })
    })
}

/// The stretches of a mapping that anything was ever written to: webviews map a hundred times what a computer has
/// (<https://docs.kernel.org/admin-guide/mm/pagemap.html>).
fn filled(pages: &File, from: u64, to: u64) -> Vec<(u64, usize)> {
    const SIZE: usize = 4096;
    const ENTRY: usize = 8;
    const AT_ONCE: usize = 1 << 12;
    // Bit 63: in memory; bit 62: swapped out.
    let is_filled = |entry: &[u8]| entry[ENTRY - 1] & 0b1100_0000 != 0;
    let place = |page: usize| (page * SIZE) as u64;
    let [from, to] = [from, to].map(|address| usize::try_from(address).unwrap() / SIZE);
    let mut filled: Vec<(u64, usize)> = Vec::new();
    for first in (from..to).step_by(AT_ONCE) {
        let mut entries = vec![0; AT_ONCE.min(to - first) * ENTRY];
        pages.read_exact_at(&mut entries, (first * ENTRY) as u64).unwrap();
        // Most are alike, and comparing them one by one would take minutes.
        if !is_filled(&entries) && entries[ENTRY..] == entries[..entries.len() - ENTRY] {
            continue;
        }
        for (page, entry) in (first..).zip(entries.chunks(ENTRY)) {
            match filled.last_mut() {
                _ if !is_filled(entry) => {}
                Some((from, length)) if *from + *length as u64 == place(page) => *length += SIZE,
                _ => filled.push((place(page), SIZE)),
            }
        }
    }
    filled
}

/// Which processes hold the secret key or the session token, in either of the ways in which a webview keeps text.
fn holders(window: &Window) -> BTreeSet<String> {
    let octets = |octets: &[u8]| octets.iter().map(|octet| format!(r"\x{octet:02x}")).collect::<Vec<_>>().concat();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let written = |text: &str| [octets(text.as_bytes()), octets(&wide(text))];
    let sought = [SECRET, TOKEN].map(written).concat().join("|");
    let sought = Regex::new(&format!("(?-u:{sought})")).unwrap();
    let all = processes(window);
    for part in ["WebKitWebDriver", PROGRAM, PAGE, "WebKitNetworkPr"] {
        assert!(all.iter().any(|one| one.name == part), "{part} is not there");
    }
    all.into_iter().filter(|one| has(one.id, &sought)).map(|one| one.name).collect()
}

/// A computer behind a company's proxy, so that requests are encrypted as those to AWS are.
async fn window(company: &Company) -> Window {
    let home = Home::new();
    home.write("company.pem", company.authority());
    let certificates = home.path("company.pem").display().to_string();
    let proxy = format!("http://{}", company.proxy());
    Window::opening().home(&home).env("AWS_CA_BUNDLE", certificates).env("HTTPS_PROXY", proxy).open().await
}

fn keys() -> String {
    format!("export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}\nexport AWS_SESSION_TOKEN={TOKEN}\n")
}

async fn sign_out(window: &Window) {
    window.click("sign-out").await;
    window.wait_until("nobody is signed in", "return !document.querySelector('[data-testid=sign-out]')").await;
}

/// As somebody who is not root, for whom alone it makes a difference.
#[test]
fn there_is_no_core_dump_and_nobody_else_may_look_into_the_memory() {
    let home = Home::new();
    let mut command = Process::command("Xvfb");
    command.args(["-displayfd", "1", "-nolisten", "tcp"]);
    let (_xvfb, display) = Process::start_and_read_line(command, &home.path("xvfb.log"));
    assert!(!display.is_empty(), "Xvfb did not start");
    let mut command = Process::command("sh");
    let mut as_nobody = String::new();
    if is_root() {
        for folder in ["", "data", "config", "cache", "runtime"] {
            chown(home.path(folder), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        as_nobody = format!("setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups");
    }
    // The program may be in a folder that only root may enter.
    let script = format!("ulimit -S -c unlimited; exec 3<\"$0\"; exec {as_nobody} /proc/self/fd/3");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_export-storage-setup")]);
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    command.env("DISPLAY", format!(":{display}")).env("HOME", home.path("")).env("GDK_BACKEND", "x11");
    command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:").env("XDG_DATA_HOME", home.path("data"));
    let process = Process::start(command, &home.path("program.log"));
    let patience = Instant::now() + Duration::from_secs(20);
    // It makes its folder after what it does first.
    while !home.path("data/io.github.export-storage-setup/setups.db").exists() {
        assert!(Instant::now() < patience, "the program did not start:\n{}", process.printed());
        std::thread::sleep(Duration::from_millis(20));
    }
    let of_process = |name: &str| Path::new("/proc").join(process.id().to_string()).join(name);
    let limits = fs::read_to_string(of_process("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    // What belongs to a process that may not be dumped the kernel gives to root.
    assert_ne!(fs::metadata(of_process("")).unwrap().uid(), fs::metadata(of_process("mem")).unwrap().uid());
}

/// Reading memory takes root. Where nobody would see that it was left out, it is not left out.
fn may_look() -> bool {
    let may = is_root();
    assert!(may || std::env::var_os("CI").is_none(), "only root may look into the memory of a process");
    if !may {
        eprintln!("not looked at: only root may look into the memory of a process");
    }
    may
}

#[tokio::test]
async fn after_signing_out_nobody_holds_keys_that_were_read_from_the_clipboard() {
    if !may_look() {
        return;
    }
    let company = Company::with(Door::Open).await;
    let window = window(&company).await;
    window.click("sign-in-keys").await;
    window.type_into("region", "eu-west-1").await;
    window.set_clipboard(&keys());
    window.click("keys-clipboard").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    assert_eq!(holders(&window), [PROGRAM.to_owned()].into(), "what is there is found, and it never was in the page");
    window.set_clipboard("something else");
    sign_out(&window).await;
    assert_eq!(holders(&window), BTreeSet::new());
}

#[tokio::test]
async fn after_signing_out_only_the_webview_holds_keys_that_were_pasted_into_the_page() {
    if !may_look() {
        return;
    }
    let company = Company::with(Door::Open).await;
    let window = window(&company).await;
    window.click("sign-in-keys").await;
    window.type_into("region", "eu-west-1").await;
    window.paste_into("keys-paste", &keys()).await;
    window.click("sign-in-submit").await;
    assert_eq!(window.text_of("account-id").await, ACCOUNT);
    window.set_clipboard("something else");
    sign_out(&window).await;
    let holders = holders(&window);
    // The webview lets go of what it has when it likes. A part of it is in the program's own process.
    assert!(holders.is_subset(&[PROGRAM.to_owned(), PAGE.to_owned()].into()), "{holders:?}");
}
