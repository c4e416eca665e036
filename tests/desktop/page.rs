//! What a script could do that came to run in the page: ask the program what the page may ask, and reach nothing else.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::window::Window;

/// Somebody on this computer whom a script would like to tell something.
struct Stranger(TcpListener);

impl Stranger {
    fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    fn address(&self) -> String {
        format!("http://{}/", self.0.local_addr().unwrap())
    }

    fn was_called(&self) -> bool {
        self.0.accept().is_ok()
    }
}

#[tokio::test]
async fn a_script_in_the_page_reaches_nobody_and_opens_nothing() {
    let window = Window::opening().open().await;
    window.by_testid("sign-in-keys").await;
    let stranger = Stranger::new();
    let address = stranger.address();
    // Each way to tell somebody something, and what the page has afterwards.
    let script = format!(
        "const seen = [];
         document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
         window.seen = seen;
         fetch('{address}').catch(() => seen.push('fetch failed'));
         try {{ navigator.sendBeacon('{address}', 'x'); }} catch {{ seen.push('no beacon'); }}
         try {{ new WebSocket('{address}'.replace('http', 'ws')); }} catch {{ seen.push('no socket'); }}
         for (const [tag, where] of [['img', 'src'], ['script', 'src'], ['iframe', 'src'], ['object', 'data']]) {{
             const element = document.createElement(tag);
             element[where] = '{address}';
             document.body.append(element);
         }}
         const sheet = document.createElement('link');
         sheet.rel = 'stylesheet';
         sheet.href = '{address}';
         document.head.append(sheet);
         const form = document.createElement('form');
         form.action = '{address}';
         document.body.append(form);
         form.submit();
         return window.open('{address}') === null"
    );
    assert_eq!(window.execute(&script).await, Value::Bool(true), "no second window");
    window
        .wait_until(
            "the policy has refused what was loaded",
            "return ['img-src', 'script-src', 'frame-src', 'object-src', 'style-src', 'connect-src'].every((directive) =>
                 window.seen.some((seen) => seen.startsWith(directive)))",
        )
        .await;
    window.execute(&format!("location.href = '{address}'")).await;
    // It is still the page, with what the script left on it.
    window
        .wait_until("the page is the program's", "return location.protocol === 'tauri:' && window.seen.length > 0")
        .await;
    for text in ["eval('1')", "new Function('return 1')()"] {
        let run = format!("try {{ {text}; return 'ran' }} catch (error) {{ return error.name }}");
        assert_eq!(window.execute(&run).await, "EvalError", "{text}");
    }
    assert!(!stranger.was_called());
}

#[tokio::test]
async fn a_script_in_the_page_may_call_the_commands_of_the_list_and_no_plugins() {
    let window = Window::opening().open().await;
    window.by_testid("sign-in-keys").await;
    window.set_clipboard("what somebody copied");
    let of_plugins = [
        ("plugin:clipboard-manager|read_text", json!({})),
        ("plugin:clipboard-manager|write_text", json!({ "text": "x" })),
        ("plugin:opener|open_url", json!({ "url": "https://example.com" })),
        ("plugin:opener|open_path", json!({ "path": "/etc/passwd" })),
        ("plugin:opener|reveal_item_in_dir", json!({ "paths": ["/etc/passwd"] })),
        ("plugin:window-state|save_window_state", json!({ "flags": 1 })),
        ("plugin:webview|create_webview_window", json!({ "options": { "label": "second" } })),
        ("plugin:window|create", json!({ "options": { "label": "second" } })),
        ("plugin:path|resolve_directory", json!({ "directory": 1 })),
        ("plugin:app|app_hide", json!({})),
    ];
    for (command, arguments) in of_plugins {
        let refusal = window.invoke(command, &arguments).await.unwrap_err();
        assert!(refusal.as_str().is_some_and(|said| said.contains("not allowed")), "{command}: {refusal}");
    }
    let unknown = window.invoke("open_link", &json!({ "id": "https://example.com" })).await.unwrap_err();
    assert_eq!(unknown["failure"]["kind"], "link");
    assert_eq!(window.clipboard(), "what somebody copied");
}
