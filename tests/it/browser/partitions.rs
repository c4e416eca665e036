//! Where a sign-in in the browser goes in each part of AWS.

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource};
use export_storage_setup::aws::{Environment, Network};
use export_storage_setup::sign_in::BrowserSignIn;
use export_storage_setup::values::{Partition, Region, kind_of};
use secrecy::SecretString;

use crate::support::company::{Company, Door};
use crate::support::proof::base64url;
use crate::support::stand_in::parameters;

/// The sign-in server of a region of each partition, as the tests of AWS's own endpoint rules have it.
const SERVERS: [(&str, &str); 9] = [
    ("eu-central-1", "eu-central-1.signin.aws.amazon.com"),
    ("cn-north-1", "cn-north-1.signin.amazonaws.cn"),
    ("us-gov-west-1", "us-gov-west-1.signin.amazonaws-us-gov.com"),
    ("us-gov-east-1", "us-gov-east-1.signin.amazonaws-us-gov.com"),
    ("eusc-de-east-1", "eusc-de-east-1.signin.amazonaws-eusc.eu"),
    ("us-iso-east-1", "us-iso-east-1.signin.c2shome.ic.gov"),
    ("us-isob-east-1", "us-isob-east-1.signin.sc2shome.sgov.gov"),
    ("eu-isoe-west-1", "eu-isoe-west-1.signin.csphome.adc-e.uk"),
    ("us-isof-south-1", "us-isof-south-1.signin.csphome.hci.ic.gov"),
];

/// Begins a sign-in on a computer that reaches AWS through a proxy and has this setting.
async fn begin(company: &Company, region: &str, setting: &str) -> BrowserSignIn {
    let way = Environment::of(|name| (name == "HTTPS_PROXY").then(|| company.proxy())).way;
    let network = Network::within(Environment { way, certificates: None });
    let profile = format!("[default]\n{setting}\n");
    let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, profile).build();
    let time = SharedTimeSource::new(SystemTimeSource::new());
    BrowserSignIn::begin(&network, &Region::parse(region).unwrap(), files, time).await.unwrap()
}

fn parameter(link: &str, wanted: &str) -> String {
    let (_, query) = link.split_once('?').unwrap();
    parameters(query).into_iter().find(|(name, _)| name == wanted).unwrap().1
}

/// Follows both links and the call for keys of one sign-in.
async fn assert_goes_to(company: &Company, region: &str, setting: &str, host: &str) {
    let sign_in = begin(company, region, setting).await;
    for (link, device) in [(sign_in.link(), "same-device"), (sign_in.code_link(), "cross-device")] {
        assert!(link.starts_with(&format!("https://{host}/v1/authorize?")), "{region}: {link}");
        // One name in all partitions: AWS's model takes no other.
        assert_eq!(parameter(&link, "client_id"), format!("arn:aws:signin:::devtools/{device}"), "{region}");
    }
    let link = sign_in.code_link();
    assert_eq!(parameter(&link, "redirect_uri"), format!("https://{host}/v1/sessions/confirmation"));

    let answer = format!("state={}&code=x", parameter(&link, "state"));
    let before = company.hosts().len();
    let failure = sign_in.finish_elsewhere(&SecretString::from(base64url(answer.as_bytes()))).await.unwrap_err();
    // The proxy is no server of AWS's, and its certificate says so.
    assert_eq!(kind_of(&failure), "certificate-not-trusted", "{region}: {failure:?}");
    assert_eq!(company.hosts()[before..], [format!("{host}:443")], "{region}");
}

#[tokio::test]
async fn in_every_partition_links_and_calls_go_to_its_own_server() {
    let company = Company::with(Door::Open).await;
    for (region, host) in SERVERS {
        assert_goes_to(&company, region, "", host).await;
    }
    for partition in Partition::ALL {
        let has_row = SERVERS.iter().any(|(region, _)| Region::parse(region).unwrap().partition() == partition);
        assert!(has_row, "{partition}");
    }
}

/// As the government's accounts commonly want it.
#[tokio::test]
async fn settings_that_ask_for_fips_or_dual_stack_lead_to_such_a_server() {
    let company = Company::with(Door::Open).await;
    let fips = "use_fips_endpoint = true";
    assert_goes_to(&company, "us-gov-west-1", fips, "signin-fips.amazonaws-us-gov.com").await;
    assert_goes_to(&company, "us-gov-east-1", fips, "us-gov-east-1.signin-fips.amazonaws-us-gov.com").await;
    let both = "use_dualstack_endpoint = true";
    assert_goes_to(&company, "eu-central-1", both, "signin.eu-central-1.api.aws").await;
}
