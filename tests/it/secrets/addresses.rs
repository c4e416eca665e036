//! User name and password in the address of a proxy, a script or an endpoint are shown nowhere.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use export_storage_setup::app::AppError;
use export_storage_setup::aws::network::system_proxy::{of_gnome, of_macos, of_windows};
use export_storage_setup::aws::{Environment, Network, Place, Reached, Service, Way};
use export_storage_setup::messages::problem::Problem;
use export_storage_setup::messages::settings::HostView;
use export_storage_setup::sign_in::{BrowserSignIn, SignInFailure, profile_access};
use export_storage_setup::values::Region;

const USER: &str = "cAnArYuser";
const PASSWORD: &str = "cAnArY/pass@word";

fn before(place: &str) -> String {
    format!("{USER}:{PASSWORD}@{place}")
}

#[track_caller]
fn assert_nameless(text: &str) {
    assert!(!text.contains("cAnArY") && !text.contains("pass@word"), "{text}");
}

#[test]
fn no_address_of_a_script_says_whom_it_is_asked_as() {
    let script = format!("http://{}", before("pac.example.com/proxy.pac"));
    let environment = Environment::of(|name| (name == "AUTO_PROXY").then(|| script.clone()));
    let ways = [
        environment.way.clone().unwrap(),
        of_gnome(&format!("org.gnome.system.proxy mode 'auto'\norg.gnome.system.proxy autoconfig-url '{script}'\n")),
        of_macos(&format!("  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : {script}\n")),
        of_windows(&format!("    AutoConfigURL    REG_SZ    {script}\n")),
    ];
    for way in ways {
        let Way::Script { address } = &way else { panic!("{way:?}") };
        assert_eq!(address.as_deref(), Some("http://pac.example.com/proxy.pac"));
        assert_nameless(&format!("{way:?}"));
    }
}

#[test]
fn no_address_of_a_proxy_says_who_signs_in_to_it() {
    for text in [before("proxy.example.com:8080"), format!("http://{}", before("proxy.example.com:8080"))] {
        for name in ["HTTPS_PROXY", "ALL_PROXY"] {
            let environment = Environment::of(|asked| (asked == name).then(|| text.clone()));
            assert_nameless(&format!("{environment:?}"));
            let Some(Way::Through(proxy)) = environment.way else { panic!("{text}") };
            assert_eq!(proxy.address.to_string(), "http://proxy.example.com:8080");
            assert_nameless(&format!("{proxy:?} {}", proxy.address));
        }
    }
    // One that cannot be used is named by the setting that names it.
    let socks = Environment::of(|name| (name == "ALL_PROXY").then(|| format!("socks5://{}", before("proxy:1080"))));
    assert_nameless(&format!("{socks:?}"));
}

#[tokio::test]
async fn no_endpoint_says_whom_it_is_asked_as() {
    let keys = || SharedCredentialsProvider::new(Credentials::new("AKIAIOSFODNN7EXAMPLE", "s", None, None, "test"));
    let here = format!("http://{}", before("127.0.0.1:9"));
    let access = crate::wire::access(&here, keys()).await;
    assert_nameless(access.endpoint_override().as_deref().unwrap());
    assert_nameless(&format!("{access:?}"));

    let files = |place: &str| {
        let text = format!(
            "[default]\nregion = eu-west-1\nendpoint_url = {place}\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n"
        );
        EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, text).build()
    };
    let away = files(&format!("https://{}", before("aws.example.com")));
    let failure = profile_access(&Network::default(), &away, "default", None).await.unwrap_err();
    assert!(matches!(&failure, SignInFailure::Elsewhere(_)), "{failure:?}");
    let problem = Problem::from(&AppError::from(failure));
    assert_nameless(&format!("{problem:?}"));

    let time = aws_smithy_async::time::SharedTimeSource::new(aws_smithy_async::time::SystemTimeSource::new());
    let region = Region::parse("eu-west-1").unwrap();
    // What stands before the sign looks like a host, so such an address is refused, this computer's too.
    let refused = BrowserSignIn::begin(&Network::default(), &region, files(&here), time).await.unwrap_err();
    let problem = Problem::from(&AppError::from(refused));
    assert_nameless(&format!("{problem:?}"));

    let place = Place { address: here, service: Service::S3, region };
    let view = HostView::from(Reached { place, outcome: Ok(Duration::from_millis(1)), clock: None });
    assert_eq!(view.host, "http://127.0.0.1:9");
}
