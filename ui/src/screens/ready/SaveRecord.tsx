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
import type { Problem } from "../../messages/Problem";

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
        <Header
          variant="h2"
          description="A file with what was made and by whom, and no secret. On another computer this program asks AWS whether the file is right, and can then show, stop or undo the setup there."
        >
          Keep a copy of the record
        </Header>
      }
    >
      <SpaceBetween size="s">
        <Button data-testid="save-record" onClick={save}>
          Save record
        </Button>
        <LiveRegion>
          {saved && (
            <StatusIndicator type="success">
              Saved as{" "}
              <span className="value" data-testid="record-path">
                {saved}
              </span>
            </StatusIndicator>
          )}
        </LiveRegion>
        {problem && <ProblemAlert problem={problem} />}
      </SpaceBetween>
    </Container>
  );
};
