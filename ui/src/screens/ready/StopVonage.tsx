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
import type { Problem } from "../../language/failures";
import { say } from "../../language/say";
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
          header={say("ready.stopped")}
          data-testid="stopped"
          action={
            <Button data-testid="resume-vonage" onClick={look}>
              {say("ready.resume")}
            </Button>
          }
        >
          {say("ready.stopped.what")}
        </Alert>
      ) : (
        <Button data-testid="stop-vonage" iconName="lock-private" onClick={look}>
          {say("ready.stop")}
        </Button>
      )}
      <Modal
        visible={asking}
        header={say(stopped ? "ready.resume.title" : "ready.stop.title")}
        closeAriaLabel={say("common.close")}
        onDismiss={() => setAsking(false)}
        footer={
          <Box float="right">
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={busy} onClick={() => setAsking(false)}>
                {say("common.cancel")}
              </Button>
              {wayIn && problem?.failure.kind !== "not-as-shown" && (
                <Button
                  data-testid={stopped ? "resume-confirm" : "stop-confirm"}
                  variant="primary"
                  loading={busy}
                  loadingText={say(stopped ? "ready.resume.opening" : "ready.stop.stopping")}
                  onClick={() => press(wayIn)}
                >
                  {say(stopped ? "ready.resume.confirm" : "ready.stop.confirm")}
                </Button>
              )}
            </SpaceBetween>
          </Box>
        }
      >
        <SpaceBetween size="s">
          <div>{say(stopped ? "ready.resume.what" : "ready.stop.what")}</div>
          {wayIn && <WayIn wayIn={wayIn} opens={stopped} />}
          {!wayIn && !problem && (
            <div role="status">
              <Spinner /> {say("ready.stop.looking")}
            </div>
          )}
          {problem && (
            <ProblemAlert problem={problem}>
              {problem.failure.kind === "no-session" && (
                <Button onClick={() => go({ page: "sign-in", setup })}>{say("common.signIn")}</Button>
              )}
              {problem.failure.kind === "not-as-shown" && (
                <Button data-testid="look-again" onClick={look}>
                  {say("common.lookAgain")}
                </Button>
              )}
              {problem.failure.kind === "review-first" && (
                <Button data-testid="review-first" onClick={() => go({ page: "review", setup })}>
                  {say("common.review")}
                </Button>
              )}
            </ProblemAlert>
          )}
        </SpaceBetween>
      </Modal>
    </>
  );
};
