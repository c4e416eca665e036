/** Closes Vonage's way in at once, and opens it again as it was. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { asProblem, resumeVonage, stopVonage } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../messages/Problem";
import type { Ready } from "../../messages/Ready";
import { go } from "../../place";

interface Props {
  ready: Ready;
  onChange: () => Promise<void>;
}

export const StopVonage = ({ ready, onChange }: Props) => {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const press = async (what: (setup: string) => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await what(ready.setup);
      await onChange();
      setAsking(false);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  const said = problem && (
    <ProblemAlert problem={problem}>
      {problem.kind === "no-session" && (
        <Button onClick={() => go({ page: "sign-in", setup: ready.setup })}>Sign in</Button>
      )}
    </ProblemAlert>
  );

  if (ready.stopped) {
    return (
      <SpaceBetween size="s">
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="Vonage is stopped"
          data-testid="stopped"
          action={
            <Button data-testid="resume-vonage" loading={busy} onClick={() => press(resumeVonage)}>
              Let Vonage in again
            </Button>
          }
        >
          The role lets nobody in, and what Vonage had open was closed. Recordings, bucket and key are as they were. AWS
          may need a minute until this holds everywhere.
        </Alert>
        {said}
      </SpaceBetween>
    );
  }
  return (
    <>
      <Button data-testid="stop-vonage" iconName="lock-private" onClick={() => setAsking(true)}>
        Stop Vonage now
      </Button>
      <Modal
        visible={asking}
        header="Stop Vonage now?"
        closeAriaLabel="Close"
        onDismiss={() => setAsking(false)}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={busy} onClick={() => setAsking(false)}>
                Cancel
              </Button>
              <Button
                data-testid="stop-confirm"
                variant="primary"
                loading={busy}
                loadingText="Stopping"
                onClick={() => press(stopVonage)}
              >
                Stop it
              </Button>
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="s">
          <div>
            Vonage can then neither write nor read here. Exports fail until you let it in again. Nothing is deleted.
          </div>
          {said}
        </SpaceBetween>
      </Modal>
    </>
  );
};
