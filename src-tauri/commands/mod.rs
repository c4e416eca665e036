//! The only room that knows Tauri: each command parses, calls `app` and maps the answer. What reads, writes or takes apart
//! anything is `async`: all others run on the thread that draws the window.
#![expect(clippy::must_use_candidate, reason = "Tauri is the only caller")]
#![expect(clippy::missing_errors_doc, reason = "a command's error is always the `Problem` the page shows")]
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands a command its arguments by value")]

pub mod browser;
pub mod center;
mod confirm;
pub mod elsewhere;
pub mod forms;
pub mod runs;
pub mod sessions;
pub mod settings;
pub mod start_failure;
pub mod system;
pub mod window;

use std::sync::Arc;

use tauri::ipc::Invoke;

use crate::app::App;
use crate::messages::problem::Problem;

/// The program, as Tauri hands it to a command.
type Program<'a> = tauri::State<'a, Arc<App>>;
/// What a command answers: the page gets either as JSON.
type Answer<T> = Result<T, Box<Problem>>;

/// Every command the page can call.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        sessions::sign_in,
        sessions::sign_out,
        sessions::confirm_account,
        sessions::profiles,
        sessions::practice_failure,
        browser::begin_browser_sign_in,
        browser::open_browser_again,
        browser::cancel_browser_sign_in,
        settings::settings,
        settings::save_settings,
        settings::test_connection,
        center::portals,
        center::begin_center_sign_in,
        center::begin_center_code,
        center::open_center_again,
        center::finish_center_sign_in,
        center::center_roles,
        center::cancel_center_sign_in,
        forms::home,
        forms::forget,
        forms::new_form,
        forms::form_of,
        forms::save_form,
        forms::check_form,
        forms::suggest_bucket_name,
        forms::read_vonage,
        forms::regions,
        runs::review,
        runs::permissions,
        runs::create,
        runs::watch,
        runs::retry,
        runs::cancel,
        runs::undo_preview,
        runs::undo,
        runs::keep_key,
        runs::stop_preview,
        runs::stop,
        runs::resume_preview,
        runs::resume,
        runs::check,
        runs::ready,
        runs::keep_storage_id,
        elsewhere::save_record,
        elsewhere::open_record,
        elsewhere::claimed,
        elsewhere::confirm,
        elsewhere::find_setups,
        elsewhere::open_found,
        system::about,
        system::copy,
        system::open_link,
    ]
}
