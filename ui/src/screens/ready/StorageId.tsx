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
import { causeOf, type Problem, remedyOf } from "../../language/failures";
import { say } from "../../language/say";

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
    <Container header={<Header variant="h2">{say("ready.storageId.title")}</Header>}>
      <form onSubmit={submit}>
        <SpaceBetween size="s">
          <FormField
            controlId="storage-id"
            label={say("field.storage-id")}
            description={say("ready.storageId.description")}
            errorText={problem && `${causeOf(problem)} ${remedyOf(problem)}`}
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
              {say("ready.storageId.keep")}
            </Button>
            <LiveRegion>
              {saved !== "" && saved === typed && !problem && (
                <StatusIndicator type="success">{say("ready.storageId.kept")}</StatusIndicator>
              )}
            </LiveRegion>
          </div>
        </SpaceBetween>
      </form>
    </Container>
  );
};
