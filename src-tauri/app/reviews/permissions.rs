//! What the session may do of the plan under review, and the policies for whoever sets up, checks or removes.

use std::collections::BTreeSet;

use super::Reviews;
use super::under_review::UnderReview;
use crate::app::error::AppError;
use crate::app::sessions::session::Session;
use crate::aws::{NotSimulated, Simulated, simulate};
use crate::policy::PolicyDocument;
use crate::resources::desired::Desired;
use crate::setup::permissions::{
    Duty, Need, document_of, needs_of_plan, needs_of_superseded, operator_policy, questions,
};
use crate::setup::plan::Plan;
use crate::setup::superseded::Parts;

/// What is known of a plan's permissions. It is advice: Create works whatever it says.
#[derive(Clone, Debug)]
pub struct Permissions {
    /// The plan.
    pub plan: Plan,
    /// Who is signed in, and what AWS says of them; absent with only an account number.
    pub asked: Option<Asked>,
    /// The policy for each duty; with only an account number, for whoever creates it.
    pub policies: Vec<(Duty, PolicyDocument)>,
    /// What an earlier run made under other names, each with the policy that takes it back and nothing else.
    pub superseded: Vec<(Desired, Parts, PolicyDocument)>,
}

/// Whom AWS was asked about, and what it said.
#[derive(Clone, Debug)]
pub struct Asked {
    /// In words, such as `user anna`.
    pub caller: String,
    /// Their ARN.
    pub arn: String,
    /// What AWS said.
    pub answer: Result<Simulated, NotSimulated>,
}

impl Permissions {
    /// A policy that gives what is missing, and nothing else.
    #[must_use]
    pub fn policy_for(&self, needs: &BTreeSet<Need>) -> PolicyDocument {
        document_of(needs, self.desired(), self.plan.key.as_ref())
    }

    /// What the plan is for.
    #[must_use]
    pub const fn desired(&self) -> &Desired {
        &self.plan.desired
    }
}

impl Reviews {
    /// Asks AWS whether the session may do what the reviewed plan takes. Nothing is changed.
    ///
    /// # Errors
    /// When the plan with this fingerprint is not the one under review, or the journal cannot be read. That AWS cannot be
    /// asked is no error.
    pub async fn permissions(&self, fingerprint: &str) -> Result<Permissions, AppError> {
        let UnderReview { plan, session, superseded, .. } = self.under_review(fingerprint)?;
        let record = self.workspaces.of_session(&session).journal().record(&plan.desired.setup.to_string())?;
        let asked = match session {
            Session::NumberOnly(_) => None,
            Session::SignedIn(session) => {
                let clients = session.access.clients(&plan.desired.region);
                let questions = questions(&needs_of_plan(&plan), &plan);
                let answer = Box::pin(simulate(&clients, &session.identity, &questions)).await;
                let identity = &session.identity;
                Some(Asked { caller: identity.caller_words(), arn: identity.caller.to_string(), answer })
            }
        };
        let duties = if asked.is_some() { &Duty::ALL[..] } else { &[Duty::SetUp] };
        let policy = |&duty| (duty, operator_policy(duty, &plan.desired, plan.key.as_ref()));
        let with_policy = |(earlier, parts): (Desired, Parts)| {
            let made = record.as_ref().and_then(|record| record.made_of(&earlier).key);
            let policy = document_of(&needs_of_superseded(&earlier, parts), &earlier, made.as_ref());
            (earlier, parts, policy)
        };
        let superseded = superseded.into_iter().map(with_policy).collect();
        Ok(Permissions { policies: duties.iter().map(policy).collect(), superseded, plan, asked })
    }
}
