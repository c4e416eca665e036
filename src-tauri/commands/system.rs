//! The computer around the program: its clipboard, its browser.

use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;

use super::{Answer, Program};
use crate::app::AppError;
use crate::handoff::VONAGE_PAGE;
use crate::messages::home::About;
use crate::values::Link;

/// The About page.
#[tauri::command]
pub fn about(program: Program<'_>) -> About {
    About::of(&program)
}

/// Puts a text on the system's clipboard. The page says *Copied* only after this has answered.
#[tauri::command(async)]
pub fn copy(handle: AppHandle, text: &str) -> Answer<()> {
    Ok(handle.clipboard().write_text(text).map_err(|error| AppError::Clipboard { said: error.to_string() })?)
}

/// Opens a page in the system's browser. The page names a link of this list and never an address.
#[tauri::command]
pub fn open_link(handle: AppHandle, id: &str) -> Answer<()> {
    let address = match id {
        "vonage-storage-page" => VONAGE_PAGE,
        "aws-regions" => "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
        other => return Err(AppError::Link { said: other.to_owned() }.into()),
    };
    let link = Link::parse(address).map_err(|refusal| AppError::Link { said: refusal.to_string() })?;
    Ok(open(&handle, &link)?)
}

/// Opens a link in the system's browser. Nothing else here hands the system an address.
pub(super) fn open(handle: &AppHandle, link: &Link) -> Result<(), AppError> {
    handle.opener().open_url(&**link, None::<&str>).map_err(|error| AppError::Link { said: error.to_string() })
}
