//! The tries whether AWS can be reached.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use export_storage_setup::aws::network::hosts::{Host, hosts};
use export_storage_setup::aws::{Place, reach};
use export_storage_setup::messages::settings::HostView;
use export_storage_setup::values::Region;

use super::through::network;
use crate::support::company::{Company, Door, TOO_FAR};

fn places() -> Vec<Place> {
    let region = Region::parse("eu-west-1").unwrap();
    let place = |host: Host| {
        let address = format!("https://{}", host.name);
        Place { address, service: host.service, region: region.clone() }
    };
    hosts(&region).into_iter().map(place).collect()
}

/// Tries every host through a company's proxy.
async fn try_all(company: &Company) -> Vec<HostView> {
    let certificates = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(certificates.path(), company.authority()).unwrap();
    let network = network(&company.proxy(), Some(certificates.path().to_owned()));
    reach(&network, places()).await.unwrap().into_iter().map(HostView::from).collect()
}

#[tokio::test]
async fn each_host_is_reached_or_says_why_not() {
    let company = Company::with(Door::ClosedTo("kms.")).await;
    let hosts = try_all(&company).await;
    assert_eq!(hosts.len(), 7);
    for host in &hosts {
        if host.host == "kms.eu-west-1.amazonaws.com" {
            let problem = host.problem.as_ref().unwrap();
            assert_eq!((host.milliseconds, problem.kind()), (None, "proxy-refused"));
            assert!(problem.situation.hosts.contains(&host.host), "{host:?}");
        } else {
            assert!(host.milliseconds.is_some() && host.problem.is_none(), "{host:?}");
        }
    }
    let mut asked = company.hosts();
    asked.sort();
    let mut expected: Vec<String> = hosts.iter().map(|host| format!("{}:443", host.host)).collect();
    expected.sort();
    assert_eq!(asked, expected, "one request each");
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_for_all_hosts() {
    let company = Company::with(Door::Password("somebody-elses".to_owned())).await;
    let network = network(&format!("http://anna:wrong@{}", company.proxy()), None);
    for host in reach(&network, places()).await.unwrap().into_iter().map(HostView::from) {
        assert_eq!(host.problem.as_ref().unwrap().kind(), "proxy-password-wrong", "{host:?}");
    }
    let sent = company.heads().iter().filter(|head| head.contains("Proxy-Authorization")).count();
    assert_eq!(sent, 1, "each wrong password counts towards being locked out");
}

#[tokio::test]
async fn a_clock_that_is_off_is_said_although_aws_answers() {
    let company = Company::with(Door::Open).await;
    company.set_clock_ahead(i64::try_from(TOO_FAR.as_secs()).unwrap());
    for host in try_all(&company).await {
        assert_eq!(host.problem.as_ref().unwrap().kind(), "clock-wrong", "{host:?}");
        assert!(host.milliseconds.is_some(), "{host:?}");
    }
}
