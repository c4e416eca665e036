//! One window of the program, on a display and in a home folder of its own, driven through WebDriver.
#![allow(dead_code, reason = "shared by the tests and the benchmark, each of which uses a part")]

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::timeout;

use crate::support::process::Process;
use crate::support::{free_port, repository};

/// How long a test waits for what the page should do.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a test waits for WebDriver, which waits for ever when the program is gone.
const LIFE_SIGN: Duration = Duration::from_mins(1);

/// The keys of WebDriver, section 17.4.2 (<https://www.w3.org/TR/webdriver2/#keyboard-actions>), which a test presses.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
const DELETE: &str = "\u{e017}";

/// A letter pressed while Ctrl is held.
pub fn ctrl(letter: char) -> String {
    format!("{}{letter}{}", char::from(Key::Control), char::from(Key::Null))
}

/// Long pages are photographed whole.
const DISPLAY_HEIGHT: u32 = 4000;

/// What the system says about colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
}

/// A person's home folder: it holds the program's data and AWS's files, and can outlive a window.
#[derive(Clone)]
pub struct Home(Arc<TempDir>);

impl Home {
    pub fn new() -> Self {
        let home = Self(Arc::new(TempDir::new().unwrap()));
        for folder in ["aws", "data", "config", "cache", "runtime"] {
            fs::create_dir(home.path(folder)).unwrap();
        }
        home
    }

    /// Every file in it.
    pub fn files(&self) -> Vec<PathBuf> {
        let (mut folders, mut files) = (vec![self.path("")], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                match entry.file_type().unwrap() {
                    kind if kind.is_dir() => folders.push(entry.path()),
                    kind if kind.is_file() => files.push(entry.path()),
                    _ => {}
                }
            }
        }
        files
    }

    /// A file or folder in it. `data` is `XDG_DATA_HOME`; `aws/config` and `aws/credentials` are the AWS files.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }
}

/// How a window is to be opened.
pub struct Opening {
    program: PathBuf,
    home: Home,
    look: Look,
    pictured: bool,
    environment: Vec<(String, String)>,
}

impl Opening {
    /// Adds an environment variable. The window gets none of the test's own but `PATH`.
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Opens it in a home folder that exists.
    pub fn home(mut self, home: &Home) -> Self {
        self.home = home.clone();
        self
    }

    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Draws the page so that pictures can be taken of it.
    pub fn pictured(mut self) -> Self {
        self.pictured = true;
        self
    }

    /// Opens another program than ours.
    pub fn program(mut self, program: impl Into<PathBuf>) -> Self {
        self.program = program.into();
        self
    }

    /// Opens the window and waits until its page is there.
    pub async fn open(self) -> Window {
        Window::start(self).await
    }
}

/// An open window. The program, its driver and its display end when this is dropped.
pub struct Window {
    client: Client,
    home: Home,
    display: String,
    pictured: bool,
    /// How long the program took until WebDriver could speak to its page.
    pub opened_in: Duration,
    clicks: AtomicUsize,
    driver: Process,
    _xvfb: Process,
    _metadata: NobodyAsks,
}

/// A stand-in for the instance metadata service, which this program asks nothing, whatever a test does.
struct NobodyAsks(TcpListener);

impl NobodyAsks {
    fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn endpoint(&self) -> String {
        format!("http://{}", self.0.local_addr().unwrap())
    }
}

impl Drop for NobodyAsks {
    fn drop(&mut self) {
        let asked = self.0.accept().is_ok();
        assert!(!asked || std::thread::panicking(), "the instance metadata service was asked");
    }
}

impl Window {
    /// Our program as a new user meets it: empty home folder, light colours.
    pub fn opening() -> Opening {
        Opening {
            program: PathBuf::from(env!("CARGO_BIN_EXE_export-storage-setup")),
            home: Home::new(),
            look: Look::Light,
            pictured: false,
            environment: Vec::new(),
        }
    }

    async fn start(opening: Opening) -> Self {
        let home = opening.home;
        let (xvfb, number) = {
            let mut command = Process::command("Xvfb");
            // It picks a free display and says which.
            let screen = format!("1600x{DISPLAY_HEIGHT}x24");
            command.args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"]);
            Process::start_and_read_line(command, &home.path("xvfb.log"))
        };
        assert!(!number.is_empty(), "Xvfb did not start:\n{}", xvfb.printed());
        let display = format!(":{number}");

        let port = free_port();
        let mut command = Process::command("WebKitWebDriver");
        command.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]);
        // The driver starts the program, so the program's environment is the driver's.
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env("DISPLAY", &display).env("LANG", "C.UTF-8").env("HOME", home.path(""));
        command.env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
        for (name, folder) in [("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), home.path(folder));
        }
        command.env("XDG_RUNTIME_DIR", home.path("runtime"));
        // No session bus: GLib would start one of its own otherwise, outside our process group.
        command.env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        command.env("AWS_CONFIG_FILE", home.path("aws/config"));
        command.env("AWS_SHARED_CREDENTIALS_FILE", home.path("aws/credentials"));
        let metadata = NobodyAsks::new();
        command.env("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.endpoint());
        // A virtual display has no graphics card, and imitating one to draw with takes a quarter of the time.
        if !opening.pictured {
            command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
        // What tauri-driver sets: Tauri switches automation on in the webview only when it finds them.
        command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        if opening.look == Look::Dark {
            command.env("GTK_THEME", "Adwaita:dark");
        }
        command.envs(opening.environment);
        let driver = Process::start(command, &home.path("window.log"));
        wait_for_port(port).await;

        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": opening.program, "args": [] } });
        let started = Instant::now();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().unwrap().clone());
        let address = format!("http://127.0.0.1:{port}");
        let client = match timeout(LIFE_SIGN, builder.connect(&address)).await {
            Ok(Ok(client)) => client,
            Ok(Err(error)) => panic!("the window did not open: {error}\n{}", driver.printed()),
            Err(elapsed) => panic!("the window did not open: {elapsed}\n{}", driver.printed()),
        };
        let opened_in = started.elapsed();
        let pictured = opening.pictured;
        Self {
            client,
            home,
            display,
            pictured,
            opened_in,
            clicks: AtomicUsize::new(0),
            driver,
            _xvfb: xvfb,
            _metadata: metadata,
        }
    }

    /// Starts the program once more on the same display and in the same home folder, without a driver.
    pub fn start_again(&self) -> std::process::Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_export-storage-setup"));
        command.env_clear().env("DISPLAY", &self.display).env("LANG", "C.UTF-8").env("HOME", self.home.path(""));
        command.env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1").env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        for (name, folder) in [("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache")] {
            command.env(format!("XDG_{name}_HOME"), self.home.path(folder));
        }
        command.env("XDG_RUNTIME_DIR", self.home.path("runtime"));
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Ends the program at once, as a pulled plug does, and hands back the home folder.
    pub fn pull_the_plug(self) -> Home {
        let Self { home, driver, .. } = self;
        driver.kill();
        // A process is gone only after the system has finished what it was writing; its lock goes with it.
        let lock = home.path("data/io.github.export-storage-setup/lock");
        fs::File::open(lock).unwrap().lock().unwrap();
        home
    }

    /// The number of the process group that the driver, the program and the webview are in.
    pub fn process_group(&self) -> u32 {
        self.driver.id()
    }

    pub fn home(&self) -> &Home {
        &self.home
    }

    /// What the program has printed so far.
    pub fn printed(&self) -> String {
        fs::read_to_string(self.home.path("window.log")).unwrap_or_default()
    }

    // --- finding ---

    /// The element with this `data-testid`, once it is there.
    pub async fn by_testid(&self, id: &str) -> Element {
        self.find(&format!("[data-testid=\"{id}\"]")).await
    }

    /// The control with this `data-testid`: Cloudscape puts it on a wrapper, the control is inside.
    pub async fn field(&self, id: &str) -> Element {
        self.find(&control(id)).await
    }

    /// The first element that a CSS selector finds, once there is one.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50)).for_element(Locator::Css(css)).await
        {
            Ok(element) => element,
            Err(error) => self.fail(&format!("nothing on the page is {css}: {error}")).await,
        }
    }

    /// Whether an element with this `data-testid` is on the page now.
    pub async fn has(&self, id: &str) -> bool {
        let css = format!("[data-testid=\"{id}\"]");
        !self.client.find_all(Locator::Css(&css)).await.unwrap().is_empty()
    }

    // --- doing ---

    /// Clicks the control with this `data-testid`, or the element itself where it holds none.
    pub async fn click(&self, id: &str) {
        self.by_testid(id).await;
        let css = control(id);
        let itself = format!("[data-testid=\"{id}\"]");
        let holds_one = self.client.find(Locator::Css(&css)).await.is_ok();
        self.press(if holds_one { &css } else { &itself }).await;
    }

    /// Clicks what a CSS selector finds, once it rests: nobody aims at what is moving.
    async fn press(&self, css: &str) {
        let element = self.find(css).await;
        self.rest(css).await;
        self.clicks.fetch_add(1, Ordering::SeqCst);
        if let Err(error) = self.alive(element.click()).await {
            self.fail(&format!("{css} could not be clicked: {error}")).await;
        }
    }

    /// Waits until an element stays where it is: the form says that what is typed was judged and the review that AWS has
    /// said what the sign-in may do, so no sentence will appear above it, and two looks find it in the same place.
    async fn rest(&self, css: &str) {
        let script = format!(
            "const form = document.querySelector('[data-judged=false], [data-testid=permissions][aria-busy=true]');
            const {{ x, y, width, height }} = document.querySelector({})?.getBoundingClientRect() ?? {{}};
            return form ? null : [x, y, width, height].join()",
            json!(css)
        );
        let patience = Instant::now() + PATIENCE;
        let mut before = Value::Null;
        loop {
            let now = self.execute(&script).await;
            if now == before && now != Value::Null {
                return;
            }
            if Instant::now() > patience {
                self.fail(&format!("{css} does not rest: {before}, {now}")).await;
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What WebDriver answers. It never does when the program hangs or is gone.
    async fn alive<T>(&self, answer: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        match timeout(LIFE_SIGN, answer).await {
            Ok(answer) => answer,
            Err(elapsed) => panic!("the window gave no sign of life: {elapsed}; it printed:\n{}", self.printed()),
        }
    }

    /// How many times [`Window::click`] clicked.
    pub fn clicks(&self) -> usize {
        self.clicks.load(Ordering::SeqCst)
    }

    /// Replaces what stands in a field, key by key as a person does, and leaves the field.
    pub async fn type_into(&self, id: &str, text: &str) {
        let field = self.field(id).await;
        // WebKit works off editing keys after the letters that come with them, and on a busy machine after later ones.
        self.alive(field.send_keys(&(ctrl('a') + DELETE))).await.unwrap();
        self.wait_value(id, "").await;
        self.alive(field.send_keys(&format!("{text}{TAB}"))).await.unwrap();
    }

    /// Puts text on the clipboard and pastes it into a field.
    pub async fn paste_into(&self, id: &str, text: &str) {
        self.set_clipboard(text);
        let field = self.field(id).await;
        self.alive(field.send_keys(&ctrl('v'))).await.unwrap();
    }

    /// Presses keys wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let focused = self.alive(self.client.active_element()).await.unwrap();
        self.alive(focused.send_keys(keys)).await.unwrap();
    }

    /// Presses keys in a window of the program's that is not the page, once it is there: `title` is how its title begins, and
    /// the keys are named as X names them. WebDriver knows nothing of such a window, no more than the page does.
    pub async fn press_in(&self, title: &str, keys: &[&str]) {
        let patience = Instant::now() + PATIENCE;
        loop {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", &format!("^{title}")]);
            if let Some(window) = found.lines().next() {
                self.xdotool(&["windowfocus", window]);
                for key in keys {
                    self.xdotool(&["key", key]);
                }
                return;
            }
            if Instant::now() > patience {
                self.fail(&format!("no window is called {title:?}")).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.display).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    /// Chooses an option of a drop-down list by a part of what it says.
    pub async fn choose(&self, id: &str, says: &str) {
        self.click(id).await;
        let script = "const options = [...document.querySelectorAll('[role=option]')];
            const is = option => option.dataset.value === arguments[0]
                || option.querySelector(`[data-value=\"${CSS.escape(arguments[0])}\"]`) !== null;
            return options.find(is) ?? options.find(option => option.innerText.includes(arguments[0])) ?? null";
        let patience = Instant::now() + PATIENCE;
        loop {
            let option = self.alive(self.client.execute(script, vec![json!(says)])).await.unwrap();
            if let Some(element) = option.as_object().and_then(|reference| reference.values().next()?.as_str()) {
                let option = Element::from_element_id(self.client.clone(), ElementRef::from(element.to_owned()));
                self.clicks.fetch_add(1, Ordering::SeqCst);
                return self.alive(option.click()).await.unwrap();
            }
            if Instant::now() > patience {
                self.fail(&format!("{id} offers nothing that says {says:?}")).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Chooses one of several radio buttons or tiles by its value.
    pub async fn pick(&self, id: &str, value: &str) {
        self.press(&format!("[data-testid=\"{id}\"] input[value=\"{value}\"]")).await;
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.alive(self.client.refresh()).await.unwrap();
    }

    /// Runs a script's function body in the page.
    pub async fn execute(&self, script: &str) -> Value {
        self.alive(self.client.execute(script, Vec::new())).await.unwrap()
    }

    /// Asks the program as the page does, past the page's own buttons.
    ///
    /// # Errors
    /// What the program refuses with.
    pub async fn invoke(&self, command: &str, arguments: &Value) -> Result<Value, Value> {
        let script = "const [command, given, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(command, given)
                .then(answer => done({ answer }), refusal => done({ refusal }))";
        let asked = self.client.execute_async(script, vec![json!(command), arguments.clone()]);
        let mut outcome = self.alive(asked).await.unwrap();
        match outcome.get_mut("refusal") {
            Some(refusal) => Err(refusal.take()),
            None => Ok(outcome["answer"].take()),
        }
    }

    // --- reading ---

    /// What an element says, once it says something.
    pub async fn text_of(&self, id: &str) -> String {
        let script = format!("return document.querySelector('[data-testid=\"{id}\"]')?.innerText.trim() ?? ''");
        self.wait_until(&format!("{id} says something"), &format!("return (() => {{ {script} }})() !== ''")).await;
        self.execute(&script).await.as_str().unwrap().to_owned()
    }

    /// Everything written in an element, what it scrolls out of sight included.
    pub async fn content_of(&self, id: &str) -> String {
        self.by_testid(id).await.prop("textContent").await.unwrap().unwrap_or_default()
    }

    pub async fn value_of(&self, id: &str) -> String {
        self.field(id).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Waits until the element with this `data-testid` shows a text that contains `part`.
    pub async fn wait_text(&self, id: &str, part: &str) {
        self.wait_until(
            &format!("{id} says {part:?}"),
            &format!("return document.querySelector('[data-testid=\"{id}\"]')?.innerText.includes({})", json!(part)),
        )
        .await;
    }

    /// Waits until a field holds a value.
    pub async fn wait_value(&self, id: &str, value: &str) {
        let script = format!("return document.querySelector({})?.value === {}", json!(control(id)), json!(value));
        self.wait_until(&format!("{id} holds {value:?}"), &script).await;
    }

    /// Waits until the system clipboard holds a text.
    pub async fn wait_clipboard(&self, text: &str) {
        let patience = Instant::now() + PATIENCE;
        while self.clipboard() != text {
            if Instant::now() > patience {
                self.fail(&format!("the clipboard holds {:?}, not {text:?}", self.clipboard())).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until a step is in a state.
    pub async fn wait_state(&self, step: &str, state: &str) {
        self.wait_until(
            &format!("step {step} is {state}"),
            &format!("return document.querySelector('[data-testid=\"step-{step}\"]')?.dataset.state === '{state}'"),
        )
        .await;
    }

    /// Waits until a script returns true.
    pub async fn wait_until(&self, what: &str, script: &str) {
        let patience = Instant::now() + PATIENCE;
        while self.execute(script).await != Value::Bool(true) {
            if Instant::now() > patience {
                self.fail(&format!("waited in vain until {what}")).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The `data-testid` that has the focus: its own, the one inside it, or its nearest ancestor's.
    pub async fn focused(&self) -> Option<String> {
        let script = "const e = document.activeElement;
            const marked = e.matches('[data-testid]') ? e : e.querySelector('[data-testid]') ?? e.closest('[data-testid]');
            return e === document.body ? null : marked?.dataset.testid ?? null";
        self.execute(script).await.as_str().map(str::to_owned)
    }

    /// Presses Tab until a control has the focus, as a person without a mouse does.
    pub async fn tab_to(&self, id: &str) {
        self.by_testid(id).await;
        let mut passed = Vec::new();
        for _ in 0..80 {
            self.keys(TAB).await;
            let focused = self.focused().await;
            if focused.as_deref() == Some(id) {
                return;
            }
            passed.extend(focused);
        }
        self.fail(&format!("Tab never reaches {id}; it passed {passed:?}")).await;
    }

    /// What is on the system clipboard, as any other program would get it.
    pub fn clipboard(&self) -> String {
        let output =
            Command::new("xclip").args(["-o", "-selection", "clipboard"]).env("DISPLAY", &self.display).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    }

    /// Puts text on the system clipboard, as another program would.
    pub fn set_clipboard(&self, text: &str) {
        // Not in the home folder, where a test may look for what the program leaves behind.
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, text).unwrap();
        let mut command = Command::new("xclip");
        command.args(["-i", "-selection", "clipboard"]).arg(file.path()).env("DISPLAY", &self.display);
        // It stays to hand the text out, and complains when the display goes.
        assert!(command.stderr(Stdio::null()).status().unwrap().success());
    }

    // --- looking ---

    /// Makes the window so high that the whole page shows, up to what the display has.
    pub async fn show_all(&self, width: u32, least: u32) {
        self.resize(width, least).await;
        let height = self.execute("return document.scrollingElement.scrollHeight").await.as_u64().unwrap();
        let height = u32::try_from(height).unwrap().clamp(least, DISPLAY_HEIGHT);
        self.resize(width, height).await;
    }

    /// Gives the page this much room, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.alive(self.client.set_window_rect(0, 0, width, height)).await.unwrap();
        self.wait_until(
            &format!("the page is {width} × {height}"),
            &format!("return innerWidth === {width} && innerHeight === {height}"),
        )
        .await;
    }

    /// Whether anything stands out sideways, so that a person would have to scroll.
    pub async fn scrolls_sideways(&self) -> bool {
        let script = "return document.scrollingElement.scrollWidth > innerWidth";
        self.execute(script).await == Value::Bool(true)
    }

    /// Saves a picture of the page, in a window opened with [`Opening::pictured`].
    pub async fn screenshot(&self, path: &Path) {
        assert!(self.pictured, "without a graphics card to draw with, WebDriver waits for ever for a picture");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // A window that has just grown is black where it has not been painted yet.
        let mut picture = self.painted().await;
        for _ in 0..20 {
            let next = self.painted().await;
            if next == picture {
                break;
            }
            picture = next;
        }
        fs::write(path, picture).unwrap();
    }

    /// The page two frames from now. Where nothing is to be painted anew no frame may come.
    async fn painted(&self) -> Vec<u8> {
        let frames = "const done = arguments[0];
            const frame = () => new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 50); });
            frame().then(frame).then(() => done(true));";
        self.client.execute_async(frames, Vec::new()).await.unwrap();
        self.client.screenshot().await.unwrap()
    }

    /// What axe-core finds serious or critical on the page as it stands, a line each.
    pub async fn axe(&self) -> Vec<String> {
        let axe = fs::read_to_string(repository("ui/node_modules/axe-core/axe.min.js")).unwrap();
        self.client.execute(&axe, Vec::new()).await.unwrap();
        // What is still fading in has the wrong colours. Spinners never end and are not waited for.
        let script = "const done = arguments[arguments.length - 1];
            const ending = document.getAnimations().filter(each => each.effect.getTiming().iterations !== Infinity);
            Promise.allSettled(ending.map(each => each.finished)).then(() => axe.run()).then(found => done(found.violations
                .filter(each => each.impact === 'serious' || each.impact === 'critical')
                .flatMap(each => each.nodes.map(node => `${each.id} at ${node.target}: ${node.failureSummary}`))));";
        let found = self.alive(self.client.execute_async(script, Vec::new())).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Leaves a picture of the page in `target/failed/` and fails the test.
    async fn fail(&self, why: &str) -> ! {
        let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let mut picture = String::from("none");
        if self.pictured {
            let path = repository("target/failed").join(format!("{name}.png"));
            self.screenshot(&path).await;
            picture = path.display().to_string();
        }
        let text = self.execute("return document.body.innerText").await;
        panic!("{why}\npicture: {picture}\nprinted: {}\npage: {}", self.printed(), text.as_str().unwrap_or_default());
    }
}

/// A CSS selector for the control that carries a `data-testid`, or the first inside the element that does.
fn control(id: &str) -> String {
    let kinds = ["input", "textarea", "select", "button", "a[href]", "[role=button]"];
    let itself = kinds.map(|kind| format!("{kind}[data-testid=\"{id}\"]")).join(",");
    let inside = kinds.map(|kind| format!("[data-testid=\"{id}\"] {kind}")).join(",");
    format!("{itself},{inside}")
}

async fn wait_for_port(port: u16) {
    let patience = Instant::now() + PATIENCE;
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(Instant::now() < patience, "nothing listens on port {port}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
