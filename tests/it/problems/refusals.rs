//! Every refusal of what stands in a field.

use export_storage_setup::resources::reading::Unread;
use export_storage_setup::resources::refusal::PlanRefusal;
use export_storage_setup::setup::form::{Field, Form};
use export_storage_setup::setup::misfit::{Advice, Misfit};
use export_storage_setup::setup::refusal::{FormProblem, Refusal};
use export_storage_setup::values::*;

use super::{CENTER_BEGINS, SETTINGS};

/// The refusals of every value, each at its field. One that has no line does not compile.
macro_rules! of_every_value {
    ($($value:ident => $made:expr;)+) => {{
        let _each = |refusal: &Refusal| match refusal { $(Refusal::$value(_) => {})+ };
        let mut all: Vec<FormProblem> = Vec::new();
        $(all.extend($made.into_iter().map(|(field, made)| FormProblem::new(field, Refusal::$value(made))));)+
        all
    }};
}

pub fn all() -> Vec<FormProblem> {
    of_every_value! {
        AccountId => account_ids();
        Advice => advice();
        BucketName => bucket_names();
        Description => descriptions();
        ExternalId => external_ids();
        IamPath => iam_paths();
        KeyAlias => key_aliases();
        KeyArn => key_arns();
        Misfit => misfits();
        PermissionsBoundary => permissions_boundaries();
        Plan => plans();
        PolicyName => policy_names();
        Principal => principals();
        ProxyAddress => proxies();
        ProxyUser => proxy_users();
        Region => regions();
        RetentionDays => retention_days();
        RoleName => role_names();
        SetupId => setup_ids();
        StartUrl => start_urls();
        StorageId => storage_ids();
        TagKey => tag_keys();
        TagValue => tag_values();
        Tags => tags();
    }
}

/// Those that a way in and the settings meet, with where they do.
pub fn of_ways_in() -> Vec<(&'static str, FormProblem)> {
    let at = |field| if field == Field::StartUrl { CENTER_BEGINS } else { SETTINGS };
    let met = |field| matches!(field, Field::StartUrl | Field::Proxy | Field::ProxyUser);
    all().into_iter().filter(|problem| met(problem.field)).map(|problem| (at(problem.field), problem)).collect()
}

fn account() -> AccountId {
    AccountId::parse("111122223333").unwrap()
}

fn other_account() -> AccountId {
    AccountId::parse("444455556666").unwrap()
}

fn region(text: &str) -> Region {
    Region::parse(text).unwrap()
}

fn bucket() -> BucketName {
    BucketName::parse("vonage-recordings").unwrap()
}

fn key() -> KeyArn {
    KeyArn::parse("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab").unwrap()
}

fn unread(call: &str) -> Unread {
    let (code, message) = (Some("AccessDenied".to_owned()), Some("The request was refused.".to_owned()));
    Unread { call: call.to_owned(), code, message }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn account_ids() -> Vec<(Field, AccountIdRefusal)> {
    use AccountIdRefusal as A;
    one_of_each! {
        A::Empty => Field::AccountNumber, A::Empty;
        A::Character { .. } => Field::AccountNumber, A::Character { character: 'x' };
        A::Length { .. } => Field::AccountNumber, A::Length { digits: 11 };
    }
}

fn advice() -> Vec<(Field, Advice)> {
    use Advice as A;
    one_of_each! {
        A::SameTwice => Field::SecondaryService, A::SameTwice;
        A::TwoAccounts { .. } => Field::SecondaryService, A::TwoAccounts { primary: account(), secondary: other_account() };
        A::WholeAccount { .. } => Field::PrimaryService, A::WholeAccount { account: account() };
        A::OptInRegion { .. } => Field::Region, A::OptInRegion { region: region("af-south-1") };
        A::UnknownRegion { .. } => Field::Region, A::UnknownRegion { region: region("xx-new-9") };
    }
}

fn bucket_names() -> Vec<(Field, BucketNameRefusal)> {
    use BucketNameRefusal as B;
    let me = || region("me-south-1");
    one_of_each! {
        B::Empty => Field::BucketName, B::Empty;
        B::Address => Field::BucketName, B::Address;
        B::Capitals => Field::BucketName, B::Capitals;
        B::Dots => Field::BucketName, B::Dots;
        B::Character { .. } => Field::BucketName, B::Character { character: '_' };
        B::TooShort { .. } => Field::BucketName, B::TooShort { min: BucketName::MIN_LENGTH };
        B::TooLong { .. } => Field::BucketName, B::TooLong { excess: 2, max: BucketName::MAX_LENGTH };
        B::PrefixTooLong { .. } => Field::BucketName, B::PrefixTooLong { length: 38, limit: 37, region: region("us-east-1") };
        B::Edge => Field::BucketName, B::Edge;
        B::ReservedPrefix { .. } => Field::BucketName, B::ReservedPrefix { prefix: "sthree-" };
        B::ReservedSuffix { .. } => Field::BucketName, B::ReservedSuffix { suffix: "--x-s3" };
        B::AccountRegionalSuffix => Field::BucketName, B::AccountRegionalSuffix;
        B::NamespaceNotOffered { .. } => Field::BucketName, B::NamespaceNotOffered { region: me() };
    }
}

fn descriptions() -> Vec<(Field, DescriptionRefusal)> {
    use DescriptionRefusal as D;
    one_of_each! {
        D::Character { .. } => Field::Description, D::Character { character: '’' };
        D::TooLong { .. } => Field::Description, D::TooLong { excess: 1, max: Description::MAX_LENGTH };
    }
}

fn external_ids() -> Vec<(Field, ExternalIdRefusal)> {
    use ExternalIdRefusal as E;
    one_of_each! {
        E::TooShort { .. } => Field::ExternalId, E::TooShort { min: ExternalId::MIN_LENGTH };
        E::TooLong { .. } => Field::ExternalId, E::TooLong { excess: 1, max: ExternalId::MAX_LENGTH };
        E::Character { .. } => Field::ExternalId, E::Character { character: ' ' };
    }
}

fn iam_paths() -> Vec<(Field, IamPathRefusal)> {
    use IamPathRefusal as I;
    one_of_each! {
        I::Slashes => Field::RolePath, I::Slashes;
        I::EmptyPart => Field::RolePath, I::EmptyPart;
        I::Character { .. } => Field::RolePath, I::Character { character: 'é' };
        I::TooLong { .. } => Field::RolePath, I::TooLong { excess: 3, max: IamPath::MAX_LENGTH };
        I::Reserved { .. } => Field::RolePath, I::Reserved { prefix: "/aws-reserved/" };
    }
}

fn key_aliases() -> Vec<(Field, KeyAliasRefusal)> {
    use KeyAliasRefusal as K;
    one_of_each! {
        K::Prefix => Field::KeyArn, K::Prefix;
        K::Reserved => Field::KeyArn, K::Reserved;
        K::Character { .. } => Field::KeyArn, K::Character { character: ':' };
        K::TooLong { .. } => Field::KeyArn, K::TooLong { excess: 1, max: KeyAlias::MAX_LENGTH };
    }
}

fn key_arns() -> Vec<(Field, KeyArnRefusal)> {
    use KeyArnRefusal as K;
    one_of_each! {
        K::Empty => Field::KeyArn, K::Empty;
        K::Placeholder => Field::KeyArn, K::Placeholder;
        K::Alias => Field::KeyArn, K::Alias;
        K::BareId => Field::KeyArn, K::BareId;
        K::NotArn { .. } => Field::KeyArn, K::NotArn { text: text("my key") };
        K::NotKey => Field::KeyArn, K::NotKey;
        K::UnknownPartition { .. } => Field::KeyArn, K::UnknownPartition { text: text("aws-moon") };
        K::Region { .. } => Field::KeyArn, K::Region { region: text("ireland") };
        K::Account { .. } => Field::KeyArn, K::Account { account: text("1111") };
        K::KeyId { .. } => Field::KeyArn, K::KeyId { key_id: text("1234abcd") };
    }
}

fn misfits() -> Vec<(Field, Misfit)> {
    use Misfit as M;
    let (key_partition, boundary_partition, own_partition) = (Partition::China, Partition::GovCloud, Partition::Aws);
    let beijing = || M::RegionOfOtherPartition { region: region("cn-north-1"), partition: Partition::Aws };
    one_of_each! {
        M::Overfull { .. } => Field::Tags, M::Overfull { max: Form::MOST_BYTES };
        M::NoRegion => Field::Region, M::NoRegion;
        M::BucketNotSeen => Field::BucketName, M::BucketNotSeen;
        M::BucketWithoutTag => Field::BucketName, M::BucketWithoutTag;
        M::RegionOfOtherPartition { .. } => Field::Region, beijing();
        M::KeyInOtherRegion { .. } => Field::KeyArn, M::KeyInOtherRegion { key: region("eu-west-1"), bucket: region("us-east-1") };
        M::KeyOfOtherAccount { .. } => Field::KeyArn, M::KeyOfOtherAccount { account: other_account() };
        M::KeyOfOtherPartition { .. } => Field::KeyArn, M::KeyOfOtherPartition { key_partition, own_partition };
        M::BoundaryOfOtherPartition { .. } => Field::PermissionsBoundary, M::BoundaryOfOtherPartition { boundary_partition, own_partition };
        M::BoundaryOfOtherAccount { .. } => Field::PermissionsBoundary, M::BoundaryOfOtherAccount { account: other_account() };
        M::RoleNameNotForTag => Field::RoleName, M::RoleNameNotForTag;
        M::NameInOtherPath { .. } => Field::RolePath, M::NameInOtherPath { name: text("vonage-export") };
        M::OtherAccountThanExpected { .. } => Field::ExpectedAccount, M::OtherAccountThanExpected { expected: account(), found: other_account() };
    }
}

fn permissions_boundaries() -> Vec<(Field, PermissionsBoundaryRefusal)> {
    use PermissionsBoundaryRefusal as P;
    one_of_each! {
        P::Empty => Field::PermissionsBoundary, P::Empty;
        P::NotPolicyArn { .. } => Field::PermissionsBoundary, P::NotPolicyArn { text: text("boundary") };
    }
}

fn plans() -> Vec<(Field, PlanRefusal)> {
    use PlanRefusal as P;
    let alias = || KeyAlias::parse("alias/vonage-recordings").unwrap();
    let policy = || PolicyArn::parse("arn:aws:iam::111122223333:policy/vonage-export").unwrap();
    let role = || RoleArn::parse("arn:aws:iam::111122223333:role/vonage-export").unwrap();
    let made_by = || Some(text("0e0b5c5e-d9cb-469f-a165-70867728950e"));
    let mut all = one_of_each! {
        P::BucketTaken { .. } => (), P::BucketTaken { name: bucket() };
        P::BucketElsewhere { .. } => (), P::BucketElsewhere { name: bucket(), region: region("eu-central-1") };
        P::BucketNotOurs { .. } => (), P::BucketNotOurs { name: bucket(), made_by: None };
        P::BucketMissing { .. } => (), P::BucketMissing { name: bucket() };
        P::BucketHidden { .. } => (), P::BucketHidden { name: bucket() };
        P::BucketFilled { .. } => (), P::BucketFilled { name: bucket() };
        P::BucketUnseen { .. } => (), P::BucketUnseen { why: unread("s3:HeadBucket") };
        P::BucketKeyChanged { .. } => (), P::BucketKeyChanged { name: bucket() };
        P::LifecycleOfOthers { .. } => (), P::LifecycleOfOthers { name: bucket() };
        P::BucketUnreadable { .. } => (), P::BucketUnreadable { why: unread("s3:GetBucketTagging") };
        P::AliasTaken { .. } => (), P::AliasTaken { alias: alias() };
        P::NewKeyUnreadable { .. } => (), P::NewKeyUnreadable { why: unread("kms:ListKeys") };
        P::KeyMissing { .. } => (), P::KeyMissing { key: key() };
        P::KeyUnreadable { .. } => (), P::KeyUnreadable { why: unread("kms:DescribeKey") };
        P::KeyNotEnabled { .. } => (), P::KeyNotEnabled { key: key(), state: text("Disabled") };
        P::KeyForOtherUse { .. } => (), P::KeyForOtherUse { key: key(), usage: text("SIGN_VERIFY") };
        P::KeyAsymmetric { .. } => (), P::KeyAsymmetric { key: key(), spec: text("RSA_2048") };
        P::KeyOfAmazon { .. } => (), P::KeyOfAmazon { key: key() };
        P::PolicyNameTaken { .. } => (), P::PolicyNameTaken { arn: policy(), made_by: made_by() };
        P::RoleNameTaken { .. } => (), P::RoleNameTaken { arn: role(), made_by: None };
    };
    all.drain(..).map(|((), refusal)| (FormProblem::from(refusal.clone()).field, refusal)).collect()
}

fn policy_names() -> Vec<(Field, PolicyNameRefusal)> {
    use PolicyNameRefusal as P;
    one_of_each! {
        P::Empty => Field::PolicyName, P::Empty;
        P::TooLong { .. } => Field::PolicyName, P::TooLong { excess: 1, max: PolicyName::MAX_LENGTH };
        P::Character { .. } => Field::PolicyName, P::Character { character: '/' };
    }
}

fn principals() -> Vec<(Field, PrincipalRefusal)> {
    use PrincipalRefusal as P;
    let (found_partition, expected_partition) = (Partition::China, Partition::Aws);
    one_of_each! {
        P::Empty => Field::PrimaryService, P::Empty;
        P::Placeholder => Field::PrimaryService, P::Placeholder;
        P::Wildcard => Field::PrimaryService, P::Wildcard;
        P::Quotes => Field::PrimaryService, P::Quotes;
        P::Several => Field::PrimaryService, P::Several;
        P::WhiteSpace => Field::PrimaryService, P::WhiteSpace;
        P::Session => Field::PrimaryService, P::Session;
        P::UniqueId => Field::PrimaryService, P::UniqueId;
        P::Service => Field::PrimaryService, P::Service;
        P::Federated => Field::PrimaryService, P::Federated;
        P::NotArn { .. } => Field::PrimaryService, P::NotArn { text: text("vonage") };
        P::UnknownPartition { .. } => Field::PrimaryService, P::UnknownPartition { text: text("aws-moon") };
        P::OtherService { .. } => Field::PrimaryService, P::OtherService { service: text("s3") };
        P::OtherResource => Field::PrimaryService, P::OtherResource;
        P::Region { .. } => Field::PrimaryService, P::Region { region: text("eu-west-1") };
        P::Account { .. } => Field::PrimaryService, P::Account { account: text("1111") };
        P::Name { .. } => Field::PrimaryService, P::Name { name: text("é") };
        P::AccountLength { .. } => Field::PrimaryService, P::AccountLength { digits: 4 };
        P::WholeAccount { .. } => Field::SecondaryService, P::WholeAccount { account: account() };
        P::OwnAccount { .. } => Field::SecondaryService, P::OwnAccount { account: account() };
        P::OtherPartition { .. } => Field::SecondaryService, P::OtherPartition { found_partition, expected_partition };
    }
}

fn proxies() -> Vec<(Field, ProxyAddressRefusal)> {
    use ProxyAddressRefusal as P;
    one_of_each! {
        P::Empty => Field::Proxy, P::Empty;
        P::Socks => Field::Proxy, P::Socks;
        P::Scheme => Field::Proxy, P::Scheme;
        P::Script => Field::Proxy, P::Script;
        P::Port => Field::Proxy, P::Port;
        P::Shape => Field::Proxy, P::Shape;
    }
}

fn proxy_users() -> Vec<(Field, ProxyUserRefusal)> {
    use ProxyUserRefusal as P;
    let too_long = || ProxyUser::parse(&"x".repeat(10_000)).unwrap_err();
    one_of_each! {
        P::Empty => Field::ProxyUser, P::Empty;
        P::TooLong { .. } => Field::ProxyUser, too_long();
        P::Character => Field::ProxyUser, P::Character;
    }
}

fn regions() -> Vec<(Field, RegionRefusal)> {
    use RegionRefusal as R;
    one_of_each! {
        R::Empty => Field::Region, R::Empty;
        R::AvailabilityZone { .. } => Field::Region, R::AvailabilityZone { zone: text("eu-west-1a"), region: text("eu-west-1") };
        R::TooLong { .. } => Field::Region, R::TooLong { limit: Region::MAX_LENGTH };
        R::Shape { .. } => Field::SignInRegion, R::Shape { text: text("ireland") };
    }
}

fn retention_days() -> Vec<(Field, RetentionDaysRefusal)> {
    use RetentionDaysRefusal as R;
    one_of_each! {
        R::NotNumber => Field::RetentionDays, R::NotNumber;
        R::TooFew => Field::RetentionDays, R::TooFew;
        R::TooMany { .. } => Field::RetentionDays, R::TooMany { max: RetentionDays::MAX };
    }
}

fn role_names() -> Vec<(Field, RoleNameRefusal)> {
    use RoleNameRefusal as R;
    one_of_each! {
        R::Empty => Field::RoleName, R::Empty;
        R::TooLong { .. } => Field::RoleName, R::TooLong { excess: 1, max: RoleName::MAX_LENGTH };
        R::Character { .. } => Field::RoleName, R::Character { character: '/' };
    }
}

/// Nobody types one; what stands in a record does not fit at the bucket that carries it.
fn setup_ids() -> Vec<(Field, SetupIdRefusal)> {
    use SetupIdRefusal as S;
    one_of_each! {
        S::NotUuid { .. } => Field::BucketName, S::NotUuid { text: text("no id") };
    }
}

fn start_urls() -> Vec<(Field, StartUrlRefusal)> {
    use StartUrlRefusal as S;
    one_of_each! {
        S::Empty => Field::StartUrl, S::Empty;
        S::NotHttps => Field::StartUrl, S::NotHttps;
        S::NoAddress => Field::StartUrl, S::NoAddress;
        S::Console => Field::StartUrl, S::Console;
    }
}

fn storage_ids() -> Vec<(Field, StorageIdRefusal)> {
    use StorageIdRefusal as S;
    let too_long = || StorageId::parse(&"x".repeat(10_000)).unwrap_err();
    one_of_each! {
        S::Empty => Field::StorageId, S::Empty;
        S::TooLong { .. } => Field::StorageId, too_long();
        S::SeveralWords => Field::StorageId, S::SeveralWords;
    }
}

fn tag_keys() -> Vec<(Field, TagKeyRefusal)> {
    use TagKeyRefusal as T;
    one_of_each! {
        T::Empty => Field::Tags, T::Empty;
        T::TooLong { .. } => Field::Tags, T::TooLong { excess: 1, max: TagKey::MAX_LENGTH };
        T::Character { .. } => Field::Tags, T::Character { character: '!' };
        T::AwsPrefix => Field::Tags, T::AwsPrefix;
        T::ProgramPrefix { .. } => Field::Tags, T::ProgramPrefix { prefix: ProgramTag::PREFIX };
    }
}

fn tag_values() -> Vec<(Field, TagValueRefusal)> {
    use TagValueRefusal as T;
    one_of_each! {
        T::TooLong { .. } => Field::Tags, T::TooLong { excess: 1, max: TagValue::MAX_LENGTH };
        T::Character { .. } => Field::Tags, T::Character { character: '%' };
    }
}

fn tags() -> Vec<(Field, TagsRefusal)> {
    use TagsRefusal as T;
    let team = || TagKey::parse("Team").unwrap();
    one_of_each! {
        T::TooMany { .. } => Field::Tags, T::TooMany { excess: 3, max: Tags::MAX };
        T::Duplicate { .. } => Field::Tags, T::Duplicate { key: team() };
    }
}
