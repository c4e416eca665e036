//! The values a setup is made of, as types that cannot hold anything AWS would refuse.
//!
//! Each has one way in, its parser, which trims what surrounds the value and refuses with a kind that says what to change.

mod account;
mod account_id;
mod arn;
mod bucket_arn;
mod bucket_name;
mod description;
mod external_id;
mod iam_name;
mod iam_path;
mod key_alias;
mod key_arn;
mod kind;
mod known_regions;
mod link;
mod partition;
mod permissions_boundary;
mod policy_arn;
mod principal;
mod principal_refusal;
mod proxy_address;
mod proxy_user;
mod region;
mod retention_days;
mod role_arn;
mod setup_id;
mod start_url;
mod storage_id;
mod tags;
mod text;
mod this_computer;

pub use account::Account;
pub use account_id::{AccountId, AccountIdRefusal};
pub use arn::ArnRefusal;
pub use bucket_arn::BucketArn;
pub use bucket_name::{BucketName, BucketNameRefusal, BucketNamespace};
pub use description::{Description, DescriptionRefusal};
pub use external_id::{ExternalId, ExternalIdRefusal};
pub use iam_name::{PolicyName, PolicyNameRefusal, RoleName, RoleNameRefusal};
pub use iam_path::{IamPath, IamPathRefusal};
pub use key_alias::{KeyAlias, KeyAliasRefusal};
pub use key_arn::{KeyArn, KeyArnRefusal};
pub use kind::kind_of;
pub use known_regions::{KnownRegion, known_regions};
pub use link::{Link, LinkRefusal};
pub use partition::{Partition, PartitionRefusal};
pub use permissions_boundary::{PermissionsBoundary, PermissionsBoundaryRefusal};
pub use policy_arn::PolicyArn;
pub use principal::{PrincipalArn, PrincipalKind, TrustWholeAccount};
pub use principal_refusal::PrincipalRefusal;
pub use proxy_address::{ProxyAddress, ProxyAddressRefusal};
pub use proxy_user::{ProxyUser, ProxyUserRefusal};
pub use region::{Region, RegionRefusal};
pub use retention_days::{RetentionDays, RetentionDaysRefusal};
pub use role_arn::RoleArn;
pub use setup_id::{SetupId, SetupIdRefusal};
pub use start_url::{StartUrl, StartUrlRefusal};
pub use storage_id::{StorageId, StorageIdRefusal};
pub use tags::{ProgramTag, Tag, TagKey, TagKeyRefusal, TagValue, TagValueRefusal, Tags, TagsRefusal};
pub use this_computer::is_this_computer;

pub(crate) use text::{is_iam_name_character, is_zero_width, pattern};
