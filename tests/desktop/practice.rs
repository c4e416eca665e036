//! A new user tries the program: nothing but the mail from Vonage, and the role's ARN ends on the clipboard.

use std::time::{Duration, Instant};

use crate::window::Window;

/// What the product promises to somebody who has never seen it.
const MOST_CLICKS: usize = 8;
const LONGEST: Duration = Duration::from_secs(90);

#[tokio::test]
async fn a_practice_setup_takes_one_paste_and_a_few_clicks() {
    let started = Instant::now();
    let window = Window::opening().open().await;
    window.enter_practice().await;
    assert!(window.has("practice-banner").await);
    window.click("vonage-paste").await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    window.click("copy-role-arn").await;

    let role = window.text_of("value-role-arn").await;
    window.wait_clipboard(&role).await;
    assert!(role.starts_with("arn:aws:iam::000000000000:role/practice-"), "{role}");
    assert!(window.clicks() <= MOST_CLICKS, "{} clicks", window.clicks());
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
}

#[tokio::test]
async fn the_review_says_what_this_sign_in_may_do_and_has_the_policies_to_hand_out() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.wait_text("permissions", "AWS says that user practice may do everything this plan takes.").await;
    assert!(!window.has("permissions-missing").await);
    window.click("operators").await;
    for (id, action) in [("set-up", "iam:CreateRole"), ("check", "iam:GetRole"), ("remove", "iam:DeleteRole")] {
        window.click(&format!("operator-{id}")).await;
        window.wait_text(&format!("operator-{id}-text"), action).await;
    }
    window.create().await;
}

#[tokio::test]
async fn what_goes_to_vonage_holds_the_values_that_were_made() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    for id in ["value-role-arn", "value-region", "value-bucket-name"] {
        let value = window.text_of(id).await;
        for text in ["vcc-request", "vcc-message"] {
            assert!(window.content_of(text).await.contains(&value), "{text} lacks {id}");
        }
    }
}

#[tokio::test]
async fn a_step_that_failed_is_tried_again() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.fail_in_practice("Storage bucket").await;
    window.click("create").await;
    window.wait_state("bucket", "failed").await;
    assert!(window.text_of("problem").await.contains("s3:CreateBucket"));
    window.click("retry").await;
    window.by_testid("value-role-arn").await;
}

#[tokio::test]
async fn a_setup_is_there_after_the_window_was_closed() {
    let window = Window::opening().open().await;
    window.enter_practice().await;
    window.paste_mail().await;
    window.review().await;
    window.create().await;
    let role = window.text_of("value-role-arn").await;
    let home = window.pull_the_plug();

    let window = Window::opening().home(&home).open().await;
    window.click("setup-1").await;
    assert_eq!(window.text_of("value-role-arn").await, role);
}
