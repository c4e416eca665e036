//! From what was typed to what shall exist, or to what must change of it.

use super::form::{BucketMode, EncryptionMode, Field, Form, Keep, TypedTag};
use super::misfit::Misfit;
use super::refusal::{FormProblem, Refusal};
use crate::resources::bucket_setting::BucketSetting;
use crate::resources::bucket_value::ObservedEncryption;
use crate::resources::desired::BucketOrigin;
use crate::resources::desired::{Desired, DesiredBucket, DesiredKey, DesiredPolicy, DesiredRole, Encryption, KeyRef};
use crate::resources::encryption::stays_as;
use crate::resources::refusal::PlanRefusal;
use crate::values::Account;
use crate::values::{
    BucketName, Description, ExternalId, IamPath, KeyAlias, KeyArn, PermissionsBoundary, PolicyName, PrincipalArn,
    Region, RetentionDays, RoleName, SetupId, Tag, TagKey, TagValue, Tags, TrustWholeAccount,
};

impl From<PlanRefusal> for FormProblem {
    fn from(refusal: PlanRefusal) -> Self {
        Self::new(field_of(&refusal), refusal)
    }
}

/// The control that holds the value to change.
const fn field_of(refusal: &PlanRefusal) -> Field {
    match refusal {
        PlanRefusal::BucketTaken { .. }
        | PlanRefusal::BucketElsewhere { .. }
        | PlanRefusal::BucketNotOurs { .. }
        | PlanRefusal::BucketMissing { .. }
        | PlanRefusal::BucketHidden { .. }
        | PlanRefusal::BucketFilled { .. }
        | PlanRefusal::BucketUnseen { .. }
        | PlanRefusal::BucketKeyChanged { .. }
        | PlanRefusal::LifecycleOfOthers { .. }
        | PlanRefusal::BucketUnreadable { .. } => Field::BucketName,
        PlanRefusal::AliasTaken { .. }
        | PlanRefusal::NewKeyUnreadable { .. }
        | PlanRefusal::KeyMissing { .. }
        | PlanRefusal::KeyUnreadable { .. }
        | PlanRefusal::KeyNotEnabled { .. }
        | PlanRefusal::KeyForOtherUse { .. }
        | PlanRefusal::KeyAsymmetric { .. }
        | PlanRefusal::KeyOfAmazon { .. } => Field::KeyArn,
        PlanRefusal::PolicyNameTaken { .. } => Field::PolicyName,
        PlanRefusal::RoleNameTaken { .. } => Field::RoleName,
    }
}

/// The fields that hold more than anything that belongs there.
#[must_use]
pub fn overfull(form: &Form) -> Vec<FormProblem> {
    form.overfull()
        .into_iter()
        .map(|field| FormProblem::new(field, Misfit::Overfull { max: Form::MOST_BYTES }))
        .collect()
}

/// What shall exist by a form, in the account it was filled in for.
///
/// # Errors
/// Every problem of every field, in the order of the page.
pub fn desired(form: &Form, account: &Account) -> Result<Desired, Vec<FormProblem>> {
    let overfull = overfull(form);
    if !overfull.is_empty() {
        return Err(overfull);
    }
    let mut reader = Reader { problems: Vec::new(), account };
    let whole = TrustWholeAccount(form.trust_whole_account);
    let primary = reader.principal(Field::PrimaryService, &form.primary_service, whole);
    let secondary = reader.principal(Field::SecondaryService, &form.secondary_service, whole);
    let region = reader.region(&form.region);
    // The program draws the id, and the page has no control for it; the bucket is what carries it.
    let setup = reader.take(Field::BucketName, SetupId::parse(&form.setup));
    let bucket = reader.bucket(form, region.as_ref());
    let encryption = reader.encryption(form, region.as_ref());
    let retention = match form.keep {
        Keep::Forever => Some(None),
        Keep::Days => reader.take(Field::RetentionDays, RetentionDays::parse(&form.retention_days)).map(Some),
    };
    let policy = reader.take(Field::PolicyName, PolicyName::parse(&form.policy_name));
    let role = reader.role(&form.role_name);
    let external_id = reader.optional(Field::ExternalId, &form.external_id, ExternalId::parse);
    let path = match form.role_path.trim() {
        "" => Some(IamPath::default()),
        text => reader.take(Field::RolePath, IamPath::parse(text)),
    };
    let boundary = reader.boundary(&form.permissions_boundary);
    let own_description = reader.optional(Field::Description, &form.description, Description::parse);
    let tags = reader.tags(&form.tags);
    let filled_in = setup.as_ref().zip(bucket.as_ref()).and_then(|(setup, bucket)| {
        let description =
            format!("Lets Vonage Contact Center export to the bucket {bucket}. Made by Export Storage Setup.");
        let key = format!("Encrypts what Vonage Contact Center exports to the bucket {bucket}.");
        let alias = format!("alias/export-storage-setup-{}", setup.uuid().simple());
        Some((
            reader.take(Field::Description, Description::parse(&description))?,
            DesiredKey {
                description: reader.take(Field::Description, Description::parse(&key))?,
                alias: reader.take(Field::KeyArn, KeyAlias::parse(&alias))?,
            },
        ))
    });
    let read = (|| {
        let (description, key) = filled_in?;
        let (encryption, path) = (encryption?, path?);
        let description = own_description?.unwrap_or(description);
        Some(Desired {
            setup: setup?,
            account: account.clone(),
            region: region?,
            key: (encryption == Encryption::Kms(KeyRef::New)).then_some(key),
            bucket: DesiredBucket {
                name: bucket?,
                origin: origin(form),
                encryption,
                versioning: form.versioning,
                retention: retention?,
            },
            policy: DesiredPolicy { name: policy?, path: path.clone(), description: description.clone() },
            role: DesiredRole {
                name: role?,
                path,
                description,
                principals: [primary?, secondary?],
                external_id: external_id?,
                boundary: boundary?,
            },
            tags: tags?,
        })
    })();
    read.filter(|_| reader.problems.is_empty()).ok_or(reader.problems)
}

/// The same with the encryption that the existing bucket has, where nobody ticked that it shall be changed.
///
/// # Errors
/// When the bucket's key is one that the guide's policy could not open.
pub fn keeping_encryption(desired: Desired, found: &ObservedEncryption) -> Result<Desired, FormProblem> {
    if desired.bucket.origin.sets(BucketSetting::Encryption) {
        return Ok(desired);
    }
    let encryption = stays_as(found);
    if let Encryption::Kms(KeyRef::Known(key)) = &encryption
        && let Some(misfit) = key_misfit(key, &desired.account, Some(&desired.region))
    {
        return Err(FormProblem::new(Field::BucketName, misfit));
    }
    // It is never encrypted with a key that is still to be made.
    Ok(Desired { key: None, bucket: DesiredBucket { encryption, ..desired.bucket }, ..desired })
}

/// Takes values out of a form and collects what is wrong with them.
struct Reader<'a> {
    problems: Vec<FormProblem>,
    account: &'a Account,
}

#[expect(
    clippy::option_option,
    reason = "the outer one is missing when a problem was noted, the inner when a field is empty"
)]
impl Reader<'_> {
    fn take<T>(&mut self, field: Field, read: Result<T, impl Into<Refusal>>) -> Option<T> {
        read.map_err(|refusal| self.problems.push(FormProblem::new(field, refusal))).ok()
    }

    /// An empty text is no value; the outer `None` is a problem.
    fn optional<T, R: Into<Refusal>>(
        &mut self,
        field: Field,
        text: &str,
        parse: impl Fn(&str) -> Result<T, R>,
    ) -> Option<Option<T>> {
        if text.trim().is_empty() { Some(None) } else { self.take(field, parse(text)).map(Some) }
    }

    fn refuse<T>(&mut self, field: Field, misfit: Misfit) -> Option<T> {
        self.problems.push(FormProblem::new(field, misfit));
        None
    }

    fn principal(&mut self, field: Field, text: &str, whole: TrustWholeAccount) -> Option<PrincipalArn> {
        let principal = self.take(field, PrincipalArn::parse(text, whole))?;
        self.take(field, principal.check_context(&self.account.id, self.account.partition))?;
        Some(principal)
    }

    /// A row without key and value is a row nobody filled in.
    fn tags(&mut self, typed: &[TypedTag]) -> Option<Tags> {
        let filled_in = typed.iter().filter(|tag| !(tag.key.trim().is_empty() && tag.value.trim().is_empty()));
        let tags: Vec<Option<Tag>> = filled_in
            .map(|tag| {
                let key = self.take(Field::Tags, TagKey::parse(&tag.key));
                let value = self.take(Field::Tags, TagValue::parse(&tag.value));
                Some(Tag { key: key?, value: value? })
            })
            .collect();
        let tags = tags.into_iter().collect::<Option<Vec<Tag>>>()?;
        self.take(Field::Tags, Tags::new(tags))
    }

    fn region(&mut self, text: &str) -> Option<Region> {
        if text.trim().is_empty() {
            return self.refuse(Field::Region, Misfit::NoRegion);
        }
        let region = self.take(Field::Region, Region::parse(text))?;
        let partition = self.account.partition;
        if region.partition() == partition {
            Some(region)
        } else {
            self.refuse(Field::Region, Misfit::RegionOfOtherPartition { region, partition })
        }
    }

    fn bucket(&mut self, form: &Form, region: Option<&Region>) -> Option<BucketName> {
        match (form.bucket_mode, region) {
            (BucketMode::Ordinary, _) => self.take(Field::BucketName, BucketName::ordinary(&form.bucket_name)),
            (BucketMode::Existing, _) => self.take(Field::BucketName, BucketName::parse(&form.bucket_name)),
            // Without a region the name cannot be told yet, and the missing region is a problem of its own.
            (BucketMode::AccountRegional, None) => None,
            (BucketMode::AccountRegional, Some(region)) => {
                self.take(Field::BucketName, BucketName::account_regional(&form.bucket_name, &self.account.id, region))
            }
        }
    }

    fn encryption(&mut self, form: &Form, region: Option<&Region>) -> Option<Encryption> {
        match form.encryption_mode {
            EncryptionMode::Amazon => Some(Encryption::AmazonS3),
            EncryptionMode::NewKey => Some(Encryption::Kms(KeyRef::New)),
            EncryptionMode::ExistingKey => {
                let key = self.take(Field::KeyArn, KeyArn::parse(&form.key_arn))?;
                if let Some(misfit) = key_misfit(&key, self.account, region) {
                    return self.refuse(Field::KeyArn, misfit);
                }
                Some(Encryption::Kms(KeyRef::Known(key)))
            }
        }
    }

    /// IAM takes commas in a role's name, and S3 none in the tag that leads from the bucket to the role
    /// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_S3Tag.html>).
    fn role(&mut self, text: &str) -> Option<RoleName> {
        let role = self.take(Field::RoleName, RoleName::parse(text))?;
        if role.as_str().contains(',') { self.refuse(Field::RoleName, Misfit::RoleNameNotForTag) } else { Some(role) }
    }

    fn boundary(&mut self, text: &str) -> Option<Option<PermissionsBoundary>> {
        let Some(boundary) = self.optional(Field::PermissionsBoundary, text, PermissionsBoundary::parse)? else {
            return Some(None);
        };
        let own = self.account.partition;
        let misfit = match boundary.policy().account() {
            _ if boundary.policy().partition() != own => Some(Misfit::BoundaryOfOtherPartition {
                boundary_partition: boundary.policy().partition(),
                own_partition: own,
            }),
            Some(account) if *account != self.account.id => {
                Some(Misfit::BoundaryOfOtherAccount { account: account.clone() })
            }
            _ => None,
        };
        match misfit {
            Some(misfit) => self.refuse(Field::PermissionsBoundary, misfit),
            None => Some(Some(boundary)),
        }
    }
}

fn origin(form: &Form) -> BucketOrigin {
    match form.bucket_mode {
        BucketMode::AccountRegional | BucketMode::Ordinary => BucketOrigin::New,
        BucketMode::Existing => BucketOrigin::Existing {
            change: form.bucket_changes.iter().copied().collect(),
            filled: form.bucket_may_be_filled,
        },
    }
}

/// The bucket's key must be in the bucket's region, and in its account so that the guide's policy suffices
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>).
fn key_misfit(key: &KeyArn, account: &Account, region: Option<&Region>) -> Option<Misfit> {
    let own = account.partition;
    if key.partition() != own {
        return Some(Misfit::KeyOfOtherPartition { key_partition: key.partition(), own_partition: own });
    }
    if *key.account() != account.id {
        return Some(Misfit::KeyOfOtherAccount { account: key.account().clone() });
    }
    region
        .filter(|region| key.region() != *region)
        .map(|region| Misfit::KeyInOtherRegion { key: key.region().clone(), bucket: region.clone() })
}
