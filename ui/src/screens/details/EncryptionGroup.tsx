/** Who holds the key that recordings are locked with. */
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { EncryptionMode } from "../../messages/EncryptionMode";
import { TypedField } from "./TypedField";
import { ONLY_WHEN_TICKED } from "./theirs";
import type { Details } from "./useDetails";

const MODES: { value: EncryptionMode; label: string; description: string }[] = [
  {
    value: "new-key",
    label: "A new key of your own (recommended)",
    description:
      "Made for this bucket and changed by AWS every year. Switch it off, and nobody can read the recordings.",
  },
  {
    value: "existing-key",
    label: "A key your company has",
    description: "A KMS key in the same account and region.",
  },
  {
    value: "amazon",
    label: "Amazon’s own key",
    description: "Costs nothing. You cannot see who used it, nor switch it off.",
  },
];

export const EncryptionGroup = ({ details }: { details: Details }) => {
  const { form } = details;
  return (
    <Container
      header={
        <Header variant="h2" description={form.bucketMode === "theirs" ? ONLY_WHEN_TICKED : undefined}>
          Encryption
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField label="Key" description="Recordings are always encrypted. You choose who holds the key." stretch>
          <RadioGroup
            data-testid="encryption-mode"
            value={form.encryptionMode}
            items={MODES}
            onChange={({ detail }) => {
              const mode = MODES.find(({ value }) => value === detail.value);
              if (mode) {
                details.change({ encryptionMode: mode.value });
              }
            }}
          />
        </FormField>
        {form.encryptionMode === "existing-key" && (
          <TypedField
            details={details}
            name="key-arn"
            of="keyArn"
            wide
            label="ARN of the key"
            description="Its full name in AWS. It begins with “arn:” and has “:key/” in it. Whoever looks after the key can tell you."
          />
        )}
      </SpaceBetween>
    </Container>
  );
};
