//! What a person is asked once more, outside of the page, before something is changed in AWS.

use std::sync::Arc;

use super::Runs;
use crate::app::error::AppError;
use crate::app::sessions::session::{Session, SignedIn};
use crate::resources::desired::Desired;
use crate::resources::fingerprint::Fingerprint;

/// What is about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// What was reviewed is made.
    Create,
    /// What is missing of a setup is made.
    GoOn,
    /// What a setup made is taken back.
    Undo,
    /// Vonage's way in is closed.
    Stop,
    /// Vonage's way in is opened again.
    LetIn,
}

/// A question that only the person can answer. Nothing in it comes from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is about to happen.
    pub deed: Deed,
    /// What it happens to.
    pub desired: Desired,
    /// The plan's fingerprint.
    pub fingerprint: Fingerprint,
}

impl Runs {
    /// What to ask before a deed: of [`Deed::Create`] by the plan's fingerprint, of any other by the setup's id. Nothing
    /// where no request goes to AWS: in Practice, and where all of them go to this computer.
    ///
    /// # Errors
    /// When another plan or none is under review, no such setup is known, or another account or none is in hand.
    pub fn question(&self, deed: Deed, of: &str) -> Result<Option<Question>, AppError> {
        let (session, desired, fingerprint): (Arc<SignedIn>, Desired, Fingerprint) = if deed == Deed::Create {
            let reviewed = self.reviews.under_review(of)?;
            let Session::SignedIn(session) = reviewed.session else { return Err(AppError::NumberOnly) };
            (session, reviewed.plan.desired, reviewed.plan.fingerprint)
        } else {
            let (_, record) = self.workspaces.record(of)?;
            (self.sessions.of_setup(&record)?, record.desired, record.fingerprint)
        };
        Ok(session.access.reaches_aws().then_some(Question { deed, desired, fingerprint }))
    }
}
