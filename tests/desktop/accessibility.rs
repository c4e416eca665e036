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

/// Texts that are cut off or stand outside a window that does not scroll there. What is only for those who hear it is as small
/// as can be, or far away.
const CUT_OFF: &str = "
    const scrolls = (element) => element !== null
        && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const isSaid = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    return [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        if (!isSaid(element) || box.width < 2 || box.height < 2 || box.right < 0 || scrolls(element)) return false;
        const hides = /hidden|clip/.test(getComputedStyle(element).overflowX);
        return box.right > innerWidth + 1 || box.left < -1 || (hides && element.scrollWidth > element.clientWidth + 1);
    }).map((element) => element.textContent.trim().slice(0, 80))";

/// Words that stand between no marks and that only an English sentence has.
const ENGLISH: &str = "
    let depth = 0;
    const outside = [...document.body.innerText].filter((sign) => {
        depth += sign === '⟦' ? 1 : sign === '⟧' ? -1 : 0;
        return depth === 0;
    }).join('');
    return outside.match(/[^\\n]*\\b(?:the|and|is|are|of|your|this|not)\\b[^\\n]*/gi) ?? []";

#[tokio::test]
async fn a_language_that_is_a_third_longer_fits_320_pixels() {
    let window = Window::opening().open().await;
    window.by_testid("sign-in-practice").await;
    window.execute("localStorage.setItem('language', 'en-XA')").await;
    window.reload().await;
    let mut found = Vec::new();
    window
        .visit_every_page(async |window, page| {
            assert_eq!(window.execute("return document.documentElement.lang").await, "en-XA", "{page}");
            window.resize(320, 800).await;
            if window.scrolls_sideways().await {
                found.push(format!("{page} scrolls sideways"));
            }
            // The licences of others are in English.
            let scripts = if page.starts_with("15-") { &[CUT_OFF][..] } else { &[CUT_OFF, ENGLISH] };
            for script in scripts {
                let texts = window.execute(script).await;
                found.extend(texts.as_array().into_iter().flatten().map(|text| format!("{page}: {text}")));
            }
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
