//! Photographs every page in `target/tour/`, wide and narrow, light and dark. `./dev run` does it where there is no display;
//! what the pages must be like is tested elsewhere.

use crate::support::repository;
use crate::window::{Look, Window};

#[tokio::test]
#[ignore = "takes pictures and tests nothing: `./dev run`"]
async fn tour_in_light_colours() {
    photograph(Look::Light, "light").await;
}

#[tokio::test]
#[ignore = "takes pictures and tests nothing: `./dev run`"]
async fn tour_in_dark_colours() {
    photograph(Look::Dark, "dark").await;
}

async fn photograph(look: Look, colours: &str) {
    let window = Window::opening().look(look).pictured().open().await;
    window
        .visit_every_page(async |window, page| {
            for (width, name) in [(320, "narrow"), (1280, "wide")] {
                window.show_all(width, 800).await;
                let picture = repository("target/tour").join(format!("{page}-{name}-{colours}.png"));
                window.screenshot(&picture).await;
            }
        })
        .await;
}
