//! PKCE and DPoP against the examples of their RFCs, and against a judge of the tests' own.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_types::base64;
use export_storage_setup::sign_in::browser::dpop::ProofKey;
use export_storage_setup::sign_in::pkce::Verifier;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::support::proof::{base64url, holds_private_key, proven};

/// The example of <https://www.rfc-editor.org/rfc/rfc7636#appendix-B>.
#[test]
fn a_challenge_is_the_one_of_the_rfc() {
    let octets = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
        240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    let verifier = Verifier::of_octets(&octets);
    assert_eq!(verifier.secret().expose_secret(), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(verifier.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn no_two_verifiers_are_the_same() {
    let [one, other] = [Verifier::random(), Verifier::random()];
    assert_ne!(one.secret().expose_secret(), other.secret().expose_secret());
    assert_eq!(one.secret().expose_secret().len(), 43);
    assert_ne!(one.challenge(), other.challenge());
}

/// The example of <https://www.rfc-editor.org/rfc/rfc9449#section-7.1>.
const EXAMPLE: [&str; 3] = [
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19",
    "eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9",
    "2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA",
];
const EXAMPLE_URL: &str = "https://resource.example.org/protectedresource";
const EXAMPLE_TIME: u64 = 1_562_262_618;

#[test]
fn the_judge_takes_the_proof_of_the_rfc_and_nothing_that_differs_from_it() {
    let proof = EXAMPLE.join(".");
    assert_eq!(proven(&proof, "GET", EXAMPLE_URL, EXAMPLE_TIME).unwrap().id, "e1j3V_bKic8-LAEB");
    assert!(proven(&proof, "POST", EXAMPLE_URL, EXAMPLE_TIME).is_err());
    assert!(proven(&proof, "GET", "https://resource.example.org/other", EXAMPLE_TIME).is_err());
    assert!(proven(&proof, "GET", EXAMPLE_URL, EXAMPLE_TIME + 3600).is_err());
    assert!(proven(&proof.replace("LjA", "LjQ"), "GET", EXAMPLE_URL, EXAMPLE_TIME).is_err());
    assert!(proven(&EXAMPLE[..2].join("."), "GET", EXAMPLE_URL, EXAMPLE_TIME).is_err());
}

#[test]
fn a_proof_is_one_that_the_judge_takes() {
    let key = ProofKey::random();
    let at = UNIX_EPOCH + Duration::from_secs(EXAMPLE_TIME);
    let made = |id: &str| proven(&key.proof("POST", EXAMPLE_URL, at, id).unwrap(), "POST", EXAMPLE_URL, EXAMPLE_TIME);
    let (one, other) = (made("one").unwrap(), made("other").unwrap());
    assert_eq!((one.id.as_str(), other.id.as_str()), ("one", "other"));
    assert_eq!(one.key, other.key, "a session has one key");
    let of_other = ProofKey::random().proof("POST", EXAMPLE_URL, at, "one").unwrap();
    assert_ne!(proven(&of_other, "POST", EXAMPLE_URL, EXAMPLE_TIME).unwrap().key, one.key);
    assert_eq!(format!("{key:?}"), "ProofKey { .. }");
}

/// The key of <https://www.rfc-editor.org/rfc/rfc7517#appendix-A.2>.
const PRIVATE: &str = "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE";
const PUBLIC: [&str; 2] =
    ["MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"];

#[test]
fn a_private_key_is_found_in_every_form_in_which_programs_keep_keys() {
    let octets = |text: &str| base64::decode(text.replace('-', "+").replace('_', "/") + "=").unwrap();
    let [x, y, d] = [PUBLIC[0], PUBLIC[1], PRIVATE].map(octets);
    let keys = [base64url(&[&[4], &x[..], &y].concat())].into();
    // PKCS#8, with the public half at its end.
    let head = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg";
    let file = [&base64::decode(head).unwrap()[..], &d, &[0xa1, 0x44, 0x03, 0x42, 0x00, 0x04], &x, &y].concat();
    let lines: Vec<String> =
        base64::encode(&file).as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into()).collect();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"));
    let digits = d.iter().map(|octet| format!("{octet:02x}")).collect::<Vec<_>>().concat();
    let jwk = json!({ "kty": "EC", "crv": "P-256", "x": PUBLIC[0], "y": PUBLIC[1], "d": PRIVATE }).to_string();
    for kept in
        [&jwk[..], &digits, &pem, &json!({ "dpopKey": pem }).to_string(), &format!("key={}", base64::encode(&file))]
    {
        assert!(holds_private_key(kept.as_bytes(), &keys), "{kept}");
    }
    assert!(holds_private_key(&[&[0xff; 7], &file[..]].concat(), &keys));
    // The public half is no secret, and other keys are none of these.
    let public = jwk.replace(PRIVATE, "");
    let other = jwk.replace(PRIVATE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    for kept in [public, other] {
        assert!(!holds_private_key(kept.as_bytes(), &keys), "{kept}");
    }
}
