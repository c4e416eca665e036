/** Saves the setup's record as a file, for another computer or another person. */
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { asProblem, saveRecord } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../language/failures";
import { Say } from "../../language/Say";
import { say } from "../../language/say";

export const SaveRecord = ({ setup }: { setup: string }) => {
  const [saved, setSaved] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const save = async () => {
    setProblem(null);
    try {
      setSaved(await saveRecord(setup));
    } catch (thrown) {
      setSaved(null);
      setProblem(asProblem(thrown));
    }
  };

  return (
    <Container
      header={
        <Header variant="h2" description={say("ready.record.description")}>
          {say("ready.record.title")}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Button data-testid="save-record" onClick={save}>
          {say("ready.record.save")}
        </Button>
        <LiveRegion>
          {saved && (
            <StatusIndicator type="success">
              <Say
                message="ready.record.saved"
                values={{
                  file: saved,
                  path: (path) => (
                    <span className="value" data-testid="record-path">
                      {path}
                    </span>
                  ),
                }}
              />
            </StatusIndicator>
          )}
        </LiveRegion>
        {problem && <ProblemAlert problem={problem} />}
      </SpaceBetween>
    </Container>
  );
};
