//! What denied a request, by AWS's wording of the denial.

use crate::aws::error::cause::Cause;

/// Reads the end of `… is not authorized to perform: … with an explicit deny in a service control policy` or `… because no
/// service control policy allows the … action`; AWS names the kind of policy in both
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>).
pub(in crate::aws) fn of(message: &str) -> Cause {
    let says = |words: &str| message.contains(words);
    if says("MultiFactorAuth") || says("MFA") {
        Cause::SecondFactorMissing
    } else if says("BlockPublicPolicy") || says("public policies are blocked") {
        Cause::PublicPolicyBlocked
    } else if says("suspended") {
        Cause::AccountSuspended
    } else if says("service control polic") {
        Cause::DeniedByOrganisation
    } else if says("resource control polic") {
        Cause::DeniedByResourceControl
    } else if says("permissions boundary") {
        Cause::DeniedByBoundary
    } else if says("session policy") {
        Cause::DeniedBySession
    } else if says("VPC endpoint policy") {
        Cause::DeniedByEndpoint
    } else if says("explicit deny in an identity-based policy") {
        Cause::DeniedByOwnPolicy
    } else if says("explicit deny in a resource-based policy") || says("explicit deny in a key policy") {
        Cause::DeniedByResource
    } else if says("no identity-based policy allows") || says("no resource-based policy allows") {
        Cause::NotAllowed
    } else {
        Cause::AccessDenied
    }
}
