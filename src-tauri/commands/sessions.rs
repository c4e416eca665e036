//! Getting into AWS.

use secrecy::SecretString;
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;

use super::{Answer, Program};
use crate::app::sessions::session::Session;
use crate::app::{App, AppError};
use crate::messages::session::{ProfileChoice, SessionView, SignIn};
use crate::resources::step::Step;
use crate::setup::refusal::FormProblem;

/// Gets in, the way the person chose.
#[tauri::command]
pub async fn sign_in(program: Program<'_>, handle: AppHandle, sign_in: SignIn) -> Answer<SessionView> {
    Ok(SessionView::from(&enter(&program, &handle, sign_in).await?))
}

/// Lets go of the session.
#[tauri::command]
pub fn sign_out(program: Program<'_>) {
    program.sessions.sign_out();
}

/// Compares the account in hand with the number IT gave.
#[tauri::command]
pub fn confirm_account(program: Program<'_>, expected: &str) -> Option<FormProblem> {
    program.sessions.confirm_account(expected)
}

/// The profiles of this computer.
#[tauri::command]
pub async fn profiles(program: Program<'_>) -> Answer<Vec<ProfileChoice>> {
    Ok(program.sessions.profiles().await?.iter().map(ProfileChoice::from).collect())
}

/// Tells Practice to fail a step once, or none.
#[tauri::command]
pub async fn practice_failure(program: Program<'_>, step: Option<Step>) -> Answer<()> {
    Ok(program.sessions.fail_in_practice(step).await?)
}

/// The text on the clipboard. It goes to the parser and nowhere else; the page never sees it.
fn clipboard(handle: &AppHandle) -> Result<SecretString, AppError> {
    match handle.clipboard().read_text() {
        Ok(text) if text.trim().is_empty() => Err(AppError::ClipboardEmpty),
        Ok(text) => Ok(SecretString::from(text)),
        Err(_) => Err(AppError::ClipboardEmpty),
    }
}

async fn enter(program: &App, handle: &AppHandle, sign_in: SignIn) -> Result<Session, AppError> {
    match sign_in {
        SignIn::Practice => program.sessions.sign_in_practice().await,
        SignIn::Browser => program.sessions.finish_browser_sign_in().await,
        SignIn::BrowserCode { code } => program.sessions.finish_with_code(&code).await,
        SignIn::IdentityCenter { account, role } => program.sessions.sign_in_center(&account, &role).await,
        SignIn::Profile { name, code } => program.sessions.sign_in_profile(&name, code.as_ref()).await,
        SignIn::Keys { text, region } => program.sessions.sign_in_keys(&text, &region).await,
        SignIn::KeysOnClipboard { region } => program.sessions.sign_in_keys(&clipboard(handle)?, &region).await,
        SignIn::None { account_number, partition } => program.sessions.sign_in_number(&account_number, &partition),
    }
}
