//! PKCE and DPoP against the examples of their RFCs, and against a judge of the tests' own.

use std::time::{Duration, UNIX_EPOCH};

use export_storage_setup::sign_in::browser::dpop::ProofKey;
use export_storage_setup::sign_in::pkce::Verifier;
use secrecy::ExposeSecret;

use crate::support::proof::proven;

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
