//! Where the SDK sends the requests of each service. It is asked itself: it puts a request together as always, and hands it
//! to somebody who reads the address on it and sends nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_config::SdkConfig;
use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_signin::types::CreateOAuth2TokenRequestBody;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpClient, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;

use crate::aws::network::destination::{Destination, Elsewhere};
use crate::aws::network::hosts::Service;

/// Where the requests of every service go with one configuration. A service for which the SDK puts no request together is
/// not there.
#[derive(Clone, Debug, Default)]
pub struct Places(BTreeMap<Service, String>);

impl Places {
    /// Those of a configuration.
    pub async fn of(config: &SdkConfig) -> Self {
        let mut places = BTreeMap::new();
        for service in Service::ALL {
            if let Some(place) = place(config, service).await {
                places.insert(service, place);
            }
        }
        Self(places)
    }

    /// Where the requests of a service go when that is not AWS.
    #[must_use]
    pub fn instead_of_aws(&self, service: Service) -> Option<&str> {
        self.0.get(&service).map(String::as_str).filter(|place| Destination::of(place) != Ok(Destination::Aws))
    }

    /// Where requests go when not to AWS, for the banner that says so: without anything secret, several with commas.
    #[must_use]
    pub fn banner(&self) -> Option<String> {
        let places = Service::ALL.into_iter().filter_map(|service| self.instead_of_aws(service));
        let mut shown: Vec<String> = places.map(Elsewhere::shown).collect();
        shown.sort();
        shown.dedup();
        (!shown.is_empty()).then(|| shown.join(", "))
    }

    /// That nothing would be sent elsewhere, so that this can be said before anything is tried. Whether anything is sent is
    /// not decided here: whoever sends looks at each request.
    ///
    /// # Errors
    /// When requests of a service would go neither to AWS nor to this computer.
    pub fn stay(&self) -> Result<(), Elsewhere> {
        self.0.values().try_for_each(|place| Destination::of(place).map(drop))
    }
}

/// The address of a service with a configuration, without what each call adds to it. `None` when the SDK puts no request
/// together, as with settings that contradict each other.
pub async fn place(config: &SdkConfig, service: Service) -> Option<String> {
    let reader = Reader::default();
    let nobody = Credentials::new("nobody", "nothing", None, None, "nobody");
    let config = config
        .to_builder()
        .http_client(reader.clone().into_client())
        .credentials_provider(SharedCredentialsProvider::new(nobody))
        .identity_cache(IdentityCache::no_cache())
        .retry_config(RetryConfig::disabled())
        .build();
    // Each fails, as nothing is sent.
    match service {
        Service::Sts => drop(Box::pin(aws_sdk_sts::Client::new(&config).get_caller_identity().send()).await),
        Service::S3 => drop(Box::pin(aws_sdk_s3::Client::new(&config).list_buckets().send()).await),
        Service::Kms => drop(Box::pin(aws_sdk_kms::Client::new(&config).list_aliases().send()).await),
        Service::Iam => drop(Box::pin(aws_sdk_iam::Client::new(&config).list_account_aliases().send()).await),
        Service::SignIn => {
            let asked = CreateOAuth2TokenRequestBody::builder().client_id("").grant_type("").build().ok()?;
            let call = aws_sdk_signin::Client::new(&config).create_o_auth2_token().token_input(asked);
            drop(Box::pin(call.send()).await);
        }
        Service::Oidc => {
            let call = aws_sdk_ssooidc::Client::new(&config).register_client().client_name("").client_type("");
            drop(Box::pin(call.send()).await);
        }
        Service::Portal => {
            drop(Box::pin(aws_sdk_sso::Client::new(&config).list_accounts().access_token("").send()).await);
        }
    }
    let address = reader.address()?;
    let address = address.split(['?', '#']).next().unwrap_or_default();
    Some(address.strip_suffix(path(service)).unwrap_or(address).trim_end_matches('/').to_owned())
}

/// Where the call stands that is put together here, below the address of its service.
const fn path(service: Service) -> &'static str {
    match service {
        Service::Sts | Service::S3 | Service::Kms | Service::Iam => "/",
        Service::SignIn => "/v1/token",
        Service::Oidc => "/client/register",
        Service::Portal => "/assignment/accounts",
    }
}

/// An HTTP client that sends nothing.
pub(in crate::aws) fn nowhere() -> SharedHttpClient {
    Reader::default().into_client()
}

/// Reads the address on a request, and sends nothing.
#[derive(Clone, Debug, Default)]
struct Reader(Arc<Mutex<Option<String>>>);

impl Reader {
    fn into_client(self) -> SharedHttpClient {
        let connector = SharedHttpConnector::new(self);
        http_client_fn(move |_, _| connector.clone())
    }

    fn address(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl HttpConnector for Reader {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request.uri().to_owned());
        HttpConnectorFuture::ready(Err(ConnectorError::user("read, and not sent".into())))
    }
}
