//! The window shows the program's own pages: wherever its page tries to go, nothing leaves.

use std::net::TcpListener;

use crate::window::Window;

#[tokio::test]
async fn the_page_can_go_nowhere_else() {
    let listener = TcpListener::bind(("0.0.0.0", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let window = Window::opening().open().await;
    window.execute("window.remembers = 'this page'").await;
    for address in [
        format!("http://tauri.localhost:{port}/?data=x"),
        format!("http://localhost:{port}/?data=x"),
        format!("http://127.0.0.1:{port}/?data=x"),
        format!("tauri://evil:{port}/"),
        "about:blank".to_owned(),
        "data:text/html,x".to_owned(),
        "file:///etc/hostname".to_owned(),
    ] {
        for go in [
            "location = ADDRESS",
            "location.replace(ADDRESS)",
            "window.open(ADDRESS)",
            "document.location.assign(ADDRESS)",
        ] {
            window.execute(&go.replace("ADDRESS", &serde_json::json!(address).to_string())).await;
        }
        let form = "const form = document.createElement('form');
            form.action = ADDRESS;
            form.innerHTML = '<input name=data value=x>';
            document.body.append(form);
            form.submit();
            form.remove()";
        window.execute(&form.replace("ADDRESS", &serde_json::json!(address).to_string())).await;
        window.wait_until("the page is still there", "return window.remembers === 'this page'").await;
    }
    // The page is drawn and answers: what it was told before has happened, or never will.
    window.click("settings").await;
    window.by_testid("save-settings").await;
    assert_eq!(window.execute("return location.origin + location.pathname").await, "tauri://localhost/");
    assert!(listener.accept().is_err(), "something arrived");
}
