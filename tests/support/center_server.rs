//! A stand-in for the two servers of IAM Identity Center: it refuses what AWS refuses, and takes each code and each
//! refresh token once.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::proof::{base64url, same};
use super::stand_in::{Answers, Consent, Server, page, parameters};

/// The page that the server knows.
pub const START_URL: &str = "https://example.awsapps.com/start";
const SCOPES: [&str; 1] = ["sso:account:access"];
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// Accounts and roles on one page of an answer.
const PAGE: usize = 2;

/// What the server gives and refuses from now on.
#[derive(Clone, Debug)]
pub struct Mood {
    pub consent: Consent,
    /// Number and name of each account.
    pub accounts: Vec<(String, String)>,
    pub roles: Vec<String>,
    /// Path, status, error type and whether the answer repeats what was sent.
    pub refusal: Option<(&'static str, StatusCode, &'static str)>,
    /// Nothing is answered: every connection is cut.
    pub hangs_up: bool,
    /// Answers to the first questions whether a code was entered; after them it was.
    pub not_entered: Vec<&'static str>,
    /// How long a device code is good for, in seconds.
    pub code_lifetime: i64,
    /// How long a registration is good for, in seconds.
    pub registration_lifetime: u64,
    /// How long an access token is good for, in seconds.
    pub token_lifetime: i64,
    /// How long keys are good for.
    pub key_lifetime: Duration,
    /// How far its clock is ahead of this computer's.
    pub ahead: Duration,
    /// Whether tokens come with one for the next.
    pub refreshes: bool,
    pub secret: String,
    pub session_token: String,
    pub access: String,
    pub refresh: String,
    pub client_secret: String,
}

impl Default for Mood {
    fn default() -> Self {
        Self {
            consent: Consent::Given,
            accounts: vec![("123456789012".to_owned(), "Contact centre".to_owned())],
            roles: vec!["AdministratorAccess".to_owned()],
            refusal: None,
            hangs_up: false,
            not_entered: Vec::new(),
            code_lifetime: 600,
            registration_lifetime: 90 * 24 * 3600,
            token_lifetime: 3600,
            key_lifetime: Duration::from_hours(1),
            ahead: Duration::ZERO,
            refreshes: true,
            secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYCENTERKEYS".to_owned(),
            session_token: "IQoJb3JpZ2luX2VjTokenOfTheCenter".to_owned(),
            access: "access".to_owned(),
            refresh: "refresh".to_owned(),
            client_secret: "client-secret".to_owned(),
        }
    }
}

/// A running server. Its connections are closed when this is dropped.
pub struct CenterServer(Server<Shared>);

struct Shared {
    base: String,
    mood: Mutex<Mood>,
    known: Mutex<Known>,
}

/// What the server remembers.
#[derive(Default)]
struct Known {
    /// Clients: the secret, when it ends, and the grants it is for.
    clients: BTreeMap<String, (String, SystemTime, Vec<String>)>,
    /// Codes that were not used yet: client, redirect, challenge.
    codes: BTreeMap<String, [String; 3]>,
    /// Device codes that were not used yet, with client and end.
    devices: BTreeMap<String, (String, SystemTime)>,
    /// Refresh tokens that were not used yet, with their client.
    refreshes: BTreeMap<String, String>,
    /// Access tokens and when they end.
    tokens: BTreeMap<String, SystemTime>,
    counted: usize,
    calls: Vec<String>,
    refused: Vec<String>,
    secrets: Vec<String>,
}

type Answer = Result<Response<Full<Bytes>>, String>;

impl CenterServer {
    pub async fn start() -> Self {
        Self(Server::start(|base| Shared { base, mood: Mutex::default(), known: Mutex::default() }).await)
    }

    /// What `AWS_ENDPOINT_URL_SSO_OIDC` and `AWS_ENDPOINT_URL_SSO` take.
    pub fn endpoint(&self) -> String {
        self.0.base.clone()
    }

    /// Changes what it gives and refuses.
    pub fn change(&self, change: impl FnOnce(&mut Mood)) {
        change(&mut self.0.mood.lock().unwrap());
    }

    /// Why it refused something, in order: what a program that does everything right never brings about.
    pub fn refused(&self) -> Vec<String> {
        self.0.known.lock().unwrap().refused.clone()
    }

    /// How many calls came with this path, or this grant.
    pub fn calls(&self, name: &str) -> usize {
        self.0.known.lock().unwrap().calls.iter().filter(|call| *call == name).count()
    }

    /// Everything it gave or got that nobody else may see: codes, verifiers, tokens, keys, secrets of clients.
    pub fn secrets(&self) -> Vec<String> {
        self.0.known.lock().unwrap().secrets.clone()
    }
}

fn error(status: StatusCode, kind: &str, message: &str) -> Response<Full<Bytes>> {
    Response::builder()
        .status(status)
        .header("x-amzn-errortype", kind)
        .header("x-amzn-requestid", "01234567-89ab-cdef-0123-456789abcdef")
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(json!({ "error": "e", "error_description": message, "message": message }).to_string().into()))
        .unwrap()
}

impl Answers for Shared {
    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        let query = parameters(parts.uri.query().unwrap_or_default());
        let path = parts.uri.path().to_owned();
        if self.mood.lock().unwrap().hangs_up {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        self.known.lock().unwrap().calls.push(path.clone());
        let refusal = self.mood.lock().unwrap().refusal.filter(|(refused, ..)| *refused == path);
        if let Some((_, status, kind)) = refusal {
            let token = parts.headers.get(BEARER).and_then(|token| token.to_str().ok()).unwrap_or_default();
            let sent = format!("Refused: {} {token}", String::from_utf8_lossy(&body));
            if let Ok(body) = serde_json::from_slice(&body) {
                self.remember(&body);
            }
            return Ok(error(status, kind, &sent));
        }
        let asked = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        let answered = if parts.headers.contains_key("authorization") {
            Err("the call is signed".to_owned())
        } else {
            match (&parts.method, path.as_str()) {
                (&Method::POST, "/client/register") => self.register(&asked),
                (&Method::GET, "/authorize") => self.authorize(&query),
                (&Method::POST, "/device_authorization") => Ok(self.device(&asked)),
                (&Method::GET, "/device") => Ok(page(StatusCode::OK, "Code entered.")),
                (&Method::POST, "/token") => self.token(&asked),
                (&Method::GET, path) => self.directory(path, &parts.headers, &query),
                (method, path) => Err(format!("{method} {path}")),
            }
        };
        Ok(answered.unwrap_or_else(|why| {
            self.known.lock().unwrap().refused.push(why);
            page(StatusCode::BAD_REQUEST, "{}")
        }))
    }
}

impl Shared {
    fn now(&self) -> SystemTime {
        SystemTime::now() + self.mood.lock().unwrap().ahead
    }

    fn remember(&self, asked: &Value) {
        let secrets = ["code", "codeVerifier", "refreshToken", "clientSecret", "deviceCode"];
        let sent = secrets.iter().filter_map(|name| asked[*name].as_str()).map(ToOwned::to_owned);
        self.known.lock().unwrap().secrets.extend(sent);
    }

    fn register(&self, asked: &Value) -> Answer {
        let mood = self.mood.lock().unwrap().clone();
        let now = self.now();
        let mut known = self.known.lock().unwrap();
        same(&asked["clientType"], &json!("public"), "clientType")?;
        same(&asked["scopes"], &json!(SCOPES), "scopes")?;
        same(&asked["clientName"], &json!("export-storage-setup"), "clientName")?;
        let grants = if asked["grantTypes"].is_null() {
            same(&asked["redirectUris"], &Value::Null, "redirectUris")?;
            vec![DEVICE_GRANT.to_owned(), "refresh_token".to_owned()]
        } else {
            same(&asked["grantTypes"], &json!(["authorization_code", "refresh_token"]), "grantTypes")?;
            same(&asked["redirectUris"], &json!(["http://127.0.0.1/oauth/callback"]), "redirectUris")?;
            if asked["issuerUrl"] != json!(START_URL) {
                return Ok(error(StatusCode::BAD_REQUEST, "InvalidRequestException", "Invalid issuer url"));
            }
            vec!["authorization_code".to_owned(), "refresh_token".to_owned()]
        };
        known.counted += 1;
        let (id, secret) = (format!("client-{}", known.counted), format!("{}-{}", mood.client_secret, known.counted));
        let expires = now + Duration::from_secs(mood.registration_lifetime);
        known.clients.insert(id.clone(), (secret.clone(), expires, grants));
        known.secrets.push(secret.clone());
        let expires = expires.duration_since(UNIX_EPOCH).unwrap().as_secs();
        let answer =
            json!({ "clientId": id, "clientSecret": secret, "clientIdIssuedAt": 0, "clientSecretExpiresAt": expires });
        Ok(page(StatusCode::OK, &answer.to_string()))
    }

    /// The page that the browser opens, for a person who does at once what they are asked.
    fn authorize(&self, query: &[(String, String)]) -> Answer {
        let mut names: Vec<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        let wanted = [
            "client_id",
            "code_challenge",
            "code_challenge_method",
            "redirect_uri",
            "response_type",
            "scopes",
            "state",
        ];
        same(&names.as_slice(), &wanted.as_slice(), "parameters")?;
        let value = |name: &str| query.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone()).unwrap();
        same(&value("response_type"), &"code".to_owned(), "response_type")?;
        same(&value("scopes"), &SCOPES[0].to_owned(), "scopes")?;
        same(&value("code_challenge_method"), &"S256".to_owned(), "code_challenge_method")?;
        let (client, redirect, challenge, state) =
            (value("client_id"), value("redirect_uri"), value("code_challenge"), value("state"));
        let grants = self.known.lock().unwrap().clients.get(&client).map(|(_, _, grants)| grants.clone());
        if !grants.is_some_and(|grants| grants.contains(&"authorization_code".to_owned())) {
            return Err(format!("client {client} may not do this"));
        }
        let port = redirect.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix("/oauth/callback"));
        if port.is_none_or(|port| port.parse::<u16>().is_err()) || challenge.len() != 43 || state.len() < 22 {
            return Err(format!("redirect_uri {redirect}, challenge {challenge} or state {state}"));
        }
        let consent = self.mood.lock().unwrap().consent;
        let mut known = self.known.lock().unwrap();
        known.counted += 1;
        let code = format!("code {}+/=&%é", known.counted);
        known.codes.insert(code.clone(), [client, redirect.clone(), challenge]);
        known.secrets.push(code.clone());
        Ok(consent.answer(&redirect, &code, &state))
    }

    /// Whether a client is known by its secret and may use a grant.
    fn client(&self, asked: &Value, grant: &str) -> Result<String, &'static str> {
        let now = self.now();
        let id = asked["clientId"].as_str().unwrap_or_default();
        match self.known.lock().unwrap().clients.get(id) {
            Some((secret, expires, grants)) if asked["clientSecret"] == json!(secret) && now < *expires => {
                if grants.iter().any(|known| known == grant) {
                    Ok(id.to_owned())
                } else {
                    Err("UnauthorizedClientException")
                }
            }
            _ => Err("InvalidClientException"),
        }
    }

    fn device(&self, asked: &Value) -> Response<Full<Bytes>> {
        self.remember(asked);
        let client = match self.client(asked, DEVICE_GRANT) {
            Ok(client) => client,
            Err(refusal) => return error(StatusCode::BAD_REQUEST, refusal, "no client for this"),
        };
        if asked["startUrl"] != json!(START_URL) {
            return error(StatusCode::BAD_REQUEST, "InvalidRequestException", "Invalid start url provided");
        }
        let (now, lifetime) = (self.now(), self.mood.lock().unwrap().code_lifetime);
        let mut known = self.known.lock().unwrap();
        known.counted += 1;
        let device = format!("device-code-{}", known.counted);
        known.devices.insert(device.clone(), (client, now + Duration::from_secs(lifetime.try_into().unwrap())));
        let answer = json!({
            "deviceCode": device,
            "userCode": "ABCD-EFGH",
            "verificationUri": format!("{}/device", self.base),
            "verificationUriComplete": format!("{}/device?user_code=ABCD-EFGH", self.base),
            "expiresIn": lifetime,
            "interval": 1,
        });
        page(StatusCode::OK, &answer.to_string())
    }

    fn token(&self, asked: &Value) -> Answer {
        self.remember(asked);
        let grant = asked["grantType"].as_str().unwrap_or_default().to_owned();
        self.known.lock().unwrap().calls.push(grant.clone());
        let client = match self.client(asked, &grant) {
            Ok(client) => client,
            Err(refusal) => return Ok(error(StatusCode::BAD_REQUEST, refusal, "no client for this")),
        };
        let now = self.now();
        let invalid = |why: &str| Ok(error(StatusCode::BAD_REQUEST, "InvalidGrantException", why));
        let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
        match grant.as_str() {
            "authorization_code" => {
                let code = self.known.lock().unwrap().codes.remove(&text("code"));
                let Some([bound, redirect, challenge]) = code else { return invalid("Invalid authorization code") };
                same(&client, &bound, "client of the code")?;
                same(&text("redirectUri"), &redirect, "redirectUri")?;
                let verifier = text("codeVerifier");
                if !(43..=128).contains(&verifier.len()) {
                    return Err(format!("codeVerifier {verifier}"));
                }
                same(&base64url(&Sha256::digest(verifier)), &challenge, "challenge of the verifier")?;
            }
            "refresh_token" => {
                let bound = self.known.lock().unwrap().refreshes.remove(&text("refreshToken"));
                let Some(bound) = bound else { return invalid("Invalid refresh token provided") };
                same(&client, &bound, "client of the token")?;
            }
            DEVICE_GRANT => {
                let device = text("deviceCode");
                let ends = self.known.lock().unwrap().devices.get(&device).cloned();
                match ends {
                    None => return invalid("Invalid device code"),
                    Some((bound, _)) if bound != client => return Err("client of the device code".to_owned()),
                    Some((_, ends)) if now >= ends => {
                        return Ok(error(StatusCode::BAD_REQUEST, "ExpiredTokenException", "Device code expired"));
                    }
                    Some(_) => {}
                }
                let mut mood = self.mood.lock().unwrap();
                if !mood.not_entered.is_empty() {
                    return Ok(error(StatusCode::BAD_REQUEST, mood.not_entered.remove(0), "not yet"));
                }
                self.known.lock().unwrap().devices.remove(&device);
            }
            other => return Err(format!("grantType {other}")),
        }
        let mood = self.mood.lock().unwrap().clone();
        let mut known = self.known.lock().unwrap();
        known.counted += 1;
        let access = format!("{}-{}", mood.access, known.counted);
        let lifetime = Duration::from_secs(mood.token_lifetime.try_into().unwrap_or_default());
        known.tokens.insert(access.clone(), now + lifetime);
        let mut answer = json!({ "accessToken": access, "tokenType": "Bearer", "expiresIn": mood.token_lifetime });
        known.secrets.push(access);
        if mood.refreshes {
            let refresh = format!("{}-{}", mood.refresh, known.counted);
            answer["refreshToken"] = json!(refresh);
            known.refreshes.insert(refresh.clone(), client);
            known.secrets.push(refresh);
        }
        Ok(page(StatusCode::OK, &answer.to_string()))
    }

    fn directory(&self, path: &str, headers: &HeaderMap, query: &[(String, String)]) -> Answer {
        let now = self.now();
        let mood = self.mood.lock().unwrap().clone();
        let token = headers.get(BEARER).and_then(|token| token.to_str().ok()).unwrap_or_default();
        if self.known.lock().unwrap().tokens.get(token).is_none_or(|ends| now >= *ends) {
            return Ok(error(StatusCode::UNAUTHORIZED, "UnauthorizedException", "Session token not found or invalid"));
        }
        let value = |name: &str| {
            query.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let account = value("account_id");
        let is_given = mood.accounts.iter().any(|(id, _)| *id == account);
        let from: usize = value("next_token").parse().unwrap_or_default();
        let answer = match path {
            "/assignment/accounts" => paged(
                from,
                "accountList",
                &mood.accounts,
                |(id, name)| json!({ "accountId": id, "accountName": name, "emailAddress": "anna@example.com" }),
            ),
            "/assignment/roles" if is_given => {
                paged(from, "roleList", &mood.roles, |role| json!({ "roleName": role, "accountId": account }))
            }
            "/federation/credentials" if is_given && mood.roles.contains(&value("role_name")) => {
                self.known.lock().unwrap().secrets.extend([mood.secret.clone(), mood.session_token.clone()]);
                let expires = (now + mood.key_lifetime).duration_since(UNIX_EPOCH).unwrap().as_millis();
                json!({ "roleCredentials": {
                    "accessKeyId": "ASIAIOSFODNN7CENTERX",
                    "secretAccessKey": mood.secret,
                    "sessionToken": mood.session_token,
                    "expiration": u64::try_from(expires).unwrap(),
                }})
            }
            "/assignment/roles" | "/federation/credentials" => {
                return Ok(error(StatusCode::FORBIDDEN, "ForbiddenException", "No access"));
            }
            other => return Err(format!("GET {other}")),
        };
        Ok(page(StatusCode::OK, &answer.to_string()))
    }
}

const BEARER: &str = "x-amz-sso_bearer_token";

/// A page of a list, and where the next one begins.
fn paged<T>(from: usize, name: &str, all: &[T], shown: impl Fn(&T) -> Value) -> Value {
    let next = (from + PAGE < all.len()).then(|| (from + PAGE).to_string());
    json!({ name: all.iter().skip(from).take(PAGE).map(shown).collect::<Vec<_>>(), "nextToken": next })
}
