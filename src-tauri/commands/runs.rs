//! Review, Progress and Ready.

use tauri::AppHandle;
use tauri::ipc::Channel;

use super::confirm::confirmed;
use super::{Answer, Program};
use crate::app::AppError;
use crate::app::lost_key::LostKey;
use crate::app::runs::confirm::Deed;
use crate::messages::permissions::PermissionsView;
use crate::messages::ready::Ready;
use crate::messages::review::ReviewOutcome;
use crate::messages::run::RunView;
use crate::messages::stop::WayInView;
use crate::messages::undo::{UndoPress, UndoView};
use crate::setup::form::Form;

/// Looks, plans and shows the plan.
#[tauri::command]
pub async fn review(program: Program<'_>, form: Form) -> Answer<ReviewOutcome> {
    Ok(program.reviews.review(form).await?.into())
}

/// Asks AWS whether this sign-in may do what the reviewed plan takes.
#[tauri::command]
pub async fn permissions(program: Program<'_>, fingerprint: String) -> Answer<PermissionsView> {
    Ok(PermissionsView::from(&program.reviews.permissions(&fingerprint).await?))
}

/// Carries out the plan with this fingerprint, when it is the one that was reviewed. Answers with the setup's id.
#[tauri::command]
pub async fn create(program: Program<'_>, handle: AppHandle, fingerprint: String) -> Answer<String> {
    program.sessions.lasts().await?;
    confirmed(&program, &handle, Deed::Create, &fingerprint).await?;
    Ok(program.runs.create(&fingerprint)?)
}

/// Sends the run so far, and then the run again after every change, until it ends or the page is gone.
#[tauri::command]
pub async fn watch(program: Program<'_>, setup: String, news: Channel<RunView>) -> Answer<()> {
    let mut run = program.runs.watch(&setup)?;
    tauri::async_runtime::spawn(async move {
        loop {
            let view = RunView::from(&*run.borrow_and_update());
            if news.send(view).is_err() || run.changed().await.is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Goes on where a run stopped. `another_key` is the person's answer to a key that may exist and is not found.
#[tauri::command]
pub async fn retry(program: Program<'_>, handle: AppHandle, setup: String, another_key: bool) -> Answer<()> {
    program.sessions.lasts().await?;
    confirmed(&program, &handle, Deed::GoOn, &setup).await?;
    let lost_key = if another_key { LostKey::MakeAnother } else { LostKey::LookAgain };
    Ok(program.runs.retry(&setup, lost_key).await?)
}

/// Sends nothing new for a setup; what is in flight is finished.
#[tauri::command]
pub fn cancel(program: Program<'_>, setup: &str) {
    program.runs.cancel(setup);
}

/// Says what taking a setup back would do.
#[tauri::command]
pub async fn undo_preview(program: Program<'_>, setup: String) -> Answer<UndoView> {
    Ok(UndoView::from(&program.runs.preview_undo(&setup).await?))
}

/// Takes back what a setup made, when it is what was shown.
#[tauri::command]
pub async fn undo(program: Program<'_>, handle: AppHandle, setup: String, press: UndoPress) -> Answer<()> {
    program.sessions.lasts().await?;
    confirmed(&program, &handle, Deed::Undo, &setup).await?;
    Ok(program.runs.undo(&setup, &press.into()).await?)
}

/// Takes back the scheduled deletion of a setup's key.
#[tauri::command]
pub async fn keep_key(program: Program<'_>, setup: String) -> Answer<()> {
    Ok(program.runs.keep_key(&setup).await?)
}

/// Says what closing Vonage's way in would do.
#[tauri::command]
pub async fn stop_preview(program: Program<'_>, setup: String) -> Answer<WayInView> {
    Ok(WayInView::from(&program.runs.preview_stop(&setup).await?))
}

/// Closes Vonage's way in, for now, when it is what was shown.
#[tauri::command]
pub async fn stop(program: Program<'_>, handle: AppHandle, setup: String, fingerprint: String) -> Answer<()> {
    confirmed(&program, &handle, Deed::Stop, &setup).await?;
    Ok(program.runs.stop(&setup, &fingerprint).await?)
}

/// Says what opening Vonage's way in again would do.
#[tauri::command]
pub async fn resume_preview(program: Program<'_>, setup: String) -> Answer<WayInView> {
    Ok(WayInView::from(&program.runs.preview_resume(&setup).await?))
}

/// Opens Vonage's way in again, as it was, when it is what was shown.
#[tauri::command]
pub async fn resume(program: Program<'_>, handle: AppHandle, setup: String, fingerprint: String) -> Answer<()> {
    confirmed(&program, &handle, Deed::LetIn, &setup).await?;
    Ok(program.runs.resume(&setup, &fingerprint).await?)
}

/// Reads a setup back from AWS and compares it anew. Changes nothing there.
#[tauri::command]
pub async fn check(program: Program<'_>, setup: String) -> Answer<()> {
    Ok(program.setups.check(&setup).await?)
}

/// The values of a finished setup.
#[tauri::command(async)]
pub fn ready(program: Program<'_>, setup: &str) -> Answer<Ready> {
    Ok(Ready::of(&program.setups.finished(setup)?).map_err(AppError::from)?)
}

/// Keeps Vonage's id of the storage.
#[tauri::command(async)]
pub fn keep_storage_id(program: Program<'_>, setup: &str, storage_id: &str) -> Answer<()> {
    Ok(program.setups.keep_storage_id(setup, storage_id)?)
}
