//! Every page, for people who see little or use no mouse.

use crate::journey::MAIL;
use crate::window::{ENTER, Look, Window};

#[tokio::test]
async fn nothing_serious_in_light_colours() {
    examine(Look::Light).await;
}

#[tokio::test]
async fn nothing_serious_in_dark_colours() {
    examine(Look::Dark).await;
}

async fn examine(look: Look) {
    let window = Window::opening().look(look).open().await;
    let mut found = Vec::new();
    window
        .visit_every_page(async |window, page| {
            for width in [320, 1280] {
                window.resize(width, 800).await;
                if window.scrolls_sideways().await {
                    found.push(format!("{page} scrolls sideways at {width} px"));
                }
            }
            found.extend(window.axe().await.into_iter().map(|line| format!("{page}: {line}")));
        })
        .await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn the_whole_path_by_keyboard_alone() {
    let window = Window::opening().open().await;
    for button in ["sign-in-practice", "continue"] {
        window.tab_to(button).await;
        window.keys(ENTER).await;
    }
    window.tab_to("vonage-paste").await;
    window.paste_into("vonage-paste", MAIL).await;
    for button in ["review", "create", "copy-role-arn"] {
        window.tab_to(button).await;
        window.keys(ENTER).await;
    }
    window.wait_clipboard(&window.text_of("value-role-arn").await).await;
    assert_eq!(window.clicks(), 0);
}
