/** Whom the role lets in: the two values from Vonage, found in whatever text they came in. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { Note } from "../../components/Note";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const VonageGroup = ({ details }: { details: Details }) => {
  const { draft, form, wholeAccount } = details;
  const { reading } = draft;
  const found = reading !== null && reading.primary !== null && reading.secondary !== null;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Vonage sends two values. They say which of its services may use your storage."
        >
          Access for Vonage
        </Header>
      }
    >
      <SpaceBetween size="l">
        <div>
          <FormField
            controlId="vonage-paste"
            label="Paste what Vonage sent you"
            description="The whole e-mail will do. The two values are found in it and filled in below. None yet? Ask your account manager at Vonage."
            stretch
          >
            <Textarea
              data-testid="vonage-paste"
              value={draft.pasted}
              rows={4}
              autoComplete={false}
              spellcheck={false}
              disableBrowserAutocorrect
              onChange={({ detail }) => details.paste(detail.value)}
            />
          </FormField>
          <LiveRegion>
            {reading && (
              <Box padding={{ top: "xs" }} data-testid="vonage-reading">
                <Note kind={found ? "good" : "information"}>{reading.summary}</Note>
              </Box>
            )}
          </LiveRegion>
        </div>
        {reading && reading.warnings.length > 0 && (
          <Alert type="warning" statusIconAriaLabel="Warning" header="Worth a second look">
            {reading.warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </Alert>
        )}
        <TypedField
          details={details}
          name="primary-service"
          of="primaryService"
          wide
          label="Primary service"
          description="The first value. It usually begins with “arn:” and ends with the name of a role."
        />
        <TypedField
          details={details}
          name="secondary-service"
          of="secondaryService"
          wide
          label="Secondary service"
          description="The second value, of the same kind."
        />
        {(wholeAccount || form.trustWholeAccount) && (
          <Alert type="warning" statusIconAriaLabel="Warning" header="A value names a whole account">
            <Checkbox
              data-testid="trust-whole-account"
              checked={form.trustWholeAccount}
              description="Better: ask Vonage for the ARN of a role, which lets in one service only."
              onChange={({ detail }) => details.change({ trustWholeAccount: detail.checked })}
            >
              Trust everyone in that account
            </Checkbox>
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
};
