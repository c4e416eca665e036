//! Home and Details.

use super::{Answer, Program};
use crate::messages::home::Home;
use crate::messages::typing::{FormCheck, RegionChoice, VonageReading};
use crate::setup::form::{BucketMode, Form};

/// The Home page, with all setups or with those that are seen first.
#[tauri::command]
pub async fn home(program: Program<'_>, all: bool) -> Answer<Home> {
    Ok(Home::of(&program, all).await?)
}

/// Removes what is remembered of a setup. In AWS nothing changes.
#[tauri::command(async)]
pub fn forget(program: Program<'_>, setup: &str) -> Answer<()> {
    Ok(program.setups.forget(setup)?)
}

/// A fresh form.
#[tauri::command]
pub fn new_form(program: Program<'_>) -> Answer<Form> {
    Ok(program.forms.fresh()?)
}

/// What was typed for a setup.
#[tauri::command(async)]
pub fn form_of(program: Program<'_>, setup: &str) -> Answer<Form> {
    Ok(program.forms.of_setup(setup)?)
}

/// Keeps what has been typed so far.
#[tauri::command(async)]
pub fn save_form(program: Program<'_>, form: Form) -> Answer<()> {
    Ok(program.forms.save(&form)?)
}

/// Judges what has been typed so far.
#[tauri::command(async)]
pub fn check_form(program: Program<'_>, form: Form) -> Answer<FormCheck> {
    Ok(program.forms.judge(&form)?.into())
}

/// A bucket name for the way of naming that was just chosen.
#[tauri::command]
pub fn suggest_bucket_name(program: Program<'_>, mode: BucketMode) -> String {
    program.forms.suggested_bucket_name(mode)
}

/// Finds Vonage's two values in a text.
#[tauri::command(async)]
pub fn read_vonage(program: Program<'_>, text: &str) -> VonageReading {
    program.forms.read_vonage(text).into()
}

/// The regions to choose from.
#[tauri::command]
pub fn regions(program: Program<'_>) -> Vec<RegionChoice> {
    program.forms.regions().into_iter().map(RegionChoice::from).collect()
}
