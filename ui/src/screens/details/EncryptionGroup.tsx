/** Who holds the key that recordings are locked with. */
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ENCRYPTION_MODE_DESCRIPTIONS, ENCRYPTION_MODES } from "../../language/kinds";
import { say } from "../../language/say";
import type { EncryptionMode } from "../../messages/EncryptionMode";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

const MODES: EncryptionMode[] = ["new-key", "existing-key", "amazon"];

export const EncryptionGroup = ({ details }: { details: Details }) => {
  const { form } = details;
  return (
    <Container
      header={
        <Header variant="h2" description={form.bucketMode === "theirs" ? say("details.onlyWhenTicked") : undefined}>
          {say("details.encryption.title")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField
          label={say("details.encryption.key")}
          description={say("details.encryption.key.description")}
          stretch
        >
          <RadioGroup
            data-testid="encryption-mode"
            value={form.encryptionMode}
            items={MODES.map((mode) => ({
              value: mode,
              label: say(ENCRYPTION_MODES[mode]),
              description: say(ENCRYPTION_MODE_DESCRIPTIONS[mode]),
            }))}
            onChange={({ detail }) => {
              const mode = MODES.find((value) => value === detail.value);
              if (mode) {
                details.change({ encryptionMode: mode });
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
            label={say("details.encryption.arn")}
            description={say("details.encryption.arn.description")}
          />
        )}
      </SpaceBetween>
    </Container>
  );
};
