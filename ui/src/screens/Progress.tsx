/** A run as it happens: a line per step, and what to do when one fails. */
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import LiveRegion from "@cloudscape-design/components/live-region";
import { useEffect, useRef, useState } from "react";
import { asProblem, retry, watch } from "../backend";
import { Page } from "../components/Page";
import { ProblemAlert } from "../components/ProblemAlert";
import type { Problem } from "../messages/Problem";
import type { RunState } from "../messages/RunState";
import type { RunView } from "../messages/RunView";
import { go } from "../place";
import { useProgram } from "../program";
import { Calls } from "./progress/Calls";
import { STATE_WORDS, StepList } from "./progress/StepList";

const TITLES: Record<RunState, string> = {
  running: "Creating",
  failed: "Not finished",
  paused: "Paused",
  done: "Created",
};

const Progress = ({ setup }: { setup: string }) => {
  const { refresh } = useProgram();
  const [run, setRun] = useState<RunView | null>(null);
  const [unseen, setUnseen] = useState<Problem | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);

  // The run belongs to the program. The page only looks, from the start and again after a retry.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try is looked at anew
  useEffect(() => {
    let left = false;
    watch(setup, (news) => !left && setRun(news)).catch((thrown) => !left && setUnseen(asProblem(thrown)));
    return () => {
      left = true;
    };
  }, [setup, tries]);

  const state = run?.state ?? "running";
  useEffect(() => {
    if (state === "done") {
      refresh().catch(() => undefined);
      go({ page: "ready", setup }, true);
    }
  }, [state, setup, refresh]);

  const tryAgain = async (anotherKey = false) => {
    setBusy(true);
    setUnseen(null);
    try {
      await retry(setup, anotherKey);
      setTries((now) => now + 1);
    } catch (thrown) {
      setUnseen(asProblem(thrown));
    }
    setBusy(false);
  };

  const buttons = (
    <div className="actions start">
      <Button data-testid="change-details" disabled={busy} onClick={() => go({ page: "details", setup })}>
        Change details
      </Button>
      <Button data-testid="retry" variant="primary" loading={busy} onClick={() => tryAgain()}>
        Try again
      </Button>
    </div>
  );
  const stepFailed = run?.steps.some((line) => line.problem !== null) ?? false;

  return (
    <Page
      stage="Create"
      title={TITLES[state]}
      description={run && `${run.title}. ${hint(state)}`}
      hasError={state === "failed" || unseen !== null}
    >
      {unseen && (
        <ProblemAlert problem={unseen}>
          {unseen.kind === "key-lost" && (
            <Button data-testid="another-key" disabled={busy} onClick={() => tryAgain(true)}>
              Make another key
            </Button>
          )}
          {!run && buttons}
        </ProblemAlert>
      )}
      {state === "paused" && (
        <Alert type="warning" statusIconAriaLabel="Warning" header="Your way into AWS has ended">
          What was made is kept. Sign in to the same account, then press “Try again”.
          <div className="actions start">
            <Button data-testid="retry" loading={busy} onClick={() => tryAgain()}>
              Try again
            </Button>
            <Button data-testid="sign-in-again" variant="primary" onClick={() => go({ page: "sign-in", setup })}>
              Sign in
            </Button>
          </div>
        </Alert>
      )}
      {run?.problem && !stepFailed && <ProblemAlert problem={run.problem}>{buttons}</ProblemAlert>}
      {run && (
        <Container>
          <Announce run={run} />
          <StepList steps={run.steps} buttons={state === "failed" ? buttons : null} />
        </Container>
      )}
      {state === "failed" && !run?.problem && !stepFailed && buttons}
      {run && <Calls steps={run.steps} />}
    </Page>
  );
};
export default Progress;

const hint = (state: RunState) => {
  switch (state) {
    case "running":
      return "This takes less than a minute. You can leave this page; the work goes on.";
    case "failed":
      return "A step did not work. What was made before it is kept, and nothing is made twice.";
    case "paused":
    case "done":
      return "";
  }
};

/** Says each step's new state to those who do not see it, one sentence at a time. */
const Announce = ({ run }: { run: RunView }) => {
  const before = useRef<RunView | null>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    const known = new Map(before.current?.steps.map((line) => [line.step, line.state]));
    const changed = run.steps.filter((line) => known.has(line.step) && known.get(line.step) !== line.state);
    before.current = run;
    if (changed.length > 0) {
      setNews(changed.map((line) => `${line.title}: ${STATE_WORDS[line.state]}`).join(". "));
    }
  }, [run]);
  return (
    <LiveRegion hidden>
      <span>{news}</span>
    </LiveRegion>
  );
};
