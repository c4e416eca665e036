//! A start that fails.

use crate::window::Window;

/// Who double-clicks an icon sees a window and not what a program prints.
#[tokio::test]
async fn a_second_copy_says_in_a_window_why_it_does_not_start() {
    let window = Window::opening().open().await;
    window.by_testid("sign-in-keys").await;
    let second = window.start_again();
    window.press_in("Export Storage Setup cannot start", &["Escape"]).await;
    let output = second.wait_with_output().unwrap();
    assert!(!output.status.success());
    let printed = String::from_utf8(output.stderr).unwrap();
    assert!(printed.contains("This program is open already"), "{printed}");
    // The first one goes on as if nothing had been.
    window.by_testid("sign-in-practice").await;
}
