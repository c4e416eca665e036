/** The names of the policy and the role, filled in already. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const NamesGroup = ({ details }: { details: Details }) => (
  <SpaceBetween size="l">
    <TypedField
      details={details}
      name="policy-name"
      of="policyName"
      label="Policy name"
      description="The policy says what Vonage may do in the bucket."
    />
    <TypedField
      details={details}
      name="role-name"
      of="roleName"
      label="Role name"
      description="Vonage takes on the role to use the bucket. Its ending is random, so that nobody can guess it."
    />
  </SpaceBetween>
);
