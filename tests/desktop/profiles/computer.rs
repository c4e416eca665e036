//! A computer on which somebody has set up AWS in every way there is, some of which have ended, and AWS for it.

use std::fs;
use std::time::{Duration, SystemTime};

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::support::center_server::{CenterServer, START_URL};
use crate::support::emulator::{ACCOUNT, Emulator};
use crate::support::proxy::{Asked, Fate, Proxy, query_error};
use crate::support::sign_in_server::SignInServer;
use crate::support::written;
use crate::window::{Home, Window};

/// What the phone shows.
pub const CODE: &str = "492039";

pub const KEYS_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const KEYS_SECRET: &str = "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";
pub const ROLE_ID: &str = "ASIAIOSFODNN7THEROLE";
const ROLE_SECRET: &str = "rOlEsEcReT/cAnArY+ThatIsForty/Characters";
const ROLE_TOKEN: &str = "rOlEtOkEn/cAnArY+OfTheSessionOfTheRole==";
pub const PROGRAM_ID: &str = "ASIAIOSFODNNPROGRAM7";
const PROGRAM_SECRET: &str = "pRoGrAmSeCrEt/cAnArY+IsForty/Characters/";
const PROGRAM_TOKEN: &str = "pRoGrAmToKeN/cAnArY+OfItsSession==";
const OLD_ID: &str = "ASIAIOSFODNN7OLDKEYS";
const OLD_SECRET: &str = "oLdSeCrEt/cAnArY+ThatIsForty/CharactersX";

/// Where the AWS CLI keeps sign-ins: on a company's page, and to the console.
pub const SSO_CACHE: &str = ".aws/sso/cache";
pub const LOGIN_CACHE: &str = ".aws/login/cache";
/// The files are named after the page's name in the settings, and after whose session it is: hashes by SHA-1 and SHA-256.
const SSO_FILE: &str = "71b21161ffa1e6516bcc072aaf5ef38cbe85b511.json";
const LOGIN_FILE: &str = "11bbc882fa0112a0e2aa42512092bdb77bdc2de5bcf739440b5e7e0228647a6c.json";
const OLD_LOGIN_FILE: &str = "268c2f181b396d5c51cde17bab29857f7afe754d03e828ca745933c66d2f2dc5.json";
/// What the program that gives keys prints.
pub const PROGRAM: &str = ".aws/program.json";

/// As long as a session lasts that is renewed before it is used.
const SOON: Duration = Duration::from_mins(2);

pub struct Computer {
    pub moto: Emulator,
    pub proxy: Proxy,
    pub company: CenterServer,
    pub console: SignInServer,
    pub home: Home,
    /// The files of the AWS CLI that are nobody else's to write.
    files: [(&'static str, String); 2],
}

impl Computer {
    pub async fn new() -> Self {
        let moto = Emulator::moto().await;
        let proxy = Proxy::before(&moto.endpoint()).fate(judge).start().await;
        let (company, console, home) = (CenterServer::start().await, SignInServer::start().await, Home::new());
        company.change(|mood| {
            "cOmPaNyAcCeSs".clone_into(&mut mood.access);
            "cOmPaNyReFrEsH".clone_into(&mut mood.refresh);
            "cOmPaNyClIeNt".clone_into(&mut mood.client_secret);
        });
        console.change(|mood| "cOnSoLeReFrEsH".clone_into(&mut mood.refresh));
        for folder in [SSO_CACHE, LOGIN_CACHE] {
            fs::create_dir_all(home.path(folder)).unwrap();
        }
        home.write(&format!("{SSO_CACHE}/{SSO_FILE}"), &company.kept_by_cli(SOON).to_string());
        home.write(&format!("{LOGIN_CACHE}/{LOGIN_FILE}"), &console.kept_by_cli(SOON).to_string());
        // Somebody used its refresh token already.
        let mut used = console.kept_by_cli(SOON);
        used["refreshToken"] = json!("cOnSoLeReFrEsH-used");
        home.write(&format!("{LOGIN_CACHE}/{OLD_LOGIN_FILE}"), &used.to_string());
        let keys = json!({
            "Version": 1,
            "AccessKeyId": PROGRAM_ID,
            "SecretAccessKey": PROGRAM_SECRET,
            "SessionToken": PROGRAM_TOKEN,
            "Expiration": written(SystemTime::now() + Duration::from_hours(1)),
        });
        home.write(PROGRAM, &keys.to_string());
        let files = [("aws/config", config(&home)), ("aws/credentials", credentials())];
        for (file, text) in &files {
            home.write(file, text);
        }
        Self { moto, proxy, company, console, home, files }
    }

    pub async fn window(&self) -> Window {
        Window::opening()
            .home(&self.home)
            .env("AWS_ENDPOINT_URL", self.proxy.endpoint())
            .env("AWS_ENDPOINT_URL_SIGNIN", self.console.endpoint())
            .env("AWS_ENDPOINT_URL_SSO", self.company.endpoint())
            .env("AWS_ENDPOINT_URL_SSO_OIDC", self.company.endpoint())
            .open()
            .await
    }

    /// Everything that nobody may see: what the files hold, and what was given for it.
    pub fn secrets(&self) -> Vec<String> {
        let fixed = [
            CODE,
            KEYS_SECRET,
            ROLE_SECRET,
            ROLE_TOKEN,
            PROGRAM_SECRET,
            PROGRAM_TOKEN,
            OLD_SECRET,
            "cOmPaNyReFrEsH",
            "cOnSoLeReFrEsH",
            // The secrets and session tokens of both sign-ins.
            "wJalrXUtnFEMI",
            "IQoJb3JpZ2luX2VjTokenOfThe",
        ];
        let kept = fs::read_to_string(self.home.path(&format!("{LOGIN_CACHE}/{LOGIN_FILE}"))).unwrap();
        let kept: Value = serde_json::from_str(&kept).unwrap();
        // A line of the key that proves whose the session is.
        let proof = kept["dpopKey"].as_str().unwrap().lines().nth(1).unwrap().to_owned();
        fixed.into_iter().map(ToOwned::to_owned).chain([proof]).chain(self.company.secrets()).collect()
    }

    /// That everything was made with these keys. What the page asked for the setup before may come late.
    pub fn assert_made_with(&self, id: &str, profile: &str) {
        let made: Vec<Asked> = self.proxy.asked().into_iter().filter(Asked::is_change).collect();
        assert!(!made.is_empty() && made.iter().all(|asked| asked.key_id() == id), "{profile}: {made:?}");
    }

    /// That the program wrote nothing where only the person does.
    pub fn assert_files_as_they_were(&self) {
        for (file, text) in &self.files {
            assert_eq!(fs::read_to_string(self.home.path(file)).unwrap(), *text, "{file}");
        }
    }

    /// The name of the bucket that was made last.
    pub fn last_bucket(&self) -> String {
        let asked = self.proxy.asked();
        let made = asked.iter().rev().find(|asked| asked.operation() == "CreateBucket").unwrap();
        made.uri.path().trim_matches('/').to_owned()
    }
}

/// AWS as far as roles and old keys go.
fn judge(asked: &Asked) -> Fate {
    let text = asked.text();
    if asked.key_id() == OLD_ID {
        let said = "The security token included in the request is expired";
        return Fate::Answer(StatusCode::FORBIDDEN, query_error("ExpiredToken", said));
    }
    if asked.operation() != "AssumeRole" {
        return Fate::Forward;
    }
    if text.contains("role%2Fphone") && !text.contains(&format!("TokenCode={CODE}")) {
        let said = "MultiFactorAuthentication failed with invalid MFA one time pass code.";
        return Fate::Answer(StatusCode::FORBIDDEN, query_error("AccessDenied", said));
    }
    if text.contains("role%2Fclosed") {
        let said = "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: sts:AssumeRole";
        return Fate::Answer(StatusCode::FORBIDDEN, query_error("AccessDenied", said));
    }
    let until = written(SystemTime::now() + Duration::from_hours(1));
    Fate::Answer(
        StatusCode::OK,
        format!(
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>\
             <AccessKeyId>{ROLE_ID}</AccessKeyId><SecretAccessKey>{ROLE_SECRET}</SecretAccessKey>\
             <SessionToken>{ROLE_TOKEN}</SessionToken><Expiration>{until}</Expiration></Credentials><AssumedRoleUser>\
             <AssumedRoleId>AROAIOSFODNN7EXAMPLE:anna</AssumedRoleId>\
             <Arn>arn:aws:sts::{ACCOUNT}:assumed-role/admin/anna</Arn></AssumedRoleUser></AssumeRoleResult>\
             </AssumeRoleResponse>"
        ),
    )
}

fn config(home: &Home) -> String {
    let role = |name: &str| format!("role_arn = arn:aws:iam::{ACCOUNT}:role/{name}\n");
    let program = home.path(PROGRAM).display().to_string();
    let sections = [
        ("work-keys", "region = us-east-1\n".to_owned()),
        ("work-role", format!("{}source_profile = work-keys\nregion = eu-west-1\n", role("admin"))),
        (
            "work-phone",
            format!(
                "{}source_profile = work-keys\nmfa_serial = arn:aws:iam::{ACCOUNT}:mfa/anna\nregion = eu-west-1\n",
                role("phone")
            ),
        ),
        (
            "work-company",
            format!(
                "sso_session = company\nsso_account_id = {ACCOUNT}\nsso_role_name = AdministratorAccess\n\
                 region = us-east-1\n"
            ),
        ),
        ("work-console", format!("login_session = arn:aws:iam::{ACCOUNT}:user/anna\nregion = eu-west-1\n")),
        ("work-program", format!("credential_process = cat \"{program}\"\nregion = eu-west-1\n")),
        ("no-source", format!("{}source_profile = nobody\n", role("admin"))),
        ("no-account", "sso_session = company\n".to_owned()),
        (
            "old-company",
            format!("sso_session = ended\nsso_account_id = {ACCOUNT}\nsso_role_name = AdministratorAccess\n"),
        ),
        ("old-console", format!("login_session = arn:aws:iam::{ACCOUNT}:user/ben\nregion = eu-west-1\n")),
        ("old-program", "credential_process = false\n".to_owned()),
        ("over-old-keys", format!("{}source_profile = old-keys\n", role("admin"))),
        ("closed", format!("{}source_profile = work-program\n", role("closed"))),
        (
            "closed-company",
            format!("sso_session = company\nsso_account_id = {ACCOUNT}\nsso_role_name = ViewOnlyAccess\n"),
        ),
        // As the SDK takes it, whichever way it is written.
        ("inside", format!("{}credential_source = EC2InstanceMetadata\n", role("admin"))),
    ];
    let profiles = sections.map(|(name, lines)| format!("[profile {name}]\n{lines}")).concat();
    let page = |name: &str| format!("[sso-session {name}]\nsso_start_url = {START_URL}\nsso_region = eu-central-1\n");
    profiles + &page("company") + &page("ended")
}

fn credentials() -> String {
    format!(
        "[work-keys]\naws_access_key_id = {KEYS_ID}\naws_secret_access_key = {KEYS_SECRET}\n\
         [old-keys]\naws_access_key_id = {OLD_ID}\naws_secret_access_key = {OLD_SECRET}\naws_session_token = old\n\
         [half]\naws_secret_access_key = {KEYS_SECRET}\n"
    )
}
