//! S3: names, regions, the defaults of a new bucket, and its settings.

use aws_sdk_s3::operation::create_bucket::builders::CreateBucketFluentBuilder;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    AbortIncompleteMultipartUpload, BlockedEncryptionTypes, BucketLifecycleConfiguration, BucketLocationConstraint,
    BucketNamespace, BucketVersioningStatus, CreateBucketConfiguration, EncryptionType, ExpirationStatus,
    LifecycleExpiration, LifecycleRule, LifecycleRuleFilter, NoncurrentVersionExpiration, ObjectCannedAcl,
    ObjectOwnership, PublicAccessBlockConfiguration, ServerSideEncryption, ServerSideEncryptionByDefault,
    ServerSideEncryptionConfiguration, ServerSideEncryptionRule, Tag, Tagging, VersioningConfiguration,
};
use export_storage_setup::practice::{PracticeAws, TAKEN_BUCKETS};

use super::{ACCOUNT, Clients, REGION, clients, code, is, refused};

const BUCKET: &str = "practice-recordings";

fn constrained(s3: &aws_sdk_s3::Client, name: &str, region: &str) -> CreateBucketFluentBuilder {
    s3.create_bucket().bucket(name).create_bucket_configuration(
        CreateBucketConfiguration::builder().location_constraint(BucketLocationConstraint::from(region)).build(),
    )
}

/// An account with one bucket, and the clients of its region.
async fn with_bucket() -> (PracticeAws, Clients) {
    let aws = PracticeAws::new();
    let here = clients(&aws, REGION);
    constrained(&here.s3, BUCKET, REGION).send().await.unwrap();
    (aws, here)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}

#[tokio::test]
async fn names_are_what_s3_takes() {
    let s3 = clients(&PracticeAws::new(), REGION).s3;
    let too_long = "a".repeat(64);
    for name in [
        "Practice-Recordings",
        "practice_recordings",
        "-practice",
        "practice-",
        "practice..recordings",
        "practice.",
        ".practice",
        "192.168.5.4",
        "practice.mrap",
        "xn--practice",
        "sthree-practice",
        "amzn-s3-demo-practice",
        "practice-s3alias",
        "practice--ol-s3",
        "practice--table-s3",
        "practice-an",
        too_long.as_str(),
    ] {
        assert_eq!(code(constrained(&s3, name, REGION).send().await), is(400, "InvalidBucketName"), "{name}");
    }
    for name in ["abc", "practice.recordings", "a".repeat(63).as_str()] {
        constrained(&s3, name, REGION).send().await.unwrap();
    }
}

#[tokio::test]
async fn account_regional_names_need_header_account_and_region() {
    let s3 = clients(&PracticeAws::new(), REGION).s3;
    let regional = |name: &str| constrained(&s3, name, REGION).bucket_namespace(BucketNamespace::AccountRegional);
    let own = format!("practice-{ACCOUNT}-{REGION}-an");
    for name in [
        format!("practice-111122223333-{REGION}-an"),
        format!("practice-{ACCOUNT}-us-west-2-an"),
        format!("-{ACCOUNT}-{REGION}-an"),
        "practice-recordings".to_owned(),
    ] {
        assert_eq!(code(regional(&name).send().await), is(400, "InvalidBucketName"), "{name}");
    }
    assert_eq!(code(constrained(&s3, &own, REGION).send().await), is(400, "InvalidBucketName"));
    regional(&own).send().await.unwrap();
    s3.head_bucket().bucket(&own).send().await.unwrap();
}

#[tokio::test]
async fn the_region_must_be_said_except_in_us_east_1() {
    let aws = PracticeAws::new();
    // Region of the endpoint, location constraint, what AWS answers.
    let refusals = [
        ("eu-west-1", None, "IllegalLocationConstraintException"),
        ("eu-west-1", Some("us-west-2"), "IllegalLocationConstraintException"),
        ("eu-west-1", Some("us-east-1"), "InvalidLocationConstraint"),
        ("us-east-1", Some("us-east-1"), "InvalidLocationConstraint"),
    ];
    for (region, constraint, expected) in refusals {
        let s3 = clients(&aws, region).s3;
        let call = match constraint {
            Some(constraint) => constrained(&s3, BUCKET, constraint),
            None => s3.create_bucket().bucket(BUCKET),
        };
        assert_eq!(code(call.send().await), is(400, expected), "{region} {constraint:?}");
    }
    let east = clients(&aws, "us-east-1").s3;
    east.create_bucket().bucket("practice-east").send().await.unwrap();
    let west = clients(&aws, "us-west-2").s3;
    constrained(&west, "practice-west", "us-west-2").send().await.unwrap();
    let location = async |name: &str| {
        let answer = west.get_bucket_location().bucket(name).send().await.unwrap();
        answer.location_constraint().map(|constraint| constraint.as_str().to_owned()).unwrap_or_default()
    };
    assert_eq!(location("practice-east").await, "");
    assert_eq!(location("practice-west").await, "us-west-2");
}

#[tokio::test]
async fn a_name_is_taken_once_in_all_regions() {
    let (aws, here) = with_bucket().await;
    let again = constrained(&here.s3, BUCKET, REGION).send().await;
    assert_eq!(code(again), is(409, "BucketAlreadyOwnedByYou"));
    let there = clients(&aws, "us-west-2").s3;
    assert_eq!(code(constrained(&there, BUCKET, "us-west-2").send().await), is(409, "BucketAlreadyOwnedByYou"));
    for name in TAKEN_BUCKETS {
        assert_eq!(code(constrained(&here.s3, name, REGION).send().await), is(409, "BucketAlreadyExists"), "{name}");
        assert_eq!(code(here.s3.head_bucket().bucket(name).send().await).0, 403, "{name}");
    }
    // Only there does S3 say that it made what was there already.
    let east = clients(&aws, "us-east-1").s3;
    for _ in 0..2 {
        east.create_bucket().bucket("practice-east").send().await.unwrap();
    }
}

#[tokio::test]
async fn a_bucket_is_addressed_in_its_region_and_by_its_owner() {
    let (aws, here) = with_bucket().await;
    let head = here.s3.head_bucket().bucket(BUCKET).expected_bucket_owner(ACCOUNT).send().await.unwrap();
    assert_eq!(head.bucket_region(), Some(REGION));
    let strange = here.s3.head_bucket().bucket(BUCKET).expected_bucket_owner("111122223333").send().await;
    assert_eq!(code(strange).0, 403);
    let policy = here.s3.get_bucket_policy().bucket(BUCKET).expected_bucket_owner("111122223333").send().await;
    assert_eq!(code(policy), is(403, "AccessDenied"));

    let there = clients(&aws, "us-west-2").s3;
    let head = there.head_bucket().bucket(BUCKET).send().await.unwrap_err();
    let response = head.raw_response().unwrap();
    assert_eq!(response.status().as_u16(), 301);
    assert_eq!(response.headers().get("x-amz-bucket-region"), Some(REGION));
    assert_eq!(code(there.get_bucket_tagging().bucket(BUCKET).send().await), is(301, "PermanentRedirect"));

    assert_eq!(code(here.s3.head_bucket().bucket("practice-none").send().await).0, 404);
    assert_eq!(code(here.s3.get_bucket_policy().bucket("practice-none").send().await), is(404, "NoSuchBucket"));
}

#[tokio::test]
async fn a_new_bucket_is_closed_encrypted_and_without_acls() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let block = s3.get_public_access_block().bucket(BUCKET).send().await.unwrap();
    let block = block.public_access_block_configuration().unwrap();
    let all = [
        block.block_public_acls(),
        block.ignore_public_acls(),
        block.block_public_policy(),
        block.restrict_public_buckets(),
    ];
    assert_eq!(all, [Some(true); 4]);

    let encryption = s3.get_bucket_encryption().bucket(BUCKET).send().await.unwrap();
    let rule = &encryption.server_side_encryption_configuration().unwrap().rules()[0];
    let by_default = rule.apply_server_side_encryption_by_default().unwrap();
    assert_eq!(by_default.sse_algorithm(), &ServerSideEncryption::Aes256);
    assert_eq!(rule.blocked_encryption_types().unwrap().encryption_type(), [EncryptionType::SseC]);

    let ownership = s3.get_bucket_ownership_controls().bucket(BUCKET).send().await.unwrap();
    let rules = ownership.ownership_controls().unwrap().rules();
    assert_eq!(rules[0].object_ownership(), &ObjectOwnership::BucketOwnerEnforced);

    assert_eq!(s3.get_bucket_versioning().bucket(BUCKET).send().await.unwrap().status(), None);
    assert_eq!(code(s3.get_bucket_tagging().bucket(BUCKET).send().await), is(404, "NoSuchTagSet"));
    assert_eq!(code(s3.get_bucket_policy().bucket(BUCKET).send().await), is(404, "NoSuchBucketPolicy"));
    assert_eq!(code(s3.get_bucket_policy_status().bucket(BUCKET).send().await), is(404, "NoSuchBucketPolicy"));
    let lifecycle = s3.get_bucket_lifecycle_configuration().bucket(BUCKET).send().await;
    assert_eq!(code(lifecycle), is(404, "NoSuchLifecycleConfiguration"));
}

#[tokio::test]
async fn create_bucket_keeps_tags_and_ownership() {
    let s3 = clients(&PracticeAws::new(), REGION).s3;
    let create = |tags: Vec<Tag>| {
        let configuration = CreateBucketConfiguration::builder()
            .location_constraint(BucketLocationConstraint::EuWest1)
            .set_tags(Some(tags))
            .build();
        s3.create_bucket()
            .bucket(BUCKET)
            .object_ownership(ObjectOwnership::BucketOwnerPreferred)
            .create_bucket_configuration(configuration)
    };
    for refused in [
        vec![tag("a", "1"), tag("a", "2")],
        vec![tag("aws:a", "1")],
        vec![tag("a", "100 %")],
        vec![tag(&"k".repeat(129), "1")],
    ] {
        assert_eq!(code(create(refused.clone()).send().await), is(400, "InvalidTag"), "{refused:?}");
    }
    let tags = vec![tag("export-storage-setup:setup", "6f1c"), tag("team", "Büro Köln"), tag("with space", "")];
    create(tags.clone()).send().await.unwrap();
    let kept = s3.get_bucket_tagging().bucket(BUCKET).send().await.unwrap();
    assert_eq!(kept.tag_set(), tags);
    let ownership = s3.get_bucket_ownership_controls().bucket(BUCKET).send().await.unwrap();
    let rules = ownership.ownership_controls().unwrap().rules();
    assert_eq!(rules[0].object_ownership(), &ObjectOwnership::BucketOwnerPreferred);

    let fewer = Tagging::builder().tag_set(tag("team", "Ünited")).build().unwrap();
    s3.put_bucket_tagging().bucket(BUCKET).tagging(fewer).send().await.unwrap();
    let kept = s3.get_bucket_tagging().bucket(BUCKET).send().await.unwrap();
    assert_eq!(kept.tag_set(), [tag("team", "Ünited")]);
}

#[tokio::test]
async fn encryption_is_kept_as_it_was_set() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let put = |algorithm: ServerSideEncryption, key: Option<&str>| {
        let by_default = ServerSideEncryptionByDefault::builder()
            .sse_algorithm(algorithm)
            .set_kms_master_key_id(key.map(str::to_owned))
            .build()
            .unwrap();
        let rule = ServerSideEncryptionRule::builder()
            .apply_server_side_encryption_by_default(by_default)
            .bucket_key_enabled(true)
            .blocked_encryption_types(BlockedEncryptionTypes::builder().encryption_type(EncryptionType::SseC).build())
            .build();
        let configuration = ServerSideEncryptionConfiguration::builder().rules(rule.clone()).build().unwrap();
        (s3.put_bucket_encryption().bucket(BUCKET).server_side_encryption_configuration(configuration), rule)
    };
    let key = format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab");
    assert_eq!(code(put(ServerSideEncryption::Aes256, Some(&key)).0.send().await), is(400, "InvalidArgument"));
    let (call, rule) = put(ServerSideEncryption::AwsKms, Some(&key));
    call.send().await.unwrap();
    let kept = s3.get_bucket_encryption().bucket(BUCKET).send().await.unwrap();
    assert_eq!(kept.server_side_encryption_configuration().unwrap().rules(), [rule]);
}

#[tokio::test]
async fn lifecycle_rules_are_what_s3_takes() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let everything = || LifecycleRuleFilter::builder().prefix("").build();
    let rule = |id: &str| LifecycleRule::builder().id(id).status(ExpirationStatus::Enabled);
    let after = |days: i32| LifecycleExpiration::builder().days(days);
    let put = async |rules: Vec<LifecycleRule>| {
        let configuration = BucketLifecycleConfiguration::builder().set_rules(Some(rules)).build().unwrap();
        s3.put_bucket_lifecycle_configuration().bucket(BUCKET).lifecycle_configuration(configuration).send().await
    };
    let refused = [
        (
            "marker beside days",
            "MalformedXML",
            vec![rule("a").filter(everything()).expiration(after(30).expired_object_delete_marker(true).build())],
        ),
        ("no filter", "MalformedXML", vec![rule("a").expiration(after(30).build())]),
        ("no action", "MalformedXML", vec![rule("a").filter(everything())]),
        (
            "same id",
            "InvalidArgument",
            vec![
                rule("a").filter(everything()).expiration(after(30).build()),
                rule("a").filter(everything()).expiration(after(60).build()),
            ],
        ),
        ("no days", "InvalidArgument", vec![rule("a").filter(everything()).expiration(after(0).build())]),
    ];
    for (what, expected, rules) in refused {
        let rules = rules.into_iter().map(|rule| rule.build().unwrap()).collect();
        assert_eq!(code(put(rules).await), is(400, expected), "{what}");
    }
    let rules = vec![
        rule("delete")
            .filter(everything())
            .expiration(after(365).build())
            .noncurrent_version_expiration(NoncurrentVersionExpiration::builder().noncurrent_days(30).build())
            .abort_incomplete_multipart_upload(
                AbortIncompleteMultipartUpload::builder().days_after_initiation(7).build(),
            )
            .build()
            .unwrap(),
        rule("markers")
            .filter(everything())
            .expiration(LifecycleExpiration::builder().expired_object_delete_marker(true).build())
            .build()
            .unwrap(),
    ];
    put(rules.clone()).await.unwrap();
    let kept = s3.get_bucket_lifecycle_configuration().bucket(BUCKET).send().await.unwrap();
    assert_eq!(kept.rules(), rules);
}

#[tokio::test]
async fn versioning_and_public_access_block_are_kept() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let enabled = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    s3.put_bucket_versioning().bucket(BUCKET).versioning_configuration(enabled).send().await.unwrap();
    let kept = s3.get_bucket_versioning().bucket(BUCKET).send().await.unwrap();
    assert_eq!(kept.status(), Some(&BucketVersioningStatus::Enabled));
    let neither = VersioningConfiguration::builder().build();
    let call = s3.put_bucket_versioning().bucket(BUCKET).versioning_configuration(neither).send().await;
    assert_eq!(code(call), is(400, "MalformedXML"));

    let some = PublicAccessBlockConfiguration::builder().block_public_acls(true).build();
    s3.put_public_access_block().bucket(BUCKET).public_access_block_configuration(some).send().await.unwrap();
    let kept = s3.get_public_access_block().bucket(BUCKET).send().await.unwrap();
    let kept = kept.public_access_block_configuration().unwrap();
    assert_eq!((kept.block_public_acls(), kept.block_public_policy()), (Some(true), Some(false)));
    s3.delete_public_access_block().bucket(BUCKET).send().await.unwrap();
    let gone = s3.get_public_access_block().bucket(BUCKET).send().await;
    assert_eq!(code(gone), is(404, "NoSuchPublicAccessBlockConfiguration"));
}

fn statement(principal: &str, resource: &str, rest: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{principal},"Action":"s3:GetObject","Resource":"{resource}"{rest}}}]}}"#
    )
}

#[tokio::test]
async fn bucket_policies_are_what_s3_takes() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let own = format!("arn:aws:s3:::{BUCKET}/*");
    let put = async |policy: &str| s3.put_bucket_policy().bucket(BUCKET).policy(policy).send().await;
    let account = r#"{"AWS":"111122223333"}"#;
    let malformed = [
        ("not JSON", "{".to_owned()),
        ("an array", "[]".to_owned()),
        ("no statement", r#"{"Version":"2012-10-17"}"#.to_owned()),
        ("empty", r#"{"Version":"2012-10-17","Statement":[]}"#.to_owned()),
        ("no principal", statement(account, &own, "").replace(r#""Principal":{"AWS":"111122223333"},"#, "")),
        ("no resource", statement(account, &own, "").replace(&format!(r#","Resource":"{own}""#), "")),
        ("no action", statement(account, &own, "").replace(r#""Action":"s3:GetObject","#, "")),
        ("no resource of this kind", statement(account, "*", "")),
        ("another bucket", statement(account, "arn:aws:s3:::practice-other/*", "")),
        ("a longer name", statement(account, &format!("arn:aws:s3:::{BUCKET}-more/*"), "")),
        ("another service", statement(account, &own, "").replace("s3:GetObject", "kms:Decrypt")),
        ("a placeholder", statement(r#"{"AWS":"{primary-service}"}"#, &own, "")),
        ("another version", statement(account, &own, "").replace("2012-10-17", "2020-01-01")),
    ];
    for (what, policy) in malformed {
        let result = put(&policy).await;
        assert!(result.is_err(), "{what} was taken: {policy}");
        assert_eq!(code(result), is(400, "MalformedPolicy"), "{what}");
    }

    let vpc = r#","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1a2b3c4d"}}"#;
    let anywhere = r#","Condition":{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}"#;
    let not_here = r#","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1a2b3c4d"}}"#;
    let public = [
        statement(r#""*""#, &own, ""),
        statement(r#"{"AWS":"*"}"#, &own, ""),
        statement(r#"{"AWS":["111122223333","*"]}"#, &own, ""),
        statement(r#""*""#, &own, anywhere),
        statement(r#""*""#, &own, not_here),
    ];
    for policy in &public {
        let (status, code, message) = refused(put(policy).await);
        assert_eq!((status, code.as_str()), (403, "AccessDenied"), "{policy}");
        assert!(message.contains("BlockPublicPolicy"), "{message}");
    }

    let https_only = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Sid":"HttpsOnly","Effect":"Deny","Principal":"*","Action":"s3:*",
        "Resource":["arn:aws:s3:::{BUCKET}","{own}"],"Condition":{{"Bool":{{"aws:SecureTransport":"false"}}}}}}]}}"#
    );
    let private = [statement(account, &own, ""), statement(r#""*""#, &own, vpc), https_only];
    for policy in &private {
        put(policy).await.unwrap();
        let kept = s3.get_bucket_policy().bucket(BUCKET).send().await.unwrap();
        assert_eq!(kept.policy(), Some(policy.as_str()));
        let status = s3.get_bucket_policy_status().bucket(BUCKET).send().await.unwrap();
        assert_eq!(status.policy_status().unwrap().is_public(), Some(false), "{policy}");
    }

    s3.delete_public_access_block().bucket(BUCKET).send().await.unwrap();
    put(&public[0]).await.unwrap();
    let status = s3.get_bucket_policy_status().bucket(BUCKET).send().await.unwrap();
    assert_eq!(status.policy_status().unwrap().is_public(), Some(true));
}

#[tokio::test]
async fn a_bucket_goes_only_when_empty() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let put = || s3.put_object().bucket(BUCKET).key("2025/probe file").body(ByteStream::from_static(b"recording"));
    let public = put().acl(ObjectCannedAcl::PublicRead).send().await;
    assert_eq!(code(public), is(400, "AccessControlListNotSupported"));
    put().acl(ObjectCannedAcl::BucketOwnerFullControl).send().await.unwrap();
    let listed = s3.list_objects_v2().bucket(BUCKET).send().await.unwrap();
    assert_eq!(listed.contents()[0].key(), Some("2025/probe file"));
    assert_eq!(code(s3.delete_bucket().bucket(BUCKET).send().await), is(409, "BucketNotEmpty"));
    s3.delete_object().bucket(BUCKET).key("2025/probe file").send().await.unwrap();
    s3.delete_bucket().bucket(BUCKET).send().await.unwrap();
    assert_eq!(code(s3.delete_bucket().bucket(BUCKET).send().await), is(404, "NoSuchBucket"));
}

#[tokio::test]
async fn old_versions_and_delete_markers_keep_a_bucket() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    let enabled = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    s3.put_bucket_versioning().bucket(BUCKET).versioning_configuration(enabled).send().await.unwrap();
    s3.put_object().bucket(BUCKET).key("a").body(ByteStream::from_static(b"recording")).send().await.unwrap();
    s3.delete_object().bucket(BUCKET).key("a").send().await.unwrap();
    assert!(s3.list_objects_v2().bucket(BUCKET).send().await.unwrap().contents().is_empty());
    assert_eq!(code(s3.delete_bucket().bucket(BUCKET).send().await), is(409, "BucketNotEmpty"));
    let listed = s3.list_object_versions().bucket(BUCKET).send().await.unwrap();
    assert_eq!((listed.versions().len(), listed.delete_markers().len()), (1, 1));
    let versions = listed.versions().iter().map(|version| version.version_id());
    let markers = listed.delete_markers().iter().map(|marker| marker.version_id());
    for id in versions.chain(markers).flatten() {
        s3.delete_object().bucket(BUCKET).key("a").version_id(id).send().await.unwrap();
    }
    s3.delete_bucket().bucket(BUCKET).send().await.unwrap();
}

#[tokio::test]
async fn all_buckets_are_listed_wherever_they_are() {
    let (aws, here) = with_bucket().await;
    let east = clients(&aws, "us-east-1").s3;
    east.create_bucket().bucket("practice-east").send().await.unwrap();
    let listed = here.s3.list_buckets().send().await.unwrap();
    let names: Vec<_> = listed.buckets().iter().filter_map(|bucket| bucket.name()).collect();
    assert_eq!(names, ["practice-east", BUCKET]);
}

#[tokio::test]
async fn what_practice_does_not_know_is_refused() {
    let (_, Clients { s3, .. }) = with_bucket().await;
    assert_eq!(
        code(s3.get_bucket_metadata_table_configuration().bucket(BUCKET).send().await),
        is(501, "NotImplemented")
    );
    assert_eq!(
        code(s3.delete_bucket_metadata_table_configuration().bucket(BUCKET).send().await),
        is(501, "NotImplemented")
    );
    s3.head_bucket().bucket(BUCKET).send().await.unwrap();
}
