//! A start that failed, said in a window of the system: nobody who double-clicks an icon sees what a program prints.

use thiserror::Error;

use crate::app::folder::FolderError;
use crate::language::say;

/// Why the program cannot start.
#[derive(Debug, Error)]
pub enum StartFailure {
    /// The system names no folder for a program's own files.
    #[error("no folder")]
    NoFolder,
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The part of the program that opens the folder stopped.
    #[error("torn down")]
    TornDown,
    /// The window cannot be opened.
    #[error(transparent)]
    Window(#[from] tauri::Error),
}

impl StartFailure {
    /// That it cannot start.
    #[must_use]
    pub fn title() -> String {
        say("start.title", &[])
    }

    /// Why, and what to do.
    #[must_use]
    pub fn text(&self) -> String {
        let said = match self {
            Self::NoFolder => say("start.noFolder", &[]),
            Self::TornDown => say("start.tornDown", &[]),
            Self::Window(why) => say("start.window", &[("why", &why.to_string())]),
            Self::Folder(FolderError::InUse(folder)) => {
                say("start.inUse", &[("folder", &folder.display().to_string())])
            }
            Self::Folder(FolderError::Io { path, source }) => {
                let (path, why) = (path.display().to_string(), source.to_string());
                say("start.folder", &[("path", &path), ("why", &why)])
            }
            Self::Folder(FolderError::Journal(why)) => say("start.journal", &[("why", &why.to_string())]),
        };
        written_out(&said)
    }

    /// Shows why, and waits until the person has closed the window. Where no window can be shown at all, what is printed is
    /// all there is.
    pub fn show(&self) {
        show(&Self::title(), &self.text());
    }
}

#[cfg(target_os = "linux")]
fn show(title: &str, why: &str) {
    use gtk::prelude::{DialogExt, GtkWindowExt, MessageDialogExt};
    use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, Window};

    if gtk::init().is_err() {
        return;
    }
    let dialog = MessageDialog::new(None::<&Window>, DialogFlags::MODAL, MessageType::Error, ButtonsType::Close, title);
    dialog.set_title(title);
    dialog.set_secondary_text(Some(why));
    dialog.run();
}

/// The same with the windows of macOS and of Windows.
#[cfg(not(target_os = "linux"))]
fn show(title: &str, why: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    dialog.set_title(title).set_description(why).show();
}

/// A text as a terminal may have it: what it would obey, or would not show, is written out.
#[must_use]
pub fn written_out(text: &str) -> String {
    let plain = |c: char| matches!(c, '\'' | '"' | '\\' | '\n');
    text.chars().map(|c| if plain(c) { c.to_string() } else { c.escape_debug().to_string() }).collect()
}
