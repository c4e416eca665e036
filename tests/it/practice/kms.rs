//! KMS: keys, aliases, states, and regions that know nothing of each other.

use aws_sdk_kms::types::{KeyState, Tag};
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::practice::PracticeAws;

use super::{ACCOUNT, REGION, clients, code, is, refused};

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().tag_key(key).tag_value(value).build().unwrap()
}

async fn make_key(kms: &aws_sdk_kms::Client) -> (String, String) {
    let made = kms.create_key().description("Recordings").tags(tag("setup", "6f1c")).send().await.unwrap();
    let key = made.key_metadata().unwrap();
    (key.key_id().to_owned(), key.arn().unwrap().to_owned())
}

#[tokio::test]
async fn a_key_is_found_by_id_arn_and_alias() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    let (id, arn) = make_key(&kms).await;
    assert_eq!(arn, format!("arn:aws:kms:{REGION}:{ACCOUNT}:key/{id}"));
    kms.create_alias().alias_name("alias/practice").target_key_id(&id).send().await.unwrap();
    let alias_arn = format!("arn:aws:kms:{REGION}:{ACCOUNT}:alias/practice");
    for reference in [id.as_str(), &arn, "alias/practice", &alias_arn] {
        let key = kms.describe_key().key_id(reference).send().await.unwrap();
        let key = key.key_metadata().unwrap();
        assert_eq!((key.arn(), key.description()), (Some(arn.as_str()), Some("Recordings")), "{reference}");
        assert_eq!(key.key_state(), Some(&KeyState::Enabled));
    }
    let tags = kms.list_resource_tags().key_id(&arn).send().await.unwrap();
    assert_eq!(tags.tags(), [tag("setup", "6f1c")]);
    let keys = kms.list_keys().send().await.unwrap();
    assert_eq!(keys.keys()[0].key_arn(), Some(arn.as_str()));
    let aliases = kms.list_aliases().key_id(&id).send().await.unwrap();
    assert_eq!(aliases.aliases()[0].alias_arn(), Some(alias_arn.as_str()));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let aws = PracticeAws::new();
    let kms = clients(&aws, REGION).kms;
    let (id, arn) = make_key(&kms).await;
    let there = clients(&aws, "us-west-2").kms;
    let describe = async |kms: &aws_sdk_kms::Client, key: &str| code(kms.describe_key().key_id(key).send().await);
    assert_eq!(describe(&kms, "1234abcd-12ab-34cd-56ef-1234567890ab").await, is(400, "NotFoundException"));
    assert_eq!(describe(&kms, "alias/none").await, is(400, "NotFoundException"));
    assert_eq!(describe(&there, &id).await, is(400, "NotFoundException"));
    assert_eq!(describe(&there, &arn).await, is(400, "NotFoundException"));
    let strange = arn.replace(ACCOUNT, "111122223333");
    assert_eq!(describe(&kms, &strange).await, is(400, "AccessDeniedException"));
    assert!(there.list_keys().send().await.unwrap().keys().is_empty());
    let alias = kms.delete_alias().alias_name("alias/none").send().await;
    assert_eq!(code(alias), is(400, "NotFoundException"));
    // Only some operations look an alias up.
    kms.create_alias().alias_name("alias/practice").target_key_id(&id).send().await.unwrap();
    let rotation = kms.enable_key_rotation().key_id("alias/practice").send().await;
    assert_eq!(code(rotation), is(400, "NotFoundException"));
}

#[tokio::test]
async fn the_default_policy_names_the_account() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    let (id, _) = make_key(&kms).await;
    let policy = async |id: &str| {
        let answer = kms.get_key_policy().key_id(id).policy_name("default").send().await.unwrap();
        PolicyDocument::parse(answer.policy().unwrap()).unwrap()
    };
    let own = format!(
        r#"{{"Version":"2012-10-17","Id":"key-default-1","Statement":[{{"Sid":"Enable IAM User Permissions","Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:root"}},"Action":"kms:*","Resource":"*"}}]}}"#
    );
    assert_eq!(policy(&id).await.to_json(), own);
    let other = own.replace("key-default-1", "other");
    let made = kms.create_key().policy(&other).send().await.unwrap();
    assert_eq!(policy(made.key_metadata().unwrap().key_id()).await.to_json(), other);
    let broken = kms.create_key().policy("{").send().await;
    assert_eq!(code(broken), is(400, "MalformedPolicyDocumentException"));
}

#[tokio::test]
async fn rotation_is_switched_on() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    let (id, _) = make_key(&kms).await;
    let status = async || kms.get_key_rotation_status().key_id(&id).send().await.unwrap();
    assert!(!status().await.key_rotation_enabled());
    kms.enable_key_rotation().key_id(&id).send().await.unwrap();
    let after = status().await;
    assert_eq!((after.key_rotation_enabled(), after.rotation_period_in_days()), (true, Some(365)));
}

#[tokio::test]
async fn aliases_are_what_kms_takes() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    let (id, _) = make_key(&kms).await;
    let create = async |name: &str| kms.create_alias().alias_name(name).target_key_id(&id).send().await;
    for (name, expected) in [
        ("practice", "ValidationException"),
        ("alias/", "ValidationException"),
        ("alias/a b", "ValidationException"),
        ("alias/aws/s3", "NotAuthorizedException"),
    ] {
        assert_eq!(code(create(name).await), is(400, expected), "{name}");
    }
    create("alias/practice").await.unwrap();
    let (status, code, message) = refused(create("alias/practice").await);
    assert_eq!((status, code.as_str()), (400, "AlreadyExistsException"));
    assert!(message.contains("alias/practice"), "{message}");
}

#[tokio::test]
async fn a_key_waits_for_its_deletion_and_can_be_taken_back() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    let (id, arn) = make_key(&kms).await;
    let schedule = |days: i32| kms.schedule_key_deletion().key_id(&id).pending_window_in_days(days);
    for days in [6, 31] {
        assert_eq!(code(schedule(days).send().await), is(400, "ValidationException"), "{days}");
    }
    let scheduled = schedule(30).send().await.unwrap();
    assert_eq!((scheduled.key_id(), scheduled.pending_window_in_days()), (Some(arn.as_str()), Some(30)));
    let state = async || {
        let key = kms.describe_key().key_id(&id).send().await.unwrap();
        key.key_metadata().and_then(|key| key.key_state()).unwrap().clone()
    };
    assert_eq!(state().await, KeyState::PendingDeletion);
    assert_eq!(code(schedule(30).send().await), is(400, "KMSInvalidStateException"));
    assert_eq!(code(kms.enable_key().key_id(&id).send().await), is(400, "KMSInvalidStateException"));
    let alias = kms.create_alias().alias_name("alias/practice").target_key_id(&id).send().await;
    assert_eq!(code(alias), is(400, "KMSInvalidStateException"));
    let cancelled = kms.cancel_key_deletion().key_id(&id).send().await.unwrap();
    assert_eq!(cancelled.key_id(), Some(arn.as_str()));
    assert_eq!(state().await, KeyState::Disabled);
    assert_eq!(code(kms.enable_key_rotation().key_id(&id).send().await), is(400, "DisabledException"));
    kms.enable_key().key_id(&id).send().await.unwrap();
    assert_eq!(state().await, KeyState::Enabled);
}

#[tokio::test]
async fn tags_are_what_kms_takes() {
    let kms = clients(&PracticeAws::new(), REGION).kms;
    for tags in [vec![tag("aws:a", "")], vec![tag("a", "1"), tag("a", "2")], vec![tag("a", "100 %")]] {
        let call = kms.create_key().set_tags(Some(tags.clone())).send().await;
        assert_eq!(code(call), is(400, "TagException"), "{tags:?}");
    }
    assert!(kms.list_keys().send().await.unwrap().keys().is_empty());
}
