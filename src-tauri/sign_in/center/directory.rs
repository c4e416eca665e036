//! What a person may use on their company's page: accounts, roles, and keys for one of them.

use std::error::Error;
use std::time::{Duration, UNIX_EPOCH};

use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use secrecy::{ExposeSecret, SecretString};

use super::failure::CenterFailure;
use crate::aws::AwsFailure;
use crate::aws::pages::Pages;
use crate::values::{AccountId, RoleName};

/// How long a call may take with all its retries.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The most characters of an account's name that are kept. AWS takes 50
/// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html>).
const LONGEST_NAME: usize = 50;

const ACCOUNTS: &str = "sso:ListAccounts";
const ROLES: &str = "sso:ListAccountRoles";
const KEYS: &str = "sso:GetRoleCredentials";

/// An account that the company's page gives the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CenterAccount {
    /// Its number.
    pub id: AccountId,
    /// What the company calls it.
    pub name: String,
}

/// The server of one region that knows them.
#[derive(Clone)]
pub struct Directory {
    client: aws_sdk_sso::Client,
}

impl Directory {
    /// The server that the configuration leads to. It is only asked, so the SDK may ask again.
    #[must_use]
    pub fn new(config: &SdkConfig) -> Self {
        let config = aws_sdk_sso::config::Builder::from(config)
            .retry_config(RetryConfig::standard())
            .timeout_config(TimeoutConfig::builder().operation_timeout(TIME_LIMIT).build())
            .build();
        Self { client: aws_sdk_sso::Client::from_conf(config) }
    }

    /// The accounts, by name.
    ///
    /// # Errors
    /// When there are none, the session has ended, or AWS cannot be reached.
    pub async fn accounts(&self, access: &SecretString) -> Result<Vec<CenterAccount>, CenterFailure> {
        let asked = self.client.list_accounts().access_token(access.expose_secret());
        let mut pages = asked.into_paginator().send();
        let (mut accounts, mut limit) = (Vec::new(), Pages::many(ACCOUNTS));
        while let Some(page) = pages.next().await {
            limit.turn().map_err(|endless| CenterFailure::of(Box::new(endless)))?;
            let page = page.map_err(|error| refused(ACCOUNTS, &error, access))?;
            for account in page.account_list.unwrap_or_default() {
                let id = AccountId::parse(account.account_id().unwrap_or_default())
                    .map_err(|_| CenterFailure::malformed(ACCOUNTS, "no account number"))?;
                let name: String = account.account_name.unwrap_or_default().chars().take(LONGEST_NAME).collect();
                let name = if name.is_empty() { id.to_string() } else { name };
                accounts.push(CenterAccount { id, name });
            }
        }
        accounts.sort_by(|one, other| one.name.cmp(&other.name));
        if accounts.is_empty() { Err(CenterFailure::NoAccounts) } else { Ok(accounts) }
    }

    /// The roles that the person may take in an account ("permission sets"), by name.
    ///
    /// # Errors
    /// When there are none, the session has ended, or AWS cannot be reached.
    pub async fn roles(&self, access: &SecretString, account: &AccountId) -> Result<Vec<String>, CenterFailure> {
        let asked = self.client.list_account_roles().access_token(access.expose_secret()).account_id(account.as_str());
        let mut pages = asked.into_paginator().send();
        let (mut roles, mut limit) = (Vec::new(), Pages::many(ROLES));
        while let Some(page) = pages.next().await {
            limit.turn().map_err(|endless| CenterFailure::of(Box::new(endless)))?;
            let page = page.map_err(|error| refused(ROLES, &error, access))?;
            let names = page.role_list.unwrap_or_default().into_iter().filter_map(|role| role.role_name);
            // What is no name of a role could not be signed in with.
            roles.extend(names.filter(|name| RoleName::parse(name).is_ok_and(|role| role.as_str() == name)));
        }
        roles.sort();
        if roles.is_empty() { Err(CenterFailure::NoRoles) } else { Ok(roles) }
    }

    /// Keys for a role.
    ///
    /// # Errors
    /// When the page does not give the role, the session has ended, or AWS cannot be reached.
    pub async fn keys(
        &self,
        access: &SecretString,
        account: &AccountId,
        role: &str,
    ) -> Result<Credentials, CenterFailure> {
        let asked = self.client.get_role_credentials().access_token(access.expose_secret());
        let answer = asked.account_id(account.as_str()).role_name(role).send().await;
        let keys = answer.map_err(|error| refused(KEYS, &error, access))?.role_credentials;
        let malformed = || CenterFailure::malformed(KEYS, "no usable keys");
        let keys = keys.ok_or_else(malformed)?;
        let expires = u64::try_from(keys.expiration).map_err(|_| malformed())?;
        let expires = UNIX_EPOCH.checked_add(Duration::from_millis(expires)).ok_or_else(malformed)?;
        match (keys.access_key_id, keys.secret_access_key, keys.session_token) {
            (Some(id), Some(secret), Some(token)) => {
                Ok(Credentials::new(id, secret, Some(token), Some(expires), "identity-center"))
            }
            _ => Err(malformed()),
        }
    }
}

/// What it means that a call did not succeed.
fn refused<E>(call: &'static str, error: &SdkError<E, HttpResponse>, access: &SecretString) -> CenterFailure
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let aws = Box::new(AwsFailure::of(call, error).without(&[access]));
    match aws.code.as_deref() {
        Some("UnauthorizedException") => CenterFailure::SessionEnded { aws: Some(aws) },
        // AWS lists the second for no call, and answers with it all the same.
        Some("ResourceNotFoundException" | "ForbiddenException") if call == KEYS => CenterFailure::RoleRefused { aws },
        Some("ResourceNotFoundException" | "ForbiddenException") if call == ROLES => CenterFailure::NoRoles,
        _ => CenterFailure::of(aws),
    }
}
