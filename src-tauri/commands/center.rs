//! Getting into AWS by a company's page with tiles. The page of ours shows the links and never opens an address.

use tauri::AppHandle;

use super::system::open;
use super::{Answer, Program};
use crate::app::sessions::signing::Signing;
use crate::messages::session::{AccountChoice, CenterLink, PortalChoice};

/// The company pages that can be chosen without typing them.
#[tauri::command]
pub async fn portals(program: Program<'_>) -> Answer<Vec<PortalChoice>> {
    Ok(program.sessions.portals().offered().await.iter().map(PortalChoice::from).collect())
}

/// Begins, and opens the page. That it could not be opened is no failure: the link is there to copy.
#[tauri::command]
pub async fn begin_center_sign_in(
    program: Program<'_>,
    handle: AppHandle,
    start_url: &str,
    region: &str,
) -> Answer<CenterLink> {
    Ok(opened(&handle, &*program.sessions.begin_center_sign_in(start_url, region).await?))
}

/// Begins again with a code, after the browser could not bring its answer to this program.
#[tauri::command]
pub async fn begin_center_code(program: Program<'_>, handle: AppHandle) -> Answer<CenterLink> {
    Ok(opened(&handle, &*program.sessions.begin_center_code().await?))
}

/// Opens the page once more.
#[tauri::command]
pub fn open_center_again(program: Program<'_>, handle: AppHandle) -> Answer<()> {
    Ok(open(&handle, &program.sessions.center_sign_in()?.link())?)
}

/// Waits until the person has signed in, and gives the accounts to choose from.
#[tauri::command]
pub async fn finish_center_sign_in(program: Program<'_>) -> Answer<Vec<AccountChoice>> {
    Ok(program.sessions.finish_center_sign_in().await?.iter().map(AccountChoice::from).collect())
}

/// The roles to choose from in an account.
#[tauri::command]
pub async fn center_roles(program: Program<'_>, account: &str) -> Answer<Vec<String>> {
    Ok(program.sessions.center_roles(account).await?)
}

/// Stops the sign-in, and closes the port.
#[tauri::command]
pub fn cancel_center_sign_in(program: Program<'_>) {
    program.sessions.cancel_center_sign_in();
}

fn opened(handle: &AppHandle, signing: &Signing) -> CenterLink {
    let link = signing.link();
    let opened = open(handle, &link).is_ok();
    CenterLink { link: link.to_string(), code: signing.code().map(ToOwned::to_owned), opened }
}
