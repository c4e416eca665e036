/** Closes Vonage's way in at once, and opens it again as it was: what was looked at just now, and nothing else. */
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useState } from "react";
import { asProblem, resumePreview, resumeVonage, stopPreview, stopVonage } from "../../backend";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Problem } from "../../messages/Problem";
import type { Ready } from "../../messages/Ready";
import type { WayInView } from "../../messages/WayInView";
import { go } from "../../place";
import { WayIn } from "./WayIn";

interface Props {
  ready: Ready;
  onChange: () => Promise<void>;
}

export const StopVonage = ({ ready, onChange }: Props) => {
  const [asking, setAsking] = useState(false);
  const [wayIn, setWayIn] = useState<WayInView | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { setup, stopped } = ready;

  const look = async () => {
    setAsking(true);
    setWayIn(null);
    setProblem(null);
    try {
      setWayIn(await (stopped ? resumePreview(setup) : stopPreview(setup)));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };

  const press = async ({ fingerprint }: WayInView) => {
    setBusy(true);
    setProblem(null);
    try {
      await (stopped ? resumeVonage(setup, fingerprint) : stopVonage(setup, fingerprint));
      await onChange();
      setAsking(false);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <>
      {stopped ? (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="Vonage is stopped"
          data-testid="stopped"
          action={
            <Button data-testid="resume-vonage" onClick={look}>
              Let Vonage in again
            </Button>
          }
        >
          The role lets nobody in, and what Vonage had open was closed. Recordings, bucket and key are as they were. AWS
          may need a minute until this holds everywhere.
        </Alert>
      ) : (
        <Button data-testid="stop-vonage" iconName="lock-private" onClick={look}>
          Stop Vonage now
        </Button>
      )}
      <Modal
        visible={asking}
        header={stopped ? "Let Vonage in again?" : "Stop Vonage now?"}
        closeAriaLabel="Close"
        onDismiss={() => setAsking(false)}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={busy} onClick={() => setAsking(false)}>
                Cancel
              </Button>
              {wayIn && problem?.kind !== "not-as-shown" && (
                <Button
                  data-testid={stopped ? "resume-confirm" : "stop-confirm"}
                  variant="primary"
                  loading={busy}
                  loadingText={stopped ? "Opening" : "Stopping"}
                  onClick={() => press(wayIn)}
                >
                  {stopped ? "Let it in" : "Stop it"}
                </Button>
              )}
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="s">
          <div>
            {stopped
              ? "Vonage can then write and read here as before it was stopped."
              : "Vonage can then neither write nor read here. Exports fail until you let it in again. Nothing is deleted."}
          </div>
          {wayIn && <WayIn wayIn={wayIn} opens={stopped} />}
          {!wayIn && !problem && (
            <div role="status">
              <Spinner /> Looking at the role
            </div>
          )}
          {problem && (
            <ProblemAlert problem={problem}>
              {problem.kind === "no-session" && <Button onClick={() => go({ page: "sign-in", setup })}>Sign in</Button>}
              {problem.kind === "not-as-shown" && (
                <Button data-testid="look-again" onClick={look}>
                  Look again
                </Button>
              )}
              {problem.kind === "review-first" && (
                <Button data-testid="review-first" onClick={() => go({ page: "review", setup })}>
                  Review
                </Button>
              )}
            </ProblemAlert>
          )}
        </SpaceBetween>
      </Modal>
    </>
  );
};
