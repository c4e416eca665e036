//! IAM: names, documents, principals, tags, and what may not be deleted.

use aws_sdk_iam::error::ProvideErrorMetadata;
use aws_sdk_iam::types::Tag;
use export_storage_setup::policy::PolicyDocument;
use export_storage_setup::practice::PracticeAws;

use super::{REGION, clients, code, is, refused};

const ROLE: &str = "vonage-export";
const POLICY: &str = "vonage-export-permissions";

const PERMISSIONS: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [{"Sid": "List", "Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": "arn:aws:s3:::practice-recordings"}]
}"#;

fn iam() -> aws_sdk_iam::Client {
    clients(&PracticeAws::new(), REGION).iam
}

fn trust(principal: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{principal},"Action":"sts:AssumeRole","Condition":{{}}}}]}}"#
    )
}

fn vonage() -> String {
    trust(r#"{"AWS":["arn:aws:iam::111122223333:role/vcc/export","arn:aws:iam::444455556666:role/export"]}"#)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}

async fn make_role(iam: &aws_sdk_iam::Client) {
    iam.create_role().role_name(ROLE).assume_role_policy_document(vonage()).send().await.unwrap();
}

async fn make_policy(iam: &aws_sdk_iam::Client) -> String {
    let made = iam.create_policy().policy_name(POLICY).policy_document(PERMISSIONS).send().await.unwrap();
    made.policy().and_then(|policy| policy.arn()).unwrap().to_owned()
}

#[tokio::test]
async fn malformed_permissions_are_refused() {
    let iam = iam();
    let cases = [
        ("no JSON", "{".to_owned()),
        ("a trailing comma", r#"{"Version":"2012-10-17","Statement":[],}"#.to_owned()),
        ("no statement", r#"{"Version":"2012-10-17"}"#.to_owned()),
        ("an empty list", r#"{"Version":"2012-10-17","Statement":[]}"#.to_owned()),
        ("another effect", PERMISSIONS.replace("Allow", "Permit")),
        ("no action", PERMISSIONS.replace(r#""Action": ["s3:ListBucket"], "#, "")),
        ("an empty action", PERMISSIONS.replace(r#"["s3:ListBucket"]"#, "[]")),
        ("an action of nobody", PERMISSIONS.replace("s3:ListBucket", "ListBucket")),
        ("no resource", PERMISSIONS.replace(r#", "Resource": "arn:aws:s3:::practice-recordings""#, "")),
        ("no ARN", PERMISSIONS.replace("arn:aws:s3:::practice-recordings", "practice-recordings")),
        ("a placeholder", PERMISSIONS.replace("arn:aws:s3:::practice-recordings", "{bucket-arn}")),
        ("no partition", PERMISSIONS.replace("arn:aws:s3", "arn:amazon:s3")),
        ("a principal", PERMISSIONS.replace(r#""Effect""#, r#""Principal": "*", "Effect""#)),
        ("another version", PERMISSIONS.replace("2012-10-17", "2020-01-01")),
        ("an unknown field", PERMISSIONS.replace("\"Resource\"", "\"Resources\"")),
        ("a name with a dash", PERMISSIONS.replace("\"List\"", "\"List-it\"")),
    ];
    for (what, document) in cases {
        let call = iam.create_policy().policy_name(POLICY).policy_document(&document).send().await;
        assert_eq!(code(call), is(400, "MalformedPolicyDocument"), "{what}");
    }
    let policies = iam.list_policies().send().await.unwrap();
    assert!(policies.policies().is_empty());
    let arn = make_policy(&iam).await;
    let call = iam.create_policy_version().policy_arn(&arn).policy_document("{").send().await;
    assert_eq!(code(call), is(400, "MalformedPolicyDocument"));
}

#[tokio::test]
async fn malformed_trust_is_refused() {
    let iam = iam();
    let cases = [
        ("no JSON", "{".to_owned(), "Syntax errors"),
        ("no principal", vonage().replace("Principal", "Sid"), "Syntax errors"),
        (
            "principal left out",
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}"#.to_owned(),
            "Missing required field Principal",
        ),
        ("a resource", vonage().replace(r#""Condition":{}"#, r#""Resource":"*""#), "prohibited field Resource"),
        ("another service's action", vonage().replace("sts:AssumeRole", "s3:GetObject"), "STS AssumeRole actions"),
        ("an empty list", trust(r#"{"AWS":[]}"#), "Invalid principal"),
        ("an empty object", trust("{}"), "Invalid principal"),
        ("an empty text", trust(r#"{"AWS":""}"#), r#"Invalid principal in policy: "AWS":"""#),
        (
            "a placeholder",
            trust(r#"{"AWS":"{primary-service}"}"#),
            r#"Invalid principal in policy: "AWS":"{primary-service}""#,
        ),
        ("no ARN", trust(r#"{"AWS":"vonage"}"#), "Invalid principal"),
        ("one bad of two", trust(r#"{"AWS":["111122223333","{secondary-service}"]}"#), "{secondary-service}"),
        ("a wildcard in the account", trust(r#"{"AWS":"arn:aws:iam::*:role/export"}"#), "Invalid principal"),
        ("a wildcard in the name", trust(r#"{"AWS":"arn:aws:iam::111122223333:role/*"}"#), "Invalid principal"),
        ("another partition", trust(r#"{"AWS":"arn:aws-cn:iam::111122223333:role/export"}"#), "Invalid principal"),
        ("a unique id", trust(r#"{"AWS":"AROAABCDEFGHIJKLMNOPQ"}"#), "Invalid principal"),
        (
            "a role of one's own that is not there",
            trust(r#"{"AWS":"arn:aws:iam::000000000000:role/none"}"#),
            "Invalid principal",
        ),
        (
            "a user of one's own that is not there",
            trust(r#"{"AWS":"arn:aws:iam::000000000000:user/none"}"#),
            "Invalid principal",
        ),
        ("eleven digits", trust(r#"{"AWS":"11112222333"}"#), "Invalid principal"),
        ("no service", trust(r#"{"Service":"vonage"}"#), "Invalid principal"),
    ];
    for (what, document, expected) in cases {
        let call = iam.create_role().role_name(ROLE).assume_role_policy_document(&document).send().await;
        let (status, code, message) = refused(call);
        assert_eq!((status, code.as_str()), (400, "MalformedPolicyDocument"), "{what}");
        assert!(message.contains(expected), "{what}: {message}");
    }
    make_role(&iam).await;
    let call = iam.update_assume_role_policy().role_name(ROLE).policy_document("{").send().await;
    assert_eq!(code(call), is(400, "MalformedPolicyDocument"));
}

#[tokio::test]
async fn principals_iam_takes_are_taken() {
    let iam = iam();
    let principals = [
        r#""*""#,
        r#"{"AWS":"*"}"#,
        r#"{"AWS":"111122223333"}"#,
        r#"{"AWS":"arn:aws:iam::111122223333:root"}"#,
        r#"{"AWS":"arn:aws:iam::111122223333:user/path/name"}"#,
        r#"{"AWS":"arn:aws:sts::111122223333:assumed-role/name/session"}"#,
        r#"{"AWS":"arn:aws:iam::000000000000:user/practice"}"#,
        r#"{"AWS":"arn:aws:iam::000000000000:root"}"#,
        r#"{"Service":"s3.amazonaws.com"}"#,
    ];
    for (index, principal) in principals.into_iter().enumerate() {
        let name = format!("{ROLE}-{index}");
        iam.create_role().role_name(name).assume_role_policy_document(trust(principal)).send().await.unwrap();
    }
    // IAM keeps a number as the account's root.
    let role = iam.get_role().role_name(format!("{ROLE}-2")).send().await.unwrap();
    let kept = role.role().and_then(|role| role.assume_role_policy_document()).unwrap().to_owned();
    let kept = PolicyDocument::parse_encoded(&kept).unwrap().to_json();
    assert_eq!(kept, trust(r#"{"AWS":"arn:aws:iam::111122223333:root"}"#));
}

#[tokio::test]
async fn documents_come_back_percent_encoded() {
    let iam = iam();
    make_role(&iam).await;
    let role = iam.get_role().role_name(ROLE).send().await.unwrap();
    let document = role.role().and_then(|role| role.assume_role_policy_document()).unwrap().to_owned();
    assert!(document.starts_with("%7B"), "{document}");
    assert_eq!(PolicyDocument::parse_encoded(&document).unwrap().to_json(), vonage());

    let arn = make_policy(&iam).await;
    let version = async |id: &str| {
        let answer = iam.get_policy_version().policy_arn(&arn).version_id(id).send().await.unwrap();
        answer.policy_version().and_then(|version| version.document()).unwrap().to_owned()
    };
    let document = version("v1").await;
    assert!(document.starts_with("%7B"), "{document}");
    let expected = PolicyDocument::parse(PERMISSIONS).unwrap();
    assert_eq!(PolicyDocument::parse_encoded(&document).unwrap(), expected);
    iam.create_policy_version()
        .policy_arn(&arn)
        .policy_document(PERMISSIONS)
        .set_as_default(true)
        .send()
        .await
        .unwrap();
    assert_eq!(PolicyDocument::parse_encoded(&version("v2").await).unwrap(), expected);
    iam.update_assume_role_policy().role_name(ROLE).policy_document(trust(r#""*""#)).send().await.unwrap();
    let role = iam.get_role().role_name(ROLE).send().await.unwrap();
    let document = role.role().and_then(|role| role.assume_role_policy_document()).unwrap().to_owned();
    assert_eq!(PolicyDocument::parse_encoded(&document).unwrap().to_json(), trust(r#""*""#));
}

#[tokio::test]
async fn a_role_keeps_all_it_was_made_with() {
    let iam = iam();
    let boundary = make_policy(&iam).await;
    let tags = vec![tag("export-storage-setup:setup", "6f1c"), tag("team", "Büro Köln")];
    let role = |boundary: &str| {
        iam.create_role()
            .role_name(ROLE)
            .path("/exports/")
            .description("Für Aufnahmen")
            .permissions_boundary(boundary)
            .assume_role_policy_document(vonage())
            .set_tags(Some(tags.clone()))
    };
    let missing = role("arn:aws:iam::000000000000:policy/none").send().await;
    assert_eq!(code(missing), is(404, "NoSuchEntity"));
    let made = role(&boundary).send().await.unwrap();
    let kept = iam.get_role().role_name(ROLE).send().await.unwrap();
    assert_eq!(made.role(), kept.role());
    let role = kept.role().unwrap();
    assert_eq!(role.arn(), "arn:aws:iam::000000000000:role/exports/vonage-export");
    assert!(role.role_id().starts_with("AROA") && role.role_id().len() == 21, "{}", role.role_id());
    assert_eq!(role.description(), Some("Für Aufnahmen"));
    assert_eq!(role.max_session_duration(), Some(3600));
    assert_eq!(role.tags(), tags);
    let attached = role.permissions_boundary().and_then(|boundary| boundary.permissions_boundary_arn());
    assert_eq!(attached, Some(boundary.as_str()));
    assert_eq!(iam.list_role_tags().role_name(ROLE).send().await.unwrap().tags().len(), 2);
}

#[tokio::test]
async fn a_policy_keeps_all_it_was_made_with() {
    let iam = iam();
    let tags = vec![tag("export-storage-setup:setup", "6f1c"), tag("team", "Büro")];
    let made = iam
        .create_policy()
        .policy_name(POLICY)
        .path("/exports/")
        .description("“Recordings”")
        .policy_document(PERMISSIONS)
        .set_tags(Some(tags.clone()))
        .send()
        .await
        .unwrap();
    let made = made.policy().unwrap();
    let id = made.policy_id().unwrap();
    assert!(id.starts_with("ANPA") && id.len() == 21, "{id}");
    let arn = made.arn().unwrap();
    assert_eq!(arn, "arn:aws:iam::000000000000:policy/exports/vonage-export-permissions");
    let kept = iam.get_policy().policy_arn(arn).send().await.unwrap();
    let kept = kept.policy().unwrap();
    assert_eq!((kept.policy_id(), kept.description()), (Some(id), Some("“Recordings”")));
    let mut listed = iam.list_policy_tags().policy_arn(arn).send().await.unwrap().tags().to_vec();
    listed.sort_by(|one, other| one.key().cmp(other.key()));
    assert_eq!(listed, tags);
}

#[tokio::test]
async fn names_paths_and_tags_are_what_iam_takes() {
    let iam = iam();
    let role = |name: &str| iam.create_role().role_name(name).assume_role_policy_document(vonage());
    let many: Vec<Tag> = (0..51).map(|index| tag(&format!("k{index}"), "")).collect();
    let cases = [
        ("a space", "ValidationError", role("vonage export")),
        ("too long", "ValidationError", role(&"r".repeat(65))),
        ("a path without end", "ValidationError", role(ROLE).path("/exports")),
        ("a curly quotation mark", "ValidationError", role(ROLE).description("“export”")),
        ("a short session", "ValidationError", role(ROLE).max_session_duration(60)),
        ("a foreign character", "ValidationError", role(ROLE).tags(tag("team", "100 %"))),
        ("51 tags", "ValidationError", role(ROLE).set_tags(Some(many))),
        ("twice the same", "InvalidInput", role(ROLE).tags(tag("team", "a")).tags(tag("Team", "b"))),
        ("a key of AWS's", "InvalidInput", role(ROLE).tags(tag("aws:team", "a"))),
    ];
    for (what, expected, call) in cases {
        assert_eq!(code(call.send().await), is(400, expected), "{what}");
    }
    let long = iam.create_policy().policy_name("p".repeat(129)).policy_document(PERMISSIONS).send().await;
    assert_eq!(code(long), is(400, "ValidationError"));
}

#[tokio::test]
async fn names_differ_by_more_than_capitals() {
    let iam = iam();
    make_role(&iam).await;
    make_policy(&iam).await;
    let role =
        iam.create_role().role_name("Vonage-Export").path("/other/").assume_role_policy_document(vonage()).send().await;
    assert_eq!(code(role), is(409, "EntityAlreadyExists"));
    let policy = iam
        .create_policy()
        .policy_name("Vonage-Export-Permissions")
        .path("/other/")
        .policy_document(PERMISSIONS)
        .send()
        .await;
    assert_eq!(code(policy), is(409, "EntityAlreadyExists"));
}

#[tokio::test]
async fn documents_have_a_longest_size() {
    let iam = iam();
    // White space does not count.
    let padded = format!("{PERMISSIONS}{}", " ".repeat(10_000));
    iam.create_policy().policy_name("padded").policy_document(padded).send().await.unwrap();
    let resource = format!("arn:aws:s3:::{}", "a".repeat(6144));
    let long = PERMISSIONS.replace("arn:aws:s3:::practice-recordings", &resource);
    let (status, code, message) = refused(iam.create_policy().policy_name(POLICY).policy_document(long).send().await);
    assert_eq!((status, code.as_str()), (409, "LimitExceeded"));
    assert!(message.contains("PolicySize: 6144"), "{message}");

    let roles: Vec<String> = (0..40)
        .map(|index| format!(r#""arn:aws:iam::111122223333:role/a-rather-long-name-of-a-role-{index}""#))
        .collect();
    let long = trust(&format!(r#"{{"AWS":[{}]}}"#, roles.join(",")));
    let call = iam.create_role().role_name(ROLE).assume_role_policy_document(long).send().await;
    let (status, code, message) = refused(call);
    assert_eq!((status, code.as_str()), (409, "LimitExceeded"));
    assert!(message.contains("ACLSizePerRole: 2048"), "{message}");
}

#[tokio::test]
async fn what_is_attached_stays() {
    let iam = iam();
    make_role(&iam).await;
    let arn = make_policy(&iam).await;
    let none = "arn:aws:iam::000000000000:policy/none";
    let attach = |role: &str, policy: &str| iam.attach_role_policy().role_name(role).policy_arn(policy);
    assert_eq!(code(attach(ROLE, none).send().await), is(404, "NoSuchEntity"));
    assert_eq!(code(attach("none", &arn).send().await), is(404, "NoSuchEntity"));
    for _ in 0..2 {
        attach(ROLE, &arn).send().await.unwrap();
    }
    let listed = iam.list_attached_role_policies().role_name(ROLE).send().await.unwrap();
    let listed: Vec<_> = listed.attached_policies().iter().filter_map(|policy| policy.policy_arn()).collect();
    assert_eq!(listed, [arn.as_str()]);
    let entities = iam.list_entities_for_policy().policy_arn(&arn).send().await.unwrap();
    assert_eq!(entities.policy_roles()[0].role_name(), Some(ROLE));

    assert_eq!(code(iam.delete_policy().policy_arn(&arn).send().await), is(409, "DeleteConflict"));
    assert_eq!(code(iam.delete_role().role_name(ROLE).send().await), is(409, "DeleteConflict"));
    iam.detach_role_policy().role_name(ROLE).policy_arn(&arn).send().await.unwrap();
    let again = iam.detach_role_policy().role_name(ROLE).policy_arn(&arn).send().await;
    assert_eq!(code(again), is(404, "NoSuchEntity"));

    iam.create_policy_version()
        .policy_arn(&arn)
        .policy_document(PERMISSIONS)
        .set_as_default(true)
        .send()
        .await
        .unwrap();
    assert_eq!(code(iam.delete_policy().policy_arn(&arn).send().await), is(409, "DeleteConflict"));
    iam.delete_policy_version().policy_arn(&arn).version_id("v1").send().await.unwrap();
    iam.delete_policy().policy_arn(&arn).send().await.unwrap();
    iam.delete_role().role_name(ROLE).send().await.unwrap();
    let gone = iam.get_role().role_name(ROLE).send().await.unwrap_err();
    assert_eq!(gone.code(), Some("NoSuchEntity"));
    assert_eq!(code(iam.get_policy().policy_arn(&arn).send().await), is(404, "NoSuchEntity"));
}

#[tokio::test]
async fn a_role_takes_ten_policies() {
    let iam = iam();
    make_role(&iam).await;
    for index in 0..11 {
        let made =
            iam.create_policy().policy_name(format!("{POLICY}-{index}")).policy_document(PERMISSIONS).send().await;
        let arn = made.unwrap().policy().and_then(|policy| policy.arn()).unwrap().to_owned();
        let attached = iam.attach_role_policy().role_name(ROLE).policy_arn(arn).send().await;
        if index < 10 {
            attached.unwrap();
        } else {
            assert_eq!(code(attached), is(409, "LimitExceeded"));
        }
    }
}

#[tokio::test]
async fn iam_is_one_for_all_regions() {
    let aws = PracticeAws::new();
    make_role(&clients(&aws, "us-west-2").iam).await;
    clients(&aws, REGION).iam.get_role().role_name(ROLE).send().await.unwrap();
    let aliases = clients(&aws, REGION).iam.list_account_aliases().send().await.unwrap();
    assert_eq!(aliases.account_aliases(), ["practice"]);
}
