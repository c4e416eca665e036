//! Which proxy counts: what the environment and each system say, and what an address may be.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use export_storage_setup::aws::network::hosts::hosts;
use export_storage_setup::aws::network::system_proxy::{of_gnome, of_macos, of_windows};
use export_storage_setup::aws::{ClockOff, Environment, Proxy, Service, Way};
use export_storage_setup::values::{Partition, ProxyAddress, ProxyAddressRefusal, Region, kind_of};
use secrecy::ExposeSecret;

use crate::parsers::kinds_of;

fn environment(variables: &[(&str, &str)]) -> Environment {
    Environment::of(|name| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned()))
}

/// The way in a line: what a person would say of it.
fn said(way: Option<&Way>) -> String {
    match way {
        None => "nothing".to_owned(),
        Some(Way::Direct) => "direct".to_owned(),
        Some(Way::Through(proxy)) if proxy.bypass.is_empty() => proxy.address.to_string(),
        Some(Way::Through(proxy)) => format!("{} but for {}", proxy.address, proxy.bypass),
        Some(Way::Script { address }) => format!("script {}", address.as_deref().unwrap_or("somewhere")),
        Some(Way::Unusable { setting, refusal }) => format!("{setting}: {}", kind_of(refusal)),
    }
}

#[test]
fn the_environment_is_read_as_the_aws_cli_reads_it() {
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[], "nothing"),
        (&[("HTTPS_PROXY", "http://one:1"), ("https_proxy", "http://two:2")], "http://one:1"),
        (&[("HTTPS_PROXY", " "), ("https_proxy", "two:2")], "http://two:2"),
        (
            &[("ALL_PROXY", "https://three"), ("NO_PROXY", ".corp,10.0.0.0/8")],
            "https://three:443 but for .corp,10.0.0.0/8",
        ),
        (&[("HTTP_PROXY", "http://only-for-http:80")], "nothing"),
        (&[("auto_proxy", "http://wpad/p.pac")], "script http://wpad/p.pac"),
        (&[("auto_proxy", "http://wpad/p.pac"), ("https_proxy", "four:4")], "http://four:4"),
        (&[("HTTPS_PROXY", "socks5h://five:5")], "HTTPS_PROXY: proxy-socks"),
    ];
    for (variables, expected) in cases {
        assert_eq!(said(environment(variables).way.as_ref()), expected, "{variables:?}");
    }
    let certificates = environment(&[("AWS_CA_BUNDLE", "/etc/company.pem")]).certificates;
    assert_eq!(certificates.unwrap().to_str(), Some("/etc/company.pem"));
}

#[test]
fn gnome_is_understood() {
    let answer = |mode: &str, host: &str, script: &str| {
        format!(
            "org.gnome.system.proxy autoconfig-url '{script}'\n\
             org.gnome.system.proxy ignore-hosts ['localhost', '*.corp.example', '::1']\n\
             org.gnome.system.proxy mode '{mode}'\n\
             org.gnome.system.proxy.http host 'old.example.com'\n\
             org.gnome.system.proxy.http port 3128\n\
             org.gnome.system.proxy.https host '{host}'\n\
             org.gnome.system.proxy.https port 8080\n"
        )
    };
    let said = |mode: &str, host: &str, script: &str| said(Some(&of_gnome(&answer(mode, host, script))));
    assert_eq!(said("none", "proxy.example.com", ""), "direct");
    let but_for = "but for localhost,.corp.example,::1";
    assert_eq!(said("manual", "proxy.example.com", ""), format!("http://proxy.example.com:8080 {but_for}"));
    assert_eq!(said("manual", "", ""), format!("http://old.example.com:3128 {but_for}"));
    assert_eq!(said("auto", "proxy.example.com", "http://wpad/p.pac"), "script http://wpad/p.pac");
    assert_eq!(said("auto", "", ""), "script somewhere");
    assert!(matches!(of_gnome("No such schema"), Way::Direct));
}

#[test]
fn macos_is_understood() {
    let manual = "<dictionary> {\n  ExceptionsList : <array> {\n    0 : *.local\n    1 : 169.254/16\n  }\n  HTTPSEnable : 1\n  \
                  HTTPSPort : 8080\n  HTTPSProxy : proxy.example.com\n}\n";
    assert_eq!(said(Some(&of_macos(manual))), "http://proxy.example.com:8080 but for .local,169.254/16");
    let script = "<dictionary> {\n  HTTPSEnable : 0\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/p.pac\n}\n";
    assert_eq!(said(Some(&of_macos(script))), "script http://wpad/p.pac");
    assert_eq!(said(Some(&of_macos("<dictionary> {\n  ProxyAutoDiscoveryEnable : 1\n}\n"))), "script somewhere");
    assert_eq!(said(Some(&of_macos("<dictionary> {\n}\n"))), "direct");
}

#[test]
fn windows_is_understood() {
    let answer = |lines: &str| format!("\r\nHKEY_CURRENT_USER\\Software\\Internet Settings\r\n{lines}\r\n");
    let said = |lines: &str| said(Some(&of_windows(&answer(lines))));
    let server =
        "    ProxyServer    REG_SZ    proxy.example.com:8080\r\n    ProxyOverride    REG_SZ    *.corp;<local>\r\n";
    let on = format!("    ProxyEnable    REG_DWORD    0x1\r\n{server}");
    assert_eq!(said(&on), "http://proxy.example.com:8080 but for .corp");
    assert_eq!(said(&format!("    ProxyEnable    REG_DWORD    0x0\r\n{server}")), "direct");
    let each = "    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    http=a:1;https=b:2\r\n";
    assert_eq!(said(each), "http://b:2");
    assert_eq!(said("    AutoConfigURL    REG_SZ    http://wpad/p.pac\r\n"), "script http://wpad/p.pac");
}

#[test]
fn an_address_is_a_name_and_a_port() {
    for (text, address) in [
        ("proxy.example.com:8080", "http://proxy.example.com:8080"),
        ("  http://Proxy.Example.com:8080/ ", "http://proxy.example.com:8080"),
        ("https://proxy.example.com", "https://proxy.example.com:443"),
        ("10.0.0.1", "http://10.0.0.1:80"),
        ("[::1]:3128", "http://[::1]:3128"),
    ] {
        assert_eq!(ProxyAddress::parse(text).unwrap().as_str(), address);
    }
    assert_eq!(ProxyAddress::parse("[::1]:3128").unwrap().host(), "::1");
    let mut kinds = BTreeSet::new();
    for text in [
        "",
        "socks5://p:1",
        "ftp://p:1",
        "http://wpad/proxy.pac",
        "p:",
        "p:0",
        "p:99999",
        "p:port",
        "two words:1",
        ":8080",
        "anna:cAnArY@p:1",
        "http://",
    ] {
        let refusal = ProxyAddress::parse(text).unwrap_err();
        assert!(!refusal.to_string().contains("cAnArY"), "{refusal}");
        kinds.insert(kind_of(&refusal));
    }
    assert_eq!(kinds, kinds_of::<ProxyAddressRefusal>());
}

#[test]
fn a_name_and_password_are_taken_out_of_an_address() {
    let proxy = Proxy::parse("http://COMPANY%5Canna:p%40ss:w@proxy.example.com:8080").unwrap();
    assert_eq!(proxy.address.as_str(), "http://proxy.example.com:8080");
    assert!(!format!("{proxy:?} {proxy:#?}").contains("p@ss"), "{proxy:?}");
    let sign_in = proxy.sign_in.unwrap();
    assert_eq!((sign_in.user.as_str(), sign_in.password.expose_secret()), ("COMPANY\\anna", "p@ss:w"));
}

#[test]
fn a_clock_is_off_from_five_minutes_on() {
    let seconds = i64::try_from(SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    // A date has whole seconds.
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs());
    let off = |ahead: i64| {
        let date = DateTime::from_secs(seconds + ahead).fmt(Format::HttpDate).unwrap();
        ClockOff::of(&date, now)
    };
    assert_eq!((off(290), off(-290)), (None, None));
    assert_eq!(off(360), Some(ClockOff::Slow { seconds: 360 }));
    assert_eq!(off(-3 * 3600), Some(ClockOff::Fast { seconds: 3 * 3600 }));
    assert_eq!(ClockOff::of("yesterday", now), None);
    assert_eq!(
        ClockOff::of("Sun, 06 Nov 1994 08:49:37 GMT", SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)),
        None
    );
}

/// The SDK's own rules say where each service is.
#[tokio::test]
async fn the_hosts_are_those_that_the_sdk_would_contact() {
    for partition in Partition::ALL {
        let region = partition.first_region();
        let named = hosts(&Region::parse(region).unwrap());
        let name_of = |service: Service| named.iter().find(|host| host.service == service).unwrap().name.clone();
        macro_rules! of_sdk {
            ($sdk:ident) => {{
                use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
                let params = Params::builder().region(region.to_owned()).build().unwrap();
                let endpoint = DefaultResolver::new().resolve_endpoint(&params).await.unwrap();
                endpoint.url().trim_start_matches("https://").to_owned()
            }};
        }
        assert_eq!(name_of(Service::Sts), of_sdk!(aws_sdk_sts));
        assert_eq!(name_of(Service::S3), of_sdk!(aws_sdk_s3));
        assert_eq!(name_of(Service::Kms), of_sdk!(aws_sdk_kms));
        assert_eq!(name_of(Service::Iam), of_sdk!(aws_sdk_iam));
        assert_eq!(name_of(Service::SignIn), of_sdk!(aws_sdk_signin));
        assert_eq!(name_of(Service::Oidc), of_sdk!(aws_sdk_ssooidc));
        assert_eq!(name_of(Service::Portal), of_sdk!(aws_sdk_sso));
    }
}
