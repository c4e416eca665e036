//! The sentences for each cause: what happened, what to do, and what to send to whoever must act.

use crate::aws::error::cause::Cause;
use crate::aws::error::failure::AwsFailure;
use crate::aws::network::destination::Elsewhere;
use crate::values::Region;

/// Where it happened, as far as it is known; it makes the sentences precise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Situation<'a> {
    /// The account's number.
    pub account: Option<&'a str>,
    /// Who was refused, in words, such as `user anna`.
    pub caller: Option<&'a str>,
    /// The ARN of what the call was about.
    pub resource: Option<&'a str>,
    /// The region the call went to.
    pub region: Option<&'a str>,
}

impl<'a> Situation<'a> {
    /// A situation of which the region is known, if that.
    #[must_use]
    pub fn in_region(region: Option<&'a Region>) -> Self {
        Self { region: region.map(Region::as_str), ..Self::default() }
    }
}

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The stable name of the kind.
    pub kind: &'static str,
    /// One sentence: what caused it.
    pub cause: String,
    /// One sentence: what to do now.
    pub remedy: String,
    /// A text to send, when somebody else must act.
    pub ask: Option<String>,
}

impl AwsFailure {
    /// The failure in words.
    #[must_use]
    pub fn words(&self, situation: Situation<'_>) -> Words {
        let cause = self.cause();
        Words {
            kind: cause.kind(),
            cause: cause.cause(self.call, situation),
            remedy: cause.remedy(self.call, situation),
            ask: cause.ask(self, situation),
        }
    }
}

impl Cause {
    /// The stable name of the kind: what pages and tests switch on.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::DeniedByOrganisation => "denied-by-organisation",
            Self::DeniedByResourceControl => "denied-by-resource-control",
            Self::DeniedByBoundary => "denied-by-boundary",
            Self::DeniedBySession => "denied-by-session",
            Self::DeniedByOwnPolicy => "denied-by-own-policy",
            Self::DeniedByResource => "denied-by-resource",
            Self::DeniedByEndpoint => "denied-by-endpoint",
            Self::NotAllowed => "not-allowed",
            Self::SecondFactorMissing => "second-factor-missing",
            Self::AccessDenied => "access-denied",
            Self::SessionEnded => "session-ended",
            Self::KeysUnknown => "keys-unknown",
            Self::SecretWrong => "secret-wrong",
            Self::SignatureDamaged => "signature-damaged",
            Self::ClockWrong { .. } => "clock-wrong",
            Self::RegionNotEnabled => "region-not-enabled",
            Self::AccountNotReady => "account-not-ready",
            Self::AccountSuspended => "account-suspended",
            Self::BucketNameTaken => "bucket-name-taken",
            Self::BucketAlreadyYours => "bucket-already-yours",
            Self::BucketNameRefused => "bucket-name-refused",
            Self::BucketRegionRefused => "bucket-region-refused",
            Self::TooManyBuckets => "too-many-buckets",
            Self::BucketBusy => "bucket-busy",
            Self::BucketNotThere => "bucket-not-there",
            Self::BucketElsewhere => "bucket-in-another-region",
            Self::BucketNotEmpty => "bucket-not-empty",
            Self::BucketPolicyRefused => "bucket-policy-refused",
            Self::PublicPolicyBlocked => "public-policy-blocked",
            Self::KeyRefusedByStorage => "key-refused-by-storage",
            Self::KeyNotThere => "key-not-there",
            Self::KeyDisabled => "key-disabled",
            Self::KeyStateWrong => "key-state-wrong",
            Self::AliasTaken => "alias-in-use",
            Self::KeyQuota => "key-quota",
            Self::KeyPolicyRefused => "key-policy-refused",
            Self::TagsRefused => "tags-refused",
            Self::NameTaken => "name-taken",
            Self::IamQuota { .. } => "iam-quota",
            Self::PrincipalUnknown { .. } => "principal-unknown",
            Self::DocumentRefused => "document-refused",
            Self::BoundaryRefused => "boundary-refused",
            Self::InputRefused => "input-refused",
            Self::NotThereYet => "not-there-yet",
            Self::StillAttached => "still-attached",
            Self::ChangedMeanwhile => "changed-meanwhile",
            Self::OnlyAwsMayChange => "only-aws-may-change",
            Self::PolicyNotAttachable => "policy-not-attachable",
            Self::TooManyRequests => "too-many-requests",
            Self::ErrorAtAws => "error-at-aws",
            Self::NoAnswerInTime => "no-answer-in-time",
            Self::ConnectionLost => "connection-lost",
            Self::AnswerNotUnderstood => "answer-not-understood",
            Self::AnswerTooLong => "answer-too-long",
            Self::Elsewhere(_) => Elsewhere::KIND,
            Self::Offline => "offline",
            Self::NameNotFound => "name-not-found",
            Self::CertificateNotTrusted => "certificate-not-trusted",
            Self::CertificateOutOfDate => "certificate-out-of-date",
            Self::ProxyRefused => "proxy-refused",
            Self::ProxyWantsSignIn => "proxy-wants-sign-in",
            Self::ProxyPasswordWrong => "proxy-password-wrong",
            Self::ProxyWantsWindowsSignIn => "proxy-wants-windows-sign-in",
            Self::ProxyWantsOtherSignIn => "proxy-wants-other-sign-in",
            Self::ProxyUnreachable => "proxy-unreachable",
            Self::ProxyScript => "proxy-script",
            Self::ProxySettingUnusable => "proxy-setting-unusable",
            Self::AnsweredBySomethingElse => "answered-by-something-else",
            Self::NoCredentials => "no-credentials",
            Self::KeyNotMadeYet => "key-not-made-yet",
            Self::ChangedSinceReview => "changed-since-review",
            Self::RequestNotBuilt => "request-not-built",
            Self::Unexplained => "unexplained",
        }
    }

    /// One sentence: what caused it.
    #[must_use]
    pub fn cause(&self, call: &str, situation: Situation<'_>) -> String {
        let who =
            situation.caller.map_or_else(|| "your sign-in".to_owned(), |caller| format!("your sign-in ({caller})"));
        match self {
            Self::DeniedByOrganisation => format!("A rule of your organisation in AWS (a service control policy) blocks {call} for every user of this account."),
            Self::DeniedByResourceControl => format!("A rule of your organisation in AWS (a resource control policy) blocks {call}."),
            Self::DeniedByBoundary => format!("The upper limit set for {who} (its permissions boundary) leaves out {call}."),
            Self::DeniedBySession => format!("The session you signed in with is limited and leaves out {call}."),
            Self::DeniedByOwnPolicy => format!("A rule in AWS forbids {who} to use {call}, whatever else allows it."),
            Self::DeniedByResource => format!("The bucket’s or key’s own rules forbid {who} to use {call}."),
            Self::DeniedByEndpoint => format!("Your company’s private connection to AWS does not let {call} through."),
            Self::NotAllowed => format!("Nothing in AWS allows {who} to use {call}."),
            Self::SecondFactorMissing => format!("AWS lets {who} use {call} only after signing in with a second factor."),
            Self::AccessDenied => format!("AWS does not let {who} use {call}, and does not say which rule is behind it."),
            Self::SessionEnded if signs_in(call) => "The keys of this sign-in have expired.".to_owned(),
            Self::SessionEnded => "The session you signed in with has ended.".to_owned(),
            Self::KeysUnknown => match opt_in(situation) {
                Some(region) => format!("AWS does not know these keys in {region}: either they were deleted, or the region is not switched on for this account."),
                None => "AWS does not know these keys: they were deleted, switched off or copied with a mistake.".to_owned(),
            },
            Self::SecretWrong => "The secret access key does not belong to the access key ID.".to_owned(),
            Self::SignatureDamaged => "The request reached AWS without a usable signature, which happens when keys are cut off or something on the way changes requests.".to_owned(),
            Self::ClockWrong { off: Some(off) } => format!("Your computer’s clock is {off}, and AWS does not accept requests from one that is so far off."),
            Self::ClockWrong { off: None } => "This computer’s clock is too far from the real time for AWS to accept its requests.".to_owned(),
            Self::RegionNotEnabled => format!("AWS is not switched on for this account in {}.", region(situation)),
            Self::AccountNotReady => "This AWS account cannot use the service yet: its set-up with AWS is not finished.".to_owned(),
            Self::AccountSuspended => "AWS has suspended this account.".to_owned(),
            Self::BucketNameTaken => "Another AWS customer already has a bucket with this name.".to_owned(),
            Self::BucketAlreadyYours => "This AWS account already has a bucket with this name.".to_owned(),
            Self::BucketNameRefused => "AWS does not take this bucket name in this region.".to_owned(),
            Self::BucketRegionRefused => format!("AWS does not let a bucket be made in {} from here; often the region is not switched on for the account.", region(situation)),
            Self::TooManyBuckets => "This AWS account has as many buckets as it may have.".to_owned(),
            Self::BucketBusy => "AWS is still working on another change to this bucket.".to_owned(),
            Self::BucketNotThere => "There is no bucket with this name, or AWS does not show it everywhere yet.".to_owned(),
            Self::BucketElsewhere => "The bucket with this name is in another region.".to_owned(),
            Self::BucketNotEmpty => "The bucket still holds files, or old versions of files.".to_owned(),
            Self::BucketPolicyRefused => "AWS does not take the bucket’s policy as it is written.".to_owned(),
            Self::PublicPolicyBlocked => "The bucket already has a policy that opens it to everyone, and this account blocks such policies.".to_owned(),
            Self::KeyRefusedByStorage => "The storage could not use the encryption key.".to_owned(),
            Self::KeyNotThere => format!("There is no such encryption key in {}, or AWS does not show it everywhere yet.", region(situation)),
            Self::KeyDisabled => "The encryption key is switched off.".to_owned(),
            Self::KeyStateWrong => "The encryption key cannot be used in its present state, for example because it is about to be deleted.".to_owned(),
            Self::AliasTaken => "The short name for the encryption key is already in use.".to_owned(),
            Self::KeyQuota => format!("This AWS account has as many encryption keys or short names for them in {} as it may have.", region(situation)),
            Self::KeyPolicyRefused => "AWS does not take the encryption key’s policy.".to_owned(),
            Self::TagsRefused => "AWS does not take one of the tags.".to_owned(),
            Self::NameTaken => format!("This AWS account already has a {} with this name; capitals do not count as different.", thing(call)),
            Self::IamQuota { quota } => quota_words(quota.as_deref()).to_owned(),
            Self::PrincipalUnknown { principal: Some(principal) } => format!("AWS knows nobody by “{principal}”, one of the two values from Vonage."),
            Self::PrincipalUnknown { principal: None } => "AWS does not know one of the two values from Vonage.".to_owned(),
            Self::DocumentRefused => format!("AWS does not take the document of the {}.", thing(call)),
            Self::BoundaryRefused => "The permissions boundary does not exist in this account, or is no policy that can be one.".to_owned(),
            Self::InputRefused => format!("AWS does not take one of the values sent with {call}."),
            Self::NotThereYet => format!("The {} does not exist, or AWS does not show it everywhere yet.", thing(call)),
            Self::StillAttached => format!("Something is still attached to the {}, so AWS does not delete it.", thing(call)),
            Self::ChangedMeanwhile => format!("Somebody else changed the {} at the same moment.", thing(call)),
            Self::OnlyAwsMayChange => format!("The {} belongs to an AWS service, and only AWS may change it.", thing(call)),
            Self::PolicyNotAttachable => "The policy cannot be attached to a role.".to_owned(),
            Self::TooManyRequests => "AWS received too many requests from this account in a short time.".to_owned(),
            Self::ErrorAtAws => "Something went wrong inside AWS.".to_owned(),
            Self::NoAnswerInTime => "AWS did not answer in time.".to_owned(),
            Self::ConnectionLost => "The connection to AWS broke before the answer came.".to_owned(),
            Self::AnswerNotUnderstood => "AWS’s answer was not complete or not readable.".to_owned(),
            Self::AnswerTooLong => "An answer came that is far longer than any of AWS’s, and was not read to its end.".to_owned(),
            Self::Elsewhere(elsewhere) => elsewhere.to_string(),
            Self::Offline => "No connection to AWS could be made.".to_owned(),
            Self::NameNotFound => "This computer cannot find AWS’s servers by their name.".to_owned(),
            Self::CertificateNotTrusted => "The encrypted connection was refused, because this computer does not trust the certificate of the other side; often a company’s network opens encrypted connections.".to_owned(),
            Self::CertificateOutOfDate => "The encrypted connection was refused, because the certificate of the other side does not count on the date this computer shows.".to_owned(),
            Self::ProxyRefused => "Your company’s proxy did not let the connection to AWS through.".to_owned(),
            Self::ProxyWantsSignIn => "Your company’s proxy wants a user name and password.".to_owned(),
            Self::ProxyPasswordWrong => "Your company’s proxy does not take the user name and password it was given.".to_owned(),
            Self::ProxyWantsWindowsSignIn => "Your company’s proxy takes only a Windows sign-in (NTLM or Kerberos), which this program does not speak.".to_owned(),
            Self::ProxyWantsOtherSignIn => "Your company’s proxy wants a kind of sign-in that this program does not speak.".to_owned(),
            Self::ProxyUnreachable => "Your company’s proxy could not be reached, or did not answer in time.".to_owned(),
            Self::ProxyScript => "This computer finds its proxy by a script (PAC), which this program does not run, and without the proxy there was no connection to AWS.".to_owned(),
            Self::ProxySettingUnusable => "The settings of this computer name a proxy that this program cannot use.".to_owned(),
            Self::AnsweredBySomethingElse => "A web page came where AWS’s answer was expected: something on your network stands in between.".to_owned(),
            Self::NoCredentials => "The way you signed in gives no keys for AWS at the moment.".to_owned(),
            Self::KeyNotMadeYet => "This step needs the new encryption key, which is not made yet.".to_owned(),
            Self::ChangedSinceReview => "Somebody changed this in AWS after you looked at it here, so it was not overwritten.".to_owned(),
            Self::RequestNotBuilt => "The request to AWS could not be put together.".to_owned(),
            Self::Unexplained => format!("AWS refused {call} for a reason this program does not know."),
        }
    }

    /// One sentence: what to do now.
    #[must_use]
    pub fn remedy(&self, call: &str, situation: Situation<'_>) -> String {
        match self {
            Self::DeniedByOrganisation | Self::DeniedByResourceControl => "Send the text below to whoever looks after AWS in your organisation; nobody in this account alone can change it.",
            Self::DeniedByBoundary | Self::DeniedByOwnPolicy | Self::NotAllowed | Self::AccessDenied if call == "iam:CreateRole" => "Send the text below to whoever looks after AWS in your company, and ask whether new roles need a permissions boundary, which goes under Advanced.",
            Self::DeniedByBoundary | Self::DeniedByOwnPolicy | Self::DeniedByResource | Self::NotAllowed | Self::AccessDenied => "Send the text below to whoever looks after AWS in your company, or sign in as somebody who may do this.",
            Self::DeniedBySession => "Sign in with a session that may do this, or send the text below to whoever gave you this one.",
            Self::DeniedByEndpoint => "Try from another network, or send the text below to whoever looks after your company’s network.",
            Self::SecondFactorMissing => "Sign in with the code of your second factor, and try again.",
            Self::SessionEnded if signs_in(call) => "Get new keys where you got these, and sign in with those.",
            Self::SessionEnded => "Sign in again; what was made stays, and the program goes on where it stopped.",
            Self::KeysUnknown if opt_in(situation).is_some() => "Choose another region, or ask whoever looks after AWS in your company to switch this one on.",
            Self::KeysUnknown => "Copy new keys and sign in again.",
            Self::SecretWrong => "Copy both keys again, without leaving anything out, and sign in again.",
            Self::SignatureDamaged => "Copy the keys again and sign in; if it happens again, try from another network.",
            Self::ClockWrong { .. } => "Let this computer set its clock by itself, and try again.",
            Self::RegionNotEnabled | Self::BucketRegionRefused => "Choose another region, or ask an administrator of the account to switch this one on.",
            Self::AccountNotReady => "Ask whoever pays for this AWS account to finish its set-up, and try again tomorrow.",
            Self::AccountSuspended => "Ask whoever pays for this AWS account to settle it with AWS.",
            Self::BucketNameTaken => "Choose another bucket name, or one that carries your account number.",
            Self::BucketAlreadyYours => "Choose another bucket name.",
            Self::BucketNameRefused => "Choose another bucket name, of small letters, digits and hyphens.",
            Self::TooManyBuckets | Self::KeyQuota | Self::IamQuota { .. } => "Ask whoever looks after AWS in your company to delete what is not needed, or to have AWS raise the limit.",
            Self::BucketBusy => "Wait a minute and try again; after a bucket was deleted, its name can stay busy for an hour.",
            Self::BucketNotThere | Self::NotThereYet | Self::KeyNotThere => "Wait a minute and try again.",
            Self::BucketElsewhere => "Choose another bucket name, or the region where that bucket is.",
            Self::BucketNotEmpty => "Empty the bucket in AWS, old versions included, if nobody needs the files, and try again.",
            Self::BucketPolicyRefused | Self::PublicPolicyBlocked => "Ask whoever looks after AWS in your company to look at the bucket’s policy, or choose another bucket name.",
            Self::KeyRefusedByStorage | Self::KeyDisabled | Self::KeyStateWrong => "Choose another key or a new one, or ask whoever looks after AWS in your company to enable this one.",
            Self::AliasTaken => "Start a new setup, which gets a short name of its own.",
            Self::KeyPolicyRefused | Self::DocumentRefused | Self::InputRefused | Self::PolicyNotAttachable => "Compare AWS’s own words below with the details, and change the value they name.",
            Self::TagsRefused => "Remove or change your own tags under Advanced; AWS’s own words below name the one.",
            Self::NameTaken | Self::OnlyAwsMayChange => "Choose another name under Names.",
            Self::PrincipalUnknown { .. } => "Compare it with Vonage’s message letter by letter, and ask Vonage whether it is meant for your part of the world.",
            Self::BoundaryRefused => "Compare the boundary’s ARN under Advanced with what your cloud team gave you.",
            Self::StillAttached => "Ask whoever looks after AWS in your company to detach it, and try again.",
            Self::ChangedMeanwhile => "Make sure that nobody else is working on it, and try again.",
            Self::TooManyRequests => "Wait a few minutes and try again.",
            Self::ErrorAtAws | Self::NoAnswerInTime | Self::ConnectionLost | Self::AnswerNotUnderstood | Self::AnswerTooLong if only_asks(call) => "Try again in a minute, and from another network if it happens again.",
            Self::ErrorAtAws | Self::NoAnswerInTime | Self::ConnectionLost | Self::AnswerNotUnderstood | Self::AnswerTooLong => "Try again; the program first finds out whether the step was done.",
            Self::Offline | Self::NameNotFound => "Check that this computer is on the internet, or on your company’s VPN if it needs one, and try again.",
            Self::CertificateNotTrusted => "Send the text below to your IT department, and open the program again once this computer trusts your company’s certificate or AWS_CA_BUNDLE says where its file is.",
            Self::ProxyRefused | Self::ProxyWantsWindowsSignIn | Self::ProxyWantsOtherSignIn => "Send the text below to your IT department, or try from another network.",
            Self::CertificateOutOfDate => "Check this computer’s date and let it set its clock by itself; if the date is right, send the text below to your IT department.",
            Self::ProxyWantsSignIn => "Type the user name and password for the proxy under Settings, and try again.",
            Self::ProxyPasswordWrong => "Correct the user name and password for the proxy under Settings before you try again; several wrong tries can lock you out.",
            Self::ProxyUnreachable => "Check that this computer is in your company’s network or on its VPN, and compare the proxy’s address under Settings with the one your IT department gave you.",
            Self::ProxyScript => "Ask your IT department with the text below which proxy to use for AWS, and type its address under Settings.",
            Self::ProxySettingUnusable => "Ask your IT department for the address of an HTTP proxy, and type it under Settings.",
            Self::AnsweredBySomethingElse => "Open any web page to see whether the network wants you to sign in first, and try again.",
            Self::Elsewhere(_) => Elsewhere::REMEDY,
            Self::NoCredentials => "Sign in again, or choose another way in.",
            Self::ChangedSinceReview => "Look at it again: the page then shows it as it is now, with the change of the other person in it.",
            Self::KeyNotMadeYet => "Go on with the setup from its start; the key is made first.",
            Self::RequestNotBuilt | Self::Unexplained => "Show AWS’s own words below to whoever looks after AWS in your company.",
        }
        .to_owned()
    }
}

/// Whether a call is one with which a way in begins.
fn signs_in(call: &str) -> bool {
    call.starts_with("sts:")
}

/// Whether a call changes nothing, so that nothing has to be found out before it is made again.
fn only_asks(call: &str) -> bool {
    let (service, name) = call.split_once(':').unwrap_or(("", call));
    !matches!(service, "iam" | "s3" | "kms")
        || ["Get", "Head", "List", "Describe", "Simulate"].iter().any(|begin| name.starts_with(begin))
}

fn region(situation: Situation<'_>) -> String {
    situation.region.map_or_else(|| "this region".to_owned(), |region| format!("the region {region}"))
}

/// The region, when it is one that must be switched on first.
fn opt_in(situation: Situation<'_>) -> Option<&str> {
    let region = situation.region?;
    crate::values::known_regions().iter().any(|known| known.id == region && known.opt_in).then_some(region)
}

fn thing(call: &str) -> &'static str {
    if call.starts_with("sts:") {
        "session"
    } else if call.contains("Policy") && !call.contains("Role") {
        "policy"
    } else {
        "role"
    }
}

fn quota_words(quota: Option<&str>) -> &'static str {
    match quota {
        Some("RolesPerAccount") => "This AWS account has as many roles as it may have.",
        Some("PoliciesPerAccount" | "CustomerManagedPoliciesPerAccount") => {
            "This AWS account has as many policies of its own as it may have."
        }
        Some("PoliciesPerRole" | "AttachedPoliciesPerRole" | "ManagedPoliciesPerRole") => {
            "The role has as many policies attached as it may have."
        }
        Some("VersionsPerPolicy" | "PolicyVersionsPerPolicy") => {
            "The policy has five versions, which is as many as a policy may have."
        }
        Some("PolicySize" | "ManagedPolicySize") => "The policy’s document is longer than AWS takes.",
        Some("ACLSizePerRole" | "AssumeRolePolicySize") => "The role’s trust document is longer than AWS takes.",
        _ => "This AWS account has reached a limit of IAM, the service for roles and policies.",
    }
}
