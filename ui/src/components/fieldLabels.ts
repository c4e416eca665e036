/** What each control is called on its page. */
import type { Field } from "../messages/Field";

export const FIELD_LABELS: Record<Field, string> = {
  "primary-service": "Primary service",
  "secondary-service": "Secondary service",
  region: "Region",
  "bucket-name": "Bucket name",
  "key-arn": "Key",
  "retention-days": "Days",
  "policy-name": "Policy name",
  "role-name": "Role name",
  "role-path": "Path",
  "external-id": "External ID",
  "permissions-boundary": "Permissions boundary",
  description: "Description",
  tags: "Tags",
  "account-number": "Account number",
  "expected-account": "The number IT gave you",
  "keys-paste": "Keys",
  "browser-code": "Code",
  "profile-list": "Profile",
  "mfa-code": "Code",
  proxy: "Address",
  "proxy-user": "User name",
  "sign-in-region": "Region",
};
