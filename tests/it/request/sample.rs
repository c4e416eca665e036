//! A form as a person fills it in, and the account they fill it in for.

use export_storage_setup::resources::desired::Desired;
use export_storage_setup::setup::form::{BucketMode, EncryptionMode, Form, Keep};
use export_storage_setup::setup::request::desired;
use export_storage_setup::values::Account;
use export_storage_setup::values::{AccountId, Partition};

pub const SETUP: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
pub const ACCOUNT: &str = "123456789012";
pub const VONAGE: &str = "999900001111";
pub const KEY_ID: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";

/// The partitions that a customer can be in, each with a region of it.
pub const PLACES: [(Partition, &str); 4] = [
    (Partition::Aws, "eu-west-1"),
    (Partition::GovCloud, "us-gov-west-1"),
    (Partition::China, "cn-north-1"),
    (Partition::EuropeanSovereign, "eusc-de-east-1"),
];

pub fn account(partition: Partition) -> Account {
    Account { id: AccountId::parse(ACCOUNT).unwrap(), partition }
}

/// An account in the partition everybody is in.
pub fn own() -> Account {
    account(Partition::Aws)
}

pub fn key_arn(partition: Partition, region: &str) -> String {
    format!("arn:{partition}:kms:{region}:{ACCOUNT}:key/{KEY_ID}")
}

/// What is filled in when only Vonage's two values were typed.
pub fn form_in(partition: Partition, region: &str) -> Form {
    let vonage = |name| format!("arn:{partition}:iam::{VONAGE}:role/vcc-export-{name}");
    Form {
        setup: SETUP.to_owned(),
        primary_service: vonage("primary"),
        secondary_service: vonage("secondary"),
        trust_whole_account: false,
        region: region.to_owned(),
        bucket_mode: BucketMode::AccountRegional,
        bucket_name: "recordings".to_owned(),
        bucket_changes: Vec::new(),
        bucket_may_be_filled: false,
        encryption_mode: EncryptionMode::NewKey,
        key_arn: String::new(),
        versioning: true,
        keep: Keep::Forever,
        retention_days: String::new(),
        policy_name: "vonage-export".to_owned(),
        role_name: "vonage-export-7c2e".to_owned(),
        role_path: String::new(),
        external_id: String::new(),
        permissions_boundary: String::new(),
        description: String::new(),
        tags: Vec::new(),
    }
}

pub fn form() -> Form {
    form_in(Partition::Aws, "eu-west-1")
}

/// The form with one field changed.
pub fn form_with(change: impl FnOnce(&mut Form)) -> Form {
    let mut form = form();
    change(&mut form);
    form
}

pub fn parsed(form: &Form, account: &Account) -> Desired {
    desired(form, account).unwrap_or_else(|problems| panic!("{problems:?}"))
}
