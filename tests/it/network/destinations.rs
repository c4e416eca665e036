//! The one rule where a request may go: AWS's own servers and this computer, whatever an address looks like.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use export_storage_setup::aws::{Destination, Elsewhere};
use export_storage_setup::values::Partition;
use proptest::prelude::*;

fn judged(address: &str) -> Result<Destination, Elsewhere> {
    Destination::of(address)
}

#[track_caller]
fn assert_refused(address: &str) {
    let refused = judged(address).expect_err(address);
    for secret in ["secret", "token="] {
        assert!(!refused.to_string().contains(secret), "{refused}");
    }
}

#[test]
fn this_computer_is_an_address_of_its_own_or_the_one_name() {
    for address in [
        "http://127.0.0.1:4566",
        "https://127.0.0.1",
        "http://127.255.255.254:1/x?y",
        "http://[::1]:8443",
        "http://[::ffff:127.0.0.1]:80",
        "http://localhost:4566",
        "HTTP://LocalHost",
    ] {
        assert_eq!(judged(address), Ok(Destination::Here), "{address}");
    }
    for address in [
        "http://s3.localhost:4566",
        "http://localhost.:4566",
        "http://localhost.example.com",
        "http://localhost.localdomain",
        "http://0.0.0.0:80",
        "http://[::]:80",
        "http://127.1:80",
        "http://127.0.0.1.:80",
        "http://0177.0.0.1",
        "http://0x7f.0.0.1",
        "http://2130706433",
        "http://[::ffff:10.0.0.1]",
        "http://[::127.0.0.1]",
        "http://[::1%25lo]",
        "http://[fe80::1%lo]",
        "http://[fe80::1]",
        "http://127.0.0.1@evil.example",
        "http://anna:secret@127.0.0.1:80",
        "http://localhost@evil.example",
        "http://10.0.0.1",
        "http://169.254.169.254/latest/meta-data",
        "http://169.254.170.2/v2/credentials",
        "ftp://127.0.0.1",
        "unix://localhost",
        "//localhost",
        "localhost:80",
        "/path",
        "",
        "nonsense",
    ] {
        assert_refused(address);
    }
}

#[test]
fn aws_is_its_own_servers_for_what_is_used_here_and_encrypted() {
    for address in [
        "https://sts.amazonaws.com",
        "https://sts.eu-west-1.amazonaws.com:443/",
        "https://STS.EU-West-1.AmazonAWS.com",
        "https://sts.eu-west-1.amazonaws.com.",
        "https://iam.us-gov.amazonaws.com",
        "https://iam.global.api.aws",
        "https://vcc.recordings.s3.eu-west-1.amazonaws.com/?location",
        "https://bucket.s3-fips.dualstack.us-gov-west-1.amazonaws.com",
        "https://s3.xx-newer-9.amazonaws.com",
        "https://portal.sso.cn-north-1.amazonaws.com.cn/assignment/accounts",
        "https://eu-central-1.signin.aws.amazon.com/v1/token",
        "https://vpce-0a1b-2c3d.sts.eu-west-1.vpce.amazonaws.com",
        "https://bucket.vpce-0a1b.s3.eu-west-1.vpce.amazonaws.com",
    ] {
        assert_eq!(judged(address), Ok(Destination::Aws), "{address}");
    }
    for address in [
        // Looks like it.
        "https://sts.amazonaws.com.evil.example",
        "https://evilamazonaws.com",
        "https://sts.evilamazonaws.com",
        "https://sts.eu-west-1-amazonaws.com",
        "https://amazonaws.com",
        "https://api.aws",
        "https://sts.amazonaws.com@evil.example",
        "https://sts.amazonaws.com:secret@evil.example/?token=1",
        "https://evil.example/sts.amazonaws.com",
        "https://evil.example?.sts.amazonaws.com",
        "https://evil.example#.sts.amazonaws.com",
        "https://sts.amazonaws.com%2eevil.example",
        "https://sts.amаzonaws.com",
        "https://sts.xn--amzonaws-8fg.com",
        "https://sts.amazonaws.com..",
        "https://.sts.amazonaws.com",
        "https://sts..amazonaws.com",
        "https://sts_.amazonaws.com",
        // Is AWS's, and somebody else's all the same.
        "https://0a1b2c3d4e.execute-api.eu-west-1.amazonaws.com",
        "https://evil-123.eu-west-1.elb.amazonaws.com",
        "https://ec2-198-51-100-7.eu-west-1.compute.amazonaws.com",
        "https://vpce-0a1b.vpce-svc-0a1b.eu-west-1.vpce.amazonaws.com",
        "https://evil.sts.eu-west-1.amazonaws.com",
        "https://evil.awsapps.com/start",
        "https://evil.us-east-1.signin.aws.amazon.com.evil.example",
        "https://a.b.signin.aws.amazon.com",
        "https://aws.amazon.com",
        // Another port, and no encryption.
        "https://sts.amazonaws.com:8443",
        "https://sts.amazonaws.com:80",
        "https://sts.amazonaws.com:0443",
        "http://sts.amazonaws.com:443",
        "ws://sts.amazonaws.com",
    ] {
        assert_refused(address);
    }
    for address in ["http://sts.amazonaws.com", "http://sts.eu-west-1.amazonaws.com:80/"] {
        let refused = judged(address).unwrap_err();
        assert!(matches!(refused, Elsewhere::Unencrypted { .. }), "{refused:?}");
    }
}

#[test]
fn what_is_named_of_an_address_is_scheme_host_and_port() {
    for (address, place) in [
        ("https://anna:secret@evil.example:8443/path?token=1#x", "https://evil.example:8443"),
        ("http://evil.example", "http://evil.example"),
        ("https://[2001:db8::1]:9/", "https://[2001:db8::1]:9"),
        ("ht tp://anna:secret@evil", "unreadable"),
    ] {
        assert_eq!(judged(address).unwrap_err().place(), place);
    }
    let long = format!("https://{}.example/", "a".repeat(60_000));
    assert!(judged(&long).unwrap_err().place().len() < 300);
}

/// By the rules in the SDKs themselves: with whatever settings, and in every partition, the servers that they lead to are
/// let through, so that nobody who may sign in is kept from it.
#[tokio::test]
async fn every_server_that_the_sdks_rules_lead_to_is_aws() {
    let mut seen = 0;
    for partition in Partition::ALL {
        for (fips, dual_stack) in [(false, false), (false, true), (true, false), (true, true)] {
            macro_rules! assert_is_aws {
                ($sdk:ident $(, $set:ident($value:expr))*) => {{
                    use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
                    let params = Params::builder()
                        .region(partition.first_region().to_owned())
                        .use_fips(fips)
                        .use_dual_stack(dual_stack)
                        $(.$set($value))*
                        .build()
                        .unwrap();
                    // Some partitions have no such server, and the rules say so.
                    if let Ok(found) = DefaultResolver::new().resolve_endpoint(&params).await {
                        assert_eq!(judged(found.url()), Ok(Destination::Aws), "{}", found.url());
                        seen += 1;
                    }
                }};
            }
            assert_is_aws!(aws_sdk_sts);
            assert_is_aws!(aws_sdk_iam);
            assert_is_aws!(aws_sdk_kms);
            assert_is_aws!(aws_sdk_sso);
            assert_is_aws!(aws_sdk_ssooidc);
            assert_is_aws!(aws_sdk_signin, is_control_plane(false));
            assert_is_aws!(aws_sdk_s3);
            assert_is_aws!(aws_sdk_s3, bucket("vcc-recordings".to_owned()));
        }
    }
    assert!(seen > 200, "the rules were asked {seen} times only");
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?",
        Just("sts".to_owned()),
        Just("s3".to_owned()),
        Just("amazonaws".to_owned()),
        Just("com".to_owned()),
        Just("aws".to_owned()),
        Just("vpce".to_owned()),
        Just("eu-west-1".to_owned()),
        Just("localhost".to_owned()),
        Just("127".to_owned()),
    ]
}

/// What a name must end in to be AWS's, written once more and otherwise.
fn ends_as_aws(host: &str) -> bool {
    let host = host.to_lowercase();
    let host = host.trim_end_matches('.');
    [
        "amazonaws.com",
        "amazonaws.com.cn",
        "amazonaws.eu",
        "c2s.ic.gov",
        "sc2s.sgov.gov",
        "cloud.adc-e.uk",
        "csp.hci.ic.gov",
        "api.aws",
        "api.amazonwebservices.com.cn",
        "api.amazonwebservices.eu",
        "api.aws.ic.gov",
        "api.aws.scloud",
        "api.cloud-aws.adc-e.uk",
        "api.aws.hci.ic.gov",
        "signin.aws.amazon.com",
        "oauth.signin.aws",
        "signin.amazonaws.cn",
        "signin.amazonaws-us-gov.com",
        "signin-fips.amazonaws-us-gov.com",
        "signin.amazonaws-eusc.eu",
        "signin.c2shome.ic.gov",
        "signin.sc2shome.sgov.gov",
        "signin.csphome.adc-e.uk",
        "signin.csphome.hci.ic.gov",
    ]
    .iter()
    .any(|suffix| host == *suffix || host.ends_with(&format!(".{suffix}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    /// Whoever is let through as AWS is where the HTTP client connects to, under an ending of AWS's, encrypted, and nobody is
    /// named before the host.
    #[test]
    fn nobody_else_gets_through(
        scheme in prop_oneof![Just("https"), Just("http"), Just("HTTPS"), Just("file"), Just("ws")],
        user in prop_oneof![Just(String::new()), "[a-z.]{1,8}(:[a-z]{1,4})?@", Just("sts.amazonaws.com@".to_owned())],
        labels in prop::collection::vec(label(), 1..6),
        ending in prop_oneof![
            Just(""), Just(".amazonaws.com"), Just(".amazonaws.com."), Just(".AmazonAWS.com"), Just("amazonaws.com"),
            Just(".api.aws"), Just(".amazonaws.com.evil.example"), Just(".signin.aws.amazon.com"), Just("%00.amazonaws.com"),
            Just("\\.amazonaws.com"), Just("。amazonaws.com"),
        ],
        port in prop_oneof![Just(""), Just(":443"), Just(":80"), Just(":8443"), Just(":")],
        rest in prop_oneof![Just(""), Just("/"), Just("/@sts.amazonaws.com"), Just("?@sts.amazonaws.com"), Just("#.amazonaws.com")],
    ) {
        let address = format!("{scheme}://{user}{}{ending}{port}{rest}", labels.join("."));
        match judged(&address) {
            Ok(Destination::Aws) => {
                let uri: http::Uri = address.parse().unwrap();
                prop_assert!(ends_as_aws(uri.host().unwrap()), "{address}");
                prop_assert_eq!(uri.scheme_str().unwrap().to_lowercase(), "https");
                prop_assert!(user.is_empty() && matches!(uri.port_u16(), None | Some(443)), "{}", address);
            }
            Ok(Destination::Here) => {
                let uri: http::Uri = address.parse().unwrap();
                prop_assert!(uri.host().unwrap().eq_ignore_ascii_case("localhost") && user.is_empty(), "{address}");
            }
            Err(refused) => prop_assert!(!refused.place().contains('@'), "{refused}"),
        }
    }

    #[test]
    fn no_text_at_all_makes_it_stop(text in "\\PC{0,60}") {
        let _ = judged(&text);
        let _ = judged(&format!("https://{text}"));
    }

    #[test]
    fn an_address_of_numbers_is_here_only_when_it_is_loopback(octets in any::<[u8; 4]>(), port in any::<u16>()) {
        let address = std::net::Ipv4Addr::from(octets);
        let here = judged(&format!("http://{address}:{port}")) == Ok(Destination::Here);
        prop_assert_eq!(here, octets[0] == 127);
        let mapped = judged(&format!("http://[::ffff:{address}]:{port}")) == Ok(Destination::Here);
        prop_assert_eq!(mapped, octets[0] == 127);
    }
}
