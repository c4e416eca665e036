//! What AWS is reached with: a real account or the AWS inside the program, and the clients of the four services.

pub mod clock;
pub mod credential_expiry;
pub mod identity;

use std::fmt;
use std::time::{Duration, SystemTime};

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{AppName, BehaviorVersion, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::provider::error::CredentialsError;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::aws::network::destination::{Destination, Elsewhere};
use crate::aws::network::hosts::Service;
use crate::aws::network::places::{Places, nowhere};
use crate::aws::network::whole_answer::WholeAnswer;
use crate::aws::session::credential_expiry::Lasting;
use crate::resources::desired::{Desired, Encryption};
use crate::values::{Partition, Region};

/// How the SDK behaves. Pinned, so that an update of the SDK changes nothing that was not read about first.
#[must_use]
pub fn behavior() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

/// What `CloudTrail` shows as the program behind a request, as `app/export-storage-setup`.
pub const APP_NAME: &str = "export-storage-setup";
/// The same on a request that is put together without the SDK.
pub(in crate::aws) const USER_AGENT: &str = "app/export-storage-setup";

/// How long a read may take with all its retries.
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a write, which is sent once, may take.
const WRITE_TIMEOUT: Duration = Duration::from_secs(20);

/// A way to AWS. Which of the two it is, is a type: a practice access holds no credentials, and a real one cannot hold the
/// AWS inside the program.
#[derive(Clone, Debug)]
pub enum Access {
    /// A real account.
    Real(RealAccess),
    /// The AWS inside the program.
    Practice(PracticeAccess),
}

/// A way to a real account. Its `Debug` shows nothing: the SDK's configuration holds the shared files, secrets included.
#[derive(Clone)]
pub struct RealAccess {
    config: SdkConfig,
    credentials: Lasting,
    places: Places,
}

/// A way to the AWS inside the program. No setting of this computer changes where its requests go.
#[derive(Clone, Debug)]
pub struct PracticeAccess {
    config: SdkConfig,
}

impl fmt::Debug for RealAccess {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("RealAccess").finish_non_exhaustive()
    }
}

impl fmt::Debug for ServiceClients {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ServiceClients").finish_non_exhaustive()
    }
}

impl RealAccess {
    /// A way to AWS with these credentials. Endpoints and the like are read from the environment and from the profile of
    /// that name, or the default one, of the shared files. Credentials are not: the SDK's chain, which would ask for the
    /// metadata service of a machine in AWS, is never built.
    pub async fn load(
        credentials: SharedCredentialsProvider,
        http: SharedHttpClient,
        files: EnvConfigFiles,
        profile: Option<&str>,
    ) -> Self {
        let credentials = Lasting::new(credentials);
        let mut loader = aws_config::defaults(behavior())
            .credentials_provider(credentials.clone())
            .http_client(http)
            .profile_files(files)
            .sleep_impl(TokioSleep::new())
            // Set by every client again. Without one, the SDK would ask the metadata service for it.
            .region(aws_config::Region::from_static(Partition::Aws.first_region()));
        if let Some(profile) = profile {
            loader = loader.profile_name(profile);
        }
        if let Ok(name) = AppName::new(APP_NAME) {
            loader = loader.app_name(name);
        }
        let config = loader.load().await;
        Self { places: Places::of(&config).await, config, credentials }
    }

    /// Gets the first keys, which are used next.
    ///
    /// # Errors
    /// When whoever gives them gives none.
    pub async fn begin(&self) -> Result<(), CredentialsError> {
        self.credentials.begin().await
    }
}

/// A configuration for what is asked without credentials: only the way to the servers that sign people in.
pub async fn without_credentials(http: SharedHttpClient, files: EnvConfigFiles, region: String) -> SdkConfig {
    let mut loader = aws_config::defaults(behavior())
        .no_credentials()
        .http_client(http)
        .profile_files(files)
        .sleep_impl(TokioSleep::new())
        .region(aws_config::Region::new(region));
    if let Ok(name) = AppName::new(APP_NAME) {
        loader = loader.app_name(name);
    }
    loader.load().await
}

/// Where requests go before anybody has signed in: by this computer's environment, and by the profile of these files that
/// counts where none is chosen.
pub async fn places_of_this_computer(files: EnvConfigFiles) -> Places {
    Places::of(&without_credentials(nowhere(), files, Partition::Aws.first_region().to_owned()).await).await
}

impl PracticeAccess {
    /// A way to the AWS behind this HTTP client.
    #[must_use]
    pub fn new(http: SharedHttpClient) -> Self {
        let nobody = Credentials::new("practice", "practice", None, None, "practice");
        let mut config = SdkConfig::builder()
            .behavior_version(behavior())
            .credentials_provider(SharedCredentialsProvider::new(nobody))
            .http_client(http)
            .time_source(SystemTimeSource::new())
            .sleep_impl(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(TokioSleep::new()));
        config.set_app_name(AppName::new(APP_NAME).ok());
        Self { config: config.build() }
    }
}

/// The clients of one region.
#[derive(Clone, Debug)]
pub struct Clients {
    /// For questions: retried by the SDK, 30 s in all.
    pub read: ServiceClients,
    /// For changes: sent once, 20 s. Whether to send again is decided by whoever knows what it would do.
    pub write: ServiceClients,
}

/// A client of each service.
#[derive(Clone)]
#[expect(missing_docs, reason = "each is named after its service")]
pub struct ServiceClients {
    pub s3: aws_sdk_s3::Client,
    pub iam: aws_sdk_iam::Client,
    pub kms: aws_sdk_kms::Client,
    pub sts: aws_sdk_sts::Client,
}

impl Access {
    /// Whether its credentials last so long from now, or new ones can be had that do. Where nobody says how long they
    /// last, they do.
    pub async fn lasts(&self, least: Duration, now: SystemTime) -> bool {
        match self {
            Self::Real(access) => access.credentials.last(least, now).await,
            Self::Practice(_) => true,
        }
    }

    /// The clients for a region. IAM has one for the whole partition, which the SDK finds from the region. All clients of
    /// an access share its connections.
    #[must_use]
    pub fn clients(&self, region: &Region) -> Clients {
        let read = RetryConfig::standard();
        let read_time = TimeoutConfig::builder().operation_timeout(READ_TIMEOUT).build();
        let write_time = TimeoutConfig::builder().operation_attempt_timeout(WRITE_TIMEOUT).build();
        Clients {
            read: self.services(region, read, read_time),
            write: self.services(region, RetryConfig::disabled(), write_time),
        }
    }

    fn services(&self, region: &Region, retry: RetryConfig, time: TimeoutConfig) -> ServiceClients {
        let config = self
            .config()
            .to_builder()
            .region(aws_config::Region::new(region.to_string()))
            .retry_config(retry)
            .timeout_config(time)
            .build();
        let mut s3 = aws_sdk_s3::config::Builder::from(&config);
        if self.instead_of_aws(Service::S3).is_some_and(|place| Destination::of(place) == Ok(Destination::Here)) {
            // Only AWS's own name resolves with a bucket's name in front.
            s3.set_force_path_style(Some(true));
        }
        ServiceClients {
            s3: aws_sdk_s3::Client::from_conf(s3.interceptor(WholeAnswer).build()),
            iam: aws_sdk_iam::Client::from_conf(
                aws_sdk_iam::config::Builder::from(&config).interceptor(WholeAnswer).build(),
            ),
            kms: aws_sdk_kms::Client::new(&config),
            sts: aws_sdk_sts::Client::from_conf(
                aws_sdk_sts::config::Builder::from(&config).interceptor(WholeAnswer).build(),
            ),
        }
    }

    /// Where requests go when not to AWS, for the banner that says so; several places, when services differ, with commas.
    #[must_use]
    pub fn endpoint_override(&self) -> Option<String> {
        self.places().and_then(Places::banner)
    }

    /// That its requests go to AWS or to this computer.
    ///
    /// # Errors
    /// When those of a service would go elsewhere.
    pub fn stays(&self) -> Result<(), Elsewhere> {
        self.places().map_or(Ok(()), Places::stay)
    }

    /// Where requests of a service go when not to AWS.
    #[must_use]
    pub fn instead_of_aws(&self, service: Service) -> Option<&str> {
        self.places()?.instead_of_aws(service)
    }

    /// Whether anything that changes something would go to AWS itself: not in Practice, and not where every service in
    /// which something is made is on this computer.
    #[must_use]
    pub fn reaches_aws(&self) -> bool {
        match self {
            Self::Real(_) => {
                [Service::S3, Service::Iam, Service::Kms].into_iter().any(|one| self.instead_of_aws(one).is_none())
            }
            Self::Practice(_) => false,
        }
    }

    const fn places(&self) -> Option<&Places> {
        match self {
            Self::Real(access) => Some(&access.places),
            Self::Practice(_) => None,
        }
    }

    fn config(&self) -> &SdkConfig {
        match self {
            Self::Real(access) => &access.config,
            Self::Practice(access) => &access.config,
        }
    }
}

impl Clients {
    /// Opens the connections a run will use, while the person reads the review: each would cost the run two round trips
    /// more. Asks cheap questions and does not look at the answers. Two connections where a run sends two calls at once;
    /// S3 answers each bucket under a host of its own.
    pub async fn warm(&self, desired: &Desired) {
        let bucket = desired.bucket.name.as_str();
        let owner = desired.account.id.as_str();
        let ServiceClients { s3, iam, kms, sts } = &self.write;
        let aliases = || iam.list_account_aliases().max_items(1).send();
        let keys = async || match desired.bucket.encryption {
            Encryption::Kms(_) => drop(kms.list_aliases().limit(1).send().await),
            // KMS is asked nothing, and a policy for this setup need not let it be.
            Encryption::AmazonS3 => {}
        };
        // Whatever they answer, the connection is open, and the run will say it better.
        let _ = tokio::join!(
            Box::pin(s3.head_bucket().bucket(bucket).expected_bucket_owner(owner).send()),
            Box::pin(sts.get_caller_identity().send()),
            Box::pin(aliases()),
            Box::pin(aliases()),
            Box::pin(keys()),
            Box::pin(keys()),
        );
    }
}
