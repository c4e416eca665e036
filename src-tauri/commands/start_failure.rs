//! A start that failed, said in a window of the system: nobody who double-clicks an icon sees what a program prints.

use thiserror::Error;

use crate::app::folder::FolderError;

const TITLE: &str = "Export Storage Setup cannot start";

/// Why the program cannot start.
#[derive(Debug, Error)]
pub enum StartFailure {
    /// The system names no folder for a program's own files.
    #[error("This system has no folder for a program’s own files. Set XDG_DATA_HOME to one.")]
    NoFolder,
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The part of the program that opens the folder stopped.
    #[error("The program’s records could not be opened. Start it again.")]
    TornDown,
    /// The window cannot be opened.
    #[error(
        "The system’s webview could not be opened: {0}. Ask whoever looks after this computer to repair or install it."
    )]
    Window(#[from] tauri::Error),
}

impl StartFailure {
    /// Shows why, and waits until the person has closed the window. Where no window can be shown at all, what is printed is
    /// all there is.
    pub fn show(&self) {
        show(&written_out(&self.to_string()));
    }
}

#[cfg(target_os = "linux")]
fn show(why: &str) {
    use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt};
    use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, Window};

    if gtk::init().is_err() {
        return;
    }
    let dialog = MessageDialog::new(None::<&Window>, DialogFlags::MODAL, MessageType::Error, ButtonsType::Close, TITLE);
    dialog.set_title(TITLE);
    dialog.set_secondary_text(Some(why));
    dialog.run();
}

/// The same with the windows of macOS and of Windows.
#[cfg(not(target_os = "linux"))]
fn show(why: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    dialog.set_title(TITLE).set_description(why).show();
}

/// A text as a terminal may have it: what it would obey, or would not show, is written out.
#[must_use]
pub fn written_out(text: &str) -> String {
    let plain = |c: char| matches!(c, '\'' | '"' | '\\' | '\n');
    text.chars().map(|c| if plain(c) { c.to_string() } else { c.escape_debug().to_string() }).collect()
}
