//! The way through the program, page by page, as the tests walk it.

use std::path::Path;

use crate::window::{Home, Window};

/// A mail as Vonage's support writes it: the two values are somewhere in it.
pub const MAIL: &str = "Hello,\n\n\
    thank you for joining the early access programme. These are the values for your account:\n\
    Primary service ARN: \"arn:aws:iam::210987654321:role/vcc-export-primary\"\n\
    Secondary service ARN: \"arn:aws:iam::345678901234:role/vcc-export-secondary\"\n\n\
    Kind regards\nVonage Support\n";
pub const PRIMARY: &str = "arn:aws:iam::210987654321:role/vcc-export-primary";
pub const SECONDARY: &str = "arn:aws:iam::345678901234:role/vcc-export-secondary";

/// Every step of a setup with a key of its own.
pub const STEPS: [&str; 10] =
    ["key", "bucket", "public-access", "encryption", "https-only", "keeping", "policy", "role", "attach", "checks"];

/// A computer on which somebody has set up AWS: one profile, in a region.
pub fn computer(region: &str) -> Home {
    let home = Home::new();
    home.write("aws/config", &format!("[profile work]\nregion = {region}\n"));
    home.write(
        "aws/credentials",
        "[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n",
    );
    home
}

impl Window {
    /// From the first page to the form, in Practice.
    pub async fn enter_practice(&self) {
        self.click("sign-in-practice").await;
        self.click("continue").await;
        self.by_testid("vonage-paste").await;
    }

    /// From the first page to the form, with the only profile of this home folder.
    pub async fn enter_with_profile(&self) {
        self.click("sign-in-profile").await;
        self.click("sign-in-submit").await;
        self.click("continue").await;
        self.by_testid("vonage-paste").await;
    }

    /// From a finished setup to another way in, for the next one.
    pub async fn another_setup(&self, way: &str) {
        self.execute("location.hash = '#/home'").await;
        self.click("new-setup").await;
        self.click("another-way").await;
        self.click(way).await;
    }

    /// Pastes the mail, and sees that both fields were filled from it.
    pub async fn paste_mail(&self) {
        self.paste_into("vonage-paste", MAIL).await;
        for (id, arn) in [("primary-service", PRIMARY), ("secondary-service", SECONDARY)] {
            self.wait_value(id, arn).await;
        }
    }

    /// From the form to the review.
    pub async fn review(&self) {
        self.click("review").await;
        self.by_testid("fingerprint").await;
    }

    /// From the review to the finished setup.
    pub async fn create(&self) {
        self.click("create").await;
        self.by_testid("value-role-arn").await;
    }

    /// Waits until the page says what went wrong, in these words of its cause and of its remedy, and then in `more` words:
    /// those to send to somebody, and AWS's own, which it unfolds.
    pub async fn problem_says(&self, cause: &str, remedy: &str, more: &[&str]) {
        self.wait_text("problem", cause).await;
        self.execute("document.querySelector('[data-testid=problem] [aria-expanded=false]')?.click()").await;
        for words in [&[remedy], more].concat() {
            self.wait_text("problem", words).await;
        }
    }

    /// Opens a file as a saved record, on the page for setups from elsewhere.
    pub async fn open_record(&self, path: &Path) {
        let input = self.find("[data-testid=record-file] input").await;
        input.send_keys(&path.display().to_string()).await.unwrap();
    }

    /// From the page that says what would go to the taking back: the tick, then the button.
    pub async fn take_back(&self) {
        self.by_testid("undo-confirm").await;
        self.execute("document.querySelector('[data-testid=undo-vonage] input').click()").await;
        self.click("undo-confirm").await;
    }

    /// Tells Practice which step shall fail.
    pub async fn fail_in_practice(&self, step: &str) {
        self.execute("document.querySelector('[data-testid=practice-banner] [aria-expanded=false]').click()").await;
        self.choose("practice-failure", step).await;
    }

    /// Walks a practice setup through every page, whatever language it speaks, and calls `look` on each with its name. One step fails on the way, so
    /// that the page that says so is among them, and the run stands still while it is looked at.
    pub async fn visit_every_page(&self, mut look: impl AsyncFnMut(&Self, &str)) {
        self.by_testid("sign-in-practice").await;
        look(self, "1-sign-in").await;
        self.click("sign-in-practice").await;
        self.by_testid("continue").await;
        look(self, "2-account").await;
        self.click("continue").await;
        self.by_testid("vonage-paste").await;
        self.click("review").await;
        self.by_testid("error-summary").await;
        look(self, "3-details-refused").await;
        self.paste_mail().await;
        look(self, "4-details").await;
        self.review().await;
        self.wait_until(
            "the permissions are said",
            "return Boolean(document.querySelector('[data-testid=permissions]')?.dataset.verdict)",
        )
        .await;
        look(self, "5-review").await;
        self.fail_in_practice("role").await;
        self.click("create").await;
        self.wait_state("role", "failed").await;
        self.by_testid("retry").await;
        for step in STEPS {
            self.by_testid(&format!("step-{step}")).await;
        }
        look(self, "6-step-failed").await;
        self.click("retry").await;
        self.by_testid("value-role-arn").await;
        self.click("save-record").await;
        let record = self.text_of("record-path").await;
        look(self, "7-ready").await;
        self.execute("location.hash = '#/home'").await;
        self.by_testid("setup-1").await;
        look(self, "8-home").await;
        self.execute("location.hash = '#/about'").await;
        self.by_testid("works-of-others").await;
        look(self, "9-about").await;
        self.click("works-of-others").await;
        self.by_testid("works").await;
        look(self, "15-works-of-others").await;
        self.execute("location.hash = '#/elsewhere'").await;
        self.click("find-setups").await;
        self.by_testid("open-found-1").await;
        look(self, "12-elsewhere").await;
        // Forgotten here, it comes back as a file that nobody has confirmed.
        self.execute("location.hash = '#/home'").await;
        self.click("forget-1").await;
        self.click("forget-confirm").await;
        self.execute("location.hash = '#/elsewhere'").await;
        self.open_record(Path::new(&record)).await;
        self.by_testid("confirm-setup").await;
        look(self, "14-confirm").await;
        self.click("confirm-setup").await;
        self.by_testid("value-role-arn").await;
        self.click("settings").await;
        self.by_testid("save-settings").await;
        look(self, "13-settings").await;
        self.execute("location.hash = '#/home'").await;
        self.click("undo-1").await;
        self.by_testid("undo-confirm").await;
        look(self, "10-undo").await;
        self.take_back().await;
        self.by_testid("keep-key").await;
        look(self, "11-taken-back").await;
    }
}
