//! The parsers of a setup's values: what AWS's published patterns allow is taken, unless a refusal of this program's own has a
//! name for it, and each such refusal is met by everything that is made to meet it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use export_storage_setup::values::*;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::{RegexGeneratorStrategy, string_regex};
use regex::Regex;
use serde::Serialize;
use serde::de::DeserializeOwned;
use ts_rs::{Config, TS};

const UUID: &str = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/// A generator of what a pattern matches, compiled once: a bare pattern is compiled again for every case.
fn like(pattern: &str) -> RegexGeneratorStrategy<String> {
    string_regex(pattern).unwrap()
}

fn partition() -> impl Strategy<Value = Partition> {
    select(Partition::ALL.to_vec())
}

fn region() -> impl Strategy<Value = Region> {
    select(known_regions().iter().map(|known| Region::parse(known.id).unwrap()).collect::<Vec<_>>())
}

fn account() -> impl Strategy<Value = AccountId> {
    like("[0-9]{12}").prop_map(|digits| AccountId::parse(&digits).unwrap())
}

/// A role or user whose path has nothing that could be taken for a placeholder or a pattern.
fn role_or_user() -> impl Strategy<Value = String> {
    (
        partition(),
        account(),
        select(vec!["role", "user"]),
        like(r"(/[A-Za-z0-9.,+@=_-]{1,9}){0,2}/[A-Za-z0-9_+=,.@-]{1,64}"),
    )
        .prop_map(|(partition, account, kind, name)| format!("arn:{partition}:iam::{account}:{kind}{name}"))
}

/// What surrounds a value that was copied.
fn around() -> impl Strategy<Value = String> {
    like("[ \t\n\u{A0}\u{200B}\u{FEFF}]{0,2}")
}

fn whole(text: &str) -> Result<PrincipalArn, PrincipalRefusal> {
    PrincipalArn::parse(text, TrustWholeAccount(true))
}

fn exact(text: &str) -> Result<PrincipalArn, PrincipalRefusal> {
    PrincipalArn::parse(text, TrustWholeAccount(false))
}

fn assert_round_trip<T>(value: &T)
where
    T: Display + FromStr<Err: Debug> + Serialize + DeserializeOwned + PartialEq + Debug,
{
    assert_eq!(value.to_string().parse::<T>().unwrap(), *value);
    assert_stored(value);
}

fn assert_stored<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let stored = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&stored).unwrap(), *value, "{stored}");
}

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Gives a text to every parser there is.
fn parse_with_all(text: &str) {
    let (account, region) = (AccountId::parse("111122223333").unwrap(), Region::parse("eu-west-1").unwrap());
    let _ = AccountId::parse(text).map(|value| assert_round_trip(&value));
    let _ = BucketArn::parse(text).map(|value| assert_round_trip(&value));
    let _ = BucketName::parse(text).map(|value| assert_round_trip(&value));
    let _ = BucketName::ordinary(text).map(|value| assert_round_trip(&value));
    let _ = BucketName::account_regional(text, &account, &region).map(|value| assert_round_trip(&value));
    let _ = Description::parse(text).map(|value| assert_round_trip(&value));
    let _ = ExternalId::parse(text).map(|value| assert_round_trip(&value));
    let _ = IamPath::parse(text).map(|value| assert_round_trip(&value));
    let _ = KeyAlias::parse(text).map(|value| assert_round_trip(&value));
    let _ = KeyArn::parse(text).map(|value| assert_round_trip(&value));
    let _ = Partition::parse(text).map(|value| assert_round_trip(&value));
    let _ = PermissionsBoundary::parse(text).map(|value| assert_round_trip(&value));
    let _ = PolicyArn::parse(text).map(|value| assert_round_trip(&value));
    let _ = PolicyName::parse(text).map(|value| assert_round_trip(&value));
    let _ = exact(text).map(|value| assert_round_trip(&value));
    let _ = whole(text).map(|value| assert_stored(&value));
    let _ = Region::parse(text).map(|value| assert_round_trip(&value));
    let _ = RetentionDays::parse(text).map(|value| assert_round_trip(&value));
    let _ = RoleArn::parse(text).map(|value| assert_round_trip(&value));
    let _ = RoleName::parse(text).map(|value| assert_round_trip(&value));
    let _ = SetupId::parse(text).map(|value| assert_round_trip(&value));
    let _ = TagKey::parse(text).map(|value| assert_round_trip(&value));
    let _ = TagValue::parse(text).map(|value| assert_round_trip(&value));
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn never_panic(text in any::<String>()) {
        parse_with_all(&text);
    }

    #[test]
    fn never_panic_on_pieces_of_arns(pieces in proptest::collection::vec(select(vec![
        "arn:", "aws", "aws-cn", ":", "::", "iam", "kms", "s3", "sts", "111122223333", "role/", "user/", "key/", "mrk-", "root", "policy/",
        "alias/", "name", "-", "é", "\u{200B}", " ", "*", "{", "eu-west-1", "-an", "0", "\"", "AROA", "A",
    ]), 0..10)) {
        parse_with_all(&pieces.concat());
    }

    #[test]
    fn names_are_taken(
        around in around(), role in like("[A-Za-z0-9_+=,.@-]{1,64}"), policy in like("[A-Za-z0-9_+=,.@-]{1,128}"),
        external in like("[A-Za-z0-9_+=,.@:/-]{2,90}"),
    ) {
        let parsed = RoleName::parse(&format!("{around}{role}{around}")).unwrap();
        prop_assert_eq!(parsed.as_str(), &role);
        assert_round_trip(&parsed);
        let parsed = PolicyName::parse(&format!("{around}{policy}{around}")).unwrap();
        prop_assert_eq!(parsed.as_str(), &policy);
        assert_round_trip(&parsed);
        let parsed = ExternalId::parse(&format!("{around}{external}{around}")).unwrap();
        prop_assert_eq!(parsed.as_str(), &external);
        assert_round_trip(&parsed);
    }

    #[test]
    fn paths_and_aliases_are_taken(path in like("(/[A-Za-z0-9.,+@=_-]{1,20}){0,8}/"), alias in like("[a-zA-Z0-9/_-]{1,250}")) {
        let reserved = path.starts_with("/aws-service-role/") || path.starts_with("/aws-reserved/");
        prop_assert_eq!(IamPath::parse(&path).map(|path| path.to_string()), if reserved {
            Err(IamPath::parse(&path).unwrap_err())
        } else {
            Ok(path.clone())
        });
        prop_assume!(!alias.starts_with("aws/"));
        assert_round_trip(&KeyAlias::parse(&format!("alias/{alias}")).unwrap());
    }

    #[test]
    fn descriptions_and_tags_are_taken(
        description in like("[\t\n\r -~\u{A1}-\u{FF}]{0,90}"), key in like(r"[\p{L}\p{N}_.:/=+@-][\p{L}\p{Z}\p{N}_.:/=+@-]{0,40}"),
        value in like(r"[\p{L}\p{Z}\p{N}_.:/=+@-]{0,40}"),
    ) {
        assert_round_trip(&Description::parse(&description).unwrap());
        assert_round_trip(&TagValue::parse(&value).unwrap());
        match TagKey::parse(&key) {
            Ok(parsed) => assert_round_trip(&parsed),
            Err(refusal) => prop_assert_eq!(kind_of(&refusal), "tag-key-aws-prefix"),
        }
    }

    #[test]
    fn bucket_names_are_taken(text in like("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"), account in account(), region in region()) {
        let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|prefix| text.starts_with(prefix))
            || ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"].iter().any(|suffix| text.ends_with(suffix));
        prop_assume!(!reserved);
        let existing = BucketName::parse(&text).unwrap();
        prop_assert_eq!(existing.as_str(), &text);
        assert_round_trip(&existing);
        match BucketName::ordinary(&text) {
            Ok(name) => {
                prop_assert_eq!(name.namespace(), BucketNamespace::Global);
                prop_assert_eq!(&name, &existing);
            }
            Err(refusal) => {
                prop_assert_eq!(kind_of(&refusal), "bucket-name-account-regional-suffix");
                prop_assert!(text.ends_with("-an"));
            }
        }
        let limit = BucketName::max_prefix_length(&region);
        match BucketName::account_regional(&text, &account, &region) {
            Ok(name) => {
                prop_assert_eq!(name.as_str(), format!("{text}-{account}-{region}-an"));
                prop_assert!(text.len() <= limit && name.as_str().len() <= 63);
                prop_assert_eq!(name.namespace(), BucketNamespace::AccountRegional);
                assert_round_trip(&name);
                prop_assert_eq!(kind_of(&BucketName::ordinary(name.as_str()).unwrap_err()), "bucket-name-account-regional-suffix");
            }
            Err(BucketNameRefusal::PrefixTooLong { length, limit: said, region: there }) => {
                prop_assert!(text.len() > limit);
                prop_assert_eq!((length, said, there), (text.len(), limit, region));
            }
            Err(refusal) => {
                prop_assert_eq!(kind_of(&refusal), "bucket-name-namespace-not-offered");
                prop_assert!(["me-south-1", "me-central-1"].contains(&region.as_str()));
            }
        }
    }

    #[test]
    fn accounts_are_taken_as_people_write_them(a in like("[0-9]{4}"), b in like("[0-9]{4}"), c in like("[0-9]{4}"), gap in select(vec!["", "-", " ", "\u{2011}"])) {
        let account = AccountId::parse(&format!(" {a}{gap}{b}{gap}{c}\n")).unwrap();
        prop_assert_eq!(account.as_str(), format!("{a}{b}{c}"));
        assert_round_trip(&account);
    }

    #[test]
    fn regions_are_taken(text in like("(us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|eusc-de|us-iso|us-isob|eu-isoe|us-isof)-[a-z]{1,12}-[0-9]{1,2}"), letter in like("[a-f]")) {
        let region = Region::parse(&text).unwrap();
        assert_round_trip(&region);
        prop_assert_eq!(Region::parse(&text.to_uppercase()).unwrap(), region);
        let expected = RegionRefusal::AvailabilityZone { zone: format!("{text}{letter}"), region: text.clone() };
        prop_assert_eq!(Region::parse(&format!("{text}{letter}")), Err(expected));
    }

    #[test]
    fn keys_are_taken(partition in partition(), region in region(), account in account(), uuid in like(UUID), multi in like("mrk-[0-9a-f]{32}")) {
        for (id, is_multi_region) in [(&uuid, false), (&multi, true)] {
            let key = KeyArn::parse(&format!(" arn:{partition}:kms:{region}:{account}:key/{id} ")).unwrap();
            prop_assert_eq!((key.partition(), key.region(), key.account(), key.key_id()), (partition, &region, &account, id.as_str()));
            prop_assert_eq!(key.is_multi_region(), is_multi_region);
            assert_round_trip(&key);
            prop_assert_eq!(kind_of(&KeyArn::parse(id).unwrap_err()), "key-arn-bare-id");
        }
    }

    #[test]
    fn arns_of_roles_policies_and_buckets_are_what_they_are_built_from(
        partition in partition(), account in account(), path in like("(/[A-Za-z0-9.,+@=_-]{1,20}){0,3}/"), role in like("[A-Za-z0-9_+=,.@-]{1,64}"),
        wide in like("(/[!-~]{1,30})?/"), bucket in like("[a-z0-9]{3,63}"),
    ) {
        prop_assume!(!path.starts_with("/aws-"));
        let (path, name, policy) = (IamPath::parse(&path).unwrap(), RoleName::parse(&role).unwrap(), PolicyName::parse(&role).unwrap());
        let arn = RoleArn::new(partition, &account, &path, &name);
        prop_assert_eq!(arn.as_str(), format!("arn:{partition}:iam::{account}:role{path}{name}"));
        prop_assert_eq!((arn.partition(), arn.account(), arn.path(), arn.name()), (partition, &account, path.as_str(), &name));
        assert_round_trip(&arn);
        let arn = PolicyArn::new(partition, &account, &path, &policy);
        prop_assert_eq!((arn.partition(), arn.account(), arn.path(), arn.name()), (partition, Some(&account), path.as_str(), &policy));
        assert_round_trip(&arn);
        assert_round_trip(&PermissionsBoundary::parse(arn.as_str()).unwrap());
        let managed = PolicyArn::parse(&format!("arn:{partition}:iam::aws:policy{path}{policy}")).unwrap();
        prop_assert_eq!(managed.account(), None);
        assert_round_trip(&managed);
        assert_round_trip(&RoleArn::parse(&format!("arn:{partition}:iam::{account}:role{wide}{name}")).unwrap());
        let bucket = BucketName::parse(&bucket).unwrap();
        let arn = bucket.arn(partition);
        prop_assert_eq!(arn.as_str(), format!("arn:{partition}:s3:::{bucket}"));
        prop_assert_eq!(arn.objects(), format!("{arn}/*"));
        assert_round_trip(&arn);
    }

    #[test]
    fn principals_are_taken(
        around in around(), partition in partition(), account in account(), own in account(), kind in select(vec!["role", "user"]),
        path in like("(/[!-~]{1,30})?/"), name in like("[A-Za-z0-9_+=,.@-]{1,64}"),
    ) {
        let text = format!("arn:{partition}:iam::{account}:{kind}{path}{name}");
        match exact(&format!("{around}{text}{around}")) {
            Ok(principal) => {
                prop_assert_eq!((principal.as_str(), principal.account(), principal.partition()), (text.as_str(), &account, Some(partition)));
                prop_assert_eq!(principal.kind(), if kind == "role" { PrincipalKind::Role } else { PrincipalKind::User });
                prop_assert_eq!(principal.to_principal(Partition::Aws), text);
                assert_round_trip(&principal);
                prop_assert_eq!(kind_of(&principal.check_context(&account, partition).unwrap_err()), "principal-own-account");
                if own != account {
                    for elsewhere in Partition::ALL {
                        let checked = principal.check_context(&own, elsewhere).map_err(|refusal| kind_of(&refusal));
                        prop_assert_eq!(checked, if elsewhere == partition { Ok(()) } else { Err("principal-other-partition".to_owned()) });
                    }
                }
            }
            Err(refusal) if text.contains(['{', '}', '<', '>']) => prop_assert_eq!(kind_of(&refusal), "principal-placeholder"),
            Err(refusal) => {
                prop_assert!(text.contains(['*', '?']), "{}", text);
                prop_assert_eq!(kind_of(&refusal), "principal-wildcard");
            }
        }
    }

    #[test]
    fn accounts_are_principals_only_with_the_tick(partition in partition(), account in account()) {
        for text in [account.to_string(), format!("arn:{partition}:iam::{account}:root")] {
            prop_assert_eq!(exact(&text), Err(PrincipalRefusal::WholeAccount { account: account.clone() }));
            let principal = whole(&text).unwrap();
            prop_assert_eq!(principal.kind(), PrincipalKind::Account);
            prop_assert_eq!(principal.to_principal(partition), format!("arn:{partition}:iam::{account}:root"));
            assert_stored(&principal);
        }
    }

    #[test]
    fn retention_and_ids_are_taken(days in 1..=RetentionDays::MAX, uuid in like(UUID)) {
        let retention = RetentionDays::parse(&format!(" {days} ")).unwrap();
        prop_assert_eq!(retention.get(), days);
        assert_round_trip(&retention);
        let id = SetupId::parse(&uuid).unwrap();
        prop_assert_eq!(id.to_string(), uuid);
        assert_round_trip(&id);
    }
}

/// Tests that everything a generator makes is refused by the parser with one kind.
macro_rules! always_refused {
    ($($name:ident: $strategy:expr, $parse:expr => $kind:literal;)+) => {
        mod always_refused {
            use super::*;

            proptest! {
                #![proptest_config(cases())]
                $(
                    #[test]
                    fn $name(text in $strategy) {
                        prop_assert_eq!($parse(&text).map_err(|refusal| kind_of(&refusal)), Err($kind.to_owned()), "{}", text);
                    }
                )+
            }
        }
    };
}

/// A text with a piece put in somewhere.
fn with_inside(
    text: impl Strategy<Value = String>,
    piece: impl Strategy<Value = String>,
    from: usize,
) -> impl Strategy<Value = String> {
    (text, piece, any::<prop::sample::Index>()).prop_map(move |(mut text, piece, index)| {
        text.insert_str(from + index.index(text.len() - from), &piece);
        text
    })
}

always_refused! {
    bucket_dots: like("[a-z0-9-]{0,20}[a-z0-9]\\.[a-z0-9.-]{0,20}"), BucketName::parse => "bucket-name-dots";
    bucket_addresses: like("(arn:aws:s3:::|s3://|https://)[a-z0-9]{3,20}"), BucketName::parse => "bucket-name-address";
    bucket_capitals: like("[a-z0-9-]{0,20}[A-Z][a-z0-9]{2,20}"), BucketName::parse => "bucket-name-capitals";
    bucket_account_regional_endings: like("[a-z0-9]{1,40}-an"), BucketName::ordinary => "bucket-name-account-regional-suffix";
    bucket_reserved_beginnings: like("(xn--|sthree-|amzn-s3-demo-)[a-z0-9]{3,20}"), BucketName::parse => "bucket-name-reserved-prefix";
    bucket_reserved_endings: like("[a-r0-9][a-z0-9]{0,19}(-s3alias|--ol-s3|--x-s3|--table-s3)"), BucketName::parse => "bucket-name-reserved-suffix";
    bucket_edges: like("-[a-z0-9]{3,20}|[a-z0-9]{3,20}-"), BucketName::parse => "bucket-name-edge";
    role_characters: like("[A-Za-z0-9]{0,20}[ /:*!é—🎉][A-Za-z0-9]{1,20}").prop_map(|text| format!("x{text}")), RoleName::parse => "role-name-character";
    policy_characters: like("[A-Za-z0-9]{0,20}[ /:*!é—🎉][A-Za-z0-9]{1,20}").prop_map(|text| format!("x{text}")), PolicyName::parse => "policy-name-character";
    description_characters: like("[ -~]{0,20}[‘’“”–—🎉😀Ωж\u{A0}][!-~]{1,20}").prop_map(|text| format!("x{text}")), Description::parse => "description-character";
    paths_of_awss_own: like("/(aws-service-role|aws-reserved)(/[a-z]{1,9}){0,3}/"), IamPath::parse => "iam-path-reserved";
    aliases_of_awss_own: like("alias/aws/[a-z0-9/_-]{0,20}"), KeyAlias::parse => "key-alias-reserved";
    alias_colons: like("alias/[A-Za-z0-9]{1,20}:[A-Za-z0-9]{0,20}"), KeyAlias::parse => "key-alias-character";
    tags_of_awss_own: like("[aA][wW][sS]:[a-z]{0,20}"), TagKey::parse => "tag-key-aws-prefix";
    tags_of_the_programs_own: like("[eE]xport-[sS]torage-setup:[a-z]{0,20}"), TagKey::parse => "tag-key-program-prefix";
    key_aliases: like("(arn:aws:kms:eu-west-1:[0-9]{12}:)?alias/[a-z/]{1,20}"), KeyArn::parse => "key-arn-alias";
    key_ids: like("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}"), KeyArn::parse => "key-arn-bare-id";
    cut_off_keys: like("arn:aws:kms:eu-west-1:[0-9]{12}:key/[0-9a-f]{8}(-[0-9a-f]{4}){0,3}"), KeyArn::parse => "key-arn-key-id";
    data_centres: like("(us|eu|ap)-(west|east|south)-[1-9][a-f]"), Region::parse => "region-availability-zone";
    too_long_retention: (RetentionDays::MAX + 1..).prop_map(|days| days.to_string()), RetentionDays::parse => "retention-days-too-many";
    principal_wildcards: with_inside(role_or_user(), select(vec!["*".to_owned(), "?".to_owned()]), 0), exact => "principal-wildcard";
    principal_placeholders: with_inside(role_or_user(), select(vec!["{".to_owned(), "}".to_owned(), "<x>".to_owned()]), 0), exact => "principal-placeholder";
    principal_white_space: with_inside(role_or_user(), like("[ \n\u{A0}\u{200B}]"), 1), exact => "principal-white-space";
    principal_quotes: (role_or_user(), select(vec!["\"", "'", "“", "`"])).prop_map(|(arn, quote)| format!("{quote}{arn}{quote}")), exact => "principal-quotes";
    several_principals: (role_or_user(), select(vec![",", ", ", "\n", ";", " "]), role_or_user()).prop_map(|(a, gap, b)| format!("{a}{gap}{b}")), exact => "principal-several";
    sessions: like("arn:aws:sts::[0-9]{12}:assumed-role/[A-Za-z0-9]{1,20}/[A-Za-z0-9@]{1,20}"), exact => "principal-session";
    unique_ids: like("(AROA|AIDA|ASIA|AKIA|AGPA)[A-Z0-9]{16,17}"), exact => "principal-unique-id";
    services: like("[a-z]{2,20}\\.amazonaws\\.(com|com\\.cn|eu)"), exact => "principal-service";
    federated: like("arn:aws:iam::[0-9]{12}:(saml|oidc)-provider/[a-z.]{1,20}|accounts\\.google\\.com|cognito-identity\\.amazonaws\\.com"), exact => "principal-federated";
    other_services: like("arn:aws:(s3|kms|lambda|ec2):::[a-z]{1,20}"), exact => "principal-other-service";
    other_resources: like("arn:aws:iam::[0-9]{12}:(group|policy|instance-profile|mfa)/[a-z]{1,20}"), exact => "principal-other-resource";
}

/// The kinds of everything that a type tells, by what is exported of it for the page.
pub fn kinds_of<T: TS>() -> BTreeSet<String> {
    let kind = Regex::new(r#""kind": "([^"]+)""#).unwrap();
    kind.captures_iter(&T::inline(&Config::new())).map(|found| found[1].to_owned()).collect()
}

/// Refuses each text with the kind beside it, and sees that the kinds are all there are.
fn assert_refusals<T: Debug, E: Debug + Serialize + TS>(
    parse: impl Fn(&str) -> Result<T, E>,
    examples: &[(&str, &str)],
) {
    let mut seen = BTreeSet::new();
    for (text, kind) in examples {
        assert_eq!(kind_of(&parse(text).unwrap_err()), *kind, "{text}");
        seen.insert((*kind).to_owned());
    }
    assert_eq!(seen, kinds_of::<E>(), "every refusal has an example");
}

fn long(c: &str, count: usize) -> String {
    c.repeat(count)
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line per refusal of every value")]
fn every_refusal_can_happen() {
    assert_refusals(
        AccountId::parse,
        &[
            ("", "account-id-empty"),
            (" \u{200B}", "account-id-empty"),
            ("12345678901a", "account-id-character"),
            ("12345678901", "account-id-length"),
            ("1234567890123", "account-id-length"),
        ],
    );
    assert_refusals(
        RoleArn::parse,
        &[
            ("arn", "arn-shape"),
            ("arn:aws-moon:iam::111122223333:role/x", "arn-partition"),
            ("arn:aws:iam::1:role/x", "arn-account"),
            ("arn:aws:iam::111122223333:user/x", "arn-resource"),
            ("arn:aws:iam::111122223333:role/", "arn-name"),
        ],
    );
    assert_refusals(
        |text| match text.split_once('|') {
            Some((region, prefix)) => BucketName::account_regional(
                prefix,
                &AccountId::parse("111122223333").unwrap(),
                &Region::parse(region).unwrap(),
            ),
            None => BucketName::ordinary(text),
        },
        &[
            ("", "bucket-name-empty"),
            ("s3://x", "bucket-name-address"),
            ("Recordings", "bucket-name-capitals"),
            ("a.b.c", "bucket-name-dots"),
            ("192.168.5.4", "bucket-name-dots"),
            ("a_b", "bucket-name-character"),
            ("ab", "bucket-name-too-short"),
            (&long("a", 64), "bucket-name-too-long"),
            (&format!("us-east-1|{}", long("a", 38)), "bucket-name-prefix-too-long"),
            ("-ab", "bucket-name-edge"),
            ("sthree-configurator", "bucket-name-reserved-prefix"),
            ("a--x-s3", "bucket-name-reserved-suffix"),
            ("plan-an", "bucket-name-account-regional-suffix"),
            ("me-south-1|abc", "bucket-name-namespace-not-offered"),
            ("us-east-1|", "bucket-name-empty"),
            ("us-east-1|abc-", "bucket-name-edge"),
        ],
    );
    assert_refusals(
        Description::parse,
        &[
            ("it’s", "description-character"),
            ("🎉", "description-character"),
            (&long("a", 1001), "description-too-long"),
        ],
    );
    assert_refusals(
        ExternalId::parse,
        &[
            ("", "external-id-too-short"),
            ("a", "external-id-too-short"),
            (&long("a", 1225), "external-id-too-long"),
            ("a b", "external-id-character"),
        ],
    );
    assert_refusals(
        IamPath::parse,
        &[
            ("vonage", "iam-path-slashes"),
            ("", "iam-path-slashes"),
            ("/a//b/", "iam-path-empty-part"),
            ("/a b/", "iam-path-character"),
            (&format!("/{}/", long("a", 511)), "iam-path-too-long"),
            ("/aws-reserved/x/", "iam-path-reserved"),
        ],
    );
    assert_refusals(
        KeyAlias::parse,
        &[
            ("recordings", "key-alias-prefix"),
            ("alias/", "key-alias-prefix"),
            ("alias/aws/s3", "key-alias-reserved"),
            ("alias/a b", "key-alias-character"),
            (&format!("alias/{}", long("a", 251)), "key-alias-too-long"),
        ],
    );
    assert_refusals(
        KeyArn::parse,
        &[
            ("", "key-arn-empty"),
            ("{customer-kms-arn}", "key-arn-placeholder"),
            ("alias/x", "key-arn-alias"),
            ("arn:aws:kms:eu-west-1:111122223333:alias/x", "key-arn-alias"),
            ("1234abcd-12ab-34cd-56ef-1234567890ab", "key-arn-bare-id"),
            ("my key", "key-arn-not-arn"),
            ("arn:aws:s3:::bucket", "key-arn-not-key"),
            ("arn:aws:kms:eu-west-1:111122223333:grant/1", "key-arn-not-key"),
            ("arn:aws-moon:kms:eu-west-1:111122223333:key/1", "key-arn-unknown-partition"),
            ("arn:aws:kms::111122223333:key/1", "key-arn-region"),
            ("arn:aws:kms:eu-west-1:1111:key/1", "key-arn-account"),
            ("arn:aws:kms:eu-west-1:111122223333:key/1", "key-arn-key-id"),
        ],
    );
    assert_refusals(Partition::parse, &[("azure", "partition-unknown")]);
    assert_refusals(
        PermissionsBoundary::parse,
        &[
            ("", "permissions-boundary-empty"),
            ("arn:aws:iam::111122223333:role/x", "permissions-boundary-not-policy-arn"),
        ],
    );
    assert_refusals(
        PolicyName::parse,
        &[("", "policy-name-empty"), (&long("a", 129), "policy-name-too-long"), ("a b", "policy-name-character")],
    );
    assert_refusals(
        Region::parse,
        &[
            ("", "region-empty"),
            ("eu-west-1a", "region-availability-zone"),
            (&long("a", 33), "region-too-long"),
            ("Ireland", "region-shape"),
            ("us-west-2-lax-1", "region-shape"),
            ("aws-global", "region-shape"),
        ],
    );
    assert_refusals(
        RetentionDays::parse,
        &[
            ("", "retention-days-not-number"),
            ("1.5", "retention-days-not-number"),
            ("-1", "retention-days-not-number"),
            ("0", "retention-days-too-few"),
            ("36501", "retention-days-too-many"),
            ("99999999999", "retention-days-too-many"),
        ],
    );
    assert_refusals(
        RoleName::parse,
        &[("", "role-name-empty"), (&long("a", 65), "role-name-too-long"), ("a/b", "role-name-character")],
    );
    assert_refusals(SetupId::parse, &[("x", "setup-id-not-uuid")]);
    assert_refusals(
        TagKey::parse,
        &[
            ("", "tag-key-empty"),
            (&long("a", 129), "tag-key-too-long"),
            ("a!", "tag-key-character"),
            ("AWS:x", "tag-key-aws-prefix"),
            ("export-storage-setup:setup", "tag-key-program-prefix"),
        ],
    );
    assert_refusals(TagValue::parse, &[(&long("é", 257), "tag-value-too-long"), ("50%", "tag-value-character")]);
    assert_refusals(
        |text| {
            let tag = |key: &str| Tag { key: TagKey::parse(key).unwrap(), value: TagValue::parse("x").unwrap() };
            Tags::new(text.split(' ').map(tag).collect())
        },
        &[
            ("Team team", "tags-duplicate"),
            ((0..46).map(|n| n.to_string()).collect::<Vec<_>>().join(" ").as_str(), "tags-too-many"),
        ],
    );
}

#[test]
fn every_principal_refusal_can_happen() {
    let own = AccountId::parse("444455556666").unwrap();
    assert_refusals(
        |text| {
            let principal = exact(text)?;
            principal.check_context(&own, Partition::Aws).map(|()| principal)
        },
        &[
            ("", "principal-empty"),
            ("{primary-service}", "principal-placeholder"),
            ("arn:aws:iam::{account}:role/x", "principal-placeholder"),
            ("*", "principal-wildcard"),
            ("arn:aws:iam::111122223333:role/*", "principal-wildcard"),
            ("\"arn:aws:iam::111122223333:role/x\",\"", "principal-quotes"),
            ("111122223333 444455556666", "principal-several"),
            ("arn:aws:iam::111122223333:role/a,arn:aws:iam::111122223333:role/b", "principal-several"),
            ("arn:aws:iam::111122223333: role/x", "principal-white-space"),
            ("primary service", "principal-white-space"),
            ("arn:aws:sts::111122223333:assumed-role/x/y", "principal-session"),
            ("AROAEXAMPLEEXAMPLE123", "principal-unique-id"),
            ("ec2.amazonaws.com", "principal-service"),
            ("arn:aws:iam::111122223333:saml-provider/x", "principal-federated"),
            ("vonage", "principal-not-arn"),
            ("-", "principal-not-arn"),
            ("arn:aws-moon:iam::111122223333:role/x", "principal-unknown-partition"),
            ("arn:aws:s3:::bucket", "principal-other-service"),
            ("arn:aws:iam::111122223333:group/x", "principal-other-resource"),
            ("arn:aws:iam:eu-west-1:111122223333:role/x", "principal-region"),
            ("arn:aws:iam::1111:role/x", "principal-account"),
            ("arn:aws:iam::111122223333:role/", "principal-name"),
            ("arn:aws:iam::111122223333:role/é", "principal-name"),
            ("1234", "principal-account-length"),
            ("1111-2222-3333", "principal-whole-account"),
            ("arn:aws:iam::444455556666:role/x", "principal-own-account"),
            ("arn:aws-cn:iam::111122223333:role/x", "principal-other-partition"),
        ],
    );
}

#[test]
fn limits_are_inclusive() {
    assert!(RoleName::parse(&long("a", 64)).is_ok() && PolicyName::parse(&long("a", 128)).is_ok());
    assert!(ExternalId::parse(&long("a", 1224)).is_ok() && ExternalId::parse("ab").is_ok());
    assert!(Description::parse(&long("é", 1000)).is_ok() && Description::parse("").is_ok());
    assert!(TagKey::parse(&long("é", 128)).is_ok() && TagValue::parse(&long("é", 256)).is_ok());
    assert!(IamPath::parse(&format!("/{}/", long("a", 510))).is_ok());
    assert_eq!(IamPath::default(), IamPath::parse("/").unwrap());
    assert!(KeyAlias::parse(&format!("alias/{}", long("a", 250))).is_ok());
    assert!(BucketName::ordinary(&long("a", 63)).is_ok() && BucketName::ordinary("abc").is_ok());
    let tags: Vec<Tag> = (0..43)
        .map(|n| Tag { key: TagKey::parse(&n.to_string()).unwrap(), value: TagValue::parse("").unwrap() })
        .collect();
    let tags = Tags::new(tags).unwrap();
    assert_stored(&tags);
    assert_eq!(tags.iter().count(), Tags::MAX);
}

#[test]
fn prefix_lengths_are_those_aws_publishes() {
    for (region, limit) in [("us-east-1", 37), ("us-west-2", 37), ("ap-southeast-1", 32), ("eu-north-1", 36)] {
        assert_eq!(BucketName::max_prefix_length(&Region::parse(region).unwrap()), limit, "{region}");
    }
}

#[test]
fn an_older_bucket_may_end_like_account_regional_ones() {
    let name = BucketName::parse("caravan-an").unwrap();
    assert_eq!(name.namespace(), BucketNamespace::Global);
    let name = BucketName::parse("recordings-111122223333-us-gov-west-1-an").unwrap();
    assert_eq!(name.namespace(), BucketNamespace::AccountRegional);
    assert_stored(&name);
}

#[test]
fn what_is_stored_passes_the_parser_again() {
    assert!(serde_json::from_str::<BucketName>("\"Recordings\"").is_err());
    assert!(serde_json::from_str::<RetentionDays>("0").is_err());
    assert!(serde_json::from_str::<PrincipalArn>("\"*\"").is_err());
    assert!(serde_json::from_str::<Tags>(r#"[{"key":"a","value":""},{"key":"A","value":""}]"#).is_err());
    assert_eq!(serde_json::to_string(&RetentionDays::new(90).unwrap()).unwrap(), "90");
    assert_eq!(serde_json::to_string(&Partition::GovCloud).unwrap(), "\"aws-us-gov\"");
}

#[test]
fn known_regions_agree_with_the_parser() {
    let mut ids = BTreeSet::new();
    for known in known_regions() {
        let region = Region::parse(known.id).unwrap();
        assert_eq!(region.known(), Some(known));
        assert_eq!(region.partition(), known.partition, "{}", known.id);
        assert_eq!(
            region.has_account_regional_namespace(),
            !["me-south-1", "me-central-1"].contains(&known.id),
            "{}",
            known.id
        );
        assert!(!(known.opt_in && known.partition != Partition::Aws), "{}", known.id);
        assert!(ids.insert(known.id), "{} twice", known.id);
    }
    assert_eq!(ids.len(), 39);
    assert!(!Region::parse("us-east-1").unwrap().known().unwrap().opt_in);
    assert!(Region::parse("af-south-1").unwrap().known().unwrap().opt_in);
    assert!(Region::parse("xx-new-9").unwrap().has_account_regional_namespace());
}

#[test]
fn partitions_of_isolated_regions() {
    for (region, partition) in [
        ("us-iso-east-1", Partition::Iso),
        ("us-isob-east-1", Partition::IsoB),
        ("eu-isoe-west-1", Partition::IsoE),
        ("us-isof-south-1", Partition::IsoF),
    ] {
        assert_eq!(Partition::of_region(&Region::parse(region).unwrap()), partition);
    }
}

#[test]
fn capitals_in_a_key_id_are_lowered() {
    let key = KeyArn::parse("arn:aws:kms:eu-west-1:111122223333:key/1234ABCD-12AB-34CD-56EF-1234567890AB").unwrap();
    assert_eq!(key.key_id(), "1234abcd-12ab-34cd-56ef-1234567890ab");
}

#[test]
fn the_programs_tags_share_their_prefix() {
    for tag in ProgramTag::ALL {
        assert!(tag.key().starts_with(ProgramTag::PREFIX));
    }
}
