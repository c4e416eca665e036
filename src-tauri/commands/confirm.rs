//! The question before something is changed in AWS: in a window of the system, whose buttons no script of the page can
//! press.

use tauri::AppHandle;
use tokio::sync::Mutex;

use crate::app::runs::confirm::Deed;
use crate::app::{App, AppError};
use crate::messages::confirm::{Confirmation, no};

/// One question at a time, or a page could pile them up until somebody presses the wrong one.
static ASKING: Mutex<()> = Mutex::const_new(());

/// Asks the person, where requests go to AWS: of [`Deed::Create`] by the plan's fingerprint, of any other deed by the
/// setup's id.
///
/// # Errors
/// When the person does not say yes, or there is nothing to ask about.
pub(super) async fn confirmed(program: &App, handle: &AppHandle, deed: Deed, of: &str) -> Result<(), AppError> {
    let Some(question) = program.runs.question(deed, of)? else { return Ok(()) };
    let _alone = ASKING.try_lock().map_err(|_| AppError::AlreadyAsking)?;
    if says_yes(handle, Confirmation::from(&question)).await { Ok(()) } else { Err(AppError::Declined) }
}

/// Shows the question over the program's window. No answer is a no, and so is the Enter key that somebody presses before
/// having read it.
#[cfg(target_os = "linux")]
async fn says_yes(handle: &AppHandle, question: Confirmation) -> bool {
    use std::cell::Cell;

    use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt, WidgetExt};
    use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType};
    use tauri::Manager;
    use tokio::sync::oneshot;

    let (sender, answer) = oneshot::channel();
    let window = handle.get_webview_window("main");
    let asked = handle.run_on_main_thread(move || {
        let over = window.and_then(|window| window.gtk_window().ok());
        let flags = DialogFlags::MODAL | DialogFlags::DESTROY_WITH_PARENT;
        let dialog = MessageDialog::new(over.as_ref(), flags, MessageType::Warning, ButtonsType::None, &question.title);
        dialog.set_title(&question.title);
        dialog.set_secondary_text(Some(&question.text));
        dialog.add_button(&no(), ResponseType::Cancel);
        dialog.add_button(&question.yes, ResponseType::Ok);
        dialog.set_default_response(ResponseType::Cancel);
        let sender = Cell::new(Some(sender));
        dialog.connect_response(move |dialog, response| {
            if let Some(sender) = sender.take() {
                let _ = sender.send(response == ResponseType::Ok);
            }
            // One that is closed goes by itself.
            if response != ResponseType::DeleteEvent {
                dialog.close();
            }
        });
        dialog.show_all();
    });
    asked.is_ok() && answer.await.unwrap_or(false)
}

/// The same with the windows of macOS and of Windows.
#[cfg(not(target_os = "linux"))]
async fn says_yes(handle: &AppHandle, question: Confirmation) -> bool {
    use rfd::{AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};
    use tokio::sync::oneshot;

    let (sender, shown) = oneshot::channel();
    let yes = question.yes.clone();
    let asked = handle.run_on_main_thread(move || {
        let dialog = AsyncMessageDialog::new()
            .set_level(MessageLevel::Warning)
            .set_title(question.title)
            .set_description(question.text)
            .set_buttons(MessageButtons::OkCancelCustom(question.yes, no()));
        let _ = sender.send(dialog.show());
    });
    let (Ok(()), Ok(answer)) = (asked, shown.await) else { return false };
    match answer.await {
        MessageDialogResult::Ok | MessageDialogResult::Yes => true,
        MessageDialogResult::Custom(pressed) => pressed == yes,
        MessageDialogResult::No | MessageDialogResult::Cancel => false,
    }
}
