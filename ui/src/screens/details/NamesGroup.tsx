/** The names of the policy and the role, filled in already. */
import SpaceBetween from "@cloudscape-design/components/space-between";
import { say } from "../../language/say";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const NamesGroup = ({ details }: { details: Details }) => (
  <SpaceBetween size="l">
    <TypedField
      details={details}
      name="policy-name"
      of="policyName"
      label={say("field.policy-name")}
      description={say("details.names.policy.description")}
    />
    <TypedField
      details={details}
      name="role-name"
      of="roleName"
      label={say("field.role-name")}
      description={say("details.names.role.description")}
    />
  </SpaceBetween>
);
