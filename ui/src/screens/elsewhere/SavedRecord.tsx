/** A record that this program saved as a file. */
import Container from "@cloudscape-design/components/container";
import FileInput from "@cloudscape-design/components/file-input";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { asProblem, openRecord } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import { type Problem, problemOf } from "../../language/failures";
import { say } from "../../language/say";
import type { OpenedSetup } from "../../messages/OpenedSetup";

/** As many as the program reads. A record with some thousand calls has about one million. */
const MOST_BYTES = 8_000_000;

export const SavedRecord = ({ onOpened }: { onOpened: (opened: OpenedSetup) => Promise<void> }) => {
  const [problem, setProblem] = useState<Problem | null>(null);

  const read = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    if (file.size > MOST_BYTES) {
      setProblem(problemOf({ kind: "record-file-too-large" }));
      return;
    }
    setProblem(null);
    try {
      await onOpened(await openRecord(await file.text()));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  return (
    <Container
      header={
        <Header variant="h2" description={say("elsewhere.record.description")}>
          {say("elsewhere.record.title")}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <div data-testid="record-file">
          <FileInput value={[]} accept=".json,application/json" onChange={({ detail }) => read(detail.value[0])}>
            {say("elsewhere.record.choose")}
          </FileInput>
        </div>
        {problem && <ProblemAlert problem={problem} />}
      </SpaceBetween>
    </Container>
  );
};
