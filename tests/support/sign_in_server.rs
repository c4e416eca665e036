//! A stand-in for AWS's sign-in server: it refuses what AWS refuses, and gives each code and token for one use.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_smithy_types::base64;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap};
use hyper::{Method, Request, Response, StatusCode};
use p256::SecretKey;
use p256::ecdsa::VerifyingKey;
use p256::elliptic_curve::rand_core::OsRng;
use p256::pkcs8::LineEnding;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::proof::{self, Proof, base64url, proven, same};
use super::proxy::Gate;
use super::stand_in::{Answers, Consent, Server, page, parameters};
use super::written;

const SAME: &str = "arn:aws:signin:::devtools/same-device";
const CROSS: &str = "arn:aws:signin:::devtools/cross-device";

/// What the server gives and refuses from now on.
#[derive(Clone, Debug)]
pub struct Mood {
    pub consent: Consent,
    /// `AccessDeniedException.error` in answer to every call for keys.
    pub refusal: Option<&'static str>,
    /// Status and body in answer to every call for keys.
    pub answer: Option<(StatusCode, String)>,
    /// Calls for keys get no answer: the connection is cut.
    pub hangs_up: bool,
    /// An answer with keys opens the first gate, and waits for the second.
    pub hold: Option<(Gate, Gate)>,
    /// How far its clock is ahead of this computer's.
    pub ahead: Duration,
    /// How long keys are good for, in seconds.
    pub lifetime: i64,
    pub access_key_id: String,
    pub secret: String,
    pub session_token: String,
    /// What every refresh token begins with.
    pub refresh: String,
}

impl Default for Mood {
    fn default() -> Self {
        Self {
            consent: Consent::Given,
            refusal: None,
            answer: None,
            hangs_up: false,
            hold: None,
            ahead: Duration::ZERO,
            lifetime: 900,
            access_key_id: "ASIAIOSFODNN7BROWSER".to_owned(),
            secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYBROWSERKEY".to_owned(),
            session_token: "IQoJb3JpZ2luX2VjTokenOfTheBrowser".to_owned(),
            refresh: "refresh".to_owned(),
        }
    }
}

/// A running server. Its connections are closed when this is dropped.
pub struct SignInServer(Server<Shared>);

struct Shared {
    base: String,
    mood: Mutex<Mood>,
    known: Mutex<Known>,
}

/// What the server remembers.
#[derive(Default)]
struct Known {
    /// Codes that were not used yet, with what they were asked for.
    codes: BTreeMap<String, Asked>,
    /// Refresh tokens that were not used yet, with client and key they are bound to.
    tokens: BTreeMap<String, (String, String)>,
    proofs: BTreeSet<String>,
    /// The public halves of the keys that proofs were signed with.
    keys: BTreeSet<String>,
    counted: usize,
    refused: Vec<String>,
    redeemed: usize,
    refreshed: usize,
    bodies: Vec<String>,
    secrets: Vec<String>,
}

#[derive(Clone)]
struct Asked {
    client: String,
    redirect: String,
    challenge: String,
}

impl SignInServer {
    pub async fn start() -> Self {
        Self(Server::start(|base| Shared { base, mood: Mutex::default(), known: Mutex::default() }).await)
    }

    /// What `AWS_ENDPOINT_URL_SIGNIN` takes.
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

    /// How many codes were redeemed for keys.
    pub fn redeemed(&self) -> usize {
        self.0.known.lock().unwrap().redeemed
    }

    /// How many times keys were renewed.
    pub fn refreshed(&self) -> usize {
        self.0.known.lock().unwrap().refreshed
    }

    /// What the AWS CLI keeps of a sign-in to the console that was made on this computer before, good for so long and to
    /// be renewed (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html>).
    pub fn kept_by_cli(&self, lasts: Duration) -> Value {
        let mood = self.0.mood.lock().unwrap().clone();
        let mut known = self.0.known.lock().unwrap();
        known.counted += 1;
        let refresh = format!("{}-{}", mood.refresh, known.counted);
        let key = SecretKey::random(&mut OsRng);
        known.tokens.insert(refresh.clone(), (SAME.to_owned(), proof::name(VerifyingKey::from(key.public_key()))));
        json!({
            "accessToken": {
                "accessKeyId": mood.access_key_id,
                "secretAccessKey": mood.secret,
                "sessionToken": mood.session_token,
                "accountId": "123456789012",
                "expiresAt": written(SystemTime::now() + lasts),
            },
            "tokenType": "aws_sigv4",
            "clientId": SAME,
            "refreshToken": refresh,
            "dpopKey": key.to_sec1_pem(LineEnding::LF).unwrap().as_str(),
        })
    }

    /// What was sent in calls for keys.
    pub fn bodies(&self) -> Vec<String> {
        self.0.known.lock().unwrap().bodies.clone()
    }

    /// Everything it gave or got that nobody else may see: codes, verifiers, tokens, keys.
    pub fn secrets(&self) -> Vec<String> {
        self.0.known.lock().unwrap().secrets.clone()
    }

    /// The public halves of the keys that proofs were signed with.
    pub fn keys(&self) -> BTreeSet<String> {
        self.0.known.lock().unwrap().keys.clone()
    }
}

impl Answers for Shared {
    async fn answer(&self, request: Request<Incoming>) -> io::Result<Response<Full<Bytes>>> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        let query = parameters(parts.uri.query().unwrap_or_default());
        let answered = match (&parts.method, parts.uri.path()) {
            (&Method::GET, "/v1/authorize") => self.authorize(&query),
            (&Method::GET, "/v1/sessions/confirmation") => Ok(page(StatusCode::OK, &pasteable(&query))),
            (&Method::POST, "/v1/token") if self.mood.lock().unwrap().hangs_up => {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            (&Method::POST, "/v1/token") => {
                let (answer, hold) = (self.token(&parts.headers, &body), self.mood.lock().unwrap().hold.clone());
                if let Some((done, gate)) = hold {
                    done.open();
                    gate.passed().await;
                }
                answer
            }
            (method, path) => Err(format!("{method} {path}")),
        };
        Ok(answered.unwrap_or_else(|why| {
            self.known.lock().unwrap().refused.push(why);
            // As bare as AWS's own.
            page(StatusCode::BAD_REQUEST, "400 Bad Request")
        }))
    }
}

impl Shared {
    /// The page that the browser opens, for a person who does at once what they are asked.
    fn authorize(&self, query: &[(String, String)]) -> Result<Response<Full<Bytes>>, String> {
        let names: Vec<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
        let wanted =
            ["response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method"];
        same(&names.iter().collect::<BTreeSet<_>>(), &wanted.iter().collect::<BTreeSet<_>>(), "parameters")?;
        same(&names.len(), &wanted.len(), "number of parameters")?;
        let value = |name: &str| query.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone()).unwrap();
        same(&value("response_type"), &"code".to_owned(), "response_type")?;
        same(&value("scope"), &"openid".to_owned(), "scope")?;
        same(&value("code_challenge_method"), &"SHA-256".to_owned(), "code_challenge_method")?;
        let asked =
            Asked { client: value("client_id"), redirect: value("redirect_uri"), challenge: value("code_challenge") };
        let state = value("state");
        if asked.challenge.len() != 43 || state.len() < 22 {
            return Err(format!("challenge {} or state {state} is too short", asked.challenge));
        }
        match asked.client.as_str() {
            SAME => {
                let port = asked
                    .redirect
                    .strip_prefix("http://127.0.0.1:")
                    .and_then(|rest| rest.strip_suffix("/oauth/callback"));
                if port.is_none_or(|port| port.parse::<u16>().is_err()) {
                    return Err(format!("redirect_uri {}", asked.redirect));
                }
            }
            CROSS => same(&asked.redirect, &format!("{}/v1/sessions/confirmation", self.base), "redirect_uri")?,
            other => return Err(format!("client_id {other}")),
        }
        let consent = self.mood.lock().unwrap().consent;
        Ok(consent.answer(&asked.redirect, &self.code_for(asked.clone()), &state))
    }

    /// A code with every sign that must be encoded in a query.
    fn code_for(&self, asked: Asked) -> String {
        let mut known = self.known.lock().unwrap();
        known.counted += 1;
        let code = format!("code {}+/=&%é", known.counted);
        known.codes.insert(code.clone(), asked);
        known.secrets.push(code.clone());
        code
    }

    fn token(&self, headers: &HeaderMap, body: &Bytes) -> Result<Response<Full<Bytes>>, String> {
        let mood = self.mood.lock().unwrap().clone();
        let mut known = self.known.lock().unwrap();
        known.bodies.push(String::from_utf8_lossy(body).into_owned());
        same(
            &headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()),
            &Some("application/json"),
            "content type",
        )?;
        if headers.contains_key("authorization") {
            return Err("the call is signed".to_owned());
        }
        let proof = headers.get("dpop").and_then(|proof| proof.to_str().ok()).ok_or("no proof")?;
        let Proof { key, id } =
            proven(proof, "POST", &format!("{}/v1/token", self.base), seconds() + mood.ahead.as_secs())?;
        if !known.proofs.insert(id.clone()) {
            return Err(format!("the proof {id} was used before"));
        }
        known.keys.insert(key.clone());
        let asked = serde_json::from_slice::<Value>(body).map_err(|error| error.to_string())?;
        known.secrets.extend(asked["codeVerifier"].as_str().map(ToOwned::to_owned));
        if let Some((status, body)) = mood.answer {
            return Ok(page(status, &body));
        }
        if let Some(error) = mood.refusal {
            // As a server that repeats what it was sent.
            return Ok(denied(error, &format!("The request was refused: {}", String::from_utf8_lossy(body))));
        }
        let fields: BTreeSet<&str> = asked.as_object().ok_or("no object")?.keys().map(String::as_str).collect();
        let text = |name: &str| asked[name].as_str().map(ToOwned::to_owned).ok_or(format!("no {name}"));
        let client = text("clientId")?;
        let with_identity = match text("grantType")?.as_str() {
            "authorization_code" => {
                same(&fields, &["clientId", "grantType", "code", "codeVerifier", "redirectUri"].into(), "fields")?;
                let Some(code) = known.codes.remove(&text("code")?) else {
                    return Ok(denied("AUTHCODE_EXPIRED", "The authorization code has expired."));
                };
                same(&client, &code.client, "clientId")?;
                same(&text("redirectUri")?, &code.redirect, "redirectUri")?;
                let verifier = text("codeVerifier")?;
                let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
                if !(43..=128).contains(&verifier.len()) || !verifier.chars().all(unreserved) {
                    return Err(format!("codeVerifier {verifier}"));
                }
                same(&base64url(&Sha256::digest(verifier)), &code.challenge, "challenge of the verifier")?;
                known.redeemed += 1;
                true
            }
            "refresh_token" => {
                same(&fields, &["clientId", "grantType", "refreshToken"].into(), "fields")?;
                let Some(bound) = known.tokens.remove(&text("refreshToken")?) else {
                    return Ok(denied("TOKEN_EXPIRED", "The refresh token has expired."));
                };
                same(&(client.clone(), key.clone()), &bound, "client and key of the token")?;
                known.refreshed += 1;
                false
            }
            other => return Err(format!("grantType {other}")),
        };
        known.counted += 1;
        let refresh = format!("{}-{}", mood.refresh, known.counted);
        known.tokens.insert(refresh.clone(), (client, key));
        known.secrets.extend([&refresh, &mood.secret, &mood.session_token].map(Clone::clone));
        let mut answer = json!({
            "accessToken": {
                "accessKeyId": mood.access_key_id,
                "secretAccessKey": mood.secret,
                "sessionToken": mood.session_token,
            },
            "tokenType": "aws_sigv4",
            "expiresIn": mood.lifetime,
            "refreshToken": refresh,
        });
        if with_identity {
            answer["idToken"] = json!("e30.eyJzdWIiOiJhcm46YXdzOmlhbTo6MTIzNDU2Nzg5MDEyOnVzZXIvYW5uYSJ9.e30");
        }
        Ok(page(StatusCode::OK, &answer.to_string()))
    }
}

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// What the page for another computer shows to be carried over.
fn pasteable(query: &[(String, String)]) -> String {
    let value = |wanted: &str| {
        query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    base64::encode(format!("state={}&code={}", value("state"), utf8_percent_encode(&value("code"), NON_ALPHANUMERIC)))
}

fn denied(error: &str, message: &str) -> Response<Full<Bytes>> {
    Response::builder()
        .status(StatusCode::FORBIDDEN)
        .header("x-amzn-errortype", "AccessDeniedException")
        .header("x-amzn-requestid", "01234567-89ab-cdef-0123-456789abcdef")
        .header(CONTENT_TYPE, "application/json")
        .body(Full::new(json!({ "error": error, "message": message }).to_string().into()))
        .unwrap()
}
