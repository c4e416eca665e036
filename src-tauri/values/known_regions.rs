//! The regions AWS has opened, with where they are and what they need before they can be used.

use super::Partition;

/// A region this program knows by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownRegion {
    /// The region's code, such as `eu-west-1`.
    pub id: &'static str,
    /// The city or area AWS names it after.
    pub city: &'static str,
    /// The country the data stays in.
    pub country: &'static str,
    /// The partition whose accounts can use it.
    pub partition: Partition,
    /// Whether an administrator must switch the region on for the account first.
    pub opt_in: bool,
    /// Whether S3 offers bucket names that belong to the account here.
    pub account_regional_namespace: bool,
}

/// Every region AWS lists for S3, grouped by continent.
///
/// Sources: <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html> (code, place, opt-in:
/// every commercial region opened after March 2019), the `BucketLocationConstraint` values of S3's API model, and
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html> (namespace).
#[must_use]
pub fn known_regions() -> &'static [KnownRegion] {
    &REGIONS
}

const fn ready(id: &'static str, city: &'static str, country: &'static str) -> KnownRegion {
    KnownRegion { id, city, country, partition: Partition::Aws, opt_in: false, account_regional_namespace: true }
}

const fn opt_in(id: &'static str, city: &'static str, country: &'static str) -> KnownRegion {
    KnownRegion { opt_in: true, ..ready(id, city, country) }
}

const fn in_partition(partition: Partition, region: KnownRegion) -> KnownRegion {
    KnownRegion { partition, ..region }
}

const fn without_namespace(region: KnownRegion) -> KnownRegion {
    KnownRegion { account_regional_namespace: false, ..region }
}

static REGIONS: [KnownRegion; 39] = [
    ready("us-east-1", "Northern Virginia", "United States"),
    ready("us-east-2", "Ohio", "United States"),
    ready("us-west-1", "Northern California", "United States"),
    ready("us-west-2", "Oregon", "United States"),
    ready("ca-central-1", "Montreal", "Canada"),
    opt_in("ca-west-1", "Calgary", "Canada"),
    opt_in("mx-central-1", "Querétaro", "Mexico"),
    ready("sa-east-1", "São Paulo", "Brazil"),
    ready("eu-central-1", "Frankfurt", "Germany"),
    opt_in("eu-central-2", "Zurich", "Switzerland"),
    ready("eu-north-1", "Stockholm", "Sweden"),
    opt_in("eu-south-1", "Milan", "Italy"),
    opt_in("eu-south-2", "Aragon", "Spain"),
    ready("eu-west-1", "Dublin", "Ireland"),
    ready("eu-west-2", "London", "United Kingdom"),
    ready("eu-west-3", "Paris", "France"),
    opt_in("af-south-1", "Cape Town", "South Africa"),
    opt_in("il-central-1", "Tel Aviv", "Israel"),
    without_namespace(opt_in("me-central-1", "UAE", "United Arab Emirates")),
    without_namespace(opt_in("me-south-1", "Manama", "Bahrain")),
    opt_in("ap-east-1", "Hong Kong", "Hong Kong"),
    opt_in("ap-east-2", "Taipei", "Taiwan"),
    ready("ap-northeast-1", "Tokyo", "Japan"),
    ready("ap-northeast-2", "Seoul", "South Korea"),
    ready("ap-northeast-3", "Osaka", "Japan"),
    ready("ap-south-1", "Mumbai", "India"),
    opt_in("ap-south-2", "Hyderabad", "India"),
    ready("ap-southeast-1", "Singapore", "Singapore"),
    ready("ap-southeast-2", "Sydney", "Australia"),
    opt_in("ap-southeast-3", "Jakarta", "Indonesia"),
    opt_in("ap-southeast-4", "Melbourne", "Australia"),
    opt_in("ap-southeast-5", "Kuala Lumpur", "Malaysia"),
    opt_in("ap-southeast-6", "Auckland", "New Zealand"),
    opt_in("ap-southeast-7", "Bangkok", "Thailand"),
    in_partition(Partition::China, ready("cn-north-1", "Beijing", "China")),
    in_partition(Partition::China, ready("cn-northwest-1", "Ningxia", "China")),
    in_partition(Partition::GovCloud, ready("us-gov-east-1", "GovCloud East", "United States")),
    in_partition(Partition::GovCloud, ready("us-gov-west-1", "GovCloud West", "United States")),
    in_partition(Partition::EuropeanSovereign, ready("eusc-de-east-1", "Brandenburg", "Germany")),
];
