//! Where a sign-in on a company's page goes in each part of AWS.

use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_smithy_async::rt::sleep::{SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::{SharedTimeSource, SystemTimeSource};
use export_storage_setup::aws::{Environment, Network};
use export_storage_setup::sign_in::center::{Center, Portal, Registrations, Time};
use export_storage_setup::values::{Partition, Region, StartUrl, kind_of};

use crate::support::center_server::START_URL;
use crate::support::company::{Company, Door};
use crate::support::stand_in::{browse, parameters};

/// What the names of the hosts of each partition's first region end in, as AWS's own endpoint rules have it.
const ENDINGS: [&str; 8] = [
    "us-east-1.amazonaws.com",
    "cn-north-1.amazonaws.com.cn",
    "us-gov-west-1.amazonaws.com",
    "eusc-de-east-1.amazonaws.eu",
    "us-iso-east-1.c2s.ic.gov",
    "us-isob-east-1.sc2s.sgov.gov",
    "eu-isoe-west-1.cloud.adc-e.uk",
    "us-isof-south-1.csp.hci.ic.gov",
];

#[tokio::test]
async fn in_every_partition_the_link_and_all_calls_go_to_its_own_servers() {
    let company = Company::with(Door::Open).await;
    let certificates = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(certificates.path(), company.authority()).unwrap();
    let way = Environment::of(|name| (name == "HTTPS_PROXY").then(|| company.proxy())).way;
    let network = Network::within(Environment { way, certificates: Some(certificates.path().to_owned()) });
    for (partition, ending) in Partition::ALL.into_iter().zip(ENDINGS) {
        let before = company.hosts().len();
        let files = EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, "[default]\n").build();
        let region = Region::parse(partition.first_region()).unwrap();
        let portal = Portal { start_url: StartUrl::parse(START_URL).unwrap(), region };
        let time = Time {
            source: SharedTimeSource::new(SystemTimeSource::new()),
            sleep: SharedAsyncSleep::new(TokioSleep::new()),
        };
        let center = Center::at(&network, portal, files, time, Registrations::default()).await.unwrap();
        let asked = center.ask_browser().await.unwrap();
        let link = asked.link().clone();
        assert!(link.starts_with(&format!("https://oidc.{ending}/authorize?")), "{link}");
        assert_eq!(center.stays(), Ok(()));

        let (_, query) = link.split_once('?').unwrap();
        let query = parameters(query);
        let value = |wanted: &str| query.iter().find(|(name, _)| name == wanted).unwrap().1.clone();
        let back = format!("{}?code=x&state={}", value("redirect_uri"), value("state"));
        let (session, _) = tokio::join!(center.answered(&asked), browse(&back));
        let failure = session.unwrap().accounts().await.unwrap_err();
        assert_eq!(kind_of(&failure), "center-no-accounts", "{failure:?}");
        let mut hosts = company.hosts()[before..].to_vec();
        hosts.dedup();
        assert_eq!(hosts, [format!("oidc.{ending}:443"), format!("portal.sso.{ending}:443")]);
    }
}
