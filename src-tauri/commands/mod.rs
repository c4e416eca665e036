//! The only room that knows Tauri: each command parses, calls `app` and maps the answer.

pub mod forms;
pub mod runs;
pub mod sessions;
pub mod system;

use std::sync::Arc;

use tauri::ipc::Invoke;

use crate::app::App;
use crate::messages::problem::Problem;

/// The program, as Tauri hands it to a command.
type Program<'a> = tauri::State<'a, Arc<App>>;
type Answer<T> = Result<T, Problem>;

/// Every command the page can call.
pub fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        sessions::sign_in,
        sessions::sign_out,
        sessions::confirm_account,
        sessions::profiles,
        sessions::practice_failure,
        forms::home,
        forms::new_form,
        forms::form_of,
        forms::save_form,
        forms::check_form,
        forms::suggest_bucket_name,
        forms::read_vonage,
        forms::regions,
        runs::review,
        runs::create,
        runs::watch,
        runs::retry,
        runs::ready,
        runs::keep_storage_id,
        system::about,
        system::copy,
        system::open_link,
    ]
}
