//! Finds the setups of an account that nobody here remembers: buckets with this program's tag, and what they lead to.

use std::collections::BTreeMap;

use tokio::task::JoinSet;

use crate::aws::error::failure::AwsFailure;
use crate::aws::iam;
use crate::aws::pages::Pages;
use crate::aws::reading::reading;
use crate::aws::s3::{bucket, bucket_setting};
use crate::aws::session::{Access, Clients};
use crate::resources::reading::{Owner, Reading, TagSet, owner};
use crate::setup::reconstruct::{SetupTraces, TaggedBucket};
use crate::values::Account;
use crate::values::{BucketName, PolicyArn, ProgramTag, Region};

/// Buckets a page of the list has; more than the usual account has buckets
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html>).
const PER_PAGE: i32 = 1000;
const LIST: &str = "s3:ListBuckets";
/// Buckets whose tags are asked for at the same time.
const AT_A_TIME: usize = 16;

/// What looking through an account's buckets came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Those that carry this program's tag, by name.
    pub tagged: Vec<TaggedBucket>,
    /// How many buckets were looked at.
    pub seen: usize,
    /// How many of them did not let their tags be read.
    pub unread: usize,
}

/// Looks through all buckets of an account, asking `home`'s S3 for the list. One request per bucket, each in the bucket's
/// own region.
///
/// # Errors
/// When the buckets cannot be listed, or AWS cannot be asked.
pub async fn survey(access: &Access, account: &Account, home: &Region) -> Result<Survey, AwsFailure> {
    let mut all = Survey::default();
    let mut clients: BTreeMap<Region, Clients> = BTreeMap::new();
    let named = names(access, account, home, &mut all).await?;
    for some in named.chunks(AT_A_TIME) {
        let mut asked = JoinSet::new();
        for (name, region) in some {
            let there = clients.entry(region.clone()).or_insert_with(|| access.clients(region));
            let (s3, name, region, id) = (there.read.s3.clone(), name.clone(), region.clone(), account.id.clone());
            asked.spawn(async move { (bucket_setting::tags_of(&s3, &name, &id).await, name, region) });
        }
        // A task that was cancelled has no answer; none here is cancelled while this waits for them.
        while let Some(Ok((tags, name, region))) = asked.join_next().await {
            match reading(tags)? {
                Reading::Known(tags) if tags.contains_key(ProgramTag::Setup.key()) => {
                    all.tagged.push(TaggedBucket { name, region, tags });
                }
                Reading::Known(_) => {}
                Reading::Unknown(_) => all.unread += 1,
            }
        }
    }
    all.tagged.sort_by(|one, other| one.name.as_str().cmp(other.name.as_str()));
    Ok(all)
}

/// Every bucket's name and region. Names with dots are left out: no setup has such a bucket.
async fn names(
    access: &Access,
    account: &Account,
    home: &Region,
    all: &mut Survey,
) -> Result<Vec<(BucketName, Region)>, AwsFailure> {
    let s3 = access.clients(home).read.s3;
    let mut named = Vec::new();
    let (mut pages, mut limit) = (s3.list_buckets().max_buckets(PER_PAGE).into_paginator().send(), Pages::many(LIST));
    while let Some(page) = pages.next().await {
        limit.turn()?;
        let page = page.map_err(|error| AwsFailure::of(LIST, &error))?;
        for found in page.buckets() {
            all.seen += 1;
            let Some(name) = found.name().and_then(|name| BucketName::parse(name).ok()) else { continue };
            let told = found.bucket_region().and_then(|region| Region::parse(region).ok());
            let region = match told {
                Some(region) => Reading::Known(Some(region)),
                None => reading(bucket::region(&s3, &name, &account.id).await)?,
            };
            match region {
                Reading::Known(Some(region)) => named.push((name, region)),
                // Deleted meanwhile.
                Reading::Known(None) => {}
                Reading::Unknown(_) => all.unread += 1,
            }
        }
    }
    Ok(named)
}

/// One bucket's tags as they are now.
///
/// # Errors
/// When they cannot be read.
pub async fn tagged_bucket(
    clients: &Clients,
    account: &Account,
    name: &BucketName,
    region: &Region,
) -> Result<TaggedBucket, AwsFailure> {
    let tags: TagSet = bucket_setting::tags_of(&clients.read.s3, name, &account.id).await?;
    Ok(TaggedBucket { name: name.clone(), region: region.clone(), tags })
}

/// The role that a bucket's tags name, and the policy attached to it that carries the same setup's tag.
///
/// # Errors
/// When AWS cannot be asked whether the role exists.
pub async fn traces(clients: &Clients, bucket: &TaggedBucket) -> Result<SetupTraces, AwsFailure> {
    let iam = &clients.read.iam;
    let (Some(setup), Some(name)) = (bucket.setup(), bucket.role()) else { return Ok(SetupTraces::default()) };
    let role = iam::find_role(iam, &name).await?;
    let attached = role.as_ref().and_then(|role| role.attached.known()).map_or(&[][..], Vec::as_slice);
    let mut policy = None;
    for arn in attached.iter().filter_map(|arn| PolicyArn::parse(arn).ok()) {
        // What AWS made for everyone is not ours.
        if arn.account().is_some() {
            policy = iam::find_policy(iam, &arn).await?.filter(|state| owner(&state.tags, &setup) == Owner::Us);
        }
        if policy.is_some() {
            break;
        }
    }
    Ok(SetupTraces { role, policy })
}
