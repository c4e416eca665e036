/** A box for the id in Vonage's answer, which is needed to take the storage away again. */
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type FormEvent, useState } from "react";
import { asProblem, keepStorageId } from "../../backend";
import type { Problem } from "../../messages/Problem";

export const StorageId = ({ setup, kept }: { setup: string; kept: string | null }) => {
  const [typed, setTyped] = useState(kept ?? "");
  const [saved, setSaved] = useState(kept ?? "");
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await keepStorageId(setup, typed);
      setSaved(typed);
      setProblem(null);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <Container header={<Header variant="h2">Vonage’s answer</Header>}>
      <form onSubmit={submit}>
        <SpaceBetween size="s">
          <FormField
            controlId="storage-id"
            label="Storage id"
            description="Vonage answers with an id. Keep it here: it is needed when the storage is removed one day."
            errorText={problem && `${problem.cause} ${problem.remedy}`}
          >
            <Input
              data-testid="storage-id"
              value={typed}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
          <div className="value-row">
            <Button data-testid="keep-storage-id" formAction="submit">
              Keep
            </Button>
            <LiveRegion>
              {saved !== "" && saved === typed && !problem && <StatusIndicator type="success">Kept</StatusIndicator>}
            </LiveRegion>
          </div>
        </SpaceBetween>
      </form>
    </Container>
  );
};
