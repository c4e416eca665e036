//! What a person should know before pressing the button: who, where, how long, how much.

use super::review::{Cost, Fact, TrustedAccount};
use crate::app::session::InHand;
use crate::app::under_review::UnderReview;
use crate::resources::bucket_value::BucketSetting;
use crate::resources::desired::BucketOrigin;
use crate::resources::desired::{Desired, Encryption, OLD_VERSIONS_DAYS};
use crate::values::PrincipalKind;

pub(super) fn facts(under_review: &UnderReview) -> Vec<Fact> {
    let desired = &under_review.plan.desired;
    let mut all = vec![
        fact(
            "What Vonage will be able to do",
            "Vonage will be able to add, replace, list and read files here. It cannot delete.",
        ),
        place(desired),
        keeping(desired),
        fact(
            "Who else can see the files",
            "Nobody else outside your AWS account. Inside it, whoever your company allows to read this bucket.",
        ),
    ];
    if let BucketOrigin::Theirs { filled: true, .. } = &desired.bucket.origin {
        all.push(caution(
            "What is in the bucket already",
            "Vonage will be able to read and replace everything that is already in your bucket.",
        ));
    }
    if desired.role.external_id.is_some() {
        all.push(caution(
            "External ID",
            "The role lets Vonage in only with the external ID you typed. Vonage’s request has no field for one: use it only if Vonage gave it to you.",
        ));
    }
    if desired.role.principals.iter().any(|principal| principal.kind() == PrincipalKind::Account) {
        all.push(caution(
            "A whole account is let in",
            "One of the two values is an account, not a role: everyone in that account whom its owner allows can use this role.",
        ));
    }
    if let InHand::Session(session) = &under_review.in_hand
        && let Some(endpoint) = session.access.endpoint_override()
    {
        all.push(caution("Not AWS", &format!("Requests go to {endpoint}, not to AWS.")));
    }
    all
}

fn place(desired: &Desired) -> Fact {
    let region = &desired.region;
    let account = &desired.account.id;
    let text = match region.known() {
        Some(known) => {
            format!(
                "In {}, {} ({region}), in your AWS account {account}. This cannot be changed later.",
                known.city, known.country
            )
        }
        None => format!("In {region}, in your AWS account {account}. This cannot be changed later."),
    };
    fact("Where the recordings are kept", &text)
}

fn keeping(desired: &Desired) -> Fact {
    let bucket = &desired.bucket;
    let title = "How long the recordings are kept";
    if !(bucket.origin.sets(BucketSetting::Lifecycle) && bucket.origin.sets(BucketSetting::Versioning)) {
        return fact(title, "As long as your bucket’s own settings say, except where you tick a change here.");
    }
    match (bucket.retention, bucket.versioning) {
        (None, true) => fact(
            title,
            &format!(
                "Until someone deletes them. A file that is overwritten or deleted can be brought back for {OLD_VERSIONS_DAYS} days."
            ),
        ),
        (None, false) => {
            fact(title, "Until someone deletes them. A file that is overwritten or deleted is gone at once.")
        }
        (Some(days), true) => {
            let days = days.get();
            let most = days + OLD_VERSIONS_DAYS.unsigned_abs();
            caution(
                title,
                &format!(
                    "{days} days after a file arrives it is deleted. It is gone for good at most {most} days after it arrived."
                ),
            )
        }
        (Some(days), false) => {
            caution(title, &format!("{} days after a file arrives it is deleted, for good.", days.get()))
        }
    }
}

/// The accounts of the two principals, each once.
pub(super) fn trusted(desired: &Desired) -> Vec<TrustedAccount> {
    let mut all: Vec<TrustedAccount> = Vec::new();
    for principal in &desired.role.principals {
        let account = principal.account().to_string();
        let text = principal.to_principal(desired.account.partition);
        match all.iter_mut().find(|known| known.account == account) {
            Some(known) if known.principals.contains(&text) => {}
            Some(known) => known.principals.push(text),
            None => all.push(TrustedAccount { account, principals: vec![text] }),
        }
    }
    all
}

/// What AWS asks for it, as published for its first region; others differ by up to twice as much
/// (<https://aws.amazon.com/s3/pricing/>, <https://aws.amazon.com/kms/pricing/>).
pub(super) fn costs(desired: &Desired) -> Vec<Cost> {
    let cost = |what: &str, amount: &str, note: Option<&str>| Cost {
        what: what.to_owned(),
        amount: amount.to_owned(),
        note: note.map(ToOwned::to_owned),
    };
    let mut all = Vec::new();
    if desired.key.is_some() {
        all.push(cost(
            "The encryption key",
            "1.00 USD a month",
            Some("Each of its first two yearly renewals adds 1.00 USD a month."),
        ));
    }
    all.push(cost(
        "The files",
        "about 0.023 USD a month for each GB",
        Some("Dearer in some regions. An hour of call recording takes roughly 30 MB."),
    ));
    all.push(cost("Writing the files", "about 0.005 USD for each 1,000 files", None));
    if matches!(desired.bucket.encryption, Encryption::Kms(_)) {
        all.push(cost(
            "Using the key",
            "0.03 USD for each 10,000 uses",
            Some("The bucket key keeps the uses few, whatever the number of files."),
        ));
    }
    all.push(cost("The policy and the role", "nothing", None));
    all
}

fn fact(title: &str, text: &str) -> Fact {
    Fact { title: title.to_owned(), text: text.to_owned(), caution: false }
}

fn caution(title: &str, text: &str) -> Fact {
    Fact { caution: true, ..fact(title, text) }
}
