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
import { readingText, warningText } from "../../language/paste";
import { say } from "../../language/say";
import { TypedField } from "./TypedField";
import type { Details } from "./useDetails";

export const VonageGroup = ({ details }: { details: Details }) => {
  const { draft, form, wholeAccount } = details;
  const { reading } = draft;
  const warnings = reading?.warnings.map(warningText).filter((warning) => warning !== null) ?? [];
  const found = reading !== null && reading.primary !== null && reading.secondary !== null;
  return (
    <Container
      header={
        <Header variant="h2" description={say("details.vonage.description")}>
          {say("details.vonage.title")}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <div>
          <FormField
            controlId="vonage-paste"
            label={say("details.vonage.paste")}
            description={say("details.vonage.paste.description")}
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
                <Note kind={found ? "good" : "information"}>{readingText(reading)}</Note>
              </Box>
            )}
          </LiveRegion>
        </div>
        {warnings.length > 0 && (
          <Alert type="warning" header={say("details.vonage.secondLook")}>
            {warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </Alert>
        )}
        <TypedField
          details={details}
          name="primary-service"
          of="primaryService"
          wide
          label={say("field.primary-service")}
          description={say("details.vonage.primary.description")}
        />
        <TypedField
          details={details}
          name="secondary-service"
          of="secondaryService"
          wide
          label={say("field.secondary-service")}
          description={say("details.vonage.secondary.description")}
        />
        {(wholeAccount || form.trustWholeAccount) && (
          <Alert type="warning" header={say("details.vonage.wholeAccount")}>
            <Checkbox
              data-testid="trust-whole-account"
              checked={form.trustWholeAccount}
              description={say("details.vonage.wholeAccount.better")}
              onChange={({ detail }) => details.change({ trustWholeAccount: detail.checked })}
            >
              {say("details.vonage.wholeAccount.trust")}
            </Checkbox>
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
};
