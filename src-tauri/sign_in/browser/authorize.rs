//! The question that the browser takes to AWS's own sign-in page.

use crate::sign_in::answer::{Question, query};
use crate::values::Partition;

/// How a challenge was made of its verifier, by AWS's name for it here. RFC 7636 calls it `S256`, which this page refuses.
const CHALLENGE_METHOD: &str = "SHA-256";

/// Where the browser is, by AWS's names for the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// On this computer: AWS sends it back to a port of this program.
    Same,
    /// Anywhere else: AWS shows a code, which the person carries over.
    Cross,
}

impl Device {
    /// The client that AWS knows every program of this kind as. Its name is the same in every partition: AWS's model of
    /// the sign-in server takes no other (shape `ClientId`).
    #[must_use]
    pub fn client_id(self) -> String {
        let device = match self {
            Self::Same => "same-device",
            Self::Cross => "cross-device",
        };
        format!("arn:{}:signin:::devtools/{device}", Partition::Aws)
    }
}

/// One question to AWS whether this program may act for the person.
pub struct Authorization {
    client_id: String,
    question: Question,
}

impl Authorization {
    /// A question of this client, whose answer goes to this address.
    #[must_use]
    pub fn new(client_id: String, redirect_uri: String) -> Self {
        Self { client_id, question: Question::new(redirect_uri) }
    }

    /// The address to open, on the sign-in server of this base address.
    #[must_use]
    pub fn link(&self, base: &str) -> String {
        let asked = query(&[
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", self.question.redirect_uri()),
            ("state", self.question.state()),
            ("scope", "openid"),
            ("code_challenge", &self.question.verifier().challenge()),
            ("code_challenge_method", CHALLENGE_METHOD),
        ]);
        format!("{base}/v1/authorize?{asked}")
    }

    /// The client that asks.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// What the browser is asked to bring the answer to.
    #[must_use]
    pub const fn question(&self) -> &Question {
        &self.question
    }
}
